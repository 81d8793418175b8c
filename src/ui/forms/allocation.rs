//! Which invoices a payment or credit note pays: oldest first, as chosen, or none yet.

use super::allocation_lines::{ChosenLines, OldestLines, lines};
use super::read::read_amount;
use super::settlement::offers;
use super::state::FormState;
use crate::domain::command::{AllocationChoice, Command};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId, SettlementId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::ApplicationOrder;
use crate::ui::books::Books;
use crate::ui::components::{Choice, RadioGroup};
use crate::ui::wording;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeMap;

const OLDEST: &str = "oldest";
const CHOSEN: &str = "chosen";
const UNAPPLIED: &str = "unapplied";
/// What the value of a settlement offer begins with.
const SETTLES: &str = "settles-";

/// What was chosen and typed so far.
#[derive(Clone, Copy)]
pub struct AllocationDraft {
    mode: RwSignal<String>,
    pub(super) typed: RwSignal<BTreeMap<InvoiceId, String>>,
}

impl AllocationDraft {
    /// Oldest first.
    pub fn oldest_first() -> Self {
        Self { mode: RwSignal::new(OLDEST.to_owned()), typed: RwSignal::new(BTreeMap::new()) }
    }

    /// An amount for one invoice.
    pub fn to_invoice(invoice: InvoiceId, amount: Money) -> Self {
        let typed = BTreeMap::from([(invoice, amount.to_plain())]);
        Self { mode: RwSignal::new(CHOSEN.to_owned()), typed: RwSignal::new(typed) }
    }

    /// An amount for one invoice in place of what is typed.
    pub(super) fn set(self, invoice: InvoiceId, amount: Money) {
        self.mode.set(CHOSEN.to_owned());
        self.typed.set(BTreeMap::from([(invoice, amount.to_plain())]));
    }

    /// Whether the policy says what is paid; it follows the choice.
    pub(super) fn is_by_policy(self) -> bool {
        self.mode.with(|mode| mode == OLDEST)
    }

    /// The choice while it makes sense; it follows what is typed.
    pub(super) fn choice(self, currency: Currency) -> Option<AllocationChoice> {
        let mode = self.mode.get();
        self.typed.with(|typed| match mode.as_str() {
            UNAPPLIED => None,
            CHOSEN => Some(AllocationChoice::Chosen(chosen(typed, currency).ok()?)),
            _ => Some(AllocationChoice::OldestFirst),
        })
    }

    /// The choice as the ledger takes it.
    ///
    /// # Errors
    /// The sentence to show beside the choice.
    pub fn read(self, currency: Currency) -> Result<AllocationChoice, String> {
        match self.mode.get_untracked().as_str() {
            UNAPPLIED => Ok(AllocationChoice::Unapplied),
            CHOSEN => match self.typed.with_untracked(|typed| chosen(typed, currency))? {
                parts if parts.is_empty() => {
                    Err("Nothing is chosen. Enter an amount beside an invoice, or choose “Leave it unapplied”.".to_owned())
                }
                parts => Ok(AllocationChoice::Chosen(parts)),
            },
            mode => Ok(match mode.strip_prefix(SETTLES).and_then(|id| id.parse::<SettlementId>().ok()) {
                Some(offer) => AllocationChoice::Settlement(offer),
                None => AllocationChoice::OldestFirst,
            }),
        }
    }
}

/// The amounts that are filled in.
pub(super) fn chosen(typed: &BTreeMap<InvoiceId, String>, currency: Currency) -> Result<Vec<(InvoiceId, Money)>, String> {
    let filled = typed.iter().filter(|(_, text)| !text.trim().is_empty());
    filled.map(|(invoice, text)| read_amount(text, currency).map(|amount| (*invoice, amount))).collect()
}

fn usual(books: Books, on: NaiveDate) -> [Choice; 3] {
    let rule = books.read(|ledger| ledger.policy_on(on).application);
    let by_policy = if rule == ApplicationOrder::default() {
        Choice::new(OLDEST, "Pay the oldest invoices first").help("By due date, until the money is used up.")
    } else {
        Choice::new(OLDEST, "Pay in the order of your policy").help(wording::application(rule))
    };
    [
        by_policy,
        Choice::new(CHOSEN, "Choose the amounts").help("As the customer says on the remittance."),
        Choice::new(UNAPPLIED, "Leave it unapplied").help("It stays as credit and can be used later."),
    ]
}

/// The choice of what is paid, with a preview of the result.
#[component]
pub fn AllocationFields(
    /// The form it stands in; its field is called `allocation`.
    state: FormState,
    /// What was chosen.
    draft: AllocationDraft,
    /// Whose invoices.
    #[prop(into)]
    customer: Signal<Option<CustomerId>>,
    /// In which currency.
    #[prop(into)]
    currency: Signal<Option<Currency>>,
    /// How much there is, once it can be read.
    #[prop(into)]
    amount: Signal<Option<Money>>,
    /// The day on which it is applied.
    day: Signal<NaiveDate>,
    /// Whether it can settle a debt for a smaller sum: a payment can.
    #[prop(optional)]
    settles: bool,
    /// What is charged before it is applied.
    #[prop(optional, into)]
    before: MaybeProp<Command>,
) -> impl IntoView {
    let books = Books::expect();
    let open = books.view(move |ledger, _| {
        let today = books.today().get();
        let of = |ledger: &Ledger| lines(ledger, (today, day.get()), customer.get(), currency.get(), amount.get());
        let charged = before.get().and_then(|charge| {
            let mut copy = ledger.clone();
            copy.execute(&charge, today).ok().map(|_| copy)
        });
        charged.as_ref().map_or_else(|| of(ledger), of)
    });
    // Amounts typed for one customer or currency mean nothing for another.
    Effect::new(move |before: Option<(Option<CustomerId>, Option<Currency>)>| {
        let now = (customer.get(), currency.get());
        if before.is_some_and(|before| before != now) {
            draft.typed.update(BTreeMap::clear);
        }
        now
    });
    let choices = Memo::new(move |_| {
        let offers = if settles { offers(books, customer.get(), currency.get()) } else { Vec::new() };
        let mut choices: Vec<_> = offers
            .into_iter()
            .map(|(id, help)| Choice::new(format!("{SETTLES}{id}"), format!("It is for settlement offer {id}")).help(help))
            .collect();
        choices.extend(usual(books, day.get()));
        choices
    });
    let preview = move || match (customer.get().is_some(), draft.mode.get().as_str()) {
        (false, _) => ().into_any(),
        (_, CHOSEN) => view! { <ChosenLines draft open amount currency/> }.into_any(),
        (_, UNAPPLIED) => ().into_any(),
        (_, mode) if mode.starts_with(SETTLES) => ().into_any(),
        _ => view! { <OldestLines open amount/> }.into_any(),
    };
    view! {
        {move || {
            view! { <RadioGroup id=state.id("allocation") label="What it pays" value=draft.mode choices=choices.get() error=state.error("allocation")/> }
        }}
        <div aria-live="polite">{preview}</div>
    }
}
