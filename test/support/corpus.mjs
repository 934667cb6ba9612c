import { readFileSync } from "node:fs";
import { parse } from "yaml";

/**
 * A body, and whether the contract takes it.
 *
 * @typedef {object} Instance
 * @property {string} name
 * @property {"requests" | "answers" | "members" | "errors"} part What it is: a request, a success, a member alone, or an error.
 * @property {any} body
 * @property {boolean} accepted
 * @property {string} [rule] The rule that has to refuse it, as a path below `components/schemas`.
 * @property {string} [answer] The response example that Nexus would give to a request.
 */

const read = (file) => parse(readFileSync(new URL(`../contract/${file}`, import.meta.url), "utf8"));

const { paths, components } = read("../../generated/openapi.json");
const exampleOf = (bodies, name) => {
  const examples = bodies.flatMap(({ content }) => Object.values(content)).map((media) => media.examples?.[name]);
  const { $ref } = examples.find(Boolean);
  return components.examples[$ref.split("/").pop()].value;
};
const requestOf = (name) => exampleOf([paths["/members"].post.requestBody], name);
const responseOf = (name) => exampleOf(Object.values(components.responses), name);

/** The schema that each part is judged by. */
export const schemas = /** @type {const} */ ({
  requests: "MemberCreateRequestBody",
  answers: "MemberResponseBody",
  members: "Member",
  errors: "ErrorResponseBody",
});

/** Every body of test/contract/refused.yaml and accepted.yaml. @returns {Instance[]} */
export function cases() {
  return [...written("refused.yaml", false), ...written("accepted.yaml", true)];
}

/** The same, and those of values.yaml. @returns {Instance[]} */
export function corpus() {
  return [...cases(), ...values()];
}

function written(file, accepted) {
  const { requests, answers, bodies, members = [], errors, statuses = {} } = read(file);
  const withStatus = Object.entries(statuses).map(([connection_status, connection_status_id]) => ({
    name: `${connection_status}, number ${connection_status_id}`,
    from: "created",
    set: { connection_status, connection_status_id },
  }));
  return [
    ...requests.map((one) => ({ ...one, part: "requests", accepted })),
    ...[...answers, ...withStatus].map(({ name, rule, ...one }) => ({
      name,
      rule,
      part: "answers",
      body: answer(one),
      accepted,
    })),
    ...bodies.map((one) => ({ ...one, part: "answers", accepted })),
    ...members.map((one) => ({ ...one, part: "members", accepted })),
    ...errors.map((one) => ({ ...one, part: "errors", accepted })),
  ];
}

function answer({ from, set, drop = [] }) {
  const member = { ...responseOf(from).member, ...set };
  for (const field of drop) {
    if (!(field in member)) throw new Error(`${from} has no ${field} to drop`);
    delete member[field];
  }
  return { member };
}

const long = "x".repeat(10_000);
const bodyOf = {
  requests: (scenario) => requestOf(scenario).member,
  answers: (scenario) => responseOf(scenario).member,
  members: (scenario) => responseOf(scenario).member,
  errors: (scenario) => responseOf(scenario).error,
};
const envelopeOf = {
  requests: (member) => ({ member }),
  answers: (member) => ({ member }),
  members: (member) => member,
  errors: (error) => ({ error }),
};

function values() {
  const { kinds, ...parts } = read("values.yaml");
  return Object.entries(parts).flatMap(([part, scenarios]) =>
    Object.entries(scenarios).flatMap(([scenario, fields]) =>
      Object.entries(fields).flatMap(([field, kind]) => {
        const [name, prefix] = kind.split(" ");
        const instance = (accepted) => (template) => {
          const value = typeof template === "string" ? template.replace("@", prefix).replace("<long>", long) : template;
          const body = structuredClone(bodyOf[part](scenario));
          const path = field.split("/");
          path.slice(0, -1).reduce((node, key) => node[key], body)[path.at(-1)] = value;
          const shown = value === long ? "a long text" : JSON.stringify(value);
          return { name: `${scenario} with ${field} ${shown}`, part, body: envelopeOf[part](body), accepted };
        };
        return [...kinds[name].takes.map(instance(true)), ...kinds[name].refuses.map(instance(false))];
      }),
    ),
  );
}
