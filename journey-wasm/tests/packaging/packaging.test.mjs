// The packed tarball, installed in an empty place and used as a stranger would: Node with import and require,
// TypeScript, vite, webpack, and a page without a bundler.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { launch, missingBrowser, serve } from "../chromium.mjs";
import { root } from "../files.mjs";

const npm = path.join(root, "journey-wasm/npm");
const tools = path.join(root, "journey-wasm/node_modules");
const here = path.join(root, "journey-wasm/tests/packaging");
let folder;

const run = (program, args, cwd = folder) =>
  execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "journey-package-"));
  const tarball = run("npm", ["pack", "--silent", "--pack-destination", folder], npm).trim().split("\n").at(-1);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  run("npm", ["install", "--silent", "--offline", "--no-audit", "--no-fund", path.join(folder, tarball)]);
  for (const name of readdirSync(here).filter((name) => name.startsWith("use"))) cpSync(path.join(here, name), path.join(folder, name));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("the tarball holds what it should and nothing else", () => {
  const files = readdirSync(path.join(folder, "node_modules/journey-wasm"), { recursive: true }).filter((name) => name.includes(".") || name.startsWith("LICENSE"));
  assert.deepEqual(files.sort(), [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md",
    "dist/arrow.cjs", "dist/arrow.d.cts", "dist/arrow.d.ts", "dist/arrow.js", "dist/arrow_bundler.js", "dist/arrow_node.js", "dist/arrow_thread.js", "dist/arrow_thread_node.js",
    "dist/bundler.js", "dist/client.js", "dist/error.cjs", "dist/error.js", "dist/host.js", "dist/index.cjs", "dist/index.d.cts", "dist/index.d.ts", "dist/index.js",
    "dist/journey.cjs", "dist/journey.js", "dist/journey_arrow.cjs", "dist/journey_arrow.js", "dist/journey_arrow_bg.js", "dist/journey_arrow_bg.wasm", "dist/journey_arrow_bundler.js", "dist/journey_bg.js", "dist/journey_bg.wasm", "dist/journey_bundler.js", "dist/node.js",
    "dist/thread.js", "dist/thread_node.js", "dist/worker.d.ts", "dist/worker.js", "dist/worker_node.js", "package.json",
  ]);
});

test("the version is that of the workspace", () => {
  const manifest = JSON.parse(readFileSync(path.join(npm, "package.json"), "utf8"));
  const workspace = readFileSync(path.join(root, "Cargo.toml"), "utf8").match(/^version = "(.*)"$/m)[1];
  assert.equal(manifest.version, workspace);
});

const EXPECTED = "2 customers, look to buy 1, bad_value in row 1";

test("Node, import", () => assert.equal(run("node", ["use.mjs"]).trim(), EXPECTED));

test("Node, require", () => assert.equal(run("node", ["use.cjs"]).trim(), EXPECTED));

test("Node, import and require share one instance", () => {
  const script = 'import { createRequire } from "node:module"; import { EventLog } from "journey-wasm"; console.log(createRequire(import.meta.url)("journey-wasm").EventLog === EventLog)';
  assert.equal(run("node", ["--input-type=module", "--eval", script]).trim(), "true");
});

test("TypeScript finds the types, from modules and from CommonJS", () => {
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: "ES2022", lib: ["ES2022", "DOM"], module: "NodeNext", types: [] };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["use-types.mts", "use-types.cts"] }));
  run(path.join(tools, ".bin/tsc"), ["--project", folder]);
});

for (const example of readdirSync(path.join(root, "examples/js")).filter((name) => name.endsWith(".mjs"))) {
  test(`the example ${example}`, () => {
    cpSync(path.join(root, "examples/js", example), path.join(folder, "examples/js", example));
    for (const data of ["maps", "five_exports"]) cpSync(path.join(root, "examples", data), path.join(folder, "examples", data), { recursive: true });
    const said = run("node", [path.join("examples/js", example), path.join(folder, "out")]);
    assert.match(said, /customers|The picture is|skipped/);
    if (example === "five_exports.mjs") {
      const guide = readFileSync(path.join(root, "docs/guide/five_exports.md"), "utf8");
      assert.equal(said, guide.split("```text\n").slice(1).map((part) => part.split("```")[0]).join(""));
    }
    console.log(said);
  });
}

async function inChromium(subfolder, page) {
  const server = await serve(path.join(folder, subfolder));
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    const problems = [];
    tab.on("pageerror", (error) => problems.push(String(error)));
    await tab.goto(`${server.origin}/${page}`);
    await tab.waitForFunction(() => document.title !== "", undefined, { timeout: 20000 }).catch(() => {});
    return (await tab.title()) || problems.join("; ");
  } finally {
    await browser.close();
    server.close();
  }
}

const html = (script, head = "") => `<!doctype html><html lang="en"><head><link rel="icon" href="data:,">${head}</head><body><script type="module" src="${script}"></script></body></html>`;

test("a page without a bundler", { skip: missingBrowser }, async () => {
  const map = '<script type="importmap">{"imports": {"journey-wasm": "./node_modules/journey-wasm/dist/index.js"}}</script>';
  writeFileSync(path.join(folder, "plain.html"), html("./use-browser.js", map));
  assert.equal(await inChromium(".", "plain.html"), EXPECTED);
});

test("vite", { skip: missingBrowser }, async () => {
  writeFileSync(path.join(folder, "index.html"), html("./use-browser.js"));
  run(path.join(tools, ".bin/vite"), ["build", "--logLevel", "error", "--outDir", "out-vite"]);
  assert.equal(await inChromium("out-vite", "index.html"), EXPECTED);
});

test("webpack", { skip: missingBrowser }, async () => {
  for (const [entry, out] of [["use-browser.js", "out-webpack"], ["use-bundler.js", "out-webpack-module"]]) {
    const { default: webpack } = await import("webpack");
    const stats = await new Promise((resolve, reject) =>
      webpack({
        mode: "production", context: folder, entry: `./${entry}`, output: { path: path.join(folder, out), filename: "main.js" },
        experiments: { asyncWebAssembly: true }, performance: false,
      }, (error, stats) => (error ? reject(error) : resolve(stats))),
    );
    assert.equal(stats.toString({ all: false, errors: true }), "");
    mkdirSync(path.join(folder, out), { recursive: true });
    writeFileSync(path.join(folder, out, "index.html"), html("./main.js"));
    assert.equal(await inChromium(out, "index.html"), EXPECTED, entry);
  }
});
