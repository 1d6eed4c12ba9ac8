import { Injectable, inject } from '@angular/core';
import { Api, read } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { RateLimit } from '@shared/util-api/api-types';
import { Answer } from '@shared/util-api/shapes';

export type ProjectKey = Answer<'/api/0/projects/{organization}/{project}/keys/'>[number];

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
  private readonly api = inject(Api);

  /** Reads again when organization or project change. Call in an injection context. */
  project(organization: () => string, project: () => string) {
    return read(() => projectAt(organization(), project()));
  }

  keys(organization: () => string, project: () => string) {
    return read(() => keysAt(organization(), project()));
  }

  update(organization: string, project: string, change: ProjectChange) {
    return this.api.put(projectAt(organization, project), change);
  }

  delete(organization: string, project: string): Promise<void> {
    return this.api.delete(projectAt(organization, project));
  }

  createKey(organization: string, project: string, change: KeyChange): Promise<ProjectKey> {
    return this.api.post(keysAt(organization, project), change);
  }

  updateKey(organization: string, project: string, keyId: string, change: KeyChange): Promise<ProjectKey> {
    return this.api.put(keyAt(organization, project, keyId), change);
  }

  deleteKey(organization: string, project: string, keyId: string): Promise<void> {
    return this.api.delete(keyAt(organization, project, keyId));
  }
}

function projectAt(organization: string, project: string) {
  return at('/api/0/projects/{organization}/{project}/', { organization, project });
}

function keysAt(organization: string, project: string) {
  return at('/api/0/projects/{organization}/{project}/keys/', { organization, project });
}

function keyAt(organization: string, project: string, keyId: string) {
  return at('/api/0/projects/{organization}/{project}/keys/{keyId}/', { organization, project, keyId });
}
