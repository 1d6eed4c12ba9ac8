import { TestBed } from '@angular/core/testing';
import { ToastOutlet } from './toast-outlet';
import { Toasts } from './toasts';

describe('toasts', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function setup() {
    const fixture = TestBed.createComponent(ToastOutlet);
    fixture.detectChanges();
    const root = fixture.nativeElement as HTMLElement;
    const roles = (role: string) => [...root.querySelectorAll(`[role=${role}]`)];
    return { toasts: TestBed.inject(Toasts), fixture, root, roles };
  }

  it('go after eight seconds, errors stay', async () => {
    const { toasts, fixture, roles } = await setup();
    toasts.show({ text: 'Key created' });
    toasts.error('Not saved: the server did not answer');
    fixture.detectChanges();
    expect(roles('status')[0]?.textContent).toContain('Key created');

    vi.advanceTimersByTime(8001);
    fixture.detectChanges();

    expect(roles('status')).toEqual([]);
    expect(roles('alert')[0]?.textContent).toContain('Not saved');
  });

  it('stay while the pointer rests on them', async () => {
    const { toasts, fixture, root, roles } = await setup();
    toasts.show({ text: 'Key created' });
    fixture.detectChanges();

    root.querySelector('[role=region]')?.dispatchEvent(new Event('mouseenter'));
    vi.advanceTimersByTime(20_000);
    fixture.detectChanges();

    expect(roles('status').length).toBe(1);
  });

  it('undo with the key Z', async () => {
    const { toasts, fixture, roles } = await setup();
    const undone = vi.fn();
    toasts.show({ text: '3 issues resolved', undo: undone });
    fixture.detectChanges();

    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', bubbles: true }));
    fixture.detectChanges();

    expect(undone).toHaveBeenCalledOnce();
    expect(roles('status')).toEqual([]);
  });
});
