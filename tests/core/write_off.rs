//! Debts that are given up: what is refused, what the books say, and that taking a write-off back leaves no trace.

use crate::support::ledger_checks::visible;
use crate::support::random_ledger::random_ledger;
use chrono::NaiveDate;
use recoup::domain::bookkeeping::AccountRole;
use recoup::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft, SettlementDraft};
use recoup::domain::credit::{CreditKind, CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId, PlanId, WriteOffId};
use recoup::domain::interest::{AgreedRate, InterestRule};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::journal::Side;
use recoup::domain::late_fee::FeeKey;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::CreditPolicy;
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::domain::write_off::{WriteOffDraft, WriteOffMethod, WriteOffReason};
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::reports::charges::{ChargeState, posted_charges};
use recoup::reports::interest::{NoInterest, invoice_interest};
use recoup::reports::journals::{entry_words, journal, trial_balances};
use recoup::store::codec::{pack, unpack};

const INVOICE: InvoiceId = InvoiceId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2025-06-30")
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Ada's invoice of 1,000.00, due on 31 January 2025, and one of 10.00.
fn books() -> Ledger {
    let mut ledger = Ledger::default();
    execute(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Ada") });
    for (number, minor) in [("A-1", 100_000), ("A-2", 1_000)] {
        let (customer, issued, due) = (CustomerId(1), date("2025-01-01"), Some(date("2025-01-31")));
        let (note, terms) = (String::new(), Default::default());
        execute(
            &mut ledger,
            Command::IssueInvoice { draft: InvoiceDraft { customer, number: number.into(), issued, due, amount: usd(minor), note, terms } },
        );
    }
    ledger
}

/// Executes a command; the one that takes it back.
#[track_caller]
fn execute(ledger: &mut Ledger, command: Command) -> Option<Command> {
    let event = ledger.decide(&command, today()).unwrap_or_else(|refusal| panic!("{refusal}: {command:?}"));
    let undo = ledger.undo_of(&event);
    assert!(ledger.fits(&event));
    ledger.apply(&event);
    assert_eq!(ledger.check(), []);
    undo
}

#[track_caller]
fn refused(ledger: &Ledger, command: &Command, expected: &str) {
    assert_eq!(ledger.decide(command, today()).unwrap_err().to_string(), expected);
}

fn draft(on: &str, amount: Option<i64>) -> WriteOffDraft {
    WriteOffDraft {
        invoice: INVOICE,
        amount: amount.map(usd),
        on: date(on),
        reason: WriteOffReason::Insolvent,
        method: WriteOffMethod::Direct,
        note: "Ann: the court closed the case".to_owned(),
        despite: String::new(),
    }
}

fn write_off(on: &str, amount: Option<i64>) -> Command {
    Command::WriteOff { draft: draft(on, amount) }
}

fn pay(received: &str, minor: i64) -> Command {
    let choice = AllocationChoice::Chosen(vec![(INVOICE, usd(minor))]);
    let (customer, method, reference) = (CustomerId(1), String::new(), String::new());
    Command::RecordPayment { customer, received: date(received), amount: usd(minor), method, reference, choice, discounts: Vec::new() }
}

fn owed(ledger: &Ledger, day: &str) -> i64 {
    ledger.owed_on(&ledger.facts().invoices[0], date(day)).minor()
}

fn given_up(ledger: &Ledger, day: &str) -> i64 {
    ledger.written_off(&ledger.facts().invoices[0], date(day)).minor()
}

#[test]
fn a_part_and_then_the_rest_are_written_off_from_their_days_on() {
    let mut ledger = books();
    execute(&mut ledger, write_off("2025-05-01", Some(30_000)));
    execute(&mut ledger, write_off("2025-06-01", None));
    assert_eq!(["2025-04-30", "2025-05-01", "2025-05-31", "2025-06-01"].map(|day| owed(&ledger, day)), [100_000, 70_000, 70_000, 0]);
    assert_eq!(["2025-04-30", "2025-05-01", "2025-06-01"].map(|day| given_up(&ledger, day)), [0, 30_000, 100_000]);
    let invoice = &ledger.facts().invoices[0];
    assert_eq!(["2025-05-31", "2025-06-01"].map(|day| ledger.is_written_off(invoice, date(day))), [false, true]);
    assert_eq!(ledger.written_off_of(CustomerId(1), today()), [usd(100_000)]);
    let numbers: Vec<_> = ledger.write_offs_of(INVOICE).map(|(one, note)| (one.id, note.number.as_str(), note.kind)).collect();
    assert_eq!(numbers, [(WriteOffId(2), "A-1-WO2", CreditKind::WriteOff), (WriteOffId(1), "A-1-WO", CreditKind::WriteOff)]);
    refused(&ledger, &write_off("2025-06-02", None), "It is written off already.");
}

#[test]
fn what_the_books_could_not_bear_is_refused() {
    let mut ledger = books();
    refused(&ledger, &write_off("2025-06-01", Some(100_001)), "Only 1000.00 USD is owed.");
    refused(&ledger, &write_off("2025-06-01", Some(0)), "The amount must be more than zero.");
    refused(&ledger, &write_off("2024-12-31", None), "The day of the write-off cannot be before 2025-01-01.");
    refused(&ledger, &write_off("2025-07-01", None), "The day of the write-off cannot be after today (2025-06-30).");
    let silent = WriteOffDraft { note: " ".to_owned(), ..draft("2025-06-01", None) };
    refused(&ledger, &Command::WriteOff { draft: silent }, "Enter who approved it, and why.");
    let euros = WriteOffDraft { amount: Some(Money::from_minor(1, Currency::EUR)), ..draft("2025-06-01", None) };
    assert!(ledger.decide(&Command::WriteOff { draft: euros }, today()).is_err());
    refused(
        &ledger,
        &Command::WriteOff { draft: WriteOffDraft { invoice: InvoiceId(3), ..draft("2025-06-01", None) } },
        "There is no such invoice in this ledger.",
    );
    // What a payment that bounced had paid was not owed in between.
    execute(&mut ledger, pay("2025-03-01", 40_000));
    execute(&mut ledger, Command::ReversePayment { payment: PaymentId(1), on: date("2025-03-08"), reason: ReversalReason::Bounced });
    refused(&ledger, &write_off("2025-03-07", None), "The day of the write-off cannot be before 2025-03-08.");
    let mut paid = ledger.clone();
    execute(&mut paid, pay("2025-04-01", 100_000));
    refused(&paid, &write_off("2025-06-01", None), "It owes nothing that could be written off: it is paid or credited.");
    let mut void = ledger.clone();
    execute(&mut void, Command::VoidInvoice { invoice: INVOICE, on: date("2025-05-01") });
    refused(&void, &write_off("2025-06-01", None), "A-1 no longer counts, so nothing can be done with it.");
    // What is not settled yet.
    let mut disputed = ledger.clone();
    let (on, reason, case) = (date("2025-05-01"), "broken".to_owned(), Default::default());
    execute(&mut disputed, Command::RaiseDispute { invoice: INVOICE, on, reason, case });
    refused(&disputed, &write_off("2025-06-01", None), "Enter why it is written off although it is disputed.");
    let despite = "they never answered".to_owned();
    execute(&mut disputed, Command::WriteOff { draft: WriteOffDraft { despite, ..draft("2025-06-01", None) } });
    assert_eq!(disputed.facts().write_offs[0].despite, "they never answered");
    let mut settling = ledger.clone();
    let (customer, pay, made, until) = (CustomerId(1), usd(50_000), date("2025-06-01"), date("2025-07-31"));
    let offer = SettlementDraft { customer, invoices: vec![INVOICE], pay, made, until, note: String::new() };
    execute(&mut settling, Command::OfferSettlement { draft: offer });
    assert!(settling.decide(&write_off("2025-06-01", None), today()).is_err());
    let terms = PlanTerms {
        total: usd(100_000),
        down_payment: usd(0),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: date("2025-06-01"),
        rate_pct: Default::default(),
        residual: Residual::Last,
    };
    let accepted = date("2025-05-02");
    execute(&mut ledger, Command::AcceptPlan { customer, invoices: vec![INVOICE], terms: terms.into(), accepted });
    refused(&ledger, &write_off("2025-06-01", None), "A-1 is on a payment plan. End the plan first.");
    execute(&mut ledger, Command::EndPlan { plan: PlanId(1), on: date("2025-06-10"), reason: String::new() });
    refused(&ledger, &write_off("2025-06-09", None), "The day of the write-off cannot be before 2025-06-10.");
    execute(&mut ledger, write_off("2025-06-10", None));
}

#[test]
fn it_stays_about_its_document_until_it_is_taken_back() {
    let mut ledger = books();
    let before = ledger.clone();
    let undo = execute(&mut ledger, write_off("2025-05-01", Some(60_000))).unwrap();
    let first = "A-1 is written off. Take the write-off back first.";
    refused(&ledger, &Command::VoidInvoice { invoice: INVOICE, on: today() }, first);
    let one_only = "A write-off is about one document only. Take the write-off back instead.";
    refused(&ledger, &Command::ReleaseAllocation { allocation: AllocationId(1), on: today() }, one_only);
    refused(&ledger, &Command::TakeBackAllocations { allocations: vec![AllocationId(1)] }, one_only);
    let days = ["2025-01-01", "2025-04-30", "2025-05-01", "2025-06-30"].map(date);
    let mut undone = ledger.clone();
    execute(&mut undone, undo);
    assert_eq!(visible(&undone, &days), visible(&before, &days), "as if it had never been");
    assert_eq!(journal(&undone, NaiveDate::MIN, NaiveDate::MAX), journal(&before, NaiveDate::MIN, NaiveDate::MAX));
    // Taken back from a later day: the debt is owed again from then on.
    execute(&mut ledger, Command::VoidCreditNote { credit_note: CreditNoteId(1), on: date("2025-06-15") });
    assert_eq!(["2025-05-01", "2025-06-14", "2025-06-15"].map(|day| owed(&ledger, day)), [40_000, 40_000, 100_000]);
    refused(&ledger, &write_off("2025-06-14", None), "The day of the write-off cannot be before 2025-06-15.");
    let for_a_time = "Something of it was written off for a time. It can be voided from the day on which that ended.";
    refused(&ledger, &Command::VoidInvoice { invoice: INVOICE, on: date("2025-01-01") }, for_a_time);
    assert!(ledger.decide(&Command::VoidInvoice { invoice: INVOICE, on: date("2025-06-15") }, today()).is_ok());
    execute(&mut ledger, write_off("2025-06-15", None));
    assert_eq!(ledger.facts().credit_notes[1].number, "A-1-WO", "the number is free again");
}

#[test]
fn the_books_show_an_expense_or_a_use_of_the_allowance() {
    let mut ledger = books();
    execute(&mut ledger, write_off("2025-05-01", Some(60_000)));
    let allowance = WriteOffDraft { method: WriteOffMethod::Allowance, ..draft("2025-05-02", None) };
    execute(&mut ledger, Command::WriteOff { draft: allowance });
    execute(&mut ledger, Command::VoidCreditNote { credit_note: CreditNoteId(2), on: date("2025-06-01") });
    let entries = journal(&ledger, date("2025-05-01"), today());
    let lines = |nth: usize| {
        let lines = entries[nth].entry.postings().iter();
        lines.map(|one| (one.side, one.account, one.amount.minor())).collect::<Vec<_>>()
    };
    assert_eq!(lines(0), [(Side::Debit, AccountRole::BadDebts, 60_000), (Side::Credit, AccountRole::Receivable, 60_000)]);
    assert_eq!(lines(1), [(Side::Debit, AccountRole::Allowance, 40_000), (Side::Credit, AccountRole::Receivable, 40_000)]);
    assert_eq!(lines(2), [(Side::Debit, AccountRole::Receivable, 40_000), (Side::Credit, AccountRole::Allowance, 40_000)]);
    let words: Vec<_> = entries.iter().map(|entry| entry_words(&ledger, entry).what).collect();
    assert_eq!(words, ["Write-off", "Write-off", "Write-off taken back"]);
    for day in ["2025-05-01", "2025-05-02", "2025-06-01"] {
        assert!(trial_balances(&ledger, date(day)).iter().all(|trial| trial.is_sound()), "{day}");
    }
}

#[test]
fn nothing_more_is_charged_for_what_is_written_off() {
    let mut ledger = books();
    let policy = CreditPolicy { interest: InterestRule::Agreed(AgreedRate::yearly(12.into())), ..ledger.facts().policy.clone() };
    execute(&mut ledger, Command::ChangePolicy { policy });
    let mut details = CustomerDetails::named("Ada");
    details.terms_accepted = Some(date("2025-01-01"));
    execute(&mut ledger, Command::ChangeCustomer { customer: CustomerId(1), details });
    let basis = ChargeBasis {
        about: INVOICE,
        key: FeeKey { rule: 1, period: 1 },
        from: date("2025-02-01"),
        to: date("2025-02-01"),
        calculation: String::new(),
        tax: TaxCategory::Outside,
    };
    let charge = ChargeDraft { kind: DocumentKind::LateFee, amount: usd(1_500), due: None, basis };
    execute(&mut ledger, Command::PostCharges { charges: vec![charge], on: date("2025-02-01") });
    let mut part = ledger.clone();
    execute(&mut part, write_off("2025-03-01", Some(99_000)));
    let interest = invoice_interest(&part, INVOICE, today()).unwrap();
    assert!(
        interest.accrual.segments.iter().all(|one| one.from < date("2025-03-01") || one.principal == usd(1_000)),
        "{:?}",
        interest.accrual
    );
    execute(&mut ledger, write_off("2025-03-01", None));
    assert_eq!(invoice_interest(&ledger, INVOICE, today()).unwrap_err(), NoInterest::WrittenOff);
    let fee = WriteOffDraft { invoice: InvoiceId(3), ..draft("2025-03-01", None) };
    execute(&mut ledger, Command::WriteOff { draft: fee });
    assert_eq!(posted_charges(&ledger, None, today())[0].state, ChargeState::WrittenOff);
    assert_eq!(posted_charges(&ledger, None, date("2025-02-28"))[0].state, ChargeState::Open);
    refused(&ledger, &Command::TakeBackCharges { charges: vec![InvoiceId(3)] }, "A-1-F1 is written off. Take the write-off back first.");
}

#[test]
fn files_and_stores_keep_it_and_refuse_what_does_not_fit() {
    let mut ledger = books();
    execute(&mut ledger, write_off("2025-05-01", Some(60_000)));
    let facts = ledger.facts();
    assert_eq!(unpack(&pack(facts)).as_ref(), Ok(facts));
    assert_eq!(import_ledger(export_ledger(&ledger).as_bytes()).as_ref(), Ok(facts));
    let first = |change: fn(&mut recoup::domain::facts::Facts)| {
        let mut facts = facts.clone();
        change(&mut facts);
        Ledger::from_facts(facts).err().unwrap_or_default().first().map(ToString::to_string).unwrap_or_default()
    };
    let misused = "allocations, record 1: it uses a write-off for something else";
    assert_eq!(first(|facts| facts.write_offs[0].invoice = InvoiceId(2)), misused);
    assert_eq!(first(|facts| facts.allocations[0].amount = usd(1)), misused);
    assert_eq!(first(|facts| facts.write_offs.clear()), misused);
    assert_eq!(first(|facts| facts.allocations.clear()), "credit_notes, record 1: it is a write-off of nothing");
    let none = "write_offs, record 1: its document or its credit note does not exist";
    assert_eq!(first(|facts| facts.write_offs[0].invoice = InvoiceId(9)), none);
    assert_eq!(first(|facts| facts.credit_notes[0].kind = CreditKind::Correction), none);
    assert_eq!(first(|facts| facts.write_offs[0].id = WriteOffId(2)), "write_offs, record 1: its id is 2 instead of 1");
}

/// Whatever else is in the books: a write-off that is undone leaves every figure of every day as it was.
#[test]
fn undoing_a_write_off_of_random_books_leaves_no_residue() {
    let mut tried = 0;
    for seed in 0..12 {
        let ledger = random_ledger(seed, 160);
        let last = ledger.facts().invoices.iter().map(|invoice| invoice.issued).max().unwrap_or_else(today);
        let open: Vec<_> = ledger.open_invoices().iter().map(|place| InvoiceId::from_index(*place as usize)).collect();
        for (nth, invoice) in open.into_iter().take(12).enumerate() {
            let owed = ledger.invoice(invoice).map(|found| ledger.balance(found)).unwrap();
            let part = Money::from_minor(1 + owed.minor() / 2, owed.currency());
            let amount = (nth % 2 == 0 && part.minor() < owed.minor()).then_some(part);
            let draft = WriteOffDraft { invoice, amount, on: last, despite: "so".to_owned(), ..draft("2025-01-01", None) };
            let Ok(event) = ledger.decide(&Command::WriteOff { draft }, last) else { continue };
            let undo = ledger.undo_of(&event).unwrap();
            let mut changed = ledger.clone();
            changed.apply(&event);
            let left = changed.invoice(invoice).map(|found| changed.balance(found).minor()).unwrap();
            assert_eq!(left, owed.minor() - amount.unwrap_or(owed).minor());
            assert_eq!(changed.unapplied(CreditSource::CreditNote(CreditNoteId::from_index(ledger.facts().credit_notes.len()))), 0);
            changed.execute(&undo, last).unwrap();
            let days = [last - chrono::Days::new(1), last, NaiveDate::MAX];
            assert_eq!(visible(&changed, &days), visible(&ledger, &days), "seed {seed}, invoice {invoice}");
            assert_eq!(changed.check(), []);
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}
