/** What readers ask, and the heading of the guide that their answer stands under. */
import { expect, test } from "vitest";
import { guides, textOf } from "../support/docs.js";

const questions: [asks: string, guide: string, heading: string, finds: string][] = [
  ["authenticate", "Authentication and sessions", "", "Send the session token as MD-SESSION-TOKEN with every call"],
  [
    "how long a token lives",
    "Authentication and sessions",
    "How long a token lives",
    "expires after 30 minutes without a call",
  ],
  ["create a standard member", "Standard members", "", "Create the member with the GUID of each required credential"],
  ["create an OAuth member", "OAuth members", "", "with is_oauth: true , an external_guid , and no credentials"],
  ["what happens then", "Standard members", "What happens next", "MX validates the credentials at once, then aggregates"],
  ["where credential GUIDs come from", "Standard members", "", "GET /institutions/{institution_guid}/credentials"],
  ["timeout", "Errors", "Unknown outcome", "After a timeout, a lost connection or a 5xx, the member may or may not exist"],
  ["meaning of 422", "Errors", "422 Rejected", "Nexus rejects the request with the code 4220 for one of three reasons"],
  ["find the one that exists", "Look up a member and poll", "", "find a member by its external_guid after a timeout or a 422"],
  ["statuses that need the user", "Connection statuses", "The user has to act", "show the challenge, resume, poll"],
  ["no webhook", "Webhooks", "", "To create a member without a webhook, set the field skip_webhook: true"],
  ["external_guid", "Standard members", "Retry safely with external_guid", "Use external_guid as your idempotency key"],
  ["form of metadata", "Standard members", "Your own data: metadata", "metadata is one string, not an object"],
  ["use_cases", "Use cases", "", "Leave it out unless MX has switched use cases on for you"],
  ["which facts are uncertain", "Evidence", "Check before production", "The key of a credential's GUID"],
  ["mock", "Getting started", "First call", "npx nexus-members-mock"],
  ["contract tests in CI", "Recipes", "Your tests in CI", "This job for GitHub Actions tests your own code against the mock"],
  ["import the types", "Use the types", "", 'from "nexus-members-contract/types"'],
  ["what changed between versions", "Changelog", "0.1.0", "The contract of POST /members"],
  ["check my own server", "Verification", "Verify a server", "npx nexus-members-verify --server"],
];

test.each(questions)("the guide answers: %s", (_, title, heading, finds) => {
  const guide = guides.find((one) => one.title === title) ?? expect.fail(`There is no guide "${title}"`);
  const [introduction = "", ...sections] = guide.markdown.split(/^##+ /m);
  const section = heading ? sections.find((one) => one.startsWith(`${heading}\n`)) : introduction;
  expect(textOf(section ?? "")).toContain(finds);
});
