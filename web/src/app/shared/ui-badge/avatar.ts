import { Component, computed, input } from '@angular/core';

/** Initials of a person (round) or the start of a team's or organization's name (square); the name is its title. */
@Component({
  selector: 'ui-avatar',
  template: `<span aria-hidden="true">{{ initials() }}</span>`,
  host: {
    class: 'avatar',
    role: 'img',
    '[class.avatar--team]': 'kind() !== "person"',
    '[class.avatar--lg]': 'large()',
    '[attr.aria-label]': 'name()',
    '[title]': 'name()',
  },
})
export class Avatar {
  readonly name = input.required<string>();
  readonly kind = input<'person' | 'team' | 'organization'>('person');
  readonly large = input(false);
  protected readonly initials = computed(() => initialsOf(this.name(), this.kind()));
}

/** "Nadia Berg" → NB; "nadia@acme.shop" → N; team "web-platform" → web; "Acme Retail" → A. */
export function initialsOf(name: string, kind: 'person' | 'team' | 'organization'): string {
  if (kind === 'team') return name.slice(0, 3);
  const words =
    name
      .split('@')[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const letters = words.map((word) => word.charAt(0).toUpperCase());
  return kind === 'organization' ? (letters[0] ?? '?') : letters.slice(0, 2).join('') || '?';
}
