/** "Send to your mock", below the code samples: sends the request that is picked to a mock on this machine, and shows the response. */

/** The requests of an operation, by the summary that the picker shows. */
export interface ConsoleOperation {
  method: string;
  path: string;
  requests: { summary: string; target: string; headers: Record<string, string>; body?: unknown }[];
}

const operations: ConsoleOperation[] = JSON.parse(document.getElementById("requests")?.textContent ?? "[]");

export function addConsole(panel: HTMLElement) {
  if (panel.nextElementSibling?.classList.contains("console")) return;
  const heading = panel.querySelector("button")?.textContent;
  const operation = operations.find(({ method, path }) => heading === `${method}${path}`);
  if (!operation) return;
  const form = document.createElement("form");
  form.className = "console";
  form.innerHTML = `<label>Your mock <input name="url" type="url" required value="http://127.0.0.1:4010"
    pattern="http://(127\\.0\\.0\\.1|localhost)(:\\d+)?/?" title="An http URL on this machine"></label>
    <button>Send to the mock</button><output></output>`;
  const output = form.querySelector("output") as HTMLOutputElement;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const picked = panel.querySelector('[aria-label^="Example"]')?.textContent;
    const request = operation.requests.find(({ summary }) => summary === picked) ?? operation.requests[0];
    const url = String(new FormData(form).get("url")).replace(/\/$/, "");
    output.textContent = "";
    if (request) output.textContent = await send(operation.method, url, request);
  });
  panel.after(form);
}

async function send(
  method: string,
  url: string,
  { target, headers, body }: ConsoleOperation["requests"][number],
): Promise<string> {
  try {
    const response = await fetch(`${url}${target}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const received = await response.text();
    return `${response.status} ${response.statusText}\n${pretty(received)}`;
  } catch {
    return `No mock responds at ${url}. Start it: npx nexus-members-mock`;
  }
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
