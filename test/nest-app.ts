import 'reflect-metadata'
import type { ServerResponse } from 'node:http'
import { Controller, Get, Logger, type MiddlewareConsumer, Module, Post } from '@nestjs/common'
import { RouteConfig } from '@nestjs/platform-fastify'
import { override } from '@secure/express-middleware'

Logger.overrideLogger(false)

class Pages {
  page() {
    return '<p>not framed</p>'
  }

  embed() {
    return '<p>framed by anybody</p>'
  }

  widget() {
    return '<p>framed by anybody</p>'
  }

  item() {
    return '<p>an item</p>'
  }

  fails() {
    throw new Error('on purpose')
  }

  keep() {
    return 'kept'
  }

  barred() {
    return 'never reached'
  }
}

/** An app for both platforms of Nest; on one of them `@RouteConfig()` has no meaning. */
export class AppModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(override({ xfo: false })).forRoutes('embed')
    consumer.apply(bar).forRoutes('barred')
  }
}

function bar(_request: unknown, response: ServerResponse): void {
  response.statusCode = 401
  response.end('barred')
}

// Node runs no decorators.
Reflect.decorate([Module({ controllers: [Pages] })], AppModule)
Reflect.decorate([Controller()], Pages)
decorate('page', Get())
decorate('embed', Get('embed'))
decorate('widget', Get('widget'), RouteConfig({ secure: { xfo: false } }))
decorate('item', Get('items/:id'))
decorate('fails', Get('fails'))
decorate('keep', Post())
decorate('barred', Get('barred'))

function decorate(method: keyof Pages, ...decorators: MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(Pages.prototype, method)
  Reflect.decorate(decorators, Pages.prototype, method, descriptor)
}
