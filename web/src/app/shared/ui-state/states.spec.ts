import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { KeyValues } from '../ui-keyvalue/key-values';
import { Banner } from './banner';
import { Empty } from './empty';
import { Skeleton } from './skeleton';

@Component({
  selector: 'test-page',
  imports: [Banner, Empty, KeyValues, Skeleton],
  template: `<ui-skeleton label="issues" [rows]="3" />
    <ui-empty heading="No issue matches" text="Nothing was sent yet."
      ><button type="button">Clear</button></ui-empty
    >
    <ui-banner tone="danger">Events are refused.</ui-banner>
    <ui-banner tone="info">Fettle 1.1 is available.</ui-banner>
    <ui-key-values [rows]="[{ key: 'Runtime', value: '<b>CPython</b>' }]" />`,
})
class Page {}

describe('states', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('say what is loading', async () => {
    const region = (await setup()).querySelector('[aria-busy=true]');

    expect(region?.getAttribute('role')).toBe('status');
    expect(region?.getAttribute('aria-label')).toBe('Loading issues');
    expect(region?.children.length).toBe(3);
  });

  it('name what is so, why, and the next step', async () => {
    const empty = (await setup()).querySelector('ui-empty');

    expect(empty?.querySelector('[role=heading]')?.textContent?.trim()).toBe('No issue matches');
    expect(empty?.querySelector('p')?.textContent).toBe('Nothing was sent yet.');
    expect(empty?.querySelector('button')?.textContent).toBe('Clear');
  });

  it('interrupt only for danger', async () => {
    const root = await setup();

    expect(root.querySelector('ui-banner[role=alert]')?.textContent).toContain('Events are refused.');
    expect(root.querySelector('ui-banner[role=status]')?.textContent).toContain('Fettle 1.1');
  });

  it('show values as text, never as HTML', async () => {
    const value = (await setup()).querySelector('dd');

    expect(value?.textContent?.trim()).toBe('<b>CPython</b>');
    expect(value?.querySelector('b')).toBeNull();
  });
});
