import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { contract, mediaType, operation, requestExamples, responseExamples } from "../support/contract.js";
import { describeInChromium, openDocs } from "../support/docs.js";

const page = new URL("../../dist/docs/index.html", import.meta.url);
const guides: { name: string; "x-displayName": string }[] = contract.tags.slice(1);

test("the page contains the operation, and names no file of anybody else's", () => {
  const html = readFileSync(page, "utf8");
  expect(html).toContain(operation.summary);
  expect(html).toContain('"disableTelemetry":true');
  expect(html.match(/<(script|link|img|iframe)[^>]*\b(src|href)="(?!data:|#)[^"]*"/g)).toBeNull();
  expect(html).not.toContain("cdn.redoc.ly");
  expect(html).toMatch(
    /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ('sha256-[^']+' ?)+;/,
  );
});

test("every guide is in the page", () => {
  const files = readdirSync(new URL("../../openapi/guides/", import.meta.url)).map((file) => file.replace(".md", ""));
  expect([...guides.map(({ name }) => name), "start"].sort()).toEqual(files.sort());
});

test("every link within the page leads somewhere", () => {
  const targets = new Set(["#/members/createmember"]);
  const texts: [guide: string, text: string][] = contract.tags.map((tag: { name: string; description: string }) => [
    tag.name,
    tag.description,
  ]);
  for (const [guide, text] of texts) {
    targets.add(`#/${guide}`);
    for (const [, heading = ""] of text.matchAll(/^##+ (.*)$/gm)) targets.add(`#/${guide}/${slug(heading)}`);
  }
  const { enum: statuses } = contract.components.schemas.ConnectionStatus; // openapi/docs.mjs gives each a heading
  for (const status of statuses) targets.add(`#/connection-statuses/${slug(String(status))}`);
  const links = [...texts, ["start", contract.info.description] as const].flatMap(([, text]) =>
    [...text.matchAll(/\]\((#[^)]*)\)/g)].map(([, link]) => link),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !targets.has(link ?? ""))).toEqual([]);
});

test("the guide to the statuses has every one, with its id", () => {
  const { description } = contract.tags.find(({ name }: { name: string }) => name === "connection-statuses");
  const rows = [...description.matchAll(/^\| \[(\w+)\]\(\S+\)<br>`(\w+)` \|/gm)].map(([, status, id]) => [status, id]);
  const { enum: statuses, "x-enumDescriptions": explained } = contract.components.schemas.ConnectionStatus;
  const ids = statuses.map((status: string | null) => [
    String(status),
    /^`(\d+)`/.exec(explained[String(status)])?.[1] ?? "null",
  ]);
  expect(rows).toEqual(ids);
});

describeInChromium(() => {
  let tab: Page;

  async function open(hash: string) {
    tab = await openDocs(hash);
  }
  const heading = (name: string | RegExp) => tab.getByRole("heading", { name }).first().waitFor();
  const field = (name: string) =>
    tab
      .getByText(new RegExp(`^(member|error)\\.\u200b?${name}$`))
      .first()
      .waitFor();

  test("the reader lands on the start, one click from the operation, which is open", async () => {
    await open("");
    await heading("What a member is");
    await tab.getByRole("link", { name: "Create member", exact: true }).first().click();
    await field("institution_guid");
    expect(new URL(tab.url()).hash).toBe("#/members/createmember");
  });

  test("every field of both requests and of the member is there, and every example has its name", async () => {
    await open("#/members/createmember");
    await heading("Create member");
    for (const name of Object.keys(contract.components.schemas.StandardMemberCreateRequest.properties)) await field(name);
    const { "x-evidence-note": note } = contract.components.schemas.ExternalGuid;
    await tab.getByText(note.slice(0, 80)).first().waitFor();
    await tab.getByRole("tab", { name: "OAuthMemberCreateRequest" }).click();
    for (const name of Object.keys(contract.components.schemas.OAuthMemberCreateRequest.properties)) await field(name);

    await tab.getByRole("heading", { name: "Responses" }).scrollIntoViewIfNeeded();
    for (const name of Object.keys(contract.components.schemas.Member.properties)) await field(name);

    const summaryOf = (ref: string) => contract.components.examples[ref.split("/").pop() ?? ""].summary;
    const { examples } = operation.requestBody.content[mediaType];
    await tab.getByText(summaryOf(examples.standard.$ref)).click();
    for (const { name } of requestExamples)
      await tab.getByRole("menuitem", { name: summaryOf(examples[name].$ref), exact: true }).waitFor();
    await tab.keyboard.press("Escape");

    for (const [status, { $ref }] of Object.entries<{ $ref: string }>(operation.responses)) {
      await tab.getByRole("tab", { name: status }).last().click();
      const { examples: answers = {} } = contract.components.responses[$ref.split("/").pop() ?? ""].content[mediaType];
      const [first, ...others] = Object.values<{ $ref: string }>(answers).map((answer) => summaryOf(answer.$ref));
      if (!first) continue;
      await tab.getByText(first).last().click();
      for (const summary of [first, ...others]) await tab.getByRole("menuitem", { name: summary, exact: true }).waitFor();
      await tab.keyboard.press("Escape");
    }
    expect(responseExamples.length).toBe(13);
  });

  test("every guide and every error has a link of its own", async () => {
    const errorHeadings = ["400 The request is wrong", "401 No valid session", "422 Refused", "Unknown outcome"];
    const statuses: string[] = contract.components.schemas.ConnectionStatus.enum.map(String);
    const links = guides.flatMap(({ name, "x-displayName": title }) => [
      [`#/${name}`, title] as const,
      ...(name === "connection-statuses"
        ? statuses.map((status) => [`#/connection-statuses/${slug(status)}`, status] as const)
        : []),
      ...(name === "errors" ? errorHeadings.map((error) => [`#/errors/${slug(error)}`, error] as const) : []),
    ]);
    const isShown = async (hash: string, title: string) => {
      const found = tab.getByRole("heading", { name: title }).first();
      await expect
        .poll(async () => (await found.boundingBox())?.y ?? Number.NaN, { timeout: 10_000, message: hash })
        .toBeLessThan(500);
    };
    await open("#/errors/422-refused");
    await isShown("#/errors/422-refused", "422 Refused");
    await tab.close();
    await open("");
    for (const [hash, title] of links) {
      await tab.goto(`${page.href}${hash}`);
      await isShown(hash, title);
    }
  });

  test("the diagram of the OAuth flow is drawn", async () => {
    await open("#/oauth-members");
    const diagram = tab.getByRole("img", { name: /Sequence of an OAuth member/ });
    await diagram.waitFor();
    expect(await diagram.boundingBox()).toMatchObject({ width: 330, height: 310 });
  });

  test("search finds a field", async () => {
    await open("");
    await heading("What a member is");
    await tab.keyboard.press("Control+k");
    await tab.keyboard.type("external_guid");
    await tab.getByText("request fields").first().waitFor();
  });
});

/** As Redocly makes the address of a heading. */
function slug(text: string): string {
  return text.replaceAll("`", "").toLowerCase().replaceAll(" ", "-");
}
