import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LiveIssue, LiveRequest, LiveUpdates } from './live-updates';

/** The browser's EventSource, spoken through by the test. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }

  say(name: string, data: object): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }

  fail(): void {
    this.readyState = FakeEventSource.CLOSED;
    this.onerror?.();
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

describe('live updates', () => {
  let ends: (() => void)[];
  const destroyRef = { onDestroy: (end: () => void) => ends.push(end) } as unknown as DestroyRef;

  beforeEach(() => {
    ends = [];
    FakeEventSource.opened = [];
    vi.stubGlobal('EventSource', FakeEventSource);
    vi.useFakeTimers();
  });
  afterEach(() => {
    ends.forEach((end) => end());
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  function setup() {
    const stream = TestBed.inject(LiveUpdates).open('acme', destroyRef);
    return { stream, source: () => FakeEventSource.opened.at(-1) as FakeEventSource };
  }

  const hide = (hidden: boolean) => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('pass on issues and requests', () => {
    const { stream, source } = setup();
    const seen: (LiveIssue | LiveRequest)[] = [];
    stream.issues.subscribe((issue) => seen.push(issue));
    stream.requests.subscribe((request) => seen.push(request));

    source().onopen?.();
    source().say('issue', { issueId: '5', kind: 'new' });
    source().say('request', { outcome: 'invalid' });

    expect(source().url).toBe('/api/0/organizations/acme/live/');
    expect(stream.state()).toBe('live');
    expect(seen).toEqual([{ issueId: '5', kind: 'new' }, { outcome: 'invalid' }]);
  });

  it('connect again when the server refused the connection', () => {
    const { stream, source } = setup();
    source().onopen?.();

    source().fail();
    expect(stream.state()).toBe('waiting');
    vi.advanceTimersByTime(5_000);
    source().onopen?.();

    expect(FakeEventSource.opened.length).toBe(2);
    expect(stream.state()).toBe('live');
  });

  it('give the connection back while the page is hidden for long', () => {
    const { source } = setup();

    hide(true);
    vi.advanceTimersByTime(120_000);
    expect(source().readyState).toBe(FakeEventSource.CLOSED);
    hide(false);

    expect(FakeEventSource.opened.length).toBe(2);
  });

  it('keep the connection through a short look elsewhere', () => {
    setup();

    hide(true);
    vi.advanceTimersByTime(60_000);
    hide(false);
    vi.advanceTimersByTime(600_000);

    expect(FakeEventSource.opened.length).toBe(1);
    expect(FakeEventSource.opened[0]?.readyState).toBe(0);
  });

  it('end with the page', () => {
    const { source } = setup();

    ends.forEach((end) => end());
    hide(false);

    expect(source().readyState).toBe(FakeEventSource.CLOSED);
    expect(FakeEventSource.opened.length).toBe(1);
  });
});
