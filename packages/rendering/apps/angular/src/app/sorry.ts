import { Component } from '@angular/core'

@Component({ template: '<p>Sorry</p>' })
export class Sorry {}
