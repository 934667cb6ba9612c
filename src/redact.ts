/** Gives a text with `[redacted]` in place of everything that a call has sent, cut to 10,000 characters. */
export type Hide = (text: string) => string;

/** For the tokens of a call, and for all texts and numbers of its body but GUIDs of institutions and of credentials. */
export function createHide(tokens: string[], body: string): Hide {
  const sent = [...tokens];
  JSON.parse(body, (_, value) => {
    if (/string|number/.test(typeof value) && value && !/^(INS|CRD)-[\da-f-]+$/i.test(value)) sent.push(`${value}`);
  });
  const spellings = sent.flatMap(spellingsOf).sort((a, b) => b.length - a.length);
  return (text) => {
    // A mark that no secret contains, so that what stands in for one secret is not searched for the next.
    const hidden = spellings.reduce((rest, spelling) => rest.replaceAll(spelling, "\0"), text).replaceAll("\0", "[redacted]");
    return hidden.length > 10_000 ? `${hidden.slice(0, 10_000)}…` : hidden;
  };
}

/** A parsed body with every text in it hidden; as text if that still repeats what was sent, or is too long to keep. */
export function hideInBody(body: unknown, hide: Hide): unknown {
  const hidden = JSON.parse(JSON.stringify(body), (_, value) => (typeof value === "string" ? hide(value) : value));
  const text = typeof hidden === "string" ? hidden : JSON.stringify(hidden);
  return hide(text) === text ? hidden : hide(text);
}

/** Name, message, code and causes of an error, hidden. No more is kept: the error of a custom `fetch` may carry the whole request. */
export function hideInError(error: unknown, hide: Hide, depth = 3): Error {
  const { name, message = error, code = "", cause } = Object(error);
  const copy = new Error(hide(String(message)), depth && cause ? { cause: hideInError(cause, hide, depth - 1) } : {});
  return Object.assign(copy, { name: hide(`${name}`), code: hide(`${code}`) });
}

/** How a text may look in an answer: as it is, as in JSON, and either of them as in an address, a form or HTML. */
function spellingsOf(text: string): string[] {
  return [text.toWellFormed(), JSON.stringify(text).slice(1, -1)].flatMap((plain) => {
    const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
    const html = plain.replace(/[&<>"]/g, (char) => entities[char] as string);
    const form = `${new URLSearchParams({ "": plain })}`.slice(1);
    return [plain, encodeURIComponent(plain), form, html.replaceAll("'", "&#39;"), html.replaceAll("'", "&#x27;")];
  });
}
