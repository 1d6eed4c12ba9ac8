import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { KeyboardHelp } from '@shared/ui-keys/keyboard-help';
import { Command, Palette, PaletteData } from '@shared/ui-palette/palette';
import { placeOf, titleOf } from '@shared/ui-settings/settings-page';
import { Theme } from '@shared/util-theme/theme';
import { firstValueFrom } from 'rxjs';
import { IssueClient } from '../issues/data/issue-client';
import { pagesOf } from './settings-pages';

/** Issues offered below the pages; more are a matter for the list's own search. */
const MOST_ISSUES = 6;

/** What ⌘K offers: pages, projects, issues, other organizations, and a few actions. Loaded when it is first asked for. */
@Injectable({ providedIn: 'root' })
export class Jump {
  private readonly router = inject(Router);
  private readonly organizations = inject(Organizations);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  private readonly theme = inject(Theme);
  private readonly issues = inject(IssueClient);

  async open(organization: string): Promise<void> {
    const commands = [
      ...this.pages(organization),
      ...this.projects(organization),
      ...this.actions(organization),
    ];
    const find = (search: string) => this.findIssues(organization, search);
    const chosen = await this.dialogs.show<Command, PaletteData>(Palette, { commands, find });
    chosen?.run();
  }

  /** By short id, event id or words of the title, whatever their status. */
  private async findIssues(organization: string, query: string): Promise<readonly Command[]> {
    const params = { query, limit: String(MOST_ISSUES) };
    const { rows } = await firstValueFrom(this.issues.list(organization, params));
    return rows.map(({ id, shortId, title, status }) => ({
      group: 'Issues',
      label: `${shortId} ${title}`,
      icon: status === 'resolved' ? ('check' as const) : ('circle-alert' as const),
      run: () => void this.router.navigate(['/', organization, 'issues', id]),
    }));
  }

  private pages(organization: string): readonly Command[] {
    const page = (
      label: string,
      icon: Command['icon'],
      path: string[],
      more: Partial<Command> = {},
    ): Command => ({
      group: 'Go to',
      label,
      icon,
      run: () => void this.router.navigate(['/', organization, ...path]),
      ...more,
    });
    return [
      page('Issues', 'circle-alert', ['issues'], { keys: 'G I' }),
      ...[...pagesOf('organization'), ...pagesOf('account')].map((each) =>
        page(titleOf(each), each.icon, ['settings', ...placeOf(each, '')], {
          words: each.words,
          ...(each.path ? {} : { keys: 'G S' }),
        }),
      ),
    ];
  }

  private projects(organization: string): readonly Command[] {
    return this.organizations.projects().flatMap(({ id, slug, name }) => {
      return [
        {
          group: 'Projects',
          label: `Issues of ${name}`,
          icon: 'circle-alert' as const,
          run: () =>
            void this.router.navigate(['/', organization, 'issues'], { queryParams: { project: id } }),
        },
        ...pagesOf('project').map((each) => ({
          group: 'Projects',
          label: `${titleOf(each)} of ${name}`,
          icon: each.icon,
          words: each.words,
          run: () => void this.router.navigate(['/', organization, 'settings', ...placeOf(each, slug)]),
        })),
      ];
    });
  }

  private actions(organization: string): readonly Command[] {
    const others = this.organizations.list.hasValue() ? this.organizations.list.value() : [];
    const dark = this.theme.choice() === 'dark';
    return [
      ...others
        .filter(({ slug }) => slug !== organization)
        .map(({ slug, name }) => ({
          group: 'Do',
          label: `Switch to ${name}`,
          icon: 'chevrons-up-down' as const,
          words: 'organization',
          run: () => void this.router.navigate(['/', slug, 'issues']),
        })),
      ...(this.organizations.may('project:write')
        ? [
            {
              group: 'Do',
              label: 'Create project',
              icon: 'plus' as const,
              run: () => void this.router.navigate(['/setup', organization, 'project']),
            },
          ]
        : []),
      {
        group: 'Do',
        label: dark ? 'Switch to the light theme' : 'Switch to the dark theme',
        icon: 'sun-moon',
        run: () => void this.session.chooseTheme(dark ? 'light' : 'dark').catch(() => undefined),
      },
      {
        group: 'Do',
        label: 'Show keyboard help',
        icon: 'keyboard',
        keys: '?',
        run: () => void this.dialogs.show(KeyboardHelp),
      },
    ];
  }
}
