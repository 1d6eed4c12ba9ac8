import { Component, computed, inject, input } from '@angular/core';
import { Session } from '@shared/data-session/session';
import { Avatar } from '@shared/ui-badge/avatar';
import { Badge } from '@shared/ui-badge/badge';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Member, OrganizationClient } from '../data/organization-client';

@Component({
  selector: 'app-members',
  imports: [Avatar, Badge, LoadError, Skeleton, Time],
  templateUrl: './members.html',
})
export class Members {
  private readonly session = inject(Session);
  readonly org = input.required<string>();

  protected readonly members = inject(OrganizationClient).members(this.org);
  protected readonly rows = computed(() => (this.members.hasValue() ? this.members.value() : []));

  protected nameOf(member: Member): string {
    return member.user?.name || member.email;
  }

  protected isMe(member: Member): boolean {
    return !!member.user && member.user.email === this.session.account()?.email;
  }
}
