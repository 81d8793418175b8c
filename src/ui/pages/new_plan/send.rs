//! The end of the form: accept the plan at once, or offer it up to a day.

use super::draft::Drafted;
use crate::domain::calendar::add_days;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::schedule::AgreedTerms;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, DateField, Problem};
use crate::ui::forms::read_date;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An offer stands this long, unless the first instalment is due before.
const OFFER_DAYS: i64 = 14;

/// Goes to a place of the app.
type GoTo = Arc<dyn Fn(&str) + Send + Sync>;

/// What is sent, and where what is wrong with it goes.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    customer: CustomerId,
    chosen: RwSignal<BTreeSet<InvoiceId>>,
    outcome: Memo<Drafted>,
    refused: RwSignal<Vec<Problem>>,
    expires: RwSignal<String>,
    expires_error: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    go: StoredValue<GoTo>,
    books: Books,
}

impl Sending {
    pub fn new(
        customer: CustomerId,
        chosen: RwSignal<BTreeSet<InvoiceId>>,
        outcome: Memo<Drafted>,
        refused: RwSignal<Vec<Problem>>,
    ) -> Self {
        let navigate = use_navigate();
        let books = Books::expect();
        let today = books.today().get_untracked();
        Self {
            books,
            customer,
            chosen,
            outcome,
            refused,
            expires: RwSignal::new(add_days(today, OFFER_DAYS).to_string()),
            expires_error: RwSignal::new(None),
            busy: RwSignal::new(false),
            go: StoredValue::new(Arc::new(move |path: &str| navigate(path, Default::default()))),
        }
    }

    /// The plan is in force from today.
    pub fn accept(self) {
        let today = self.books.today().get_untracked();
        self.send("Payment plan accepted", move |customer, invoices, terms| Command::AcceptPlan {
            customer,
            invoices,
            terms,
            accepted: today,
        });
    }

    /// The customer can accept up to a day.
    fn offer(self) {
        match read_date(&self.expires.get_untracked()) {
            Ok(expires) => self.send("Payment plan offered", move |customer, invoices, terms| Command::OfferPlan {
                customer,
                invoices,
                terms,
                expires,
            }),
            Err(problem) => self.refuse_expiry(problem),
        }
    }

    fn refuse_expiry(self, problem: String) {
        self.expires_error.set(Some(problem.clone()));
        self.refused.set(vec![Problem::new("expires", problem)]);
    }

    fn send(self, success: &'static str, command: impl FnOnce(CustomerId, Vec<InvoiceId>, AgreedTerms) -> Command) {
        self.expires_error.set(None);
        let (terms, invoices) = match (self.outcome.get_untracked(), self.chosen.get_untracked()) {
            (Ok((terms, _)), invoices) => (terms, invoices.into_iter().collect::<Vec<_>>()),
            (Err(problems), _) => {
                return self.refused.set(problems.into_iter().map(|(field, text)| Problem::new(field, text)).collect());
            }
        };
        let books = self.books;
        let command = command(self.customer, invoices, terms);
        let today: NaiveDate = books.today().get_untracked();
        let made = books.read(|ledger| match ledger.decide(&command, today) {
            Ok(Event::PlanAccepted { plan, .. }) => Route::Plan(plan.id),
            Ok(Event::PlanOffered { offer }) => Route::PlanOffer(offer.id),
            _ => Route::Plans,
        });
        self.busy.set(true);
        // The form goes when its invoices are on a plan: what comes then must not be part of it.
        let go = self.go.get_value();
        books.act_then(command, success, move |result| {
            let _gone = self.busy.try_set(false);
            match result {
                Ok(()) => go(&made.path()),
                Err(refusal) if refusal.field.as_deref() == Some("expires") => self.refuse_expiry(refusal.sentence),
                Err(refusal) => self.refused.set(vec![Problem::new("invoices", refusal.sentence)]),
            }
        });
    }
}

/// The two ways to go on.
#[component]
pub(super) fn SendPlan(sending: Sending) -> impl IntoView {
    view! {
        <Card title="Agreed, or offered?">
            <div class="stack">
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=sending.busy>"Accept the plan"</Button>
                </div>
                <p class="muted">"When you are agreed already: the plan holds from today."</p>
                <DateField
                    id="expires"
                    label="They can accept until"
                    value=sending.expires
                    help="For an offer: the schedule stays as it is until then, and no reminder goes out."
                    error=sending.expires_error
                />
                <div class="form-actions">
                    <Button busy=sending.busy on_click=move || sending.offer()>"Offer it"</Button>
                </div>
            </div>
        </Card>
    }
}
