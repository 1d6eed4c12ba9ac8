import { CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Badge } from '@shared/ui-badge/badge';
import { Button } from '@shared/ui-button/button';
import { CopyText } from '@shared/ui-code/copy-text';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Icon } from '@shared/ui-icon/icon';
import { Menu, MenuItem } from '@shared/ui-menu/menu';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { problemOf } from '@shared/util-problem/problem';
import { PageTitle } from '@shared/util-title/page-title';
import { KeyChange, ProjectClient, ProjectKey } from '../data/project-client';
import { describeWindow } from '@shared/util-limits/rate-limits';
import { KeyDialog, KeyDialogData } from './key-dialog';

@Component({
  selector: 'app-client-keys',
  imports: [
    Badge,
    Button,
    CdkMenuTrigger,
    CopyText,
    Empty,
    Icon,
    LoadError,
    Menu,
    MenuItem,
    RouterLink,
    Skeleton,
    Time,
  ],
  templateUrl: './client-keys.html',
})
export class ClientKeys {
  private readonly client = inject(ProjectClient);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly title = inject(PageTitle);
  private readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  readonly project = input.required<string>();

  protected readonly keys = this.client.keys(this.org, this.project);
  protected readonly rows = computed(() => (this.keys.hasValue() ? this.keys.value() : []));
  protected readonly projectName = computed(
    () => this.organizations.project(this.project())?.name ?? this.project(),
  );
  protected readonly mayChange = computed(() => this.organizations.may('project:write'));
  protected readonly mayDelete = computed(() => this.organizations.may('project:admin'));
  protected readonly working = signal<string | undefined>(undefined);
  protected readonly describeWindow = describeWindow;

  constructor() {
    effect(() => this.title.set('Client keys', this.projectName()));
  }

  protected nameOf(key: ProjectKey): string {
    return key.name || key.label || 'Unnamed key';
  }

  protected isActive({ isActive }: ProjectKey): boolean {
    return isActive !== false;
  }

  protected async create(): Promise<void> {
    const save = (change: KeyChange) => this.client.createKey(this.org(), this.project(), change);
    const made = await this.dialogs.show<ProjectKey, KeyDialogData>(KeyDialog, { save });
    if (!made) return;
    this.keys.update((keys) => [...(keys ?? []), made]);
    this.toasts.show({ text: `Key ${this.nameOf(made)} created` });
  }

  protected async edit(key: ProjectKey): Promise<void> {
    const save = (change: KeyChange) => this.client.updateKey(this.org(), this.project(), key.id, change);
    const changed = await this.dialogs.show<ProjectKey, KeyDialogData>(KeyDialog, { key, save });
    if (!changed) return;
    this.replace(changed);
    this.toasts.show({ text: `Key ${this.nameOf(changed)} saved` });
  }

  /** Acts at once; Undo turns it back. */
  protected async switchActive(key: ProjectKey, isActive: boolean): Promise<void> {
    this.working.set(key.id);
    try {
      const change = { name: this.nameOf(key), rateLimit: key.rateLimit, isActive };
      this.replace(await this.client.updateKey(this.org(), this.project(), key.id, change));
      this.toasts.show({
        text: `Key ${this.nameOf(key)} ${isActive ? 'enabled' : 'disabled'}`,
        undo: () => this.switchActive(key, !isActive),
      });
    } catch (error) {
      this.toasts.error(`Not ${isActive ? 'enabled' : 'disabled'}: ${problemOf(error).message}`);
    } finally {
      this.working.set(undefined);
    }
  }

  protected async delete(key: ProjectKey): Promise<void> {
    const sure = await this.dialogs.confirm({
      heading: `Delete key ${this.nameOf(key)}?`,
      text: 'Apps that still use its DSN are refused at once. To pause a key, disable it instead.',
      confirm: 'Delete key',
      cancel: 'Keep key',
    });
    if (!sure) return;
    try {
      await this.client.deleteKey(this.org(), this.project(), key.id);
      this.keys.update((keys) => keys?.filter(({ id }) => id !== key.id));
      this.toasts.show({ text: `Key ${this.nameOf(key)} deleted` });
    } catch (error) {
      this.toasts.error(`Not deleted: ${problemOf(error).message}`);
    }
  }

  private replace(changed: ProjectKey): void {
    this.keys.update((keys) => keys?.map((key) => (key.id === changed.id ? { ...key, ...changed } : key)));
  }
}
