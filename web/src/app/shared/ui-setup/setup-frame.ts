import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../ui-icon/icon';

export type SetupStep = 'organization' | 'team' | 'project' | 'event';

const ORDER: readonly { id: SetupStep; name: string; hint: string }[] = [
  { id: 'organization', name: 'Organization', hint: 'who you are' },
  { id: 'team', name: 'Team', hint: 'who looks after projects' },
  { id: 'project', name: 'Project', hint: 'what sends events' },
  { id: 'event', name: 'First event', hint: 'about 2 minutes' },
];

/** The frame of the four first steps; `done` says what the finished ones came to. `[aside]` stands at the right. */
@Component({
  selector: 'ui-setup-frame',
  imports: [Icon, RouterLink],
  templateUrl: './setup-frame.html',
})
export class SetupFrame {
  readonly step = input.required<SetupStep>();
  readonly done = input<Partial<Record<SetupStep, string>>>({});
  /** Where "Finish later" leads; none for a new account that has nowhere to go. */
  readonly leave = input<string>();
  readonly leaveLabel = input('Finish later');

  protected readonly steps = computed(() => {
    const now = ORDER.findIndex(({ id }) => id === this.step());
    return ORDER.map((step, index) => ({
      ...step,
      hint: this.done()[step.id] ?? step.hint,
      isDone: index < now,
      isNow: index === now,
    }));
  });
}
