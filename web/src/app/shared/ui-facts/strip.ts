import { Component, computed, input } from '@angular/core';

/** In time, late, failed, started and never ended, nothing came, nothing was expected. */
export type StripState = 'ok' | 'slow' | 'bad' | 'timeout' | 'missed' | 'none';

const HEIGHT = 20;
const SHAPES: Readonly<Record<StripState, (x: number) => string>> = {
  ok: (x) => `M${x} 2h3v16h-3z`,
  slow: (x) => `M${x} 8h3v10h-3z`,
  bad: (x) => `M${x} 0h3v20h-3z`,
  timeout: (x) => `M${x} 0h3v8h-3zM${x} 12h3v8h-3z`,
  missed: (x) => `M${x + 0.5} 2.5h2v15h-2z`,
  none: (x) => `M${x} 17h3v1h-3z`,
};

/** Results in equal buckets on the clock that all rows share, so that common failures align. A shape per state. */
@Component({
  selector: 'ui-strip',
  template: `<svg
    class="strip"
    preserveAspectRatio="none"
    role="img"
    [attr.viewBox]="box()"
    [attr.aria-label]="sentence()">
    @for (path of paths(); track path.state) {
      <path [attr.class]="path.state" [attr.d]="path.d" />
    }
  </svg>`,
})
export class Strip {
  /** "24 hours: down since 10:19, up before". */
  readonly sentence = input.required<string>();
  readonly states = input.required<readonly StripState[]>();
  protected readonly box = computed(() => `0 0 ${this.states().length * 4} ${HEIGHT}`);
  /** One path per state that occurs, which is what a long list can afford. */
  protected readonly paths = computed(() => {
    const drawn = new Map<StripState, string>();
    this.states().forEach((state, index) => {
      drawn.set(state, (drawn.get(state) ?? '') + SHAPES[state](index * 4));
    });
    return [...drawn].map(([state, d]) => ({ state, d }));
  });
}
