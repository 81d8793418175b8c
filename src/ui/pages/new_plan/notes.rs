//! What to know about a schedule: its sum in a sentence, how the instalment comes about, and what to look at twice.

use crate::domain::calendar::{BusinessDayRule, add_days, month_end};
use crate::domain::money::Money;
use crate::domain::schedule::{AgreedTerms, Frequency, Instalments, InterestPeriods, PlanProposal};
use crate::ui::format;
use crate::ui::wording::plans::RESIDUALS;
use chrono::NaiveDate;

/// How many, how much, until when: “4 instalments: 3 of $300.00 and a last of $100.00 on 30 Sep 2026.”
pub(super) fn summary(proposal: &PlanProposal) -> String {
    let rows = &proposal.instalments;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return String::new() };
    let (count, on) = (format::plural(rows.len(), "instalment", "instalments"), format::date(last.due));
    let regular = rows.iter().filter(|row| row.amount == first.amount).count();
    if regular == rows.len() {
        format!("{count} of {}, the last on {on}.", format::money(first.amount))
    } else if regular + 1 == rows.len() && last.amount != first.amount {
        format!("{count}: {regular} of {} and a last of {} on {on}.", format::money(first.amount), format::money(last.amount))
    } else {
        format!("{count}, the last of {} on {on}.", format::money(last.amount))
    }
}

/// How the figures come about.
pub(super) fn formula(agreed: &AgreedTerms, proposal: &PlanProposal) -> String {
    let terms = &agreed.terms;
    let financed = Money::from_minor(terms.total.minor() - terms.down_payment.minor(), terms.total.currency());
    let (debt, rate) = (format::money(financed), format::decimal(terms.rate_pct));
    // Fees and interest on the plan bear none.
    let bearing = agreed.interest_free.map(|free| Money::from_minor(terms.total.minor() - free.minor(), free.currency()));
    let share = bearing.map(|bearing| format!(" × {} ÷ {}", format::money(bearing), format::money(terms.total))).unwrap_or_default();
    let interest = match agreed.interest {
        InterestPeriods::Equal => format!("what is left{share} × {rate} % ÷ {}", terms.frequency.per_year()),
        InterestPeriods::Actual { year_days } => format!("what is left{share} × {rate} % × days ÷ {year_days}"),
    };
    let free = terms.rate_pct.is_zero();
    let last = "the last instalment is what is left with its interest";
    match terms.instalments {
        _ if !agreed.own.is_empty() => {
            if free {
                "The amounts are your own.".to_owned()
            } else {
                format!("The amounts are your own. Interest of each = {interest}.")
            }
        }
        Instalments::Count(count) if free => {
            let odd = RESIDUALS.iter().find(|(rule, _)| *rule == terms.residual).map_or("", |(_, words)| words);
            format!("Instalment = {debt} ÷ {count}. Odd cents: {}.", lower(odd))
        }
        Instalments::Count(count) => {
            let level = match agreed.interest {
                InterestPeriods::Equal => {
                    format!(
                        "Instalment = P × r ÷ (1 − (1 + r)^−n), with P = {debt}, r = {rate} % ÷ {}{share}, n = {count}",
                        terms.frequency.per_year()
                    )
                }
                InterestPeriods::Actual { .. } => {
                    format!("Instalment = the level sum that repays {debt} in {count} periods of their own length")
                }
            };
            format!("{level}. Interest of a period = {interest}; {last}.")
        }
        Instalments::Amount(amount) => {
            let until = format!("{} each time until {debt} is repaid, {} times", format::money(amount), proposal.instalments.len());
            if free {
                format!("{until}; the last is what is left.")
            } else {
                format!("{until}. Interest of a period = {interest}; {last}.")
            }
        }
    }
}

fn lower(words: &str) -> String {
    words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
}

/// What to look at twice. `most` is the most instalments by the policy.
pub(super) fn warnings(
    agreed: &AgreedTerms,
    proposal: &PlanProposal,
    accepted: NaiveDate,
    most: u16,
    closed: &dyn Fn(NaiveDate) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    let rows = &proposal.instalments;
    let on_closed: Vec<NaiveDate> = rows.iter().map(|row| row.due).filter(|due| closed(*due)).collect();
    if let Some(first) = on_closed.first().filter(|_| agreed.moved == BusinessDayRule::Unadjusted) {
        let dates = format::plural(on_closed.len(), "due date is", "due dates are");
        let hint = if agreed.own.is_empty() { " “More terms” can move them." } else { "" };
        found.push(format!("{dates} on a weekend or holiday, the first on {}.{hint}", format::date(*first)));
    }
    let first = agreed.terms.first_due;
    let short_end = first == month_end(first, 0) && month_end(first, 1) != first && chrono::Datelike::day(&first) < 31;
    if agreed.own.is_empty() && agreed.terms.frequency == Frequency::Monthly && rows.len() > 1 && short_end {
        let day = chrono::Datelike::day(&first);
        found.push(format!(
            "Every later instalment is due on day {day} of its month. To stay at month ends, choose “At the end of every month”."
        ));
    }
    if rows.len() > usize::from(most) {
        found.push(format!(
            "Your credit policy allows at most {} in a plan.",
            format::plural(usize::from(most), "instalment", "instalments")
        ));
    }
    if rows.last().is_some_and(|last| last.due > add_days(accepted, 731)) {
        found.push("It runs for more than two years.".to_owned());
    }
    found
}
