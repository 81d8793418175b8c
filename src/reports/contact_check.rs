//! What stands against being in touch with a customer now: the rules of `domain::limits::contact` over what is on record.

use crate::domain::calendar::add_days;
use crate::domain::contact_log::{ContactKind, ContactOutcome};
use crate::domain::country::Country;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::limits::contact::{ContactAhead, ContactMade, ContactWarning, contact_warnings};
use crate::domain::policy::Channel;
use chrono::NaiveDate;

/// No rule looks back further.
const LOOK_BACK_DAYS: i64 = 40;

/// The contacts with a customer of the last weeks: messages confirmed as sent, and the contact log without notes.
///
/// A call made for a step is a message and often an entry of the log as well; on one day it counts once.
fn contacts_made(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> Vec<ContactMade> {
    let since = add_days(day, -LOOK_BACK_DAYS);
    let recent = |on: NaiveDate| (since..=day).contains(&on);
    let talked = |outcome: Option<ContactOutcome>| {
        !matches!(outcome, None | Some(ContactOutcome::NoAnswer | ContactOutcome::LeftMessage | ContactOutcome::WrongNumber))
    };
    let logged = ledger.contacts_of(customer).filter(|entry| entry.kind != ContactKind::Note && recent(entry.on));
    let mut made: Vec<_> =
        logged.map(|entry| ContactMade { on: entry.on, call: entry.kind == ContactKind::Call, talked: talked(entry.outcome) }).collect();
    let sent = ledger.messages_of(customer).filter_map(|message| Some((message.sent_on()?, message.content.channel == Channel::Phone)));
    for (on, call) in sent.filter(|(on, _)| recent(*on)) {
        let is_logged = call && made.iter().any(|other| other.call && other.on == on);
        if !is_logged {
            made.push(ContactMade { on, call, talked: false });
        }
    }
    made
}

/// A customer's time zone: the one on record, else that of a country with just one; empty while neither is known.
pub fn time_zone_of(ledger: &Ledger, customer: CustomerId) -> &str {
    let Some(details) = ledger.customer(customer).map(|found| &found.details) else { return "" };
    let own = details.approach.time_zone.as_str();
    if own.is_empty() { Country::from_text(&details.country).and_then(Country::time_zone).unwrap_or_default() } else { own }
}

/// What stands against a contact with a customer; nothing when no rule does.
pub fn contact_check(ledger: &Ledger, customer: CustomerId, ahead: ContactAhead) -> Vec<ContactWarning> {
    let Some(details) = ledger.customer(customer).map(|found| &found.details) else { return Vec::new() };
    let made = contacts_made(ledger, customer, ahead.day);
    contact_warnings(Country::from_text(&details.country), details.approach.kind, &made, ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, ContactDraft};
    use crate::domain::customer::CustomerDetails;
    use crate::domain::limits::contact::ContactWay;

    #[test]
    fn the_time_zone_of_a_country_stands_in_for_one_that_is_not_known() {
        let mut ledger = Ledger::default();
        for (country, own, expected) in
            [("FR", "", "Europe/Paris"), ("fr", "Europe/London", "Europe/London"), ("USA", "", ""), ("", "", "")]
        {
            let mut details = CustomerDetails { country: country.to_owned(), ..CustomerDetails::named("Ada") };
            own.clone_into(&mut details.approach.time_zone);
            ledger.execute(&Command::AddCustomer { details }, "2026-11-20".parse().unwrap()).unwrap();
            let added = CustomerId::from_index(ledger.facts().customers.len() - 1);
            assert_eq!(time_zone_of(&ledger, added), expected, "{country} {own}");
        }
        assert_eq!(time_zone_of(&ledger, CustomerId(9)), "");
    }

    #[test]
    fn calls_of_the_log_count_and_notes_do_not() {
        let mut ledger = Ledger::default();
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        let details = CustomerDetails { country: "USA".to_owned(), ..CustomerDetails::named("Ada") };
        ledger.execute(&Command::AddCustomer { details }, day).unwrap();
        let ahead = ContactAhead { way: ContactWay::Call, day, minutes: 600, theirs: true };
        let check = |ledger: &Ledger| contact_check(ledger, CustomerId(1), ahead).len();
        let log = |ledger: &mut Ledger, kind, outcome| {
            let (person, note) = (String::new(), "said".to_owned());
            let draft = ContactDraft { customer: CustomerId(1), on: day, kind, outcome, reason: None, person, note, next: None };
            ledger.execute(&Command::LogContact { draft }, day).unwrap();
        };
        assert_eq!(check(&ledger), 0);
        log(&mut ledger, ContactKind::Note, None);
        log(&mut ledger, ContactKind::Call, Some(ContactOutcome::NoAnswer));
        assert_eq!(check(&ledger), 0);
        log(&mut ledger, ContactKind::Call, Some(ContactOutcome::Reached));
        let found = contact_check(&ledger, CustomerId(1), ahead);
        assert!(found[0].sentence.starts_with("You spoke with this customer less than 7 days ago"), "{found:?}");
        assert_eq!(found.len(), 2, "and two contacts a week are the most in Massachusetts");
        assert_eq!(contact_check(&ledger, CustomerId(9), ahead), []);
    }
}
