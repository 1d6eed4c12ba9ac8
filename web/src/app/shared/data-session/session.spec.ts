import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { nadia } from '../../../testing/samples';
import { Organizations } from '../data-organizations/organizations';
import { Clock } from '../util-time/clock';
import { Session } from './session';
import { leaveWhenSignedOut } from './signed-out';

describe('the session', () => {
  function setup() {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(withInterceptors([leaveWhenSignedOut])),
        provideHttpClientTesting(),
      ],
    });
    return { session: TestBed.inject(Session), http: TestBed.inject(HttpTestingController) };
  }

  const unauthorized = { status: 401, statusText: 'Unauthorized' };

  it('asks once, however many pages want to know', async () => {
    const { session, http } = setup();

    const answers = [session.load(), session.load()];
    http.expectOne('/api/0/').flush({ user: nadia });

    expect(await Promise.all(answers)).toEqual([nadia, nadia]);
    expect(await session.load()).toBe(nadia);
    http.verify();
  });

  it('knows nobody without sending them away', async () => {
    const { session, http } = setup();
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate');

    const answer = session.load();
    http.expectOne('/api/0/').flush({ version: '0', user: null, auth: null });

    expect(await answer).toBeNull();
    expect(navigate).not.toHaveBeenCalled();
  });

  it('takes over how the account wants times shown', async () => {
    const { session, http } = setup();
    const options = { timezone: 'Europe/Berlin', clock24Hours: false, preferredTheme: null };

    const answer = session.load();
    http.expectOne('/api/0/').flush({ user: { ...nadia, options } });
    await answer;

    expect(TestBed.inject(Clock).settings()).toEqual({ zone: 'Europe/Berlin', clock24Hours: false });
  });

  it('leads to the log-in page when it has ended meanwhile', async () => {
    const { session, http } = setup();
    session.adopt(nadia);
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);

    const home = TestBed.inject(Organizations).home();
    http.expectOne('/api/0/organizations/').flush({ detail: 'Unauthorized' }, unauthorized);

    await expect(home).rejects.toMatchObject({ status: 401 });
    expect(session.account()).toBeNull();
    expect(navigate).toHaveBeenCalledWith(['/login'], { queryParams: { next: '/' } });
  });
});
