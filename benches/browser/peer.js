// The same work in JavaScript, written by somebody who wants it fast: the same columns as typed arrays, results in typed
// arrays, no objects in a loop over documents. Amounts are doubles that hold whole minor units.

/** Typed arrays of one ledger, copied out of the core once. `read(name)` gives a Float64Array. */
export function columnsOf(read, codes, followUp) {
  const days = (name) => Int32Array.from(read(name));
  const credit = (name) => ({ on: days(`${name}.on`), until: days(`${name}.until`), amount: read(`${name}.amount`), account: days(`${name}.account`) });
  const [messages, pauses, policy] = JSON.parse(followUp);
  const invoice = {
    issued: days("invoice.issued"),
    due: days("invoice.due"),
    until: days("invoice.until"),
    amount: read("invoice.amount"),
    balance: read("invoice.balance"),
    account: days("invoice.account"),
  };
  // The order of codes, so that rows sort by number.
  const code = new Map(codes.split(" ").map((pair) => pair.split("=")).map(([number, text]) => [Number(number), text]));
  const ranks = new Map([...code].sort((a, b) => (a[1] < b[1] ? -1 : 1)).map(([number], rank) => [number, rank]));
  const currency = days("account.currency");
  return {
    invoice,
    payment: credit("payment"),
    note: credit("note"),
    allocation: { invoice: days("allocation.invoice"), on: days("allocation.on"), until: days("allocation.until"), amount: read("allocation.amount") },
    account: {
      customer: days("account.customer"),
      currency,
      rank: Int32Array.from(currency, (number) => ranks.get(number)),
      owed: read("account.owed"),
      unapplied: read("account.unapplied"),
    },
    open: days("open"),
    dispute: { invoice: days("dispute.invoice"), raised: days("dispute.raised"), closed: days("dispute.closed") },
    lastDays: [0, 30, 60, 90],
    work: new Float64Array(invoice.amount.length),
    messages: messages.map((message) => ({
      customer: message.customer,
      prepared: dayOf(message.prepared),
      offset: message.offset_days,
      covers: message.covers.map((item) => item.invoice - 1),
      sent: message.state.sent ? dayOf(message.state.sent.on) : NEVER,
      pending: message.state === "prepared",
    })),
    pauses: pauses.map(({ customer, from, until }) => ({ customer, from: dayOf(from), until: until ? dayOf(until) : NEVER })),
    policy,
  };
}

const NEVER = 2147483647;

/** Days of the common era, as the core counts them. */
export const dayOf = (text) => Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10)) / 86400000 + 719163;

function emptyScan(columns) {
  const accounts = columns.account.customer.length;
  const buckets = columns.lastDays.length + 1;
  return {
    buckets,
    amounts: new Float64Array(accounts * buckets),
    counts: new Uint32Array(accounts * buckets),
    unapplied: new Float64Array(accounts),
    disputed: new Float64Array(accounts),
    disputedCounts: new Uint32Array(accounts),
    control: new Float64Array(accounts),
  };
}

/** Every document, any day, no branches. */
export function scanPast(columns, day) {
  const scan = emptyScan(columns);
  const { issued, until, amount, account } = columns.invoice;
  const { amounts, counts, control, unapplied } = scan;
  const count = amount.length;
  const balance = columns.work; // kept between calls: one allocation less than the core makes
  for (let i = 0; i < count; i++) {
    const worth = amount[i] * ((issued[i] <= day) & (day < until[i]));
    balance[i] = worth;
    control[account[i]] += worth;
  }
  credits(columns.payment, day, control, unapplied);
  credits(columns.note, day, control, unapplied);
  const uses = columns.allocation;
  const { on, until: ends, invoice: target, amount: part } = uses;
  for (let i = 0, end = part.length; i < end; i++) {
    const taken = part[i] * ((on[i] <= day) & (day < ends[i]));
    const place = target[i];
    balance[place] -= taken;
    unapplied[account[place]] += taken;
  }
  const due = columns.invoice.due;
  const [e0, e1, e2, e3] = columns.lastDays.map((last) => day - last);
  for (let i = 0; i < count; i++) {
    const from = due[i];
    const cell = account[i] * 5 + ((from < e0) + (from < e1) + (from < e2) + (from < e3));
    const open = balance[i];
    amounts[cell] += open;
    counts[cell] += open !== 0;
  }
  disputes(columns, day, scan, balance);
  return scan;
}

/** The same with branches: what does not count is skipped. */
export function scanPastBranching(columns, day) {
  const scan = emptyScan(columns);
  const { issued, until, amount, account, due } = columns.invoice;
  const { amounts, counts, control, unapplied } = scan;
  const count = amount.length;
  const balance = columns.work;
  for (let i = 0; i < count; i++) {
    if (issued[i] <= day && day < until[i]) {
      balance[i] = amount[i];
      control[account[i]] += amount[i];
    } else balance[i] = 0;
  }
  for (const list of [columns.payment, columns.note]) {
    for (let i = 0, end = list.amount.length; i < end; i++) {
      if (list.on[i] <= day && day < list.until[i]) {
        control[list.account[i]] -= list.amount[i];
        unapplied[list.account[i]] -= list.amount[i];
      }
    }
  }
  const uses = columns.allocation;
  for (let i = 0, end = uses.amount.length; i < end; i++) {
    if (uses.on[i] <= day && day < uses.until[i]) {
      balance[uses.invoice[i]] -= uses.amount[i];
      unapplied[account[uses.invoice[i]]] += uses.amount[i];
    }
  }
  const [e0, e1, e2, e3] = columns.lastDays.map((last) => day - last);
  for (let i = 0; i < count; i++) {
    const open = balance[i];
    if (open === 0) continue;
    const from = due[i];
    const bucket = from >= e0 ? 0 : from >= e1 ? 1 : from >= e2 ? 2 : from >= e3 ? 3 : 4;
    amounts[account[i] * 5 + bucket] += open;
    counts[account[i] * 5 + bucket]++;
  }
  disputes(columns, day, scan, balance);
  return scan;
}

/** Open items only, from balances that are kept. */
export function scanToday(columns, day) {
  const scan = emptyScan(columns);
  const { due, balance, account } = columns.invoice;
  const { amounts, counts, unapplied, control } = scan;
  const open = columns.open;
  const [e0, e1, e2, e3] = columns.lastDays.map((last) => day - last);
  for (let i = 0, end = open.length; i < end; i++) {
    const place = open[i];
    const from = due[place];
    const cell = account[place] * 5 + ((from < e0) + (from < e1) + (from < e2) + (from < e3));
    amounts[cell] += balance[place];
    counts[cell]++;
  }
  const { owed, unapplied: credit } = columns.account;
  for (let i = 0, end = owed.length; i < end; i++) {
    unapplied[i] = -credit[i];
    control[i] = owed[i] - credit[i];
  }
  disputes(columns, day, scan, balance);
  return scan;
}

function credits({ on, until, amount, account }, day, control, unapplied) {
  for (let i = 0, end = amount.length; i < end; i++) {
    const worth = amount[i] * ((on[i] <= day) & (day < until[i]));
    control[account[i]] -= worth;
    unapplied[account[i]] -= worth;
  }
}

function disputes(columns, day, scan, balance) {
  const { invoice, raised, closed } = columns.dispute;
  for (let i = 0; i < invoice.length; i++) {
    const open = balance[invoice[i]];
    if (raised[i] > day || day >= closed[i] || open === 0) continue;
    scan.disputed[columns.invoice.account[invoice[i]]] += open;
    scan.disputedCounts[columns.invoice.account[invoice[i]]]++;
  }
}

/** The whole report: rows with anything to show by customer and currency, totals per currency. */
export function agingReport(columns, scan) {
  const { buckets, amounts, counts, unapplied, disputed, disputedCounts, control } = scan;
  const { customer, currency, rank } = columns.account;
  const rows = [];
  for (let account = 0; account < customer.length; account++) {
    const first = account * buckets;
    let documents = 0;
    for (let bucket = 0; bucket < buckets; bucket++) documents += counts[first + bucket];
    if (documents === 0 && unapplied[account] === 0) continue;
    const amountsOf = new Array(buckets);
    const countsOf = new Array(buckets);
    for (let bucket = 0; bucket < buckets; bucket++) {
      amountsOf[bucket] = amounts[first + bucket];
      countsOf[bucket] = counts[first + bucket];
    }
    rows.push({
      customer: customer[account],
      currency: currency[account],
      rank: rank[account],
      buckets: amountsOf,
      counts: countsOf,
      unapplied: unapplied[account],
      disputed: disputed[account],
      disputedCount: disputedCounts[account],
      control: control[account],
    });
  }
  rows.sort((a, b) => a.customer - b.customer || a.rank - b.rank);
  const totals = new Map();
  for (const row of rows) {
    let total = totals.get(row.currency);
    if (!total) {
      total = { buckets: new Array(buckets).fill(0), counts: new Array(buckets).fill(0), unapplied: 0, disputed: 0, disputedCount: 0, control: 0 };
      totals.set(row.currency, total);
    }
    for (let bucket = 0; bucket < buckets; bucket++) {
      total.buckets[bucket] += row.buckets[bucket];
      total.counts[bucket] += row.counts[bucket];
    }
    total.unapplied += row.unapplied;
    total.disputed += row.disputed;
    total.disputedCount += row.disputedCount;
    total.control += row.control;
  }
  return { rows, totals };
}

/** In the order of the core's `aging_rows`. */
export const flatRows = ({ rows }) =>
  rows.flatMap((row) => [row.customer, row.currency, ...row.buckets, ...row.counts, row.unapplied, row.disputed, row.control, row.disputedCount]);

// ── Reading stored facts: JSON.parse, then dates to days and money to minor units, as a program that counts needs them.

const DIGITS = { JPY: 0, KWD: 3 };

function money(text) {
  const space = text.length - 4;
  const digits = DIGITS[text.slice(space + 1)] ?? 2;
  // Amounts here have exactly the currency's decimals, so leaving out the point gives minor units.
  const minor = digits === 0 ? +text.slice(0, space) : +(text.slice(0, space - digits - 1) + text.slice(space - digits, space));
  return { minor, currency: text.slice(space + 1) };
}

/** `JSON.parse` and revive: in place, one pass, no reviver function (which would be several times slower). */
export function readJson(text) {
  const facts = JSON.parse(text);
  const seen = new Map(); // dates repeat: a look-up is cheaper than Date.UTC
  const day = (date) => {
    let found = seen.get(date);
    if (found === undefined) seen.set(date, (found = dayOf(date)));
    return found;
  };
  for (const customer of facts.customers) customer.added = day(customer.added);
  for (const invoice of facts.invoices) {
    invoice.issued = day(invoice.issued);
    invoice.due = day(invoice.due);
    invoice.amount = money(invoice.amount);
    if (invoice.voided) invoice.voided = day(invoice.voided);
  }
  for (const note of facts.credit_notes) {
    note.issued = day(note.issued);
    note.amount = money(note.amount);
  }
  for (const payment of facts.payments) {
    payment.received = day(payment.received);
    payment.amount = money(payment.amount);
    if (payment.reversed) payment.reversed.on = day(payment.reversed.on);
  }
  for (const allocation of facts.allocations) {
    allocation.on = day(allocation.on);
    allocation.amount = money(allocation.amount);
    if (allocation.until) allocation.until = day(allocation.until);
  }
  for (const dispute of facts.disputes) dispute.raised = day(dispute.raised);
  for (const message of facts.messages) message.prepared = day(message.prepared);
  return facts;
}
