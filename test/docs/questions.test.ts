/** What readers ask, and how they find it: at most two clicks from the start, or one search. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, normalize, shareTab, urlOf, viewOf } from "../support/docs.js";

interface Question {
  asks: string;
  /** Links of the sidebar, or */
  clicks?: string[];
  /** a word to search for, whose first result is followed. */
  search?: string;
  finds: string;
}

const questions: Question[] = [
  {
    asks: "authenticate",
    clicks: ["Authentication and sessions"],
    finds: "Send the session token as MD-SESSION-TOKEN with every call",
  },
  {
    asks: "how long a token lives",
    clicks: ["Authentication and sessions", "How long a token lives"],
    finds: "A session token expires after 30 minutes without a call",
  },
  {
    asks: "create a standard member",
    clicks: ["Standard members"],
    finds: "Create the member with the GUID of each required credential",
  },
  {
    asks: "create an OAuth member",
    clicks: ["OAuth members"],
    finds: "Create the member with is_oauth: true, an external_guid, and no credentials",
  },
  {
    asks: "what happens then",
    clicks: ["Standard members", "What happens next"],
    finds: "MX validates the credentials at once, then aggregates",
  },
  {
    asks: "where credential GUIDs come from",
    clicks: ["Standard members"],
    finds: "List the required credentials: GET /institutions/{institution_guid}/credentials",
  },
  { asks: "timeout", search: "timeout", finds: "After a timeout, a lost connection or a 5xx, the member may or may not exist" },
  {
    asks: "meaning of 422",
    clicks: ["Errors", "422 Rejected"],
    finds: "Nexus rejects the request with the code 4220 for one of three reasons",
  },
  {
    asks: "avoid duplicates, find the one that exists",
    clicks: ["Look up a member and poll"],
    finds: "find a member by its external_guid after a timeout or a 422",
  },
  {
    asks: "statuses that need the user",
    clicks: ["Connection statuses", "The user has to act"],
    finds: "show the challenge, resume, poll",
  },
  { asks: "no webhook", clicks: ["Webhooks"], finds: "To create a member without a webhook, set the field skip_webhook: true" },
  {
    asks: "external_guid",
    clicks: ["Standard members", "Retry safely with external_guid"],
    finds: "Use external_guid as your idempotency key",
  },
  {
    asks: "form of metadata",
    clicks: ["Standard members", "Your own data: metadata"],
    finds: "metadata is one string, not an object",
  },
  { asks: "use_cases", clicks: ["Use cases"], finds: "Leave it out unless MX has switched use cases on for you" },
  { asks: "which facts are uncertain", clicks: ["Evidence", "Check before production"], finds: "How to settle it" },
  { asks: "mock", clicks: ["Getting started", "First call"], finds: "npx nexus-members-mock" },
  {
    asks: "contract tests in CI",
    clicks: ["Recipes", "Your tests in CI"],
    finds: "This job for GitHub Actions tests your own code against the mock",
  },
  { asks: "import the types", clicks: ["Use the types"], finds: 'from "nexus-members-contract/types"' },
  { asks: "what changed between versions", clicks: ["Changelog", "0.1.0"], finds: "The contract of POST /members" },
  { asks: "check my own server", clicks: ["Verification", "Verify a server"], finds: "npx nexus-members-verify --server" },
];

/** Words that found nothing once, and the view that the first result leads to. */
const words: [word: string, view: RegExp][] = [
  ["idempotent", /standard-members\/retry-safely/],
  ["timeout", /unknown-outcome/],
  ["retry", /retry-safely/],
  ["typescript", /types|first-call/],
  ["authentication", /sessions/],
  ["poll", /poll/],
  ["rate limit", /429-rate-limit/],
  ["changelog", /changelog/],
  ["referral_source", /mobile-app|new-uri/],
  ["4220", /422-rejected/],
];

describeInChromium(() => {
  const shared = shareTab();
  const start = async () => {
    await shared().goto(urlOf("#/"));
    await viewOf(shared(), "/");
    return shared();
  };

  test.each(questions.map((question) => [question.asks, question] as const))(
    "a reader finds the answer: %s",
    async (_, { clicks = [], search, finds }) => {
      const tab = await start();
      const menu = tab.getByRole("navigation");
      for (const name of clicks) await menu.getByRole("link", { name, exact: true }).click();
      if (search) await searchFor(tab, search);
      expect(clicks.length).toBeLessThanOrEqual(2);
      const section = await viewOf(tab, pathOf(tab.url()));
      await expect.poll(async () => normalize(await section.innerText())).toContain(finds);
    },
  );

  test("a search for a plain word leads somewhere sensible", async () => {
    const tab = await start();
    await tab.getByRole("button", { name: /^Search/ }).click();
    const first = tab.locator(firstResult).first();
    for (const [word, view] of words) {
      await tab.locator("input:focus").fill(word);
      await expect.poll(() => first.innerText(), { message: word }).toMatch(new RegExp(word, "i"));
      await expect.poll(() => first.getAttribute("href"), { message: word }).toMatch(view);
    }
    await tab.keyboard.press("Escape");
  });
});

const firstResult = 'a[data-component-name*="SearchItem"]';

async function searchFor(tab: Page, word: string) {
  await tab.getByRole("button", { name: /^Search/ }).click();
  await tab.locator("input:focus").fill(word);
  await tab.locator(firstResult).first().click();
}

function pathOf(url: string): string {
  return decodeURIComponent(new URL(url).hash.split("#")[1] ?? "");
}
