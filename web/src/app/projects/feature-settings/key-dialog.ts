import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { DialogFrame } from '@shared/ui-dialog/dialog-frame';
import { TextField } from '@shared/ui-field/text-field';
import { Select } from '@shared/ui-select/select';
import { problemOf } from '@shared/util-problem/problem';
import { KeyChange, ProjectKey } from '../data/project-client';
import { keyNameError, limitError } from '../util/names';
import { windowChoices } from '@shared/util-limits/rate-limits';

export interface KeyDialogData {
  /** Absent for a new key. */
  readonly key?: ProjectKey;
  readonly save: (change: KeyChange) => Promise<ProjectKey>;
}

/** Creates or edits a client key; stays open with the server's reason when it was not saved. */
@Component({
  selector: 'app-key-dialog',
  imports: [Button, DialogFrame, Select, TextField],
  templateUrl: './key-dialog.html',
})
export class KeyDialog {
  protected readonly dialog = inject<DialogRef<ProjectKey>>(DialogRef);
  private readonly data = inject<KeyDialogData>(DIALOG_DATA);

  protected readonly key = this.data.key;
  protected readonly name = signal(this.key?.name ?? this.key?.label ?? '');
  protected readonly count = signal(this.key?.rateLimit ? String(this.key.rateLimit.count) : '');
  protected readonly window = signal<string | undefined>(String(this.key?.rateLimit?.window ?? 60));
  protected readonly choices = windowChoices(this.key?.rateLimit?.window);
  protected readonly nameError = computed(() => keyNameError(this.name()));
  protected readonly countError = computed(() => limitError(this.count()));
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);

  protected async save(): Promise<void> {
    this.tried.set(true);
    if (this.busy() || this.nameError() || this.countError()) return;
    this.busy.set(true);
    const rateLimit = this.count().trim()
      ? { count: Number(this.count()), window: Number(this.window()) }
      : null;
    const isActive = this.key ? { isActive: this.key.isActive !== false } : {};
    try {
      this.dialog.close(await this.data.save({ name: this.name().trim(), rateLimit, ...isActive }));
    } catch (error) {
      this.refused.set(`Not saved: ${problemOf(error).message}`);
    } finally {
      this.busy.set(false);
    }
  }
}
