import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openPage } from "../support/page.js";

const program = `
import { examples } from "/dist/examples.js";
import { isMemberCreateRequestBody, isMemberResponseBody } from "/dist/validators.js";

let newFunction = "allowed";
try {
  new Function("");
} catch (error) {
  newFunction = error.name;
}
const good = isMemberResponseBody(examples.createMember.oauth.response);
const [issue] = isMemberCreateRequestBody.issues({ member: { institution_guid: "INS-1" } });
document.title = JSON.stringify({ newFunction, good, pointer: issue.pointer });
`;

test("in Chromium, the validators run under a strict Content Security Policy, as the package has them", async () => {
  const page = await openPage(({ url = "/" }, response) => {
    const file = fileURLToPath(new URL(`../..${url}`, import.meta.url));
    response.setHeader("Content-Security-Policy", "default-src 'none'; script-src 'self'");
    if (url === "/") response.setHeader("Content-Type", "text/html").end('<script type="module" src="/program.js"></script>');
    else if (url === "/program.js") response.setHeader("Content-Type", "text/javascript").end(program);
    else if (existsSync(file)) response.setHeader("Content-Type", "text/javascript").end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await expect
    .poll(async () => JSON.parse((await page.title()) || "{}"), { timeout: 10_000 })
    .toEqual({ newFunction: "EvalError", good: true, pointer: "/member/credentials" });
});
