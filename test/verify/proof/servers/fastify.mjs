// With Fastify. Its folder is the one that it was installed in.
import { createRequire } from "node:module";
import { createRules } from "./rules.mjs";

const fastify = createRequire(`${process.env.FRAMEWORKS}/`)("fastify");
let rules = createRules();
const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
app.put("/mode", (request, reply) => {
  rules = createRules(request.body);
  reply.code(204).send();
});
app.post("/members", async (request, reply) => {
  const { headers: sent, body: text = "" } = request;
  const { status, headers, body, delay } = rules({ token: sent["md-session-token"], header: sent["mx-skip-webhook"], text });
  await new Promise((resolve) => setTimeout(resolve, delay));
  reply.hijack();
  reply.raw.writeHead(status, headers).end(body);
});
console.log(await app.listen({ port: 0, host: "127.0.0.1" }));
