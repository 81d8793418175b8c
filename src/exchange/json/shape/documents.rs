//! Customers, their documents, plans and imports.

use super::credit::CREDIT_FILE;
use super::interest::INTEREST;
use super::plans::{AGREED_TERMS, FREQUENCY, INSTALMENT};
use super::policy::PLAN_RULES;
use super::{DAYS, Field, LANGUAGE, LAW, PLACE, Shape, line, lines, may, must, name};

pub(super) const CUSTOMER: &[Field] =
    &[must("id", Shape::Id), must("details", Shape::Record(DETAILS)), must("added", Shape::Date), may("removed", Shape::Flag)];

const DETAILS: &[Field] = &[
    must("name", name(200)),
    may("reference", line(100)),
    may("contacts", Shape::List(&Shape::Record(CONTACT))),
    may("address", lines(500)),
    may("country", line(60)),
    may("note", lines(2000)),
    may("net_days", DAYS),
    may("credit_limit", Shape::Money),
    may("further_limits", Shape::List(&Shape::Money)),
    may("credit_file", Shape::Record(CREDIT_FILE)),
    may("terms_accepted", Shape::Date),
    may("discount", DISCOUNT_WISH),
    may("approach", Shape::Record(APPROACH)),
];

const CONTACT: &[Field] = &[may("name", line(200)), may("role", line(100)), may("email", line(254)), may("phone", line(60))];

const APPROACH: &[Field] = &[
    may("kind", Shape::Word(&["business", "consumer"])),
    may("language", LANGUAGE),
    may("schedule", line(60)),
    may("tier", line(40)),
    may("time_zone", line(60)),
    may("vip", Shape::Flag),
    may("hardship", Shape::Flag),
    may("in_person", Shape::Flag),
    may("relationship", lines(2000)),
    may("interest", INTEREST),
    may("no_late_fees", Shape::Flag),
    may("terms", Shape::Terms),
    may("law", LAW),
];

pub(super) const INVOICE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("number", name(60)),
    may("kind", Shape::Word(&["invoice", "plan_interest", "late_fee", "interest", "fixed_sum", "return_fee", "recovery"])),
    must("issued", Shape::Date),
    must("due", Shape::Date),
    must("amount", Shape::Money),
    may("note", lines(2000)),
    may("charge", Shape::Record(CHARGE)),
    may("voided", Shape::Date),
    may("terms", Shape::Record(INVOICE_TERMS)),
];

const CHARGE: &[Field] = &[
    must("about", Shape::Id),
    must("key", Shape::Record(&[must("rule", PLACE), must("period", PLACE)])),
    must("from", Shape::Date),
    must("to", Shape::Date),
    may("calculation", line(500)),
    may("tax", Shape::Word(&["outside", "exempt", "taxed"])),
];

const INVOICE_TERMS: &[Field] =
    &[must("discount", Shape::Record(DISCOUNT_RULE)), may("not_discountable", Shape::Money), may("received", Shape::Date)];

pub(super) const DISCOUNT_RULE: &[Field] =
    &[must("terms", Shape::PaymentTerms), may("part_payments", Shape::Word(&["earn_nothing", "earn"])), may("tax_pct", Shape::Rate)];

pub(super) const DISCOUNT_WISH: Shape = Shape::Variant(&[("nothing", None), ("rule", Some(Shape::Record(DISCOUNT_RULE)))]);

pub(super) const DUE_DATE_CHANGE: &[Field] =
    &[must("invoice", Shape::Id), must("on", Shape::Date), must("from", Shape::Date), must("to", Shape::Date)];

pub(super) const CREDIT_NOTE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("number", name(60)),
    must("issued", Shape::Date),
    must("amount", Shape::Money),
    may("note", lines(2000)),
    may("kind", Shape::Word(&["correction", "discount", "waiver", "settlement", "write_off"])),
    may("with_payment", Shape::Id),
    may("also_with", Shape::List(&Shape::Id)),
    may("voided", Shape::Date),
];

pub(super) const PAYMENT: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("received", Shape::Date),
    must("amount", Shape::Money),
    may("method", line(60)),
    may("reference", line(140)),
    may("reversed", Shape::Record(REVERSAL)),
];

const REVERSAL: &[Field] =
    &[must("on", Shape::Date), must("reason", Shape::Word(&["bounced", "refunded", "entered_by_mistake", "chargeback"]))];

pub(super) const CREDIT_SOURCE: Shape = Shape::Variant(&[("payment", Some(Shape::Id)), ("credit_note", Some(Shape::Id))]);

pub(super) const ALLOCATION: &[Field] = &[
    must("id", Shape::Id),
    must("source", CREDIT_SOURCE),
    must("invoice", Shape::Id),
    must("amount", Shape::Money),
    must("on", Shape::Date),
    may("until", Shape::Date),
];

pub(super) const PLAN: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("accepted", Shape::Date),
    must("invoices", Shape::List(&Shape::Id)),
    may("interest_document", Shape::Id),
    must("frequency", FREQUENCY),
    must("rate_pct", Shape::Rate),
    may("down_payment", Shape::Flag),
    must("instalments", Shape::List(&Shape::Record(INSTALMENT))),
    may("terms", Shape::Record(AGREED_TERMS)),
    may("offer", Shape::Id),
    may("ended", Shape::Record(PLAN_END)),
    may("rules", Shape::Record(PLAN_RULES)),
    may("defaults", Shape::List(&Shape::Record(PLAN_DEFAULT))),
    may("replaces", Shape::Id),
];

const PLAN_END: &[Field] =
    &[must("on", Shape::Date), may("reason", lines(500)), may("interest_credit", Shape::Id), may("interest_was_due", Shape::Date)];

const PLAN_DEFAULT: &[Field] = &[
    must("on", Shape::Date),
    may("accelerated", Shape::Flag),
    may("interest_credit", Shape::Id),
    may("interest_was_due", Shape::Date),
    may("reinstated", Shape::Date),
];

pub(super) const IMPORT: &[Field] = &[
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
