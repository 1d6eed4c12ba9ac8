import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until `probe` returns something truthy (a throw counts as "not yet") and returns that.
 * Waiting has a deadline and no fixed sleep decides a result: the last failure is the message.
 */
export async function eventually(what, probe, { withinMillis = 20_000, everyMillis = 50 } = {}) {
  const deadline = performance.now() + withinMillis;
  let last;
  for (;;) {
    try {
      const result = await probe();
      if (result) return result;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`not within ${withinMillis} ms: ${what}`, { cause: last });
    }
    await pause(everyMillis);
  }
}
