/** What the runtime's Fetch API has, and lacks. */

/** @throws {TypeError} if the environment lacks a part of the Fetch API. */
export function checkGlobal(name: "fetch" | "Request") {
  if (typeof globalThis[name] === "function") return;
  throw new TypeError(`${name} is missing in this environment. Use Node 20.19 or later, or jest-fixed-jsdom.`);
}

/**
 * The option that keeps a request out of caches, such as the one behind the `fetch` of a framework: a repeated POST has to be sent. Empty
 * where the runtime refuses it, as workers with a compatibility date before November 2024 do.
 */
export function noStore(): { cache?: "no-store" } {
  try {
    new Request("https://nexus.invalid", { cache: "no-store" });
    return { cache: "no-store" };
  } catch {
    return {};
  }
}
