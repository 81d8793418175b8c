//! The shape of rules on interest and of the owner's reference rates.

use super::{Field, Shape, may, must};

/// What is asked for what is paid late.
pub(super) const INTEREST: Shape =
    Shape::Variant(&[("none", None), ("agreed", Some(Shape::Record(AGREED))), ("statutory", Some(Shape::Record(STATUTORY)))]);

const AGREED: &[Field] = &[
    must("percent", Shape::Rate),
    may("per", Shape::Word(&["year", "month"])),
    may("day_count", Shape::Word(&["act365", "act360", "act_act", "bond_basis", "eurobond", "us"])),
    may("grace", Shape::Variant(&[("none", None), ("forgives", Some(GRACE_DAYS)), ("delays", Some(GRACE_DAYS))])),
];

const GRACE_DAYS: Shape = Shape::Whole { least: 0, most: u32::MAX as i64 };

const STATUTORY: &[Field] = &[
    may(
        "law",
        Shape::Word(&["united_kingdom", "european_union", "germany", "france", "belgium", "ireland", "austria", "netherlands", "poland"]),
    ),
    may("fixing", Shape::Word(&["at_start", "half_year", "every_change", "at_payment"])),
];

/// Reference rates that the owner looked up.
pub(super) const RATES: Shape = Shape::List(&Shape::Record(SERIES));

const SERIES: &[Field] = &[
    must("reference", Shape::Word(&["bank_rate", "ecb", "german_base", "austrian_base", "polish_rate"])),
    may("rows", Shape::List(&Shape::Record(RATE_ROW))),
    may("checked", Shape::Date),
];

const RATE_ROW: &[Field] = &[must("from", Shape::Date), must("percent", Shape::ReferenceRate)];
