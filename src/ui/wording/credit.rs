//! The words for decisions about orders on credit: verdicts, reasons with their rules, formulas, and how a decision stands.

use crate::domain::credit_decision::{CreditDecision, DecisionState, Ruling, Verdict};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::{DecisionRules, TermSource};
use crate::reports::credit_decision::{CreditAnswer, CreditNotice, CreditReason, Room};
use crate::reports::exposure::{Excess, Exposure};
use crate::ui::components::Tone;
use crate::ui::format;

fn sums(amounts: &[Money]) -> String {
    amounts.iter().map(|amount| format::money(*amount)).collect::<Vec<_>>().join(" and ")
}

fn days(days: i64) -> String {
    format::plural(usize::try_from(days).unwrap_or(0), "day", "days")
}

/// A verdict in two words, and its tone.
pub const fn verdict(verdict: Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::Approve => ("Approve", Tone::Good),
        Verdict::Deposit => ("Deposit first", Tone::Warn),
        Verdict::Hold => ("Hold", Tone::Bad),
    }
}

/// What is done with an order: “Ship once $120.00 is paid”.
pub fn ruling(ruling: Ruling) -> String {
    match (ruling.verdict, ruling.deposit) {
        (Verdict::Approve, _) => "Ship on credit".to_owned(),
        (Verdict::Deposit, Some(deposit)) => format!("Ship once a deposit of {} is paid", format::money(deposit)),
        (Verdict::Deposit, None) => "Ship once a deposit is paid".to_owned(),
        (Verdict::Hold, _) => "Do not ship on credit".to_owned(),
    }
}

/// What they owe, part by part, as a sum: “$900.00 owed + $50.00 in orders not invoiced − $20.00 credit”.
pub fn exposure_parts(exposure: &Exposure) -> String {
    let mut parts = format!("{} owed", format::money(exposure.owed));
    if exposure.pending.is_positive() {
        parts += &format!(" + {} in approved orders not invoiced yet", format::money(exposure.pending));
    }
    if exposure.credit.is_positive() {
        parts += &format!(" − {} credit not applied", format::money(exposure.credit));
    }
    parts
}

/// Whose word a limit is, where it was not set for the customer.
pub const fn limit_source(source: TermSource) -> &'static str {
    match source {
        TermSource::Customer => "",
        TermSource::Tier => " (of their tier)",
        TermSource::Policy => " (for everybody)",
    }
}

/// The sum around the limit, in one line.
pub fn room_formula(room: &Room) -> String {
    let left = room.limit.minor() - room.after().minor();
    let rest = format::money(Money::from_minor(left.abs(), room.limit.currency()));
    let end = if left < 0 { format!("{rest} beyond it") } else { format!("{rest} left") };
    format!(
        "{} + {} this order = {}. The limit is {}{}: {end}.",
        exposure_parts(&room.exposure),
        format::money(room.order),
        format::money(room.after()),
        format::money(room.limit),
        limit_source(room.source)
    )
}

/// How the deposit comes about.
pub fn deposit_formula(answer: &CreditAnswer, order: Money, rules: &DecisionRules) -> Option<String> {
    let deposit = answer.deposit?;
    let beyond = answer.room.map_or(0, |room| room.beyond().minor());
    Some(if beyond > 0 && deposit.minor() == beyond {
        format!("The deposit of {} is what the order would take them beyond the limit.", format::money(deposit))
    } else {
        let percent = rules.deposit_percent;
        format!("The deposit of {} is {percent} % of {}, rounded up.", format::money(deposit), format::money(order))
    })
}

/// How much is owed in an excess of the limit: “$900.00 ($200.00 of it in approved orders not invoiced yet)”.
pub fn excess_owed(excess: &Excess) -> String {
    let owed = format::money(excess.exposure);
    if excess.pending.is_positive() {
        format!("{owed} ({} of it in approved orders not invoiced yet)", format::money(excess.pending))
    } else {
        owed
    }
}

/// Why an order does not simply ship on credit, and the rule behind it.
pub fn credit_reason(reason: &CreditReason, rules: &DecisionRules) -> (String, String) {
    let (stop, percent) = (days(rules.hold_days.into()), rules.deposit_percent);
    match reason {
        CreditReason::OnHold { since, reason } => {
            (format!("On hold since {}: {reason}.", format::date(*since)), "Rule: on hold means no, until you release it.".to_owned())
        }
        CreditReason::OverLimit(excess) => (
            format!("They owe {}, more than their limit of {}.", excess_owed(excess), format::money(excess.limit)),
            "Rule: beyond the credit limit means no.".to_owned(),
        ),
        CreditReason::OrderOverLimit { limit, after, beyond } => (
            format!(
                "With the order they would owe {}: {} more than their limit of {}.",
                format::money(*after),
                format::money(*beyond),
                format::money(*limit)
            ),
            "Rule: what goes beyond the limit is paid first.".to_owned(),
        ),
        CreditReason::NoLimitInCurrency { limits } => (
            format!("No limit is set in the currency of the order, only {}.", sums(limits)),
            format!("Rule: without a limit in its currency, {percent} % of the order is paid first."),
        ),
        CreditReason::PlanInDefault { missed, arrears } => (
            format!("{} of the plan missed, {} in all.", format::plural(*missed, "instalment", "instalments"), format::money(*arrears)),
            "Rule: a plan in default means no, until it is made up for.".to_owned(),
        ),
        CreditReason::PastDue { days: oldest, amounts, .. } => (
            format!("{} past due, the oldest by {}.", sums(amounts), days(*oldest)),
            format!("Rule: past due means a deposit of {percent} %, by more than {stop} it means no."),
        ),
        CreditReason::LongLate { days: oldest, amounts } => (
            format!("{} promised or contested, and past due by up to {}.", sums(amounts), days(*oldest)),
            format!("Rule: what is promised or contested is not held against them; past due by more than {stop} it means a deposit."),
        ),
        CreditReason::BrokenPromises { count } => (
            format!("{} broken in the last {}.", format::plural(*count, "promise was", "promises were"), days(rules.broken_days.into())),
            format!(
                "Rule: {} in that time means a deposit of {percent} %.",
                format::plural(rules.broken_promises.into(), "broken promise", "broken promises")
            ),
        ),
        CreditReason::WrittenOff { amounts } => (
            format!("{} of what they owed is written off.", sums(amounts)),
            format!("Rule: after a write-off, {percent} % of the order is paid first."),
        ),
        CreditReason::Rated { grade, points } => (
            format!("Rated {} ({points} of 100 points).", grade.letter()),
            format!("Rule: a rating worse than {} means a deposit of {percent} %.", rules.worst_grade.letter()),
        ),
    }
}

/// What is worth knowing before an order ships.
pub fn credit_notice(notice: &CreditNotice) -> String {
    match notice {
        CreditNotice::NoLimit => "No credit limit is set: the amount is held against nothing.".to_owned(),
        CreditNotice::TermsNotAccepted => "They have not accepted your terms on record.".to_owned(),
        CreditNotice::ReviewOverdue { since } => format!("Their credit was to be looked at again on {}.", format::date(*since)),
        CreditNotice::Insured { amount, insurer, own_risk } => {
            let by = if insurer.is_empty() { String::new() } else { format!(" by {insurer}") };
            let own = if own_risk.is_positive() {
                format!("{} would be your own risk", format::money(*own_risk))
            } else {
                "all of it with this order".to_owned()
            };
            format!("Insured{by} up to {}: {own}.", format::money(*amount))
        }
        CreditNotice::InsuranceEnded { until } => format!("The credit insurance ended on {}.", format::date(*until)),
        CreditNotice::Disputed { amounts } => {
            format!("{} in dispute: counted as owed, and not held against them as late.", sums(amounts))
        }
    }
}

/// Everything that is kept of an answer with a recorded decision: reasons with their rules, figures, and what is worth knowing.
pub fn recorded_reasons(answer: &CreditAnswer, order: Money, rules: &DecisionRules) -> Vec<String> {
    let reasons = answer.reasons.iter().map(|reason| {
        let (why, rule) = credit_reason(reason, rules);
        format!("{why} {rule}")
    });
    let figures = answer.room.iter().map(room_formula);
    let deposit = deposit_formula(answer, order, rules);
    reasons.chain(figures).chain(deposit).chain(answer.notices.iter().map(credit_notice)).collect()
}

/// How a decision stands, and its tone.
pub fn decision_state(ledger: &Ledger, state: DecisionState) -> (String, Tone) {
    match state {
        DecisionState::Pending { .. } => ("Not invoiced yet".to_owned(), Tone::Info),
        DecisionState::Lapsed => ("Counts no more".to_owned(), Tone::Neutral),
        DecisionState::Refused => ("Not shipped on credit".to_owned(), Tone::Bad),
        DecisionState::Cancelled => ("Cancelled".to_owned(), Tone::Neutral),
        DecisionState::Invoiced(id) => {
            (format!("Invoiced: {}", ledger.invoice(id).map_or("", |invoice| invoice.number.as_str())), Tone::Good)
        }
    }
}

/// The order of a decision: “Order PO-7 of $500.00”.
pub fn order_name(decision: &CreditDecision) -> String {
    let number = if decision.order.is_empty() { String::new() } else { format!(" {}", decision.order) };
    format!("Order{number} of {}", format::money(decision.amount))
}
