//! Before a call or message: what time it is where the customer is, and what stands against being in touch now.

use crate::domain::ids::CustomerId;
use crate::domain::limits::contact::{Binds, ContactAhead, ContactWarning, ContactWay, clock};
use crate::reports::contact_check::{contact_check, time_zone_of};
use crate::ui::books::Books;
use crate::ui::components::{Notice, NoticeKind};
use crate::ui::outside::local_time;
use leptos::prelude::*;
use std::time::Duration;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(20);

/// “It is 7:05 there (Europe/Lisbon).” Nothing while the customer's time zone is not known.
pub fn time_there(books: Books, customer: CustomerId) -> Option<String> {
    let zone = books.read(|ledger| time_zone_of(ledger, customer).to_owned());
    let (_, minutes) = local_time(&zone).filter(|_| !zone.is_empty())?;
    Some(format!("It is {} there ({}).", clock(minutes), zone.replace('_', " ")))
}

/// What is to be known before a call just now: the time there, and what stands against calling.
pub fn before_call(books: Books, customer: CustomerId) -> Vec<String> {
    let warnings = warnings_now(books, customer, ContactWay::Call).into_iter().map(in_words);
    time_there(books, customer).into_iter().chain(warnings).collect()
}

/// What stands against being in touch now, by the customer's clock, or by the owner's where theirs is not known.
fn warnings_now(books: Books, customer: CustomerId, way: ContactWay) -> Vec<ContactWarning> {
    let zone = books.read(|ledger| time_zone_of(ledger, customer).to_owned());
    let there = local_time(&zone).filter(|_| !zone.is_empty());
    let moment = there.map(|moment| (moment, true)).or_else(|| local_time("").map(|moment| (moment, false)));
    let ahead = moment.map(|((day, minutes), theirs)| ContactAhead { way, day, minutes, theirs });
    ahead.map(|ahead| books.read(|ledger| contact_check(ledger, customer, ahead))).unwrap_or_default()
}

/// The warning, whom its rule binds, and where it stands.
fn in_words(warning: ContactWarning) -> String {
    let ContactWarning { sentence, binds, source } = warning;
    let whom = match binds {
        Binds::Creditors => format!("It binds you. Source: {source}."),
        Binds::Collectors => format!("It binds collection agencies, not you; it is good practice. Source: {source}."),
        Binds::Nobody => "No law says so: it is what Recoup advises.".to_owned(),
    };
    format!("{sentence} {whom}")
}

/// The customer's local time beside a call or a text message, and the warnings.
#[component]
pub fn ContactCheck(
    /// With whom.
    customer: CustomerId,
    /// Whether it is a call.
    call: bool,
    /// Whether it is a text message.
    #[prop(optional)]
    text: bool,
) -> impl IntoView {
    let books = Books::expect();
    let tick = RwSignal::new(());
    let look = move || {
        let _gone = tick.try_set(());
    };
    if let Ok(handle) = set_interval_with_handle(look, LOOK) {
        on_cleanup(move || handle.clear());
    }
    let there = Memo::new(move |_| {
        tick.track();
        time_there(books, customer).filter(|_| call || text)
    });
    let warnings = Memo::new(move |_| {
        tick.track();
        let way = if call {
            ContactWay::Call
        } else if text {
            ContactWay::Text
        } else {
            ContactWay::Written
        };
        warnings_now(books, customer, way)
    });
    view! {
        {move || there.get().map(|sentence| view! { <p class="message-there">{sentence}</p> })}
        {move || warnings.get().into_iter().map(|warning| view! { <Notice kind=NoticeKind::Warn>{in_words(warning)}</Notice> }).collect_view()}
    }
}
