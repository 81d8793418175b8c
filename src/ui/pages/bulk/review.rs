//! The review of an action on several rows: what will happen to each, before anything does.

use super::{BulkAction, Target, Typed, judge};
use crate::domain::command::Command;
use crate::ui::books::{Books, Outcome};
use crate::ui::components::{Dialog, Notice, NoticeKind, SelectField, TextAreaField, settle_focus};
use crate::ui::format::{self, OnScreen};
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_optional_date, schedule_choices};
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
    let (text, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let targets = StoredValue::new(targets);
    let busy = RwSignal::new(false);
    let typed = move |text: String, until: Option<NaiveDate>| Typed { text, until, today: books.today().get_untracked() };
    // While nothing is typed, a text that is still missing is no reason to leave a row out.
    let lines = move || {
        let shown = text.with(|text| if action != BulkAction::Schedule && text.trim().is_empty() { "…".to_owned() } else { text.clone() });
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
            {(action == BulkAction::Schedule).then(|| view! { <SelectField id=state.id(field) label value=text choices=schedule_choices(text)/> })}
            <Show when=move || action != BulkAction::Schedule>
            <TextAreaField id=state.id(field) label value=text rows=2 error=state.error(field) optional={action == BulkAction::Pause}/>
            </Show>
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
