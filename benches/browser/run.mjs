// Builds the core as the release builds it, opens a page in Chromium, compares the core with its JavaScript peer, times both
// in turns and prints a table. See benches/README.md.
//
//   node run.mjs [--sizes 1000,10000,100000] [--pairs 21] [--only WORD] [--opt-level z] [--wasm FILE]
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { ROOT, chromiumPath } from "../../tests/browser/lib/harness.mjs";
import { startServer } from "../../tests/browser/serve.mjs";

const { chromium } = createRequire(path.join(ROOT, "tests/browser/package.json"))("playwright-core");
const HERE = path.dirname(fileURLToPath(import.meta.url));
const SAMPLE_MS = 25;
const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    pairs: { type: "string", default: "21" },
    only: { type: "string", default: "" },
    "opt-level": { type: "string" },
    wasm: { type: "string" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const pairs = Number(options.pairs);
const target = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");
const out = path.join(target, "bench-page");

function build() {
  const env = { ...process.env };
  if (options["opt-level"]) env.CARGO_PROFILE_RELEASE_OPT_LEVEL = options["opt-level"];
  const run = (program, words) => execFileSync(program, words, { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
  const triple = "wasm32-unknown-unknown";
  mkdirSync(out, { recursive: true });
  let built = options.wasm;
  if (!built) {
    const words = ["build", "--quiet", "--locked", "--release", "--target", triple, "--no-default-features"];
    run("cargo", [...words, "--features", "bench", "--example", "bench_page"]);
    built = path.join(target, triple, "release/examples/bench_page.wasm");
  }
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", out, "--out-name", "bench_page", built]);
  const wasm = path.join(out, "bench_page_bg.wasm");
  // As Trunk does with `data-wasm-opt="z"`.
  const level = options["opt-level"] && options["opt-level"] !== "z" ? `-O${options["opt-level"]}` : "-Oz";
  run("wasm-opt", [level, wasm, "-o", wasm]);
  for (const file of ["peer.js", "reminders.js", "page.js"]) copyFileSync(path.join(HERE, file), path.join(out, file));
  writeFileSync(path.join(out, "index.html"), '<!doctype html><title>Bench</title><script type="module" src="page.js"></script>');
  // Isolated pages have a clock of 5 µs instead of 100.
  writeFileSync(path.join(out, "_headers"), "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n");
  return { raw: statSync(wasm).size, brotli: brotliCompressSync(readFileSync(wasm)).length };
}

const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Processor time of the page's main thread, so that other work on the machine does not count. */
async function clock(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const now = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "ThreadTime").value * 1000;
  return async (name, side, times) => {
    const from = await now();
    const wall = await page.evaluate(([...words]) => run(...words), [name, side, times]);
    return { cpu: (await now()) - from, wall };
  };
}

async function measure(page, sample, name) {
  const sides = await page.evaluate((which) => globalThis.sides(which), name);
  const times = [];
  for (let side = 0; side < sides; side++) {
    // Warm: until the compilers are done, then how often one call fits into a sample.
    let once = 0;
    for (let spent = 0, count = 1; spent < 400; count = Math.min(count * 2, 4096)) {
      const { wall } = await sample(name, side, count);
      spent += Math.max(wall, 0.5);
      once = wall / count;
    }
    times.push(Math.max(1, Math.round(SAMPLE_MS / Math.max(once, 0.0005))));
  }
  const cpu = times.map(() => []);
  const wall = times.map(() => []);
  for (let pair = 0; pair < pairs; pair++) {
    for (let side = 0; side < sides; side++) {
      const taken = await sample(name, side, times[side]);
      cpu[side].push(taken.cpu / times[side]);
      wall[side].push(taken.wall / times[side]);
    }
  }
  const medians = cpu.map(median);
  // Of several peers the fastest is the one to beat.
  const best = medians.slice(1).reduce((found, value, index) => (value < medians[found] ? index + 1 : found), 1);
  const ratios = cpu[0].map((value, pair) => value / cpu[best][pair]).sort((a, b) => a - b);
  return {
    core: medians[0],
    peer: medians[best],
    best,
    ratio: median(ratios),
    low: ratios[Math.floor(ratios.length / 4)],
    high: ratios[Math.floor((ratios.length * 3) / 4)],
    coreWall: median(wall[0]),
    peerWall: median(wall[best]),
  };
}

const size = build();
const server = await startServer({ dir: out });
const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
const results = [];
const facts = {};
try {
  for (const invoices of sizes) {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(`exception: ${error}`));
    await page.goto(server.url);
    await page.waitForFunction(() => globalThis.ready);
    const sample = await clock(page);
    const about = await page.evaluate((count) => load(count), invoices);
    facts[invoices] = { ...about, memory: await page.evaluate(() => memoryOfOpened()) };
    for (const name of about.names.filter((each) => each.includes(options.only))) {
      const found = await measure(page, sample, name);
      results.push({ name, invoices, ...found });
      console.error(`${invoices} ${name}: ${found.core.toFixed(4)} / ${found.peer.toFixed(4)} ms = ${found.ratio.toFixed(3)} (wall ${found.coreWall.toFixed(4)} / ${found.peerWall.toFixed(4)})`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}

const figure = (ms) => (ms < 0.1 ? ms.toFixed(4) : ms < 10 ? ms.toFixed(2) : ms.toFixed(0));
const thousands = (count) => count.toLocaleString("en-US");
console.log(`wasm: ${thousands(size.raw)} bytes, ${thousands(size.brotli)} with brotli\n`);
console.log("| work | invoices | core, ms | JavaScript, ms | ratio | middle half of the ratios |\n|---|--:|--:|--:|--:|--:|");
for (const name of new Set(results.map((result) => result.name))) {
  for (const one of results.filter((result) => result.name === name)) {
    const range = `${one.low.toFixed(2)}–${one.high.toFixed(2)}`;
    console.log(`| ${name} | ${thousands(one.invoices)} | ${figure(one.core)} | ${figure(one.peer)} | **${one.ratio.toFixed(2)}** | ${range} |`);
  }
}
console.log("\n| invoices | accounts | payments | open | packed, B/invoice | stored text, B/invoice | JSON, B/invoice | memory after opening, MB (B/invoice) | after aging |");
console.log("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
for (const [invoices, { counts, bytes, memory }] of Object.entries(facts)) {
  const each = (count) => (count / invoices).toFixed(1);
  const megabytes = (count) => (count / 1e6).toFixed(1);
  const cells = [thousands(Number(invoices)), thousands(counts.accounts), thousands(counts.payments), thousands(counts.open)];
  cells.push(each(bytes.packed), each(bytes.snapshot), each(bytes.json));
  cells.push(`${megabytes(memory.ledger)} (${each(memory.ledger)})`, megabytes(memory.used));
  console.log(`| ${cells.join(" | ")} |`);
}
writeFileSync(path.join(out, "results.json"), JSON.stringify({ size, facts, results }, null, 1));
