// The page: files in, picture out. All text from files goes through textContent; the picture, which the
// library has escaped, is shown in a sandboxed frame without scripts.
import { delimiter, suggest } from "./suggest.js";
import { explain } from "./words.js";

const at = (id) => document.getElementById(id);
const count = (number) => new Intl.NumberFormat("en").format(number).replaceAll(",", "\u202f");
const files = { events: null, map: null };
const links = [];

// A worker made from a blob obeys the page's content security policy: it cannot connect anywhere either.
const source = `import ${JSON.stringify(new URL("worker.js", import.meta.url).href)};`;
const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
const waiting = new Map();
worker.onmessage = ({ data: { id, result, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error) reject(error);
  else resolve(result);
};
worker.onerror = () => showProblem({ message: "The library could not be loaded. Is the folder complete (cargo xtask wasm)?" });

let last = 0;
function ask(action, input) {
  last += 1;
  worker.postMessage({ id: last, action, input });
  return new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
}

async function take(kind, file) {
  if (!file) return;
  files[kind] = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  at(`${kind}-chosen`).textContent = `${file.name} (${count(Math.ceil(file.size / 1000))} kB)`;
  document.querySelector(`[data-kind=${kind}]`).classList.add("ready");
  if (kind === "events") await readHeader();
  at("hint").textContent = files.map ? "" : "Without a map, a first one is drafted from the most frequent events.";
}

async function readHeader() {
  const { name, bytes } = files.events;
  const firstLine = new TextDecoder().decode(bytes.subarray(0, 65536)).split(/\r?\n/, 1)[0];
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  files.events.delimiter = gzip || /\.(jsonl|ndjson)/i.test(name) ? {} : { delimiter: delimiter(firstLine) };
  await attempt("Reading the header", async () => {
    const columns = await ask("columns", { events: files.events, delimiter: files.events.delimiter });
    const guess = suggest(columns);
    for (const role of ["customer", "time", "touchpoint", "end"]) {
      const none = role === "end" ? "none" : "please choose";
      const options = [new Option(none, ""), ...columns.map((column) => new Option(column, column))];
      at(role).replaceChildren(...options);
      at(role).value = guess[role];
    }
    at("columns").hidden = false;
    at("customer").focus();
  });
}

async function attempt(doing, action) {
  at("problem").hidden = true;
  at("status").textContent = `${doing} …`;
  const buttons = document.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  try {
    await action();
    at("status").textContent = "";
  } catch (error) {
    at("status").textContent = "";
    showProblem(error);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

function showProblem(error) {
  const map = error.code === "invalid_map" || error.details?.place?.file;
  const { title, text, list } = explain(error, (map ? files.map : files.events)?.name ?? "The file");
  at("problem-title").textContent = title;
  at("problem-text").textContent = text;
  at("problem-list").replaceChildren(...list.map(item));
  at("result").hidden = true;
  at("problem").hidden = false;
  at("problem").focus();
}

function item(text) {
  const li = document.createElement("li");
  li.textContent = text;
  return li;
}

function show(result) {
  at("result-title").textContent = result.name;
  at("result-facts").textContent = `${count(result.customers)} customers, ${count(result.events)} events`;
  at("notes").replaceChildren(...notes(result).map(item));
  links.splice(0).forEach((link) => URL.revokeObjectURL(link));
  const blob = (text, type) => {
    links.push(URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })));
    return links.at(-1);
  };
  at("picture").src = blob(result.html, "text/html");
  const saves = { html: "text/html", svg: "image/svg+xml", md: "text/markdown", json: "application/json" };
  for (const [ending, type] of Object.entries(saves)) {
    at(`save-${ending}`).href = blob(result[ending === "md" ? "markdown" : ending], type);
    at(`save-${ending}`).download = `journey-map.${ending}`;
  }
  at("result").hidden = false;
  at("result-title").focus();
}

function notes({ unboundEvents, unbound, unseen, skipped }) {
  const names = unbound.map(({ name, count: events }) => `${name} (${count(events)})`).join(", ");
  return [
    unboundEvents > 0 && `${count(unboundEvents)} events belong to no touchpoint of the map: ${names}.`,
    unseen.length > 0 && `No event was ever seen at: ${unseen.join(", ")}.`,
    skipped > 0 && `${count(skipped)} rows could not be read and were left out.`,
  ].filter(Boolean);
}

function settings() {
  const value = (id) => at(id).value;
  return {
    customer: value("customer"),
    time: value("time"),
    touchpoint: value("touchpoint"),
    ...(value("end") ? { end: value("end") } : {}),
    timeZone: value("time-zone") || "UTC",
    onError: value("on-error"),
    ...files.events.delimiter,
  };
}

for (const kind of ["events", "map"]) {
  at(`${kind}-file`).addEventListener("change", (event) => take(kind, event.target.files[0]));
}
for (const area of document.querySelectorAll(".drop")) {
  area.addEventListener("dragenter", () => area.classList.add("over"));
  area.addEventListener("dragleave", (event) => area.contains(event.relatedTarget) || area.classList.remove("over"));
}
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  for (const area of document.querySelectorAll(".over")) area.classList.remove("over");
  for (const file of event.dataTransfer.files) await take(/\.(ya?ml|json)$/i.test(file.name) ? "map" : "events", file);
});
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const empty = ["customer", "time", "touchpoint"].find((role) => at(role).value === "");
  if (empty) at(empty).focus();
  else attempt("Measuring", async () => show(await ask("measure", { events: files.events, map: files.map, options: settings() })));
});
at("sample").addEventListener("click", () =>
  attempt("Simulating customers and measuring", async () => show(await ask("sample", { template: at("template").value }))),
);

await attempt("Loading", async () => {
  const templates = await ask("templates");
  at("template").replaceChildren(...templates.map(({ id, name }) => new Option(name, id)));
});
document.body.dataset.ready = "true";
