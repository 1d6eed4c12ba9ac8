import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { Button } from '../ui-button/button';
import { TextField } from '../ui-field/text-field';
import { DialogFrame } from './dialog-frame';

export interface ConfirmRequest {
  /** A question: "Delete storefront?" */
  readonly heading: string;
  /** The consequence, with numbers. */
  readonly text: string;
  /** The verb: "Delete project". */
  readonly confirm: string;
  /** The safe verb: "Keep project". */
  readonly cancel: string;
  /** The name to type where nothing can be undone. */
  readonly typed?: string;
}

@Component({
  selector: 'ui-confirm-dialog',
  imports: [Button, DialogFrame, TextField],
  template: `<form (submit)="$event.preventDefault(); confirm()">
    <ui-dialog-frame [heading]="request.heading">
      <p>{{ request.text }}</p>
      @if (request.typed; as name) {
        <ui-text-field [label]="'Type ' + name + ' to confirm'" [(value)]="typed" />
      }
      <button foot uiButton type="button" data-autofocus (click)="dialog.close(false)">
        {{ request.cancel }}
      </button>
      <button foot uiButton type="submit" variant="danger" [disabled]="!ready()">
        {{ request.confirm }}
      </button>
    </ui-dialog-frame>
  </form>`,
})
export class ConfirmDialog {
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly request = inject<ConfirmRequest>(DIALOG_DATA);
  protected readonly typed = signal('');
  protected readonly ready = computed(() => !this.request.typed || this.typed() === this.request.typed);

  protected confirm(): void {
    if (this.ready()) this.dialog.close(true);
  }
}
