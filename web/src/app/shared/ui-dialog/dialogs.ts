import { Dialog } from '@angular/cdk/dialog';
import { ComponentType } from '@angular/cdk/portal';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { DialogContainer } from './dialog-container';
import { ConfirmDialog, ConfirmRequest } from './confirm-dialog';

/** Opens dialogs over the page: focus moves in, stays in, and returns. */
@Injectable({ providedIn: 'root' })
export class Dialogs {
  private readonly dialog = inject(Dialog);

  /** True when the reader chose the verb, false for every other way out. */
  async confirm(request: ConfirmRequest): Promise<boolean> {
    const answer = await this.show<boolean, ConfirmRequest>(ConfirmDialog, request, 'alertdialog');
    return answer ?? false;
  }

  /** Opens a component that shows a `ui-dialog-frame` and closes itself through `DialogRef`. */
  show<Result, Data = unknown>(
    component: ComponentType<unknown>,
    data?: Data,
    role: 'dialog' | 'alertdialog' = 'dialog',
  ): Promise<Result | undefined> {
    const opened = this.dialog.open<Result, Data>(component, {
      data,
      role,
      container: DialogContainer,
      ariaLabelledBy: 'dialog-heading',
      autoFocus: '[data-autofocus], input, button',
      panelClass: 'dialog-pane',
      backdropClass: 'dialog-backdrop',
      restoreFocus: true,
    });
    return firstValueFrom(opened.closed, { defaultValue: undefined });
  }
}
