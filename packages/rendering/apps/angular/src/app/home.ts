import { Component } from '@angular/core'
import { RouterLink } from '@angular/router'

@Component({
  imports: [RouterLink],
  template: '<p>Hello <a routerLink="/styled">styled</a></p>',
  styles: 'p { color: rebeccapurple; }',
})
export class Home {}
