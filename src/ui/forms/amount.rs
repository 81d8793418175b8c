//! An amount field that says how it understood what was typed.

use super::read::amount_as_read;
use crate::domain::currency::Currency;
use crate::ui::components::MoneyField;
use leptos::prelude::*;

/// An amount in any common notation. Below it stands how it was read, where that could be mistaken, else `hint`.
#[component]
pub fn AmountField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// The code of the currency.
    #[prop(into)]
    currency: Signal<String>,
    /// The line below while there is nothing to explain.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Says “optional” after the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let as_read = move || amount_as_read(&value.get(), currency.with(|code| Currency::from_code(code).ok())?);
    let help = Signal::derive(move || as_read().or_else(|| hint.get()));
    view! { <MoneyField id label value currency help error optional/> }
}
