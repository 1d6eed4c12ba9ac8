import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { Listing } from '@shared/data-api/api';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Banner } from '@shared/ui-state/banner';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { formatBytes, formatUnits } from '@shared/util-format/counts';
import { problemOf } from '@shared/util-problem/problem';
import { IntakeClient } from '../data/intake-client';
import { wordsFor } from '../util/intake-reasons';
import { SetAsideItem } from '../util/intake-types';
import { RawItem, RawItemData } from './raw-item';

/** Items that could not be processed: look at their bytes, try again, or let go. */
@Component({
  selector: 'app-set-aside',
  imports: [Banner, Button, Time],
  templateUrl: './set-aside.html',
})
export class SetAside {
  private readonly client = inject(IntakeClient);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly organizations = inject(Organizations);
  private readonly destroyRef = inject(DestroyRef);

  readonly org = input.required<string>();
  readonly project = input.required<string>();
  /** How many were set aside in the range; when it changes there is something new to list. */
  readonly counted = input.required<number>();
  /** Something was retried or dismissed. */
  readonly changed = output();

  protected readonly page = signal<Listing<SetAsideItem> | undefined>(undefined);
  protected readonly problem = signal<string | undefined>(undefined);
  /** Ids that are being worked on. */
  protected readonly working = signal<ReadonlySet<string>>(new Set());
  protected readonly more = signal(false);
  protected readonly mayChange = computed(() => this.organizations.may('project:write'));
  protected readonly rows = computed(() =>
    (this.page()?.rows ?? []).map((item) => ({
      ...item,
      bytes: formatBytes(item.size),
      text: wordsFor('set_aside', item.reason).text,
    })),
  );
  protected readonly isShown = computed(() => this.rows().length > 0 || this.counted() > 0 || this.problem());
  protected readonly retryAll = computed(() =>
    this.rows().length === 2 ? 'Retry both' : `Retry these ${this.rows().length}`,
  );

  constructor() {
    effect(() => {
      this.counted();
      const [org, project] = [this.org(), this.project()];
      untracked(() => void this.load(org, project));
    });
  }

  protected async load(org = this.org(), project = this.project()): Promise<void> {
    try {
      const page = await this.client.setAside(org, project);
      if (org === this.org() && project === this.project()) this.page.set(page);
      this.problem.set(undefined);
    } catch (error) {
      this.problem.set(problemOf(error).message);
    }
  }

  protected async loadMore(next: string): Promise<void> {
    this.more.set(true);
    try {
      const page = await this.client.setAside(this.org(), this.project(), next);
      this.page.update((before) => ({ ...page, rows: [...(before?.rows ?? []), ...page.rows] }));
    } catch (error) {
      this.toasts.error(`More did not load: ${problemOf(error).message}`);
    } finally {
      this.more.set(false);
    }
  }

  protected async showRaw(item: SetAsideItem): Promise<void> {
    const data = {
      item,
      address: this.client.rawAddress(this.org(), this.project(), item.id),
      read: () => this.client.raw(this.org(), this.project(), item.id),
    };
    await this.dialogs.show<unknown, RawItemData>(RawItem, data);
  }

  protected async retry(items: readonly SetAsideItem[]): Promise<void> {
    let again = '';
    const done = await this.work(items, 'Not retried', async (id) => {
      const { outcome, detail } = await this.client.retry(this.org(), this.project(), id);
      if (outcome === 'set_aside') again = detail || 'the server’s log says why';
      return outcome !== 'set_aside';
    });
    if (done > 0) this.toasts.show({ text: `${formatUnits(done, 'item')} processed` });
    if (again) this.toasts.error(`Still set aside: ${again}`);
  }

  protected async dismiss(item: SetAsideItem): Promise<void> {
    const sure = await this.dialogs.confirm({
      heading: `Dismiss this ${item.itemType}?`,
      text: `Its ${formatBytes(item.size)} are deleted and it stays counted as set aside. To keep them, download them first.`,
      confirm: 'Dismiss item',
      cancel: 'Keep item',
    });
    if (!sure) return;
    await this.work([item], 'Not dismissed', async (id) => {
      await this.client.dismiss(this.org(), this.project(), id);
      return true;
    });
  }

  /**
   * One after the other, so that a server in trouble is not hit by all at once. `act` says whether the item is dealt
   * with; the answer is how many were.
   */
  private async work(
    items: readonly SetAsideItem[],
    failure: string,
    act: (id: string) => Promise<boolean>,
  ): Promise<number> {
    this.working.set(new Set(items.map(({ id }) => id)));
    let done = 0;
    try {
      for (const { id } of items) {
        if (!(await act(id))) continue;
        done++;
        this.page.update((page) => page && { ...page, rows: page.rows.filter((item) => item.id !== id) });
      }
    } catch (error) {
      this.toasts.error(`${failure}: ${problemOf(error).message}`);
    } finally {
      this.working.set(new Set());
    }
    if (!this.destroyRef.destroyed) {
      this.changed.emit();
      void this.load();
    }
    return done;
  }
}
