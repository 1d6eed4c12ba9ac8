import { TestBed } from '@angular/core/testing';
import { TextFieldHarness } from '../ui-field/text-field-harness';
import { ConfirmRequest } from './confirm-dialog';
import { Dialogs } from './dialogs';

const request: ConfirmRequest = {
  heading: 'Delete storefront?',
  text: 'Its 1,204 issues go with it.',
  confirm: 'Delete project',
  cancel: 'Keep project',
  typed: 'storefront',
};

describe('a confirming dialog', () => {
  async function setup(asked: ConfirmRequest) {
    const answer = TestBed.inject(Dialogs).confirm(asked);
    TestBed.tick();
    await new Promise((done) => setTimeout(done));
    const dialog = document.querySelector('[role=alertdialog]') as HTMLElement;
    const button = (name: string) =>
      [...dialog.querySelectorAll('button')].find(
        (each) => each.textContent?.trim() === name,
      ) as HTMLButtonElement;
    return { answer, dialog, button };
  }

  afterEach(() => document.querySelector('.cdk-overlay-container')?.remove());

  it('is named by its question and starts on the safe button', async () => {
    const { dialog, button, answer } = await setup({ ...request, typed: undefined });

    const heading = document.getElementById(dialog.getAttribute('aria-labelledby') ?? '');
    expect(heading?.textContent).toBe('Delete storefront?');
    expect(document.activeElement).toBe(button('Keep project'));

    button('Keep project').click();
    expect(await answer).toBe(false);
  });

  it('asks for the name where nothing can be undone', async () => {
    const { dialog, button, answer } = await setup(request);
    expect(button('Delete project').disabled).toBe(true);

    new TextFieldHarness(dialog, 'Type storefront to confirm').type('storefront');
    TestBed.tick();
    button('Delete project').click();

    expect(await answer).toBe(true);
  });
});
