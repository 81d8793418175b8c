//! Agreed interest over the versions of the policy: which rule a customer goes by on a day, and the rates that follow each other.

use super::Basis;
use crate::domain::customer::CustomerDetails;
use crate::domain::interest::rate::{RateError, RateRow};
use crate::domain::interest::{AgreedRate, Grace, InterestRule, InterestTerms, RateTable};
use crate::domain::ledger::Ledger;
use crate::domain::policy::{CreditPolicy, TermSource};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The rule on interest that a customer goes by on a day, whose word it is, and the policy that has it: the version in force, or where that one or the one they
/// accepted has an agreed rate, the version that binds them. No interest and interest by law need no acceptance.
pub fn interest_rule_on<'a>(ledger: &'a Ledger, details: &CustomerDetails, day: NaiveDate) -> (InterestRule, TermSource, &'a CreditPolicy) {
    let in_force = ledger.policy_on(day);
    let agreed = |policy: &CreditPolicy| policy.agreed_rate_of(details).is_some();
    let binding = ledger.agreed_policy_on(details, day).filter(|binding| agreed(binding) || agreed(in_force));
    let policy = binding.unwrap_or(in_force);
    let (rule, source) = policy.interest_rule_of(details);
    (rule, source, policy)
}

/// Agreed interest for one due date.
pub(super) struct Agreed {
    pub basis: Basis,
    /// The first day that a rate binds them.
    pub first: NaiveDate,
    pub terms: InterestTerms,
}

impl Agreed {
    /// The rates that bind a customer, each from its first day on, with the day count and the grace of the one on the due date, or else of the first one after
    /// it. None while no rate binds them by `as_of`. Days between, for which none was agreed, have a rate of nothing.
    pub fn of(ledger: &Ledger, details: &CustomerDetails, due: NaiveDate, as_of: NaiveDate) -> Option<Result<Self, RateError>> {
        let policies = ledger.agreed_policies(details);
        let dated: Vec<(NaiveDate, Option<AgreedRate>)> =
            policies.into_iter().map(|(from, policy)| (from, policy.and_then(|policy| policy.agreed_rate_of(details)))).collect();
        let on_due = dated.partition_point(|(from, _)| *from <= due).saturating_sub(1);
        let (first, rate) = dated[on_due..].iter().find_map(|(from, rate)| Some((*from, (*rate)?)))?;
        if first > as_of {
            return None;
        }
        let needs_acceptance = ledger.policy_on(first.max(due)).fees_need_acceptance;
        let (grace, from) = (rate.grace.unwrap_or(Grace::None), details.terms_accepted.filter(|_| needs_acceptance));
        let row = |(from, rate): (NaiveDate, Option<AgreedRate>)| {
            let percent = rate.map_or(Decimal::ZERO, |rate| rate.percent_a_year());
            RateRow { from, percent }
        };
        let rates = RateTable::of_rates(dated.into_iter().map(row).collect(), None, None);
        Some(rates.map(|rates| Self {
            basis: Basis::Agreed { rate, grace, from },
            first,
            terms: InterestTerms { rates, day_count: rate.day_count, grace },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::interest::StatutoryRule;

    /// What is agreed binds by acceptance; a law, or asking for nothing, does not wait for one, unless an agreement is left for it or takes its place.
    #[test]
    fn an_agreed_rate_waits_for_an_acceptance_and_a_law_does_not() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let law = InterestRule::Statutory(StatutoryRule::default());
        let [eight, twelve] = [8, 12].map(|percent: i64| InterestRule::Agreed(AgreedRate::yearly(percent.into())));
        let check = |first, second, accepted: Option<&str>, expected| {
            let mut ledger = Ledger::default();
            let policy = |interest| CreditPolicy { interest, ..CreditPolicy::default() };
            let (from, today) = (date("2026-07-01"), date("2026-12-31"));
            ledger.execute(&Command::ChangePolicy { policy: policy(first) }, today).unwrap();
            ledger.execute(&Command::BeginPolicy { policy: policy(second), from, note: String::new() }, today).unwrap();
            let details = CustomerDetails { terms_accepted: accepted.map(date), ..CustomerDetails::named("Ada") };
            assert_eq!(interest_rule_on(&ledger, &details, date("2026-08-01")).0, expected, "{first:?} {second:?} {accepted:?}");
        };
        let (before, after) = (Some("2026-02-01"), Some("2026-07-15"));
        check(eight, twelve, before, eight);
        check(eight, twelve, after, twelve);
        check(eight, twelve, None, twelve);
        check(InterestRule::None, twelve, before, InterestRule::None);
        check(eight, law, before, eight);
        check(eight, law, after, law);
        check(eight, law, None, law);
        check(law, twelve, before, law);
        check(InterestRule::None, law, before, law);
        check(law, InterestRule::None, before, InterestRule::None);
    }
}
