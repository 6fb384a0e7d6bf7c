import { RenderMode, type ServerRoute } from '@angular/ssr'

export const serverRoutes: ServerRoute[] = [
  { path: '', renderMode: RenderMode.Server },
  { path: 'styled', renderMode: RenderMode.Server },
  { path: 'go', renderMode: RenderMode.Server },
  { path: 'boom', renderMode: RenderMode.Server, status: 500 },
  { path: '**', renderMode: RenderMode.Server, status: 404 },
]
