/** A repeatable stream of numbers in [0, 1): the seed is printed, `FETTLE_SEED` repeats a run. */
export function seeded(seed = Number(process.env.FETTLE_SEED ?? Math.floor(Math.random() * 2 ** 32))) {
  console.log(`seed: FETTLE_SEED=${seed}`);
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, between: (low, high) => low + next() * (high - low) };
}
