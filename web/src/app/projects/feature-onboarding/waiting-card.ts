import {
  Component,
  DestroyRef,
  Injector,
  OnInit,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { Project } from '@shared/util-api/api-types';
import { LiveIssue, LiveRequest, LiveUpdates } from '@shared/data-live/live-updates';
import { Button } from '@shared/ui-button/button';
import { Clock } from '@shared/util-time/clock';
import { formatClock } from '@shared/util-time/times';
import { describeRequest } from '../util/request-words';

interface Line {
  readonly at: number;
  readonly text: string;
  readonly result: string;
  readonly tone: string;
}

const MOST_LINES = 8;

/** Long enough to read what came in before the page changes. */
const OPEN_AFTER = 1500;

/** Lists every request of the project's SDKs as it comes, refused ones too, and opens the first issue. */
@Component({
  selector: 'app-waiting-card',
  imports: [Button, RouterLink],
  templateUrl: './waiting-card.html',
})
export class WaitingCard implements OnInit {
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  private readonly live = inject(LiveUpdates);
  private readonly destroyRef = inject(DestroyRef);
  private readonly injector = inject(Injector);

  readonly org = input.required<string>();
  readonly project = input.required<Project>();
  /** Asks for the project again: an event may have come while the connection was down. */
  readonly check = output();

  protected readonly lines = signal<readonly Line[]>([]);
  protected readonly issue = signal<LiveIssue | undefined>(undefined);
  protected readonly state = signal<'waiting' | 'live'>('waiting');
  protected readonly since = this.show(this.clock.read()).slice(0, 5);
  private readonly hadEvents = linkedSignal<Project, boolean>({
    source: this.project,
    computation: ({ firstEvent }, before) => before?.value ?? firstEvent !== null,
  });
  /** An event was stored, though the stream did not bring it. */
  protected readonly arrivedUnseen = computed(() => !this.hadEvents() && this.project().firstEvent !== null);
  protected readonly advice = computed(() => {
    const last = this.lines().at(0);
    if (!last) return undefined;
    if (last.tone === 'text-success') return 'An event was stored. Its issue opens in a moment.';
    if (last.tone === 'text-warning')
      return 'Good: the SDK reaches this server. Now send an error, as in step 3.';
    return 'The SDK reaches this server, but the event was not kept. The reason stands above.';
  });

  ngOnInit(): void {
    this.listen(this.org());
  }

  private listen(organization: string): void {
    const stream = this.live.open(organization, this.destroyRef);
    effect(
      () => {
        const state = stream.state();
        if (state === 'live') this.check.emit();
        this.state.set(state);
      },
      { injector: this.injector },
    );
    const mine = ({ projectId }: { projectId: string }) => projectId === this.project().id;
    stream.requests
      .pipe(takeUntilDestroyed(this.destroyRef))
      .subscribe((request) => (mine(request) ? this.note(request) : undefined));
    stream.issues
      .pipe(takeUntilDestroyed(this.destroyRef))
      .subscribe((issue) => (mine(issue) && !this.issue() ? this.arrive(issue) : undefined));
  }

  private note(request: LiveRequest): void {
    const line = { at: this.clock.read(), ...describeRequest(request) };
    this.lines.update((lines) => [line, ...lines].slice(0, MOST_LINES));
  }

  private arrive(issue: LiveIssue): void {
    this.issue.set(issue);
    const timer = setTimeout(
      () => void this.router.navigate(['/', this.org(), 'issues', issue.issueId]),
      OPEN_AFTER,
    );
    this.destroyRef.onDestroy(() => clearTimeout(timer));
  }

  protected show(at: number): string {
    return formatClock(at, this.clock.settings());
  }
}
