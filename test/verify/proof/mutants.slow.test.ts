import { expect, test } from "vitest";
import { verify } from "../../../src/verify/index.js";
import { changedMock, type Reply } from "../servers.js";
import { type Deviation, isOfDefault, MutantServer, responseMutants } from "./mutants.js";

/** Requests that differ from the examples in one thing lead to the same responses. */
const skip = [", "];

test("a server that follows a wrong contract is found, and the report says where it is wrong", async () => {
  const replies = await repliesOfTheMock();
  const mutants = responseMutants();
  const survivors: string[] = [];
  const narrower: string[] = [];
  const unreachable: string[] = [];
  for (const mutant of mutants) {
    const name = `${mutant.pointer}: ${mutant.what}`;
    if (isOfDefault(mutant)) {
      unreachable.push(name);
      continue;
    }
    const server = new MutantServer(mutant);
    const deviations = new Map<string, Deviation>();
    for (const [scenario, reply] of replies) {
      const deviation = server.deviate(reply);
      if (deviation) deviations.set(scenario, deviation);
    }
    if (deviations.size === 0) {
      narrower.push(name);
      continue;
    }
    const { url, close } = await changedMock((reply) => deviations.get(scenarioOf(reply))?.reply ?? reply);
    const report = await verify({ baseUrl: url, skip }).finally(close);
    const found = report.checks.flatMap(({ issues }) => issues.map(({ part, pointer }) => (part === "body" ? pointer : part)));
    const places = [...new Set([...deviations.values()].map(({ place }) => place))];
    const isFound = places.every((place) => found.some((one) => one === place || one.startsWith(`${place}/`)));
    if (!isFound || report.outcome !== "deviates") survivors.push(`${name} (sent ${places}, found ${[...new Set(found)]})`);
  }
  const count = mutants.length - narrower.length;
  const missed = survivors.length + unreachable.length;
  const score = (100 * (count - missed)) / count;
  const keywords = narrower.map((name) => name.replace(/: .*$/s, "").replace(/^.*\//, ""));
  const listed = [...new Set(keywords)].map((one) => `${one} ${keywords.filter((other) => other === one).length}`).join(", ");
  console.log(
    `${mutants.length} mutants of the responses. ${narrower.length} allow no response that the contract does not: ${listed}.`,
  );
  console.log(`${count - missed} of the other ${count} are found at the right place: ${score.toFixed(1)} %.`);
  console.log(`Survived, because no request leads to an unexpected error:\n  ${unreachable.join("\n  ")}`);
  console.log(`Survived without an explanation: ${survivors.length}`);
  expect(replies.size).toBeGreaterThan(0);
  expect(survivors).toEqual([]);
  expect(score).toBeGreaterThanOrEqual(95);
}, 120_000);

const scenarioOf = ({ headers }: Reply) => headers["x-nexus-members-mock"] ?? "";

async function repliesOfTheMock(): Promise<Map<string, Reply>> {
  const replies = new Map<string, Reply>();
  const { url, close } = await changedMock((reply) => {
    replies.set(scenarioOf(reply), reply);
    return reply;
  });
  const report = await verify({ baseUrl: url, skip }).finally(close);
  expect(report.outcome).toBe("conforms");
  return replies;
}
