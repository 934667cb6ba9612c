/** Creates a member with the generated client; prints the headers that it sends, and what it returns. `fetch` is replaced. */
import { argv } from "node:process";

const { mediaType, sessionToken, request, response } = JSON.parse(argv[2] as string);
let headers = {};
globalThis.fetch = async (input, init) => {
  headers = Object.fromEntries(new Request(input, init).headers);
  return new Response(JSON.stringify(response), { headers: { "Content-Type": mediaType } });
};
const { send } = await import("./output.ts"); // Afterwards, so that no client keeps the real `fetch`.
const returned = await send(request, sessionToken).catch(String);
console.log(JSON.stringify({ headers, returned }));
