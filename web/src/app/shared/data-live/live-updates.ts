import { DestroyRef, Injectable, Signal, inject, signal } from '@angular/core';
import { Observable, Subject } from 'rxjs';

export interface LiveIssue {
  readonly projectId: string;
  readonly issueId: string;
  readonly kind: 'new' | 'updated' | 'regressed';
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

/** "waiting" while connecting or after the connection broke; the browser tries again by itself. */
export type LiveState = 'waiting' | 'live';

export interface LiveStream {
  readonly state: Signal<LiveState>;
  readonly issues: Observable<LiveIssue>;
  readonly requests: Observable<LiveRequest>;
}

/** Server-sent events of an organization: one connection per page that asks for it, closed with the page. */
@Injectable({ providedIn: 'root' })
export class LiveUpdates {
  /** Call in an injection context (a constructor or field), or pass the `DestroyRef` that ends the connection. */
  open(organization: string, destroyRef: DestroyRef = inject(DestroyRef)): LiveStream {
    const state = signal<LiveState>('waiting');
    const issues = new Subject<LiveIssue>();
    const requests = new Subject<LiveRequest>();
    if (typeof EventSource === 'undefined') return { state, issues, requests };
    const source = new EventSource(`/api/0/organizations/${organization}/live/`);
    source.onopen = () => state.set('live');
    source.onerror = () => state.set('waiting');
    source.addEventListener('issue', (event) => issues.next(JSON.parse(event.data as string) as LiveIssue));
    source.addEventListener('request', (event) =>
      requests.next(JSON.parse(event.data as string) as LiveRequest),
    );
    destroyRef.onDestroy(() => {
      source.close();
      issues.complete();
      requests.complete();
    });
    return { state, issues, requests };
  }
}
