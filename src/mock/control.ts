/** What a test may do with a mock that runs in another process. */
import { isObject, parseJson } from "../contract/json.js";
import { isLoopback } from "../http/base-url.js";
import type { Engine } from "./engine.js";
import { isJson } from "./headers.js";
import type { Reply } from "./reply.js";
import type { MockRequest } from "./request.js";

/** Who may use the control paths: programs on this machine, or everyone who can reach the mock. */
export type ControlAccess = "loopback" | "anywhere";

const controlPath = "/_mock/";

/** Tells whether the mock is ready. It is open to everyone. */
const health = "GET health";

/** The control paths. Each gives what is to be sent as JSON, or undefined for nothing. */
const actions: Record<string, (engine: Engine, request: MockRequest) => unknown> = {
  "POST next": (engine, { body }) => {
    const rule = parseJson(new TextDecoder().decode(body));
    if (!isObject(rule)) throw new TypeError("The body must be a JSON object: the next response.");
    engine.next(rule);
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
  access: ControlAccess | undefined,
  remoteAddress: string,
): Reply | undefined {
  if (!request.path.startsWith(controlPath)) return undefined;
  const name = `${request.method} ${request.path.slice(controlPath.length)}`;
  if (access === undefined && name !== health) return undefined;
  const refusal = name === health ? undefined : refusalOf(request, access, remoteAddress);
  if (refusal) return jsonReply(403, { error: refusal });
  if (!Object.hasOwn(actions, name)) {
    const all = Object.keys(actions).map((action) => action.replace(" ", ` ${controlPath}`));
    return jsonReply(404, { error: `There is no such control path. There are: ${all.join(", ")}` });
  }
  if (request.body.length > 0 && !isJson(request.header("content-type") ?? ""))
    return jsonReply(415, { error: "Content-Type must be application/json" });
  try {
    return jsonReply(200, actions[name]?.(engine, request));
  } catch (error) {
    return jsonReply(400, { error: (error as Error).message });
  }
}

/** Why a request may not use the control paths: other machines must not, nor pages of other sites, however they name the mock. */
function refusalOf({ url, header }: MockRequest, access: ControlAccess | undefined, remoteAddress: string) {
  const isThisMachine = /^(::1$|(::ffff:)?127\.)/.test(remoteAddress); // An IPv4 address may come in the notation of IPv6.
  if (access === "loopback" && !(isThisMachine && isLoopback(url.hostname)))
    return "The control paths are for this machine. To open them: --control-anywhere";
  const isOwnPage =
    [null, url.origin].includes(header("origin")) && /^(same-origin|none)$/.test(header("sec-fetch-site") ?? "none");
  return isOwnPage ? undefined : "The control paths are closed to pages of other sites.";
}

/** Without the headers that would let pages of other sites read it. */
function jsonReply(status: number, value: unknown): Reply {
  if (value === undefined) return { status: 204, headers: {}, body: null };
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
