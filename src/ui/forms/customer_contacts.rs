//! The people of a customer, as many as there are.

use super::state::FormState;
use crate::domain::customer::Contact;
use crate::ui::components::{Button, ButtonKind, IconName, TextField};
use leptos::prelude::*;

/// What is typed about one person.
#[derive(Clone, Copy)]
pub(super) struct ContactDraft {
    key: usize,
    name: RwSignal<String>,
    role: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
}

impl ContactDraft {
    pub(super) fn of(key: usize, contact: &Contact) -> Self {
        let signal = |text: &String| RwSignal::new(text.clone());
        Self { key, name: signal(&contact.name), role: signal(&contact.role), email: signal(&contact.email), phone: signal(&contact.phone) }
    }

    pub(super) fn read(&self) -> Contact {
        let text = |signal: RwSignal<String>| signal.get_untracked();
        Contact { name: text(self.name), role: text(self.role), email: text(self.email), phone: text(self.phone) }
    }
}

/// The drafts of a customer's contacts: one empty one when there is none.
pub(super) fn drafts_of(contacts: &[Contact]) -> Vec<ContactDraft> {
    let mut drafts: Vec<_> = contacts.iter().enumerate().map(|(key, contact)| ContactDraft::of(key, contact)).collect();
    if drafts.is_empty() {
        drafts.push(ContactDraft::of(0, &Contact::default()));
    }
    drafts
}

/// One group of fields per person; the first one gets the messages.
#[component]
pub(super) fn ContactFields(
    /// The form they stand in.
    state: FormState,
    /// What is typed.
    drafts: RwSignal<Vec<ContactDraft>>,
) -> impl IntoView {
    let add = move || {
        drafts.update(|drafts| {
            let key = drafts.iter().map(|draft| draft.key + 1).max().unwrap_or(0);
            drafts.push(ContactDraft::of(key, &Contact::default()));
        });
    };
    let person = move |draft: ContactDraft| {
        // The first person's fields have the plain names, to which refusals point.
        let id = move |field: &str| if draft.key == 0 { state.id(field) } else { state.id(&format!("{field}-{}", draft.key)) };
        let refused = state.error("email");
        let email_error = Signal::derive(move || {
            let email = draft.email.get();
            refused.get().filter(|text| !email.trim().is_empty() && text.contains(email.trim()))
        });
        let remove = move || drafts.update(|drafts| drafts.retain(|other| other.key != draft.key));
        let legend = move || {
            let place = drafts.with(|drafts| drafts.iter().position(|other| other.key == draft.key)).unwrap_or(0);
            if place == 0 { "Contact who gets the messages".to_owned() } else { format!("Contact {}", place + 1) }
        };
        view! {
            <fieldset class="form-group">
                <legend class="Field-label">{legend}</legend>
                <div class="form-row">
                    <TextField id=id("contact") label="Contact name" value=draft.name error=state.error("contact") optional=true/>
                    <TextField id=id("role") label="Role" value=draft.role error=state.error("role") optional=true/>
                </div>
                <div class="form-row">
                    <TextField id=id("email") label="E-mail" value=draft.email kind="email" error=email_error optional=true/>
                    <TextField id=id("phone") label="Telephone" value=draft.phone kind="tel" error=state.error("phone") optional=true/>
                </div>
                <Show when=move || { drafts.with(|drafts| drafts.len() > 1) }>
                    <Button kind=ButtonKind::Quiet on_click=remove>"Take out this contact"</Button>
                </Show>
            </fieldset>
        }
    };
    view! {
        <For each=move || drafts.get() key=|draft| draft.key children=person/>
        <div><Button icon=IconName::Add on_click=add>"Add another contact"</Button></div>
    }
}
