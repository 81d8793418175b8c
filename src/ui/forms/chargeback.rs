//! Taking back the payment that a chargeback took out of the owner's account, inside the dialogs about a dispute.

use super::state::FormState;
use crate::domain::command::Command;
use crate::domain::credit::{CreditSource, ReversalReason};
use crate::domain::ids::{InvoiceId, PaymentId};
use crate::domain::ledger::Ledger;
use crate::ui::components::{Choice, SelectField};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// A payment that an invoice is paid with.
#[derive(Clone)]
pub(super) struct PaidBy {
    /// Which.
    pub payment: PaymentId,
    /// What it pays of the invoice, in minor units.
    pub part: i64,
    words: String,
}

/// The payments that an invoice is paid with, the latest first.
pub(super) fn paid_by(ledger: &Ledger, invoice: InvoiceId) -> Vec<PaidBy> {
    let paid = |(source, part): (CreditSource, i64)| match source {
        CreditSource::Payment(id) => {
            let found = ledger.payment(id)?;
            let words = format!("Take back the {} of {}", format::money(found.amount), format::date(found.received));
            Some(PaidBy { payment: id, part, words })
        }
        CreditSource::CreditNote(_) => None,
    };
    let in_force = ledger.allocations_to(invoice).filter(|used| used.until.is_none());
    in_force.map(|used| (used.source, used.amount.minor())).filter_map(paid).collect()
}

/// The command that takes the chosen payment back on a day, if one was chosen.
pub(super) fn take_back(chosen: &str, on: NaiveDate) -> Option<Command> {
    let payment = chosen.parse().ok().map(PaymentId)?;
    Some(Command::ReversePayment { payment, on, reason: ReversalReason::Chargeback })
}

/// Whether the money is gone, and which payment it was.
#[component]
pub(super) fn TakeBackField(
    /// The form.
    state: FormState,
    /// The payment's id, empty for none.
    value: RwSignal<String>,
    /// What there is to take back.
    paid: Vec<PaidBy>,
    /// Called after a choice.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let payments = paid.into_iter().map(|one| Choice::new(one.payment.0.to_string(), one.words));
    let choices: Vec<_> = std::iter::once(Choice::new("", "Nothing has left your account")).chain(payments).collect();
    view! {
        <SelectField
            id=state.id("taken")
            label="The money"
            value
            choices
            help="What a payment had paid is owed again when you take it back. If you kept a part of it, record that part as a payment of its own."
            error=state.error("taken")
            on_change=Callback::new(move |chosen| on_change.iter().for_each(|callback| callback.run(String::clone(&chosen))))
        />
    }
}
