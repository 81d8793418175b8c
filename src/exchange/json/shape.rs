//! The shape of a ledger file: every field, what it may hold, and whether it may be left out.
//!
//! The same as `public/ledger.schema.json` (a test compares the two) and as the domain's own types (the round-trip
//! tests compare those). Limits of texts are those of `Ledger::decide`, or of the CSV reader where that takes more:
//! what a ledger can hold must come back from its own file.

/// What a value must be.
#[derive(Debug)]
pub(super) enum Shape {
    /// The word `recoup-ledger`.
    Format,
    /// The version of the format.
    Version,
    /// The oldest version whose readers can read the file.
    MinReader,
    /// The version of the program that wrote the file.
    App,
    /// A number handed out by the ledger, from 1.
    Id,
    /// A whole number.
    Whole { least: i64, most: i64 },
    /// `true` or `false`.
    Flag,
    /// Text of at most `most` characters.
    Text { most: usize, lines: bool, required: bool },
    /// One of a few words.
    Word(&'static [&'static str]),
    /// `"50.39 USD"` of one document.
    Money,
    /// The same for a sum over documents.
    Total,
    /// A percentage as text, 0 to 100.
    Rate,
    /// `"2025-01-31"`.
    Date,
    /// `"USD"`.
    Currency,
    /// The last days of aging buckets.
    Buckets,
    /// Any number of values of one shape.
    List(&'static Shape),
    /// A fixed number of values.
    Row(&'static [Shape]),
    /// Named fields.
    Record(&'static [Field]),
    /// Either a bare word or a record of exactly one field.
    Variant(&'static [(&'static str, Option<Shape>)]),
}

/// One field of a record.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: true }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, required: false }
}

const fn line(most: usize) -> Shape {
    Shape::Text { most, lines: false, required: false }
}

const fn lines(most: usize) -> Shape {
    Shape::Text { most, lines: true, required: false }
}

const fn name(most: usize) -> Shape {
    Shape::Text { most, lines: false, required: true }
}

const DAYS: Shape = Shape::Whole { least: 0, most: u16::MAX as i64 };
const OFFSET: Shape = Shape::Whole { least: i16::MIN as i64, most: i16::MAX as i64 };
const PLACE: Shape = Shape::Whole { least: 0, most: u32::MAX as i64 };
const CHANNEL: Shape = Shape::Word(&["email", "letter", "phone"]);
const TONE: Shape = Shape::Word(&["friendly", "firm", "final"]);
const PURPOSE: Shape = Shape::Word(&[
    "upcoming",
    "due_today",
    "past_due",
    "ask_why",
    "final_demand",
    "letter_before_action",
    "agency_review",
    "write_off_review",
]);

/// The whole file.
pub(super) const FILE: &[Field] = &[
    must("format", Shape::Format),
    must("version", Shape::Version),
    must("min_reader", Shape::MinReader),
    may("app", Shape::App),
    must("settings", Shape::Record(SETTINGS)),
    must("policy", Shape::Record(POLICY)),
    must("customers", Shape::List(&Shape::Record(CUSTOMER))),
    must("invoices", Shape::List(&Shape::Record(INVOICE))),
    must("due_date_changes", Shape::List(&Shape::Record(DUE_DATE_CHANGE))),
    must("credit_notes", Shape::List(&Shape::Record(CREDIT_NOTE))),
    must("payments", Shape::List(&Shape::Record(PAYMENT))),
    must("allocations", Shape::List(&Shape::Record(ALLOCATION))),
    must("disputes", Shape::List(&Shape::Record(DISPUTE))),
    must("pauses", Shape::List(&Shape::Record(PAUSE))),
    must("messages", Shape::List(&Shape::Record(MESSAGE))),
    must("plans", Shape::List(&Shape::Record(PLAN))),
    must("imports", Shape::List(&Shape::Record(IMPORT))),
    may("promises", Shape::List(&Shape::Record(PROMISE))),
    may("contacts", Shape::List(&Shape::Record(CONTACT_ENTRY))),
    may("holds", Shape::List(&Shape::Record(HOLD))),
    may("postponements", Shape::List(&Shape::Record(POSTPONEMENT))),
];

const SETTINGS: &[Field] = &[
    must("business", Shape::Record(BUSINESS)),
    must("home_currency", Shape::Currency),
    must("aging_basis", Shape::Word(&["due_date", "invoice_date"])),
    must("aging_buckets", Shape::Buckets),
];

const BUSINESS: &[Field] = &[
    may("name", line(200)),
    may("address", lines(500)),
    may("email", line(254)),
    may("phone", line(60)),
    may("payment_details", lines(2000)),
];

const POLICY: &[Field] = &[
    must("net_days", DAYS),
    must("grace_days", DAYS),
    must("minimum_gap_days", DAYS),
    must("schedule", Shape::List(&Shape::Record(STEP))),
    may("promise_grace_days", DAYS),
];

const STEP: &[Field] = &[must("offset_days", OFFSET), must("channel", CHANNEL), must("tone", TONE), must("purpose", PURPOSE)];

const CUSTOMER: &[Field] =
    &[must("id", Shape::Id), must("details", Shape::Record(DETAILS)), must("added", Shape::Date), may("removed", Shape::Flag)];

const DETAILS: &[Field] = &[
    must("name", name(200)),
    may("reference", line(100)),
    may("contacts", Shape::List(&Shape::Record(CONTACT))),
    may("address", lines(500)),
    may("country", line(60)),
    may("note", lines(2000)),
    may("net_days", DAYS),
];

const CONTACT: &[Field] = &[may("name", line(200)), may("role", line(100)), may("email", line(254)), may("phone", line(60))];

const INVOICE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("number", name(60)),
    may("kind", Shape::Word(&["invoice", "plan_interest"])),
    must("issued", Shape::Date),
    must("due", Shape::Date),
    must("amount", Shape::Money),
    may("note", lines(2000)),
    may("voided", Shape::Date),
];

const DUE_DATE_CHANGE: &[Field] =
    &[must("invoice", Shape::Id), must("on", Shape::Date), must("from", Shape::Date), must("to", Shape::Date)];

const CREDIT_NOTE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("number", name(60)),
    must("issued", Shape::Date),
    must("amount", Shape::Money),
    may("note", lines(2000)),
    may("voided", Shape::Date),
];

const PAYMENT: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("received", Shape::Date),
    must("amount", Shape::Money),
    may("method", line(60)),
    may("reference", line(140)),
    may("reversed", Shape::Record(REVERSAL)),
];

const REVERSAL: &[Field] = &[must("on", Shape::Date), must("reason", Shape::Word(&["bounced", "refunded", "entered_by_mistake"]))];

const ALLOCATION: &[Field] = &[
    must("id", Shape::Id),
    must("source", Shape::Variant(&[("payment", Some(Shape::Id)), ("credit_note", Some(Shape::Id))])),
    must("invoice", Shape::Id),
    must("amount", Shape::Money),
    must("on", Shape::Date),
    may("until", Shape::Date),
];

const DISPUTE: &[Field] = &[
    must("id", Shape::Id),
    must("invoice", Shape::Id),
    must("raised", Shape::Date),
    may("reason", lines(500)),
    may("closed", Shape::Date),
    may("case", Shape::Record(DISPUTE_CASE)),
    may("outcome", Shape::Record(DISPUTE_OUTCOME)),
];

const DISPUTE_CASE: &[Field] = &[
    may("amount", Shape::Money),
    may(
        "kind",
        Shape::Word(&["other", "not_received", "quality", "price", "quantity", "duplicate", "already_paid", "not_ordered", "chargeback"]),
    ),
    may("evidence", lines(2000)),
    may("answer_by", Shape::Date),
    may("next_move", Shape::Word(&["ours", "theirs"])),
];

const DISPUTE_OUTCOME: &[Field] = &[
    must("verdict", Shape::Word(&["accepted", "rejected", "compromise", "withdrawn", "chargeback_won", "chargeback_lost"])),
    may("note", lines(2000)),
    may("credit_note", Shape::Id),
];

const PROMISE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("made", Shape::Date),
    must("due", Shape::Date),
    must("amount", Shape::Money),
    may("invoices", Shape::List(&Shape::Id)),
    may("by", line(200)),
    may("note", lines(2000)),
    may("known_payments", PLACE),
    may("withdrawn", Shape::Date),
];

const CONTACT_ENTRY: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("on", Shape::Date),
    must("kind", Shape::Word(&["call", "letter", "email", "text_message", "visit", "note"])),
    may(
        "outcome",
        Shape::Word(&[
            "reached",
            "no_answer",
            "left_message",
            "wrong_number",
            "refused",
            "will_pay",
            "disputes",
            "asks_for_plan",
            "says_paid",
            "asks_for_copy",
        ]),
    ),
    may(
        "reason",
        Shape::Word(&[
            "forgot",
            "cash_flow",
            "dispute",
            "admin_error",
            "missing_invoice",
            "goods_not_received",
            "insolvency",
            "unreachable",
            "other",
        ]),
    ),
    may("person", line(200)),
    may("note", lines(2000)),
    may("next", Shape::Date),
    may("struck", Shape::Flag),
];

const HOLD: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("set", Shape::Date),
    must("reason", lines(500)),
    may("released", Shape::Record(&[must("on", Shape::Date), may("reason", lines(500))])),
];

const PAUSE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("from", Shape::Date),
    may("until", Shape::Date),
    may("reason", lines(500)),
    may("invoice", Shape::Id),
];

const MESSAGE: &[Field] = &[
    must("id", Shape::Id),
    must("prepared", Shape::Date),
    must("customer", Shape::Id),
    must("channel", CHANNEL),
    must("offset_days", OFFSET),
    must("tone", TONE),
    must("purpose", PURPOSE),
    must("covers", Shape::List(&DUE_ITEM)),
    must("totals", Shape::List(&Shape::Total)),
    may("subject", line(200)),
    may("body", lines(20_000)),
    must("state", STATE),
];

const DUE_ITEM: Shape = Shape::Variant(&[("invoice", Some(Shape::Id)), ("instalment", Some(Shape::Row(&[Shape::Id, DAYS])))]);

const STATE: Shape = Shape::Variant(&[
    ("prepared", None),
    ("sent", Some(Shape::Record(&[must("on", Shape::Date)]))),
    ("skipped", Some(Shape::Record(&[must("on", Shape::Date), may("reason", lines(500))]))),
    ("discarded", None),
]);

const PLAN: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("accepted", Shape::Date),
    must("invoices", Shape::List(&Shape::Id)),
    may("interest_document", Shape::Id),
    must("frequency", Shape::Word(&["weekly", "biweekly", "monthly", "end_of_month"])),
    must("rate_pct", Shape::Rate),
    may("down_payment", Shape::Flag),
    must("instalments", Shape::List(&Shape::Record(INSTALMENT))),
    may("ended", Shape::Record(&[must("on", Shape::Date), may("reason", lines(500))])),
];

const INSTALMENT: &[Field] = &[must("due", Shape::Date), must("amount", Shape::Money), must("interest", Shape::Money)];

const IMPORT: &[Field] = &[
    must("id", Shape::Id),
    must("on", Shape::Date),
    must("source", line(255)),
    must("fingerprint", line(128)),
    must("customers", Shape::Record(SPAN)),
    must("invoices", Shape::Record(SPAN)),
    must("credit_notes", Shape::Record(SPAN)),
    must("payments", Shape::Record(SPAN)),
    must("disputes", Shape::Record(SPAN)),
    may("undone", Shape::Date),
];

const SPAN: &[Field] = &[must("first", PLACE), must("count", PLACE)];

const POSTPONEMENT: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("subject", TASK_SUBJECT),
    must("on", Shape::Date),
    may("until", Shape::Date),
    may("reason", lines(500)),
    may("taken_back", Shape::Flag),
];

const TASK_SUBJECT: Shape = Shape::Variant(&[
    ("reminder", None),
    ("promise", Some(Shape::Id)),
    ("plan", Some(Shape::Id)),
    ("dispute", Some(Shape::Id)),
    ("contact", Some(Shape::Id)),
    ("payment", Some(Shape::Id)),
    ("hold", Some(Shape::Id)),
]);
