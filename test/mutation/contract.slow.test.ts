/**
 * Would the tests notice if the contract were wrong? Changes one rule of it at a time, and looks for a request or a response of the corpus
 * that the changed contract accepts or rejects against what the corpus says.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { mediaType, servers, sessionTokenHeader } from "../../generated/contract.js";
import { examples } from "../../generated/examples.js";
import { corpus } from "../contract/corpus.js";
import { contract, requiredHeaders } from "../support/contract.js";
import { type Call, Description } from "./description.js";
import { mutantsOf } from "./mutators.js";

/** A request or a response, and whether a description says of it what it should. */
interface Instance {
  name: string;
  agrees(description: Description): boolean;
}

interface WrittenCalls {
  requests: (Partial<Call> & { name: string; scenario?: string; without?: string; accepted: boolean })[];
  responses: { name: string; scenario: string; status: number; type?: string; by?: string }[];
}

const read = (file: string) => parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const calls: WrittenCalls = read("calls.yaml");
const explained: Record<string, string[]> = read("survivors.yaml");
const scenarios: Record<string, { status: number; request: unknown; response: unknown }> = examples.createMember;
const { paths, servers: serverList, security, components } = contract.root;
const document = { paths, servers: serverList, security, components: { ...components, examples: {} } };

const instances: Instance[] = [
  ...Object.entries(scenarios).flatMap(([name, { status, request, response }]) => [
    ...(request ? [sent(`request ${name}`, true, { body: request })] : []),
    received(`response ${name}`, String(status), status, response),
  ]),
  ...corpus().flatMap(({ name, part, body, accepted }) => {
    if (part === "requests") return sent(name, accepted, { body });
    if (part === "members") return { name, agrees: (description: Description) => description.isMember(body) === accepted };
    const statuses = Object.keys(contract.operations[0]?.responses ?? {}).filter(
      (status) => status.startsWith("2") === (part === "responses"),
    );
    return statuses.map((by) => received(name, accepted ? by : undefined, by === "default" ? 503 : by, body));
  }),
  ...calls.requests.map(({ name, accepted, scenario, ...call }) =>
    sent(name, accepted, { ...call, body: scenario && scenarios[scenario]?.request }),
  ),
  ...calls.responses.map(({ name, by, status, scenario, type }) =>
    received(name, by, status, scenarios[scenario]?.response, type),
  ),
];

function sent(name: string, accepted: boolean, { headers, without, ...call }: Partial<Call> & { without?: string }): Instance {
  const usual = { "Content-Type": mediaType, [sessionTokenHeader]: "example-session", ...requiredHeaders };
  const all = new Headers({ ...usual, ...(headers as object) });
  if (without) all.delete(without);
  const request = { server: servers.integration, method: "POST", path: "/members", headers: all, body: undefined, ...call };
  return { name, agrees: (description) => description.accepts(request) === accepted };
}

function received(
  name: string,
  by: string | undefined,
  status: string | number,
  body: unknown,
  type: string = mediaType,
): Instance {
  const reply = { status: String(status), mediaType: type, body };
  return { name, agrees: (description) => description.responseFor(reply) === by };
}

test("the contract says of every request and response what the corpus says", () => {
  const description = new Description(document);
  expect(instances.filter((instance) => !instance.agrees(description)).map(({ name }) => name)).toEqual([]);
});

test("each mutant of the contract is noticed by a request or a response, or survivors.yaml explains why none can", () => {
  const mutants = [...mutantsOf(document)];
  // Neighbours are often noticed by the same instances, so these are tried first.
  const inOrder = [...instances];
  const survivors = mutants.filter(({ apply }) => {
    const mutant = structuredClone(document);
    apply(mutant);
    const description = new Description(mutant);
    const index = inOrder.findIndex((instance) => !instance.agrees(description));
    if (index > 0) inOrder.unshift(...inOrder.splice(index, 1));
    return index < 0;
  });
  const names = survivors.map(({ pointer, what }) => `${pointer}: ${what}`);
  const entries = Object.values(explained).flat();
  const matches = (name: string, entry: string) => (entry.endsWith("*") ? name.startsWith(entry.slice(0, -1)) : name === entry);

  const noticed = mutants.length - names.length;
  const score = (100 * noticed) / mutants.length;
  const figures = `${noticed} of ${mutants.length} mutants noticed by ${instances.length} requests and responses`;
  console.log(`Contract: ${figures}, ${score.toFixed(1)} %`);

  const unexplained = names.filter((name) => !entries.some((entry) => matches(name, entry)));
  expect(unexplained, "add a line to test/contract/*.yaml that notices it").toEqual([]);
  const outdated = entries.filter((entry) => !names.some((name) => matches(name, entry)));
  expect(outdated, "noticed by now: delete from survivors.yaml").toEqual([]);
  expect(score).toBeGreaterThan(95);
});
