import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { CodeBlock } from '@shared/ui-code/code-block';
import { DialogFrame } from '@shared/ui-dialog/dialog-frame';
import { Banner } from '@shared/ui-state/banner';
import { Skeleton } from '@shared/ui-state/skeleton';
import { formatBytes } from '@shared/util-format/counts';
import { problemOf } from '@shared/util-problem/problem';
import { SetAsideItem } from '../util/intake-types';

export interface RawItemData {
  readonly item: SetAsideItem;
  /** Where its bytes can be downloaded. */
  readonly address: string;
  readonly read: () => Promise<string>;
}

/** A dialog is no place for megabytes; the rest is in the download. */
const MOST_CHARACTERS = 60_000;

/** The bytes of an item that was set aside, as they came. */
@Component({
  selector: 'app-raw-item',
  imports: [Banner, Button, CodeBlock, DialogFrame, Skeleton],
  template: `<ui-dialog-frame class="dialog--wide" [heading]="'As it came: ' + item.itemType">
    @if (item.detail) {
      <p>
        <bdi>{{ item.detail }}</bdi>
      </p>
    }
    @if (problem(); as message) {
      <ui-banner tone="danger">
        The bytes did not load: {{ message }}
        <button action uiButton size="sm" type="button" (click)="load()">Retry</button>
      </ui-banner>
    } @else if (text() === undefined) {
      <ui-skeleton label="the bytes" [rows]="6" [height]="24" />
    } @else {
      <ui-code-block class="code--limited" [title]="name" [code]="text() ?? ''" language="none" />
      @if (isCut()) {
        <p class="small">Only the beginning is shown. The download has all {{ bytes }}.</p>
      }
    }
    <a foot uiButton icon="download" [href]="address" [attr.download]="name">Download {{ bytes }}</a>
    <button foot uiButton type="button" data-autofocus (click)="dialog.close()">Close</button>
  </ui-dialog-frame>`,
})
export class RawItem {
  protected readonly dialog = inject(DialogRef);
  private readonly data = inject<RawItemData>(DIALOG_DATA);

  protected readonly item = this.data.item;
  protected readonly address = this.data.address;
  protected readonly name = `${this.item.itemType}-${this.item.id}.txt`;
  protected readonly bytes = formatBytes(this.item.size);
  protected readonly text = signal<string | undefined>(undefined);
  protected readonly isCut = signal(false);
  protected readonly problem = signal<string | undefined>(undefined);

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      const text = await this.data.read();
      this.isCut.set(text.length > MOST_CHARACTERS);
      this.text.set(text.slice(0, MOST_CHARACTERS));
    } catch (error) {
      this.problem.set(problemOf(error).message);
    }
  }
}
