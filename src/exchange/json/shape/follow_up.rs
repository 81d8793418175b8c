//! Disputes, promises, contacts, holds, pauses, messages and tasks put off.

use super::{CHANNEL, DAYS, Field, OFFSET, PLACE, PURPOSE, Shape, TONE, line, lines, may, must};

pub(super) const DISPUTE: &[Field] = &[
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

pub(super) const PROMISE: &[Field] = &[
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

pub(super) const CONTACT_ENTRY: &[Field] = &[
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
            "admits_in_writing",
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

pub(super) const HOLD: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("set", Shape::Date),
    must("reason", lines(500)),
    may("released", Shape::Record(&[must("on", Shape::Date), may("reason", lines(500))])),
];

pub(super) const PAUSE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("from", Shape::Date),
    may("until", Shape::Date),
    may("reason", lines(500)),
    may("invoice", Shape::Id),
];

pub(super) const MESSAGE: &[Field] = &[
    must("id", Shape::Id),
    must("prepared", Shape::Date),
    must("customer", Shape::Id),
    must("channel", CHANNEL),
    must("offset_days", OFFSET),
    must("tone", TONE),
    must("purpose", PURPOSE),
    must("covers", Shape::List(&DUE_ITEM)),
    must("totals", Shape::List(&Shape::Total)),
    may("pay_by", Shape::Date),
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

pub(super) const SETTLEMENT: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("made", Shape::Date),
    must("invoices", Shape::List(&Shape::Id)),
    must("owed", Shape::Money),
    must("pay", Shape::Money),
    must("until", Shape::Date),
    may("known_payments", PLACE),
    may("note", lines(2000)),
    may("withdrawn", Shape::Date),
    may("cleared", Shape::Record(&[must("payment", Shape::Id), must("credit_note", Shape::Id)])),
];

pub(super) const POSTPONEMENT: &[Field] = &[
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
    ("limit", None),
    ("review", None),
    ("limitation", None),
    ("promise", Some(Shape::Id)),
    ("plan", Some(Shape::Id)),
    ("dispute", Some(Shape::Id)),
    ("contact", Some(Shape::Id)),
    ("payment", Some(Shape::Id)),
    ("hold", Some(Shape::Id)),
    ("agency", Some(Shape::Id)),
    ("agreement", Some(Shape::Id)),
    ("settlement", Some(Shape::Id)),
    ("offer", Some(Shape::Id)),
]);
