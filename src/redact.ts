import type { MemberCreateRequest, StandardMemberCreateRequest } from "./types.js";

/** Hides what a call has sent wherever an answer or an error repeats it. */
export interface Redactor {
  /** In a text, and in every text of a parsed JSON value. Each text is cut to 10,000 characters. */
  value(value: unknown): unknown;
  /** In an error, of which only name, message, code, stack and causes are kept: a custom `fetch` may attach the whole request. */
  error(error: unknown): unknown;
}

const hidden = "[redacted]";
const maxText = 10_000;

/** For the tokens of a call and for what its member says in the user's or the caller's own words. */
export function createRedactor(tokens: string[], member: MemberCreateRequest): Redactor {
  const { credentials, external_guid, metadata, name } = member as Partial<StandardMemberCreateRequest>;
  const values = [credentials ?? []].flat().map((credential) => credential?.value);
  const sent = [...tokens, ...values, external_guid, metadata, name].filter(
    (text): text is string => typeof text === "string" && text !== "",
  );
  const spellings = [...new Set(sent.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);

  function text(value: string): string {
    return cut(spellings.reduce((rest, spelling) => rest.replaceAll(spelling, hidden), value));
  }

  function value(value: unknown): unknown {
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(redactor.value);
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [text(key), redactor.value(child)]));
  }

  function error(error: unknown, depth = 0): unknown {
    if (!(error instanceof Error)) return text(String(error));
    const { name, message, stack, cause, code } = error as Error & { code?: unknown };
    const copy = new Error(text(message), cause !== undefined && depth < 3 ? { cause: redactor.error(cause) } : {});
    Object.assign(copy, { name, stack: text(stack ?? ""), ...(code !== undefined && { code }) });
    return copy;
  }

  const redactor = { value, error };
  return redactor;
}

/** At most 10,000 characters, and a `…` where there were more. */
export function cut(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}

/** How a text may look in an answer: as it is, as in JSON, and either of them as in an address or in HTML. */
function spellingsOf(text: string): string[] {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  const html = (plain: string, apostrophe: string) =>
    plain
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", apostrophe);
  return [wellFormed, JSON.stringify(wellFormed).slice(1, -1)].flatMap((plain) => [
    plain,
    encodeURIComponent(plain),
    html(plain, "&#39;"),
    html(plain, "&#x27;"),
  ]);
}
