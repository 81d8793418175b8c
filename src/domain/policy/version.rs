//! Versions of the policy: which one holds on a day.
//!
//! Kept are the turns from one version to the next: from a day on another policy holds than before. The policy of the ledger is the last version; one that
//! begins on a later day takes effect by itself, because whoever asks for a day gets the version of that day.
//!
//! Which day that is:
//!
//! | what | goes by the version of |
//! |---|---|
//! | due date and discount of an invoice, also of an imported one | its invoice date; they are written on the document and stay |
//! | terms, rules and limits of a payment plan | the day of its acceptance; the rules stay with the plan |
//! | what a payment settles first | the day on which it is applied |
//! | limits, exposure, the answer to an order, watch list, holds | the day that is asked about |
//! | reminders, promises, ratings | the day that is asked about |
//! | agreed interest of a day, a late fee that falls due on a day | that day, but where that version asks for acceptance the day on which the customer accepted the terms, and none before it: [`agreed_policy_on`] |
//! | grace and day count of agreed interest | the due date, in the same way; or the first day after it that has a rate |
//! | whether interest is asked by law, and which law | the day up to which it is computed, until it is posted as a document of its own; no acceptance is needed |
//! | weekends, holidays and the owner's own days off | the day itself |
//!
//! So a new version never changes what an earlier day has cost, and where acceptance is asked for it binds a customer only from the day they accept it anew.
//!
//! The last version, whatever its first day, is what the Credit policy page edits and where forms find the names of tiers and schedules; texts of messages have no versions.

use super::CreditPolicy;
use crate::domain::customer::CustomerDetails;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From a day on, a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyVersion {
    /// Its first day.
    pub from: NaiveDate,
    /// What changes and why, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The policy until the day before. Message texts have no versions: they are left out of it.
    pub before: CreditPolicy,
}

impl PolicyVersion {
    /// A version that takes the place of a policy.
    pub fn after(policy: &CreditPolicy, from: NaiveDate, note: String) -> Self {
        Self { from, note, before: CreditPolicy { templates: Vec::new(), ..policy.clone() } }
    }
}

/// The policy that holds on a day: the last one, unless a later turn says what held before it. The turns are in the order of their days.
pub fn policy_on<'a>(turns: &'a [PolicyVersion], last: &'a CreditPolicy, day: NaiveDate) -> &'a CreditPolicy {
    turns.iter().find(|turn| day < turn.from).map_or(last, |turn| &turn.before)
}

/// The policy by which late fees and agreed interest of a day are counted for a customer: the one that holds on that day, or where it asks for acceptance the one that
/// held when they accepted the terms, which never is a later one. None before they did. What a law gives needs no acceptance and does not ask.
pub fn agreed_policy_on<'a>(
    turns: &'a [PolicyVersion],
    last: &'a CreditPolicy,
    details: &CustomerDetails,
    day: NaiveDate,
) -> Option<&'a CreditPolicy> {
    let in_force = policy_on(turns, last, day);
    if in_force.fees_need_acceptance {
        details.terms_accepted.filter(|accepted| *accepted <= day).map(|accepted| policy_on(turns, last, accepted))
    } else {
        Some(in_force)
    }
}

/// The same for every day: the first days on which it can change, from before every document on, with what holds from then.
pub fn agreed_policies<'a>(
    turns: &'a [PolicyVersion],
    last: &'a CreditPolicy,
    details: &CustomerDetails,
) -> Vec<(NaiveDate, Option<&'a CreditPolicy>)> {
    let mut days: Vec<NaiveDate> = std::iter::once(NaiveDate::MIN).chain(turns.iter().map(|turn| turn.from)).collect();
    days.extend(details.terms_accepted);
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| (day, agreed_policy_on(turns, last, details, day))).collect()
}

/// The version that holds on a day, among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionInForce {
    /// Its number, from 1.
    pub number: usize,
    /// Its first day; `None` for the first version.
    pub from: Option<NaiveDate>,
    /// The first day of the next one; `None` for the last version.
    pub next: Option<NaiveDate>,
}

/// Which version holds on a day. The turns are in the order of their days.
pub fn version_on(turns: &[PolicyVersion], day: NaiveDate) -> VersionInForce {
    let begun = turns.partition_point(|turn| turn.from <= day);
    let first_day = |place: usize| turns.get(place).map(|turn| turn.from);
    VersionInForce { number: begun + 1, from: begun.checked_sub(1).and_then(first_day), next: first_day(begun) }
}

/// Every version with its number, first day and note, oldest first. The first one has no first day.
pub fn versions<'a>(
    turns: &'a [PolicyVersion],
    last: &'a CreditPolicy,
) -> impl DoubleEndedIterator<Item = (Option<&'a PolicyVersion>, &'a CreditPolicy)> {
    let begins = (0..=turns.len()).map(|place| place.checked_sub(1).map(|place| &turns[place]));
    begins.enumerate().map(move |(place, turn)| (turn, turns.get(place).map_or(last, |next| &next.before))).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(net_days: u16) -> CreditPolicy {
        CreditPolicy { net_days, ..CreditPolicy::default() }
    }

    #[test]
    fn each_day_has_the_version_of_that_day() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let turns = [
            PolicyVersion::after(&policy(30), date("2026-01-01"), String::new()),
            PolicyVersion::after(&policy(21), date("2026-07-01"), "Shorter".to_owned()),
        ];
        let last = policy(14);
        let check = |day: &str, net_days: u16| assert_eq!(policy_on(&turns, &last, date(day)).net_days, net_days, "{day}");
        check("2025-12-31", 30);
        check("2026-01-01", 21);
        check("2026-06-30", 21);
        check("2026-07-01", 14);
        check("2030-01-01", 14);
        assert_eq!(policy_on(&[], &last, date("2026-01-01")), &last);
        let number = |day: &str| {
            let found = version_on(&turns, date(day));
            (found.number, found.from.map(|from| from.to_string()), found.next.map(|next| next.to_string()))
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(number("2025-12-31"), (1, None, day("2026-01-01")));
        assert_eq!(number("2026-01-01"), (2, day("2026-01-01"), day("2026-07-01")));
        assert_eq!(number("2026-07-01"), (3, day("2026-07-01"), None));
        assert_eq!(version_on(&[], date("2026-01-01")), VersionInForce { number: 1, from: None, next: None });
        let all: Vec<_> = versions(&turns, &last).map(|(turn, policy)| (turn.map(|turn| turn.from), policy.net_days)).collect();
        assert_eq!(all, [(None, 30), (Some(date("2026-01-01")), 21), (Some(date("2026-07-01")), 14)]);
    }

    #[test]
    fn a_version_binds_who_accepted_it_unless_it_asks_for_no_acceptance() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let turns = [
            PolicyVersion::after(&policy(30), date("2026-01-01"), String::new()),
            PolicyVersion::after(&CreditPolicy { fees_need_acceptance: false, ..policy(21) }, date("2026-07-01"), String::new()),
        ];
        let last = policy(14);
        let check = |accepted: Option<&str>, expected: &[(Option<&str>, Option<u16>)]| {
            let details = CustomerDetails { terms_accepted: accepted.map(date), ..CustomerDetails::named("Ada") };
            let found = agreed_policies(&turns, &last, &details);
            let found: Vec<_> = found.into_iter().map(|(day, policy)| (day, policy.map(|policy| policy.net_days))).collect();
            let expected: Vec<_> = expected.iter().map(|(day, net_days)| (day.map_or(NaiveDate::MIN, date), *net_days)).collect();
            assert_eq!(found, expected, "{accepted:?}");
        };
        let (second, third) = (Some("2026-01-01"), Some("2026-07-01"));
        check(None, &[(None, None), (second, Some(21)), (third, None)]);
        check(Some("2025-12-31"), &[(None, None), (Some("2025-12-31"), Some(30)), (second, Some(21)), (third, Some(30))]);
        check(Some("2026-03-01"), &[(None, None), (second, Some(21)), (Some("2026-03-01"), Some(21)), (third, Some(21))]);
        check(third, &[(None, None), (second, Some(21)), (third, Some(14))]);
        check(Some("2026-08-01"), &[(None, None), (second, Some(21)), (third, None), (Some("2026-08-01"), Some(14))]);
    }
}
