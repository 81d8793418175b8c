//! How plans and offers of them were made.

use super::{Field, Shape, lines, may, must};

pub(super) const FREQUENCY: Shape = Shape::Word(&["weekly", "biweekly", "monthly", "end_of_month"]);

pub(super) const INSTALMENT: &[Field] =
    &[must("due", Shape::Date), must("amount", Shape::Money), must("interest", Shape::Money), may("nominal", Shape::Date)];

pub(super) const AGREED_TERMS: &[Field] = &[
    must("terms", Shape::Record(TERMS)),
    may("interest", INTEREST),
    may("interest_from", Shape::Date),
    may("interest_free", Shape::Total),
    may("moved", Shape::Word(&["unadjusted", "following", "modified_following", "preceding", "modified_preceding"])),
    may("skipped", Shape::List(&Shape::Whole { least: 1, most: 12 })),
    may("own", Shape::List(&Shape::Record(&[must("due", Shape::Date), must("amount", Shape::Total)]))),
];

const TERMS: &[Field] = &[
    must("total", Shape::Total),
    must("down_payment", Shape::Total),
    must("instalments", Shape::Variant(&[("count", Some(PERIODS)), ("amount", Some(Shape::Total))])),
    must("frequency", FREQUENCY),
    must("first_due", Shape::Date),
    must("rate_pct", Shape::Rate),
    must("residual", Shape::Word(&["last", "first", "spread"])),
];

const PERIODS: Shape = Shape::Whole { least: 1, most: 1200 };

const INTEREST: Shape =
    Shape::Variant(&[("equal", None), ("actual", Some(Shape::Record(&[must("year_days", Shape::Whole { least: 360, most: 365 })])))]);

pub(super) const PLAN_OFFER: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("invoices", Shape::List(&Shape::Id)),
    must("terms", Shape::Record(AGREED_TERMS)),
    must("made", Shape::Date),
    must("expires", Shape::Date),
    must("instalments", Shape::List(&Shape::Record(INSTALMENT))),
    may(
        "settled",
        Shape::Record(&[must("on", Shape::Date), must("answer", Shape::Word(&["declined", "withdrawn"])), may("reason", lines(500))]),
    ),
];
