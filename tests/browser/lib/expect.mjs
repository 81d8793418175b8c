// Waiting for a text without a test framework: the last thing seen is in the error.
import assert from "node:assert/strict";

const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2212/g, "-").replace(/\s+/g, " ").trim();

/** Waits until the element's text contains `wanted` (a text or a pattern). */
export async function expect_text(locator, wanted, patience = 10_000) {
  const until = Date.now() + patience;
  let seen = "";
  for (;;) {
    seen = plain((await locator.first().innerText({ timeout: patience }).catch(() => "")) || "");
    if (wanted instanceof RegExp ? wanted.test(seen) : seen.includes(wanted)) return seen;
    if (Date.now() > until) assert.fail(`waited for ${wanted} and saw: ${seen.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
