//! The shape of a ledger file: every field, what it may hold, and whether it may be left out.
//!
//! The same as `public/ledger.schema.json` (a test compares the two) and as the domain's own types (the round-trip
//! tests compare those). Limits of texts are those of `Ledger::decide`, or of the CSV reader where that takes more:
//! what a ledger can hold must come back from its own file.

mod agency;
mod allowance;
mod credit;
mod documents;
mod follow_up;
mod interest;
mod late_fee;
mod owner;
mod plans;
mod policy;
mod write_off;
mod written;

use allowance::{ALLOWANCE, RESERVE};
use credit::DECISION;
use documents::{ALLOCATION, CREDIT_NOTE, CUSTOMER, DUE_DATE_CHANGE, IMPORT, INVOICE, PAYMENT, PLAN};
use follow_up::{CONTACT_ENTRY, DISPUTE, HOLD, MESSAGE, PAUSE, POSTPONEMENT, PROMISE, SETTLEMENT};
use owner::SETTINGS;
use plans::PLAN_OFFER;
use policy::{POLICY, POLICY_VERSION};
use write_off::{RECOVERY, WRITE_OFF};
use written::{AGREEMENT, REFUND};

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
    /// A reference rate in percent as text, -10 to 100.
    ReferenceRate,
    /// Payment terms as invoices write them: `"2/10 net 30"`.
    PaymentTerms,
    /// When invoices fall due, in the wording of invoices.
    Terms,
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
const CHANNEL: Shape = Shape::Word(&["email", "letter", "phone", "sms", "whatsapp"]);
const LANGUAGE: Shape = Shape::Word(&["en", "es", "de", "fr", "pt", "it", "nl"]);
const LAW: Shape = Shape::Word(&crate::domain::limits::places::CODES);
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
    may("settlements", Shape::List(&Shape::Record(SETTLEMENT))),
    may("decisions", Shape::List(&Shape::Record(DECISION))),
    may("plan_offers", Shape::List(&Shape::Record(PLAN_OFFER))),
    may("agreements", Shape::List(&Shape::Record(AGREEMENT))),
    may("refunds", Shape::List(&Shape::Record(REFUND))),
    may("allowance", Shape::List(&Shape::Record(ALLOWANCE))),
    may("reserves", Shape::List(&Shape::Record(RESERVE))),
    may("write_offs", Shape::List(&Shape::Record(WRITE_OFF))),
    may("recoveries", Shape::List(&Shape::Record(RECOVERY))),
    may("policy_versions", Shape::List(&Shape::Record(POLICY_VERSION))),
];
