import { Component, inject } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { Theme, ThemeChoice } from '@shared/util-theme/theme';
import { KitCode } from './kit-code';
import { KitControls } from './kit-controls';
import { KitData } from './kit-data';
import { KitFacts } from './kit-facts';
import { KitOverlays } from './kit-overlays';
import { KitStates } from './kit-states';

const COLOURS = `canvas surface surface-sunken surface-raised surface-hover surface-active surface-selected
border-subtle border border-control text text-muted text-faint accent accent-soft danger danger-soft warning
warning-soft success success-soft info info-soft bar bar-new`.split(/\s+/);

/** Every shared component in its states; the theme buttons show the other theme. */
@Component({
  selector: 'app-kit',
  imports: [Button, KitCode, KitControls, KitData, KitFacts, KitOverlays, KitStates],
  templateUrl: './kit.html',
})
export class Kit {
  protected readonly theme = inject(Theme);
  protected readonly themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];
  protected readonly colours = COLOURS;
}
