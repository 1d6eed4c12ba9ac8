import { DOCUMENT, Injectable, inject } from '@angular/core';
import { plainText } from '../util-quoting/plain-text';

/** The only way to the clipboard. What is copied holds no control characters: it may be pasted into a terminal. */
@Injectable({ providedIn: 'root' })
export class Clipboard {
  private readonly document = inject(DOCUMENT);

  /** Whether it was copied. Without HTTPS browsers give no clipboard: the older command still works there. */
  async copy(text: string): Promise<boolean> {
    const plain = plainText(text);
    // Not a given, whatever the types say.
    const clipboard = this.document.defaultView?.navigator.clipboard as globalThis.Clipboard | undefined;
    if (!clipboard) return this.copyBySelection(plain);
    try {
      await clipboard.writeText(plain);
      return true;
    } catch {
      return this.copyBySelection(plain);
    }
  }

  private copyBySelection(text: string): boolean {
    const field = this.document.createElement('textarea');
    field.value = text;
    field.className = 'sr';
    this.document.body.append(field);
    field.select();
    const isCopied = this.document.execCommand('copy');
    field.remove();
    return isCopied;
  }
}
