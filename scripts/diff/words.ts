/**
 * What a change means to a consumer, who writes requests and reads responses, and how it is told: an effect at a place becomes a line.
 * That a minLength is `narrower` is major in a request, because it rejects what was valid, and minor in a response.
 */

const levelsInOrder = ["major", "minor", "patch"] as const;
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

const effects = {
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

export interface Difference {
  effect: Effect;
  place: Place;
  /** The old and the new value. */
  what: string;
}

/** The same difference in all places that it reaches. */
export interface Line {
  level: Level;
  where: string;
  what: string;
  why: string;
}

/** A line for each difference, the highest level first; one for all that no code depends on. */
export function reportLines(differences: Difference[]): Line[] {
  const lines = new Map<string, Line & { places: Set<string> }>();
  for (const { effect, place, what } of differences)
    for (const use of usesOf(place)) {
      const { level, why } = effects[effect][use];
      const key = effect === "unseen" ? effect : [level, why, what, place.at(-1)].join("\n");
      const line = lines.get(key) ?? { level, why, what, where: "", places: new Set() };
      if (line.what !== what) line.what = "text or examples";
      const [first, second, ...others] = line.places.add(nameOfPlace(place));
      line.where = others.length > 2 ? `${first}, ${second} and ${others.length} other places` : [...line.places].join(", ");
      lines.set(key, line);
    }
  return [...lines.values()].sort((one, other) => levelsInOrder.indexOf(one.level) - levelsInOrder.indexOf(other.level));
}

/** Consumers write parameters and bodies of requests, and read the rest. They use a schema that no operation leads to in both ways. */
export function usesOf([root, , , section = ""]: Place): Use[] {
  if (root === "components") return ["request", "response"];
  return ["parameters", "requestBody"].includes(section) ? ["request"] : ["response"];
}

/** The body, the response or the group of parameters that a place is in. */
export function bodyOrGroupOf(place: Place): string {
  return place.slice(0, 5).join(" ");
}

/** Such as `POST /members response 200 member.use_cases[]`. */
export function nameOfPlace(place: Place): string {
  const [root, path, method = "", section = "", ...inner] = place;
  if (root !== "paths") return place.join(".") || "document";
  // The media type is only told where it is the last key.
  const field = ([, mediaType = "", ...keys]: string[]) => keys.join(".") || mediaType;
  const words = [method.toUpperCase(), path];
  if (section === "requestBody") words.push("request", field(inner));
  else if (section === "responses") words.push("response", inner[0], field(inner.slice(1)));
  else words.push(inner.join(".") || section);
  return words.filter(Boolean).join(" ").replaceAll(".[]", "[]");
}

/** Two values in one line, cut if they are long. */
export function fromTo(was: unknown, is: unknown): string {
  const [before = "nothing", after = "nothing"] = [was, is].map((value) => JSON.stringify(value));
  const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}...` : text);
  return `${cut(before)} -> ${cut(after)}`;
}
