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
