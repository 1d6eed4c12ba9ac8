import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Avatar } from '@shared/ui-badge/avatar';
import { Icon } from '@shared/ui-icon/icon';
import { Time } from '@shared/ui-time/time';
import { IssuePage } from '../data/issue-page';
import { TagList } from '../ui/tag-list';
import { Activity } from '../util/issue-types';
import { activityWords, nameOf } from '../util/issue-words';

const SHOWN_TAGS = 6;

/** About the issue rather than the event: when, where it happens, what was done about it. */
@Component({
  selector: 'app-issue-aside',
  imports: [Avatar, Icon, RouterLink, TagList, Time],
  templateUrl: './issue-aside.html',
})
export class IssueAside {
  protected readonly page = inject(IssuePage);
  /** Route of the tags. */
  readonly link = input.required<readonly string[]>();

  protected readonly issue = this.page.issue;
  protected readonly tags = computed(() => this.page.tags()?.slice(0, SHOWN_TAGS) ?? []);
  protected readonly nameOf = nameOf;

  protected words({ type, data }: Activity): string {
    return activityWords(type, data['release']);
  }
}
