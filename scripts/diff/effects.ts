/**
 * What a change means to a consumer, who writes requests and reads responses. That a minLength is `narrower` is major in a request, because
 * it rejects what was valid, and minor in a response.
 */

export const levelsInOrder = ["major", "minor", "patch"] as const;
export type Level = (typeof levelsInOrder)[number];

/** Whether the consumer writes a value or reads it. */
export type Use = "request" | "response";

/** The keys that lead to it, such as `paths`, `/members`, `post`, `requestBody`, `content`, `application/json`, `member`. */
export type Place = string[];

const rejected = { level: "major", why: "Requests that were valid are rejected." } as const;
const accepted = { level: "minor", why: "More requests are valid." } as const;
const unexpected = { level: "major", why: "Responses can have values that code does not expect." } as const;
const promised = { level: "minor", why: "Responses promise more." } as const;
const lost = { level: "major", why: "Code that uses it no longer compiles or works." } as const;
const gained = { level: "minor", why: "Only new code uses it." } as const;
const inBoth = (level: Level, why: string) => ({ request: { level, why }, response: { level, why } });

/** By what changed: `narrower` accepts less than before, `unseen` is text. */
export const effects = {
  narrower: { request: rejected, response: promised },
  "narrower type": { request: rejected, response: lost },
  wider: { request: accepted, response: unexpected },
  different: { request: rejected, response: unexpected },
  removed: { request: lost, response: lost },
  added: { request: gained, response: gained },
  imposed: { request: rejected, response: gained },
  announced: inBoth("minor", "Consumers have to know."),
  moved: inBoth("major", "The position of a value can be its ID, and the package exports the list."),
  mocked: inBoth("major", "Tests that use the mock depend on it."),
  "other body": inBoth("major", "Code that reads the body of any success, or any error, meets another one."),
  unknown: inBoth("major", "No rule knows this change, so it counts as major."),
  unseen: inBoth("patch", "No code depends on it."),
};

export type Effect = keyof typeof effects;

/** Consumers write parameters and bodies of requests, and read the rest. They use a schema that no operation leads to in both ways. */
export function usesOf([root, , , section = ""]: Place): Use[] {
  if (root === "components") return ["request", "response"];
  return ["parameters", "requestBody"].includes(section) ? ["request"] : ["response"];
}
