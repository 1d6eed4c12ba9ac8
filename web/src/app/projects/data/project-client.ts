import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Project, ProjectKey, RateLimit } from '@shared/data-api/api-types';
import { firstValueFrom } from 'rxjs';
import { urlPath } from '@shared/util-quoting/url';

export interface ProjectChange {
  readonly name: string;
  readonly slug: string;
  readonly platform: string | null;
  /** Percent of events that are left out by chance. */
  readonly eventThrottleRate: number;
}

export interface KeyChange {
  readonly name: string;
  readonly rateLimit?: RateLimit | null;
  readonly isActive?: boolean;
}

/** A project and its client keys. */
@Injectable({ providedIn: 'root' })
export class ProjectClient {
  private readonly http = inject(HttpClient);

  /** Reads again when organization or project change. Call in an injection context. */
  project(organization: () => string, project: () => string): HttpResourceRef<Project | undefined> {
    return httpResource<Project>(() => address(organization(), project()));
  }

  keys(
    organization: () => string,
    project: () => string,
  ): HttpResourceRef<readonly ProjectKey[] | undefined> {
    return httpResource<readonly ProjectKey[]>(() => `${address(organization(), project())}keys/`);
  }

  update(organization: string, project: string, change: ProjectChange): Promise<Project> {
    return firstValueFrom(this.http.put<Project>(address(organization, project), change));
  }

  async delete(organization: string, project: string): Promise<void> {
    await firstValueFrom(this.http.delete(address(organization, project)));
  }

  createKey(organization: string, project: string, change: KeyChange): Promise<ProjectKey> {
    return firstValueFrom(this.http.post<ProjectKey>(`${address(organization, project)}keys/`, change));
  }

  updateKey(organization: string, project: string, id: string, change: KeyChange): Promise<ProjectKey> {
    return firstValueFrom(this.http.put<ProjectKey>(`${address(organization, project)}keys/${id}/`, change));
  }

  async deleteKey(organization: string, project: string, id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${address(organization, project)}keys/${id}/`));
  }
}

function address(organization: string, project: string): string {
  return urlPath`/api/0/projects/${organization}/${project}/`;
}
