import { CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, inject } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Icon } from '@shared/ui-icon/icon';
import { KeyboardHelp } from '@shared/ui-keys/keyboard-help';
import { Menu, MenuItem } from '@shared/ui-menu/menu';
import { Toasts } from '@shared/ui-toast/toasts';
import { Tooltip } from '@shared/ui-tooltip/tooltip';

@Component({
  selector: 'app-kit-overlays',
  imports: [Button, CdkMenuTrigger, Icon, Menu, MenuItem, Tooltip],
  templateUrl: './kit-overlays.html',
})
export class KitOverlays {
  private readonly dialogs = inject(Dialogs);
  protected readonly toasts = inject(Toasts);

  protected async confirm(): Promise<void> {
    const sure = await this.dialogs.confirm({
      heading: 'Delete storefront?',
      text: 'Its 1,204 issues and 2.1M events go with it. SDKs that still use its keys are refused.',
      confirm: 'Delete project',
      cancel: 'Keep project',
      typed: 'storefront',
    });
    this.toasts.show({ text: sure ? 'Project deleted' : 'Project kept', tone: 'plain' });
  }

  protected resolve(): void {
    this.toasts.show({
      text: '3 issues resolved',
      undo: () => this.toasts.show({ text: 'Not resolved', tone: 'plain' }),
    });
  }

  protected keys(): void {
    void this.dialogs.show(KeyboardHelp);
  }
}
