//! Choosing a customer by typing a part of the name, number or e-mail address.

use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::Field;
use leptos::{ev, prelude::*};

/// How many matches are offered at once.
const OFFERED: usize = 8;

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
            .map(|customer| (customer.id, customer.details.name.clone(), customer.details.reference.clone()))
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
        let exact: Vec<CustomerId> =
            matches.with_untracked(|list| list.iter().filter(|(_, name, _)| name.to_lowercase() == wanted).map(|(id, ..)| *id).collect());
        value.set(if let [only] = exact[..] { Some(only) } else { None });
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
    let error_id = format!("{id}-error");
    view! {
        <Field id=id.clone() label="Customer" error>
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
                    aria-describedby=move || error.get().map(|_| error_id.clone())
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
