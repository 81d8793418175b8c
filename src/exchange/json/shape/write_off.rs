//! Debts that were given up, and what came of them.

use super::{Field, Shape, lines, may, must};

pub(super) const WRITE_OFF: &[Field] = &[
    must("id", Shape::Id),
    must("invoice", Shape::Id),
    must("credit_note", Shape::Id),
    must(
        "reason",
        Shape::Word(&[
            "uncollectible",
            "insolvent",
            "untraceable",
            "deceased",
            "time_barred",
            "costs_more",
            "agency_closed",
            "small_balance",
            "other",
        ]),
    ),
    must("method", Shape::Word(&["direct", "allowance"])),
    may("despite", lines(500)),
];

pub(super) const RECOVERY: &[Field] =
    &[must("id", Shape::Id), must("write_off", Shape::Id), must("document", Shape::Id), must("payment", Shape::Id)];
