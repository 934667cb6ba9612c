/**
 * How strong the verification is: servers that accept the requests of a wrong contract. Which of them it does not find is printed. That a
 * check fails whose request is accepted or rejected wrongly is tested with servers.
 */
import { expect, test } from "vitest";
import { parseJson, parseScalar } from "../../../src/contract/json.js";
import { verifiedContract } from "../../../src/verified-contract.js";
import { planChecks } from "../../../src/verify/plan.js";
import type { Mutant } from "../../mutation/mutators.js";
import type { Json } from "../servers.js";
import { changesOf, contract, mutated, operationOf, reachableMutants, resolve, validatorsOf } from "./mutants.js";

const { examples } = contract.components;

test("a server that accepts more than the contract allows gets a request that it takes wrongly, or rejects wrongly", () => {
  const requests = planChecks(verifiedContract, "t", undefined).map(({ request: { token, params, body } }) => ({
    token: token !== undefined,
    header: params.header?.["MX-Skip-Webhook"] as string | undefined,
    body: parseJson(body ?? ""),
  }));
  const isFound = (accepts: Verdict) => requests.some((request) => accepts(request) !== allows(request));

  const known = candidates().map((candidate) => ({ candidate, isValid: allows(candidate) }));
  const tally = { looser: 0, stricter: 0, same: 0 };
  const survivors: string[] = [];
  for (const mutant of reachableMutants("requestBody", "parameters", "security")) {
    const accepts = verdictOf(mutant);
    const isLooser = known.some(({ candidate, isValid }) => !isValid && accepts(candidate));
    const isStricter = !isLooser && known.some(({ candidate, isValid }) => isValid && !accepts(candidate));
    tally[isLooser ? "looser" : isStricter ? "stricter" : "same"]++;
    if (isLooser && !isFound(accepts)) survivors.push(`${mutant.pointer}: ${mutant.what}`);
  }
  const score = (100 * (tally.looser - survivors.length)) / tally.looser;
  console.log(
    `${tally.looser} mutants accept requests that the contract does not (${tally.stricter} accept fewer, ${tally.same} the same).`,
    `\n${score.toFixed(1)} % are found. Survived: ${survivors.join("\n  ") || "none"}`,
  );
  expect(tally.looser).toBeGreaterThan(80);
  expect(score).toBeGreaterThanOrEqual(98);
});

/** A request, as far as a contract says something of it. */
interface Candidate {
  token: boolean;
  header: string | undefined;
  /** Undefined if there is none, or none that is JSON. */
  body: unknown;
}

/** Whether a contract allows a request. */
type Verdict = (candidate: Candidate) => boolean;

/** What the contract says of requests once a mutant has changed it. */
function verdictOf(mutant?: Mutant): Verdict {
  const description = mutated(mutant);
  const validator = validatorsOf(description);
  const { requestBody: body, parameters = [], security = description.security ?? [] } = operationOf(description);
  const requestBody = resolve(description, body);
  const [{ schema }] = Object.values<Json>(requestBody.content);
  const isBody = validator(schema);
  const checks = parameters
    .map((one: Json) => resolve(description, one))
    .filter((one: Json) => one.name === "MX-Skip-Webhook" && one.in === "header")
    .map((one: Json) => validator(one.schema));
  const needsToken = security.length > 0 && !security.some((one: object) => Object.keys(one).length === 0);
  return ({ token, header, body }) => {
    if (!token && needsToken) return false;
    if (header !== undefined && checks.some((check: Verdict) => !check(parseScalar(header) as never))) return false;
    return body === undefined ? requestBody.required !== true : isBody(body);
  };
}

/** Requests of which one is in doubt for each mutant that allows more, or less, than the contract. */
function candidates(): Candidate[] {
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
    ...[...bodies, ...requests].map((one) => ({ token: true, header: undefined, body: one })),
    ...["true", "false", "1", "null", "[]", "{}", "?"].map((header) => ({ token: true, header, body })),
    { token: false, header: undefined, body },
    { token: true, header: undefined, body: undefined },
  ];
}

/** What the contract itself says. */
const allows = verdictOf();
