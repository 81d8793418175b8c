//! Whom a message greets, what it begins with, how long it gives.

use super::*;

#[test]
fn who_is_reached_is_greeted() {
    let mut ledger = shop(Approach::default(), "");
    let contact = |name: &str, email: &str, phone: &str| Contact {
        name: name.into(),
        email: email.into(),
        phone: phone.into(),
        ..Contact::default()
    };
    let greeted = |ledger: &mut Ledger, contacts: Vec<Contact>| {
        let details = CustomerDetails { contacts, ..ledger.customer(CustomerId(1)).unwrap().details.clone() };
        run(ledger, Command::ChangeCustomer { customer: CustomerId(1), details });
        CHANNELS.map(|channel| {
            let body = message(ledger, Purpose::PastDue, channel, Tone::Friendly).body;
            let names = ["Mia", "Tom", "Ann", "Harbour Coffee"];
            names.into_iter().find(|name| body.lines().next().unwrap().contains(name)).unwrap_or("nobody")
        })
    };
    let three = vec![contact("Mia", "", ""), contact("Tom", "tom@h.example", ""), contact("Ann", "ann@h.example", "+1 503 555 0148")];
    // E-mail, letter, call, SMS, WhatsApp.
    assert_eq!(greeted(&mut ledger, three), ["Tom", "Mia", "Ann", "Ann", "Ann"]);
    let nameless = vec![contact("Mia", "", ""), contact("", "office@h.example", "+1 503 555 0148")];
    assert_eq!(greeted(&mut ledger, nameless), ["Harbour Coffee", "Mia", "Harbour Coffee", "Harbour Coffee", "Harbour Coffee"]);
    assert_eq!(greeted(&mut ledger, vec![contact("Mia", "", "")]), ["Mia"; 5], "reached by no address of ours");
}

#[test]
fn an_own_text_that_grows_too_long_is_replaced_and_that_is_said() {
    let mut ledger = shop(Approach::default(), "");
    let step = CreditPolicy::default().schedule[2].clone();
    let key = (step.purpose, TextKind::of(step.channel), Language::En);
    let usual = default_template(key.0, key.1, key.2);
    let policy = |body: &str| CreditPolicy { templates: vec![Template { body: body.into(), ..usual.clone() }], ..CreditPolicy::default() };
    run(&mut ledger, Command::ChangePolicy { policy: policy("{{ contact }}: {{ total }}") });
    let reminder = trial_reminder(&ledger, CustomerId(1), &step, day(TODAY)).unwrap();
    assert_eq!(own_text_problem(&ledger, &reminder, day(TODAY)), None);
    // Sound when it was saved, since nobody had such a name; too long with this customer's.
    let name = "x".repeat(200);
    let details = CustomerDetails { contacts: Vec::new(), ..ledger.customer(CustomerId(1)).unwrap().details.clone() };
    run(&mut ledger, Command::ChangeCustomer { customer: CustomerId(1), details: CustomerDetails { name, ..details } });
    run(&mut ledger, Command::ChangePolicy { policy: policy(&"{{ customer }} ".repeat(140)) });
    let problem = own_text_problem(&ledger, &reminder, day(TODAY));
    assert!(problem.as_ref().is_some_and(|problem| problem.to_string().contains("characters")), "{problem:?}");
    let content = compose(&ledger, &reminder, day(TODAY));
    assert!(content.body.starts_with("Dear xxx") && content.body.contains("INV-1"), "{}", content.body);
    assert_eq!(own_text_problem(&shop(Approach::default(), ""), &reminder, day(TODAY)), None);
}

#[test]
fn an_old_debt_can_begin_with_friendly_words_once() {
    let mut ledger = shop(Approach::default(), "");
    let step =
        |purpose| ReminderStep { purpose, tone: Tone::Final, channel: Channel::Letter, ..CreditPolicy::default().schedule[5].clone() };
    let first = |ledger: &Ledger, purpose| {
        let reminder = trial_reminder(ledger, CustomerId(1), &step(purpose), day(TODAY)).unwrap();
        first_words(ledger, &reminder, day(TODAY))
    };
    let content = first(&ledger, Purpose::LetterBeforeAction).unwrap();
    assert_eq!((content.purpose, content.tone, content.offset_days, content.pay_by), (Purpose::PastDue, Tone::Friendly, 45, None));
    assert_eq!(content.body, message(&ledger, Purpose::PastDue, Channel::Letter, Tone::Friendly).body);
    assert_eq!(first(&ledger, Purpose::PastDue), None);
    run(&mut ledger, Command::PrepareMessage { content });
    let message = ledger.pending_message(CustomerId(1)).unwrap().id;
    run(&mut ledger, Command::ConfirmMessageSent { message, on: day(TODAY) });
    assert_eq!(first(&ledger, Purpose::LetterBeforeAction), None);
}

#[test]
fn a_consumer_in_belgium_has_fourteen_days_whatever_the_step_says() {
    let check = |country: &str, kind: Option<CustomerKind>, channel, expected: &str| {
        let mut ledger = shop(Approach { kind, ..in_language(Language::En) }, "");
        let details = CustomerDetails { country: country.into(), ..ledger.customer(CustomerId(1)).unwrap().details.clone() };
        ledger.execute(&Command::ChangeCustomer { customer: CustomerId(1), details }, day(TODAY)).unwrap();
        let content = message(&ledger, Purpose::FinalDemand, channel, Tone::Final);
        assert_eq!(content.pay_by, Some(day(expected)), "{country} {kind:?}");
        assert!(content.body.contains(&long_date_in(day(expected), Language::En)), "{}", content.body);
    };
    check("Belgium", Some(CustomerKind::Consumer), Channel::Email, "2026-02-14");
    check("Belgium", None, Channel::Letter, "2026-02-17");
    check("Belgium", Some(CustomerKind::Business), Channel::Email, "2026-02-10");
    check("France", Some(CustomerKind::Consumer), Channel::Email, "2026-02-10");
}
