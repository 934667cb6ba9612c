import { expect, test } from "vitest";
import { verify } from "../../../src/verify.js";
import { changedMock, type Reply } from "../servers.js";
import { type Deviation, isOfDefault, MutantServer, responseMutants } from "./mutants.js";

/** Requests that differ from the examples in one thing lead to the same responses. */
const skip = [", "];

test("a server that follows a wrong contract is found, and the report says where it is wrong", async () => {
  let change = (reply: Reply) => reply;
  const { url } = await changedMock((reply) => change(reply));

  const replies = new Map<string, Reply>();
  change = (reply) => {
    replies.set(scenarioOf(reply), reply);
    return reply;
  };
  expect(await verify({ baseUrl: url, skip })).toMatchObject({ outcome: "conforms" });
  expect(replies.size).toBeGreaterThan(5);

  const mutants = responseMutants();
  const survivors: string[] = [];
  const narrower: string[] = [];
  const unreachable: string[] = [];
  for (const mutant of mutants) {
    const name = `${mutant.pointer}: ${mutant.what}`;
    const deviations = isOfDefault(mutant) ? new Map<string, Deviation>() : deviationsOf(new MutantServer(mutant), replies);
    if (isOfDefault(mutant)) unreachable.push(name);
    else if (deviations.size === 0) narrower.push(name);
    if (deviations.size === 0) continue;

    change = (reply) => deviations.get(scenarioOf(reply))?.reply ?? reply;
    const report = await verify({ baseUrl: url, skip });
    const found = report.checks.flatMap(({ issues }) => issues.map(({ part, pointer }) => (part === "body" ? pointer : part)));
    const places = [...new Set([...deviations.values()].map(({ place }) => place))];
    const isFound = places.every((place) => found.some((one) => one === place || one.startsWith(`${place}/`)));
    if (!isFound || report.outcome !== "deviates") survivors.push(`${name} (sent ${places}, found ${[...new Set(found)]})`);
  }

  const count = mutants.length - narrower.length;
  const missed = survivors.length + unreachable.length;
  const score = (100 * (count - missed)) / count;
  console.log(
    [
      `${mutants.length} mutants of the responses. ${narrower.length} allow no response that the contract does not: ${keywordsOf(narrower)}.`,
      `${count - missed} of the other ${count} are found at the right place: ${score.toFixed(1)} %.`,
      `Survived, because no request leads to an unexpected error:\n  ${unreachable.join("\n  ")}`,
      `Survived without an explanation: ${survivors.length}`,
    ].join("\n"),
  );
  expect(survivors).toEqual([]);
  expect(score).toBeGreaterThanOrEqual(95);
});

const scenarioOf = ({ headers }: Reply) => headers["x-nexus-members-mock"] ?? "";

/** How a mutant's responses differ, by scenario. */
function deviationsOf(server: MutantServer, replies: Map<string, Reply>): Map<string, Deviation> {
  const deviations = new Map<string, Deviation>();
  for (const [scenario, reply] of replies) {
    const deviation = server.deviate(reply);
    if (deviation) deviations.set(scenario, deviation);
  }
  return deviations;
}

/** The keywords of mutants, with how many each has. */
function keywordsOf(names: string[]): string {
  const keywords = names.map((name) => name.replace(/: .*$/s, "").replace(/^.*\//, ""));
  return [...new Set(keywords)].map((one) => `${one} ${keywords.filter((other) => other === one).length}`).join(", ");
}
