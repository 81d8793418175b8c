//! Which law counts, what moves a date, and when warnings begin.

use super::*;
use crate::domain::approach::Approach;
use crate::domain::command::{AllocationChoice, Command, ContactDraft, InvoiceDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::credit::ReversalReason;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::{InvoiceId, PostponementId};
use crate::domain::limits::limitation::LimitationRules;
use crate::domain::limits::places::PlaceCode;
use crate::domain::money::Money;
use crate::domain::postponement::TaskSubject;
use crate::domain::settings::Settings;
use crate::reports::agenda::{AgendaKind, agenda};
use crate::reports::worklist::{TaskKind, worklist};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn run(ledger: &mut Ledger, command: Command, today: &str) {
    ledger.execute(&command, date(today)).unwrap();
}

/// A customer with one invoice over 100.00 EUR, issued and due on a day.
fn shop(country: &str, due: &str) -> Ledger {
    let mut ledger = Ledger::default();
    let details = CustomerDetails { country: country.to_owned(), ..CustomerDetails::named("Ada") };
    run(&mut ledger, Command::AddCustomer { details }, due);
    issue(&mut ledger, "1", due, 10_000);
    ledger
}

fn issue(ledger: &mut Ledger, number: &str, due: &str, minor: i64) {
    let draft = InvoiceDraft {
        customer: CustomerId(1),
        number: number.to_owned(),
        issued: date(due),
        due: Some(date(due)),
        amount: Money::from_minor(minor, Currency::EUR),
        note: String::new(),
        terms: Default::default(),
    };
    run(ledger, Command::IssueInvoice { draft }, due);
}

fn pay(ledger: &mut Ledger, on: &str, minor: i64) {
    let command = Command::RecordPayment {
        discounts: Vec::new(),
        customer: CustomerId(1),
        received: date(on),
        amount: Money::from_minor(minor, Currency::EUR),
        method: String::new(),
        reference: String::new(),
        choice: AllocationChoice::OldestFirst,
    };
    run(ledger, command, on);
}

fn admit(ledger: &mut Ledger, on: &str) {
    let draft = ContactDraft {
        customer: CustomerId(1),
        on: date(on),
        kind: ContactKind::Letter,
        outcome: Some(ContactOutcome::AdmitsInWriting),
        reason: None,
        person: String::new(),
        note: String::new(),
        next: None,
    };
    run(ledger, Command::LogContact { draft }, on);
}

fn end(ledger: &Ledger, day: &str) -> Option<ClaimEnd> {
    claim_end(ledger, ledger.invoice(InvoiceId(1)).unwrap(), date(day))
}

fn last_day(ledger: &Ledger, day: &str) -> NaiveDate {
    end(ledger, day).unwrap().last_day
}

fn rules(ledger: &mut Ledger, limitation: LimitationRules) {
    let settings = Settings { limitation, ..ledger.settings().clone() };
    run(ledger, Command::ChangeSettings { settings }, "2020-01-01");
}

#[test]
fn the_customers_own_word_goes_before_country_and_settings() {
    let mut ledger = shop("Germany", "2020-03-15");
    let law = |ledger: &Ledger| law_of(ledger, CustomerId(1)).map(|law| (law.place.code, law.from));
    assert_eq!(law(&ledger), Some(("DE", LawFrom::Country)));
    assert_eq!(last_day(&ledger, "2021-01-01"), date("2023-12-31"));
    let place = PlaceCode::of("GB");
    rules(&mut ledger, LimitationRules { place, ..LimitationRules::default() });
    assert_eq!(law(&ledger), Some(("DE", LawFrom::Country)));
    rules(&mut ledger, LimitationRules { place, own_law: true, ..LimitationRules::default() });
    assert_eq!(law(&ledger), Some(("GB", LawFrom::Settings)));
    assert_eq!(last_day(&ledger, "2021-01-01"), date("2026-03-15"));
    let approach = Approach { law: PlaceCode::of("US-NY"), ..Approach::default() };
    let details = CustomerDetails { approach, ..ledger.customer(CustomerId(1)).unwrap().details.clone() };
    run(&mut ledger, Command::ChangeCustomer { customer: CustomerId(1), details }, "2020-03-16");
    assert_eq!(law(&ledger), Some(("US-NY", LawFrom::Chosen)));
    // Whether they are a consumer is not known: three years, and up to six.
    let found = end(&ledger, "2021-01-01").unwrap();
    assert!(found.law.supposed_consumer);
    assert_eq!((found.last_day, found.at_most), (date("2023-03-15"), Some(date("2026-03-15"))));
    assert_eq!(law(&shop("Atlantis", "2020-03-15")), None);
    assert_eq!(end(&shop("", "2020-03-15"), "2021-01-01"), None);
    let mut ledger = shop("Atlantis", "2020-03-15");
    rules(&mut ledger, LimitationRules { place, ..LimitationRules::default() });
    assert_eq!(law(&ledger), Some(("GB", LawFrom::Fallback)));
}

#[test]
fn part_payments_and_admissions_begin_the_years_anew_as_long_as_they_stand() {
    let mut ledger = shop("United Kingdom", "2014-03-15");
    assert_eq!(last_day(&ledger, "2015-01-01"), date("2020-03-15"));
    pay(&mut ledger, "2016-05-01", 1_000);
    let found = end(&ledger, "2016-05-01").unwrap();
    assert_eq!((found.last_day, found.restarted), (date("2022-05-01"), Some((date("2016-05-01"), RestartBy::Payment(PaymentId(1))))));
    // Not before its day, and no more once it bounced.
    assert_eq!(last_day(&ledger, "2016-04-30"), date("2020-03-15"));
    let command = Command::ReversePayment { payment: PaymentId(1), on: date("2016-06-01"), reason: ReversalReason::Bounced };
    run(&mut ledger, command, "2016-06-01");
    assert_eq!(last_day(&ledger, "2016-06-01"), date("2020-03-15"));
    admit(&mut ledger, "2019-01-31");
    let found = end(&ledger, "2019-02-01").unwrap();
    assert_eq!((found.last_day, found.restarted.map(|(_, by)| by)), (date("2025-01-31"), Some(RestartBy::Admission(ContactId(1)))));
    run(&mut ledger, Command::StrikeContact { contact: ContactId(1) }, "2019-02-01");
    assert_eq!(last_day(&ledger, "2019-02-01"), date("2020-03-15"));
    // What came after the end revives nothing.
    admit(&mut ledger, "2020-03-16");
    assert_eq!(last_day(&ledger, "2020-03-16"), date("2020-03-15"));
}

#[test]
fn where_it_is_not_sure_a_restart_counts_only_by_the_owners_word() {
    let mut ledger = shop("us-tx", "2020-03-15");
    pay(&mut ledger, "2021-05-01", 1_000);
    let found = end(&ledger, "2021-05-01").unwrap();
    assert_eq!((found.last_day, found.restarted, found.at_most), (date("2024-03-15"), None, Some(date("2025-05-01"))));
    rules(&mut ledger, LimitationRules { restarts: Some(true), ..LimitationRules::default() });
    assert_eq!(last_day(&ledger, "2021-05-01"), date("2025-05-01"));
    let mut ledger = shop("UK", "2020-03-15");
    pay(&mut ledger, "2021-05-01", 1_000);
    rules(&mut ledger, LimitationRules { restarts: Some(false), ..LimitationRules::default() });
    assert_eq!(last_day(&ledger, "2021-05-01"), date("2026-03-15"));
}

#[test]
fn a_later_due_date_gives_no_more_time() {
    let mut ledger = shop("Ireland", "2020-03-15");
    let command = Command::ChangeDueDate { invoice: InvoiceId(1), due: date("2020-09-15") };
    run(&mut ledger, command, "2020-03-16");
    assert_eq!(last_day(&ledger, "2021-01-01"), date("2026-03-15"));
    assert_eq!(warnings(&ledger, date("2025-03-15")).len(), 1);
}

#[test]
fn today_warns_at_each_step_and_a_while_after() {
    let mut ledger = shop("Ontario", "2024-03-15");
    rules(&mut ledger, LimitationRules { place: PlaceCode::of("CA-ON"), ..LimitationRules::default() });
    issue(&mut ledger, "2", "2024-04-20", 2_500);
    let found = |ledger: &Ledger, day: &str| {
        let tasks = worklist(ledger, ledger.policy(), date(day)).tasks;
        tasks.into_iter().find_map(|task| match task.kind {
            TaskKind::ClaimLapses { on, count, .. } => Some((on, count, task.amounts[0].minor())),
            _ => None,
        })
    };
    assert_eq!(found(&ledger, "2025-03-14"), None);
    assert_eq!(found(&ledger, "2025-03-15"), Some((date("2026-03-15"), 1, 10_000)));
    assert_eq!(found(&ledger, "2025-05-01"), Some((date("2026-03-15"), 2, 12_500)));
    // “Done” holds until the next warning of any document: 6 months before the first.
    let command = Command::PostponeTask { customer: CustomerId(1), subject: TaskSubject::Limitation, until: None, reason: String::new() };
    run(&mut ledger, command, "2025-05-01");
    assert_eq!(found(&ledger, "2025-09-14"), None);
    assert!(found(&ledger, "2025-09-15").is_some());
    run(&mut ledger, Command::ResumeTask { postponement: PostponementId(1) }, "2025-05-02");
    // The first has lapsed and stays for 30 days, then the other is left alone.
    assert_eq!(found(&ledger, "2026-04-14"), Some((date("2026-03-15"), 2, 12_500)));
    assert_eq!(found(&ledger, "2026-04-15"), Some((date("2026-04-20"), 1, 2_500)));
    pay(&mut ledger, "2026-04-15", 12_500);
    assert_eq!(found(&ledger, "2026-04-15"), None);
}

#[test]
fn the_agenda_names_every_warning_and_the_last_day() {
    let ledger = shop("CA-ON", "2024-03-15");
    let mut seen = Vec::new();
    let mut day = date("2025-01-01");
    while day < date("2026-05-01") {
        for entry in agenda(&ledger, ledger.policy(), day, 13) {
            if let AgendaKind::ClaimLapses(_, months) = entry.kind {
                seen.push((entry.on.to_string(), months, entry.key()));
            }
        }
        day = day + chrono::Days::new(14);
    }
    let shown: Vec<_> = seen.iter().map(|(on, months, _)| (on.as_str(), *months)).collect();
    assert_eq!(shown, [("2025-03-15", 12), ("2025-09-15", 6), ("2025-12-15", 3), ("2026-02-15", 1), ("2026-03-15", 0)]);
    assert_eq!(seen[0].2, "limitation-1-12");
}
