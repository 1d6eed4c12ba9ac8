import { eventSample, frameSample } from '../../../testing/issue-samples';
import { eventMarkdown, traceText } from './event-text';
import { blocksOf, otherThreads } from './trace';

describe('an event as text', () => {
  it('prints Python’s trace the way Python does', () => {
    const text = traceText(blocksOf(eventSample()), 'python');

    expect(
      text.startsWith(
        'Traceback (most recent call last):\n  File "gunicorn/workers/sync.py", line 30, in run',
      ),
    ).toBe(true);
    expect(text.endsWith('    total += line.price * (1 - rate)\nTypeError: unsupported operand')).toBe(true);
  });

  it('prints causes after what they caused elsewhere', () => {
    const stack = (name: string) => ({
      frames: [frameSample(`${name}.java`, 'run', 4, { module: `com.acme.${name}` })],
    });
    const event = eventSample({
      platform: 'java',
      entries: [
        {
          type: 'exception',
          data: {
            values: [
              { type: 'SQLException', value: 'gone', stacktrace: stack('Store') },
              { type: 'IllegalStateException', value: 'no rate', stacktrace: stack('Rates') },
            ],
          },
        },
      ],
    });

    expect(traceText(blocksOf(event), 'java')).toBe(
      [
        'IllegalStateException: no rate',
        '    at com.acme.Rates.run (Rates.java:4)',
        'Caused by: SQLException: gone',
        '    at com.acme.Store.run (Store.java:4)',
      ].join('\n'),
    );
  });

  it('is Markdown that a title full of fences cannot break', () => {
    const markdown = eventMarkdown(eventSample({ title: 'a\nb' }), 'https://fettle/acme/issues/5');

    expect(markdown).toContain('## `a b`');
    expect(markdown).toContain('- Release: `4.18.0`');
    expect(markdown).toContain('```\nTraceback');
    expect(markdown.endsWith('https://fettle/acme/issues/5')).toBe(true);
  });
});

describe('stacks of an event', () => {
  it('come from the crashed thread when no exception was sent', () => {
    const thread = (name: string, crashed: boolean) => ({
      id: name,
      name,
      crashed,
      stacktrace: { frames: [frameSample('a.c', name, 1)] },
    });
    const event = eventSample({
      entries: [{ type: 'threads', data: { values: [thread('worker', false), thread('main', true)] } }],
    });

    expect(blocksOf(event).map(({ kind, type, note }) => [kind, type, note])).toEqual([
      ['thread', 'main', 'crashed'],
    ]);
    expect(otherThreads(event).map(({ type }) => type)).toEqual(['worker']);
  });

  it('are none for a message', () => {
    expect(blocksOf(eventSample({ entries: [{ type: 'message', data: { formatted: 'Hello' } }] }))).toEqual(
      [],
    );
  });
});
