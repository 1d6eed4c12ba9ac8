import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Empty } from '@shared/ui-state/empty';
import { Skeleton } from '@shared/ui-state/skeleton';
import { formatExact, formatShare } from '@shared/util-format/counts';
import { tagSearch } from '@shared/util-quoting/search';
import { IssuePage } from '../data/issue-page';

/** Every tag with its values and their shares; a value leads to the issues that carry it. */
@Component({
  selector: 'app-tag-page',
  imports: [Empty, RouterLink, Skeleton],
  templateUrl: './tag-page.html',
})
export class TagPage {
  protected readonly page = inject(IssuePage);
  /** Slug in the URL. */
  readonly org = input.required<string>();

  protected readonly cards = computed(() =>
    this.page.tags()?.map(({ key, totalValues, topValues, uniqueValues, otherCount = 0 }) => ({
      key,
      unique: formatExact(uniqueValues),
      values: topValues.map(({ value, count }) => ({
        value,
        query: tagSearch(key, value),
        count: formatExact(count),
        share: formatShare(count, totalValues),
        width: (count / Math.max(1, totalValues)) * 100,
      })),
      other: otherCount ? formatExact(otherCount) : '',
    })),
  );
}
