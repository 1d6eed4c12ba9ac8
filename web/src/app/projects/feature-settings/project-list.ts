import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { PlatformTag } from '@shared/ui-badge/platform-tag';
import { Button } from '@shared/ui-button/button';
import { Icon } from '@shared/ui-icon/icon';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';

@Component({
  selector: 'app-project-list',
  imports: [Button, Empty, Icon, LoadError, PlatformTag, RouterLink, Skeleton, Time],
  templateUrl: './project-list.html',
})
export class ProjectList {
  protected readonly organizations = inject(Organizations);
  readonly org = input.required<string>();
}
