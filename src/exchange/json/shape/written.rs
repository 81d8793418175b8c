//! Written agreements and refunds.

use super::documents::CREDIT_SOURCE;
use super::plans::INSTALMENT;
use super::{Field, LANGUAGE, Shape, line, lines, may, must, name};

pub(super) const AGREEMENT: &[Field] = &[
    must("id", Shape::Id),
    must("plan", Shape::Id),
    must("version", Shape::Id),
    must("made", Shape::Date),
    must("language", LANGUAGE),
    must("title", name(300)),
    must("parts", Shape::List(&Shape::Record(PART))),
    must("instalments", Shape::List(&Shape::Record(INSTALMENT))),
    may("customer_signed", Shape::Record(SIGNATURE)),
    may("owner_signed", Shape::Record(SIGNATURE)),
    may("taken_back", Shape::Flag),
];

const PART: &[Field] = &[must("heading", name(300)), may("text", lines(20_000)), may("rows", Shape::List(&Shape::List(&line(300))))];

const SIGNATURE: &[Field] = &[must("on", Shape::Date), must("name", name(200)), may("note", lines(2000))];

pub(super) const REFUND: &[Field] = &[
    must("id", Shape::Id),
    must("source", CREDIT_SOURCE),
    must("on", Shape::Date),
    must("amount", Shape::Money),
    may("method", line(60)),
    may("reference", line(140)),
    may("taken_back", Shape::Flag),
];
