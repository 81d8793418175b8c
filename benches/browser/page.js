// In the page: one ledger of the core, the same columns for the peer, and what is compared and timed on both.
import init, { Book } from "./bench_page.js";
import * as peer from "./peer.js";
import { flatReminders, reminderSchedule } from "./reminders.js";

const { memory } = await init();
const PAST = 181; // days before today: the end of last year
let measures = {};
let book;
let kept = 0; // whatever a call returned: a result that is used cannot be optimised away

const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);
const checked = (what, ours, theirs) => {
  if (!same(ours, theirs)) {
    const at = ours.findIndex((value, index) => value !== theirs[index]);
    throw new Error(`${what} differs at ${at}: ${ours.slice(at - 3, at + 8)} / ${theirs.slice(at - 3, at + 8)} (${ours.length}, ${theirs.length})`);
  }
  return ours.length;
};

/** Makes the ledger, compares every result and returns what is known of it. */
globalThis.load = (invoices) => {
  book?.free();
  book = Book.generate(invoices);
  const today = Book.today();
  const past = today - PAST;
  const columns = peer.columnsOf((name) => book.column(name), book.codes(), book.follow_up());
  const json = book.json();
  const snapshot = book.snapshot();
  const packed = book.pack();
  const compared = {};
  for (const [name, day, scans] of [
    ["past", past, [peer.scanPast, peer.scanPastBranching]],
    ["today", today, [peer.scanToday, peer.scanPast]],
  ]) {
    const ours = book.aging_rows(day);
    for (const scan of scans) compared[name] = checked(`aging ${name} by ${scan.name}`, ours, peer.flatRows(peer.agingReport(columns, scan(columns, day))));
  }
  compared.reminders = checked("reminders", book.reminder_rows(today), flatReminders(reminderSchedule(columns, today, 30)));
  const revived = peer.readJson(json);
  checked("amounts read", Array.from(columns.invoice.amount), revived.invoices.map((invoice) => invoice.amount.minor));
  checked("due dates read", Array.from(columns.invoice.due), revived.invoices.map((invoice) => invoice.due));
  if (Book.read(snapshot) !== invoices || Book.unpack(packed) !== invoices) throw new Error("the stored ledger reads back different");

  measures = {
    "aging, past day: scan": [() => book.scan(past), () => peer.scanPast(columns, past), () => peer.scanPastBranching(columns, past)],
    "aging, today: scan": [() => book.scan(today), () => peer.scanToday(columns, today)],
    "aging, today against the core's own past": [() => book.scan(today), () => book.scan(past)],
    "aging, past day: whole report": [
      () => book.aging(past),
      () => peer.agingReport(columns, peer.scanPast(columns, past)).rows.length,
      () => peer.agingReport(columns, peer.scanPastBranching(columns, past)).rows.length,
    ],
    "aging, today: whole report": [() => book.aging(today), () => peer.agingReport(columns, peer.scanToday(columns, today)).rows.length],
    "reminders, today and 30 days": [() => book.reminders(today), () => reminderSchedule(columns, today, 30).due.length],
    "worklist, against the core's own reminders": [() => book.worklist(today), () => book.reminders(today)],
    "stored text to facts": [() => Book.read(snapshot), () => peer.readJson(json).invoices.length],
    "packed bytes to facts": [() => Book.unpack(packed), () => peer.readJson(json).invoices.length],
    "stored text to a ledger that answers": [
      () => {
        const opened = Book.open(snapshot);
        opened.free();
        return 1;
      },
      () => peer.readJson(json).invoices.length,
    ],
    "facts to stored text": [() => book.snapshot().length, () => JSON.stringify(revived).length],
  };
  return {
    names: Object.keys(measures),
    compared,
    counts: {
      customers: new Set(columns.account.customer).size,
      accounts: columns.account.customer.length,
      payments: columns.payment.amount.length,
      notes: columns.note.amount.length,
      open: columns.open.length,
      messages: columns.messages.length,
    },
    bytes: { packed: packed.length, snapshot: snapshot.length, json: json.length },
  };
};

/** Runs one side of a measurement `times` times; the wall time in milliseconds. */
globalThis.run = (name, side, times) => {
  const work = measures[name][side];
  const from = performance.now();
  for (let i = 0; i < times; i++) kept += work() ? 1 : 0;
  return performance.now() - from;
};
globalThis.sides = (name) => measures[name].length;

/** The memory of a core that only opened the stored ledger, then also aged it. */
globalThis.memoryOfOpened = async () => {
  const snapshot = book.snapshot();
  const fresh = await import(`./bench_page.js?${snapshot.length}-${performance.now()}`);
  const wasm = await fresh.default();
  const empty = wasm.memory.buffer.byteLength;
  const opened = fresh.Book.open(snapshot);
  const ledger = wasm.memory.buffer.byteLength;
  opened.aging(fresh.Book.today() - PAST);
  return { empty, ledger, used: wasm.memory.buffer.byteLength, here: memory.buffer.byteLength };
};
globalThis.ready = true;
