//! The discounts that a payment earns: proposed for each invoice, to be given or not, and late ones with a reason.

use super::credit_draft::CreditDraft;
use super::read::read_date;
use super::state::FormState;
use crate::domain::command::DiscountGrant;
use crate::domain::ids::InvoiceId;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{CheckField, TextField};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A discount that can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Proposal {
    invoice: InvoiceId,
    number: String,
    discount: Money,
    until: NaiveDate,
    late: bool,
}

/// What the owner decided so far.
#[derive(Clone, Copy)]
pub(super) struct DiscountDraft {
    refused: RwSignal<BTreeSet<InvoiceId>>,
    reason: RwSignal<String>,
    proposals: Memo<Vec<Proposal>>,
}

impl DiscountDraft {
    /// Everything earned in time is given.
    pub fn of(books: Books, draft: CreditDraft) -> Self {
        let refused = RwSignal::new(BTreeSet::<InvoiceId>::new());
        let (code, money) = (draft.code(), draft.money());
        let proposals = books.view(move |ledger, _| {
            let found = || {
                let (customer, amount) = (draft.customer.get()?, money.get()?);
                let received = read_date(&draft.day.get()).ok()?;
                let choice = draft.allocation.choice(code.get()?)?;
                let refused: Vec<_> = refused.with(|refused| refused.iter().copied().collect());
                let earned = ledger.discounts_to_propose((customer, received, amount), &choice, &refused, true);
                let proposal = |(invoice, earned): (InvoiceId, crate::domain::ledger::discounts::Earned)| Proposal {
                    invoice,
                    number: ledger.invoice(invoice).map(|found| found.number.clone()).unwrap_or_default(),
                    discount: earned.discount,
                    until: earned.offer.until,
                    late: earned.offer.until < received,
                };
                Some(earned.into_iter().map(proposal).collect::<Vec<_>>())
            };
            found().unwrap_or_default()
        });
        Self { refused, reason: RwSignal::new(String::new()), proposals }
    }

    /// What is given.
    pub fn read(self) -> Vec<DiscountGrant> {
        let reason = self.reason.with_untracked(|reason| reason.trim().to_owned());
        let refused = self.refused.get_untracked();
        let proposals = self.proposals.get_untracked();
        let given = proposals.into_iter().filter(|one| if one.late { !reason.is_empty() } else { !refused.contains(&one.invoice) });
        given.map(|one| DiscountGrant { invoice: one.invoice, reason: if one.late { reason.clone() } else { String::new() } }).collect()
    }
}

/// The fields; nothing while no discount can be given.
#[component]
pub(super) fn DiscountFields(
    /// The form they stand in.
    state: FormState,
    /// What was decided.
    draft: DiscountDraft,
) -> impl IntoView {
    let in_time = move || draft.proposals.with(|all| all.iter().filter(|one| !one.late).cloned().collect::<Vec<_>>());
    let late = Memo::new(move |_| {
        draft.proposals.with(|all| {
            let late = all.iter().filter(|one| one.late);
            let words = late.map(|one| format!("{} off {}, until {}", format::money(one.discount), one.number, format::date(one.until)));
            words.collect::<Vec<_>>().join("; ")
        })
    });
    let row = move |one: Proposal| {
        let checked = RwSignal::new(!draft.refused.with_untracked(|refused| refused.contains(&one.invoice)));
        let invoice = one.invoice;
        Effect::new(move |before: Option<bool>| {
            let now = checked.get();
            if before.is_some_and(|before| before != now) {
                draft.refused.update(|refused| {
                    if now {
                        refused.remove(&invoice);
                    } else {
                        refused.insert(invoice);
                    }
                });
            }
            now
        });
        let label = format!("Give the discount of {} on {}", format::money(one.discount), one.number);
        let help = format!("Paid in time: it can be had until {}.", format::date(one.until));
        view! { <CheckField id=state.id(&format!("discount-{invoice}")) label value=checked help/> }
    };
    let is_late = move || late.with(|late| !late.is_empty());
    let late_help = Signal::derive(move || {
        Some(format!("Too late for {}. With a reason it is given all the same; without one it stays owed.", late.get()))
    });
    view! {
        <div class="stack stack--tight" aria-live="polite">
            <For each=in_time key=|one| (one.invoice, one.discount.minor()) children=row/>
            <Show when=is_late>
                <TextField
                    id=state.id("discounts")
                    label="Why give the late discount"
                    value=draft.reason
                    help=late_help
                    error=state.error("discounts")
                    optional=true
                />
            </Show>
        </div>
    }
}
