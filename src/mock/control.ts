/** What a test may do with a mock that runs in another process. */
import { parseJson } from "../contract/json.js";
import { isLoopback } from "../http/options.js";
import type { Engine, Reply } from "./engine.js";
import { isJson } from "./headers.js";
import type { MockRequest } from "./request.js";
import type { MockRule } from "./rules.js";

const controlPath = "/_mock/";

/** Tells whether the mock is ready. It is open to everyone. */
const health = "GET health";

/** The control paths. Each gives what is to be sent as JSON, or undefined for nothing. */
const actions: Record<string, (engine: Engine, request: MockRequest) => unknown> = {
  "POST next": (engine, { body }) => {
    const rule = parseJson(new TextDecoder().decode(body));
    if (rule === undefined) throw new TypeError("The body must be JSON: the next response.");
    engine.next(rule as MockRule);
  },
  "GET unused": ({ rules }) => rules.unused,
  "GET requests": ({ journal }) => journal.entries,
  "GET members": (engine, request) => {
    const token = engine.tokenOf(request);
    return engine.state.created(token ? engine.userOf(token) : undefined);
  },
  "POST reset": (engine) => engine.reset(),
  [health]: () => ({ status: "ok" }),
};

/** The response to a request for a control path that is open; undefined for any other request. */
export function control(
  engine: Engine,
  request: MockRequest,
  open: "loopback" | "anywhere" | undefined,
  remoteAddress: string,
): Reply | undefined {
  if (!request.path.startsWith(controlPath)) return undefined;
  const name = `${request.method} ${request.path.slice(controlPath.length)}`;
  if (open === undefined && name !== health) return undefined;
  const refusal = name === health ? undefined : refusalOf(request, open, remoteAddress);
  if (refusal) return json(403, { error: refusal });
  if (!Object.hasOwn(actions, name)) {
    const all = Object.keys(actions).map((action) => action.replace(" ", ` ${controlPath}`));
    return json(404, { error: `There is no such control path. There are: ${all.join(", ")}` });
  }
  if (request.body.length > 0 && !isJson(request.header("content-type") ?? ""))
    return json(415, { error: "Content-Type must be application/json" });
  try {
    return json(200, actions[name]?.(engine, request));
  } catch (error) {
    return json(400, { error: (error as Error).message });
  }
}

/** Why a request may not use the control paths: other machines must not, nor pages of other sites, however they name the mock. */
function refusalOf({ url, header }: MockRequest, open: "loopback" | "anywhere" | undefined, remoteAddress: string) {
  const { hostname, origin } = new URL(url);
  if (open === "loopback" && !(isLoopbackAddress(remoteAddress) && isLoopback(hostname)))
    return "The control paths are for this machine. To open them: --control-anywhere";
  const isForeign =
    ![null, origin].includes(header("origin")) || !/^(same-origin|none)$/.test(header("sec-fetch-site") ?? "none");
  return isForeign ? "The control paths are closed to pages of other sites." : undefined;
}

/** Without the headers that would let pages of other sites read it. */
function json(status: number, value: unknown): Reply {
  if (value === undefined) return { status: 204, headers: {}, body: null, fault: {} };
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value), fault: {} };
}

/** Whether an IP address is one of this machine. An IPv4 address may come in the notation of IPv6. */
export function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
