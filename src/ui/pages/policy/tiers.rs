//! The part of the customer tiers: adding, naming and removing them, their schedule and days to pay, and who is in them.

use super::form::{PartForm, error_of};
use super::schedules::some_names;
use super::tiers_draft::{TierDraft, read_tiers};
use crate::domain::policy::{CreditPolicy, CustomerTier, MOST_TIERS};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, CheckField, IconName, Notice, NoticeKind, Problem, SelectField, TextField};
use crate::ui::format;
use crate::ui::outside::focus_soon;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The button that adds a tier.
const ADD_TIER: &str = "policy-add-tier";

/// The customers of every tier that one names, by its name.
type Members = BTreeMap<String, Vec<String>>;

/// The tiers being edited.
#[derive(Debug, Clone, Copy)]
struct TierDrafts {
    all: RwSignal<Vec<TierDraft>>,
    next_key: StoredValue<u32>,
}

impl TierDrafts {
    fn draft(self, tier: &CustomerTier) -> TierDraft {
        self.next_key.update_value(|next| *next += 1);
        TierDraft::of(self.next_key.get_value(), tier)
    }

    fn load(self, policy: &CreditPolicy) {
        self.all.set(policy.tiers.iter().map(|tier| self.draft(tier)).collect());
    }
}

/// The part.
#[component]
pub(super) fn TiersPart() -> impl IntoView {
    let drafts = TierDrafts { all: RwSignal::new(Vec::new()), next_key: StoredValue::new(0) };
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| drafts.load(&policy));
    let read = Callback::new(move |policy| Ok(CreditPolicy { tiers: read_tiers(&drafts.all.get())?, ..policy }));
    view! {
        <PartForm label="Customer tiers" problems load read>
            <TiersEditor drafts problems/>
        </PartForm>
    }
}

/// The card.
#[component]
fn TiersEditor(
    /// What is edited.
    drafts: TierDrafts,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let books = Books::expect();
    let members = books.view(|ledger, _| {
        let mut found = Members::new();
        let listed = ledger.facts().customers.iter().filter(|customer| !customer.removed);
        for details in listed.map(|customer| &customer.details).filter(|details| !details.approach.tier.is_empty()) {
            found.entry(details.approach.tier.clone()).or_default().push(details.name.clone());
        }
        found
    });
    let policy = books.view(|ledger, _| ledger.policy().clone());
    let add = move || {
        let tier = drafts.draft(&CustomerTier::default());
        drafts.all.update(|all| all.push(tier));
        focus_soon(tier.id("name"));
    };
    let lost = move || {
        let known: Vec<_> = drafts.all.get().into_iter().map(TierDraft::trimmed).collect();
        members.with(|found| {
            found.iter().filter(|(name, _)| !known.contains(name)).map(|(name, who)| lost_words(name, who)).collect::<Vec<_>>()
        })
    };
    let notices = move || lost().into_iter().map(|sentence| view! { <Notice kind=NoticeKind::Warn>{sentence}</Notice> }).collect_view();
    let full = move || drafts.all.with(Vec::len) >= MOST_TIERS;
    view! {
        <Card title="Customer tiers">
            <div class="stack">
                <p class="muted">
                    "Customers whom you treat alike, such as wholesale or first-time buyers. What you set on a customer’s own form comes first, then what their tier says, then your terms and the schedule Standard."
                </p>
                <ul class="PolicySteps" role="list">
                    <For each=move || drafts.all.get() key=|tier| tier.key let:tier>
                        <TierRow drafts tier members policy problems/>
                    </For>
                </ul>
                <Show when=move || !full()>
                    <div class="row"><Button id=ADD_TIER icon=IconName::Add on_click=add>"Add a tier"</Button></div>
                </Show>
                {notices}
            </div>
        </Card>
    }
}

/// One tier.
#[component]
fn TierRow(
    /// What is edited.
    drafts: TierDrafts,
    /// The tier.
    tier: TierDraft,
    /// Who is in which tier.
    members: Memo<Members>,
    /// The policy in force, for its schedules.
    policy: Memo<CreditPolicy>,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let error_of = move |part: &str| error_of(problems, tier.id(part));
    let called = move || format!("Tier {}", tier.trimmed());
    let who = move || {
        let count = members.with(|found| found.get(&tier.trimmed()).map_or(0, Vec::len));
        if count == 0 {
            "No customer has it yet: choose it on a customer’s form, or for several in the list of customers.".to_owned()
        } else {
            format!("{} it.", format::plural(count, "customer has", "customers have"))
        }
    };
    let remove = move || {
        drafts.all.update(|all| all.retain(|other| other.key != tier.key));
        focus_soon(ADD_TIER);
    };
    let choices = Signal::derive(move || policy.with(|policy| tier.choices(policy)));
    view! {
        <li><div class="stack stack--tight" role="group" aria-label=called>
            <div class="form-row">
                <TextField id=tier.id("name") label="Name" value=tier.name error=error_of("name")/>
                <SelectField id=tier.id("schedule") label="Reminder schedule" value=tier.schedule choices/>
                <TextField
                    id=tier.id("net")
                    label="Days to pay"
                    value=tier.net
                    help="A number, or terms such as net 15 EOM. Empty means your terms."
                    error=error_of("net")
                    optional=true
                />
                <TextField
                    id=tier.id("discount")
                    label="Discount for paying early"
                    value=tier.discount
                    help="Such as “2/10”, or “none”. Empty means your policy’s discount."
                    error=error_of("discount")
                    optional=true
                />
                <TextField
                    id=tier.id("limits")
                    label="Credit limits"
                    value=tier.limits
                    help="The most that one of them may owe, such as 5000 USD; 4000 EUR. Empty means your limits."
                    error=error_of("limits")
                    optional=true
                />
            </div>
            <CheckField id=tier.id("no-late-fees") label="No late fees" value=tier.no_late_fees/>
            <p class="muted">{who}</p>
            <div class="row"><Button kind=ButtonKind::Quiet on_click=remove>"Remove this tier"</Button></div>
        </div></li>
    }
}

/// What becomes of customers whose tier is not there.
fn lost_words(name: &str, who: &[String]) -> String {
    let (named, verb) = some_names(who);
    format!("{named} {verb} the tier “{name}”, which is not here: it decides nothing until you choose another one on the customer’s form.")
}
