//! The order of tasks: amount × chance to move it × urgency, in whole numbers.
//!
//! The chance falls with age: practitioners' tables agree on the shape (most of what is a month late still comes, little of
//! what is half a year late), not on the figures; these are Recoup's own round ones and move only the order.

use super::{Segment, TaskKind};
use crate::domain::money::Money;
use chrono::NaiveDate;

/// Chance, in percent, that a debt of this age is still collected by a word from the owner.
fn chance(days_past_due: i64) -> i64 {
    match days_past_due {
        ..=0 => 95,
        1..=30 => 90,
        31..=60 => 75,
        61..=90 => 60,
        91..=180 => 40,
        181..=365 => 20,
        _ => 10,
    }
}

/// How much worse the task gets by waiting a day, in percent of an ordinary one.
fn urgency(kind: &TaskKind, days_past_due: i64, as_of: NaiveDate) -> i64 {
    match kind {
        // What is not due yet mostly comes without a word.
        TaskKind::Remind(_) if days_past_due <= 0 => 30,
        TaskKind::PromiseBroken { .. } => 300,
        TaskKind::InstalmentMissed { .. } | TaskKind::PlanInDefault { .. } => 250,
        // Who has not answered by the deadline has lost.
        TaskKind::AnswerDispute { by: Some(by), .. } => match (*by - as_of).num_days() {
            ..=3 => 400,
            4..=14 => 250,
            _ => 150,
        },
        // So does what can no longer be brought to court.
        TaskKind::ClaimLapses { on, .. } => match (*on - as_of).num_days() {
            ..=31 => 800,
            32..=92 => 500,
            _ => 200,
        },
        TaskKind::PromiseDue { .. } | TaskKind::ContactAgain { .. } => 200,
        TaskKind::AnswerDispute { by: None, .. } | TaskKind::LimitExceeded(_) => 150,
        TaskKind::DecideHold { .. } | TaskKind::DecideAgency { .. } | TaskKind::DecideNext { .. } => 150,
        TaskKind::Confirm(_) | TaskKind::OfferEnds { .. } | TaskKind::SettlementEnds { .. } => 120,
        TaskKind::SignatureMissing { .. } => 80,
        TaskKind::Remind(_) | TaskKind::SpeakInPerson => 100,
        TaskKind::CreditReview { .. } => 50,
        TaskKind::ThankYou(_) => 5,
    }
}

/// The largest amount in hundredths of its unit, times chance and urgency. The ledger has no exchange rates; a unit that has no smaller
/// one, such as the yen, is taken for a hundredth of the others, so that its large figures do not always come first.
pub(super) fn score(kind: &TaskKind, amounts: &[Money], days_past_due: i64, as_of: NaiveDate) -> i64 {
    let hundredths = |amount: &Money| match amount.currency().minor_digits() {
        0 => amount.minor(),
        digits => i64::try_from(i128::from(amount.minor()) * 100 / 10_i128.pow(digits)).unwrap_or(i64::MAX),
    };
    let largest = amounts.iter().map(hundredths).max().unwrap_or(0).max(1);
    largest.saturating_mul(chance(days_past_due)).saturating_mul(urgency(kind, days_past_due, as_of)) / 10_000
}

/// Quick wins move young debt by a word; what is past 60 days or was promised in vain is at risk.
pub(super) fn segment(kind: &TaskKind, days_past_due: i64) -> Segment {
    match kind {
        TaskKind::PromiseBroken { .. } | TaskKind::LimitExceeded(_) => Segment::AtRisk,
        TaskKind::InstalmentMissed { .. } | TaskKind::PlanInDefault { .. } => Segment::AtRisk,
        TaskKind::DecideHold { .. } | TaskKind::DecideAgency { .. } | TaskKind::DecideNext { .. } => Segment::AtRisk,
        TaskKind::ClaimLapses { .. } => Segment::AtRisk,
        _ if days_past_due > 60 => Segment::AtRisk,
        TaskKind::Remind(_) | TaskKind::SpeakInPerson | TaskKind::Confirm(_) | TaskKind::PromiseDue { .. } if days_past_due > 0 => {
            Segment::QuickWin
        }
        _ => Segment::Routine,
    }
}
