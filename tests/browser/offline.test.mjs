// The service worker: everything works without a network after the first load, under a root and under a path, and versions never mix.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { DIST, copyOfBuild, finishDist, kill9, newProfile, offlineReady, openApp, openBrowser, openPage, opened } from "./lib/harness.mjs";
import { startServer } from "./serve.mjs";

const cachedVersions = (page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("recoup-app:")).map((name) => name.split(":").at(-1)));
const runningVersion = (page) => page.locator('meta[name="recoup-version"]').getAttribute("content");

for (const base of ["/", "/shop/"]) {
  test(`under ${base}: after one load a deep link opens without a network, again after the browser was killed`, async (t) => {
    const profile = await newProfile();
    t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    const browser = await openBrowser(t, { profile });
    const app = await openApp(t, { base, browser });
    assert.equal(await offlineReady(app.page), true);
    await app.server.close();

    await app.goto("/customers");
    await app.page.reload();
    await opened(app.page);
    assert.equal(await app.page.locator(".boot-screen").count(), 0);
    assert.equal(new URL(app.page.url()).pathname, `${base}customers`);
    assert.equal(await app.page.evaluate(() => document.baseURI), app.url("/"));
    assert.deepEqual(app.problems, []);

    await kill9(browser);
    const later = await openBrowser(t, { profile });
    const { page, problems } = await openPage(later.context, app.server.origin);
    await page.goto(app.url("/invoices?as_of=2026-01-31"));
    await opened(page);
    assert.equal(await page.locator(".boot-screen").count(), 0);
    assert.deepEqual(problems, []);
  });

  test(`under ${base}: a deep link works as the very first address`, async (t) => {
    const app = await openApp(t, { base, path: "/customers/7" });
    assert.equal(await app.page.locator(".boot-screen").count(), 0);
    assert.deepEqual(app.problems, []);
    const manifest = await app.page.evaluate(() => document.querySelector('link[rel="manifest"]').href);
    const { start_url, icons } = await (await app.page.request.get(manifest)).json();
    assert.equal(new URL(start_url, manifest).href, app.url("/"));
    for (const { src } of icons) assert.equal((await app.page.request.get(new URL(src, manifest).href)).status(), 200);
  });
}

/** A copy of the build whose content differs, so that it is another version. */
const nextVersion = (t) =>
  copyOfBuild(t, {
    change: async (dir) => {
      const icon = path.join(dir, "icon.svg");
      await writeFile(icon, `${await readFile(icon, "utf8")}<!-- next -->`);
      finishDist(dir);
    },
  });

/** A server whose folder can be changed while it runs, as a deployment would. */
async function movingSite(t, first) {
  let dir = first;
  let spoil = null;
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
  const site = await startServer({
    dir: first,
    intercept: async (address) => {
      if (spoil?.(address)) return { status: 503, body: "busy" };
      const name = path.extname(address) === "" ? "index.html" : address.slice(1);
      const body = await readFile(path.join(dir, name)).catch(() => null);
      return body ? { headers: { "content-type": types[path.extname(name)] ?? "application/octet-stream" }, body } : { status: 404, body: "not found" };
    },
  });
  t.after(() => site.close());
  return { site, deploy: (next, failing = null) => ([dir, spoil] = [next, failing]) };
}

const lookForUpdate = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));

test("a new version waits for consent, then replaces the old one whole", async (t) => {
  const { site, deploy } = await movingSite(t, DIST);
  const app = await openApp(t, { server: site });
  await offlineReady(app.page);
  const old = await runningVersion(app.page);

  deploy(await nextVersion(t));
  const announced = app.page.evaluate(() => new Promise((resolve) => addEventListener("recoup:update-ready", resolve, { once: true })).then(() => true));
  await lookForUpdate(app.page);
  assert.equal(await announced, true);
  await app.page.reload();
  await opened(app.page);
  assert.equal(await runningVersion(app.page), old, "reloading alone does not change the version");

  await app.page.waitForFunction(() => globalThis.__recoup_update_ready);
  await Promise.all([app.page.waitForEvent("load"), app.page.evaluate(() => globalThis.__recoup_apply_update())]);
  await opened(app.page);
  const fresh = await runningVersion(app.page);
  assert.notEqual(fresh, old);
  await app.page.waitForFunction(async () => (await caches.keys()).length === 1);
  assert.deepEqual(await cachedVersions(app.page), [fresh]);
  assert.equal(await app.page.evaluate(() => globalThis.__recoup_apply_update()), false);
});

test("a tab with something unfinished may refuse to reload when another tab switched the version", async (t) => {
  const { site, deploy } = await movingSite(t, DIST);
  const app = await openApp(t, { server: site });
  await offlineReady(app.page);
  const second = await openApp(t, { server: site, browser: app.browser });
  await second.page.evaluate(() => {
    globalThis.unfinished = true;
    addEventListener("recoup:replaced", (event) => event.preventDefault());
  });
  deploy(await nextVersion(t));
  await lookForUpdate(app.page);
  await app.page.waitForFunction(() => globalThis.__recoup_update_ready);
  await Promise.all([app.page.waitForEvent("load"), app.page.evaluate(() => globalThis.__recoup_apply_update())]);
  await opened(app.page);
  assert.equal(await second.page.evaluate(() => globalThis.unfinished), true);
});

test("a half-arrived version is not used at all", async (t) => {
  const { site, deploy } = await movingSite(t, DIST);
  const app = await openApp(t, { server: site });
  await offlineReady(app.page);
  const old = await runningVersion(app.page);

  deploy(await nextVersion(t), (address) => address.endsWith("icon.svg"));
  await lookForUpdate(app.page);
  await app.page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return !registration.installing && !registration.waiting;
  });
  await site.close();
  await app.page.reload();
  await opened(app.page);
  assert.equal(await runningVersion(app.page), old);
  assert.equal(await app.page.locator(".boot-screen").count(), 0);
});

test("a file of another version under the right name is refused by its hash", async (t) => {
  const mixed = await copyOfBuild(t, {
    change: async (dir) => {
      const style = (await readdir(dir)).find((name) => name.endsWith(".css"));
      await writeFile(path.join(dir, style), "/* another version */");
    },
  });
  const app = await openApp(t, { dir: mixed });
  const state = await app.page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const registration = await navigator.serviceWorker.getRegistration();
    return Boolean(registration?.active);
  });
  assert.equal(state, false);
});

test("only the listed files are kept, whatever else the page asks for", async (t) => {
  const app = await openApp(t);
  await offlineReady(app.page);
  await app.page.evaluate(() => Promise.all(["robots.txt", "customers", "nowhere.json"].map((name) => fetch(name).catch(() => {}))));
  const kept = await app.page.evaluate(async () => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
  });
  assert.ok(kept.includes("/") && kept.some((name) => name.endsWith(".wasm")));
  for (const absent of ["/robots.txt", "/customers", "/index.html", "/404.html", "/sw.js", "/_headers"]) assert.ok(!kept.includes(absent), absent);
});
