import { Component } from '@angular/core'

@Component({ template: '<h1>styled</h1>', styles: 'h1 { color: rgb(1, 2, 3); }' })
export class Styled {}
