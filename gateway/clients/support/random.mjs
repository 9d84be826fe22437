/** Random numbers that a seed repeats (mulberry32). CLIENTS_SEED sets the seed of a run that is to be repeated. */
export function seeded(seed = Number(process.env.CLIENTS_SEED ?? Math.floor(Math.random() * 2 ** 32))) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (low, high) => low + Math.floor(next() * (high - low)) };
}
