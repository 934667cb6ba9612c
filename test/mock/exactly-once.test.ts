import { expect, test } from "vitest";
import { seed } from "../support/arbitraries.js";
import { breakages, proveExactlyOnce } from "./exactly-once.js";

// CREATES=10000 for the whole proof.
const { CREATES: creates = "600" } = process.env;
const options = { creates: Number(creates), users: 50, concurrency: 64, seed };

test("whatever goes wrong, no create makes two members, and the client is right about what exists", async () => {
  const { violations, calls, open, members, faults, mayExist, ...figures } = await proveExactlyOnce(options);
  expect(violations).toEqual([]);
  expect(open).toBeLessThanOrEqual(calls / 100);
  expect(members).toBeGreaterThan(options.creates * 0.99);
  expect(mayExist.said).toBeGreaterThan(0);
  expect(mayExist.right).toBe(mayExist.said);
  expect(Object.keys(faults)).toHaveLength(9);
  expect(figures.outcomes.ok).toBeGreaterThan(0);
  console.log("exactly once:", JSON.stringify({ ...options, calls, open, members, mayExist, ...figures }));
});

test.each(breakages)("the proof fails for a client that %s", async (breakage) => {
  const { violations } = await proveExactlyOnce({ ...options, creates: 200, breakage });
  expect(violations.length).toBeGreaterThan(0);
});
