import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of the bench, which gives one answer to each question. */
export class Child {
  private constructor(
    readonly process: ChildProcess,
    /** What it said when it was ready. */
    readonly first: unknown,
    private readonly isGroup: boolean,
  ) {}

  static async start(script: string, args: readonly string[], options: ForkOptions = {}): Promise<Child> {
    const child = fork(new URL(script, import.meta.url), args, {
      ...options,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    return new Child(child, await answerOf(child), options.detached === true)
  }

  ask(question: unknown): Promise<unknown> {
    const answer = answerOf(this.process)
    this.process.send(question as object)
    return answer
  }

  /** Ends it at once, because valgrind would write a last file; if it is detached, ends all that it has started too. */
  stop(): void {
    if (this.isGroup) process.kill(-(this.process.pid as number), 'SIGKILL')
    else this.process.kill('SIGKILL')
  }
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController()
  const exit = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`)
  })
  exit.catch(() => {})
  const [message] = await Promise.race([once(child, 'message'), exit])
  gone.abort()
  return message
}
