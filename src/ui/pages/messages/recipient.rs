//! To whom a message goes, and a warning when the way there is not known.

use super::handover::NO_SENDER;
use super::known::Known;
use super::letter::has_sender;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::policy::Channel;
use crate::reports::postal_address::postal_address;
use crate::ui::books::Books;
use crate::ui::components::{Button, IconName, LinkButton, Notice, NoticeKind, focus_later};
use crate::ui::forms::{ContactCheck, CustomerForm};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// Whether the customer can be reached by a channel.
pub(super) fn is_reachable(ledger: &Ledger, customer: CustomerId, channel: Channel) -> bool {
    ledger.customer(customer).is_some_and(|found| match channel {
        Channel::Email => found.details.email().is_some(),
        Channel::Phone | Channel::Sms | Channel::WhatsApp => found.details.phone().is_some(),
        Channel::Letter => !found.details.address.trim().is_empty(),
    })
}

fn way_there(ledger: &Ledger, customer: CustomerId, channel: Channel) -> Option<String> {
    let details = &ledger.customer(customer)?.details;
    match channel {
        Channel::Email => details.email().map(str::to_owned),
        Channel::Phone | Channel::Sms | Channel::WhatsApp => details.phone().map(str::to_owned),
        Channel::Letter => is_reachable(ledger, customer, channel).then(|| postal_address(ledger, customer)),
    }
}

/// The id of the notice that a letter has no sender.
pub(super) const SENDER_NOTICE: &str = "sender-missing";

/// The id of whom a message is for, which has the focus once the way there is entered.
const RECIPIENT: &str = "message-recipient";

/// Says beside the button why no letter can be printed yet; nothing when it can.
#[component]
pub(super) fn SenderNotice() -> impl IntoView {
    let books = Books::expect();
    let missing = books.view(|ledger, _| !has_sender(ledger));
    let settings =
        move || view! { <LinkButton href=Signal::derive(move || Route::Settings.href(books.link_day()))>"Open Settings"</LinkButton> };
    view! {
        <Show when=move || missing.get()>
            <div id=SENDER_NOTICE tabindex="-1"><Notice kind=NoticeKind::Warn actions=settings>{NO_SENDER}</Notice></div>
        </Show>
    }
}

/// The address of a message by its channel.
#[component]
pub(super) fn Recipient(
    /// To whom.
    customer: CustomerId,
    /// By which channel.
    channel: Channel,
) -> impl IntoView {
    let books = Books::expect();
    let address = books.view(move |ledger, _| way_there(ledger, customer, channel));
    let (label, missing) = match channel {
        Channel::Email => ("E-mail to", "There is no e-mail address for this customer. You can still copy the text."),
        Channel::Letter => ("Address", "There is no postal address for this customer. The letter would have an empty window."),
        Channel::Phone => ("Telephone", "There is no telephone number for this customer. You can still copy the notes."),
        Channel::Sms | Channel::WhatsApp => ("Telephone", "There is no telephone number for this customer. You can still copy the text."),
    };
    let name = books.view(move |ledger, _| ledger.customer_name(customer).to_owned());
    let editing = RwSignal::new(false);
    let href = move || Route::Customer(customer).href(books.link_day());
    view! {
        <div id=RECIPIENT tabindex="-1">
            <dl class="facts">
                <div><dt>"Customer"</dt><dd><a href=href>{move || name.get()}</a></dd></div>
                {move || address.get().map(|address| view! { <div><dt>{label}</dt><dd class="message-address">{address}</dd></div> })}
            </dl>
        </div>
        <Show when=move || address.with(Option::is_none)>
            <Notice
                kind=NoticeKind::Warn
                actions=move || view! { <Button icon=IconName::Edit on_click=move || editing.set(true)>"Edit customer"</Button> }
            >{missing}</Notice>
        </Show>
        // Beside the notice, which goes as soon as the address is known.
        <CustomerForm open=editing customer on_done=Callback::new(move |_| focus_later(RECIPIENT))/>
        <Known customer/>
        <ContactCheck customer call=channel == Channel::Phone text=matches!(channel, Channel::Sms | Channel::WhatsApp)/>
    }
}
