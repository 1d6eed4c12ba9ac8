/** Drives a text field by its label, as a person would; tests never name its classes. */
export class TextFieldHarness {
  readonly input: HTMLInputElement;

  constructor(
    private readonly root: HTMLElement,
    label: string,
  ) {
    const found = [...root.querySelectorAll('label')].find((element) =>
      element.textContent?.trim().startsWith(label),
    );
    if (!found) throw new Error(`No field is labelled "${label}"`);
    this.input = root.querySelector(`[id="${found.htmlFor}"]`) as HTMLInputElement;
  }

  type(text: string): void {
    this.input.value = text;
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  leave(): void {
    this.input.dispatchEvent(new Event('blur'));
  }

  /** The hint or error that a screen reader says after the label. */
  description(): string {
    const id = this.input.getAttribute('aria-describedby');
    return (id && this.root.querySelector(`[id="${id}"]`)?.textContent?.trim()) || '';
  }

  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll('button')].find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
    );
    if (!found) throw new Error(`No button is named "${name}"`);
    return found;
  }
}
