// What boot.js promises: the app starts under the strict policy, and whenever it cannot run the owner is told why and can take
// everything stored along.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { DIST, axe, downloaded, openApp, openBrowser, openPage, opened, screenshots } from "./lib/harness.mjs";
import { startServer } from "./serve.mjs";

/** Puts one key into local storage and one entry into IndexedDB, as the app keeps them. */
const plant = (page) =>
  page.evaluate(async () => {
    localStorage.setItem("recoup/x", "kept in local storage");
    localStorage.setItem("another-site/x", "none of ours");
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("recoup"); // whatever version the app made, or a first one
      request.onupgradeneeded = () => request.result.createObjectStore("entries");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise((resolve, reject) => {
      const writing = database.transaction("entries", "readwrite");
      writing.objectStore("entries").put("kept in IndexedDB", "recoup/y");
      writing.oncomplete = resolve;
      writing.onerror = reject;
    });
    database.close();
  });

/** Until the app has read its stores: what is planted before would be taken for damaged data. */
const ready = (page) => page.locator(".SavedState--saved").waitFor();

const heading = (page) => page.locator("main.boot-screen h1");

async function downloadedData(page) {
  const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Download my data" }).click());
  assert.match(name, /^recoup-data-\d{4}-\d{2}-\d{2}\.json$/);
  return JSON.parse(text);
}

test("the app starts under the policy, given as header and in the page, without a complaint", async (t) => {
  const app = await openApp(t);
  const response = await app.page.request.get(app.url("/"));
  const header = response.headers()["content-security-policy"];
  const meta = await app.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.equal(header, `${meta}; frame-ancestors 'none'`);
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]) assert.ok(meta.includes(part), part);
  assert.equal(response.headers()["x-content-type-options"], "nosniff");
  assert.equal(response.headers()["referrer-policy"], "no-referrer");
  assert.equal(response.headers()["cross-origin-opener-policy"], "same-origin");
  assert.equal(await app.page.locator("main.boot-screen").count(), 0);
  assert.match(await app.page.locator('meta[name="recoup-version"]').getAttribute("content"), /^[0-9a-f]{16}$/);
  assert.deepEqual(app.problems, []);
});

test("the page carries no inline script and no inline style", async () => {
  const html = await readFile(path.join(DIST, "index.html"), "utf8");
  for (const [tag, inside] of html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)) assert.equal(inside, "", tag);
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/);
});

test("the policy stops requests to anywhere else, and inline script", async (t) => {
  const app = await openApp(t);
  const outcome = await app.page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "globalThis.planted = true";
    document.head.append(script);
    const image = new Image();
    const sent = await fetch("https://example.invalid/").then(() => "sent", () => "stopped");
    image.src = "https://example.invalid/pixel.png";
    return { planted: globalThis.planted ?? false, sent };
  });
  assert.deepEqual(outcome, { planted: false, sent: "stopped" });
  assert.ok(app.problems.some((problem) => problem.includes("connect-src")), app.problems.join("\n"));
});

test("inside another page it refuses to run, also where the host sends no headers", async (t) => {
  const site = await startServer({
    dir: DIST,
    intercept: (address) =>
      address === "/frame.html" ? { headers: { "content-type": "text/html", "content-security-policy": "" }, body: '<iframe src="/" title="x"></iframe>' } : undefined,
  });
  t.after(() => site.close());
  const browser = await openBrowser(t);
  const { page } = await openPage(browser.context, site.origin);
  await page.route("**/*", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    for (const name of ["content-security-policy", "x-frame-options", "content-encoding", "content-length"]) delete headers[name];
    await route.fulfill({ response, headers });
  });
  await page.goto(`${site.url}frame.html`);
  const inner = page.frameLocator("iframe");
  await inner.getByRole("heading", { name: "Recoup does not run inside another page" }).waitFor();
  assert.ok(!site.requests.includes("/sw.js"));
  await page.unrouteAll({ behavior: "ignoreErrors" }); // the page went on loading what it does not use
});

test("with the headers a browser does not even show it inside another page", async (t) => {
  const site = await startServer({
    dir: DIST,
    intercept: (address) =>
      address === "/frame.html" ? { headers: { "content-type": "text/html", "content-security-policy": "" }, body: '<iframe src="/" title="x"></iframe>' } : undefined,
  });
  t.after(() => site.close());
  const browser = await openBrowser(t);
  const { page } = await openPage(browser.context, site.origin);
  await page.goto(`${site.url}frame.html`);
  assert.equal(await page.frameLocator("iframe").locator("#opening, .boot-screen").count(), 0);
});

test("a missing program shows a screen that says so and offers the data", async (t) => {
  const gone = { status: 404, body: "not found" };
  const app = await openApp(t, { path: "/robots.txt", wait: false, intercept: (address) => (address.endsWith(".wasm") ? gone : undefined) });
  await plant(app.page);
  await app.goto("/");
  await heading(app.page).waitFor();
  assert.equal(await heading(app.page).textContent(), "Recoup could not start");
  const data = await downloadedData(app.page);
  assert.equal(data.local_storage["recoup/x"], "kept in local storage");
  await screenshots(app.page, "boot-not-started");
});

test("a browser without WebAssembly is told so", async (t) => {
  const browser = await openBrowser(t);
  await browser.context.addInitScript(() => delete globalThis.WebAssembly);
  const app = await openApp(t, { browser });
  assert.equal(await heading(app.page).textContent(), "This browser cannot run Recoup");
});

test("a crash shows its screen within a second, and the download holds everything stored, as it is stored", async (t) => {
  const app = await openApp(t);
  await ready(app.page);
  await plant(app.page);
  const took = await app.page.evaluate(async () => {
    const from = performance.now();
    globalThis.__recoup_crashed("panicked at src/example.rs:1: <img src=x onerror=alert(1)>");
    while (!document.querySelector("main.boot-screen")) await new Promise(requestAnimationFrame);
    return performance.now() - from;
  });
  assert.ok(took < 1000, `${took} ms`);
  assert.equal(await heading(app.page).textContent(), "Recoup has stopped");
  assert.equal(await app.page.evaluate(() => document.activeElement.tagName), "H1");
  assert.equal(await app.page.locator("main img").count(), 0);
  assert.deepEqual(await axe(app.page), []);
  await screenshots(app.page, "boot-crash");

  const data = await downloadedData(app.page);
  assert.equal(data.format, "recoup-raw");
  assert.deepEqual(data.problems, []);
  assert.equal(data.local_storage["recoup/x"], "kept in local storage");
  assert.equal(data.local_storage["another-site/x"], undefined);
  assert.equal(data.indexed_db["recoup/y"], "kept in IndexedDB");
  await app.page.getByRole("status").getByText(/^Handed to the browser as recoup-data-/).waitFor();

  // The planted key is none of the app's own, so what it shows now is its own affair; it is a new start in any case.
  await Promise.all([app.page.waitForEvent("load"), app.page.getByRole("button", { name: "Open again" }).click()]);
});

test("after a crash nothing can be written any more, and another tab may write", async (t) => {
  const app = await openApp(t);
  await ready(app.page);
  await plant(app.page);
  const outcome = await app.page.evaluate(async () => {
    navigator.locks.request("recoup-example", () => new Promise(() => {})).catch(() => {});
    globalThis.__recoup_crashed("example");
    const attempts = [
      () => localStorage.setItem("recoup/x", "overwritten"),
      () => localStorage.removeItem("recoup/x"),
      () => localStorage.clear(),
      () => new BroadcastChannel("recoup").postMessage("saved"),
    ];
    const refused = attempts.map((attempt) => {
      try {
        attempt();
        return "done";
      } catch {
        return "refused";
      }
    });
    return { refused, kept: localStorage.getItem("recoup/x") };
  });
  assert.deepEqual(outcome, { refused: ["refused", "refused", "refused", "refused"], kept: "kept in local storage" });
  const other = await app.context.newPage();
  await other.goto(app.url("/robots.txt"));
  const got = await other.evaluate(() => navigator.locks.request("recoup-example", { signal: AbortSignal.timeout(3000) }, () => "got it"));
  assert.equal(got, "got it");
});

test("a trap of the wasm and an exhausted stack inside it count as crashes, an extension's error does not", async (t) => {
  const app = await openApp(t);
  await app.page.evaluate(() => setTimeout(() => Promise.reject(new Error("some extension"))));
  await app.page.evaluate(() => setTimeout(() => { throw new RangeError("Maximum call stack size exceeded"); }));
  await app.page.waitForTimeout(200);
  assert.equal(await app.page.locator(".boot-screen").count(), 0);

  // (module (func (export "trap") unreachable) (func (export "deep") call 1))
  const run = (name) =>
    app.page.evaluate(async (which) => {
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 3, 2, 0, 0, 7, 15, 2, 4, 116, 114, 97, 112, 0, 0, 4, 100, 101, 101, 112, 0, 1,
        10, 10, 2, 3, 0, 0, 11, 4, 0, 16, 1, 11];
      const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
      setTimeout(() => instance.exports[which]());
    }, name);
  for (const name of ["trap", "deep"]) {
    await run(name);
    await heading(app.page).getByText("Recoup has stopped").waitFor({ timeout: 1000 });
    await app.page.reload();
    await opened(app.page);
  }
});

test("the recovery screen says what is wrong, offers the data and creates nothing", async (t) => {
  const app = await openApp(t);
  await ready(app.page);
  await app.page.evaluate(() => localStorage.setItem("recoup/x", "damaged"));
  const before = await app.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
  await app.page.evaluate(() => globalThis.__recoup_recovery("The stored ledger does not pass its own check.", "record 17: wrong hash"));
  assert.equal(await heading(app.page).textContent(), "Your ledger needs a look");
  await app.page.getByText("The stored ledger does not pass its own check.").waitFor();
  const data = await downloadedData(app.page);
  assert.equal(data.local_storage["recoup/x"], "damaged");
  assert.deepEqual(await app.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort()), before);
  assert.deepEqual(await axe(app.page), []);
});

test("without JavaScript the page says what it is and that it needs it", async (t) => {
  const browser = await openBrowser(t, { javaScriptEnabled: false });
  const app = await openApp(t, { browser, wait: false });
  await app.page.locator("noscript p").waitFor();
  assert.match(await app.page.locator("noscript p").textContent(), /needs JavaScript/);
});
