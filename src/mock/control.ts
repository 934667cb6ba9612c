/** What a test may do with a mock that runs in another process. */
import { parseJson } from "../contract/json.js";
import type { ReceivedRequest } from "../contract/request.js";
import type { Engine, Reply } from "./engine.js";

/** Where the control paths begin. */
export const controlPath = "/_mock";

/** The control paths. Each gives what is to be sent as JSON, or undefined for nothing. */
const actions: Record<string, (engine: Engine, request: ReceivedRequest) => unknown> = {
  "POST next": (engine, { body }) => engine.next(parseJson(new TextDecoder().decode(body)) as object),
  "GET requests": ({ journal }) => journal.entries,
  "GET members": (engine, request) => engine.state.created(engine.tokenOf(request) || undefined),
  "POST reset": (engine) => engine.reset(),
};

/** The response to a request for a control path. */
export function control(engine: Engine, request: ReceivedRequest): Reply {
  const name = `${request.method} ${request.path.slice(controlPath.length + 1)}`;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) {
    const all = Object.keys(actions).map((action) => action.replace(" ", ` ${controlPath}/`));
    return json(404, { error: `There is no such control path. There are: ${all.join(", ")}` });
  }
  try {
    return json(200, action(engine, request));
  } catch (error) {
    return json(400, { error: (error as Error).message });
  }
}

/** For a request from another machine. */
export const notAllowed = json(403, { error: "The control paths are for this machine. To open them: --control-anywhere" });

/** Without the headers that would let pages of other sites read it. */
function json(status: number, value: unknown): Reply {
  if (value === undefined) return { status: 204, headers: {}, body: null };
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}

/** Whether an IP address is one of this machine. An IPv4 address may come in the notation of IPv6. */
export function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
