import { Component, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Button } from '@shared/ui-button/button';
import { Checkbox } from '@shared/ui-field/checkbox';
import { LinesField } from '@shared/ui-field/lines-field';
import { Switch } from '@shared/ui-field/switch';
import { TextField } from '@shared/ui-field/text-field';
import { Icon } from '@shared/ui-icon/icon';
import { iconNames } from '@shared/ui-icon/icon-names';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { RateLimitField, limitRules } from '@shared/ui-limit/rate-limit-field';
import { Select } from '@shared/ui-select/select';
import { HIGHEST_LIMIT, limitDraft } from '@shared/util-limits/rate-limits';
import { platforms } from '@shared/util-platforms/platforms';

@Component({
  selector: 'app-kit-controls',
  imports: [Button, Checkbox, FormField, Icon, LinesField, RateLimitField, Select, Switch, TextField],
  templateUrl: './kit-controls.html',
})
export class KitControls {
  protected readonly icons = iconNames;
  protected readonly form = new FormPage({
    stored: () => ({
      slug: 'Store Front',
      lines: '*.acme.shop\nshop.example/pay',
      platform: '',
      limit: limitDraft(null),
    }),
    rules: (of) => {
      rule(of.slug, (slug) => (slug.includes(' ') ? 'A slug has no spaces. Use store-front.' : undefined));
      rule(of.lines, (lines) =>
        lines.includes('/') ? 'shop.example/pay is more than a domain. Write only shop.example.' : undefined,
      );
      limitRules(HIGHEST_LIMIT)(of.limit);
    },
    save: async () => undefined,
  });
  protected readonly team = signal('web');
  protected readonly teams = ['web', 'payments', 'data'].map((value) => ({ value, label: value }));
  protected readonly platforms = platforms.map(({ id, name, tag }) => ({
    value: id,
    label: name,
    detail: tag,
  }));
  protected readonly range = signal('24 h');
  protected readonly busy = signal(false);

  constructor() {
    this.form.fields().markAsTouched();
  }

  protected work(): void {
    this.busy.set(true);
    setTimeout(() => this.busy.set(false), 2000);
  }
}
