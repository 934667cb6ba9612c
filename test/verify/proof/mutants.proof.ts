/** How strong the verification is: servers that follow a wrong contract. Which of them it does not find is printed. */
import { afterEach, expect, test, vi } from "vitest";
import { createMock } from "../../../src/mock.js";
import { verify } from "../../../src/verify.js";
import type { Reply } from "../servers.js";
import { type Deviation, isOfDefault, MutantServer, responseMutants } from "./mutants.js";
import { allows, candidates, requestMutants, serverOf, verdictOf } from "./requests.js";

const baseUrl = "http://127.0.0.1:1";

afterEach(() => void vi.unstubAllGlobals());

test("a server that accepts more than the contract allows is found", async () => {
  vi.stubGlobal("fetch", serverOf(allows));
  expect(await verify({ baseUrl })).toMatchObject({ outcome: "conforms" });

  const known = candidates().map((candidate) => ({ candidate, isValid: allows(candidate) }));
  const tally = { looser: 0, stricter: 0, same: 0 };
  const survivors: string[] = [];
  for (const mutant of requestMutants()) {
    const accepts = verdictOf(mutant);
    const isLooser = known.some(({ candidate, isValid }) => !isValid && accepts(candidate));
    const isStricter = known.some(({ candidate, isValid }) => isValid && !accepts(candidate));
    tally[isLooser ? "looser" : isStricter ? "stricter" : "same"]++;
    if (!isLooser) continue;
    vi.stubGlobal("fetch", serverOf(accepts));
    const { outcome } = await verify({ baseUrl });
    if (outcome !== "deviates") survivors.push(`${mutant.pointer}: ${mutant.what}`);
  }
  const score = (100 * (tally.looser - survivors.length)) / tally.looser;
  console.log(
    `${tally.looser} mutants accept requests that the contract does not (${tally.stricter} accept fewer, ${tally.same} the same).`,
    `\n${score.toFixed(1)} % are found. Survived: ${survivors.join("\n  ") || "none"}`,
  );
  expect(tally.looser).toBeGreaterThan(80);
  expect(score).toBeGreaterThanOrEqual(98);
});

/** Requests that differ from the others in one thing lead to the same responses. */
const skip = [", /", ", without", ", the body", ": a body", ": without", ": with the"];

test("a server whose responses are not those of the contract is found, and the report says where they are wrong", async () => {
  const replies = new Map<string, Reply>();
  stubMock((scenario, reply) => {
    replies.set(scenario, reply);
    return reply;
  });
  expect(await verify({ baseUrl })).toMatchObject({ outcome: "conforms" });
  expect(replies.size).toBeGreaterThan(5);

  const survivors: string[] = [];
  const unreachable: string[] = [];
  let count = 0;
  for (const mutant of responseMutants()) {
    const name = `${mutant.pointer}: ${mutant.what}`;
    if (isOfDefault(mutant)) {
      unreachable.push(name);
      continue;
    }
    const deviations = deviationsOf(new MutantServer(mutant), replies);
    if (deviations.size === 0) continue; // It allows no response that the contract does not.
    count++;
    stubMock((scenario, reply) => deviations.get(scenario)?.reply ?? reply);
    const report = await verify({ baseUrl, ...(needsRejections(deviations) ? {} : { skip }) });
    const found = report.checks.flatMap(({ issues }) => issues.map(({ part, pointer }) => (part === "body" ? pointer : part)));
    const places = [...new Set([...deviations.values()].map(({ place }) => place))];
    const isFound = places.every((place) => found.some((one) => one === place || one.startsWith(`${place}/`)));
    if (!isFound || report.outcome !== "deviates") survivors.push(`${name} (sent ${places}, found ${[...new Set(found)]})`);
  }
  const score = (100 * (count - survivors.length)) / count;
  console.log(
    `${count} mutants allow responses that the contract does not. ${score.toFixed(1)} % are found at the right place.`,
    `\nSurvived: ${survivors.join("\n  ") || "none"}`,
    `\nNot tried, because no request leads to an unexpected error: ${unreachable.length}`,
  );
  expect(count).toBeGreaterThan(100);
  expect(score).toBeGreaterThanOrEqual(98);
});

/** A mock with state in place of `fetch`, whose responses are changed by their scenario. */
function stubMock(change: (scenario: string, reply: Reply) => Reply) {
  const mock = createMock({ stateful: true, journal: false });
  vi.stubGlobal("fetch", async (request: Request) => {
    const found = await mock.fetch(request);
    const reply = { status: found.status, headers: Object.fromEntries(found.headers), body: await found.text() };
    const { status, headers, body } = change(found.headers.get("x-nexus-members-mock") ?? "", reply);
    return new Response(body || null, { status, headers });
  });
}

/** How a mutant's responses differ, by scenario. */
function deviationsOf(server: MutantServer, replies: Map<string, Reply>): Map<string, Deviation> {
  const deviations = new Map<string, Deviation>();
  for (const [scenario, reply] of replies) {
    const deviation = server.deviate(reply);
    if (deviation) deviations.set(scenario, deviation);
  }
  return deviations;
}

/** Whether only a wrong request leads to the difference. */
function needsRejections(deviations: Map<string, Deviation>): boolean {
  const ofWrongRequests = ["invalid", "missing-credentials", "missing-institution", "missing-session", "expired-session"];
  return [...deviations.keys()].every((scenario) => ofWrongRequests.includes(scenario));
}
