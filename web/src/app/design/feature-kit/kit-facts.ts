import { Component } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Choices } from '@shared/ui-field/choices';
import { Change } from '@shared/ui-facts/change';
import { Delta } from '@shared/ui-facts/delta';
import { Meter } from '@shared/ui-facts/meter';
import { Progress } from '@shared/ui-facts/progress';
import { Share } from '@shared/ui-facts/share';
import { StateWord } from '@shared/ui-facts/state-word';
import { Strip, StripState } from '@shared/ui-facts/strip';
import { FormPage } from '@shared/ui-form/form-page';
import { Icon } from '@shared/ui-icon/icon';

@Component({
  selector: 'app-kit-facts',
  imports: [Change, Choices, Delta, FormField, Icon, Meter, Progress, Share, StateWord, Strip],
  templateUrl: './kit-facts.html',
})
export class KitFacts {
  protected readonly form = new FormPage({
    stored: () => ({ role: 'member' }),
    save: async () => undefined,
  });
  protected readonly roles = [
    { value: 'member', label: 'Member', hint: 'Sees all projects, changes issues.' },
    { value: 'admin', label: 'Admin', hint: 'Also changes projects and teams.' },
    { value: 'owner', label: 'Owner', hint: 'Also changes the organization and deletes it.' },
  ];
  protected readonly strip: readonly StripState[] = Array.from({ length: 72 }, (_, index) => {
    if (index === 20) return 'slow';
    if (index === 41 || index === 42) return 'bad';
    if (index === 55) return 'missed';
    if (index === 63) return 'timeout';
    return index < 6 ? 'none' : 'ok';
  });
}
