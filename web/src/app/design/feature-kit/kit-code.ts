import { Component, signal } from '@angular/core';
import { CodeBlock } from '@shared/ui-code/code-block';
import { CopyText } from '@shared/ui-code/copy-text';
import { Tabs } from '@shared/ui-tabs/tabs';

const PYTHON = `import sentry_sdk

sentry_sdk.init(
    dsn="https://9f2c41d0a7e34b6c@errors.acme.shop/7",
    traces_sample_rate=0.05,  # one in twenty
)`;

@Component({
  selector: 'app-kit-code',
  imports: [CodeBlock, CopyText, Tabs],
  template: `<section class="spec" aria-labelledby="code">
    <header>
      <h2 id="code">Code, copy, tabs</h2>
      <p>Shown as it is, never HTML.</p>
    </header>
    <div class="spec__body">
      <div class="grid2">
        <ui-code-block title="settings.py" [code]="python" />
        <div class="stack">
          <ui-code-block language="shell" panel="kit-install" [code]="way() + ' install @sentry/react'">
            <ui-tabs bar label="Package manager" panel="kit-install" [tabs]="ways" [(selected)]="way" />
          </ui-code-block>
          <ui-copy-text label="DSN" text="https://9f2c41d0a7e34b6c@errors.acme.shop/7" />
        </div>
      </div>
    </div>
  </section>`,
})
export class KitCode {
  protected readonly python = PYTHON;
  protected readonly ways = ['npm', 'pnpm', 'yarn'].map((id) => ({ id, label: id }));
  protected readonly way = signal('npm');
}
