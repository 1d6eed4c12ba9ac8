import { beforeEvent, viewCrumbs } from './breadcrumbs';

const at = Date.UTC(2026, 10, 25, 7);

describe('breadcrumbs', () => {
  it('say how long before the event they happened', () => {
    expect(beforeEvent(-412)).toBe('−0.412 s');
    expect(beforeEvent(-12_340)).toBe('−12.3 s');
    expect(beforeEvent(-95_000)).toBe('−1 min 35 s');
    expect(beforeEvent(0)).toBe('0 s');
  });

  it('put a request into one line with its answer', () => {
    const [crumb] = viewCrumbs(
      [
        {
          type: 'http',
          category: 'fetch',
          data: { method: 'POST', url: '/pay', status_code: 500 },
          timestamp: '2026-11-25T06:59:59.000Z',
        },
      ],
      at,
    );

    expect(crumb).toMatchObject({
      when: '−1 s',
      kind: 'fetch',
      text: 'POST /pay',
      detail: '→ 500',
      icon: 'arrow-left-right',
    });
  });

  it('keep warnings and errors apart by shape', () => {
    const icons = viewCrumbs(
      [
        { level: 'warning', message: 'slow' },
        { level: 'error', message: 'gone' },
      ],
      at,
    ).map(({ icon }) => icon);

    expect(icons).toEqual(['triangle-alert', 'circle-x']);
  });

  it('need neither time nor words', () => {
    expect(
      viewCrumbs([{}, { data: { a: 1 }, timestamp: 'never' }], at).map(({ when, text }) => [when, text]),
    ).toEqual([
      ['', ''],
      ['', 'a=1'],
    ]);
  });
});
