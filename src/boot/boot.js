// Starts the app, and is what is left when the app cannot run: plain JavaScript, no Rust, no framework.
//
// It refuses where the owner's money data would not be safe (inside another page, opened from a file), loads the wasm, shows
// the crash and recovery screens with a download of everything stored, and keeps the service worker up to date.
//
// What the app may call or listen to (all on the global object):
//   __recoup_crashed(message)           from the panic hook: stop writing, show the crash screen
//   __recoup_recovery(reason, details)  when stored data cannot be trusted: stop writing, show the recovery screen
//   __recoup_apply_update()             the owner agreed: switch to the waiting version; false when there is none
//   __recoup_update_ready               true as soon as a new version waits; the event `recoup:update-ready` tells when
//   event `recoup:replaced`             another tab switched the version; this tab reloads unless the event is prevented
(() => {
  "use strict";

  const KEY_PREFIX = "recoup/";
  const DATABASE = "recoup";
  const ENTRIES = "entries";
  const DATABASE_PATIENCE_MS = 10_000;
  const UPDATE_CHECK_MS = 3_600_000;

  const base = document.baseURI;
  const version = document.querySelector('meta[name="recoup-version"]')?.content ?? "";
  let stopped = false;

  // ---- Stopping -------------------------------------------------------------------------------------------------------

  /// After this nothing of the app can write any more: its memory may be damaged, its timers may still run.
  function stop() {
    stopped = true;
    const refuse = () => {
      throw new DOMException("Recoup has stopped; nothing is written any more.", "InvalidStateError");
    };
    const doors = [
      ["Storage", ["setItem", "removeItem", "clear"]],
      ["IDBObjectStore", ["put", "add", "delete", "clear"]],
      ["IDBCursor", ["update", "delete"]],
      ["BroadcastChannel", ["postMessage"]],
    ];
    for (const [kind, methods] of doors) {
      for (const method of methods) {
        if (globalThis[kind]) globalThis[kind].prototype[method] = refuse;
      }
    }
    release_locks().catch(() => {}); // another tab gets them at the latest when this one closes
  }

  /// Gives this tab's locks back, so that another tab can go on writing while this one shows the screen.
  async function release_locks() {
    if (!navigator.locks) return;
    const probe = `recoup-probe-${crypto.randomUUID()}`;
    await navigator.locks.request(probe, async () => {
      const { held } = await navigator.locks.query();
      const own = held.find((lock) => lock.name === probe).clientId;
      const names = held.filter((lock) => lock.clientId === own && lock.name !== probe).map((lock) => lock.name);
      await Promise.all(names.map((name) => navigator.locks.request(name, { steal: true }, () => {})));
    });
  }

  // ---- The raw download -----------------------------------------------------------------------------------------------

  function read_local_storage(problems) {
    const found = {};
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const key = localStorage.key(i);
        if (key.startsWith(KEY_PREFIX)) found[key] = localStorage.getItem(key);
      }
    } catch (error) {
      problems.push(`local storage: ${error}`);
    }
    return found;
  }

  /// Reads without ever creating or upgrading the database: an upgrade started by this open is aborted.
  function open_database() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE);
      let absent = false;
      request.onupgradeneeded = () => {
        absent = true;
        request.transaction.abort();
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => (absent ? resolve(null) : reject(request.error));
    });
  }

  async function read_entries() {
    const database = await open_database();
    if (!database || !database.objectStoreNames.contains(ENTRIES)) return {};
    const store = database.transaction(ENTRIES, "readonly").objectStore(ENTRIES);
    const all = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const [keys, values] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    database.close();
    return Object.fromEntries(keys.map((key, i) => [String(key), values[i]]));
  }

  async function read_indexed_db(problems) {
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error("no answer")), DATABASE_PATIENCE_MS);
    });
    try {
      return await Promise.race([read_entries(), late]);
    } catch (error) {
      problems.push(`IndexedDB: ${error}`);
      return {};
    }
  }

  /// Everything stored, exactly as it is stored, with nothing interpreted.
  async function collect(reason) {
    const problems = [];
    const local_storage = read_local_storage(problems);
    const indexed_db = await read_indexed_db(problems);
    return {
      format: "recoup-raw",
      format_version: 1,
      saved_at: new Date().toISOString(),
      app_version: version,
      reason,
      problems,
      local_storage,
      indexed_db,
    };
  }

  async function download(reason, say) {
    say("Collecting your data…");
    const data = await collect(reason);
    const name = `recoup-data-${data.saved_at.slice(0, 10)}.json`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    const count = new Set([...Object.keys(data.local_storage), ...Object.keys(data.indexed_db)]).size;
    const trouble = data.problems.length > 0 ? ` Not everything could be read: ${data.problems.join("; ")}.` : "";
    say(`Handed to the browser as ${name}: ${count} ${count === 1 ? "entry" : "entries"}.${trouble}`);
  }

  // ---- The screens ----------------------------------------------------------------------------------------------------

  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function button(label, kind, act) {
    const node = element("button", { type: "button", class: `boot-button boot-${kind}` }, label);
    node.addEventListener("click", act);
    return node;
  }

  /// Replaces the page. `texts` are paragraphs; `details` is what a helper would want to read.
  function show({ title, texts, details, actions }) {
    const heading = element("h1", { tabindex: "-1" }, title);
    const status = element("p", { role: "status", class: "boot-status" });
    const say = (text) => {
      status.textContent = text;
    };
    const screen = element("main", { class: "boot-screen" }, heading, ...texts.map((text) => element("p", {}, text)));
    if (actions) screen.append(element("p", { class: "boot-actions" }, ...actions(say)), status);
    if (details) {
      const summary = element("summary", {}, "Details for whoever helps you");
      screen.append(element("details", {}, summary, element("pre", {}, details)));
    }
    document.title = `${title} – Recoup`;
    document.body.replaceChildren(screen);
    heading.focus();
  }

  function rescue_actions(reason) {
    return (say) => [
      button("Download my data", "primary", () => {
        download(reason, say).catch((error) => say(`The download failed: ${error}`));
      }),
      button("Open again", "secondary", open_again),
    ];
  }

  function crashed(message) {
    if (stopped) return;
    stop();
    const details = `${message}\n\nversion ${version || "development"}\n${navigator.userAgent}`;
    show({
      title: "Recoup has stopped",
      texts: [
        "Something went wrong inside the program, and it stopped at once rather than go on with numbers it cannot vouch for.",
        "Everything that was saved is still on this device. What you were typing just now may not be.",
        "Open Recoup again to go on. To be safe, download your data first.",
      ],
      details,
      actions: rescue_actions(`crash: ${message}`),
    });
  }

  function recovery(reason, details) {
    if (stopped) return;
    stop();
    show({
      title: "Your ledger needs a look",
      texts: [
        String(reason),
        "Nothing was changed and nothing was deleted: all that is stored is still on this device.",
        "Download your data before anything else, and keep the file. Then open Recoup again.",
      ],
      details: details ? String(details) : "",
      actions: rescue_actions(`recovery: ${reason}`),
    });
  }

  function not_started(error) {
    if (stopped) return;
    stop();
    show({
      title: "Recoup could not start",
      texts: [
        "A part of the program is missing or did not load. Check the connection, then open it again.",
        "Your saved data was not touched. It is still on this device.",
      ],
      details: `${error?.stack ?? error}\n\nversion ${version || "development"}\n${navigator.userAgent}`,
      actions: rescue_actions(`start: ${error}`),
    });
    keep_up_to_date();
  }

  function refuse(title, ...texts) {
    stopped = true;
    show({ title, texts });
  }

  // ---- The service worker ---------------------------------------------------------------------------------------------

  let registration = null;
  let agreed = false;
  let had_controller = Boolean(navigator.serviceWorker?.controller);

  function announce_update() {
    globalThis.__recoup_update_ready = true;
    dispatchEvent(new CustomEvent("recoup:update-ready"));
  }

  function watch(worker) {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) announce_update();
    });
  }

  /// Another version took over. The tab that agreed reloads; any other may ask for time.
  function controller_changed() {
    if (!agreed && !had_controller) {
      had_controller = true; // the very first version: it is the one that is running
      return;
    }
    const go = agreed || stopped || dispatchEvent(new CustomEvent("recoup:replaced", { cancelable: true }));
    if (go) location.reload();
  }

  function apply_update() {
    const waiting = registration?.waiting;
    if (!waiting) return false;
    agreed = true;
    waiting.postMessage("skip-waiting");
    return true;
  }

  function open_again() {
    if (apply_update()) setTimeout(() => location.reload(), 3_000);
    else location.reload();
  }

  /// Only a finished build has a version and a worker; development loads everything anew each time.
  async function keep_up_to_date() {
    if (!version || !navigator.serviceWorker || registration) return;
    navigator.serviceWorker.addEventListener("controllerchange", controller_changed);
    try {
      registration = await navigator.serviceWorker.register(new URL("sw.js", base), { scope: base, updateViaCache: "none" });
    } catch (error) {
      console.warn("Recoup will not open offline:", error);
      return;
    }
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    if (registration.waiting && registration.active) announce_update();
    let checked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible" || Date.now() - checked < UPDATE_CHECK_MS) return;
      checked = Date.now();
      registration.update().catch(() => {}); // offline: the next look will do
    });
  }

  // ---- Start ----------------------------------------------------------------------------------------------------------

  /// Traps of the wasm, and a call stack that ran out inside it. Errors of browser extensions are none of ours.
  function is_crash(error) {
    if (error instanceof WebAssembly.RuntimeError) return true;
    const too_deep = error instanceof RangeError || error?.name === "InternalError";
    return too_deep && /wasm/i.test(String(error.stack));
  }

  function watch_for_crashes() {
    globalThis.__recoup_crashed = (message) => crashed(String(message));
    globalThis.__recoup_recovery = recovery;
    globalThis.__recoup_apply_update = apply_update;
    globalThis.__recoup_update_ready = false;
    addEventListener("error", (event) => {
      if (is_crash(event.error)) crashed(`${event.error.stack ?? event.error}`);
    });
    addEventListener("unhandledrejection", (event) => {
      if (is_crash(event.reason)) crashed(`${event.reason.stack ?? event.reason}`);
    });
  }

  async function start() {
    if (location.protocol === "file:") {
      refuse(
        "Recoup cannot run from a file",
        "Browsers give all files on a disk one shared storage, so any other file could read your ledger.",
        "Serve the folder with a web server, on this machine or elsewhere, and open its address.",
      );
      return;
    }
    if (window.top !== window.self) {
      refuse(
        "Recoup does not run inside another page",
        "That page could watch or steer what you do here. Open Recoup in a tab of its own.",
      );
      return;
    }
    if (typeof WebAssembly !== "object") {
      refuse(
        "This browser cannot run Recoup",
        "It lacks WebAssembly, or has it switched off. Any current Firefox, Chrome, Edge or Safari can run it.",
        "Your saved data was not touched.",
      );
      return;
    }
    watch_for_crashes();
    try {
      const app = await import(document.getElementById("app-js").href);
      await app.default({ module_or_path: document.getElementById("app-wasm").href });
    } catch (error) {
      not_started(error);
      return;
    }
    document.getElementById("opening")?.remove();
    keep_up_to_date();
  }

  start();
})();
