//! The review of an action on several rows: what will happen to each, before anything does.

use super::act::{Target, Typed, judge_all};
use super::action::{Asked, BulkAction, VERDICTS};
use crate::domain::command::Command;
use crate::ui::books::{Books, Outcome};
use crate::ui::components::{Choice, Dialog, Notice, NoticeKind, SelectField, TextAreaField, settle_focus};
use crate::ui::format::{self, OnScreen};
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_optional_date, schedule_choices, tier_choices};
use crate::ui::wording::{self, CONTACT_OUTCOMES};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The review: what will happen to each chosen row. Once on the page.
#[component]
pub(in crate::ui::pages) fn BulkReview(
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
    let choices = choices(action);
    let choice = RwSignal::new(choices.first().map(|choice| choice.value.clone()).unwrap_or_default());
    let (text, day) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let targets = StoredValue::new(targets);
    let busy = RwSignal::new(false);
    let judged = move |text: String, day: Option<NaiveDate>| {
        let typed = Typed { choice: choice.get(), text, day, today: books.today().get_untracked() };
        targets.with_value(|targets| books.read(|ledger| judge_all(ledger, action, targets, &typed)))
    };
    // While nothing is typed, a text that is still missing is no reason to leave a row out.
    let lines = Memo::new(move |_| {
        let shown = text.with(|text| if text.trim().is_empty() { "…".to_owned() } else { text.clone() });
        let why = judged(shown, read_optional_date(&day.get()).ok().flatten()).into_iter().map(|one| one.err());
        let why = why.map(|why| why.map(|why| why.sentence(&OnScreen)));
        targets.with_value(|targets| targets.iter().map(|target| target.name.clone()).zip(why).collect::<Vec<_>>())
    });
    let count = move || lines.with(|lines| lines.iter().filter(|(_, why)| why.is_none()).count());
    let send = move || {
        let mut found = Findings::default();
        let named = action.day().map_or("", |(field, _)| field.name);
        let Some(day) = found.take(named, read_optional_date(&day.get_untracked())) else { return state.refuse(found) };
        let judged = untrack(|| judged(text.get_untracked(), day));
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
    let select = action.choice().map(|field| view! { <SelectField id=state.id(field.name) label=field.label value=choice choices/> });
    let written = action.text().map(|Asked { name, label, optional }| {
        view! { <TextAreaField id=state.id(name) label value=text rows=2 error=state.error(name) optional/> }
    });
    let dated = action.day().map(|(Asked { name, label, optional }, hint)| {
        view! { <DayField id=state.id(name) label value=day hint error=state.error(name) optional/> }
    });
    view! {
        <DialogForm state open submit first=action.first() on_submit=send>
            <p>{action.lead()}</p>
            {select}
            {written}
            {dated}
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

/// What can be chosen for an action.
fn choices(action: BulkAction) -> Vec<Choice> {
    match action {
        BulkAction::Schedule => schedule_choices(RwSignal::new(String::new())),
        BulkAction::Tier => tier_choices(""),
        BulkAction::Call => wording::optional_choices(&CONTACT_OUTCOMES, wording::contact_outcome),
        BulkAction::Move => vec![Choice::new("ours", "Yours: it stands on Today"), Choice::new("theirs", "Theirs: you are waiting")],
        BulkAction::End => wording::choices(&VERDICTS, wording::dispute_verdict),
        _ => Vec::new(),
    }
}
