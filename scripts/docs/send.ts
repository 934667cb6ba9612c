/** Runs in the page of scenarios: shows the code in one language at a time, and sends a request to a mock on this machine. */
import type { ScenarioRequest } from "./scenarios.js";

const requests: Record<string, ScenarioRequest> = JSON.parse(document.getElementById("requests")?.textContent ?? "");
const mock = document.getElementById("mock") as HTMLInputElement;
const languages = [...document.querySelectorAll("h4")].map(({ textContent }) => textContent);

for (const [name, request] of Object.entries(requests)) {
  const section = document.getElementById(name) as HTMLElement;
  const choices = [...new Set(languages)].map((language) => buttonFor(language, () => show(language)));
  section.querySelector("h4")?.before(...choices);
  const output = document.createElement("output");
  const send = buttonFor("Send it to the mock", async () => {
    if (mock.reportValidity()) output.textContent = await responseTo(request);
  });
  section.append(send, output);
}
show(languages[0]);

function buttonFor(text: string, whenClicked: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.textContent = text;
  button.addEventListener("click", whenClicked);
  return button;
}

function show(language: string | undefined) {
  for (const heading of document.querySelectorAll("h4")) {
    heading.classList.add("only-on-paper");
    heading.nextElementSibling?.classList.toggle("only-on-paper", heading.textContent !== language);
  }
  for (const button of document.querySelectorAll("h3 ~ button:has(~ h4)"))
    button.setAttribute("aria-pressed", String(button.textContent === language));
}

async function responseTo({ method, target, headers, body }: ScenarioRequest): Promise<string> {
  const url = mock.value.replace(/\/$/, "");
  try {
    const response = await fetch(url + target, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
    return `${response.status} ${response.statusText}\n${await response.text()}`;
  } catch {
    return `No mock responds at ${url}. Start it: npx -p nexus-members-contract nexus-members-mock`;
  }
}
