//! The owner's settings and credit policy.

use super::{CHANNEL, DAYS, Field, OFFSET, PURPOSE, Shape, TONE, line, lines, may, must};

pub(super) const SETTINGS: &[Field] = &[
    must("business", Shape::Record(BUSINESS)),
    must("home_currency", Shape::Currency),
    must("aging_basis", Shape::Word(&["due_date", "invoice_date"])),
    must("aging_buckets", Shape::Buckets),
];

const BUSINESS: &[Field] = &[
    may("name", line(200)),
    may("address", lines(500)),
    may("email", line(254)),
    may("phone", line(60)),
    may("payment_details", lines(2000)),
];

pub(super) const POLICY: &[Field] = &[
    must("net_days", DAYS),
    must("grace_days", DAYS),
    must("minimum_gap_days", DAYS),
    must("schedule", Shape::List(&Shape::Record(STEP))),
    may("promise_grace_days", DAYS),
];

const STEP: &[Field] = &[must("offset_days", OFFSET), must("channel", CHANNEL), must("tone", TONE), must("purpose", PURPOSE)];
