import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input, output, signal } from '@angular/core';
import { Icon } from '@shared/ui-icon/icon';
import { CodePiece, highlight } from '@shared/util-code/highlight';
import { FrameView, hasBody } from '../util/frames';

/** One call: a disclosure with its source, the failing line marked, and the variables beside it. */
@Component({
  selector: 'app-frame',
  imports: [Icon, NgTemplateOutlet],
  templateUrl: './frame.html',
  host: { class: 'frame', '[class.frame--lib]': '!frame().isInApp' },
})
export class FrameItem {
  readonly frame = input.required<FrameView>();
  readonly id = input.required<string>();
  readonly open = input(false);
  readonly toggled = output();

  protected readonly wide = signal('');
  protected readonly hasBody = computed(() => hasBody(this.frame()));
  protected readonly sourceLabel = computed(() => {
    const { source, directory, file } = this.frame();
    return `${directory}${file}, lines ${source[0]?.number} to ${source.at(-1)?.number}`;
  });

  protected colour(text: string): readonly CodePiece[] {
    return highlight(text, 'code');
  }

  protected widen(name: string): void {
    this.wide.update((now) => (now === name ? '' : name));
  }
}
