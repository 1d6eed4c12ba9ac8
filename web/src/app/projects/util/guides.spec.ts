import { platforms } from '@shared/util-platforms/platforms';
import { curlFor, guideFor, partsOf } from './guides';

const dsn = 'https://9f2c41d0a7e34b6c@errors.acme.shop/7';

describe('guides', () => {
  it('exist for every platform and carry the DSN', () => {
    for (const { id, name } of platforms) {
      const { install, start, fail } = guideFor(id, dsn);
      const text = [...install, start, fail].map(({ code }) => code).join('\n');

      expect(text, name).toContain(dsn);
      expect(text, name).not.toContain('__DSN__');
      expect(install.length, name).toBeGreaterThan(0);
      expect(fail.code, name).not.toBe('');
    }
  });

  it('send an event by hand where there is no SDK', () => {
    expect(guideFor('other', dsn).fail.code).toBe(curlFor(dsn));
    expect(curlFor(dsn)).toContain('https://errors.acme.shop/api/7/store/');
    expect(curlFor(dsn)).toContain('sentry_key=9f2c41d0a7e34b6c');
  });

  it('know DSNs under a path', () => {
    expect(partsOf('https://k@host:8443/fettle/42').endpoint).toBe('https://host:8443/fettle/api/42');
  });
});
