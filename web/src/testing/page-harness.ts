import { provideHttpClient, withXsrfConfiguration } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { EnvironmentProviders, Provider } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, Routes, provideRouter, withComponentInputBinding, withRouterConfig } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { TextFieldHarness } from '../app/shared/ui-field/text-field-harness';
import { SelectHarness } from '../app/shared/ui-select/select-harness';

/** A page behind the real router, with a server played by the test: `answer` says what a request gets. */
export class PageHarness {
  private constructor(
    private readonly harness: RouterTestingHarness,
    private readonly http: HttpTestingController,
  ) {}

  /** Opens `url`; requests stay open until the test answers them. */
  static async open(routes: Routes, url: string, providers: (Provider | EnvironmentProviders)[] = []) {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(
          routes,
          withComponentInputBinding(),
          withRouterConfig({ paramsInheritanceStrategy: 'always' }),
        ),
        provideHttpClient(withXsrfConfiguration({ cookieName: 'csrftoken', headerName: 'X-CSRFToken' })),
        provideHttpClientTesting(),
        ...providers,
      ],
    });
    document.cookie = 'csrftoken=test';
    const harness = await RouterTestingHarness.create();
    document.body.append(harness.fixture.nativeElement as HTMLElement);
    const page = new PageHarness(harness, TestBed.inject(HttpTestingController));
    await harness.navigateByUrl(url);
    await page.settle();
    return page;
  }

  get root(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }

  get fixture(): ComponentFixture<unknown> {
    return this.harness.fixture as ComponentFixture<unknown>;
  }

  get url(): string {
    return TestBed.inject(Router).url;
  }

  /** Answers the one open request and gives back what it sent. */
  async answer(method: string, url: string, body: unknown, status = 200): Promise<unknown> {
    const request = this.http.expectOne((each) => each.method === method && each.urlWithParams === url);
    request.flush(body as object, { status, statusText: String(status) });
    await this.settle();
    return request.request.body;
  }

  /** Whether a request was made, or nobody answered it yet. */
  asked(method: string, url: string): boolean {
    return this.http.match((each) => each.method === method && each.urlWithParams === url).length > 0;
  }

  text(): string {
    return (this.root.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  heading(): string {
    return this.root.querySelector('h1')?.textContent?.trim() ?? '';
  }

  field(label: string): TextFieldHarness {
    return new TextFieldHarness(this.root, label);
  }

  select(label: string): SelectHarness {
    return new SelectHarness(this.fixture, label);
  }

  async type(label: string, text: string, root: HTMLElement = this.root): Promise<void> {
    new TextFieldHarness(root, label).type(text);
    await this.settle();
  }

  /** Presses the button or follows the link of that name, on the page or in what floats above it. */
  async press(name: string, root: HTMLElement = this.root): Promise<void> {
    const named = [...root.querySelectorAll<HTMLElement>('button, a, [role=menuitem]')].filter(
      (element) =>
        (element.getAttribute('aria-label') ?? visibleText(element)).replace(/\s+/g, ' ').trim() === name,
    );
    if (named.length !== 1) throw new Error(`${named.length} buttons or links are named "${name}"`);
    named[0]?.click();
    await this.settle();
  }

  /** The open dialog. */
  dialog(): HTMLElement {
    const found = document.querySelector<HTMLElement>('[role=dialog], [role=alertdialog]');
    if (!found) throw new Error('No dialog is open');
    return found;
  }

  overlay(): HTMLElement {
    return document.querySelector('.cdk-overlay-container') as HTMLElement;
  }

  alert(): string {
    return [...this.root.querySelectorAll('.field__error')]
      .map((element) => element.textContent?.trim())
      .join(' ');
  }

  async settle(): Promise<void> {
    const router = TestBed.inject(Router);
    // A page that was asked for is loaded on demand, which takes real time.
    for (let round = 0; round < 3 || (router.currentNavigation() && round < 1000); round++) {
      TestBed.tick();
      await new Promise((done) => setTimeout(done));
    }
  }
}

/** Without what is only shown, such as the key beside a button's verb. */
function visibleText(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('kbd[aria-hidden=true]').forEach((each) => each.remove());
  return copy.textContent ?? '';
}
