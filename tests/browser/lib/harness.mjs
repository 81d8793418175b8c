// What every journey stands on: the finished build behind a server, a real Chromium with an empty profile, and a few helpers.
//
//   test("…", async (t) => {
//     const app = await openApp(t, { path: "/customers" });   // closed and cleaned up when the test ends
//     await app.page.getByRole("heading").waitFor();
//     assert.deepEqual(app.problems, []);
//   });
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startServer } from "../serve.mjs";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const DIST = process.env.RECOUP_DIST ?? path.join(ROOT, "dist");
export const OUTPUT = path.join(ROOT, "tests/browser/output");
/** Real files that are not part of the repository; tests that want them say so and are skipped without them. */
export const SHARED_DATA = process.env.RECOUP_DATA ?? path.join(ROOT, "../shared/data");

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The Chromium to drive: `CHROME`, `PLAYWRIGHT_CHROMIUM`, or one of the usual names. */
export function chromiumPath() {
  for (const named of [process.env.CHROME, process.env.PLAYWRIGHT_CHROMIUM]) if (named) return named;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  const found = candidates.find((file) => existsSync(file));
  if (!found) throw new Error("no Chromium found; install one and set CHROME to its path");
  return found;
}

/** The path of a file in ../shared/data, or null (with a sentence on the test) when it is not there. */
export function sharedData(t, name) {
  const file = path.join(SHARED_DATA, name);
  if (existsSync(file)) return file;
  t.skip(`${name} is not in ${SHARED_DATA}: nothing to test with`);
  return null;
}

/** Runs the last step of a build again on `dir`, moving it under `base` when one is given. */
export function finishDist(dir, base) {
  const words = ["run", "--quiet", "--locked", "--no-default-features", "--bin", "finish_dist", "--", dir];
  execFileSync("cargo", base ? [...words, base] : words, { cwd: ROOT });
}

/** A copy of the build in a folder of its own, gone when the test ends; `change(dir)` may alter it. */
export async function copyOfBuild(t, { base, change } = {}) {
  const dir = await mkdtemp(path.join(os.tmpdir(), "recoup-build-"));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await cp(DIST, dir, { recursive: true });
  await change?.(dir);
  if (base) finishDist(dir, base);
  return dir;
}

export const newProfile = () => mkdtemp(path.join(os.tmpdir(), "recoup-profile-"));

/**
 * Opens a browser on an own profile. `profile` (from `newProfile`) keeps what is stored across `kill9` and further calls.
 * Resolves to `{ context, profile, close }`; closed when the test ends.
 */
export async function openBrowser(t, { profile, viewport = DESKTOP, dark = false, locale = "en-US", timezone = "UTC", ...more } = {}) {
  const folder = profile ?? (await newProfile());
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    headless: true,
    args: FLAGS,
    viewport,
    colorScheme: dark ? "dark" : "light",
    locale,
    timezoneId: timezone,
    acceptDownloads: true,
    ...more,
  });
  const close = async () => {
    await context.close().catch(() => {});
    if (!profile) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  t.after(close);
  return { context, profile: folder, close };
}

/** Opens a page of `context` and writes down whatever went wrong on it: console errors, exceptions, requests elsewhere. */
export async function openPage(context, origin) {
  const page = context.pages().find((each) => each.url() === "about:blank") ?? (await context.newPage());
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.stack ?? error}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) problems.push(`request elsewhere: ${url}`);
  });
  return { page, problems };
}

/** Until the app has taken over from the opening screen (or boot.js has put another screen in its place). */
export const opened = (page) => page.waitForFunction(() => !document.getElementById("opening") && document.body.childElementCount > 0);

/**
 * A server on the build, a browser with an empty profile, the page at `path`. With a `base`, a copy of the build moved there.
 * Pass `server` or `browser` to share one. Resolves to `{ server, browser, context, page, problems, url(path), goto(path) }`.
 */
export async function openApp(t, { path: place = "/", base = "/", dir, intercept, server, browser, wait = true, ...browserOptions } = {}) {
  if (!existsSync(path.join(DIST, "index.html"))) throw new Error(`${DIST} holds no build; run \`make build\` first`);
  const moved = () => (base === "/" ? DIST : copyOfBuild(t, { base }));
  const site = server ?? (await startServer({ dir: dir ?? (await moved()), base, intercept }));
  if (!server) t.after(() => site.close());
  const own = browser ?? (await openBrowser(t, browserOptions));
  const { page, problems } = await openPage(own.context, site.origin);
  const url = (to) => site.url + to.replace(/^\//, "");
  const goto = async (to) => {
    await page.goto(url(to));
    if (wait) await opened(page);
  };
  await goto(place);
  return { server: site, browser: own, context: own.context, page, problems, url, goto };
}

/** Until the service worker of the page is installed, so that everything is there without a network. */
export const offlineReady = (page) => page.evaluate(async () => Boolean((await navigator.serviceWorker.ready).active));

/** Ends a browser as a power cut would. Every process that runs on its profile is killed, by its own id. */
export async function kill9(browser) {
  const gone = new Promise((resolve) => browser.context.once("close", resolve));
  for (const id of processesOn(browser.profile)) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It ended with its parent.
    }
  }
  await gone;
  for (const lock of ["SingletonLock", "SingletonSocket", "SingletonCookie"]) await rm(path.join(browser.profile, lock), { force: true });
}

function processesOn(profile) {
  const mark = `--user-data-dir=${profile}`;
  if (existsSync("/proc/self/cmdline")) {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => {
        try {
          return readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").includes(mark);
        } catch {
          return false;
        }
      })
      .map(Number);
  }
  return execFileSync("ps", ["-axww", "-o", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(mark))
    .map((line) => Number.parseInt(line, 10));
}

/** axe-core's violations on the page as it is, one readable line each; an empty list is the goal. */
export async function axe(page, options = {}) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (given) => (await globalThis.axe.run(document, given)).violations, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    ...options,
  });
  return violations.map(
    ({ id, impact, help, nodes }) => `${id} (${impact}): ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}

/** Screenshots of the page as it is now: desktop, phone, desktop in the dark. Named `NAME-desktop.png` and so on in `output/`. */
export async function screenshots(page, name) {
  await mkdir(OUTPUT, { recursive: true });
  const looks = [
    ["desktop", DESKTOP, "light"],
    ["phone", PHONE, "light"],
    ["dark", DESKTOP, "dark"],
  ];
  for (const [look, viewport, colorScheme] of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: path.join(OUTPUT, `${name}-${look}.png`), fullPage: true });
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: "light" });
}

/** The text of the file that `act` makes the page download, and its name. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}
