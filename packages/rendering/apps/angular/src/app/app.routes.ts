import type { Routes } from '@angular/router'
import { Home } from './home'
import { Sorry } from './sorry'

export const routes: Routes = [
  { path: '', component: Home },
  { path: 'styled', loadComponent: () => import('./styled').then(({ Styled }) => Styled) },
  { path: 'go', redirectTo: '' },
  { path: 'boom', component: Sorry },
  { path: '**', component: Sorry },
]
