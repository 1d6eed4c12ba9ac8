import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Button } from '@shared/ui-button/button';
import { DialogFrame } from '@shared/ui-dialog/dialog-frame';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, faultsAt, rule } from '@shared/ui-form/form-page';
import { FormRefusal } from '@shared/ui-form/form-refusal';
import { RateLimitField, limitRules } from '@shared/ui-limit/rate-limit-field';
import { limitDraft, limitOf } from '@shared/util-limits/rate-limits';
import { KeyChange, ProjectKey } from '../data/project-client';
import { HIGHEST_KEY_LIMIT, keyNameError } from '../util/names';

export interface KeyDialogData {
  /** Absent for a new key. */
  readonly key?: ProjectKey;
  readonly save: (change: KeyChange) => Promise<ProjectKey>;
}

/** Creates or edits a client key; stays open with the server's reason when it was not saved. */
@Component({
  selector: 'app-key-dialog',
  imports: [Button, DialogFrame, FormElement, FormField, FormRefusal, RateLimitField, TextField],
  templateUrl: './key-dialog.html',
})
export class KeyDialog {
  protected readonly dialog = inject<DialogRef<ProjectKey>>(DialogRef);
  private readonly data = inject<KeyDialogData>(DIALOG_DATA);

  protected readonly key = this.data.key;
  protected readonly form = new FormPage({
    stored: () => ({
      name: this.key?.name ?? this.key?.label ?? '',
      limit: limitDraft(this.key?.rateLimit ?? null, 60),
    }),
    rules: (of) => {
      rule(of.name, keyNameError);
      limitRules(HIGHEST_KEY_LIMIT)(of.limit);
    },
    save: async ({ name, limit }) => {
      const isActive = this.key ? { isActive: this.key.isActive } : {};
      const change = { name: name.trim(), rateLimit: limitOf(limit), ...isActive };
      this.dialog.close(await this.data.save(change));
    },
    faults: (problem, fields) => faultsAt(fields, problem, { count: fields.limit.count }),
  });
}
