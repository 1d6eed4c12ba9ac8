import { Component, computed, input, model, signal } from '@angular/core';
import { Icon } from '@shared/ui-icon/icon';
import { findPlatforms } from '@shared/util-platforms/platforms';

/** Choosing a platform: a search field over a grid of radio buttons, which the arrow keys walk. */
@Component({
  selector: 'app-platform-picker',
  imports: [Icon],
  templateUrl: './platform-picker.html',
})
export class PlatformPicker {
  readonly value = model<string | undefined>();
  readonly error = input<string>();
  protected readonly search = signal('');
  protected readonly found = computed(() => findPlatforms(this.search()));

  protected searched(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }

  /** Enter in the search takes the best match instead of sending the form. */
  protected takeFirst(event: Event): void {
    event.preventDefault();
    const [first] = this.found();
    if (first) this.value.set(first.id);
  }
}
