import { Component, signal } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { Checkbox } from '@shared/ui-field/checkbox';
import { LinesField } from '@shared/ui-field/lines-field';
import { Switch } from '@shared/ui-field/switch';
import { TextField } from '@shared/ui-field/text-field';
import { Icon } from '@shared/ui-icon/icon';
import { iconNames } from '@shared/ui-icon/icon-names';
import { RateLimitField } from '@shared/ui-limit/rate-limit-field';
import { Select } from '@shared/ui-select/select';
import { platforms } from '@shared/util-platforms/platforms';

@Component({
  selector: 'app-kit-controls',
  imports: [Button, Checkbox, Icon, LinesField, RateLimitField, Select, Switch, TextField],
  templateUrl: './kit-controls.html',
})
export class KitControls {
  protected readonly icons = iconNames;
  protected readonly slug = signal('Store Front');
  protected readonly lines = signal('*.acme.shop\nshop.example/pay');
  protected readonly team = signal<string | undefined>('web');
  protected readonly platform = signal<string | undefined>(undefined);
  protected readonly teams = ['web', 'payments', 'data'].map((value) => ({ value, label: value }));
  protected readonly platforms = platforms.map(({ id, name, tag }) => ({
    value: id,
    label: name,
    detail: tag,
  }));
  protected readonly range = signal('24 h');
  protected readonly busy = signal(false);

  protected work(): void {
    this.busy.set(true);
    setTimeout(() => this.busy.set(false), 2000);
  }
}
