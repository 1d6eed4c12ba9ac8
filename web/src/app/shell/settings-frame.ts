import { NgTemplateOutlet } from '@angular/common';
import { Component, ElementRef, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Select } from '@shared/ui-select/select';
import { SettingsPage, placeOf } from '@shared/ui-settings/settings-page';
import { filter, map } from 'rxjs';
import { pagesOf } from './settings-pages';

/** The settings' own navigation: a project, the organization, the reader. A scrolling row below 1100 px. */
@Component({
  selector: 'app-settings-frame',
  imports: [NgTemplateOutlet, RouterLink, RouterLinkActive, RouterOutlet, Select],
  templateUrl: './settings-frame.html',
})
export class SettingsFrame {
  private readonly router = inject(Router);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();

  protected readonly projectPages = pagesOf('project');
  protected readonly organizationPages = pagesOf('organization');
  protected readonly accountPages = pagesOf('account');
  private readonly path = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  /** `/org/settings/projects/slug/page` */
  private readonly place = computed(() => (this.path().split(/[?#]/)[0] ?? '').split('/').slice(3));
  private readonly named = computed(() => (this.place()[0] === 'projects' ? this.place()[1] : undefined));
  /** Stays on the project that was looked at last while other settings are open. */
  protected readonly project = linkedSignal<{ named?: string; first?: string }, string | undefined>({
    source: () => ({ named: this.named(), first: this.organizations.projects()[0]?.slug }),
    computation: ({ named, first }, before) => named ?? before?.value ?? first,
  });
  protected readonly choices = computed(() =>
    this.organizations.projects().map(({ slug, name }) => ({ value: slug, label: name })),
  );

  constructor() {
    const nav = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => {
      this.path();
      this.project();
      // On narrow screens the navigation is a scrolling row: keep the open page in sight.
      setTimeout(() =>
        nav.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' }),
      );
    });
  }

  protected linkTo(page: SettingsPage, project: string): readonly string[] {
    return ['/', this.org(), 'settings', ...placeOf(page, project)];
  }

  protected choose(project: string): void {
    if (!project || project === this.named()) return;
    const page = this.named() ? this.place().slice(2) : [];
    void this.router.navigate(['/', this.org(), 'settings', 'projects', project, ...page]);
  }
}
