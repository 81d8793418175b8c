//! The terms of payment plans in words.

use crate::domain::calendar::BusinessDayRule;
use crate::domain::money::Residual;
use crate::domain::plan_offer::OfferState;
use crate::domain::schedule::{AgreedTerms, Frequency, Instalments, InterestPeriods};
use crate::ui::components::Tone;
use crate::ui::format;

/// Rhythms with the value of their field and their words.
pub const FREQUENCIES: [(Frequency, &str, &str); 4] = [
    (Frequency::Weekly, "weekly", "Every week"),
    (Frequency::Biweekly, "biweekly", "Every two weeks"),
    (Frequency::Monthly, "monthly", "Every month, on the same day"),
    (Frequency::EndOfMonth, "end_of_month", "At the end of every month"),
];

/// What becomes of due dates on weekends and holidays, in the order of the form.
pub const DAY_RULES: [(BusinessDayRule, &str); 5] = [
    (BusinessDayRule::Unadjusted, "Leave it"),
    (BusinessDayRule::Following, "Move it to the next business day"),
    (BusinessDayRule::ModifiedFollowing, "Next business day, but not into the next month"),
    (BusinessDayRule::Preceding, "Move it to the business day before"),
    (BusinessDayRule::ModifiedPreceding, "Business day before, but not into the month before"),
];

/// How interest is counted, in the order of the form.
pub const INTEREST_COUNTS: [(InterestPeriods, &str); 3] = [
    (InterestPeriods::Equal, "Equal periods: every month is a twelfth of a year"),
    (InterestPeriods::Actual { year_days: 365 }, "By days, a year of 365 days"),
    (InterestPeriods::Actual { year_days: 360 }, "By days, a year of 360 days"),
];

/// Who takes the odd cents, in the order of the form.
pub const RESIDUALS: [(Residual, &str); 3] = [
    (Residual::Last, "The last instalment"),
    (Residual::First, "The first instalment"),
    (Residual::Spread, "The first ones, one smallest unit each"),
];

/// The months by their short English names.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A rhythm in words.
pub fn frequency_words(frequency: Frequency) -> &'static str {
    FREQUENCIES.iter().find(|(known, ..)| *known == frequency).map_or("", |(.., words)| words)
}

/// The interest agreed: “None”, “5 % a year by days, a year of 365 days”.
pub fn interest_words(agreed: &AgreedTerms) -> String {
    if agreed.terms.rate_pct.is_zero() {
        return "None".to_owned();
    }
    let rate = format!("{} % a year", format::decimal(agreed.terms.rate_pct));
    let counted = match agreed.interest {
        InterestPeriods::Equal => format!("{rate}, in equal periods"),
        InterestPeriods::Actual { year_days } => format!("{rate}, by days in a year of {year_days}"),
    };
    match agreed.interest_free {
        Some(free) => format!("{counted}; fees and interest of {} bear none", format::money(free)),
        None => counted,
    }
}

/// What was agreed besides, as pairs of label and words: only what is not as usual.
pub fn besides(agreed: &AgreedTerms) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if let Some(from) = agreed.interest_from {
        found.push(("Interest from", format::date(from)));
    }
    if let Some((_, words)) = DAY_RULES.iter().skip(1).find(|(rule, _)| *rule == agreed.moved) {
        found.push(("Due on a closed day", (*words).to_owned()));
    }
    let skipped: Vec<&str> = agreed.skipped.months().filter_map(|month| MONTHS.get(month as usize - 1).copied()).collect();
    if !skipped.is_empty() {
        found.push(("No instalment in", skipped.join(", ")));
    }
    let divided = agreed.own.is_empty() && agreed.terms.rate_pct.is_zero() && matches!(agreed.terms.instalments, Instalments::Count(_));
    if let Some((_, words)) = RESIDUALS.iter().skip(1).find(|(rule, _)| divided && *rule == agreed.terms.residual) {
        found.push(("Odd cents", (*words).to_owned()));
    }
    found
}

/// The rhythm of a plan, or that its dates are its own.
pub fn rhythm_words(agreed: &AgreedTerms) -> &'static str {
    if agreed.own.is_empty() { frequency_words(agreed.terms.frequency) } else { "Dates and amounts as agreed" }
}

/// How an offer stands, and its tone.
pub const fn offer_state(state: OfferState) -> (&'static str, Tone) {
    match state {
        OfferState::Open => ("Open", Tone::Info),
        OfferState::Accepted(_) => ("Accepted", Tone::Good),
        OfferState::Declined => ("Declined", Tone::Bad),
        OfferState::Withdrawn => ("Withdrawn", Tone::Neutral),
        OfferState::Expired => ("Expired", Tone::Warn),
    }
}
