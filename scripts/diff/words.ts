/** What a change means to a consumer, who writes requests and reads responses, and how it is told. */

const levels = ["major", "minor", "patch"] as const;
export type Level = (typeof levels)[number];

/** Whether the consumer writes a value or reads it. */
export type Use = "request" | "response";

export interface Place {
  use: Use;
  /** A part of an operation, such as `POST /members response 200`, or another part of the contract. */
  part: string;
  /** A field in it, such as `member.use_cases[]`. */
  field: string;
}

interface Meaning {
  level: Level;
  why: string;
}

const rejected: Meaning = { level: "major", why: "Requests that were valid are rejected." };
const accepted: Meaning = { level: "minor", why: "More requests are valid." };
const unexpected: Meaning = { level: "major", why: "Responses can have values that code does not expect." };
const promised: Meaning = { level: "minor", why: "Responses promise more." };
const gone: Meaning = { level: "major", why: "Code that uses it no longer compiles or works." };
const fresh: Meaning = { level: "minor", why: "Only new code uses it." };
const inBoth = (level: Level, why: string) => ({ request: { level, why }, response: { level, why } });

const effects = {
  narrower: { request: rejected, response: promised },
  "narrower type": { request: rejected, response: gone },
  wider: { request: accepted, response: unexpected },
  different: { request: rejected, response: unexpected },
  removed: { request: gone, response: gone },
  added: { request: fresh, response: fresh },
  announced: inBoth("minor", "Consumers have to know."),
  moved: inBoth("major", "The position of a value can be its ID, and the package exports the list."),
  mocked: inBoth("major", "Tests that use the mock depend on it."),
  "other body": inBoth("major", "Code that reads the body of any success, or any error, meets another one."),
  unknown: inBoth("major", "No rule knows this change, so it counts as major."),
  unseen: inBoth("patch", "No code depends on it."),
};

export type Effect = keyof typeof effects;

export interface Change {
  place: Place;
  effect: Effect;
  /** The old and the new value. */
  what: string;
  /** Whether it is only told where no change of the types in the same place is as high. */
  unlessTyped?: boolean;
}

/** Whether a change has a higher level than another one. */
export function isHigher(one: Change, other: Change): boolean {
  return (
    levels.indexOf(effects[one.effect][one.place.use].level) < levels.indexOf(effects[other.effect][other.place.use].level)
  );
}

/** The same change in all places that it reaches. */
export interface Line extends Meaning {
  where: string;
  what: string;
}

/** A line for each change, the highest level first; one for all that no code depends on. */
export function linesOf(changes: Change[]): Line[] {
  const byText = new Map<string, { places: Set<string>; line: Omit<Line, "where"> }>();
  for (const { place, effect, what } of changes) {
    const line = { ...effects[effect][place.use], what };
    const key = effect === "unseen" ? effect : [line.level, line.why, what, place.field.split(".").at(-1)].join("\n");
    const known = byText.get(key);
    if (known && known.line.what !== what) line.what = "text or examples";
    byText.set(key, { line, places: (known?.places ?? new Set()).add(`${place.part} ${place.field}`.trim()) });
  }
  const lines = [...byText.values()].map(({ line, places }) => ({ ...line, where: listed([...places]) }));
  return lines.sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
}

function listed(places: string[]): string {
  return places.length > 4 ? `${places.slice(0, 2).join(", ")} and ${places.length - 2} other places` : places.join(", ");
}

/** A part of the contract. Code reads it, unless `use` says otherwise. */
export function part(name: string, use: Use = "response"): Place {
  return { use, part: name, field: "" };
}

export function fieldIn(place: Place, name: string): Place {
  return { ...place, field: place.field ? `${place.field}.${name}` : name };
}

export function itemIn(place: Place): Place {
  return { ...place, field: `${place.field}[]` };
}

/** Two values in one line, cut if they are long. */
export function changed(was: unknown, is: unknown): string {
  const [before, after] = [was, is].map((value) => (value === undefined ? "nothing" : JSON.stringify(value)));
  const cut = (text = "") => (text.length > 60 ? `${text.slice(0, 60)}...` : text);
  return `${cut(before)} -> ${cut(after)}`;
}
