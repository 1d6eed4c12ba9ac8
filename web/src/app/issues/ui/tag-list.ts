import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatExact, formatShare } from '@shared/util-format/counts';
import { IssueTag } from '../util/issue-types';

/** The values of each tag as shares: the top one in words, all as one bar. Each leads to the page of all values. */
@Component({
  selector: 'app-tag-list',
  imports: [RouterLink],
  template: `<div class="tagdist">
    @for (row of rows(); track row.key) {
      <a class="tagrow" [routerLink]="link()" [fragment]="row.key" [title]="row.title">
        <span class="tagrow__line">
          <span class="tagrow__key"
            ><bdi>{{ row.key }}</bdi></span
          >
          <span class="tagrow__top"
            ><bdi>{{ row.top }}</bdi></span
          >
          <span class="tagrow__pct">{{ row.share }}</span>
        </span>
        <span class="tagbar" aria-hidden="true">
          @for (part of row.parts; track $index) {
            <i [style.width.%]="part"></i>
          }
        </span>
      </a>
    }
  </div>`,
})
export class TagList {
  readonly tags = input.required<readonly IssueTag[]>();
  readonly link = input.required<readonly string[]>();

  protected readonly rows = computed(() =>
    this.tags()
      .filter(({ topValues }) => topValues.length)
      .map(({ key, topValues, totalValues }) => {
        const [top] = topValues;
        const count = top?.count ?? 0;
        return {
          key,
          top: top?.value || '(empty)',
          share: formatShare(count, totalValues),
          title: `${key}: ${top?.value}, ${formatExact(count)} of ${formatExact(totalValues)} events`,
          parts: topValues.slice(0, 5).map((each) => (each.count / Math.max(1, totalValues)) * 100),
        };
      }),
  );
}
