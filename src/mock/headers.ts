/** What the headers of a request allow. */

/** Whether `Accept` allows a media type. The most specific range decides; a lone `*` is what older clients send for any type. */
export function accepts(accept: string | null, mediaType: string): boolean {
  if (accept === null || accept.trim() === "") return true;
  const [type] = mediaType.split("/");
  const quality = new Map<string, number>();
  for (const part of accept.split(",")) {
    const [, range = "", parameters = ""] = /^\s*([^\s;]+)\s*((?:;[^;]*)*)$/.exec(part) ?? [];
    const [, q = "1"] = /;\s*q\s*=\s*([\d.]+)/i.exec(parameters) ?? [];
    quality.set(range.toLowerCase().replace(/^\*$/, "*/*"), Number(q));
  }
  const range = [mediaType, `${type}/*`, "*/*"].find((one) => quality.has(one));
  return range !== undefined && (quality.get(range) as number) > 0;
}

const jsonType = /^\s*[\w.+-]+\/([\w.-]+\+)?json\s*(?<parameters>(;\s*([\w-]+\s*=\s*("[^"]*"|[\w.-]+)\s*)?)*)$/i;

/** Whether a content type is JSON in UTF-8: `application/json`, or anything that ends in `+json`. */
export function isJson(contentType: string): boolean {
  const parameters = jsonType.exec(contentType)?.groups?.parameters;
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(parameters ?? "") ?? [];
  return parameters !== undefined && /^(utf-?8|us-ascii)$/i.test(charset);
}
