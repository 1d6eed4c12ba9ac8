import { CdkMenu, CdkMenuItem } from '@angular/cdk/menu';
import { Directive } from '@angular/core';

/** The list of a menu: `<ng-template #menu><div uiMenu>…</div></ng-template>` behind a `[cdkMenuTriggerFor]="menu"`. */
@Directive({ selector: '[uiMenu]', hostDirectives: [CdkMenu], host: { class: 'menu' } })
export class Menu {}

/** One command of a menu: `<button uiMenuItem (uiMenuItemTriggered)="…">`; also on links. */
@Directive({
  selector: '[uiMenuItem]',
  hostDirectives: [
    {
      directive: CdkMenuItem,
      inputs: ['cdkMenuItemDisabled: uiMenuItemDisabled'],
      outputs: ['cdkMenuItemTriggered: uiMenuItemTriggered'],
    },
  ],
  host: { class: 'menu__item' },
})
export class MenuItem {}
