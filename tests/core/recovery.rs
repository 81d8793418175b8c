//! Money for what was written off: exactly what came is put back on the books, and goes away with its payment.

use crate::support::ledger_checks::visible;
use crate::support::random_ledger::random_ledger;
use chrono::NaiveDate;
use recoup::domain::bookkeeping::AccountRole;
use recoup::domain::command::{Command, InvoiceDraft};
use recoup::domain::credit::{CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::facts::Facts;
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId, RecoveryId, WriteOffId};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::journal::Side;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::recovery::RecoveredMoney;
use recoup::domain::write_off::{WriteOffDraft, WriteOffMethod, WriteOffReason};
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::reports::aging::{AgingParameters, aging};
use recoup::reports::allowance::allowance_balance;
use recoup::reports::bad_debts::{bad_debts, totals, years};
use recoup::reports::journals::{EntrySource, journal, trial_balances};
use recoup::store::codec::{pack, unpack};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2025-06-30")
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Craft's invoice of 5,000.00, written off on 8 April: the textbook's figures.
fn books(method: WriteOffMethod) -> Ledger {
    let mut ledger = Ledger::default();
    execute(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Craft") });
    let (customer, issued, due) = (CustomerId(1), date("2025-01-01"), Some(date("2025-01-31")));
    let (note, terms) = (String::new(), Default::default());
    let draft = InvoiceDraft { customer, number: "A-1".into(), issued, due, amount: usd(500_000), note, terms };
    execute(&mut ledger, Command::IssueInvoice { draft });
    let draft = WriteOffDraft {
        invoice: InvoiceId(1),
        amount: None,
        on: date("2025-04-08"),
        reason: WriteOffReason::Uncollectible,
        method,
        note: "Ann: nothing to be had".to_owned(),
        despite: String::new(),
    };
    execute(&mut ledger, Command::WriteOff { draft });
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

fn recover(received: &str, minor: i64) -> Command {
    let (method, reference) = ("bank transfer".to_owned(), String::new());
    let money = RecoveredMoney::New { received: date(received), amount: usd(minor), method, reference };
    Command::RecordRecovery { write_off: WriteOffId(1), money }
}

fn open(ledger: &Ledger, day: &str) -> i64 {
    aging(ledger, &AgingParameters::of(ledger, date(day))).totals.iter().map(|(_, sum)| sum.total()).sum()
}

fn recovered(ledger: &Ledger, day: &str) -> i64 {
    ledger.recovered(&ledger.facts().write_offs[0], date(day)).minor()
}

#[test]
fn a_recovery_of_3_000_reinstates_only_that() {
    let mut ledger = books(WriteOffMethod::Allowance);
    execute(&mut ledger, recover("2025-06-05", 300_000));
    let document = &ledger.facts().invoices[1];
    assert_eq!((document.kind, document.number.as_str(), document.amount), (DocumentKind::Recovery, "A-1-RC1", usd(300_000)));
    assert_eq!((document.issued, document.due, ledger.balance(document)), (date("2025-06-05"), date("2025-06-05"), usd(0)));
    let lines = |ledger: &Ledger| {
        let entries = journal(ledger, date("2025-06-05"), today());
        let lines = entries.iter().flat_map(|entry| entry.entry.postings().to_vec());
        lines.map(|one| (one.side, one.account, one.amount.minor())).collect::<Vec<_>>()
    };
    let (paid, back) = (300_000, AccountRole::Receivable);
    let cash = [(Side::Debit, AccountRole::Cash, paid), (Side::Credit, back, paid)];
    let reinstated = |role| [(Side::Debit, back, paid), (Side::Credit, role, paid)];
    assert_eq!(lines(&ledger), [reinstated(AccountRole::Allowance), cash].concat());
    let mut direct = books(WriteOffMethod::Direct);
    execute(&mut direct, recover("2025-06-05", 300_000));
    assert_eq!(lines(&direct), [reinstated(AccountRole::RecoveredBadDebts), cash].concat());
    // 2,000.00 stays written off; the receivable is nothing throughout.
    assert_eq!((recovered(&ledger, "2025-06-04"), recovered(&ledger, "2025-06-05")), (0, 300_000));
    assert_eq!(["2025-04-07", "2025-04-08", "2025-06-05", "2025-06-30"].map(|day| open(&ledger, day)), [500_000, 0, 0, 0]);
    assert!(trial_balances(&ledger, today()).iter().all(|trial| trial.is_sound()));
    assert_eq!(ledger.written_off_of(CustomerId(1), today()), [usd(200_000)]);
    execute(&mut ledger, recover("2025-06-06", 200_000));
    assert_eq!(ledger.written_off_of(CustomerId(1), today()), []);
}

#[test]
fn at_most_what_was_written_off_comes_back() {
    let mut ledger = books(WriteOffMethod::Direct);
    execute(&mut ledger, recover("2025-05-01", 450_000));
    execute(&mut ledger, recover("2025-06-01", 60_000));
    assert_eq!((recovered(&ledger, "2025-06-30"), ledger.facts().invoices[2].amount), (500_000, usd(50_000)));
    assert_eq!(ledger.unapplied(CreditSource::Payment(PaymentId(2))), 10_000, "the rest is credit");
    refused(&ledger, &recover("2025-06-02", 1), "All of it has come back already.");
    refused(
        &ledger,
        &Command::RecordRecovery { write_off: WriteOffId(2), money: RecoveredMoney::Credit(PaymentId(1)) },
        "There is no such write-off in this ledger.",
    );
    let mut other = books(WriteOffMethod::Direct);
    refused(&other, &recover("2025-07-01", 1), "The day of payment cannot be after today (2025-06-30).");
    refused(&other, &recover("2025-06-01", 0), "The amount must be more than zero.");
    let euros = RecoveredMoney::New {
        received: today(),
        amount: Money::from_minor(1, Currency::EUR),
        method: String::new(),
        reference: String::new(),
    };
    assert!(other.decide(&Command::RecordRecovery { write_off: WriteOffId(1), money: euros }, today()).is_err());
    execute(&mut other, Command::VoidCreditNote { credit_note: CreditNoteId(1), on: date("2025-05-01") });
    refused(&other, &recover("2025-06-01", 1), "A-1-WO no longer counts, so nothing can be done with it.");
}

#[test]
fn it_goes_with_its_payment_and_with_nothing_else() {
    let mut ledger = books(WriteOffMethod::Direct);
    let before = ledger.clone();
    let undo = execute(&mut ledger, recover("2025-06-05", 300_000)).unwrap();
    let days = ["2025-04-08", "2025-06-04", "2025-06-05", "2025-06-30"].map(date);
    let mut undone = ledger.clone();
    execute(&mut undone, undo);
    assert_eq!(visible(&undone, &days), visible(&before, &days), "as if it had never come");
    assert_eq!(journal(&undone, NaiveDate::MIN, NaiveDate::MAX), journal(&before, NaiveDate::MIN, NaiveDate::MAX));
    let own = "This is money for a written-off debt. Take back the payment, or the recovery, instead.";
    refused(&ledger, &Command::ReleaseAllocation { allocation: AllocationId(2), on: today() }, own);
    refused(&ledger, &Command::TakeBackAllocations { allocations: vec![AllocationId(2)] }, own);
    refused(&ledger, &Command::VoidInvoice { invoice: InvoiceId(2), on: today() }, own);
    refused(&ledger, &Command::ChangeDueDate { invoice: InvoiceId(2), due: today() }, own);
    let back = |on: &str| Command::VoidCreditNote { credit_note: CreditNoteId(1), on: date(on) };
    refused(&ledger, &back("2025-06-20"), "Something of it has come back. Take that recovery back first.");
    // The bank returns it: 5,000.00 are written off as before.
    let bounce = Command::ReversePayment { payment: PaymentId(1), on: date("2025-06-10"), reason: ReversalReason::Bounced };
    assert_eq!(execute(&mut ledger, bounce), None);
    assert_eq!(["2025-06-05", "2025-06-09", "2025-06-10"].map(|day| recovered(&ledger, day)), [300_000, 300_000, 0]);
    assert_eq!(["2025-06-09", "2025-06-10"].map(|day| open(&ledger, day)), [0, 0]);
    let restore = Command::RestorePayment { payment: PaymentId(1), allocations: vec![AllocationId(2)], credit_notes: vec![] };
    refused(&ledger, &restore, own);
    refused(&ledger, &back("2025-06-09"), "The day of taking it back cannot be before 2025-06-10.");
    execute(&mut ledger, recover("2025-06-20", 300_000));
    assert_eq!((recovered(&ledger, "2025-06-30"), ledger.facts().invoices[2].number.as_str()), (300_000, "A-1-RC1"));
}

#[test]
fn a_payment_that_was_there_can_be_used_for_it() {
    let mut ledger = books(WriteOffMethod::Allowance);
    let choice = recoup::domain::command::AllocationChoice::Unapplied;
    let (customer, received, amount) = (CustomerId(1), date("2025-03-01"), usd(20_000));
    let (method, reference) = (String::new(), String::new());
    execute(&mut ledger, Command::RecordPayment { customer, received, amount, method, reference, choice, discounts: Vec::new() });
    let before = ledger.clone();
    let credit = Command::RecordRecovery { write_off: WriteOffId(1), money: RecoveredMoney::Credit(PaymentId(1)) };
    let undo = execute(&mut ledger, credit.clone()).unwrap();
    assert_eq!(ledger.facts().invoices[1].issued, date("2025-04-08"), "not before it was written off");
    assert_eq!(ledger.unapplied(CreditSource::Payment(PaymentId(1))), 0);
    refused(&ledger, &credit, "Nothing of this payment is left to use.");
    assert_eq!(undo, Command::TakeBackRecovery { recovery: RecoveryId(1) });
    execute(&mut ledger, undo);
    let days = ["2025-03-01", "2025-04-08", "2025-06-30"].map(date);
    assert_eq!(visible(&ledger, &days), visible(&before, &days));
    refused(&ledger, &Command::TakeBackRecovery { recovery: RecoveryId(1) }, "A-1-RC1 no longer counts, so nothing can be done with it.");
    execute(&mut ledger, credit);
}

#[test]
fn files_and_stores_keep_it_and_refuse_what_does_not_fit() {
    let mut ledger = books(WriteOffMethod::Direct);
    execute(&mut ledger, recover("2025-06-05", 300_000));
    let facts = ledger.facts();
    assert_eq!(unpack(&pack(facts)).as_ref(), Ok(facts));
    assert_eq!(import_ledger(export_ledger(&ledger).as_bytes()).as_ref(), Ok(facts));
    let first = |change: fn(&mut Facts)| {
        let mut facts = facts.clone();
        change(&mut facts);
        Ledger::from_facts(facts).err().unwrap_or_default().first().map(ToString::to_string).unwrap_or_default()
    };
    let none = "recoveries, record 1: its write-off, its document or its payment does not exist";
    assert_eq!(first(|facts| facts.recoveries[0].payment = PaymentId(9)), none);
    assert_eq!(first(|facts| facts.recoveries[0].document = InvoiceId(1)), none);
    let other = "allocations, record 2: it pays a recovery that is not its own";
    assert_eq!(first(|facts| facts.allocations[1].amount = usd(1)), other);
    assert_eq!(first(|facts| facts.recoveries.clear()), other);
    assert_eq!(first(|facts| facts.allocations.truncate(1)), "invoices, record 2: it is a recovery of nothing");
    let voided = |facts: &mut Facts| {
        facts.credit_notes[0].voided = Some(date("2025-06-20"));
        facts.allocations[0].until = Some(date("2025-06-20"));
    };
    assert_eq!(first(voided), "recoveries, record 1: more came back than was written off");
}

/// The register of all years comes to what the journal has on the accounts of bad debts, on every day.
#[test]
fn the_register_is_what_the_journal_says() {
    let mut met = std::collections::BTreeSet::new();
    for seed in 0..16 {
        let ledger = random_ledger(seed, 300);
        for day in [date("2021-03-01"), date("2021-06-01"), date("2022-01-01"), NaiveDate::MAX] {
            let lines: Vec<_> = years(&ledger, day).into_iter().flat_map(|year| bad_debts(&ledger, year, day)).collect();
            let mut booked: std::collections::BTreeMap<Currency, i64> = Default::default();
            for entry in journal(&ledger, NaiveDate::MIN, day) {
                if matches!(entry.source, EntrySource::Allowance(_)) {
                    continue;
                }
                for one in
                    entry.entry.postings().iter().filter(|one| {
                        matches!(one.account, AccountRole::BadDebts | AccountRole::RecoveredBadDebts | AccountRole::Allowance)
                    })
                {
                    let minor = if one.side == Side::Debit { one.amount.minor() } else { -one.amount.minor() };
                    *booked.entry(one.amount.currency()).or_default() += minor;
                }
            }
            for trial in trial_balances(&ledger, day) {
                let used = trial.accounts.iter().find(|(role, _)| *role == AccountRole::Allowance).map_or(0, |(_, total)| total.balance());
                assert_eq!(allowance_balance(&ledger, trial.currency, day).minor(), -used, "seed {seed}, {day}");
            }
            booked.retain(|_, sum| *sum != 0);
            let mut listed: std::collections::BTreeMap<_, _> =
                totals(&lines).into_iter().map(|(code, total)| (code, total.loss())).collect();
            listed.retain(|_, sum| *sum != 0);
            assert_eq!(listed, booked, "seed {seed}, {day}");
            met.extend(lines.iter().map(|line| line.event));
        }
    }
    assert_eq!(met.len(), 4, "{met:?}");
}
