// With Express. Its folder is the one that it was installed in.
import { createRequire } from "node:module";
import { createRules } from "./rules.mjs";

const express = createRequire(`${process.env.FRAMEWORKS}/`)("express");
let rules = createRules();
const app = express();
app.use(express.text({ type: () => true }));
app.put("/mode", (request, response) => {
  rules = createRules(request.body);
  response.sendStatus(204);
});
app.post("/members", (request, response) => {
  const text = typeof request.body === "string" ? request.body : "";
  const { status, headers, body, delay } = rules({
    token: request.get("MD-SESSION-TOKEN"),
    header: request.get("MX-Skip-Webhook"),
    text,
  });
  setTimeout(() => response.writeHead(status, headers).end(body), delay);
});
const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
