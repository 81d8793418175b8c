// The reminder rules in JavaScript: the part of them that the measured ledger exercises (no plans, no moved due dates, today
// only). Days are integers, steps are found by counting, nothing is allocated per day that is played forward.

const NEVER = 2147483647;
const NONE = -32768;

export function reminderSchedule(columns, today, daysAhead) {
  const { policy } = columns;
  const { due, balance, account } = columns.invoice;
  const { customer: owner } = columns.account;
  const offsets = policy.schedule.map((step) => step.offset_days);
  const grace = policy.grace_days;
  const last = today + daysAhead;
  const schedule = { due: [], waiting: [], planned: [], silent: [0, 0, 0] };

  // What was said, per invoice and per customer.
  const settled = new Map();
  const history = new Map();
  for (const message of columns.messages) {
    let known = history.get(message.customer);
    if (!known) history.set(message.customer, (known = { sent: NONE, pending: false }));
    if (message.pending) known.pending = true;
    if (message.sent > today) continue;
    known.sent = Math.max(known.sent, message.sent);
    for (const place of message.covers) settled.set(place, Math.max(settled.get(place) ?? NONE, message.offset));
  }
  const disputed = new Set();
  for (let i = 0; i < columns.dispute.invoice.length; i++) {
    if (columns.dispute.raised[i] <= today && today < columns.dispute.closed[i]) disputed.add(columns.dispute.invoice[i]);
  }
  const pauses = new Map();
  for (const pause of columns.pauses) if (pause.from <= today && today < pause.until) pauses.set(pause.customer, pause.until);

  const byCustomer = new Map();
  for (const place of columns.open) {
    const customer = owner[account[place]];
    const list = byCustomer.get(customer);
    if (list) list.push(place);
    else byCustomer.set(customer, [place]);
  }

  const level = (day, dueOn) => {
    let reached = 0;
    while (reached < offsets.length && dueOn + offsets[reached] + (offsets[reached] > 0 ? grace : 0) <= day) reached++;
    return reached - 1;
  };
  const lastOffset = offsets[offsets.length - 1];

  /** The step the items ask for on a day: [level, lead] and the items in `group`, or null. */
  const group = [];
  const call = (items, day) => {
    let anyLate = false;
    for (const item of items) if (day - item.due > grace) anyLate = true;
    group.length = 0;
    let lead = null;
    let highest = -1;
    let asks = false;
    for (const item of items) {
      if (day - item.due > grace !== anyLate) continue;
      const reached = level(day, item.due);
      if (reached < 0) {
        if (anyLate) group.push(item);
        continue;
      }
      group.push(item);
      const offset = offsets[reached];
      if ((offset > 0 || !anyLate) && item.settled < offset) asks = true;
      if (item.settled < lastOffset && reached > highest) {
        highest = reached;
        lead = item;
      }
    }
    return lead !== null && asks ? { level: highest, lead } : null;
  };
  const totals = () => {
    const sums = new Map();
    for (const item of group) {
      const key = item.currency;
      sums.set(key, (sums.get(key) ?? 0) + item.open - item.covered);
    }
    return sums;
  };
  const settle = (found) => {
    for (const item of group) item.settled = Math.max(item.settled, offsets[found.level]);
  };

  for (const [customer, places] of byCustomer) {
    let items = [];
    for (const place of places) {
      if (disputed.has(place)) schedule.silent[1]++;
      else items.push({ place, due: due[place], open: balance[place], covered: 0, account: account[place], currency: columns.account.currency[account[place]], settled: settled.get(place) ?? NONE });
    }
    items.sort((a, b) => a.due - b.due || a.place - b.place);
    const credit = new Map();
    let covered = false;
    for (const item of items) {
      const left = credit.get(item.account) ?? columns.account.unapplied[item.account];
      item.covered = Math.min(item.open, Math.max(left, 0));
      credit.set(item.account, left - item.covered);
      if (item.covered === item.open) {
        schedule.silent[2]++;
        covered = true;
      }
    }
    if (covered) items = items.filter((item) => item.covered < item.open);
    const pausedUntil = pauses.get(customer);
    if (pausedUntil !== undefined) for (const item of items) if (level(today, item.due) >= 0) schedule.silent[0]++;
    const said = history.get(customer);
    let sent = said ? said.sent : NONE;
    const gapEnd = () => (sent === NONE ? NONE : sent + policy.minimum_gap_days);

    const days = [];
    const add = (day) => {
      if (day > today && day <= last) days.push(day);
    };
    for (const item of items) {
      add(item.due + grace + 1);
      for (const offset of offsets) add(item.due + offset + (offset > 0 ? grace : 0));
    }
    if (sent !== NONE) add(gapEnd());
    if (pausedUntil === NEVER) continue;
    if (pausedUntil !== undefined) add(pausedUntil);
    else {
      const now = call(items, today);
      if (now) {
        const waitsForGap = !said?.pending && today < gapEnd();
        const list = said?.pending || waitsForGap ? schedule.waiting : schedule.due;
        list.push({ customer, on: today, step: policy.schedule[now.level], items: group.slice(), lead: now.lead, totals: totals() });
        if (!waitsForGap) {
          settle(now);
          sent = today;
          add(gapEnd());
        }
      }
    }
    days.sort((a, b) => a - b);
    for (let i = 0, before = NONE; i < days.length; i++) {
      const day = days[i];
      if (day === before || (pausedUntil !== undefined && day < pausedUntil) || day < gapEnd()) continue;
      before = day;
      const next = call(items, day);
      if (!next) continue;
      schedule.planned.push({ customer, on: day, step: policy.schedule[next.level], items: group.length, lead: next.lead, totals: totals() });
      settle(next);
      sent = day;
      const end = gapEnd();
      if (end <= last) {
        let at = i + 1;
        while (at < days.length && days[at] < end) at++;
        days.splice(at, 0, end);
      }
    }
  }
  const largest = (one) => Math.max(0, ...one.totals.values());
  const urgency = (a, b) => b.step.offset_days - a.step.offset_days || b.largest - a.largest || a.customer - b.customer;
  for (const list of [schedule.due, schedule.waiting]) {
    for (const one of list) one.largest = largest(one);
    list.sort(urgency);
  }
  schedule.planned.sort((a, b) => a.on - b.on || b.step.offset_days - a.step.offset_days || a.customer - b.customer);
  return schedule;
}

/** In the order of the core's `reminder_rows`. */
export function flatReminders({ due, waiting, planned, silent }) {
  const sum = (totals) => [...totals.values()].reduce((a, b) => a + b, 0);
  const flat = (kind, list) =>
    list.flatMap((one) => [kind, one.customer, one.on, one.step.offset_days, one.items.length ?? one.items, one.lead.place + 1, sum(one.totals)]);
  return [...flat(0, due), ...flat(1, waiting), ...flat(2, planned), ...silent];
}
