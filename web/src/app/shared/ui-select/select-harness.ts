import { ComponentFixture } from '@angular/core/testing';

/** Opens, filters and chooses in a select by its label and the options' words. */
export class SelectHarness {
  readonly trigger: HTMLButtonElement;

  constructor(
    private readonly fixture: ComponentFixture<unknown>,
    label: string,
  ) {
    const root = fixture.nativeElement as HTMLElement;
    const found = [...root.querySelectorAll<HTMLButtonElement>('[role=combobox]')].find((button) =>
      button.getAttribute('aria-label')?.startsWith(`${label}:`),
    );
    if (!found) throw new Error(`No select is labelled "${label}"`);
    this.trigger = found;
    if (!root.isConnected) document.body.append(root);
  }

  async open(): Promise<void> {
    if (this.trigger.getAttribute('aria-expanded') === 'true') return;
    this.trigger.click();
    await this.settle();
  }

  options(): string[] {
    return this.optionElements().map((option) => option.textContent?.trim() ?? '');
  }

  async filter(text: string): Promise<void> {
    const field = document.querySelector('.cdk-overlay-container input') as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await this.settle();
  }

  async choose(option: string): Promise<void> {
    await this.open();
    this.optionElements()
      .find((element) => element.textContent?.includes(option))
      ?.click();
    await this.settle();
  }

  private optionElements(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('[role=option]')];
  }

  private async settle(): Promise<void> {
    await this.fixture.whenStable();
    await new Promise((done) => setTimeout(done));
    await this.fixture.whenStable();
  }
}
