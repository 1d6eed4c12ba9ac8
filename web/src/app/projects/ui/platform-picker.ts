import { Component, ElementRef, computed, input, model, signal, viewChild } from '@angular/core';
import { FormValueControl, ValidationError } from '@angular/forms/signals';
import { Icon } from '@shared/ui-icon/icon';
import { findPlatforms } from '@shared/util-platforms/platforms';

/** Choosing a platform: a search field over a grid of radio buttons, which the arrow keys walk. */
@Component({
  selector: 'app-platform-picker',
  imports: [Icon],
  templateUrl: './platform-picker.html',
})
export class PlatformPicker implements FormValueControl<string> {
  /** Id of a platform; empty for none. */
  readonly value = model('');
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly error = computed(() => (this.touched() ? this.errors()[0]?.message : undefined));
  protected readonly search = signal('');
  protected readonly found = computed(() => findPlatforms(this.search()));

  focus(): void {
    this.field().nativeElement.focus();
  }

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
