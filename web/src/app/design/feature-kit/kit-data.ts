import { Component, inject } from '@angular/core';
import { Avatar } from '@shared/ui-badge/avatar';
import { Badge } from '@shared/ui-badge/badge';
import { PlatformTag } from '@shared/ui-badge/platform-tag';
import { Histogram } from '@shared/ui-chart/histogram';
import { Sparkline } from '@shared/ui-chart/sparkline';
import { StackedBars } from '@shared/ui-chart/stacked-bars';
import { LevelIcon } from '@shared/ui-icon/level-icon';
import { KeyValues } from '@shared/ui-keyvalue/key-values';
import { Count } from '@shared/ui-time/count';
import { Time } from '@shared/ui-time/time';
import { Clock } from '@shared/util-time/clock';

const HOUR = 3_600_000;

@Component({
  selector: 'app-kit-data',
  imports: [Avatar, Badge, Count, Histogram, KeyValues, LevelIcon, PlatformTag, Sparkline, StackedBars, Time],
  templateUrl: './kit-data.html',
})
export class KitData {
  private readonly clock = inject(Clock);
  protected readonly levels = ['fatal', 'error', 'warning', 'info', 'debug'];
  protected readonly counts = [0, 41, 9_999, 18_204, 340_400, 2_140_000];
  protected readonly steady = Array.from({ length: 24 }, (_, hour) => 40 + ((hour * 37) % 60));
  protected readonly fresh = Array.from({ length: 24 }, (_, hour) => (hour < 19 ? 0 : 300 * (hour - 17)));
  protected readonly ages = [12_000, 4 * 60_000, 3 * HOUR, 41 * 24 * HOUR].map(
    (age) => this.clock.read() - age,
  );
  protected readonly bars = Array.from({ length: 40 }, (_, index) => ({
    at: this.clock.read() - (40 - index) * HOUR,
    known: 300 + ((index * 53) % 190),
    fresh: index < 34 ? 0 : 500 * (index - 33),
  }));
  protected readonly series = [
    { tone: 'filtered', label: 'Filtered' },
    { tone: 'rateLimited', label: 'Rate limited' },
    { tone: 'invalid', label: 'Refused' },
    { tone: 'dropped', label: 'Dropped' },
    { tone: 'setAside', label: 'Set aside' },
  ];
  protected readonly stacks = Array.from({ length: 24 }, (_, hour) => ({
    at: this.clock.read() - (24 - hour) * HOUR,
    values: [
      60 + ((hour * 37) % 40),
      hour < 17 ? 0 : 400,
      (hour * 29) % 50,
      (hour * 13) % 30,
      hour % 7 ? 0 : 40,
    ],
  }));
  protected readonly facts = [
    { key: 'Runtime', value: 'CPython 3.14.1' },
    { key: 'Server', value: 'checkout-7d9f-k2x4b' },
    { key: 'Address', value: 'https://acme.shop/checkout?step=payment&voucher=SPRING' },
  ];
}
