/**
 * What the contract of create accepts and rejects, written by hand: the facts that its schemas have to express. `rejected.yaml` and
 * `accepted.yaml` have whole bodies, `values.yaml` values of single fields.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { contract } from "../support/contract.js";

/** A body, and whether the contract accepts it. */
export interface Instance {
  name: string;
  part: Part;
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  body: any;
  accepted: boolean;
  /** The rule that has to reject it, as a path below `components/schemas`. */
  rule?: string;
  /** The name of the response example that belongs to a rejected request. */
  response?: string;
}

/** What a body is: a request, a success, a member alone, or an error. */
type Part = keyof typeof schemas;

/** The schema of each part. */
export const schemas = {
  requests: "MemberCreateRequestBody",
  responses: "MemberResponseBody",
  members: "Member",
  errors: "ErrorResponseBody",
};

// biome-ignore lint/suspicious/noExplicitAny: any JSON
type Json = any;

const read = (file: string): Json => parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const [createMember] = contract.operations.filter(({ operationId }) => operationId === "createMember");
const requestOf = (name: string): Json => contract.bodyOf(createMember?.requestBody)?.examples[name].value;
const responseOf = (name: string): Json => {
  const bodies = Object.values(createMember?.responses ?? {}).map((response) => contract.bodyOf(response)?.examples[name]);
  return bodies.find((example) => example)?.value;
};

/** Every body. */
export function corpus(): Instance[] {
  return [...written("rejected.yaml", false), ...written("accepted.yaml", true), ...values()];
}

/** Every connection status with its number. */
export const statuses: Record<string, number> = read("accepted.yaml").statuses;

function written(file: string, accepted: boolean): Instance[] {
  const { requests, responses, bodies, members = [], errors = [] } = read(file);
  const withStatus = Object.entries(accepted ? statuses : {}).map(([connection_status, connection_status_id]) => ({
    name: `${connection_status}, number ${connection_status_id}`,
    from: "created",
    set: { connection_status, connection_status_id },
  }));
  const changed = [...responses, ...withStatus].map(({ name, rule, ...change }: Json) => ({
    name,
    rule,
    body: changedMember(change),
  }));
  const parts: Record<Part, Json[]> = { requests, responses: [...changed, ...bodies], members, errors };
  return Object.entries(parts).flatMap(([part, list]) => list.map((one) => ({ ...one, part: part as Part, accepted })));
}

/** The response of a scenario, with fields of its member set or dropped. */
export function changedMember({
  from,
  set,
  drop = [],
}: {
  from: string;
  set?: object | undefined;
  drop?: string[] | undefined;
}) {
  const member = { ...responseOf(from).member, ...set };
  for (const field of drop) {
    if (!(field in member)) throw new Error(`${from} has no ${field} to drop`);
    delete member[field];
  }
  return { member };
}

const long = "x".repeat(10_000);

/** For each part: the object that has the fields, and the body around it. */
const fieldsOf: Record<Part, { of(scenario: string): Json; around(fields: Json): Json }> = {
  requests: { of: (scenario) => requestOf(scenario).member, around: (member) => ({ member }) },
  responses: { of: (scenario) => responseOf(scenario).member, around: (member) => ({ member }) },
  members: { of: (scenario) => responseOf(scenario).member, around: (member) => member },
  errors: { of: (scenario) => responseOf(scenario).error, around: (error) => ({ error }) },
};

function values(): Instance[] {
  const { kinds, ...parts } = read("values.yaml");
  return Object.entries<Json>(parts).flatMap(([part, scenarios]) =>
    Object.entries<Json>(scenarios).flatMap(([scenario, fields]) =>
      Object.entries<string>(fields).flatMap(([field, kind]) => {
        const [name = "", prefix = ""] = kind.split(" ");
        const instance = (accepted: boolean) => (template: Json) => {
          const value = typeof template === "string" ? template.replace("@", prefix).replace("<long>", long) : template;
          const shown = value === long ? "a long string" : JSON.stringify(value);
          const body = bodyWith(part as Part, scenario, field, value);
          return { name: `${scenario} with ${field} ${shown}`, part: part as Part, body, accepted };
        };
        return [...kinds[name].accepts.map(instance(true)), ...kinds[name].rejects.map(instance(false))];
      }),
    ),
  );
}

/** The body of a scenario with another value of a field, or in place of its object of fields (`.`) or of the whole body (`..`). */
function bodyWith(part: Part, scenario: string, field: string, value: Json): Json {
  if (field === "..") return value;
  const { of, around } = fieldsOf[part];
  if (field === ".") return around(value);
  const changed = structuredClone(of(scenario));
  const path = field.split("/");
  const last = path.pop() as string;
  path.reduce((node, key) => node[key], changed)[last] = value;
  return around(changed);
}
