/** Measures contenders in turns, so that what the machine does meanwhile slows all of them. */

type Contenders = Record<string, () => unknown>;

/** The time of one call of each contender, in milliseconds, round by round. The first rounds, which warm up, are left out. */
export async function takeTurns<C extends Contenders>(
  contenders: C,
  { rounds, calls, warmUp }: Record<"rounds" | "calls" | "warmUp", number>,
): Promise<Record<keyof C, number[]>> {
  const turns = Object.entries(contenders);
  const times = Object.fromEntries(turns.map(([name]) => [name, [] as number[]]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, call] of round % 2 ? turns : [...turns].reverse()) {
      const start = performance.now();
      for (let i = 0; i < calls; i++) await call();
      if (round >= 0) times[name]?.push((performance.now() - start) / calls);
    }
  }
  return times as Record<keyof C, number[]>;
}

/** The median of the ratios of each round. */
export function medianRatio(times: number[], others: number[]): number {
  return median(times.map((time, round) => time / (others[round] as number)));
}

export function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}
