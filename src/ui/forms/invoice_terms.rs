//! The discount of one invoice as a form: what a new one gets by itself, and the fields for terms of its own.

use super::date::DayField;
use super::discount_wish::read_terms;
use super::read::read_optional_date;
use super::state::{Findings, FormState};
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::invoice_terms::{InvoiceTerms, TermsChoice};
use crate::domain::ledger::Ledger;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, TextField};
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermsDraft {
    terms: RwSignal<String>,
    excluded: RwSignal<String>,
    received: RwSignal<String>,
}

impl TermsDraft {
    /// A draft of terms.
    pub fn of(terms: Option<&InvoiceTerms>) -> Self {
        let empty = || RwSignal::new(String::new());
        let draft = Self { terms: empty(), excluded: empty(), received: empty() };
        draft.load(terms);
        draft
    }

    fn load(self, terms: Option<&InvoiceTerms>) {
        let text = |pick: fn(&InvoiceTerms) -> Option<String>| terms.and_then(pick).unwrap_or_default();
        self.terms.set(text(|terms| Some(terms.discount.terms.to_string())));
        self.excluded.set(text(|terms| terms.not_discountable.map(|part| part.to_plain())));
        self.received.set(text(|terms| terms.received.map(|day| day.to_string())));
    }

    /// The terms; nothing for no discount. What the form does not ask for stays as it was `before`.
    pub fn read(self, currency: Currency, before: Option<&InvoiceTerms>, found: &mut Findings) -> Option<Option<InvoiceTerms>> {
        let received = found.take("goods_received", read_optional_date(&self.received.get_untracked()));
        let read = match read_terms(&self.terms.get_untracked(), &self.excluded.get_untracked(), currency, before) {
            Ok(read) => Some(read),
            Err((field, sentence)) => found.take(field, Err(sentence)),
        };
        Some(read?.map(|terms| InvoiceTerms { received: received.flatten(), ..terms }))
    }
}

/// The fields.
#[component]
pub fn TermsFields(
    /// The form they stand in.
    state: FormState,
    /// What is typed.
    draft: TermsDraft,
) -> impl IntoView {
    view! {
        <TextField
            id=state.id("discount")
            label="Discount terms"
            value=draft.terms
            help="Such as “2/10 net 30”, “2/10 EOM”, “2/10 ROG”, “1/10-60x”. Empty means no discount."
            error=state.error("discount")
            optional=true
        />
        <div class="form-row">
            <TextField
                id=state.id("not_discountable")
                label="Amount without discount"
                value=draft.excluded
                help="Freight, for example."
                inputmode="decimal"
                error=state.error("not_discountable")
                optional=true
            />
            <DayField
                id=state.id("goods_received")
                label="Goods received on"
                value=draft.received
                hint="Only for terms that count from the receipt of goods (ROG)."
                error=state.error("goods_received")
                optional=true
            />
        </div>
    }
}

/// The discount of a new invoice: that of the customer until the owner changes it.
#[derive(Clone, Copy)]
pub(super) struct NewTerms {
    own: RwSignal<bool>,
    draft: TermsDraft,
}

impl NewTerms {
    pub(super) fn usual() -> Self {
        Self { own: RwSignal::new(false), draft: TermsDraft::of(None) }
    }

    pub(super) fn read(self, currency: Currency, inherited: Option<&InvoiceTerms>, found: &mut Findings) -> TermsChoice {
        if !self.own.get_untracked() {
            return TermsChoice::Usual;
        }
        match self.draft.read(currency, inherited, found) {
            Some(Some(terms)) => TermsChoice::Own(terms),
            _ => TermsChoice::Nothing,
        }
    }
}

/// What a new invoice earns by the terms of its customer, or why it earns nothing.
fn inherited_words(ledger: &Ledger, customer: CustomerId, issued: NaiveDate, due: NaiveDate) -> String {
    let Some((terms, source)) = ledger.inherited_terms(customer, issued) else { return "No discount for paying early.".to_owned() };
    let whose = format!("Discount {}{}", terms.discount.terms, wording::limit_source(source));
    match terms.before_due(issued, due) {
        Err(problem) => format!("{whose}: not for this invoice, which is due on {}. {problem}", format::date(due)),
        Ok(()) => match terms.offers(issued).first() {
            Some(offer) => format!("{whose}: {} % until {}.", format::decimal(offer.tier.pct.normalize()), format::date(offer.until)),
            None => format!("{whose}: its days count from the receipt of the goods. Enter that day when it is known."),
        },
    }
}

/// The line about the discount, and its fields once they are asked for.
#[component]
pub(super) fn NewTermsField(
    /// The form it stands in.
    state: FormState,
    /// Whose invoice.
    customer: RwSignal<Option<CustomerId>>,
    /// Its day and its due date, as far as they can be read.
    #[prop(into)]
    days: Signal<Option<(NaiveDate, NaiveDate)>>,
    /// What is chosen.
    terms: NewTerms,
) -> impl IntoView {
    let books = Books::expect();
    let words = books.view(move |ledger, _| {
        let (issued, due) = days.get()?;
        Some(inherited_words(ledger, customer.get()?, issued, due))
    });
    let change = move || {
        let inherited = books.read(|ledger| ledger.inherited_terms(customer.get_untracked()?, days.get_untracked()?.0));
        terms.draft.load(inherited.as_ref().map(|(terms, _)| terms));
        terms.own.set(true);
        // The button goes away: the first field has the focus then.
        let field = state.id("discount");
        request_animation_frame(move || {
            let found = document().get_element_by_id(&field).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
            let _gone = found.map(|found| found.focus());
        });
    };
    let usual = move || words.get().unwrap_or_else(|| "The usual discount of the customer.".to_owned());
    view! {
        <Show
            when=move || terms.own.get()
            fallback=move || view! {
                <div class="row">
                    <p class="muted" id=state.id("terms")>{usual}</p>
                    <Button kind=ButtonKind::Quiet on_click=change>"Change the discount"</Button>
                </div>
            }
        >
            <TermsFields state draft=terms.draft/>
        </Show>
    }
}
