//! The shape of the credit policy and its schedules.

use super::documents::{DISCOUNT_RULE, DISCOUNT_WISH};
use super::interest::INTEREST;
use super::late_fee::LATE_FEES;
use super::{CHANNEL, DAYS, Field, LANGUAGE, OFFSET, PURPOSE, Shape, TONE, line, lines, may, must, name};

pub(super) const POLICY: &[Field] = &[
    must("net_days", DAYS),
    must("grace_days", DAYS),
    must("minimum_gap_days", DAYS),
    must("schedule", STEPS),
    may("promise_grace_days", DAYS),
    may("templates", Shape::List(&Shape::Record(TEMPLATE))),
    may("schedules", Shape::List(&Shape::Record(NAMED_SCHEDULE))),
    may("closed_days", Shape::Record(CLOSED_DAYS)),
    may("tiers", Shape::List(&Shape::Record(TIER))),
    may("terms", Shape::Terms),
    may("due_on_working_day", Shape::Flag),
    may("limits", Shape::List(&Shape::Money)),
    may("grace_meaning", Shape::Word(&["forgives", "delays", "nothing"])),
    may("fees_need_acceptance", Shape::Flag),
    may("consequences", lines(2000)),
    may("interest", INTEREST),
    may("late_fees", LATE_FEES),
    may("plan_rules", Shape::Record(PLAN_RULES)),
    may("decision", Shape::Record(DECISION_RULES)),
    may("discount", Shape::Record(DISCOUNT_RULE)),
    may("application", Shape::Record(APPLICATION)),
];

/// What holds for plans: of the policy, and of each plan as it was made.
pub(super) const PLAN_RULES: &[Field] = &[
    may("cure_days", DAYS),
    may("cure_by_working_days", Shape::Flag),
    may("missed_for_default", DAYS),
    may("accelerates", Shape::Flag),
    may("asks_signature", Shape::Flag),
    may("most_instalments", DAYS),
];

const DECISION_RULES: &[Field] = &[
    may("hold_days", DAYS),
    may("deposit_days", DAYS),
    may("deposit_percent", PERCENT),
    may("worst_grade", Shape::Word(&["A", "B", "C", "D", "E"])),
    may("broken_promises", DAYS),
    may("broken_days", DAYS),
    may("watch_percent", PERCENT),
    may("lapse_days", DAYS),
];

const PERCENT: Shape = Shape::Whole { least: 0, most: u8::MAX as i64 };

/// The turn from one version to the next.
pub(super) const POLICY_VERSION: &[Field] = &[must("from", Shape::Date), may("note", line(2000)), must("before", Shape::Record(POLICY))];

const NAMED_SCHEDULE: &[Field] = &[must("name", name(40)), must("steps", STEPS)];

const APPLICATION: &[Field] = &[
    may("parts", Shape::List(&Shape::Word(&["costs", "interest", "principal"]))),
    may("same_day", Shape::Word(&["in_order", "pro_rata"])),
];

const TIER: &[Field] = &[
    must("name", name(40)),
    may("schedule", line(60)),
    may("net_days", DAYS),
    may("terms", Shape::Terms),
    may("limits", Shape::List(&Shape::Money)),
    may("interest", INTEREST),
    may("no_late_fees", Shape::Flag),
    may("discount", DISCOUNT_WISH),
];

const STEPS: Shape = Shape::List(&Shape::Record(STEP));

const STEP: &[Field] = &[
    must("offset_days", OFFSET),
    must("channel", CHANNEL),
    must("tone", TONE),
    must("purpose", PURPOSE),
    may("only_if", Shape::Record(CONDITIONS)),
    may("besides", Shape::List(&Shape::Word(&["late_fee", "hold", "agency"]))),
    may("days_to_pay", DAYS),
];

const CONDITIONS: &[Field] = &[
    may("least", Shape::List(&Shape::Money)),
    may("grades", Shape::List(&Shape::Word(&["A", "B", "C", "D", "E"]))),
    may("kind", Shape::Word(&["business", "consumer"])),
];

const CLOSED_DAYS: &[Field] = &[
    may("wait", Shape::Flag),
    may("country", Shape::Word(&["US", "GB", "IE", "DE", "FR", "ES", "IT", "PT", "NL", "BE", "AT", "CH", "CA", "AU", "NZ"])),
    may("of_customer", Shape::Flag),
    may("added", Shape::List(&Shape::Date)),
    may("removed", Shape::List(&Shape::Date)),
];

const TEMPLATE: &[Field] = &[
    must("purpose", PURPOSE),
    must("kind", Shape::Word(&["long", "short", "call"])),
    must("language", LANGUAGE),
    may("subject", line(200)),
    must("body", lines(20_000)),
];
