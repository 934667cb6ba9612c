/** What readers ask, and how they find it: at most two clicks from the start, or one search. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { normalize, urlOf, viewOf } from "../support/docs.js";

export interface Question {
  asks: string;
  /** Links of the sidebar, or */
  clicks?: string[];
  /** a word to search for, whose first result is followed. */
  search?: string;
  finds: string;
}

export const questions: Question[] = [
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
export const words: [word: string, view: RegExp][] = [
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

/** Goes from the start to where a question is answered, and expects the answer there. */
export async function expectAnswer(tab: Page, { clicks = [], search, finds }: Question) {
  await openStart(tab);
  for (const name of clicks) await tab.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  if (search) {
    await tab.getByRole("button", { name: /^Search/ }).click();
    await tab.locator("input:focus").fill(search);
    await tab.locator(firstResult).first().click();
  }
  const section = await viewOf(tab, decodeURIComponent(new URL(tab.url()).hash.split("#")[1] ?? ""));
  await expect.poll(async () => normalize(await section.innerText())).toContain(finds);
}

export async function openStart(tab: Page) {
  await tab.goto(urlOf("#/"));
  await viewOf(tab, "/");
}

export const firstResult = 'a[data-component-name*="SearchItem"]';
