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

  it('give the reason for what was not kept', () => {
    expect(describeRequest({ ...request, outcome: 'invalid', reason: 'too_large' }).result).toBe(
      'refused: the request is larger than this server takes',
    );
    expect(describeRequest({ ...request, outcome: 'client_discard', reason: 'sample_rate' }).result).toBe(
      'dropped by the SDK: left out by sampling',
    );
    expect(describeRequest({ ...request, outcome: 'brand_new' }).result).toBe('brand new');
  });
});
