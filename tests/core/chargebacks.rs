//! A chargeback from the claim to its end: the money that a customer claims back through their bank, card or wallet.

use chrono::NaiveDate;
use recoup::domain::command::{AllocationChoice, Command, DisputeCredit, InvoiceDraft};
use recoup::domain::credit::ReversalReason;
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::dispute::{DisputeCase, DisputeKind, DisputeVerdict};
use recoup::domain::event::Event;
use recoup::domain::ids::{AllocationId, CustomerId, DisputeId, InvoiceId, PaymentId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::rejection::Rejection;
use recoup::reports::worklist::{TaskKind, worklist};

const ADA: CustomerId = CustomerId(1);
const INVOICE: InvoiceId = InvoiceId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn run(ledger: &mut Ledger, command: &Command, today: &str) -> Event {
    ledger.execute(command, date(today)).unwrap()
}

fn pay(minor: i64, received: &str, choice: AllocationChoice) -> Command {
    let (method, reference) = (String::new(), String::new());
    Command::RecordPayment { discounts: Vec::new(), customer: ADA, received: date(received), amount: usd(minor), method, reference, choice }
}

fn claim(amount: Option<i64>) -> Command {
    let case = DisputeCase {
        amount: amount.map(usd),
        kind: DisputeKind::Chargeback,
        answer_by: Some(date("2026-03-20")),
        ..DisputeCase::default()
    };
    Command::RaiseDispute { invoice: INVOICE, on: date("2026-03-10"), reason: "not mine".to_owned(), case }
}

/// Ada's invoice of 100.00, of which a credit note took 10.00; she paid the rest by card on 2 March 2026.
fn paid() -> Ledger {
    let mut ledger = Ledger::default();
    run(&mut ledger, &Command::AddCustomer { details: CustomerDetails::named("Ada") }, "2026-02-01");
    let (issued, due) = (date("2026-02-01"), Some(date("2026-03-01")));
    let draft = InvoiceDraft {
        terms: Default::default(),
        customer: ADA,
        number: "A-1".to_owned(),
        issued,
        due,
        amount: usd(10_000),
        note: String::new(),
    };
    run(&mut ledger, &Command::IssueInvoice { draft }, "2026-02-01");
    let (number, note, choice) = ("C-1".to_owned(), String::new(), AllocationChoice::OldestFirst);
    let issued = date("2026-02-10");
    run(&mut ledger, &Command::IssueCreditNote { customer: ADA, number, issued, amount: usd(1_000), note, choice }, "2026-02-10");
    run(&mut ledger, &pay(9_000, "2026-03-02", AllocationChoice::OldestFirst), "2026-03-02");
    ledger
}

fn balance(ledger: &Ledger) -> i64 {
    ledger.balance(ledger.invoice(INVOICE).unwrap()).minor()
}

const TAKE_BACK: &str = "2026-03-12";

fn take_back() -> Command {
    Command::ReversePayment { payment: PaymentId(1), on: date(TAKE_BACK), reason: ReversalReason::Chargeback }
}

#[test]
fn what_was_paid_can_be_claimed_back_up_to_what_was_billed_and_stands_on_today() {
    let mut ledger = paid();
    let refused = ledger.decide(&claim(Some(9_001)), date("2026-03-10")).unwrap_err();
    assert_eq!(refused, Rejection::MoreThanBilled { billed: usd(9_000) });
    assert_eq!(refused.field(), Some("amount"));
    let plain = DisputeCase { amount: Some(usd(1)), ..DisputeCase::default() };
    let other = Command::RaiseDispute { invoice: INVOICE, on: date("2026-03-10"), reason: String::new(), case: plain };
    assert_eq!(ledger.decide(&other, date("2026-03-10")).unwrap_err(), Rejection::MoreThanBalance { owed: usd(0) });
    for (amount, at_stake) in [(None, 9_000), (Some(4_000), 4_000)] {
        let mut ledger = ledger.clone();
        run(&mut ledger, &claim(amount), "2026-03-10");
        let tasks = worklist(&ledger, ledger.policy(), date("2026-03-10")).tasks;
        let [task] = &tasks[..] else { panic!("{tasks:?}") };
        assert_eq!(task.kind, TaskKind::AnswerDispute { dispute: DisputeId(1), by: Some(date("2026-03-20")) });
        assert_eq!((&task.amounts[..], task.days_past_due), (&[usd(at_stake)][..], 0), "the invoice is paid, the money is at stake");
    }
    // Once the money was taken back the invoice is owed again, and nobody is asked for what is contested.
    run(&mut ledger, &claim(None), "2026-03-10");
    run(&mut ledger, &take_back(), TAKE_BACK);
    assert_eq!(balance(&ledger), 9_000);
    let tasks = worklist(&ledger, ledger.policy(), date("2026-03-14")).tasks;
    assert!(matches!(&tasks[..], [task] if matches!(task.kind, TaskKind::AnswerDispute { .. })), "{tasks:?}");
}

#[test]
fn a_lost_chargeback_that_is_given_up_leaves_nothing_to_ask_for_and_is_undone_as_a_whole() {
    let mut ledger = paid();
    run(&mut ledger, &claim(None), "2026-03-10");
    let before = ledger.clone();
    let credit = Some(DisputeCredit { number: "CR-A-1".to_owned(), amount: usd(9_000) });
    let (verdict, note) = (DisputeVerdict::ChargebackLost, String::new());
    let settle = Command::SettleDispute { dispute: DisputeId(1), on: date(TAKE_BACK), verdict, note, credit };
    assert_eq!(ledger.decide(&settle, date(TAKE_BACK)).unwrap_err(), Rejection::MoreThanBalance { owed: usd(0) }, "it is still paid");
    let mut undo = Vec::new();
    for command in [take_back(), settle] {
        let event = ledger.decide(&command, date(TAKE_BACK)).unwrap();
        undo.push(ledger.undo_of(&event).unwrap());
        ledger.apply(&event);
    }
    assert_eq!((balance(&ledger), ledger.payment(PaymentId(1)).unwrap().reversed.is_some()), (0, true));
    assert_eq!(worklist(&ledger, ledger.policy(), date("2026-05-14")).tasks, [], "nobody is asked for it");
    assert!(ledger.check().is_empty());
    for command in undo.iter().rev() {
        run(&mut ledger, command, "2026-03-13");
    }
    assert!(ledger.check().is_empty());
    assert_eq!((&ledger.facts().payments, &ledger.facts().disputes), (&before.facts().payments, &before.facts().disputes));
    assert_eq!(ledger.facts().allocations[..2], before.facts().allocations[..], "applied again as it was");
    assert_eq!(balance(&ledger), 0);
}

#[test]
fn a_payment_comes_back_only_while_there_is_room_for_it() {
    let mut ledger = paid();
    let event = ledger.decide(&take_back(), date(TAKE_BACK)).unwrap();
    let back = ledger.undo_of(&event).unwrap();
    let refused = |ledger: &Ledger, command: &Command| ledger.decide(command, date("2026-03-15")).unwrap_err().to_string();
    assert_eq!(refused(&ledger, &back), "This payment counts.");
    ledger.apply(&event);
    let wrong = |allocations: &[u32]| {
        let allocations = allocations.iter().map(|id| AllocationId(*id)).collect();
        Command::RestorePayment { payment: PaymentId(1), allocations, credit_notes: Vec::new() }
    };
    for allocations in [&[1][..], &[2, 2]] {
        assert_eq!(refused(&ledger, &wrong(allocations)), "The payment was used otherwise since.", "{allocations:?}");
    }
    assert_eq!(refused(&ledger, &wrong(&[9])), "There is no such allocation in this ledger.");
    let mut paid_again = ledger.clone();
    run(&mut paid_again, &pay(2_000, "2026-03-14", AllocationChoice::OldestFirst), "2026-03-14");
    assert_eq!(refused(&paid_again, &back), "What the payment paid has been paid otherwise since.");
    run(&mut ledger, &back, "2026-03-15");
    assert_eq!((balance(&ledger), ledger.check().len()), (0, 0));
}
