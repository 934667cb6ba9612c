/** How strong the verification is: servers whose responses follow a wrong contract. Which of them it does not find is printed. */
import { expect, test } from "vitest";
import { mediaType } from "../../../generated/contract.js";
import { verifiedContract } from "../../../src/verified-contract.js";
import { planChecks } from "../../../src/verify/plan.js";
import { verify } from "../../../src/verify.js";
import type { Mutant } from "../../mutation/mutators.js";
import { type Json, type Reply, stubMock } from "../servers.js";
import { changesOf, contract, mutated, reachableMutants } from "./mutants.js";

/** Requests with one thing wrong lead to the same responses as others, but for those without what the contract names. */
const names = planChecks(verifiedContract, "t", undefined).map(({ name }) => name);
const withoutField = names.flatMap((name) => /, without \/member\/.*$/.exec(name)?.[0] ?? []);
const skip = [", /", ", the body", ...withoutField.filter((text) => !/\/(credentials|institution_guid)$/.test(text))];

test("a server whose responses are not those of the contract is found, and the report says where they are wrong", async () => {
  const replies = new Map<string, Reply>();
  const asIs = await verifyServer((scenario, reply) => {
    replies.set(scenario, reply);
    return reply;
  });
  expect(asIs).toMatchObject({ outcome: "conforms" });
  expect(replies.size).toBeGreaterThan(5);

  const survivors: string[] = [];
  const unreachable: string[] = [];
  let count = 0;
  for (const mutant of reachableMutants("responses")) {
    const name = `${mutant.pointer}: ${mutant.what}`;
    if (isOfDefault(mutant)) {
      unreachable.push(name);
      continue;
    }
    const deviations = deviationsOf(mutant, replies);
    if (deviations.size === 0) continue; // It allows no response that the contract does not.
    count++;
    const report = await verifyServer((scenario, reply) => deviations.get(scenario)?.reply ?? reply);
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

/** Verifies a mock with state whose responses are changed by their scenario. */
function verifyServer(change: (scenario: string, reply: Reply) => Reply) {
  const { url } = stubMock((reply) => change(reply.headers["x-nexus-members-mock"] ?? "", reply));
  return verify({ baseUrl: url, skip });
}

/** Whether a mutant is of the response to unexpected errors, to which no request leads. */
function isOfDefault({ pointer, what }: Mutant): boolean {
  const { $ref } = contract.paths["/members"].post.responses.default;
  return pointer.startsWith($ref.slice(1)) || (pointer.endsWith("/responses") && /\bdefault$/.test(what));
}

/** A response of a mutant that the contract does not allow. */
interface Deviation {
  /** Where a checker has to see it: a JSON pointer into the body, `status`, or `header Content-Type`. */
  place: string;
  reply: Reply;
}

/** How a mutant's responses differ, by scenario. */
function deviationsOf(mutant: Mutant, replies: ReadonlyMap<string, Reply>): Map<string, Deviation> {
  const server = mutated(mutant);
  const responses = server.contract.operations[0]?.responses ?? {};
  const deviations = new Map<string, Deviation>();
  for (const [scenario, reply] of replies) {
    const status = statusFor(reply.status, responses);
    const [mediaType = ""] = Object.keys((responses[status] ?? responses.default)?.content ?? {});
    const headers = { "content-type": mediaType };
    if (status !== reply.status)
      deviations.set(scenario, { place: "status", reply: { status, headers, body: status === 204 ? "" : reply.body } });
    else if (reply.headers["content-type"] !== mediaType)
      deviations.set(scenario, { place: "header Content-Type", reply: { ...reply, headers } });
    else {
      const change = brokenBodies(reply).find(({ body }) => server.responseFor({ status: String(status), mediaType, body }));
      if (change)
        deviations.set(scenario, { place: change.place, reply: { status, headers, body: JSON.stringify(change.body) } });
    }
  }
  return deviations;
}

/** The status that a mutant has in place of one of the contract: a new one of its class, or any if there is none left. */
function statusFor(status: number, responses: Json): number {
  const known = Object.keys(contract.paths["/members"].post.responses);
  const [added] = Object.keys(responses).filter((key) => !known.includes(key) && key !== "default");
  if (added) {
    const asNumber = Number(added.replaceAll("X", "8"));
    const isOfClass = Math.floor(asNumber / 100) === Math.floor(status / 100) || (asNumber >= 500 && status >= 400);
    const isGone = responses[status] === undefined;
    const hasReplaced = known.some((key) => key !== "default" && responses[key] === undefined);
    if (isGone || (isOfClass && !hasReplaced && responses.default !== undefined)) return asNumber;
  }
  return responses[status] === undefined ? 508 : status;
}

const original = mutated();
const broken = new Map<string, { place: string; body: Json }[]>();

/** Copies of a body that the contract does not allow. */
function brokenBodies({ status, body }: Reply): { place: string; body: Json }[] {
  const isAllowed = (changed: Json) => original.responseFor({ status: String(status), mediaType, body: changed });
  const known = broken.get(body) ?? [...changesOf(JSON.parse(body))].filter((change) => !isAllowed(change.body));
  broken.set(body, known);
  return known;
}
