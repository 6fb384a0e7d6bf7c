// Preloaded into an app's server: it listens on a free port of loopback, and tells the process that started it which one.
import { Server } from 'node:net'

const { listen } = Server.prototype
Server.prototype.listen = function () {
  this.once('listening', () => process.send(this.address().port))
  return listen.call(this, { port: 0, host: '127.0.0.1' })
}
