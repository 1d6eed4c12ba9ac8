import { Component, inject } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { Banner } from '@shared/ui-state/banner';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Toasts } from '@shared/ui-toast/toasts';

@Component({
  selector: 'app-kit-states',
  imports: [Banner, Button, Empty, LoadError, Skeleton],
  templateUrl: './kit-states.html',
})
export class KitStates {
  protected readonly toasts = inject(Toasts);
  protected readonly failed = {
    status: 503,
    error: { detail: 'The server restarts. Nothing is lost: events wait in the intake log.' },
  };
  protected readonly missing = { status: 404 };
  protected readonly forbidden = { status: 403, error: { detail: 'It belongs to team payments.' } };
}
