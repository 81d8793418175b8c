//! Actions on several chosen rows: what can be done, with which rows, and the buttons. What will happen to each is reviewed first
//! (`review`).

mod review;

pub(super) use review::BulkReview;

use crate::domain::command::{Command, ContactDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::ui::components::{Button, IconName};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What can be done with several rows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BulkAction {
    /// Leave them in peace for a while.
    Pause,
    /// Nothing more on credit.
    Hold,
    /// Another reminder schedule.
    Schedule,
    /// The same note in the log of each.
    Note,
}

impl BulkAction {
    const fn label(self) -> &'static str {
        match self {
            Self::Pause => "Pause reminders",
            Self::Hold => "Put on hold",
            Self::Schedule => "Set the schedule",
            Self::Note => "Log a note",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Pause => IconName::Pause,
            Self::Hold => IconName::Flag,
            Self::Schedule => IconName::Calendar,
            Self::Note => IconName::Edit,
        }
    }

    const fn lead(self) -> &'static str {
        match self {
            Self::Pause => "While reminders are paused, no message is prepared about it. What is owed keeps aging.",
            Self::Hold => "Ship nothing more and suspend the service until they have paid. Reminders go on.",
            Self::Schedule => "The steps of this schedule decide from now on when they hear from you.",
            Self::Note => "The note stands in the log and the timeline of each customer.",
        }
    }

    /// The name of the text's field, as a refusal names it, and its label.
    const fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::Note => ("note", "Note"),
            Self::Schedule => ("schedule", "Reminder schedule"),
            Self::Pause | Self::Hold => ("reason", "Reason"),
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Pause => "Reminders paused for",
            Self::Hold => "Put on hold:",
            Self::Schedule => "Schedule set for",
            Self::Note => "Noted for",
        }
    }
}

/// One chosen row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Whose.
    pub customer: CustomerId,
    /// The one invoice it is about, in a list of invoices.
    pub invoice: Option<InvoiceId>,
    /// What the row is called.
    pub name: String,
}

/// What is typed for all of them.
#[derive(Debug, Clone)]
struct Typed {
    text: String,
    until: Option<NaiveDate>,
    today: NaiveDate,
}

fn command(ledger: &Ledger, action: BulkAction, target: &Target, typed: &Typed) -> Command {
    let Typed { text, until, today } = typed.clone();
    let customer = target.customer;
    match action {
        BulkAction::Pause => Command::PauseReminders { customer, invoice: target.invoice, from: today, until, reason: text },
        BulkAction::Hold => Command::SetHold { customer, on: today, reason: text },
        BulkAction::Schedule => {
            let mut details = ledger.customer(customer).map(|found| found.details.clone()).unwrap_or_default();
            details.approach.schedule = text;
            Command::ChangeCustomer { customer, details }
        }
        BulkAction::Note => {
            let draft = ContactDraft {
                customer,
                on: today,
                kind: ContactKind::Note,
                outcome: None,
                reason: None,
                person: String::new(),
                note: text,
                next: None,
            };
            Command::LogContact { draft }
        }
    }
}

/// Whether it can be done with a row, or why not.
fn judge(ledger: &Ledger, action: BulkAction, target: &Target, typed: &Typed) -> Result<Command, Rejection> {
    let paused = match target.invoice {
        Some(invoice) => ledger.pause_of_invoice(target.customer, invoice, typed.today).is_some(),
        None => ledger.pause_of(target.customer, typed.today).is_some(),
    };
    if action == BulkAction::Pause && paused {
        return Err(Rejection::NothingToDo("Reminders are paused already."));
    }
    let settled = target.invoice.and_then(|id| ledger.invoice(id)).is_some_and(|invoice| ledger.balance(invoice).is_zero());
    if action == BulkAction::Pause && settled {
        return Err(Rejection::NothingToDo("Nothing is owed on it."));
    }
    let has_it = ledger.customer(target.customer).is_some_and(|found| found.details.approach.schedule == typed.text);
    if action == BulkAction::Schedule && has_it {
        return Err(Rejection::NothingToDo("They are on this schedule already."));
    }
    let command = command(ledger, action, target, typed);
    ledger.decide(&command, typed.today).map(|_| command)
}

/// The buttons of the bar above the table.
#[component]
pub(super) fn BulkButtons(
    /// What can be done here.
    actions: &'static [BulkAction],
    /// The action that is being reviewed.
    reviewing: RwSignal<Option<BulkAction>>,
) -> impl IntoView {
    let button = |action: &'static BulkAction| {
        view! { <Button icon=action.icon() on_click=move || reviewing.set(Some(*action))>{action.label()}</Button> }
    };
    actions.iter().map(button).collect_view()
}
