//! A line of text with suggestions, and the currency field made of it.

use crate::domain::currency::Currency;
use crate::ui::books::Books;
use crate::ui::components::Field;
use leptos::prelude::*;

/// The currencies most invoices are written in; any other code can be typed.
const COMMON: [&str; 16] = ["USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "MXN", "BRL"];

/// A line of text with suggestions; anything else can be typed as well.
#[component]
pub fn SuggestField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// Value and explanation of each suggestion.
    suggestions: Vec<(String, String)>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Says “optional” after the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let described = {
        let id = id.clone();
        move || {
            let notes = [(help.get(), "help"), (error.get(), "error")];
            let ids: Vec<String> = notes.into_iter().filter(|(text, _)| text.is_some()).map(|(_, part)| format!("{id}-{part}")).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let list = format!("{id}-list");
    let options = suggestions.into_iter().map(|(value, label)| view! { <option value=value>{label}</option> }).collect_view();
    view! {
        <Field id=id.clone() label help error optional>
            <input
                class="Input"
                id=id
                type="text"
                autocomplete="off"
                list=list.clone()
                aria-describedby=described
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <datalist id=list>{options}</datalist>
        </Field>
    }
}

/// A currency code: those of the ledger first, then common ones; any ISO code can be typed.
#[component]
pub fn CurrencyField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The code as typed.
    value: RwSignal<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let used = Books::expect().read(|ledger| {
        let mut codes = vec![ledger.settings().home_currency];
        codes.extend(ledger.accounts().iter().map(|account| account.currency));
        codes.extend(COMMON.iter().filter_map(|code| Currency::from_code(code).ok()));
        let mut seen = std::collections::HashSet::new();
        codes.retain(|code| seen.insert(*code));
        codes
    });
    let suggestions = used.into_iter().map(|currency| (currency.code().to_owned(), currency.name())).collect();
    let help = Signal::derive(move || Currency::from_code(&value.get()).ok().map(Currency::name));
    view! { <SuggestField id label="Currency" value suggestions help error/> }
}
