/** How a difference is told: an effect at a place becomes a line. */
import { type Effect, effects, type Level, levelsInOrder, type Place, usesOf } from "./effects.js";

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
