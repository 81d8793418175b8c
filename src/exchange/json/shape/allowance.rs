//! The allowance for doubtful accounts: what was posted, and the owner's rates.

use super::{Field, Shape, line, lines, may, must};

pub(super) const ALLOWANCE: &[Field] = &[must("id", Shape::Id), must("posted", Shape::Record(POSTED)), may("taken_back", Shape::Flag)];

const POSTED: &[Field] = &[
    must("on", Shape::Date),
    must("kind", Shape::Word(&["opening", "adjustment"])),
    must("amount", Shape::Money),
    may("lowers", Shape::Flag),
    may("method", Shape::Word(&["aging", "receivables", "sales", "history", "roll_rates"])),
    may("required", Shape::Money),
    may("note", lines(2000)),
];

pub(super) const RESERVE: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("amount", Shape::Money),
    must("from", Shape::Date),
    must("reason", lines(500)),
    may("until", Shape::Date),
];

pub(super) const ALLOWANCE_RULES: &[Field] = &[
    may("ages", Shape::Record(&[must("buckets", Shape::Buckets), must("rates", Shape::List(&Shape::Rate))])),
    may("receivables_pct", Shape::Rate),
    may("sales_pct", Shape::Rate),
    may("ahead", Shape::Record(&[must("percent", Shape::Rate), may("less", Shape::Flag), may("why", line(2000))])),
];
