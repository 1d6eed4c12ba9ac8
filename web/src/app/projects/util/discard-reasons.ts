import { entryOf, sentence } from './intake-scope';

/** Why an SDK did not send something, in its own reason's words, and what to do about it. */
export interface DiscardWords {
  readonly text: string;
  readonly advice: string;
}

/** The reasons SDKs give in their client reports. */
const WORDS: Readonly<Record<string, DiscardWords>> = {
  sample_rate: { text: 'Left out by sampling', advice: 'As configured: the SDK’s sample rate' },
  before_send: {
    text: 'Taken out by the app’s own hook',
    advice: 'As configured: beforeSend returned nothing',
  },
  event_processor: {
    text: 'Taken out by an event processor of the app or an integration',
    advice: 'As configured: look at its event processors',
  },
  ignored: { text: 'On the app’s ignore list', advice: 'As configured: ignoreErrors or similar' },
  ratelimit_backoff: {
    text: 'Held back because this server had asked to wait',
    advice: 'Raise the limit that is listed above',
  },
  queue_overflow: {
    text: 'The SDK’s queue was full',
    advice: 'The app sends faster than its network: enlarge the queue or sample',
  },
  cache_overflow: {
    text: 'The SDK’s cache on the device was full',
    advice: 'The device was offline for long: enlarge the cache',
  },
  buffer_overflow: { text: 'The SDK’s buffer was full', advice: 'Enlarge the buffer or sample' },
  backpressure: {
    text: 'Left out because the app was overloaded',
    advice: 'Look at the load of the app; the SDK samples less while it lasts',
  },
  network_error: {
    text: 'The request did not reach this server',
    advice: 'Check the network between app and server',
  },
  send_error: {
    text: 'This server refused the request',
    advice: 'The reason is listed above, under “Not kept”',
  },
  internal_sdk_error: { text: 'A fault within the SDK', advice: 'Update the SDK' },
  insufficient_data: { text: 'Too little was recorded to be of use', advice: 'Nothing to do' },
  no_parent_span: {
    text: 'A span without a parent',
    advice: 'As configured: only spans of a trace are sent',
  },
  too_big: { text: 'Larger than the SDK sends', advice: 'Attach less to the event' },
};

export function discardWords(reason: string): DiscardWords {
  return entryOf(WORDS, reason) ?? { text: sentence(reason), advice: 'See the SDK’s documentation' };
}
