import { EntryData, EventDetail, ExceptionValue, Frame, ThreadValue } from './event-types';

/** One stack to show: the exception that was thrown, its causes, or a thread. */
export interface TraceBlock {
  readonly kind: 'exception' | 'cause' | 'thread';
  readonly type: string;
  readonly value: string;
  /** "not handled, reported by django in thread MainThread" */
  readonly note: string;
  readonly frames: readonly Frame[];
}

export function entryOf<K extends keyof EntryData>(
  event: Pick<EventDetail, 'entries'>,
  type: K,
): EntryData[K] | undefined {
  return event.entries?.find((entry) => entry.type === type)?.data as EntryData[K] | undefined;
}

/** The thrown exception first, its causes after it. Without an exception: the thread that crashed or ran. */
export function blocksOf(event: EventDetail): readonly TraceBlock[] {
  const exceptions = (entryOf(event, 'exception')?.values ?? []).filter(
    (each) => each?.type || each?.value || each?.stacktrace,
  );
  const threads = entryOf(event, 'threads')?.values ?? [];
  if (exceptions.length) {
    const fallback = leading(threads)?.stacktrace?.frames;
    return [...exceptions]
      .reverse()
      .map((exception, index) =>
        exceptionBlock(exception, index, threads, index === 0 ? fallback : undefined),
      );
  }
  const thread = leading(threads);
  return thread?.stacktrace?.frames?.length ? [threadBlock(thread)] : [];
}

/** The other threads that have a stack. */
export function otherThreads(event: EventDetail): readonly TraceBlock[] {
  const threads = entryOf(event, 'threads')?.values ?? [];
  const shown = leading(threads);
  return threads.filter((thread) => thread !== shown && thread.stacktrace?.frames?.length).map(threadBlock);
}

function leading(threads: readonly ThreadValue[]): ThreadValue | undefined {
  return (
    threads.find(({ crashed }) => crashed) ??
    threads.find(({ current }) => current) ??
    (threads.length === 1 ? threads[0] : undefined)
  );
}

function exceptionBlock(
  exception: ExceptionValue,
  index: number,
  threads: readonly ThreadValue[],
  fallback: readonly Frame[] | null | undefined,
): TraceBlock {
  const { mechanism, threadId } = exception;
  const thread =
    threads.find(
      ({ id }) => threadId !== null && threadId !== undefined && String(id) === String(threadId),
    ) ?? leading(threads);
  const handled = mechanism?.handled === false ? 'not handled' : mechanism?.handled === true ? 'handled' : '';
  const by =
    mechanism?.type && mechanism.type !== 'generic' && mechanism.type !== 'chained'
      ? `reported by ${mechanism.type}`
      : '';
  const where = index === 0 && thread?.name ? `in thread ${thread.name}` : '';
  return {
    kind: index === 0 ? 'exception' : 'cause',
    type: exception.type || exception.value || 'Exception',
    value: exception.type ? (exception.value ?? '') : '',
    note: [[handled, by].filter(Boolean).join(', '), where].filter(Boolean).join(' '),
    frames: exception.stacktrace?.frames?.length ? exception.stacktrace.frames : (fallback ?? []),
  };
}

function threadBlock(thread: ThreadValue): TraceBlock {
  const name =
    thread.name || (thread.id === null || thread.id === undefined ? 'Thread' : `Thread ${thread.id}`);
  const note = thread.crashed ? 'crashed' : thread.current ? 'reported the event' : '';
  return { kind: 'thread', type: name, value: '', note, frames: thread.stacktrace?.frames ?? [] };
}
