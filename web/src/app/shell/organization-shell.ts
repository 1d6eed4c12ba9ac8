import { CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, DestroyRef, Injector, computed, effect, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { Avatar } from '@shared/ui-badge/avatar';
import { Button } from '@shared/ui-button/button';
import { Icon } from '@shared/ui-icon/icon';
import { KeyboardHelp } from '@shared/ui-keys/keyboard-help';
import { Menu, MenuItem } from '@shared/ui-menu/menu';
import { LoadError } from '@shared/ui-state/load-error';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Toasts } from '@shared/ui-toast/toasts';
import { commandKey } from '@shared/util-keys/command-key';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { PageTitle } from '@shared/util-title/page-title';
import { Theme, ThemeChoice } from '@shared/util-theme/theme';
import { filter, map } from 'rxjs';

const SECTIONS: Readonly<Record<string, string>> = { issues: 'Issues', settings: 'Settings' };

/** The frame of every page of an organization: sidebar (rail below 1100 px, drawer below 768 px) and main region. */
@Component({
  selector: 'app-organization-shell',
  imports: [
    Avatar,
    Button,
    CdkMenuTrigger,
    Icon,
    LoadError,
    Menu,
    MenuItem,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
  ],
  templateUrl: './organization-shell.html',
  host: {
    '(document:keydown.escape)': 'drawer.set(false)',
    '(document:keydown.meta.k)': 'jump($event)',
    '(document:keydown.control.k)': 'jump($event)',
  },
})
export class OrganizationShell {
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private jumping = false;
  protected readonly organizations = inject(Organizations);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);

  /** Slug in the URL. */
  readonly org = input.required<string>();

  protected readonly drawer = signal(false);
  protected readonly jumpKeys = commandKey === '⌘' ? '⌘K' : 'Ctrl K';
  protected readonly themes: readonly { choice: ThemeChoice; label: string }[] = [
    { choice: 'system', label: 'Theme of the system' },
    { choice: 'light', label: 'Light theme' },
    { choice: 'dark', label: 'Dark theme' },
  ];
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  protected readonly section = computed(() => SECTIONS[this.url().split(/[/?#]/)[2] ?? ''] ?? 'Fettle');

  constructor() {
    effect(() => this.organizations.select(this.org()));
    const title = inject(PageTitle);
    effect(() => title.place.set(this.organizations.name()));
    inject(DestroyRef).onDestroy(() => title.place.set(''));
    effect(() => {
      this.url();
      this.drawer.set(false);
    });
    inject(Shortcuts).register([
      {
        keys: 'g i',
        label: 'Go to issues',
        run: () => void this.router.navigate(['/', this.org(), 'issues']),
      },
      {
        keys: 'g s',
        label: 'Go to settings',
        run: () => void this.router.navigate(['/', this.org(), 'settings']),
      },
      { keys: '?', label: 'This help', run: () => this.showKeys() },
    ]);
  }

  /** ⌘K or Ctrl K; the palette is loaded when it is first asked for. */
  protected async jump(event: Event): Promise<void> {
    event.preventDefault();
    if (this.jumping) return;
    this.jumping = true;
    const { Jump } = await import('./jump');
    await this.injector.get(Jump).open(this.org());
    this.jumping = false;
  }

  protected showKeys(): void {
    void this.dialogs.show(KeyboardHelp);
  }

  protected async chooseTheme(choice: ThemeChoice): Promise<void> {
    try {
      await this.session.chooseTheme(choice);
    } catch {
      this.toasts.error('The theme is kept in this browser only: the server did not store it.');
    }
  }

  protected async logOut(): Promise<void> {
    try {
      await this.session.logOut();
      await this.router.navigate(['/login']);
    } catch {
      this.toasts.error('Not logged out: the server did not answer.', () => void this.logOut());
    }
  }
}
