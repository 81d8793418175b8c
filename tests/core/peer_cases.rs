//! Cases that other systems of the field document for their reminders, played with Recoup's schedule.

use chrono::NaiveDate;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId, MessageId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::policy::{Channel, CreditPolicy, Purpose, ReminderStep, StepConditions, Tone, Unmet};
use recoup::reports::message_text::compose;
use recoup::reports::reminders::{SilenceReason, reminder_schedule};

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn step(offset_days: i16) -> ReminderStep {
    ReminderStep::new(offset_days, Channel::Email, Tone::Friendly, Purpose::PastDue)
}

/// One invoice of 100.00 of 1 December 2024, due on 1 January 2025, and steps at these days.
fn books(offsets: &[i16]) -> Ledger {
    let policy = CreditPolicy { schedule: offsets.iter().copied().map(step).collect(), ..CreditPolicy::default() };
    let mut ledger = Ledger::default();
    let mut run = |command| ledger.execute(&command, date("2024-12-01")).unwrap();
    run(Command::ChangePolicy { policy });
    run(Command::AddCustomer { details: CustomerDetails::named("Ada") });
    let (number, note) = ("1".to_owned(), String::new());
    let draft = InvoiceDraft {
        terms: Default::default(),
        customer: ADA,
        number,
        issued: date("2024-12-01"),
        due: Some(date("2025-01-01")),
        amount: usd(10_000),
        note,
    };
    run(Command::IssueInvoice { draft });
    ledger
}

/// The step that is due on a day, as its offset, and the one that waits for the owner's word or the gap.
fn steps(ledger: &Ledger, day: &str) -> (Option<i16>, Option<i16>) {
    let found = reminder_schedule(ledger, ledger.policy(), date(day), 0);
    let offset = |reminders: &[recoup::reports::reminders::Reminder]| reminders.first().map(|reminder| reminder.step.offset_days);
    (offset(&found.due), offset(&found.waiting))
}

fn prepare(ledger: &mut Ledger, day: &str) {
    let reminder = reminder_schedule(ledger, ledger.policy(), date(day), 0).due.remove(0);
    let content = compose(ledger, &reminder, date(day));
    ledger.execute(&Command::PrepareMessage { content }, date(day)).unwrap();
}

fn confirm(ledger: &mut Ledger, message: u32, day: &str) {
    let command = Command::ConfirmMessageSent { message: MessageId(message), on: date(day) };
    ledger.execute(&command, date(day)).unwrap();
}

#[test]
fn a_level_is_not_left_before_its_message_was_confirmed() {
    let mut ledger = books(&[5, 20, 40]);
    assert_eq!(steps(&ledger, "2025-01-05"), (None, None), "day 4");
    assert_eq!(steps(&ledger, "2025-01-06"), (Some(5), None), "day 5");
    prepare(&mut ledger, "2025-01-06");
    let waiting = ledger.pending_message(ADA).unwrap();
    assert_eq!((waiting.content.offset_days, steps(&ledger, "2025-01-31").0), (5, None), "day 30, level 1 still unconfirmed");
    confirm(&mut ledger, 1, "2025-01-31");
    assert_eq!(steps(&ledger, "2025-02-05"), (Some(20), None), "confirmed, and the gap is over: level 2");
}

#[test]
fn an_invoice_within_its_terms_is_not_reminded_of() {
    // 30 days old on net 30, first step 10 days after the due date.
    let ledger = books(&[10]);
    assert_eq!(steps(&ledger, "2024-12-31"), (None, None));
    assert_eq!(steps(&ledger, "2025-01-10"), (None, None));
    assert_eq!(steps(&ledger, "2025-01-11"), (Some(10), None));
}

#[test]
fn a_due_date_moved_after_a_reminder_plans_anew() {
    let mut ledger = books(&[5, 20]);
    prepare(&mut ledger, "2025-01-06");
    confirm(&mut ledger, 1, "2025-01-06");
    ledger.execute(&Command::ChangeDueDate { invoice: InvoiceId(1), due: date("2025-02-01") }, date("2025-01-10")).unwrap();
    assert_eq!(steps(&ledger, "2025-01-25"), (None, None), "20 days after the old due date");
    assert_eq!(steps(&ledger, "2025-02-06"), (Some(5), None), "the first step again, by the new one");
}

#[test]
fn a_part_payment_does_not_begin_the_ladder_again_and_a_covering_credit_silences_it() {
    let mut ledger = books(&[5, 20]);
    prepare(&mut ledger, "2025-01-06");
    confirm(&mut ledger, 1, "2025-01-06");
    let pay = |minor, choice| Command::RecordPayment {
        discounts: Vec::new(),
        customer: ADA,
        received: date("2025-01-10"),
        amount: usd(minor),
        method: String::new(),
        reference: String::new(),
        choice,
    };
    ledger.execute(&pay(4_000, AllocationChoice::OldestFirst), date("2025-01-10")).unwrap();
    assert_eq!(steps(&ledger, "2025-01-20"), (None, None), "not level 1 again");
    let found = reminder_schedule(&ledger, ledger.policy(), date("2025-01-21"), 0);
    assert_eq!((found.due[0].step.offset_days, found.due[0].totals.clone()), (20, vec![usd(6_000)]));
    ledger.execute(&pay(6_000, AllocationChoice::Unapplied), date("2025-01-21")).unwrap();
    assert_eq!(steps(&ledger, "2025-01-21"), (None, None), "covered, though not applied yet");
}

/// What the messages of a day ask for, as text, and for what no message asks because of a least amount.
fn asked(ledger: &Ledger, day: &str) -> (Vec<String>, Vec<String>) {
    let found = reminder_schedule(ledger, ledger.policy(), date(day), 0);
    let totals = found.due.iter().flat_map(|reminder| reminder.totals.iter().map(ToString::to_string)).collect();
    let below = found.silent.iter().filter(|silence| matches!(silence.reason, SilenceReason::Unmet(_, Unmet::Least(_))));
    (totals, below.map(|silence| silence.open.to_string()).collect())
}

#[test]
fn a_threshold_in_each_currency_two_messages_at_most_and_two_days_between_them() {
    let eur = |minor| Money::from_minor(minor, Currency::EUR);
    let least = StepConditions { least: vec![eur(15_000), usd(10_000)], ..StepConditions::default() };
    let steps = [1, 4].map(|offset| ReminderStep { only_if: least.clone(), ..step(offset) });
    let policy = CreditPolicy { schedule: steps.to_vec(), minimum_gap_days: 2, ..CreditPolicy::default() };
    let mut ledger = books(&[1]);
    ledger.execute(&Command::ChangePolicy { policy }, date("2024-12-01")).unwrap();
    let (number, note) = ("2".to_owned(), String::new());
    let draft = InvoiceDraft {
        terms: Default::default(),
        customer: ADA,
        number,
        issued: date("2024-12-01"),
        due: Some(date("2025-01-01")),
        amount: eur(14_999),
        note,
    };
    ledger.execute(&Command::IssueInvoice { draft }, date("2024-12-01")).unwrap();
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let (dollars, euros) = (texts(&["100.00 USD"]), texts(&["149.99 EUR"]));
    assert_eq!(asked(&ledger, "2025-01-02"), (dollars.clone(), euros.clone()), "EUR below, USD at its threshold");
    prepare(&mut ledger, "2025-01-02");
    confirm(&mut ledger, 1, "2025-01-04");
    assert_eq!(asked(&ledger, "2025-01-05").0, texts(&[]), "the second step has come, the gap is not over");
    assert_eq!(asked(&ledger, "2025-01-06"), (dollars, euros.clone()));
    prepare(&mut ledger, "2025-01-06");
    confirm(&mut ledger, 2, "2025-01-06");
    for day in ["2025-01-07", "2025-02-01", "2026-01-01"] {
        assert_eq!(asked(&ledger, day), (vec![], euros.clone()), "{day}: each step once");
    }
}
