//! Credit notes that a payment earned: they end with it and come back with it, to the cent and on every day.

use chrono::NaiveDate;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::event::Event;
use recoup::domain::facts::Facts;
use recoup::domain::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::store::codec::{decode_event, encode_event, pack, unpack};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Ada's invoice of 1,000.00, paid with 980.00 on 5 March, for which she was granted 20.00.
fn granted() -> Ledger {
    let mut ledger = Ledger::default();
    let today = date("2026-03-05");
    ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ada") }, today).unwrap();
    let (issued, due) = (date("2026-03-01"), Some(date("2026-03-31")));
    let draft = InvoiceDraft {
        customer: CustomerId(1),
        number: "A-1".to_owned(),
        issued,
        due,
        amount: usd(100_000),
        note: String::new(),
        terms: Default::default(),
    };
    ledger.execute(&Command::IssueInvoice { draft }, today).unwrap();
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
    let pay = Command::RecordPayment {
        customer: CustomerId(1),
        received: today,
        amount: usd(98_000),
        method,
        reference,
        choice,
        discounts: Vec::new(),
    };
    let Event::PaymentRecorded { payment, allocations, .. } = ledger.decide(&pay, today).unwrap() else { panic!("a payment") };
    let note = CreditNote {
        id: CreditNoteId(1),
        customer: CustomerId(1),
        number: "Discount 1".to_owned(),
        issued: today,
        amount: usd(2_000),
        note: String::new(),
        kind: CreditKind::Discount,
        with_payment: Some(PaymentId(1)),
        also_with: Vec::new(),
        voided: None,
    };
    let (id, source) = (recoup::domain::ids::AllocationId(2), CreditSource::CreditNote(CreditNoteId(1)));
    let used = Allocation { id, source, invoice: InvoiceId(1), amount: usd(2_000), on: today, until: None };
    let event = Event::PaymentRecorded { payment, allocations, granted: vec![(note, vec![used])], settles: None };
    assert_eq!(decode_event(&encode_event(&event)), Ok(event.clone()));
    assert!(ledger.fits(&event));
    ledger.apply(&event);
    ledger
}

fn balance(ledger: &Ledger) -> i64 {
    ledger.balance(ledger.invoice(InvoiceId(1)).unwrap()).minor()
}

#[test]
fn what_a_payment_earned_ends_and_comes_back_with_it() {
    for (reason, on) in [(ReversalReason::Bounced, "2026-03-20"), (ReversalReason::EnteredByMistake, "2026-03-05")] {
        let mut ledger = granted();
        let before = ledger.facts().clone();
        assert_eq!((balance(&ledger), ledger.check()), (0, vec![]));
        let reverse = Command::ReversePayment { payment: PaymentId(1), on: date(on), reason };
        let event = ledger.decide(&reverse, date("2026-04-01")).unwrap();
        let undo = ledger.undo_of(&event).unwrap();
        ledger.apply(&event);
        assert_eq!((balance(&ledger), ledger.check()), (100_000, vec![]), "{reason:?}");
        assert_eq!(ledger.credit_note(CreditNoteId(1)).unwrap().voided, Some(date(on)));
        assert_eq!(Ledger::from_facts(ledger.facts().clone()).map(drop), Ok(()));
        let undone = ledger.decide(&undo, date("2026-04-02")).unwrap();
        assert!(ledger.fits(&undone));
        ledger.apply(&undone);
        assert_eq!((ledger.facts() == &before, ledger.check()), (true, vec![]), "{reason:?}");
    }
}

#[test]
fn one_withdrawn_before_does_not_come_back() {
    let mut ledger = granted();
    let void = Command::VoidCreditNote { credit_note: CreditNoteId(1), on: date("2026-03-10") };
    ledger.execute(&void, date("2026-03-10")).unwrap();
    let reverse = Command::ReversePayment { payment: PaymentId(1), on: date("2026-03-20"), reason: ReversalReason::Bounced };
    let undo = ledger.undo_of(&ledger.decide(&reverse, date("2026-03-20")).unwrap()).unwrap();
    ledger.execute(&reverse, date("2026-03-20")).unwrap();
    let Command::RestorePayment { payment, allocations, .. } = undo.clone() else { panic!("a restored payment") };
    let too_much = Command::RestorePayment { payment, allocations, credit_notes: vec![CreditNoteId(1)] };
    assert!(ledger.decide(&too_much, date("2026-03-21")).is_err());
    ledger.execute(&undo, date("2026-03-21")).unwrap();
    assert_eq!((balance(&ledger), ledger.check()), (2_000, vec![]));
}

#[test]
fn it_is_stored_and_exported_and_held_to_its_payment() {
    let facts = granted().facts().clone();
    assert_eq!(unpack(&pack(&facts)), Ok(facts.clone()));
    let check = |change: fn(&mut Facts), sound: bool| {
        let mut facts = facts.clone();
        change(&mut facts);
        assert_eq!(Ledger::from_facts(facts).is_ok(), sound);
    };
    check(|_| {}, true);
    check(|facts| facts.credit_notes[0].with_payment = None, true);
    check(|facts| facts.credit_notes[0].with_payment = Some(PaymentId(2)), false);
    check(|facts| facts.credit_notes[0].issued = date("2026-03-04"), false);
    check(
        |facts| {
            let reason = ReversalReason::Bounced;
            facts.payments[0].reversed = Some(recoup::domain::credit::Reversal { on: date("2026-03-20"), reason });
            facts.allocations[0].until = Some(date("2026-03-20"));
        },
        false,
    );
    let file = export_ledger(&granted());
    assert!(file.contains(r#""kind":"discount","with_payment":1"#), "{file}");
    assert_eq!(import_ledger(file.as_bytes()), Ok(facts));
}
