import { TestBed } from '@angular/core/testing';
import { eventSample, frameSample, pythonFrames } from '../../../testing/issue-samples';
import { Frame } from '../util/event-types';
import { blocksOf } from '../util/trace';
import { StackTrace } from './stack-trace';

async function setup(frames: readonly Frame[] = pythonFrames, platform = 'python') {
  const fixture = TestBed.createComponent(StackTrace);
  const [block] = blocksOf(eventSample());
  fixture.componentRef.setInput('block', { ...block, frames });
  fixture.componentRef.setInput('platform', platform);
  const root = fixture.nativeElement as HTMLElement;
  document.body.append(root);
  await fixture.whenStable();
  const words = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return {
    fixture,
    root,
    heads: () => [...root.querySelectorAll('.frame__head')].map(words),
    sources: () => [...root.querySelectorAll('ol.source')].map((list) => list.getAttribute('aria-label')),
    current: () => words(root.querySelector('[aria-current=true]')),
    press: async (name: string) => {
      const found = [...root.querySelectorAll('button')].find((button) =>
        (button.getAttribute('aria-label') ?? words(button)).startsWith(name),
      );
      if (!found) throw new Error(`No button "${name}"`);
      found.click();
      await fixture.whenStable();
      return found;
    },
  };
}

describe('a stack trace', () => {
  it('opens the application’s frames with source and folds libraries with their number', async () => {
    const { heads, sources, current } = await setup();

    expect(heads()).toEqual([
      'checkout/pricing.py in apply_voucher :85',
      '1 library frame django/views/generic/base.py',
      'checkout/middleware.py in __call__ :37',
      '2 library frames django/core/handlers/base.py, gunicorn/workers/sync.py',
    ]);
    expect(sources()).toEqual(['checkout/pricing.py, lines 84 to 86']);
    expect(current()).toContain('total += line.price * (1 - rate)');
    expect(current()).toContain('rate = None');
  });

  it('unfolds a run of libraries and folds it again', async () => {
    const { heads, press } = await setup();

    const run = await press('2 library frames');
    expect(run.getAttribute('aria-expanded')).toBe('true');
    expect(heads()).toHaveLength(6);
    await press('2 library frames');
    expect(heads()).toHaveLength(4);
  });

  it('closes and opens a frame', async () => {
    const { sources, press } = await setup();

    const head = await press('checkout/pricing.py');
    expect(sources()).toEqual([]);
    expect(head.getAttribute('aria-expanded')).toBe('false');
    await press('checkout/pricing.py');
    expect(sources()).toHaveLength(1);
  });

  it('shows all frames, or the text as the language prints it', async () => {
    const { root, heads, press } = await setup();

    await press('All 5');
    expect(heads().map((head) => head.split(' ')[0])).toEqual([
      'checkout/pricing.py',
      'django/views/generic/base.py',
      'checkout/middleware.py',
      'django/core/handlers/base.py',
      'gunicorn/workers/sync.py',
    ]);
    await press('Raw');
    expect(root.querySelector('pre')?.textContent).toContain('Traceback (most recent call last):');
  });

  it('turns round when the oldest frame shall come first', async () => {
    const { fixture, heads } = await setup();

    fixture.componentRef.setInput('oldestFirst', true);
    await fixture.whenStable();

    expect(heads().at(-1)).toContain('apply_voucher');
  });

  it('says so when no frame is the application’s, and opens the newest', async () => {
    const { root, heads } = await setup(pythonFrames.map((frame) => ({ ...frame, inApp: false })));

    expect(root.textContent).toContain('No frame is marked as your own code');
    expect(heads()[0]).toContain('apply_voucher');
  });

  it('shows a frame without source as a line, not as a button', async () => {
    const { root, heads } = await setup(
      [frameSample('VatLookup.java', 'resolve', 118, { module: 'com.acme.VatLookup', inApp: true })],
      'java',
    );

    expect(heads()).toEqual(['resolve in com.acme.VatLookup VatLookup.java :118']);
    expect(root.querySelector('button.frame__head')).toBeNull();
  });

  it('never takes text of an event for HTML', async () => {
    const { root } = await setup([
      frameSample('<img src=x onerror=alert(1)>', '<b>bold</b>', 1, {
        inApp: true,
        context: [[1, '<script>alert(1)</script>']],
        vars: { a: '<i>x</i>' },
      }),
    ]);

    expect(root.querySelector('img, script, .frame__fn b, dd i')).toBeNull();
    expect(root.textContent).toContain('<script>alert(1)</script>');
  });

  it('moves between frames with the arrow keys', async () => {
    const { root } = await setup();
    const heads = [...root.querySelectorAll<HTMLElement>('button.frame__head')];
    heads[0]?.focus();

    heads[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));

    expect(document.activeElement).toBe(heads[1]);
  });
});
