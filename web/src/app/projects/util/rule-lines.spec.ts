import { addressError, domainError, fieldNameError, globError } from './rule-lines';

describe('lines of rules', () => {
  it.each([
    '203.0.113.7',
    '203.0.113.0/24',
    '0.0.0.0/0',
    '2001:db8::/32',
    '::1',
    '::',
    'fe80::1/128',
    '::ffff:192.0.2.1',
    '1:2:3:4:5:6:7:8',
  ])('take the address %s', (line) => {
    expect(addressError(line)).toBeUndefined();
  });

  it.each([
    'example.com',
    '203.0.113',
    '203.0.113.256',
    '1.2.3.4/8/8',
    '1::2::3',
    '1:2:3:4:5:6:7',
    'gggg::',
    '',
  ])('do not take the address %s', (line) => {
    expect(addressError(line)).toContain('is not an address');
  });

  it.each(['203.0.113.0/33', '2001:db8::/129', '203.0.113.0/', '203.0.113.0/x'])(
    'name the sizes a network of %s may have',
    (line) => {
      expect(addressError(line)).toContain('the number after / is 0 to');
    },
  );

  it.each(['*', 'example.com', '*.example.com', 'localhost', 'localhost:3000'])(
    'take the domain %s',
    (line) => {
      expect(domainError(line)).toBeUndefined();
    },
  );

  it('say what is wrong with a domain', () => {
    expect(domainError('https://example.com/shop')).toContain('Write only example.com.');
    expect(domainError('https://example.com')).toContain('Write only example.com.');
    expect(domainError('exam*ple.com')).toContain('is not a domain');
    expect(domainError('two domains.com')).toContain('is not a domain');
  });

  it('refuse a pattern that filters everything', () => {
    expect(globError('*')).toContain('would filter everything');
    expect(globError('1.*')).toBeUndefined();
    expect(globError('x'.repeat(201))).toContain('at most 200 characters');
  });

  it('take one field name per line', () => {
    expect(fieldNameError('x-internal_token')).toBeUndefined();
    expect(fieldNameError('x')).toContain('at least 2 characters');
    expect(fieldNameError('iban, bic')).toContain('Write one field per line');
  });
});
