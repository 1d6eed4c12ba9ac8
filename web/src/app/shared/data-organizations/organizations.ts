import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { Api, read } from '../data-api/api';
import { Session } from '../data-session/session';
import { at } from '../util-api/address';
import { Organization, Project, Team } from '../util-api/api-types';

const LAST = 'fettle.organization';

/** The organizations of this account and the one that is open, with its projects and teams. */
@Injectable({ providedIn: 'root' })
export class Organizations {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  private readonly open = signal<string | undefined>(undefined);

  readonly slug = this.open.asReadonly();

  readonly list = read(() => (this.session.account() ? at('/api/0/organizations/') : undefined));

  readonly current = read(() => {
    const organization = this.open();
    return organization && this.session.account()
      ? at('/api/0/organizations/{organization}/', { organization })
      : undefined;
  });

  readonly projects = computed<readonly Project[]>(() =>
    this.current.hasValue() ? this.current.value().projects : [],
  );
  readonly teams = computed<readonly Team[]>(() =>
    this.current.hasValue() ? this.current.value().teams : [],
  );
  readonly name = computed(() => (this.current.hasValue() ? this.current.value().name : (this.open() ?? '')));

  select(slug: string): void {
    this.open.set(slug);
    this.storage?.setItem(LAST, slug);
  }

  /** Whether this account's role has a scope here, such as "project:write". */
  may(scope: string): boolean {
    return this.current.hasValue() && this.current.value().access.includes(scope);
  }

  project(slug: string): Project | undefined {
    return this.projects().find((project) => project.slug === slug);
  }

  /** Where "/" leads: the organization used last if it still exists, else the first; undefined when there is none. */
  async home(): Promise<Organization | undefined> {
    const all = await this.api.get(at('/api/0/organizations/'));
    const last = this.storage?.getItem(LAST);
    return all.find(({ slug }) => slug === last) ?? all[0];
  }

  async create(name: string): Promise<Organization> {
    const made = await this.api.post(at('/api/0/organizations/'), { name });
    this.list.reload();
    return made;
  }

  async createTeam(organization: string, slug: string): Promise<Team> {
    const made = await this.api.post(at('/api/0/organizations/{organization}/teams/', { organization }), {
      slug,
    });
    this.current.reload();
    return made;
  }

  async createProject(organization: string, team: string, name: string, platform: string): Promise<Project> {
    const address = at('/api/0/teams/{organization}/{team}/projects/', { organization, team });
    const made = await this.api.post(address, { name, platform });
    this.current.reload();
    return made;
  }
}
