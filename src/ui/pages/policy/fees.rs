//! The part of the late fees: what customers agree to pay for being late, with an example beside each.

use super::fees_draft::{FeeDraft, FeeTierDraft, read_fees};
use super::form::{PartForm, error_of};
use crate::domain::currency::Currency;
use crate::domain::late_fee::{Charge, LateFeeRule, Tier};
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, MOST_LATE_FEES};
use crate::reports::charges::example;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, IconName, Problem, SelectField, TextField};
use crate::ui::format;
use crate::ui::forms::AmountField;
use crate::ui::outside::focus_soon;
use leptos::prelude::*;

/// The button that adds a fee.
const ADD_FEE: &str = "policy-add-fee";
/// How late the invoice of the example is.
const EXAMPLE_DAYS: u32 = 30;
/// What it is over, in the currency's unit.
const EXAMPLE_AMOUNT: i64 = 1_000;

/// The part.
#[component]
pub(super) fn FeesPart() -> impl IntoView {
    let drafts = RwSignal::new(Vec::<FeeDraft>::new());
    let next = StoredValue::new(0_u32);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        drafts.set(policy.late_fees.iter().map(FeeDraft::of).collect());
    });
    let read = Callback::new(move |policy| Ok(CreditPolicy { late_fees: read_fees(&drafts.get())?, ..policy }));
    view! {
        <PartForm label="Late fees" problems load read>
            <FeesEditor drafts next problems/>
        </PartForm>
    }
}

#[component]
fn FeesEditor(
    /// What is edited.
    drafts: RwSignal<Vec<FeeDraft>>,
    /// The least number of the next fee.
    next: StoredValue<u32>,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let books = Books::expect();
    let add = move || {
        // What was added here and removed again has had its number as well.
        let (known, home) = books.read(|ledger| (ledger.next_late_fee(), ledger.settings().home_currency));
        let rule = known.max(next.get_value());
        next.set_value(rule.saturating_add(1));
        let draft = FeeDraft::new(rule, home);
        drafts.update(|all| all.push(draft));
        focus_soon(draft.tier_id(0, "value"));
    };
    view! {
        <Card title="Late fees">
            <div class="stack">
                <p class="muted">
                    "What customers agree to pay for being late. A fee is counted on what the invoice itself still owes, never on fees or interest, and becomes a document of its own. Recoup proposes it under “Fees and interest”; nothing is charged before you post it."
                </p>
                <ul class="PolicySteps" role="list">
                    <For each=move || drafts.get() key=|draft| draft.rule let:draft>
                        <FeeRow drafts draft problems/>
                    </For>
                </ul>
                <Show when=move || drafts.with(Vec::len) < MOST_LATE_FEES>
                    <div class="row"><Button id=ADD_FEE icon=IconName::Add on_click=add>"Add a late fee"</Button></div>
                </Show>
                <Limits/>
            </div>
        </Card>
    }
}

#[component]
fn FeeRow(
    /// What is edited.
    drafts: RwSignal<Vec<FeeDraft>>,
    /// The fee.
    draft: FeeDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let error_of = move |part: &str| error_of(problems, draft.id(part));
    let remove = move || {
        drafts.update(|all| all.retain(|other| other.rule != draft.rule));
        focus_soon(ADD_FEE);
    };
    let add_tier = move || {
        let nothing = Money::zero(Currency::from_code(&draft.currency.get_untracked()).unwrap_or(Currency::USD));
        let key = draft.tiers.with_untracked(|tiers| tiers.iter().map(|tier| tier.key + 1).max().unwrap_or(0));
        let tier = FeeTierDraft::of(key, &Tier { from: nothing, charge: Charge::Amount(nothing) });
        draft.tiers.update(|tiers| tiers.push(tier));
        focus_soon(draft.tier_id(key, "from"));
    };
    let several = Memo::new(move |_| draft.tiers.with(Vec::len) > 1);
    let every = move || draft.often.with(|often| often == "every_days");
    let called = move || format!("Late fee in {}", draft.currency.get());
    view! {
        <li><div class="stack stack--tight" role="group" aria-label=called>
            <div class="form-row">
                <TextField id=draft.id("currency") label="Currency" value=draft.currency chars=5 error=error_of("currency")/>
                <SelectField id=draft.id("often") label="How often" value=draft.often choices=FeeDraft::often_choices()/>
                <Show when=every>
                    <TextField id=draft.id("every") label="Every, in days" value=draft.every inputmode="numeric" chars=5 error=error_of("every")/>
                </Show>
                <TextField
                    id=draft.id("grace")
                    label="Days without a fee"
                    value=draft.grace
                    inputmode="numeric"
                    chars=5
                    help="After the due date."
                    error=error_of("grace")
                />
            </div>
            <For each=move || draft.tiers.get() key=|tier| tier.key let:tier>
                <TierRow draft tier several problems/>
            </For>
            <div class="row"><Button kind=ButtonKind::Quiet icon=IconName::Add on_click=add_tier>"Another fee for higher balances"</Button></div>
            <div class="form-row">
                <AmountField
                    id=draft.id("cap")
                    label="At most in all"
                    value=draft.cap
                    currency=Signal::derive(move || draft.currency.get())
                    error=error_of("cap")
                    optional=true
                />
                <TextField
                    id=draft.id("cap-percent")
                    label="At most, in % of the invoice"
                    value=draft.cap_percent
                    inputmode="decimal"
                    chars=7
                    error=error_of("cap-percent")
                    optional=true
                />
                <SelectField id=draft.id("tax") label="Tax" value=draft.tax choices=FeeDraft::tax_choices() help="Ask your accountant."/>
            </div>
            <p class="PolicyFee-example" aria-live="polite">{move || example_words(&draft)}</p>
            <div class="row"><Button kind=ButtonKind::Quiet on_click=remove>"Remove this late fee"</Button></div>
        </div></li>
    }
}

#[component]
fn TierRow(
    /// The fee.
    draft: FeeDraft,
    /// One of its tiers.
    tier: FeeTierDraft,
    /// Whether there are others.
    several: Memo<bool>,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let kinds = vec![Choice::new("amount", "A fixed amount"), Choice::new("percent", "% of what is open")];
    let remove = move || draft.tiers.update(|tiers| tiers.retain(|other| other.key != tier.key));
    view! {
        <div class="form-row">
            <AmountField
                id=draft.tier_id(tier.key, "from")
                label="Where at least this is open"
                value=tier.from
                currency=Signal::derive(move || draft.currency.get())
                hint="Empty means any amount."
                error=error_of(problems, draft.tier_id(tier.key, "from"))
                optional=true
            />
            <TextField
                id=draft.tier_id(tier.key, "value")
                label="Fee"
                value=tier.value
                inputmode="decimal"
                chars=10
                error=error_of(problems, draft.tier_id(tier.key, "value"))
            />
            <SelectField id=draft.tier_id(tier.key, "kind") label="The fee is" value=tier.percent choices=kinds/>
            <Show when=move || several.get()>
                <div class="row"><Button kind=ButtonKind::Quiet on_click=remove>"Remove"</Button></div>
            </Show>
        </div>
    }
}

/// What a fee comes to for the example; nothing while it cannot be read.
fn example_words(draft: &FeeDraft) -> String {
    let Some(rule) = draft.read(&mut Vec::new()) else { return String::new() };
    words_of_example(&rule).unwrap_or_default()
}

fn words_of_example(rule: &LateFeeRule) -> Option<String> {
    let currency = rule.currency()?;
    let unit = 10_i64.pow(currency.minor_digits());
    let amount = Money::from_minor(EXAMPLE_AMOUNT * unit, currency);
    let fee = example(rule, amount, EXAMPLE_DAYS).ok()?;
    Some(format!("For example, an invoice of {} that is {EXAMPLE_DAYS} days late: {}.", format::money(amount), format::money(fee)))
}

/// What the law allows, as facts with their source.
#[component]
fn Limits() -> impl IntoView {
    view! {
        <details class="MoreFacts muted">
            <summary>"What the law allows"</summary>
            <ul>
                <li>"Agreed fees count only with customers who accepted your terms. Set the day on the customer’s form."</li>
                <li>
                    "Netherlands, consumers: 15 % of the first 2,500 euros, then less; at least 40, at most 6,775 euros, and only after a letter that gives 14 days and names the amount (Wet incassokosten)."
                </li>
                <li>
                    "Belgium, consumers: 20 euros up to 150; 30 euros and 10 % of the rest up to 500; beyond that 65 euros and 5 %, at most 2,000 euros; the first reminder is free (Code of Economic Law, Book XIX)."
                </li>
                <li>"United States: reasonable fees that were agreed on; New York treats late charges as liquidated damages, not interest."</li>
                <li>"These are facts to check, not legal advice."</li>
            </ul>
        </details>
    }
}
