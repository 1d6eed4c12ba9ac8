import { Component, computed, input } from '@angular/core';
import { CodeBlock } from '@shared/ui-code/code-block';
import { CopyButton } from '@shared/ui-code/copy-button';
import { KeyValues } from '@shared/ui-keyvalue/key-values';
import { formatBytes } from '@shared/util-format/counts';
import { RequestData } from '../util/event-types';
import { bodyText, curlOf, pairs, rowsOf } from '../util/event-facts';

/** The request the event happened in: body, query, headers, cookies and environment, as far as they came. */
@Component({
  selector: 'app-event-request',
  imports: [CodeBlock, CopyButton, KeyValues],
  template: `<header class="block__head">
      <h2 id="request-heading">Request</h2>
      <code class="muted trunc" [title]="line()"
        ><bdi>{{ line() }}</bdi></code
      >
      <span class="end faint small wide-only">as cURL</span>
      <ui-copy-button label="request as cURL" [text]="curl()" [iconOnly]="true" />
    </header>
    <div class="two">
      <div class="stack">
        @if (body()) {
          <ui-code-block [code]="body()" [title]="bodyTitle()" />
        }
        @if (query().length) {
          <section>
            <h3 class="sub">Query</h3>
            <ui-key-values [rows]="query()" [mono]="true" />
          </section>
        }
        @if (cookies().length) {
          <section>
            <h3 class="sub">Cookies</h3>
            <ui-key-values [rows]="cookies()" [mono]="true" />
          </section>
        }
        @if (environment().length) {
          <section>
            <h3 class="sub">Server environment</h3>
            <ui-key-values [rows]="environment()" [mono]="true" />
          </section>
        }
      </div>
      @if (headers().length) {
        <ui-key-values [rows]="headers()" [mono]="true" />
      }
    </div>`,
})
export class EventRequest {
  readonly request = input.required<RequestData>();

  protected readonly line = computed(() =>
    [this.request().method, this.request().url].filter(Boolean).join(' '),
  );
  protected readonly headers = computed(() => pairs(this.request().headers));
  protected readonly query = computed(() => pairs(this.request().query));
  protected readonly cookies = computed(() => pairs(this.request().cookies));
  protected readonly environment = computed(() => rowsOf(this.request().env));
  protected readonly body = computed(() => bodyText(this.request().data));
  protected readonly bodyTitle = computed(() =>
    ['Body', this.request().inferredContentType, formatBytes(new TextEncoder().encode(this.body()).length)]
      .filter(Boolean)
      .join(' · '),
  );
  protected readonly curl = computed(() => curlOf(this.request()));
}
