import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Change } from './change';
import { Delta } from './delta';
import { Meter } from './meter';
import { Progress } from './progress';
import { Share } from './share';
import { StateWord } from './state-word';
import { Strip, StripState } from './strip';

@Component({
  selector: 'test-page',
  imports: [Change, Delta, Meter, Progress, Share, StateWord, Strip],
  template: `<ui-state-word tone="bad">Failing, 401</ui-state-word>
    <ui-change from="Member" to="Admin">Role</ui-change>
    <ui-delta [change]="-2.82" [worse]="true" />
    <ui-progress label="Upload" [percent]="64" />
    <ui-meter sentence="34.1 of 60 million used" [used]="90" [forecast]="130" [mark]="80" />
    <ui-share [part]="3" [whole]="0" />
    <ui-strip sentence="Four runs, one failed" [states]="states" />`,
})
class Page {
  readonly states: readonly StripState[] = ['ok', 'bad', 'ok', 'missed'];
}

describe('small facts', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    const one = (selector: string) => root.querySelector(selector) as HTMLElement;
    return { root, one };
  }

  it('are words, whatever their colour', async () => {
    const { one } = await setup();

    expect(one('ui-state-word').textContent?.trim()).toBe('Failing, 401');
    expect(one('ui-delta').textContent?.replace(/\s+/g, ' ').trim()).toBe('down 2.82');
    expect(one('ui-change').querySelector('del')?.textContent).toBe('Member');
    expect(one('ui-change').querySelector('ins')?.textContent).toBe('Admin');
  });

  it('are one named image or bar each', async () => {
    const { one } = await setup();

    expect(one('[role=progressbar]').getAttribute('aria-valuenow')).toBe('64');
    expect(one('ui-meter').getAttribute('aria-label')).toBe('34.1 of 60 million used');
    expect(one('ui-strip svg').getAttribute('aria-label')).toBe('Four runs, one failed');
  });

  it('never reach over their end, and share nothing of nothing', async () => {
    const { one } = await setup();

    expect(one('.meter__ahead').style.width).toBe('10%');
    expect(one('.share__bar i').style.width).toBe('0%');
  });

  it('draw one path for each state of a strip, in a bucket of its own', async () => {
    const { one } = await setup();

    const paths = [...one('ui-strip svg').querySelectorAll('path')];
    expect(paths.map((path) => path.getAttribute('class'))).toEqual(['ok', 'bad', 'missed']);
    expect(paths[0]?.getAttribute('d')).toBe('M0 2h3v16h-3zM8 2h3v16h-3z');
  });
});
