use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn call(on: &str, talked: bool) -> ContactMade {
    ContactMade { on: date(on), call: true, talked }
}

fn letter(on: &str) -> ContactMade {
    ContactMade { on: date(on), call: false, talked: false }
}

fn at(day: &str, minutes: u16) -> ContactAhead {
    ContactAhead { way: ContactWay::Call, day: date(day), minutes, theirs: true }
}

/// The bound and the beginning of the sentence of every warning.
fn found(country: Option<Country>, kind: Option<CustomerKind>, before: &[ContactMade], ahead: ContactAhead) -> Vec<(Binds, String)> {
    contact_warnings(country, kind, before, ahead).into_iter().map(|warning| (warning.binds, warning.sentence)).collect()
}

#[test]
fn hours_of_the_customer_and_not_of_the_owner() {
    let us = |minutes| found(Some(Country::Us), None, &[], at("2026-11-23", minutes));
    assert_eq!(us(8 * 60), []);
    assert_eq!(us(21 * 60 - 1), []);
    let early = "It is 7:59 where the customer is. Call between 8:00 and 21:00 there.";
    assert_eq!(us(8 * 60 - 1), [(Binds::Collectors, early.to_owned())], "good practice, not binding");
    assert_eq!(us(21 * 60)[0].0, Binds::Collectors);
    let au = |day, minutes| found(Some(Country::Au), Some(CustomerKind::Business), &[], at(day, minutes));
    assert_eq!(au("2026-11-23", 7 * 60 + 30), []);
    assert_eq!(au("2026-11-22", 8 * 60)[0].0, Binds::Creditors, "a Sunday");
    assert_eq!(
        au("2026-01-26", 12 * 60),
        [(Binds::Creditors, "It is a public holiday where the customer is (Australia Day): no calls.".to_owned())]
    );
    let written = ContactAhead { way: ContactWay::Written, ..at("2026-01-26", 60) };
    assert_eq!(found(Some(Country::Au), None, &[], written), [], "a letter disturbs nobody at night");
}

#[test]
fn a_text_message_keeps_the_hours_of_a_call_and_a_mail_does_not() {
    let at_night = |channel, country| {
        let ahead = ContactAhead { way: ContactWay::of(channel), ..at("2026-11-23", 6 * 60) };
        found(country, None, &[], ahead).into_iter().map(|(_, sentence)| sentence).collect::<Vec<_>>()
    };
    for country in [None, Some(Country::Us)] {
        for channel in [Channel::Sms, Channel::WhatsApp] {
            assert_eq!(at_night(channel, country), ["It is 6:00 where the customer is. Write between 8:00 and 21:00 there."]);
        }
        assert_eq!(at_night(Channel::Phone, country), ["It is 6:00 where the customer is. Call between 8:00 and 21:00 there."]);
        assert!(at_night(Channel::Email, country).is_empty() && at_night(Channel::Letter, country).is_empty());
    }
    let holiday = ContactAhead { way: ContactWay::Text, ..at("2026-01-26", 12 * 60) };
    let sentence = "It is a public holiday where the customer is (Australia Day): no text messages.";
    assert_eq!(found(Some(Country::Au), None, &[], holiday)[0].1, sentence);
    let calls: Vec<_> = (16..=22).map(|day| call(&format!("2026-11-{day}"), true)).collect();
    let text = ContactAhead { way: ContactWay::Text, ..at("2026-11-22", 600) };
    let business = Some(CustomerKind::Business);
    assert_eq!(found(Some(Country::Us), business, &calls, text), [], "calls are counted before a call");
}

#[test]
fn a_country_without_hours_has_recoups_own_advice() {
    for country in [None, Some(Country::De)] {
        assert_eq!(found(country, None, &[], at("2026-11-23", 6 * 60))[0].0, Binds::Nobody);
        assert_eq!(found(country, None, &[], at("2026-11-23", 12 * 60)), []);
    }
    let business = found(Some(Country::Us), Some(CustomerKind::Business), &[], at("2026-11-23", 6 * 60));
    assert_eq!(business[0].0, Binds::Nobody, "Regulation F is about consumers");
}

#[test]
fn calls_and_contacts_have_their_caps() {
    let calls: Vec<_> = (16..=22).map(|day| call(&format!("2026-11-{day}"), false)).collect();
    let warned = found(Some(Country::Us), Some(CustomerKind::Consumer), &calls, at("2026-11-22", 600));
    assert_eq!(warned[0], (Binds::Collectors, "You have called 7 times in 7 days; 7 are the most.".to_owned()));
    assert_eq!(warned[1].0, Binds::Creditors, "two contacts a week in Massachusetts");
    let later = found(Some(Country::Us), Some(CustomerKind::Consumer), &calls, at("2026-11-23", 600));
    assert!(later.iter().all(|(binds, _)| *binds != Binds::Collectors), "the first call is a week old: {later:?}");
    let talked = [call("2026-11-16", true)];
    let after = |day| found(Some(Country::Us), None, &talked, at(day, 600));
    assert!(after("2026-11-22")[0].1.ends_with("the next call can be on November 23, 2026."));
    assert_eq!(after("2026-11-23"), []);
    let written = ContactAhead { way: ContactWay::Written, ..at("2026-11-22", 600) };
    assert_eq!(found(Some(Country::Us), None, &talked, written), []);
    let letters = ["2026-11-01", "2026-11-20", "2026-11-21", "2026-11-22"].map(letter);
    let au = found(Some(Country::Au), None, &letters, ContactAhead { way: ContactWay::Written, ..at("2026-11-22", 600) });
    assert_eq!(au, [(Binds::Creditors, "You have been in touch 3 times in 7 days; 3 are the most.".to_owned())]);
}

#[test]
fn a_time_that_is_the_owners_own_is_not_called_the_customers() {
    let ahead = ContactAhead { theirs: false, ..at("2026-11-23", 3 * 60) };
    let warnings = found(None, None, &[], ahead);
    assert!(warnings[0].1.starts_with("It is 3:00 by your clock, and their time zone is not known."), "{warnings:?}");
}
