import { Component, computed, input } from '@angular/core';
import { platformOf } from '../util-platforms/platforms';

/** The two-letter tag of a platform; its full name is the title. Nothing for a project without one. */
@Component({
  selector: 'ui-platform',
  template: `{{ found().tag }}`,
  host: { class: 'plat', role: 'img', '[attr.aria-label]': 'found().name', '[title]': 'found().name' },
})
export class PlatformTag {
  readonly platform = input.required<string | null | undefined>();
  protected readonly found = computed(() => platformOf(this.platform()));
}
