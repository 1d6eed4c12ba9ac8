import { TestBed } from '@angular/core/testing';
import { CodeBlock } from './code-block';

describe('code block', () => {
  it('shows the text as it is and copies all of it', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => copied.push(text) },
    });
    const code = 'Sentry.init({\n  dsn: "https://k@host/1",\n});';
    const fixture = TestBed.createComponent(CodeBlock);
    fixture.componentRef.setInput('code', code);
    fixture.componentRef.setInput('title', 'src/main.ts');
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;

    root.querySelector<HTMLElement>('[aria-label="Copy src/main.ts"]')?.click();
    await fixture.whenStable();

    expect(root.querySelector('pre')?.textContent).toBe(code);
    expect(copied).toEqual([code]);
    expect(root.querySelector('[role=status]')?.textContent).toBe('Copied');
  });
});
