//! Actions on several chosen rows: the buttons, and the review of what will happen to each before anything does.

use crate::domain::command::{Command, ContactDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::ui::books::{Books, Outcome};
use crate::ui::components::{Button, Dialog, IconName, Notice, NoticeKind, TextAreaField, settle_focus};
use crate::ui::format::{self, OnScreen};
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_optional_date};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What can be done with several rows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BulkAction {
    /// Leave them in peace for a while.
    Pause,
    /// Nothing more on credit.
    Hold,
    /// The same note in the log of each.
    Note,
}

impl BulkAction {
    const fn label(self) -> &'static str {
        match self {
            Self::Pause => "Pause reminders",
            Self::Hold => "Put on hold",
            Self::Note => "Log a note",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Pause => IconName::Pause,
            Self::Hold => IconName::Flag,
            Self::Note => IconName::Edit,
        }
    }

    const fn lead(self) -> &'static str {
        match self {
            Self::Pause => "While reminders are paused, no message is prepared about it. What is owed keeps aging.",
            Self::Hold => "Ship nothing more and suspend the service until they have paid. Reminders go on.",
            Self::Note => "The note stands in the log and the timeline of each customer.",
        }
    }

    /// The name of the text's field, as a refusal names it, and its label.
    const fn text(self) -> (&'static str, &'static str) {
        match self {
            Self::Note => ("note", "Note"),
            Self::Pause | Self::Hold => ("reason", "Reason"),
        }
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Pause => "Reminders paused for",
            Self::Hold => "Put on hold:",
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

fn command(action: BulkAction, target: &Target, typed: &Typed) -> Command {
    let Typed { text, until, today } = typed.clone();
    let customer = target.customer;
    match action {
        BulkAction::Pause => Command::PauseReminders { customer, invoice: target.invoice, from: today, until, reason: text },
        BulkAction::Hold => Command::SetHold { customer, on: today, reason: text },
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
    let command = command(action, target, typed);
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

/// The review: what will happen to each chosen row. Once on the page.
#[component]
pub(super) fn BulkReview(
    /// The action; the dialog opens when there is one.
    reviewing: RwSignal<Option<BulkAction>>,
    /// The chosen rows.
    targets: Callback<(), Vec<Target>>,
    /// The keys of the chosen rows, emptied when it is done.
    selected: RwSignal<BTreeSet<u64>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if reviewing.get().is_some() {
            open.set(true);
        }
    });
    let title = move || reviewing.get().map_or_else(String::new, |action| action.label().to_owned());
    view! {
        <Dialog id="bulk-dialog" open title=Signal::derive(title) wide=true on_close=move || reviewing.set(None)>
            {move || reviewing.get().map(|action| view! { <Review open action targets=targets.run(()) selected/> })}
        </Dialog>
    }
}

#[component]
fn Review(open: RwSignal<bool>, action: BulkAction, targets: Vec<Target>, selected: RwSignal<BTreeSet<u64>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("bulk");
    let (text, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let targets = StoredValue::new(targets);
    let busy = RwSignal::new(false);
    let typed = move |text: String, until: Option<NaiveDate>| Typed { text, until, today: books.today().get_untracked() };
    // While nothing is typed, a text that is still missing is no reason to leave a row out.
    let lines = move || {
        let shown = text.with(|text| if text.trim().is_empty() { "…".to_owned() } else { text.clone() });
        let typed = typed(shown, read_optional_date(&until.get()).ok().flatten());
        let line = |target: &Target| {
            let outcome = books.read(|ledger| judge(ledger, action, target, &typed));
            (target.name.clone(), outcome.err().map(|why| why.sentence(&OnScreen)))
        };
        targets.with_value(|targets| targets.iter().map(line).collect::<Vec<_>>())
    };
    let lines = Memo::new(move |_| lines());
    let count = move || lines.with(|lines| lines.iter().filter(|(_, why)| why.is_none()).count());
    let send = move || {
        let mut found = Findings::default();
        let Some(until) = found.take("until", read_optional_date(&until.get_untracked())) else { return state.refuse(found) };
        let typed = typed(text.get_untracked(), until);
        let judged: Vec<_> =
            targets.with_value(|targets| targets.iter().map(|target| books.read(|ledger| judge(ledger, action, target, &typed))).collect());
        let refused =
            judged.iter().find_map(|one| one.as_ref().err().and_then(|why| why.field().map(|field| (field, why.sentence(&OnScreen)))));
        if let Some(problem) = refused {
            return state.refuse([problem].into_iter().collect());
        }
        let commands: Vec<Command> = judged.into_iter().flatten().collect();
        if commands.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let success = Box::new(move |done: usize| format!("{} {}", action.done(), format::plural(done, "row", "rows")));
        let done = Box::new(move |outcome: Outcome| {
            busy.try_set(false);
            if let Some((_, refusal)) = outcome.refused.first() {
                let left = format::plural(outcome.refused.len(), "row was", "rows were");
                books.toaster().push(format!("{left} left as before: {}", refusal.sentence), None);
            }
            open.try_set(false);
            selected.try_update(BTreeSet::clear);
            settle_focus();
        });
        books.act_all(commands, success, done);
    };
    let submit = Signal::derive(move || format!("{} ({})", action.label(), format::count(count())));
    let nothing = move || {
        (count() == 0).then(|| view! { <Notice kind=NoticeKind::Info>"With none of the chosen rows there is anything to do."</Notice> })
    };
    let (field, label) = action.text();
    view! {
        <DialogForm state open submit first=field on_submit=send>
            <p>{action.lead()}</p>
            <TextAreaField id=state.id(field) label value=text rows=2 error=state.error(field) optional={action == BulkAction::Pause}/>
            {(action == BulkAction::Pause).then(|| view! {
                <DayField
                    id=state.id("until")
                    label="Until"
                    value=until
                    hint="The day reminders begin again. Empty means until you resume them."
                    error=state.error("until")
                    optional=true
                />
            })}
            {nothing}
            <div class="table-scroll table-scroll--short" tabindex="0" role="region" aria-label="What will happen">
                <table class="table">
                    <caption class="visually-hidden">"What will happen to each chosen row"</caption>
                    <thead><tr><th scope="col">"Chosen"</th><th scope="col">"What will happen"</th></tr></thead>
                    <tbody>
                        {move || lines.get().into_iter().map(|(name, why)| {
                            let what = why.map_or_else(|| action.label().to_owned(), |why| format!("Left as it is. {why}"));
                            view! { <tr><th scope="row">{name}</th><td>{what}</td></tr> }
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        </DialogForm>
    }
}
