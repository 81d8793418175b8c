//! The shape of the directory of collection agencies.

use super::{DAYS, Field, LANGUAGE, Shape, line, lines, may, must, name};

pub(super) const AGENCIES: Shape = Shape::List(&Shape::Record(AGENCY));

const AGENCY: &[Field] = &[
    must("number", Shape::Id),
    must("name", name(200)),
    may("contact", lines(500)),
    may("email", line(254)),
    may("countries", Shape::List(&COUNTRY)),
    may("languages", Shape::List(&LANGUAGE)),
    may("least_debt", Shape::Money),
    may("fees", Shape::Record(FEES)),
    may("checks", Shape::List(&Shape::Record(VETTED))),
    may("note", lines(2000)),
    may("ended", Shape::Flag),
];

const COUNTRY: Shape = Shape::Word(&["US", "GB", "IE", "DE", "FR", "ES", "IT", "PT", "NL", "BE", "AT", "CH", "CA", "AU", "NZ"]);

const FEES: &[Field] = &[
    may("bands", Shape::List(&Shape::Record(BAND))),
    may("flat", Shape::Money),
    may("least", Shape::Money),
    may("tax_percent", Shape::Rate),
];

const BAND: &[Field] = &[must("over_days", DAYS), must("percent", Shape::Rate)];

const VETTED: &[Field] = &[
    must("point", Shape::Word(&["licence", "insurance", "references", "ethics", "data_protection", "trust_account"])),
    must("on", Shape::Date),
    may("note", line(500)),
];
