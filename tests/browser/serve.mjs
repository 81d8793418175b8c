// A small static server for the finished build: right types, the headers of `_headers`, compression, a sub-path, and the page
// itself for addresses of the app that are not files (as nginx's `try_files` or a host's rewrite rule would give it).
// No dependencies: `make serve` needs nothing but Node.
//
//   node serve.mjs [FOLDER] [--base /shop/] [--port 8080] [--host 127.0.0.1]
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const NOT_WORTH_COMPRESSING = new Set([".png", ".woff2", ".ico"]);

/** Rules of a `_headers` file: an address pattern at the margin, `Name: value` lines below it. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      const pattern = line.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
      if (name) rules.at(-1)?.headers.push([name.trim(), value.trim()]);
    }
  }
  return rules;
}

/**
 * Serves `dir` under `base`. `port` 0 takes any free one. `intercept(address, request)` may return `{ status, headers, body }` to
 * answer instead of the file (for tests). Resolves to `{ url, origin, port, requests, close }`.
 */
export async function startServer({ dir, base = "/", port = 0, host = "127.0.0.1", intercept } = {}) {
  const root = path.resolve(dir);
  const rules = parseHeaders(await readFile(path.join(root, "_headers"), "utf8").catch(() => ""));
  const kept = new Map();
  const requests = [];

  async function load(file) {
    const { mtimeMs, size } = await stat(file);
    const known = kept.get(file);
    if (known && known.mtimeMs === mtimeMs && known.size === size) return known;
    const body = await readFile(file);
    const fresh = { mtimeMs, size, body, etag: createHash("sha256").update(body).digest("hex").slice(0, 20), encoded: {} };
    kept.set(file, fresh);
    return fresh;
  }

  async function find(address) {
    const inside = address.slice(base.length);
    const file = path.join(root, inside);
    if (file !== root && !file.startsWith(root + path.sep)) return null;
    if (inside !== "" && (await stat(file).catch(() => null))?.isFile()) return file;
    // An address without an extension is a place in the app; one with an extension is a file that is not there.
    return path.extname(inside) === "" ? path.join(root, "index.html") : null;
  }

  function encode(entry, kind, request) {
    if (NOT_WORTH_COMPRESSING.has(kind) || entry.body.length < 500) return [entry.body, null];
    const accepted = request.headers["accept-encoding"] ?? "";
    const coding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
    if (!coding) return [entry.body, null];
    entry.encoded[coding] ??=
      coding === "br"
        ? brotliCompressSync(entry.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        : gzipSync(entry.body, { level: 9 });
    return [entry.encoded[coding], coding];
  }

  async function answer(request, response) {
    let address;
    try {
      address = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      response.writeHead(400).end("bad address\n");
      return;
    }
    requests.push(address);
    for (const rule of rules) {
      if (rule.pattern.test(`/${address.slice(base.length)}`)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
    const instead = await intercept?.(address, request);
    if (instead) {
      response.writeHead(instead.status ?? 200, instead.headers ?? {}).end(instead.body ?? "");
      return;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    if (`${address}/` === base) {
      response.writeHead(308, { location: base }).end();
      return;
    }
    const file = address.startsWith(base) && !address.includes("\0") ? await find(address) : null;
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("not found\n");
      return;
    }
    const entry = await load(file);
    const kind = path.extname(file);
    const [body, coding] = encode(entry, kind, request);
    const tag = `"${entry.etag}${coding ? `-${coding}` : ""}"`;
    response.setHeader("content-type", TYPES[kind] ?? "application/octet-stream");
    response.setHeader("etag", tag);
    response.setHeader("vary", "accept-encoding");
    if (coding) response.setHeader("content-encoding", coding);
    if (request.headers["if-none-match"] === tag) {
      response.writeHead(304).end();
      return;
    }
    response.setHeader("content-length", body.length);
    response.writeHead(200).end(request.method === "HEAD" ? undefined : body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(error.code === "ENOENT" ? 404 : 500);
      response.end(`${error.message}\n`);
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const origin = `http://${host === "127.0.0.1" ? "localhost" : host}:${server.address().port}`;
  return {
    origin,
    url: origin + base,
    port: server.address().port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function main() {
  const options = { dir: fileURLToPath(new URL("../../dist", import.meta.url)), base: "/", port: process.env.PORT ?? "8080", host: "127.0.0.1" };
  const rest = process.argv.slice(2);
  while (rest.length > 0) {
    const word = rest.shift();
    if (["--base", "--port", "--host"].includes(word)) options[word.slice(2)] = rest.shift();
    else options.dir = word;
  }
  if (!(await stat(path.join(options.dir, "index.html")).catch(() => null))) {
    throw new Error(`${options.dir} holds no build; run \`make build\` first`);
  }
  const { url } = await startServer({ ...options, port: Number(options.port) });
  console.log(`Recoup is at ${url} (Ctrl-C stops it)`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error.code === "EADDRINUSE" ? "That port is taken; choose another: make serve PORT=8081" : `serve: ${error.message}`);
    process.exitCode = 1;
  });
}
