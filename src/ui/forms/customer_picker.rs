//! Choosing a customer by typing a part of the name, number or e-mail address.

use crate::domain::customer::Customer;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::text_rules::same_but_for_form;
use crate::ui::books::Books;
use crate::ui::components::Field;
use crate::ui::format;
use leptos::{ev, prelude::*};

/// How many matches are offered at once.
const OFFERED: usize = 8;

/// What tells a customer from others of the same name: number, e-mail, place; `None` when the name is the only one.
pub fn namesake_particulars(ledger: &Ledger, customer: &Customer) -> Option<String> {
    let details = &customer.details;
    if !has_namesake(ledger, customer) {
        return None;
    }
    let place = details.address.lines().map(str::trim).rfind(|line| !line.is_empty());
    let parts = [Some(details.reference.as_str()), details.email(), place.or(Some(&details.country))];
    let known: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Some(if known.is_empty() { format!("entered {}", format::date(customer.added)) } else { known.join(" · ") })
}

fn has_namesake(ledger: &Ledger, customer: &Customer) -> bool {
    ledger.customers().any(|other| other.id != customer.id && same_but_for_form(&other.details.name, &customer.details.name))
}

/// A customer, found by typing. Arrow keys move, Enter chooses, Esc closes the list.
#[component]
pub fn CustomerPicker(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The chosen customer.
    value: RwSignal<Option<CustomerId>>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Called after a choice.
    #[prop(optional, into)]
    on_pick: Option<Callback<CustomerId>>,
) -> impl IntoView {
    let books = Books::expect();
    let chosen_name = value.get_untracked().map(|id| books.read(|ledger| ledger.customer_name(id).to_owned()));
    let typed = RwSignal::new(chosen_name.unwrap_or_default());
    let shown = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let matches = books.view(move |ledger, _| {
        let wanted = typed.get().trim().to_lowercase();
        let found = ledger.customers().filter(|customer| ledger.customer_matches(customer.id, &wanted));
        found
            .take(OFFERED)
            .map(|customer| {
                let beside = namesake_particulars(ledger, customer).unwrap_or_else(|| customer.details.reference.clone());
                (customer.id, customer.details.name.clone(), beside)
            })
            .collect::<Vec<_>>()
    });
    let choose = move |id: CustomerId, name: String| {
        value.set(Some(id));
        typed.set(name);
        shown.set(false);
        if let Some(callback) = on_pick {
            callback.run(id);
        }
    };
    let typing = move |text: String| {
        typed.set(text.clone());
        active.set(0);
        shown.set(true);
        let wanted = text.trim().to_lowercase();
        // A name typed in full is a choice, when it is the only one.
        let exact = books.read(|ledger| {
            let named =
                |customer: &&Customer| ledger.customer_matches(customer.id, &wanted) && same_but_for_form(&customer.details.name, &wanted);
            let mut named = ledger.customers().filter(named).map(|customer| customer.id);
            named.next().filter(|_| named.next().is_none())
        });
        value.set(exact);
        if let (Some(id), Some(callback)) = (value.get_untracked(), on_pick) {
            callback.run(id);
        }
    };
    let pressed = move |event: ev::KeyboardEvent| {
        let count = matches.with_untracked(Vec::len);
        let listed = shown.get_untracked() && count > 0;
        match event.key().as_str() {
            "ArrowDown" => {
                active.update(|place| *place = if listed { (*place + 1) % count } else { 0 });
                shown.set(true);
            }
            "ArrowUp" if listed => active.update(|place| *place = (*place + count - 1) % count),
            "Enter" if listed && value.get_untracked().is_none() => {
                let place = active.get_untracked();
                if let Some((id, name, _)) = matches.with_untracked(|list| list.get(place).cloned()) {
                    choose(id, name);
                }
            }
            "Escape" if listed => shown.set(false),
            _ => return,
        }
        event.prevent_default();
    };
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |place: usize| format!("{id}-option-{place}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || (shown.get() && matches.with(|list| active.get() < list.len())).then(|| option_id(active.get()))
    };
    let options = move || {
        let option_id = option_id.clone();
        let option = move |(place, (id, name, reference)): (usize, (CustomerId, String, String))| {
            let picked = name.clone();
            view! {
                <li
                    class="CustomerPicker-option"
                    role="option"
                    id=option_id(place)
                    aria-selected=move || if active.get() == place { "true" } else { "false" }
                    on:mousedown=move |event| {
                        event.prevent_default();
                        choose(id, picked.clone());
                    }
                >
                    <span>{name}</span>
                    <small>{reference}</small>
                </li>
            }
        };
        matches.get().into_iter().enumerate().map(option).collect_view()
    };
    let none = move || matches.with(Vec::is_empty).then(|| view! { <p class="CustomerPicker-none">"No customer matches."</p> });
    // Once chosen, a name that others have too is told apart below the field.
    let help = books.view(move |ledger, _| namesake_particulars(ledger, ledger.customer(value.get()?)?));
    let described = {
        let id = id.clone();
        move || {
            let notes = [help.with(Option::is_some).then(|| format!("{id}-help")), error.get().map(|_| format!("{id}-error"))];
            let ids: Vec<String> = notes.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    view! {
        <Field id=id.clone() label="Customer" help=help error>
            <div class="CustomerPicker">
                <input
                    class="Input"
                    id=id
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-expanded=move || if shown.get() { "true" } else { "false" }
                    aria-controls=list_id.clone()
                    aria-activedescendant=active_id
                    aria-describedby=described
                    aria-invalid=move || error.get().map(|_| "true")
                    prop:value=move || typed.get()
                    on:input:target=move |event| typing(event.target().value())
                    on:click=move |_| shown.set(true)
                    on:blur=move |_| shown.set(false)
                    on:keydown=pressed
                />
                <div class="CustomerPicker-panel" hidden=move || !shown.get()>
                    <ul class="CustomerPicker-list" role="listbox" aria-label="Customers" id=list_id>{options}</ul>
                    {none}
                </div>
            </div>
        </Field>
    }
}
