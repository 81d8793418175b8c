//! What an action does with each chosen row, or why it leaves the row as it is.

use super::action::{BulkAction, VERDICTS};
use crate::domain::command::{Command, ContactDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::dispute::{DisputeCase, DisputeVerdict, NextMove};
use crate::domain::ids::{CustomerId, DisputeId, HoldId, InvoiceId, MessageId, PromiseId};
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::ui::wording::{CONTACT_OUTCOMES, chosen};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a row is about, beyond its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui::pages) enum Subject {
    Customer,
    Invoice(InvoiceId),
    Promise(PromiseId),
    Dispute(DisputeId),
    Hold(HoldId),
    Message(MessageId),
}

/// One chosen row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui::pages) struct Target {
    /// Whose.
    pub customer: CustomerId,
    /// What it is about.
    pub subject: Subject,
    /// What the row is called.
    pub name: String,
}

impl Target {
    fn invoice(&self) -> Option<InvoiceId> {
        match self.subject {
            Subject::Invoice(invoice) => Some(invoice),
            _ => None,
        }
    }
}

/// What is typed for all of them.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub choice: String,
    pub text: String,
    pub day: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// What happens to each row, in order, or why it is left as it is.
pub(super) fn judge_all(ledger: &Ledger, action: BulkAction, targets: &[Target], typed: &Typed) -> Vec<Result<Command, Rejection>> {
    let mut met = BTreeSet::new();
    let judge_one = |target: &Target| {
        let again = !met.insert(target.customer) && (action.is_about_the_customer() || meant_as_a_whole(action, target));
        if again { Err(Rejection::NothingToDo("The same customer stands above.")) } else { judge(ledger, action, target, typed) }
    };
    targets.iter().map(judge_one).collect()
}

/// Whether a pause chosen on this row would be one of everything that the customer owes.
fn meant_as_a_whole(action: BulkAction, target: &Target) -> bool {
    action == BulkAction::Pause && target.invoice().is_none()
}

/// Whether it can be done with a row, or why not.
fn judge(ledger: &Ledger, action: BulkAction, target: &Target, typed: &Typed) -> Result<Command, Rejection> {
    if let Some(why) = idle(ledger, action, target, typed) {
        return Err(Rejection::NothingToDo(why));
    }
    let command = command(ledger, action, target, typed).ok_or(Rejection::NothingToDo("It is gone."))?;
    ledger.decide(&command, typed.today).map(|_| command)
}

/// Why there is nothing to do, where the ledger itself would do it all the same.
fn idle(ledger: &Ledger, action: BulkAction, target: &Target, typed: &Typed) -> Option<&'static str> {
    let Target { customer, .. } = *target;
    match action {
        BulkAction::Pause => {
            let pause = match target.invoice() {
                Some(invoice) => ledger.pause_of_invoice(customer, invoice, typed.today),
                None => ledger.pause_of(customer, typed.today),
            };
            let settled = target.invoice().and_then(|id| ledger.invoice(id)).is_some_and(|invoice| ledger.balance(invoice).is_zero());
            match (pause, settled) {
                (Some(_), _) => Some("Reminders are paused already."),
                (None, true) => Some("Nothing is owed on it."),
                (None, false) => None,
            }
        }
        BulkAction::Schedule => {
            let has_it = ledger.customer(customer).is_some_and(|found| found.details.approach.schedule == typed.choice);
            has_it.then_some("They are on this schedule already.")
        }
        BulkAction::Tier => {
            let has_it = ledger.customer(customer).is_some_and(|found| found.details.approach.tier == typed.choice);
            has_it.then_some("It is their tier already.")
        }
        BulkAction::Dispute => {
            let owed = target.invoice().and_then(|id| ledger.invoice(id)).is_some_and(|invoice| ledger.balance(invoice).is_positive());
            (!owed).then_some("Nothing is owed on it.")
        }
        BulkAction::Move => {
            let Subject::Dispute(dispute) = target.subject else { return None };
            let now = ledger.facts().disputes.get(dispute.index())?;
            (now.case == moved(&now.case, typed)).then_some("It stands like that already.")
        }
        _ => None,
    }
}

/// A case with the move and the day that were typed.
fn moved(case: &DisputeCase, typed: &Typed) -> DisputeCase {
    let next_move = if typed.choice == "theirs" { NextMove::Theirs } else { NextMove::Ours };
    DisputeCase { next_move, answer_by: typed.day.or(case.answer_by), ..case.clone() }
}

/// The command; `None` when the row is not of a kind that the action is for, or is gone.
fn command(ledger: &Ledger, action: BulkAction, target: &Target, typed: &Typed) -> Option<Command> {
    let Target { customer, subject, .. } = *target;
    let Typed { choice, text, day, today } = typed.clone();
    let contact = |kind, outcome| {
        let note = text.clone();
        let draft = ContactDraft { customer, on: today, kind, outcome, reason: None, person: String::new(), note, next: day };
        Command::LogContact { draft }
    };
    Some(match (action, subject) {
        (BulkAction::Pause, _) => Command::PauseReminders { customer, invoice: target.invoice(), from: today, until: day, reason: text },
        (BulkAction::Hold, _) => Command::SetHold { customer, on: today, reason: text },
        (BulkAction::Schedule | BulkAction::Tier, _) => {
            let mut details = ledger.customer(customer)?.details.clone();
            let approach = &mut details.approach;
            *if action == BulkAction::Tier { &mut approach.tier } else { &mut approach.schedule } = choice;
            Command::ChangeCustomer { customer, details }
        }
        (BulkAction::Call, _) => contact(ContactKind::Call, chosen(&CONTACT_OUTCOMES, &choice)),
        (BulkAction::Note, _) => contact(ContactKind::Note, None),
        (BulkAction::Release, Subject::Hold(hold)) => Command::ReleaseHold { hold, on: today, reason: text },
        (BulkAction::Withdraw, Subject::Promise(promise)) => Command::WithdrawPromise { promise, on: today },
        (BulkAction::Dispute, Subject::Invoice(invoice)) => {
            Command::RaiseDispute { invoice, on: today, reason: text, case: DisputeCase::default() }
        }
        (BulkAction::Move, Subject::Dispute(dispute)) => {
            let case = moved(&ledger.facts().disputes.get(dispute.index())?.case, typed);
            Command::ChangeDispute { dispute, case }
        }
        (BulkAction::End, Subject::Dispute(dispute)) => {
            let verdict = chosen(&VERDICTS, &choice).unwrap_or(DisputeVerdict::Rejected);
            Command::SettleDispute { dispute, on: today, verdict, note: text, credit: None }
        }
        (BulkAction::Sent, Subject::Message(message)) => Command::ConfirmMessageSent { message, on: day.unwrap_or(today) },
        (BulkAction::Skip, Subject::Message(message)) => Command::SkipMessage { message, on: today, reason: text },
        (BulkAction::Discard, Subject::Message(message)) => Command::DiscardMessage { message },
        _ => return None,
    })
}
