//! Entering a customer, or changing what is known of one.

use super::amount::AmountField;
use super::currency::CurrencyField;
use super::customer_approach::{ApproachDraft, ApproachFields};
use super::customer_contacts::{ContactDraft, ContactFields, drafts_of};
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::discount_wish::{read_wish, wish_text};
use super::doubts::{Doubts, DoubtsField};
use super::read::{read_amount, read_currency, read_optional_date};
use super::state::{Findings, FormState};
use crate::domain::approach::Approach;
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::CustomerId;
use crate::domain::invoice_terms::DiscountWish;
use crate::domain::money::Money;
use crate::domain::policy::{DueTermsProblem, WhenDue};
use crate::domain::unusual::about_customer;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField, TextField};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The dialog “Add a customer”, or “Change customer” when `customer` is given.
#[component]
pub fn CustomerForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Who is changed; a new one without.
    #[prop(optional)]
    customer: Option<CustomerId>,
    /// Called after it was saved, with the customer.
    #[prop(optional, into)]
    on_done: Option<Callback<CustomerId>>,
) -> impl IntoView {
    let title = if customer.is_some() { "Change customer" } else { "Add a customer" };
    view! {
        <Dialog id="customer-dialog" open title=title>
            <CustomerFields open customer on_done/>
        </Dialog>
    }
}

/// What is typed about a customer.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    reference: RwSignal<String>,
    address: RwSignal<String>,
    country: RwSignal<String>,
    net_days: RwSignal<String>,
    note: RwSignal<String>,
    contacts: RwSignal<Vec<ContactDraft>>,
    limit: RwSignal<String>,
    limit_currency: RwSignal<String>,
    terms_accepted: RwSignal<String>,
    discount: RwSignal<String>,
    kept_discount: StoredValue<Option<DiscountWish>>,
    approach: ApproachDraft,
}

impl Draft {
    fn of(details: &CustomerDetails, home: Currency) -> Self {
        let signal = |text: &String| RwSignal::new(text.clone());
        Self {
            name: signal(&details.name),
            reference: signal(&details.reference),
            address: signal(&details.address),
            country: signal(&details.country),
            net_days: RwSignal::new(terms_text(details)),
            note: signal(&details.note),
            contacts: RwSignal::new(drafts_of(&details.contacts)),
            limit: RwSignal::new(details.credit_limit.map(|limit| limit.to_plain()).unwrap_or_default()),
            limit_currency: RwSignal::new(details.credit_limit.map_or(home, |limit| limit.currency()).code().to_owned()),
            terms_accepted: RwSignal::new(details.terms_accepted.map(|on| on.to_string()).unwrap_or_default()),
            discount: RwSignal::new(wish_text(details.discount.as_ref())),
            kept_discount: StoredValue::new(details.discount.clone()),
            approach: ApproachDraft::of(&details.approach),
        }
    }

    fn terms(self) -> Result<Option<WhenDue>, String> {
        let text = self.net_days.get_untracked();
        match text.trim() {
            "" => Ok(None),
            terms => terms.parse().map(Some).map_err(|problem: DueTermsProblem| problem.to_string()),
        }
    }

    fn credit_limit(self) -> Result<Option<Money>, String> {
        let typed = self.limit.get_untracked();
        if typed.trim().is_empty() {
            return Ok(None);
        }
        read_amount(&typed, read_currency(&self.limit_currency.get_untracked())?).map(Some)
    }

    fn discount(self) -> Result<Option<DiscountWish>, String> {
        self.kept_discount.with_value(|kept| read_wish(&self.discount.get_untracked(), kept.as_ref()))
    }

    /// What is typed; what stands on other pages stays as it was.
    fn read(
        self,
        before: CustomerDetails,
        terms: Option<WhenDue>,
        credit_limit: Option<Money>,
        terms_accepted: Option<NaiveDate>,
        discount: Option<DiscountWish>,
    ) -> CustomerDetails {
        let (net_days, terms) = terms.map_or((None, None), WhenDue::parts);
        CustomerDetails {
            name: self.name.get_untracked(),
            reference: self.reference.get_untracked(),
            contacts: self.contacts.with_untracked(|contacts| contacts.iter().map(ContactDraft::read).collect()),
            address: self.address.get_untracked(),
            country: self.country.get_untracked(),
            note: self.note.get_untracked(),
            net_days,
            credit_limit,
            terms_accepted,
            discount,
            approach: Approach { terms, ..self.approach.read() },
            ..before
        }
    }
}

/// Their own days or terms as text.
fn terms_text(details: &CustomerDetails) -> String {
    WhenDue::kept(details.approach.terms.as_ref(), details.net_days).map(|when| when.to_string()).unwrap_or_default()
}

#[component]
fn CustomerFields(open: RwSignal<bool>, customer: Option<CustomerId>, on_done: Option<Callback<CustomerId>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("customer");
    let (details, usual, home) = books.read(|ledger| {
        let found = customer.and_then(|id| ledger.customer(id)).map(|found| found.details.clone());
        let policy = ledger.policy_on(books.today().get_untracked());
        let of_tier = if policy.tiers.is_empty() { "" } else { "those of their tier, or " };
        let (usual, _) = policy.terms_of(&CustomerDetails::default());
        let usual = match usual {
            WhenDue::Days(days) => format!("your usual {days} days"),
            WhenDue::Terms(_) => format!("your usual terms: {}", usual.words()),
        };
        let usual = format!("A number, or terms such as net 15 EOM. Empty means {of_tier}{usual}.");
        (found.unwrap_or_default(), usual, ledger.settings().home_currency)
    });
    let draft = Draft::of(&details, home);
    let doubts = Doubts::none();
    let send = move || {
        let mut found = Findings::default();
        let (terms, limit) = (found.take("net-days", draft.terms()), found.take("limit", draft.credit_limit()));
        let accepted = found.take("terms_accepted", read_optional_date(&draft.terms_accepted.get_untracked()));
        for (field, sentence) in draft.approach.problems() {
            let _noted: Option<()> = found.take(field, Err(sentence));
        }
        let discount = found.take("discount", draft.discount());
        let (Some(terms), Some(limit), Some(accepted), Some(discount)) = (terms, limit, accepted, discount) else {
            return state.refuse(found);
        };
        let before = customer.and_then(|id| books.read(|ledger| ledger.customer(id).map(|found| found.details.clone())));
        let details = draft.read(before.unwrap_or_default(), terms, limit, accepted, discount);
        let unusual = books.read(|ledger| about_customer(ledger, &details, customer));
        if !found.is_empty() {
            return state.refuse(found);
        }
        if let Err(asked) = doubts.settle(unusual.into_iter().collect()) {
            return state.refuse(asked);
        }
        let name = details.name.trim().to_owned();
        let (id, command, success) = match customer {
            Some(id) => (id, Command::ChangeCustomer { customer: id, details }, format!("{name} changed")),
            None => {
                let next = books.read(|ledger| CustomerId::from_index(ledger.facts().customers.len()));
                (next, Command::AddCustomer { details }, format!("{name} added"))
            }
        };
        state.send(books, command, success, move || {
            open.set(false);
            if let Some(callback) = on_done {
                callback.run(id);
            }
        });
    };
    view! {
        <DialogForm state open submit=if customer.is_some() { "Save" } else { "Add customer" } first="name" on_submit=send>
            <TextField id=state.id("name") label="Name" value=draft.name error=state.error("name")/>
            <div class="form-row">
                <TextField
                    id=state.id("reference")
                    label="Customer number"
                    value=draft.reference
                    help="As in your shop or accounting."
                    error=state.error("reference")
                    optional=true
                />
                <TextField
                    id=state.id("net-days")
                    label="Days to pay"
                    value=draft.net_days
                    help=usual
                    error=state.error("net-days")
                    optional=true
                />
            </div>
            <div class="form-row">
                <AmountField
                    id=state.id("limit")
                    label="Credit limit"
                    value=draft.limit
                    currency=draft.limit_currency
                    hint="The most they may owe. Empty means no limit."
                    error=state.error("limit")
                    optional=true
                />
                <CurrencyField id=state.id("limit-currency") value=draft.limit_currency/>
            </div>
            <TextField
                id=state.id("discount")
                label="Discount for paying early"
                value=draft.discount
                help="Such as “2/10” for 2 % within 10 days, or “none”. Empty means what their tier or your policy says."
                error=state.error("discount")
                optional=true
            />
            <DayField
                id=state.id("terms_accepted")
                label="Accepted your terms on"
                value=draft.terms_accepted
                hint="Late fees and interest that you agreed on count only after it. Before you enter a later day, post what has run until then."
                error=state.error("terms_accepted")
                optional=true
            />
            <ContactFields state drafts=draft.contacts/>
            <TextAreaField id=state.id("address") label="Postal address" value=draft.address error=state.error("address") optional=true/>
            <TextField id=state.id("country") label="Country" value=draft.country error=state.error("country") optional=true/>
            <ApproachFields state draft=draft.approach/>
            <TextAreaField
                id=state.id("note")
                label="Note"
                value=draft.note
                rows=2
                help="For you alone; it appears on no message."
                error=state.error("note")
                optional=true
            />
            <DoubtsField state doubts/>
        </DialogForm>
    }
}
