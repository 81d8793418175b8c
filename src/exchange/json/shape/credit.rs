//! The credit file of a customer, and decisions about orders on credit.

use super::{Field, Shape, line, lines, may, must, name};

pub(super) const CREDIT_FILE: &[Field] = &[
    may("applied", Shape::Date),
    may("legal_form", line(200)),
    may("tax_number", line(60)),
    may("references", Shape::List(&Shape::Record(REFERENCE))),
    may("agency", Shape::Record(&[must("agency", name(200)), may("score", line(200)), may("on", Shape::Date)])),
    may("insured", Shape::Record(&[must("amount", Shape::Money), may("insurer", line(200)), may("until", Shape::Date)])),
    may("guarantee", line(200)),
    may("review", Shape::Date),
    may("note", lines(2000)),
];

const REFERENCE: &[Field] = &[must("who", name(200)), may("said", lines(500)), may("on", Shape::Date)];

pub(super) const DECISION: &[Field] = &[
    must("id", Shape::Id),
    must("customer", Shape::Id),
    must("on", Shape::Date),
    may("order", line(60)),
    must("amount", Shape::Money),
    must("decided", Shape::Record(RULING)),
    must("proposed", Shape::Record(RULING)),
    may("reasons", Shape::List(&lines(500))),
    may("word", lines(500)),
    may("end", END),
];

const RULING: &[Field] = &[must("verdict", Shape::Word(&["approve", "deposit", "hold"])), may("deposit", Shape::Money)];

const END: Shape = Shape::Variant(&[
    ("invoiced", Some(Shape::Record(&[must("invoice", Shape::Id), must("on", Shape::Date)]))),
    ("cancelled", Some(Shape::Record(&[must("on", Shape::Date), may("reason", lines(500))]))),
    ("taken_back", None),
]);
