import { CSP_NONCE, inject, mergeApplicationConfig, REQUEST_CONTEXT } from '@angular/core'
import { provideServerRendering, withRoutes } from '@angular/ssr'
import { appConfig } from './app.config'
import { serverRoutes } from './app.routes.server'

export const config = mergeApplicationConfig(appConfig, {
  providers: [
    provideServerRendering(withRoutes(serverRoutes)),
    { provide: CSP_NONCE, useFactory: () => (inject(REQUEST_CONTEXT) as { cspNonce?: string } | null)?.cspNonce },
  ],
})
