//! Written agreements and refunds: given, when, then; and that refunds leave no cent unaccounted for.

use crate::support::random::Random;
use crate::support::random_ledger::random_ledger;
use crate::support::written::{words, written_command};
use chrono::{Days, NaiveDate};
use recoup::domain::agreement::{Party, Signature};
use recoup::domain::calendar::add_days;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::credit::{CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::event::Event;
use recoup::domain::ids::{AgreementId, AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId, PlanId, RefundId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Residual};
use recoup::domain::rejection::Rejection;
use recoup::domain::restore::Restorable;
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::reports::aging::{AgingParameters, aging};
use recoup::reports::open_items::unapplied_as_of;
use recoup::reports::statement::statement;
use recoup::store::codec::{decode_event, encode_event};

const SOURCE: CreditSource = CreditSource::Payment(PaymentId(1));

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2025-03-10")
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// An invoice of 60, paid with 100 on 1 March, and another of 300 on a plan of two payments.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let customer = CustomerId(1);
    let run = |ledger: &mut Ledger, command: Command| ledger.execute(&command, today()).map(|_| ()).unwrap();
    run(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Ann") });
    let invoice = |number: &str, minor: i64| {
        let number = number.to_owned();
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer,
            number,
            issued: day("2025-02-01"),
            due: None,
            amount: usd(minor),
            note: String::new(),
        };
        Command::IssueInvoice { draft }
    };
    run(&mut ledger, invoice("A", 6_000));
    let choice = AllocationChoice::OldestFirst;
    let (method, reference) = (String::new(), String::new());
    run(
        &mut ledger,
        Command::RecordPayment {
            discounts: Vec::new(),
            customer,
            received: day("2025-03-01"),
            amount: usd(10_000),
            method,
            reference,
            choice,
        },
    );
    run(&mut ledger, invoice("B", 30_000));
    let terms = PlanTerms {
        total: usd(0),
        down_payment: usd(0),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: day("2025-04-01"),
        rate_pct: 0.into(),
        residual: Residual::Last,
    };
    run(&mut ledger, Command::AcceptPlan { customer, invoices: vec![InvoiceId(2)], terms: terms.into(), accepted: day("2025-03-05") });
    ledger
}

fn refund(minor: i64, on: &str) -> Command {
    Command::RefundCredit { source: SOURCE, amount: usd(minor), on: day(on), method: "bank".to_owned(), reference: "R 1".to_owned() }
}

fn make(made: &str) -> Command {
    Command::MakeAgreement { plan: PlanId(1), made: day(made), words: words() }
}

fn sign(agreement: u32, party: Party, on: &str) -> Command {
    let signature = Some(Signature { on: day(on), name: "Ann".to_owned(), note: String::new() });
    Command::SignAgreement { agreement: AgreementId(agreement), party, signature }
}

#[track_caller]
fn refused(ledger: &Ledger, command: &Command, sentence: &str) {
    assert_eq!(ledger.decide(command, today()).unwrap_err().to_string(), sentence);
}

#[test]
fn what_is_given_back_is_no_credit_any_more() {
    let mut books = ledger();
    assert_eq!(books.unapplied(SOURCE), 4_000);
    books.execute(&refund(1_500, "2025-03-04"), today()).unwrap();
    assert_eq!((books.unapplied(SOURCE), books.refunded(SOURCE, day("2025-03-03"))), (2_500, 0));
    let left = |on: &str| unapplied_as_of(&books, CustomerId(1), Currency::USD, day(on));
    assert_eq!((left("2025-03-03"), left("2025-03-04"), left("2026-01-01")), (4_000, 2_500, 2_500));
    let sheet = statement(&books, CustomerId(1), Currency::USD, None, today());
    assert_eq!((sheet.closing, sheet.unapplied), (usd(27_500), usd(2_500)));
    books.execute(&Command::TakeBackRefund { refund: RefundId(1) }, today()).unwrap();
    assert_eq!(books.unapplied(SOURCE), 4_000);
    assert_eq!(books.check(), []);
}

#[test]
fn refunds_that_cannot_be_are_refused_with_a_reason() {
    let books = ledger();
    refused(&books, &refund(4_001, "2025-03-04"), "Only 40.00 USD of it is not applied.");
    refused(&books, &refund(0, "2025-03-04"), "The amount must be more than zero.");
    refused(&books, &refund(100, "2025-02-28"), "The day of the refund cannot be before 2025-03-01.");
    refused(&books, &refund(100, "2025-03-11"), "The day of the refund cannot be after today (2025-03-10).");
    let other = |source| Command::RefundCredit { source, amount: usd(1), on: today(), method: String::new(), reference: String::new() };
    refused(&books, &other(CreditSource::CreditNote(CreditNoteId(1))), "There is no such payment or credit note in this ledger.");
    let mut used_up = ledger();
    used_up.execute(&refund(4_000, "2025-03-04"), today()).unwrap();
    let nothing = "Nothing of it is left to give back: all of it pays invoices, or was given back before.";
    refused(&used_up, &refund(1, "2025-03-04"), nothing);
    // What paid an invoice until the 6th cannot have been given back on the 4th.
    let mut released = ledger();
    released.execute(&Command::ReleaseAllocation { allocation: AllocationId(1), on: day("2025-03-06") }, today()).unwrap();
    refused(&released, &refund(100, "2025-03-04"), "The day of the refund cannot be before 2025-03-06.");
    assert!(released.decide(&refund(10_000, "2025-03-06"), today()).is_ok());
}

#[test]
fn a_bounced_payment_is_as_if_never_paid_whatever_was_given_back() {
    let mut books = ledger();
    books.execute(&refund(1_500, "2025-03-04"), today()).unwrap();
    let on = day("2025-03-08");
    books.execute(&Command::ReversePayment { payment: PaymentId(1), on, reason: ReversalReason::Bounced }, today()).unwrap();
    let mut never = ledger();
    let (received, reason) = (day("2025-03-01"), ReversalReason::EnteredByMistake);
    never.execute(&Command::ReversePayment { payment: PaymentId(1), on: received, reason }, today()).unwrap();
    let rows = |ledger: &Ledger, on: NaiveDate| aging(ledger, &AgingParameters::of(ledger, on)).rows;
    for days in [0, 1, 60] {
        assert_eq!(rows(&books, add_days(on, days)), rows(&never, add_days(on, days)), "by the original due date");
    }
    assert_ne!(rows(&books, day("2025-03-07")), rows(&never, day("2025-03-07")));
    let sheet = statement(&books, CustomerId(1), Currency::USD, None, today());
    assert_eq!((sheet.closing, sheet.lines.len()), (usd(36_000), 6), "the refund leaves the account with its payment");
    let back = Command::RestorePayment { payment: PaymentId(1), allocations: vec![AllocationId(1)], credit_notes: Vec::new() };
    books.execute(&back, today()).unwrap();
    assert_eq!(books.unapplied(SOURCE), 2_500);
    assert_eq!(books.check(), []);
}

#[test]
fn an_agreement_is_made_signed_and_followed_by_the_next_version() {
    let mut books = ledger();
    refused(&books, &make("2025-03-04"), "The day of the agreement cannot be before 2025-03-05.");
    refused(&books, &make("2025-03-11"), "The day of the agreement cannot be after today (2025-03-10).");
    refused(&books, &sign(1, Party::Customer, "2025-03-06"), "There is no such agreement in this ledger.");
    books.execute(&make("2025-03-06"), today()).unwrap();
    refused(&books, &sign(1, Party::Customer, "2025-03-05"), "The day of the signature cannot be before 2025-03-06.");
    refused(&books, &sign(1, Party::Customer, "2025-03-11"), "The day of the signature cannot be after today (2025-03-10).");
    books.execute(&sign(1, Party::Customer, "2025-03-07"), today()).unwrap();
    refused(&books, &sign(1, Party::Customer, "2025-03-07"), "This is on record already.");
    let back = Command::TakeBackAgreement { agreement: AgreementId(1) };
    refused(&books, &back, "This agreement is signed. Take the signatures back first, or make a new version.");
    books.execute(&make("2025-03-08"), today()).unwrap();
    refused(&books, &sign(1, Party::Owner, "2025-03-08"), "There is a newer version of this agreement.");
    let versions: Vec<_> = books.agreements_of(PlanId(1)).map(|one| (one.version, one.is_signed())).collect();
    assert_eq!(versions, [(1, true), (2, false)]);
    let plan = books.plan(PlanId(1)).unwrap();
    assert!(books.agreement(AgreementId(1)).unwrap().says_what(plan));
    let mut changed = plan.clone();
    changed.instalments[0].due = day("2025-04-02");
    assert!(!books.agreement(AgreementId(1)).unwrap().says_what(&changed));
    books.execute(&Command::EndPlan { plan: PlanId(1), on: today(), reason: String::new() }, today()).unwrap();
    refused(&books, &make("2025-03-10"), "This plan has ended already.");
    refused(&books, &sign(2, Party::Owner, "2025-03-09"), "This plan has ended already.");
    assert_eq!(books.check(), []);
}

#[test]
fn an_agreement_taken_back_returns_only_while_no_other_took_its_place() {
    let mut books = ledger();
    books.execute(&make("2025-03-06"), today()).unwrap();
    books.execute(&Command::TakeBackAgreement { agreement: AgreementId(1) }, today()).unwrap();
    let again = Command::Restore { what: Restorable::Agreement(AgreementId(1)) };
    assert!(books.decide(&again, today()).is_ok());
    books.execute(&make("2025-03-07"), today()).unwrap();
    assert_eq!(books.agreements_of(PlanId(1)).map(|one| one.version).collect::<Vec<_>>(), [1]);
    refused(&books, &again, "Another version of this agreement was made since.");
}

#[test]
fn words_that_cannot_be_kept_are_refused() {
    let books = ledger();
    let with = |change: fn(&mut recoup::domain::agreement::AgreementWords)| {
        let mut words = words();
        change(&mut words);
        books.decide(&Command::MakeAgreement { plan: PlanId(1), made: today(), words }, today()).unwrap_err().to_string()
    };
    assert_eq!(with(|words| words.title.clear()), "Enter a title.");
    assert_eq!(with(|words| words.parts.clear()), "Enter the points of the agreement.");
    assert_eq!(with(|words| words.parts[0].text = "x".repeat(20_001)), "A point can have at most 20000 characters.");
    assert!(with(|words| words.parts[0].rows[0][0] = "\u{202e}".to_owned()).starts_with("An entry of a table contains characters"));
    let missing = Command::MakeAgreement { plan: PlanId(2), made: today(), words: words() };
    assert_eq!(books.decide(&missing, today()), Err(Rejection::NotFound("plan")));
}

#[test]
fn every_event_of_this_theme_fits_once_and_can_be_undone() {
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..12 {
        let mut dice = Random::new(7_000 + seed);
        let mut ledger = random_ledger(seed, 300);
        let today = ledger.facts().payments.iter().map(|payment| payment.received).max().unwrap() + Days::new(2);
        for _ in 0..60 {
            let command = written_command(&mut dice, &ledger, today);
            let Ok(event) = ledger.decide(&command, today) else { continue };
            assert!(ledger.fits(&event), "{event:?}");
            assert_eq!(decode_event(&encode_event(&event)), Ok(event.clone()));
            let Some(back) = ledger.undo_of(&event) else {
                assert!(matches!(event, Event::Restored { .. }), "{event:?}");
                *seen.entry("Restored".to_owned()).or_insert(0) += 1;
                ledger.apply(&event);
                continue;
            };
            let mut other = ledger.clone();
            other.apply(&event);
            let adds = matches!(event, Event::AgreementMade { .. } | Event::CreditRefunded { .. });
            assert_eq!(other.fits(&event), !adds, "again: {event:?}");
            other.execute(&back, today).unwrap_or_else(|refused| panic!("{event:?} cannot be undone: {refused}"));
            for days in [0, 3, 40] {
                let shown = |ledger: &Ledger| aging(ledger, &AgingParameters::of(ledger, today - Days::new(days)));
                assert_eq!(shown(&other), shown(&ledger), "{event:?}");
            }
            *seen.entry(format!("{event:?}").split(' ').next().unwrap_or_default().to_owned()).or_insert(0) += 1;
            ledger.apply(&event);
        }
        assert_eq!(ledger.check(), []);
        assert_eq!(import_ledger(export_ledger(&ledger).as_bytes()).unwrap(), *ledger.facts());
    }
    for event in ["AgreementMade", "AgreementSigned", "AgreementTakenBack", "CreditRefunded", "RefundTakenBack", "Restored"] {
        assert!(seen.get(event).is_some_and(|times| *times >= 3), "{event}: {seen:?}");
    }
}

#[test]
fn events_of_other_books_do_not_fit() {
    let mut books = ledger();
    let made = books.decide(&make("2025-03-06"), today()).unwrap();
    let given = books.decide(&refund(100, "2025-03-06"), today()).unwrap();
    let empty = Ledger::default();
    assert!(books.fits(&made) && !empty.fits(&made) && books.fits(&given) && !empty.fits(&given));
    if let Event::CreditRefunded { refund } = given {
        let other = recoup::domain::refund::Refund { amount: Money::from_minor(1, Currency::EUR), ..refund };
        assert!(!books.fits(&Event::CreditRefunded { refund: other }));
    }
    for event in [
        Event::AgreementTakenBack { agreement: AgreementId(1) },
        Event::AgreementSigned { agreement: AgreementId(1), party: Party::Owner, signature: None },
        Event::RefundTakenBack { refund: RefundId(1) },
        Event::Restored { what: Restorable::Agreement(AgreementId(1)) },
        Event::Restored { what: Restorable::Refund(RefundId(1)) },
    ] {
        assert!(!books.fits(&event), "{event:?}");
    }
    books.apply(&made);
    assert!(books.fits(&Event::AgreementTakenBack { agreement: AgreementId(1) }));
}

#[test]
fn facts_that_do_not_fit_together_are_named() {
    let mut books = ledger();
    books.execute(&make("2025-03-06"), today()).unwrap();
    books.execute(&sign(1, Party::Customer, "2025-03-07"), today()).unwrap();
    books.execute(&refund(4_000, "2025-03-06"), today()).unwrap();
    let sound = books.facts().clone();
    let check = |change: fn(&mut recoup::domain::facts::Facts), expected: &str| {
        let mut facts = sound.clone();
        change(&mut facts);
        let found: Vec<String> = Ledger::from_facts(facts).unwrap_err().iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|problem| problem.contains(expected)), "{found:?}");
    };
    check(|facts| facts.agreements[0].id.0 = 4, "agreements, record 1: its id is 4 instead of 1");
    check(|facts| facts.agreements[0].plan.0 = 4, "agreements, record 1: its plan does not exist");
    check(|facts| facts.agreements[0].made = day("2025-03-04"), "agreements, record 1: it was made before its plan");
    check(|facts| facts.agreements[0].version = 2, "agreements, record 1: its version does not follow the one before");
    check(|facts| facts.agreements[0].customer_signed.as_mut().unwrap().on = day("2025-03-05"), "it was signed before it was made");
    check(|facts| facts.agreements[0].words.parts.clear(), "agreements, record 1: it says nothing");
    check(|facts| facts.refunds[0].id.0 = 4, "refunds, record 1: its id is 4 instead of 1");
    check(|facts| facts.refunds[0].source = CreditSource::Payment(PaymentId(2)), "its payment or credit note does not exist");
    check(|facts| facts.refunds[0].on = day("2025-02-28"), "refunds, record 1: it is older than its payment or credit note");
    check(|facts| facts.refunds[0].amount = Money::from_minor(1, Currency::EUR), "it is in another currency");
    check(|facts| facts.refunds[0].amount = usd(4_001), "payments, record 1: more is allocated from it than its amount");
    check(|facts| facts.refunds[0].reference = "a\nb".to_owned(), "its reference holds a character");
}
