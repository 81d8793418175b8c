//! The allowance for doubtful accounts through the ledger: the textbook's year end, what is refused, Undo, and the entries in the journal.

use chrono::NaiveDate;
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::allowance::{AgeRates, AllowanceDraft, AllowanceKind, AllowanceMethod, AllowanceRules};
use recoup::domain::bookkeeping::{AccountRole, Bookkeeping};
use recoup::domain::command::{Command, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{AllowanceEntryId, CustomerId};
use recoup::domain::invoice_terms::TermsChoice;
use recoup::domain::journal::Side;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::rejection::Rejection;
use recoup::domain::restore::Restorable;
use recoup::domain::settings::Settings;
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::reports::allowance::{allowance, allowance_balance};
use recoup::reports::journals::{entry_number, journal, trial_balances};
use rust_decimal::Decimal;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

fn today() -> NaiveDate {
    date("2026-12-31")
}

fn run(ledger: &mut Ledger, command: Command) {
    ledger.execute(&command, today()).unwrap();
}

fn refused(ledger: &Ledger, command: Command) -> Rejection {
    ledger.clone().execute(&command, today()).unwrap_err()
}

fn draft(kind: AllowanceKind, on: &str, credit: &str) -> AllowanceDraft {
    let (amount, lowers) = (usd(credit.trim_start_matches('-')), credit.starts_with('-'));
    AllowanceDraft { on: date(on), kind, amount, lowers, method: None, required: None, note: String::new() }
}

fn post(kind: AllowanceKind, on: &str, credit: &str) -> Command {
    Command::PostAllowance { draft: draft(kind, on, credit) }
}

/// OpenStax m67882: 145,740 at most 30 days past due, 102,100 at most 90, 77,010 later; rates of 10, 20 and 30 %.
fn year_end() -> Ledger {
    let mut ledger = Ledger::default();
    run(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Craft") });
    for (number, due, amount) in [("1", "2026-12-01", "145740"), ("2", "2026-11-30", "102100"), ("3", "2026-10-01", "77010")] {
        let (customer, number, due) = (CustomerId(1), number.to_owned(), Some(date(due)));
        let (issued, amount, note, terms) = (date("2026-09-01"), usd(amount), String::new(), TermsChoice::Usual);
        run(&mut ledger, Command::IssueInvoice { draft: InvoiceDraft { customer, number, issued, due, amount, note, terms } });
    }
    let buckets = AgingBuckets::from_last_days(vec![30, 90]).unwrap();
    let ages = Some(AgeRates { buckets, rates: [10, 20, 30].map(Decimal::from).to_vec() });
    let settings = Settings { allowance: AllowanceRules { ages, ..AllowanceRules::default() }, ..ledger.settings().clone() };
    run(&mut ledger, Command::ChangeSettings { settings });
    ledger
}

#[test]
fn the_year_end_of_the_textbook_from_a_debit_balance() {
    let mut ledger = year_end();
    run(&mut ledger, post(AllowanceKind::Opening, "2026-12-31", "-20000"));
    let sheet = allowance(&ledger, date("2026-01-01"), today()).remove(0);
    let lines: Vec<_> = sheet.ages.iter().map(|line| (line.owed, line.loss.unwrap())).collect();
    let expected = [("145740", "14574"), ("102100", "20420"), ("77010", "23103")].map(|(owed, loss)| (usd(owed), usd(loss)));
    assert_eq!(lines, expected);
    let estimate = &sheet.estimates[0];
    assert_eq!((estimate.required, sheet.existing.minor(), estimate.entry), (Some(usd("58097")), -2_000_000, usd("78097")));
    let draft = AllowanceDraft {
        method: Some(AllowanceMethod::Aging),
        required: estimate.required,
        ..draft(AllowanceKind::Adjustment, "2026-12-31", "78097")
    };
    run(&mut ledger, Command::PostAllowance { draft });
    assert_eq!(allowance_balance(&ledger, Currency::USD, today()), usd("58097"));
    assert_eq!(allowance(&ledger, date("2026-01-01"), today())[0].estimates[0].entry, usd("0"));
    let entries = journal(&ledger, date("2026-12-31"), today());
    let lines: Vec<_> = entries
        .iter()
        .flat_map(|entry| entry.entry.postings().iter().map(|line| (entry_number(entry.source), line.side, line.account, line.amount)))
        .collect();
    let line = |number: &str, side, account, amount| (number.to_owned(), side, account, usd(amount));
    let expected = [
        line("A1", Side::Debit, AccountRole::Allowance, "20000"),
        line("A1", Side::Credit, AccountRole::OpeningBalances, "20000"),
        line("A2", Side::Debit, AccountRole::BadDebts, "78097"),
        line("A2", Side::Credit, AccountRole::Allowance, "78097"),
    ];
    assert_eq!(lines, expected);
    assert!(trial_balances(&ledger, today()).iter().all(|trial| trial.is_sound()));
    assert_eq!(import_ledger(export_ledger(&ledger).as_bytes()).as_ref(), Ok(ledger.facts()));
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut ledger = year_end();
    let opening = |on: &str| post(AllowanceKind::Opening, on, "100");
    let adjustment = |on: &str, credit: &str| post(AllowanceKind::Adjustment, on, credit);
    assert_eq!(refused(&ledger, adjustment("2026-06-30", "0")), Rejection::NotPositive);
    assert!(matches!(refused(&ledger, adjustment("2027-01-01", "1")), Rejection::InTheFuture { field: "on", .. }));
    let required = |required| AllowanceDraft { required: Some(required), ..draft(AllowanceKind::Adjustment, "2026-06-30", "1") };
    let refused_draft = |draft| refused(&ledger, Command::PostAllowance { draft });
    assert!(matches!(refused_draft(required(Money::from_minor(1, Currency::EUR))), Rejection::Money(_)));
    assert_eq!(refused_draft(required(Money::from_minor(-1, Currency::USD))), Rejection::TooLarge);
    assert_eq!(refused(&ledger, Command::TakeBackAllowance { entry: AllowanceEntryId(1) }), Rejection::NotFound("entry"));
    run(&mut ledger, adjustment("2026-06-30", "5"));
    assert!(matches!(refused(&ledger, opening("2026-07-01")), Rejection::TooLate { field: "on", .. }));
    run(&mut ledger, opening("2026-06-30"));
    assert!(matches!(refused(&ledger, opening("2026-01-01")), Rejection::NothingToDo(_)));
    assert!(matches!(refused(&ledger, adjustment("2026-06-29", "5")), Rejection::TooEarly { field: "on", .. }));
    // Another currency has its own.
    let euro = AllowanceDraft { amount: Money::from_minor(1, Currency::EUR), ..draft(AllowanceKind::Opening, "2026-12-01", "1") };
    run(&mut ledger, Command::PostAllowance { draft: euro });
    // Taken back, and another in its place: the first cannot come back.
    run(&mut ledger, Command::TakeBackAllowance { entry: AllowanceEntryId(2) });
    assert!(matches!(refused(&ledger, Command::TakeBackAllowance { entry: AllowanceEntryId(2) }), Rejection::NothingToDo(_)));
    let again = Command::Restore { what: Restorable::Allowance(AllowanceEntryId(2)) };
    assert!(ledger.clone().execute(&again, today()).is_ok());
    run(&mut ledger, opening("2026-01-31"));
    assert!(matches!(refused(&ledger, again), Rejection::NothingToDo(_)));
    assert_eq!(ledger.check(), []);
    let mut facts = ledger.facts().clone();
    facts.allowance[1].taken_back = false;
    assert!(Ledger::from_facts(facts).is_err());
}

#[test]
fn every_step_is_undone_and_a_locked_day_stays() {
    let mut ledger = year_end();
    for command in [post(AllowanceKind::Opening, "2026-01-01", "10"), post(AllowanceKind::Adjustment, "2026-03-31", "-3")] {
        let before = allowance_balance(&ledger, Currency::USD, today());
        let event = ledger.decide(&command, today()).unwrap();
        let undo = ledger.undo_of(&event).unwrap();
        ledger.apply(&event);
        let after = allowance_balance(&ledger, Currency::USD, today());
        let event = ledger.decide(&undo, today()).unwrap();
        let redo = ledger.undo_of(&event).unwrap();
        ledger.apply(&event);
        assert_eq!(allowance_balance(&ledger, Currency::USD, today()), before);
        run(&mut ledger, redo);
        assert_eq!(allowance_balance(&ledger, Currency::USD, today()), after);
    }
    let bookkeeping = Bookkeeping { locked_through: Some(date("2026-03-31")), ..Bookkeeping::default() };
    let settings = Settings { bookkeeping, ..ledger.settings().clone() };
    run(&mut ledger, Command::ChangeSettings { settings });
    let locked = |command| matches!(refused(&ledger, command), Rejection::Locked { .. });
    assert!(locked(post(AllowanceKind::Adjustment, "2026-03-31", "1")));
    assert!(locked(Command::TakeBackAllowance { entry: AllowanceEntryId(2) }));
    assert!(ledger.decide(&post(AllowanceKind::Adjustment, "2026-04-01", "1"), today()).is_ok());
}
