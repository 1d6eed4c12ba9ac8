import { DOCUMENT, DestroyRef, Injectable, Signal, inject, signal } from '@angular/core';
import { at } from '../util-api/address';
import { Observable, Subject } from 'rxjs';

export interface LiveIssue {
  readonly projectId: string;
  readonly issueId: string;
  readonly kind: 'new' | 'updated' | 'regressed' | 'status';
  readonly title: string;
  readonly level: string;
  readonly shortId: string;
}

/** What became of requests of SDKs, refused ones included. */
export interface LiveRequest {
  readonly projectId: string;
  readonly outcome: string;
  readonly category: string;
  readonly reason: string;
  readonly quantity: number;
}

/** "waiting" while connecting, after the connection broke, and while the page has been hidden for long. */
export type LiveState = 'waiting' | 'live';

export interface LiveStream {
  readonly state: Signal<LiveState>;
  readonly issues: Observable<LiveIssue>;
  readonly requests: Observable<LiveRequest>;
}

/** Browsers try again after a broken connection but give up when the server answers with an error. */
const RETRY_AFTER = 5_000;

/** Over HTTP/1.1 a browser has six connections per server: forgotten tabs must not hold them all. */
const CLOSE_WHEN_HIDDEN_FOR = 120_000;

/** Server-sent events of an organization: one connection per page that asks for it, closed with the page. */
@Injectable({ providedIn: 'root' })
export class LiveUpdates {
  private readonly document = inject(DOCUMENT);

  /** Call in an injection context (a constructor or field), or pass the `DestroyRef` that ends the connection. */
  open(organization: string, destroyRef: DestroyRef = inject(DestroyRef)): LiveStream {
    const state = signal<LiveState>('waiting');
    const issues = new Subject<LiveIssue>();
    const requests = new Subject<LiveRequest>();
    const url = at('/api/0/organizations/{organization}/live/', { organization });
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const close = () => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
      state.set('waiting');
    };
    const connect = () => {
      close();
      const opened = new EventSource(url);
      source = opened;
      opened.onopen = () => state.set('live');
      opened.onerror = () => {
        state.set('waiting');
        if (opened.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_AFTER);
      };
      opened.addEventListener('issue', ({ data }) => issues.next(JSON.parse(data as string) as LiveIssue));
      opened.addEventListener('request', ({ data }) =>
        requests.next(JSON.parse(data as string) as LiveRequest),
      );
    };
    const visibilityChanged = () => {
      if (this.document.hidden) timer = setTimeout(close, CLOSE_WHEN_HIDDEN_FOR);
      else if (source) clearTimeout(timer);
      else connect();
    };

    connect();
    this.document.addEventListener('visibilitychange', visibilityChanged);
    destroyRef.onDestroy(() => {
      this.document.removeEventListener('visibilitychange', visibilityChanged);
      close();
      issues.complete();
      requests.complete();
    });
    return { state, issues, requests };
  }
}
