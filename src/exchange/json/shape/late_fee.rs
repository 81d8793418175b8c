//! The shape of late fees.

use super::{Field, PLACE, Shape, may, must};

/// Late fees of the policy.
pub(super) const LATE_FEES: Shape = Shape::List(&Shape::Record(LATE_FEE));

const LATE_FEE: &[Field] = &[
    must("rule", PLACE),
    must("tiers", Shape::List(&Shape::Record(TIER))),
    must("often", Shape::Variant(&[("once", None), ("every_days", Some(PLACE)), ("monthly", None), ("each_step", None)])),
    must("grace_days", PLACE),
    may("cap", Shape::Record(&[may("amount", Shape::Money), may("percent", Shape::Rate)])),
    may("tax", Shape::Word(&["outside", "exempt", "taxed"])),
];

const TIER: &[Field] =
    &[must("from", Shape::Money), must("charge", Shape::Variant(&[("amount", Some(Shape::Money)), ("percent", Some(Shape::Rate))]))];
