import { discardWords } from './discard-reasons';
import { wordsFor } from './intake-reasons';

/** What the waiting card says about one request. */
export interface RequestWords {
  readonly text: string;
  readonly result: string;
  /** A text colour class; the words carry the meaning. */
  readonly tone: 'text-success' | 'text-warning' | 'text-danger';
}

interface Request {
  readonly outcome: string;
  readonly category: string;
  readonly reason: string;
  readonly quantity: number;
}

const REFUSALS: Readonly<Record<string, string>> = {
  rate_limited: 'over the rate limit',
  invalid: 'refused',
  filtered: 'filtered out',
  dropped: 'dropped',
  client_discard: 'dropped by the SDK',
  set_aside: 'set aside',
};

export function describeRequest({ outcome, category, reason, quantity }: Request): RequestWords {
  const text = quantity === 1 ? `1 ${category}` : `${quantity} × ${category}`;
  if (outcome === 'accepted') {
    return category === 'error' || category === 'default' || category === 'security'
      ? { text, result: 'stored', tone: 'text-success' }
      : { text, result: 'received, no error yet', tone: 'text-warning' };
  }
  const { text: words } = outcome === 'client_discard' ? discardWords(reason) : wordsFor(outcome, reason);
  const why = reason ? `: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : '';
  return { text, result: `${REFUSALS[outcome] ?? outcome.replaceAll('_', ' ')}${why}`, tone: 'text-danger' };
}
