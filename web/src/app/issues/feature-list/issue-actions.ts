import { Injectable, computed, inject, signal } from '@angular/core';
import { Organizations } from '@shared/data-organizations/organizations';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Toasts } from '@shared/ui-toast/toasts';
import { problemOf } from '@shared/util-problem/problem';
import { IssueClient } from '../data/issue-client';
import { IssueListStore } from '../data/issue-list-store';
import { IssueOverview } from '../data/issue-overview';
import { IssueFilters, apiParams } from '../util/filters';
import { Issue, IssueStatus } from '../util/issue-types';
import { changedWords } from '../util/issue-words';
import { viewOf } from '../util/query';

/** Ids per request, so that the address stays short. */
const CHUNK = 200;

const verbs: Readonly<Record<IssueStatus, string>> = {
  resolved: 'Resolve',
  ignored: 'Ignore',
  unresolved: 'Reopen',
};

type Stated = Pick<Issue, 'id' | 'status' | 'shortId'>;

/** Resolve, ignore and reopen: shown at once, undone with Z, put back with the reason when the server refuses. */
@Injectable({ providedIn: 'root' })
export class IssueActions {
  private readonly client = inject(IssueClient);
  private readonly store = inject(IssueListStore);
  private readonly overview = inject(IssueOverview);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(Dialogs);
  private readonly organizations = inject(Organizations);

  readonly busy = signal<IssueStatus | undefined>(undefined);
  /** Ends with the last change that was asked for. */
  private running: Promise<void> = Promise.resolve();
  readonly mayWrite = computed(
    () =>
      !this.organizations.current.hasValue() ||
      ['event:write', 'event:admin'].some((scope) => this.organizations.may(scope)),
  );

  /**
   * One change after the other, so that none is lost while the server is slow. `done` hears of the status as it is after
   * each step: the change, its failure, its undo.
   */
  change(...what: Parameters<IssueActions['changeNow']>): Promise<void> {
    this.running = this.running.then(() => this.changeNow(...what));
    return this.running;
  }

  private async changeNow(
    org: string,
    issues: readonly Stated[],
    status: IssueStatus,
    filters?: IssueFilters,
    done?: (status: IssueStatus) => void,
  ): Promise<void> {
    const affected = issues.filter((issue) => issue.status !== status);
    if (!affected.length) return;
    const ids = new Set(affected.map(({ id }) => id));
    const putBack = this.apply(ids, status, filters, affected);
    const before = affected[0]?.status ?? 'unresolved';
    done?.(status);
    this.busy.set(status);
    try {
      await this.send(org, [...ids], status);
      this.overview.refresh(0);
      this.toasts.show({
        text: changedWords(ids.size, status, affected[0]?.shortId),
        tone: 'success',
        undo: () => this.undo(org, affected, () => (putBack(), done?.(before))),
      });
    } catch (error) {
      putBack();
      done?.(before);
      const text = `Not ${changedWords(ids.size, status, affected[0]?.shortId)}: ${problemOf(error).message}`;
      this.toasts.error(text, () => void this.change(org, issues, status, filters, done));
    } finally {
      this.busy.set(undefined);
    }
    if (!this.store.rows().length && this.store.hasMore()) this.store.load();
  }

  /** Everything the query matches, loaded or not: too many to undo one by one, so it asks first. */
  async changeAll(org: string, filters: IssueFilters, status: IssueStatus, total: string): Promise<boolean> {
    const verb = verbs[status];
    const isSure = await this.dialogs.confirm({
      heading: `${verb} all ${total} matching issues?`,
      text: `This changes every issue matching “${filters.query || 'everything'}”, also those not shown. There is no undo for all of them at once.`,
      confirm: `${verb} all`,
      cancel: 'Keep as they are',
    });
    if (!isSure) return false;
    this.busy.set(status);
    try {
      const updated = await this.client.setStatus(org, apiParams(filters), status);
      this.toasts.show({ text: changedWords(updated, status), tone: 'success' });
      this.store.load();
      this.overview.refresh(0);
      return true;
    } catch (error) {
      this.toasts.error(`Not changed: ${problemOf(error).message}`);
      return false;
    } finally {
      this.busy.set(undefined);
    }
  }

  private apply(
    ids: ReadonlySet<string>,
    status: IssueStatus,
    filters: IssueFilters | undefined,
    before: readonly Stated[],
  ): () => void {
    const view = viewOf(filters?.query ?? '');
    if (filters && view && view !== status) return this.store.remove(ids);
    this.store.restate(ids, status);
    return () => {
      for (const issue of before) this.store.restate(new Set([issue.id]), issue.status);
    };
  }

  private async undo(org: string, before: readonly Stated[], putBack: () => void): Promise<void> {
    putBack();
    try {
      for (const status of new Set(before.map((issue) => issue.status))) {
        const ids = before.filter((issue) => issue.status === status).map(({ id }) => id);
        await this.send(org, ids, status);
      }
    } catch (error) {
      this.toasts.error(`Not undone: ${problemOf(error).message}`);
      this.store.load();
    }
    this.overview.refresh(0);
  }

  private async send(org: string, ids: readonly string[], status: IssueStatus): Promise<void> {
    for (let from = 0; from < ids.length; from += CHUNK)
      await this.client.setStatus(org, { id: ids.slice(from, from + CHUNK) }, status);
  }
}
