//! Dates and amounts of one's own: rows to type, add and remove, with what is missing or too much.

use super::fields::{Fields, OwnRow};
use crate::domain::calendar::add_months;
use crate::domain::money::Money;
use crate::domain::schedule::Debt;
use crate::ui::components::{Button, ButtonKind, DateField, IconName};
use crate::ui::format;
use crate::ui::forms::{AmountField, read_amount, read_date};
use chrono::NaiveDate;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The rows.
#[component]
pub(super) fn OwnRows(
    fields: Fields,
    /// What is owed, when that is known.
    debt: Signal<Option<Debt>>,
    today: Signal<NaiveDate>,
    /// What is wrong with a field.
    #[prop(into)]
    problem: Callback<String, Option<String>>,
) -> impl IntoView {
    let total = Signal::derive(move || debt.get().map(|debt| debt.total));
    let currency = Signal::derive(move || total.get().map(|total| total.currency().code().to_owned()).unwrap_or_default());
    let add = move || {
        let last = fields.own.with_untracked(|rows| rows.last().map(|row| row.due.get_untracked()));
        let last = last.and_then(|typed| read_date(&typed).ok()).unwrap_or_else(|| today.get_untracked());
        let key = fields.add_own(add_months(last, 1), None);
        focus(format!("own-due-{key}"));
    };
    let remove = move |key: u32| {
        fields.own.update(|rows| rows.retain(|row| row.key != key));
        focus("own-add".to_owned());
    };
    let fill = move || {
        let rest = debt.get_untracked().and_then(|debt| untrack(|| fields.draft().rest(debt, today.get_untracked())));
        let last = fields.own.with_untracked(|rows| rows.last().map(|row| row.amount));
        if let (Some(rest), Some(last)) = (rest, last) {
            last.set(rest.to_plain());
        }
    };
    let left = move || {
        let total = total.get()?;
        let code = total.currency();
        let read = |typed: String| read_amount(&typed, code).ok().map_or(0, Money::minor);
        let down = read(fields.down_payment.get());
        let together: i64 = fields.own.get().into_iter().map(|row| read(row.amount.get())).sum();
        let left = total.minor() - down - together;
        let money = |minor: i64| format::money(Money::from_minor(minor, code));
        Some(match left {
            0 => format!("Together {}: all of the debt.", money(together)),
            1.. => format!("Together {}; {} of the debt is left.", money(together), money(left)),
            _ => format!("Together {}: {} more than the debt.", money(together), money(-left)),
        })
    };
    let row = move |row: OwnRow| {
        let OwnRow { key, due, amount } = row;
        let number = move || fields.own.with(|rows| rows.iter().position(|row| row.key == key).map_or(0, |place| place + 1));
        let wrong = move |part: &'static str| Signal::derive(move || problem.run(format!("own-{part}-{key}")));
        view! {
            <li class="OwnRow">
                <DateField id=format!("own-due-{key}") label=Signal::derive(move || format!("Instalment {} due", number())) value=due error=wrong("due")/>
                <AmountField id=format!("own-amount-{key}") label=Signal::derive(move || format!("Amount of instalment {}", number())) value=amount currency=currency error=wrong("amount")/>
                <Button kind=ButtonKind::Quiet on_click=move || remove(key)>"Remove"<span class="visually-hidden">{move || format!(" instalment {}", number())}</span></Button>
            </li>
        }
    };
    view! {
        <ol class="OwnRows" role="list"><For each=move || fields.own.get() key=|row| row.key children=row/></ol>
        <div class="row">
            <Button id="own-add" icon=IconName::Add on_click=add>"Add an instalment"</Button>
            <Button on_click=fill>"Put the rest into the last one"</Button>
        </div>
        <p class="muted" role="status">{left}</p>
    }
}

/// Gives the focus to an element once it stands.
fn focus(id: String) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        let _gone = found.map(|found| found.focus());
    });
}
