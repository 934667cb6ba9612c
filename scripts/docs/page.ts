/** Runs in the docs page, after the generator's own script. */
import { addConsole } from "./console.js";

const productName = document.title;
const root = document.documentElement;
const text = document.getElementById("text") as HTMLElement;
const generated = document.getElementById("redoc") as HTMLElement;

// With this script the links of the text lead into the interactive page.
for (const link of text.querySelectorAll<HTMLAnchorElement>('a[href^="#text/"]'))
  link.href = link.getAttribute("href")?.replace("#text/", "#/") ?? "";

document.querySelector(".skip")?.addEventListener("click", () => {
  const main = document.querySelector("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
});

addEventListener("hashchange", () => {
  for (const section of text.querySelectorAll("section")) section.setAttribute("hidden", "until-found");
});

// The generator renders a part of the page when it comes into sight, and again when it likes.
let isPlanned = false;
new MutationObserver(() => {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    completePage();
  });
}).observe(generated, {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["data-active"],
});
completePage();

function completePage() {
  nameView();
  generated.querySelector(".menu-content")?.setAttribute("role", "navigation");
  // The generator jumps from its second level of headings to the fourth.
  for (const heading of generated.querySelectorAll("h4")) heading.setAttribute("aria-level", "2");
  for (const heading of generated.querySelectorAll("h5")) heading.setAttribute("aria-level", "3");
  // The name of a control has to contain what it shows.
  for (const picker of generated.querySelectorAll('[aria-label^="Example"][aria-haspopup]'))
    if (picker.getAttribute("aria-label") !== `Example: ${picker.textContent}`)
      picker.setAttribute("aria-label", `Example: ${picker.textContent}`);
  for (const control of generated.querySelectorAll<HTMLElement>(
    '[data-testid="search-trigger"], [data-component-name="Sidebar/SidebarActions"] > span',
  ))
    makeButton(control);
  for (const table of generated.querySelectorAll<HTMLTableElement>("table.md:not([data-labelled])")) labelCells(table);
  for (const code of generated.querySelectorAll<HTMLPreElement>("pre[data-language]:not(:has(> .copy))")) addCopyButton(code);
  for (const panel of generated.querySelectorAll<HTMLElement>(".panel-request-samples")) addConsole(panel);
}

/** A title for each view, its heading as the first one of the page, and its text for paper. */
function nameView() {
  const path = decodeURIComponent(location.hash.slice(1)) || "/";
  const name = generated.querySelector('[data-testid="menu-item-label"][data-active="true"] [data-text]')?.textContent;
  document.title = name && path !== "/" ? `${name} · ${productName}` : productName;

  const sections = [...text.querySelectorAll<HTMLElement>("section")];
  const current = sections.filter(({ dataset }) => path === dataset.path || path.startsWith(`${dataset.path}/`)).pop();
  for (const section of sections) section.classList.toggle("current", section === current);
  root.toggleAttribute("data-page", path !== "/" && current !== undefined);

  const heading = generated.querySelector(`[data-section-id="${CSS.escape(path)}"] :is(h1, h2)`);
  for (const other of generated.querySelectorAll('h2[aria-level="1"]'))
    if (other !== heading) other.removeAttribute("aria-level");
  if (heading?.tagName === "H2") heading.setAttribute("aria-level", "1");
}

function makeButton(control: HTMLElement) {
  if (control.tabIndex === 0) return;
  control.tabIndex = 0;
  control.setAttribute("role", "button");
  if (!control.textContent) control.setAttribute("aria-label", "Change the layout");
  control.addEventListener("keydown", (event) => {
    if (event.target !== control || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    ((control.querySelector("svg")?.parentElement as HTMLElement | null) ?? control).click();
  });
}

function labelCells(table: HTMLTableElement) {
  table.dataset.labelled = "";
  const labels = [...(table.tHead?.rows[0]?.cells ?? [])].map(({ textContent }) => textContent ?? "");
  for (const row of table.tBodies[0]?.rows ?? [])
    for (const [index, cell] of [...row.cells].entries()) cell.dataset.label = labels[index] ?? "";
}

function addCopyButton(code: HTMLPreElement) {
  const source = code.textContent ?? "";
  const button = document.createElement("button");
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source);
    button.textContent = "Copied";
  });
  code.append(button);
}
