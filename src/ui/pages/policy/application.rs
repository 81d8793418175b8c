//! The part of payments: which debts they settle first when the customer does not say.

use super::form::PartForm;
use crate::domain::application::{Order, Part, SameDay};
use crate::domain::policy::{ApplicationOrder, CreditPolicy};
use crate::ui::components::{Card, Choice, Problem, RadioGroup};
use crate::ui::wording;
use leptos::prelude::*;

const OLDEST: &str = "oldest";
const IN_ORDER: &str = "in-order";
const PRO_RATA: &str = "pro-rata";

/// What each order begins with, and where it is usual; the part that is not named comes last.
const ORDERS: [([Part; 2], &str); 6] = [
    ([Part::Costs, Part::Interest], "What German and French law say where nothing else was agreed (§ 367 BGB, art. 1343-1 Code civil)."),
    ([Part::Costs, Part::Principal], "What German law says for consumer loans (§ 497(3) BGB)."),
    ([Part::Interest, Part::Costs], ""),
    (
        [Part::Interest, Part::Principal],
        "The US Rule: interest up to the day of the payment, then the debt itself. Interest that is not paid is kept apart and bears none. The form for a payment offers to charge the interest up to its day first.",
    ),
    ([Part::Principal, Part::Costs], ""),
    ([Part::Principal, Part::Interest], ""),
];

fn order_at(place: usize) -> Option<Order> {
    ORDERS.get(place).and_then(|(first, _)| Order::beginning_with(first).ok())
}

/// The part.
#[component]
pub(super) fn ApplicationPart() -> impl IntoView {
    let (order, same_day) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        let ApplicationOrder { parts, same_day: rule } = policy.application;
        let place = parts.and_then(|parts| (0..ORDERS.len()).find(|place| order_at(*place) == Some(parts)));
        order.set(place.map_or_else(|| OLDEST.to_owned(), |place| place.to_string()));
        same_day.set(if rule == SameDay::ProRata { PRO_RATA } else { IN_ORDER }.to_owned());
    });
    let read = Callback::new(move |policy: CreditPolicy| {
        let parts = order.get().parse().ok().and_then(order_at);
        let same_day = if same_day.get() == PRO_RATA { SameDay::ProRata } else { SameDay::InOrder };
        Ok(CreditPolicy { application: ApplicationOrder { parts, same_day }, ..policy })
    });
    let oldest = Choice::new(OLDEST, wording::order(None)).help("By due date, whether it is an invoice, a fee or interest.");
    let by_parts = ORDERS.iter().enumerate().map(|(place, (_, help))| {
        let choice = Choice::new(place.to_string(), wording::order(order_at(place)));
        if help.is_empty() { choice } else { choice.help(*help) }
    });
    let orders: Vec<_> = std::iter::once(oldest).chain(by_parts).collect();
    let days = vec![
        Choice::new(IN_ORDER, "One after the other").help("By the date of the document, then in the order of entry."),
        Choice::new(PRO_RATA, "In proportion to what each owes")
            .help("What the relief for tax on bad debts asks for in the United Kingdom."),
    ];
    view! {
        <PartForm label="Payments" problems load read>
            <Card title="What a payment settles first">
                <div class="stack">
                <p>"When a customer says what a payment is for, that comes first: choose the amounts when you record it. Otherwise this order is proposed. Payments you have stay as they are."</p>
                <RadioGroup id="policy-application" label="The order" value=order choices=orders/>
                <RadioGroup id="policy-same-day" label="Documents of one due date" value=same_day choices=days/>
                </div>
            </Card>
        </PartForm>
    }
}
