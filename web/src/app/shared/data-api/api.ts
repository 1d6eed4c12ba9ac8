import { HttpClient, HttpParams, HttpResourceRef, HttpResponse, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, firstValueFrom, map } from 'rxjs';
import { Address } from '../util-api/address';
import { Answer, Body, PathOf } from '../util-api/shapes';

export type Params = Readonly<Record<string, string | readonly string[]>>;

/** An address with the words after its question mark. */
export interface Question<P extends PathOf<'get'>> {
  readonly address: Address<P>;
  readonly params: Params;
}

/** A page of a keyset-paged list. */
export interface Listing<T> {
  readonly rows: readonly T[];
  /** How many there are in all, up to `cap`. */
  readonly total: number;
  readonly cap: number;
  /** Cursor of the next page. */
  readonly next: string | undefined;
}

type Row<P extends PathOf<'get'>> = Answer<P> extends readonly (infer R)[] ? R : never;

/**
 * The one way to the server. Addresses come from `at('/api/…', { … })`, and what an address takes and answers is what the
 * server's own description says.
 */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  get<P extends PathOf<'get'>>(address: Address<P>, params: Params = {}): Promise<Answer<P>> {
    return firstValueFrom(this.http.get<Answer<P>>(address, { params: toParams(params) }));
  }

  text<P extends PathOf<'get'>>(address: Address<P>): Promise<string> {
    return firstValueFrom(this.http.get(address, { responseType: 'text' }));
  }

  page<P extends PathOf<'get'>>(address: Address<P>, params: Params = {}): Observable<Listing<Row<P>>> {
    return this.http
      .get<readonly Row<P>[]>(address, { params: toParams(params), observe: 'response' })
      .pipe(map(listing));
  }

  post<P extends PathOf<'post'>>(address: Address<P>, body: Body<P, 'post'>): Promise<Answer<P, 'post'>> {
    return firstValueFrom(this.http.post<Answer<P, 'post'>>(address, body));
  }

  put<P extends PathOf<'put'>>(
    address: Address<P>,
    body: Body<P, 'put'>,
    params: Params = {},
  ): Promise<Answer<P, 'put'>> {
    return firstValueFrom(this.http.put<Answer<P, 'put'>>(address, body, { params: toParams(params) }));
  }

  async delete<P extends PathOf<'delete'>>(address: Address<P>): Promise<void> {
    await firstValueFrom(this.http.delete(address));
  }
}

/** Reads again when what `ask` reads changes; nothing while it answers undefined. Call in an injection context. */
export function read<P extends PathOf<'get'>>(
  ask: () => Address<P> | Question<P> | undefined,
): HttpResourceRef<Answer<P> | undefined> {
  return httpResource<Answer<P>>(() => {
    const asked = ask();
    if (asked === undefined) return undefined;
    const { address, params } = typeof asked === 'string' ? { address: asked, params: {} } : asked;
    return { url: address, params: toParams(params) };
  });
}

/** The same for text as it is. */
export function readText<P extends PathOf<'get'>>(
  ask: () => Address<P> | undefined,
): HttpResourceRef<string | undefined> {
  return httpResource.text(ask);
}

function toParams(params: Params): HttpParams {
  return new HttpParams({ fromObject: params });
}

function listing<T>(response: HttpResponse<readonly T[]>): Listing<T> {
  const rows = response.body ?? [];
  return {
    rows,
    total: Number(response.headers.get('X-Hits') ?? rows.length),
    cap: Number(response.headers.get('X-Max-Hits') ?? Infinity),
    next: nextCursor(response.headers.get('Link') ?? ''),
  };
}

/** The cursor of `rel="next"`, if it has results. */
function nextCursor(link: string): string | undefined {
  const next = link
    .split(/,\s*(?=<)/)
    .find((part) => /rel="next"/.test(part) && !/results="false"/.test(part));
  const cursor = /[?&]cursor=([^&>]+)/.exec(next ?? '')?.[1];
  return cursor && decodeURIComponent(cursor);
}
