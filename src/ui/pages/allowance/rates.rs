//! The owner's rates. None is proposed: they are the owner's judgement, or their accountant's.

use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::allowance::{AgeRates, Ahead, AllowanceRules};
use crate::domain::command::Command;
use crate::domain::interest::rate::check_percent;
use crate::domain::settings::Settings;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, ErrorSummary, Notice, NoticeKind, TextField};
use crate::ui::forms::{Findings, FormState, read_percent};
use crate::ui::leaving::Leaving;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The names of the fields of ages: there are at most so many.
const AGES: [&str; 12] = ["age-1", "age-2", "age-3", "age-4", "age-5", "age-6", "age-7", "age-8", "age-9", "age-10", "age-11", "age-12"];
const RECEIVABLES: &str = "receivables";
const SALES: &str = "sales";
const AHEAD: &str = "ahead";
const WHY: &str = "why";

/// What is typed.
#[derive(Clone, Copy)]
struct Draft {
    buckets: RwSignal<AgingBuckets>,
    ages: [RwSignal<String>; 12],
    receivables: RwSignal<String>,
    sales: RwSignal<String>,
    ahead: RwSignal<String>,
    why: RwSignal<String>,
}

impl Draft {
    fn of(rules: &AllowanceRules, report: &AgingBuckets) -> Self {
        let draft = Self {
            buckets: RwSignal::new(report.clone()),
            ages: AGES.map(|_| RwSignal::default()),
            receivables: RwSignal::default(),
            sales: RwSignal::default(),
            ahead: RwSignal::default(),
            why: RwSignal::default(),
        };
        draft.load(rules, report);
        draft
    }

    fn load(self, rules: &AllowanceRules, report: &AgingBuckets) {
        let text = |rate: Option<Decimal>| rate.map(|rate| rate.normalize().to_string()).unwrap_or_default();
        let ages = rules.ages.as_ref();
        self.buckets.set(ages.map_or(report, |ages| &ages.buckets).clone());
        for (place, typed) in self.ages.into_iter().enumerate() {
            typed.set(text(ages.and_then(|ages| ages.rates.get(place).copied())));
        }
        self.receivables.set(text(rules.receivables_pct));
        self.sales.set(text(rules.sales_pct));
        let ahead = rules.ahead.as_ref();
        self.ahead.set(text(ahead.map(|ahead| if ahead.less { -ahead.percent } else { ahead.percent })));
        self.why.set(ahead.map(|ahead| ahead.why.clone()).unwrap_or_default());
    }

    /// Other ages have other rates.
    fn take_ages(self, report: AgingBuckets) {
        self.ages.into_iter().for_each(|typed| typed.set(String::new()));
        self.buckets.set(report);
    }

    /// The rates that are typed; follows what is typed.
    fn read(self) -> Result<AllowanceRules, Findings> {
        let mut found = Findings::default();
        let rate = |text: String| read_percent(&text).and_then(|rate| check_percent(rate).map_err(|problem| problem.to_string()));
        let mut optional = |field: &'static str, typed: RwSignal<String>| {
            let text = typed.get();
            if text.trim().is_empty() { None } else { found.take(field, rate(text)) }
        };
        let (receivables_pct, sales_pct) = (optional(RECEIVABLES, self.receivables), optional(SALES, self.sales));
        let ahead = self.read_ahead(&mut found);
        let buckets = self.buckets.get();
        let typed = &self.ages[..buckets.count().min(AGES.len())];
        let any = typed.iter().any(|typed| typed.with(|text| !text.trim().is_empty()));
        let ages = any.then(|| {
            let rates = typed.iter().zip(AGES).filter_map(|(typed, field)| found.take(field, rate(typed.get())));
            AgeRates { rates: rates.collect(), buckets }
        });
        if found.is_empty() { Ok(AllowanceRules { ages, receivables_pct, sales_pct, ahead }) } else { Err(found) }
    }

    /// What is ahead; below zero less will be lost than before.
    fn read_ahead(self, found: &mut Findings) -> Option<Ahead> {
        let (text, why) = (self.ahead.get(), self.why.get().trim().to_owned());
        if text.trim().is_empty() {
            return None;
        }
        let read = read_percent(&text).and_then(|rate| match check_percent(rate.abs()) {
            Ok(percent) => Ok((percent, rate.is_sign_negative())),
            Err(problem) => Err(problem.to_string()),
        });
        let (percent, less) = found.take(AHEAD, read)?;
        if why.is_empty() {
            found.take::<()>(WHY, Err("Say what you expect and why: your accountant will ask.".to_owned()));
        }
        Some(Ahead { percent, less, why })
    }
}

/// The card.
#[component]
pub(super) fn RatesCard() -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("allowance-rate");
    let in_force = books.view(|ledger, _| {
        let settings = ledger.settings();
        (settings.allowance.clone(), settings.aging_buckets.clone())
    });
    let draft = in_force.with_untracked(|(rules, report)| Draft::of(rules, report));
    // A change from elsewhere (Undo, another tab) takes the place of what is typed.
    Effect::new(move |before: Option<(AllowanceRules, AgingBuckets)>| {
        let now = in_force.get();
        if before.is_some_and(|before| before != now) {
            draft.load(&now.0, &now.1);
        }
        now
    });
    let changed = Memo::new(move |_| in_force.with(|(now, _)| draft.read().as_ref() != Ok(now)));
    Leaving::ask_while(changed);
    let send = move || match untrack(|| draft.read()) {
        Err(found) => state.refuse(found),
        Ok(allowance) => {
            let settings = Settings { allowance, ..books.read(|ledger| ledger.settings().clone()) };
            state.send(books, Command::ChangeSettings { settings }, "Rates saved", || ());
        }
    };
    let fields = move || {
        let buckets = draft.buckets.get();
        let field = |(place, (typed, name)): (usize, (RwSignal<String>, &'static str))| {
            let label = format!("Rate at “{}” days, in percent", buckets.label(place)).replace("“current” days", "“current”");
            view! { <TextField id=state.id(name) label value=typed inputmode="decimal" chars=8 error=state.error(name)/> }
        };
        draft.ages.into_iter().zip(AGES).take(buckets.count()).enumerate().map(field).collect_view()
    };
    let other_ages = move || in_force.with(|(_, report)| draft.buckets.with(|buckets| buckets != report));
    let take_ages = move || draft.take_ages(in_force.with_untracked(|(_, report)| report.clone()));
    view! {
        <section class="no-print">
        <Card title="Your rates" id="rates">
            <form class="form" novalidate aria-label="Your rates" on:submit=move |event| {
                event.prevent_default();
                send();
            }>
                <p>
                    "How much of each age will probably never be paid is for you or your accountant to say, from what happened before and from what you expect. Recoup proposes no rate. The rates hold for every currency."
                </p>
                <ErrorSummary problems=state.problems()/>
                {move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> })}
                {fields}
                <Show when=other_ages>
                    <Notice actions=move || view! { <Button on_click=take_ages>"Use the ages of the aging report"</Button> }>
                        "The aging report has other ages now. Your rates keep theirs."
                    </Notice>
                </Show>
                <TextField
                    id=state.id(RECEIVABLES)
                    label="One rate for all that is owed, in percent"
                    value=draft.receivables
                    optional=true
                    inputmode="decimal"
                    chars=8
                    error=state.error(RECEIVABLES)
                />
                <TextField
                    id=state.id(SALES)
                    label="Rate of sales, in percent"
                    value=draft.sales
                    optional=true
                    inputmode="decimal"
                    chars=8
                    help="Of the invoices of the period less its credit notes, without tax where it is known."
                    error=state.error(SALES)
                />
                <TextField
                    id=state.id(AHEAD)
                    label="More will be lost than in the past, in percent"
                    value=draft.ahead
                    optional=true
                    inputmode="decimal"
                    chars=8
                    help="For the two methods that go by your own past: 10 raises their losses by a tenth, -10 lowers them."
                    error=state.error(AHEAD)
                />
                <TextField id=state.id(WHY) label="What you expect, and why" value=draft.why optional=true error=state.error(WHY)/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Save the rates"</Button>
                </div>
                <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes of the rates are not saved yet.")}</p>
            </form>
        </Card>
        </section>
    }
}
