//! The part of interest: what is asked for what is paid late, for everybody and for each tier.

use super::form::{PartForm, error_of};
use crate::domain::interest::InterestRule;
use crate::domain::policy::CreditPolicy;
use crate::reports::interest::words::rule_words;
use crate::ui::books::Books;
use crate::ui::components::{Card, Notice, Problem};
use crate::ui::forms::{InterestDraft, InterestFields};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// What the ids of the fields for everybody begin with.
const ALL: &str = "policy-interest";

/// The name of a tier and the draft of its rule.
type OfTier = (String, InterestDraft);

/// The part.
#[component]
pub(super) fn InterestPart() -> impl IntoView {
    let books = Books::expect();
    let draft = InterestDraft::of(Some(InterestRule::None));
    let tiers = RwSignal::new(Vec::<OfTier>::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        draft.load(Some(policy.interest));
        tiers.set(policy.tiers.iter().map(|tier| (tier.name.clone(), InterestDraft::of(tier.interest))).collect());
    });
    let read = Callback::new(move |mut policy: CreditPolicy| {
        let mut problems = Vec::new();
        let mut take = |rule: Result<Option<InterestRule>, Vec<Problem>>| {
            rule.unwrap_or_else(|found| {
                problems.extend(found);
                None
            })
        };
        let interest = take(draft.read(ALL)).unwrap_or_default();
        for (place, (name, draft)) in tiers.get().iter().enumerate() {
            let rule = take(draft.read(&prefix(place)));
            policy.tiers.iter_mut().filter(|tier| tier.name == *name).for_each(|tier| tier.interest = rule);
        }
        if problems.is_empty() { Ok(CreditPolicy { interest, ..policy }) } else { Err(problems) }
    });
    let error = Callback::new(move |field: String| error_of(problems, field).get());
    let words = books.view(|ledger, _| rule_words(ledger.policy().interest, ledger.policy().charge_grace()));
    let tier = move |(place, (name, draft)): (usize, OfTier)| {
        view! {
            <div class="stack stack--tight" role="group" aria-label=format!("Tier {name}")>
                <InterestFields prefix=prefix(place) label=format!("Customers of the tier {name}") draft inherited="As for everybody" error/>
            </div>
        }
    };
    let of_tiers = move || tiers.get().into_iter().enumerate().map(tier).collect_view();
    view! {
        <PartForm label="Interest" problems load read>
            <Card title="Interest for what is paid late">
                <div class="stack">
                    <p class="muted">
                        "Simple interest on the open amount of an invoice, from the day after the due date. It is shown on invoices and customers and becomes a \
                         document only when you post it. A customer’s own form can say otherwise."
                    </p>
                    <InterestFields prefix=ALL label="For everybody" draft error/>
                    <p>{move || format!("Saved now: {}", words.get())}</p>
                    {of_tiers}
                    <Notice>
                        "Laws and rates are facts with their sources, not legal advice. The reference rates are under "
                        <a href=move || Route::Rates.href(books.link_day())>"Interest rates"</a>"; look them up before you claim."
                    </Notice>
                </div>
            </Card>
        </PartForm>
    }
}

fn prefix(place: usize) -> String {
    format!("{ALL}-{place}")
}
