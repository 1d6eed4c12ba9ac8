import { describeRequest } from './request-words';

const request = { outcome: 'accepted', category: 'error', reason: '', quantity: 1 };

describe('the words for a request', () => {
  it('tell an error that was stored from anything else that came', () => {
    expect(describeRequest(request)).toEqual({ text: '1 error', result: 'stored', tone: 'text-success' });
    expect(describeRequest({ ...request, category: 'session', quantity: 3 })).toEqual({
      text: '3 × session',
      result: 'received, no error yet',
      tone: 'text-warning',
    });
  });

  it('do not alarm about what this server has no use for', () => {
    const session = { outcome: 'dropped', category: 'session', reason: 'unsupported_session', quantity: 1 };

    expect(describeRequest(session)).toEqual({
      text: '1 session',
      result: 'received, not needed',
      tone: 'text-warning',
    });
  });

  it('call an event of no kind an event', () => {
    expect(describeRequest({ ...request, category: 'default' }).text).toBe('1 event');
  });

  it('give the reason for what was not kept', () => {
    expect(describeRequest({ ...request, outcome: 'invalid', reason: 'too_large' }).result).toBe(
      'refused as invalid: too large',
    );
    expect(describeRequest({ ...request, outcome: 'brand_new' }).result).toBe('brand new');
  });
});
