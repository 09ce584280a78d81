// Debian's Chromium, and a server for the files of the workspace.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { chromium } from "playwright-core";
import { root } from "./files.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

export const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Why the browser tests cannot run; `false` if they can. */
export const missingBrowser = existsSync(browserPath) ? false : `no browser at ${browserPath} (set CHROMIUM)`;

export function launch() {
  return chromium.launch({
    executablePath: browserPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Serves a folder; `close` ends it. */
export async function serve(folder = root) {
  const server = createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    // Two of these servers are two origins to the browser.
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
