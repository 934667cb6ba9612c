/**
 * How strong the verification is: servers that accept the requests of a wrong contract. Which of them it does not find is printed. That a
 * check fails whose request is accepted or rejected wrongly is tested with servers.
 */
import { expect, test } from "vitest";
import { mediaType, servers, sessionTokenHeader } from "../../../generated/contract.js";
import { parseJson } from "../../../src/contract/json.js";
import { verifiedContract } from "../../../src/verified-contract.js";
import { planChecks } from "../../../src/verify/plan.js";
import type { Call } from "../../mutation/description.js";
import type { Json } from "../servers.js";
import { changesOf, contract, mutated, reachableMutants } from "./mutants.js";

const { examples } = contract.components;

test("a server that accepts more than the contract allows gets a request that it takes wrongly, or rejects wrongly", () => {
  const original = mutated();
  const requests = planChecks(verifiedContract, "t", undefined).map(({ request: { token = "", params, body } }) =>
    callOf(parseJson(body ?? ""), params.header?.["MX-Skip-Webhook"], token),
  );
  const known = candidates().map((call) => ({ call, isValid: original.accepts(call) }));
  const tally = { looser: 0, stricter: 0, same: 0 };
  const survivors: string[] = [];
  for (const mutant of reachableMutants("requestBody", "parameters", "security")) {
    const server = mutated(mutant);
    const isLooser = known.some(({ call, isValid }) => !isValid && server.accepts(call));
    const isStricter = !isLooser && known.some(({ call, isValid }) => isValid && !server.accepts(call));
    tally[isLooser ? "looser" : isStricter ? "stricter" : "same"]++;
    const isFound = requests.some((call) => server.accepts(call) !== original.accepts(call));
    if (isLooser && !isFound) survivors.push(`${mutant.pointer}: ${mutant.what}`);
  }
  const score = (100 * (tally.looser - survivors.length)) / tally.looser;
  console.log(
    `${tally.looser} mutants accept requests that the contract does not (${tally.stricter} accept fewer, ${tally.same} the same).`,
    `\n${score.toFixed(1)} % are found. Survived: ${survivors.join("\n  ") || "none"}`,
  );
  expect(tally.looser).toBeGreaterThan(80);
  expect(score).toBeGreaterThanOrEqual(98);
});

/** @param body Undefined if there is none, or none that is JSON. */
function callOf(body: unknown, header?: unknown, token = "t"): Call {
  const headers = new Headers({ "Content-Type": mediaType });
  if (token) headers.set(sessionTokenHeader, token);
  if (header !== undefined) headers.set("MX-Skip-Webhook", String(header));
  return { server: servers.integration, method: "POST", path: "/members", headers, body };
}

/** Requests of which one is in doubt for each mutant that allows more, or less, than the contract. */
function candidates(): Call[] {
  const more = { skip_aggregation: true, skip_webhook: false, external_guid: "x", metadata: "{}", name: "Bank" };
  const complete = [examples.StandardRequest, examples.OAuthRequest].map(({ value }) => {
    return { member: { is_oauth: false, use_cases: ["PFM", "MONEY_MOVEMENT"], ...more, ...value.member } };
  });
  const bodies = complete.flatMap((body) => [body, ...[...changesOf(body)].map((change) => change.body)]);
  const requests = Object.values<Json>(examples)
    .map(({ value }) => value)
    .filter(({ member }) => member && !member.guid);
  const [body] = complete;
  return [
    ...[...bodies, ...requests, undefined].map((one) => callOf(one)),
    ...["true", "false", "1", "null", "[]", "{}", "?"].map((header) => callOf(body, header)),
    callOf(body, undefined, ""),
  ];
}
