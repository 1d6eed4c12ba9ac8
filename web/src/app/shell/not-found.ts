import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { Empty } from '@shared/ui-state/empty';

@Component({
  selector: 'app-not-found',
  imports: [Button, Empty, RouterLink],
  template: `<ui-empty
    icon="file-question-mark"
    heading="No such page"
    text="The address is mistyped, or the page has moved."
    [level]="1"
    [takeFocus]="true">
    <a uiButton size="sm" routerLink="/">Go to issues</a>
  </ui-empty>`,
})
export class NotFound {}
