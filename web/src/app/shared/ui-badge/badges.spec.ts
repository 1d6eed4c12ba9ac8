import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LevelIcon } from '../ui-icon/level-icon';
import { Avatar, initialsOf } from './avatar';
import { Badge } from './badge';
import { PlatformTag } from './platform-tag';

@Component({
  selector: 'test-page',
  imports: [Avatar, Badge, LevelIcon, PlatformTag],
  template: `<ui-badge tone="new" icon="sparkle">New</ui-badge>
    <ui-avatar name="Nadia Berg" />
    <ui-platform platform="python-django" />
    <ui-level level="fatal" />
    <ui-level level="sample" />`,
})
class Page {}

describe('badges', () => {
  it('carry their meaning as a word', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    const names = [...root.querySelectorAll('[role=img]')].map((image) => image.getAttribute('aria-label'));

    expect(root.querySelector('ui-badge')?.textContent?.trim()).toBe('New');
    expect(names).toEqual(['Nadia Berg', 'Django', 'fatal', 'sample']);
  });

  it('shape a level nobody knows like an error', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const shapes = [...(fixture.nativeElement as HTMLElement).querySelectorAll('ui-level use')];

    expect(shapes.map((use) => use.getAttribute('href'))).toEqual(['#i-level-fatal', '#i-level-error']);
  });

  it('shorten names', () => {
    expect(initialsOf('Nadia Berg', 'person')).toBe('NB');
    expect(initialsOf('tom.lind@acme.shop', 'person')).toBe('TL');
    expect(initialsOf('web-platform', 'team')).toBe('web');
    expect(initialsOf('Acme Retail', 'organization')).toBe('A');
    expect(initialsOf('', 'person')).toBe('?');
  });
});
