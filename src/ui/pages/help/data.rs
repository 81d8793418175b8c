//! Where the data is, what is promised about it, and what is not.

use super::{Section, sentences};
use crate::ui::books::Books;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// Storage, promises, privacy.
#[component]
pub(super) fn DataHelp() -> impl IntoView {
    let books = Books::expect();
    view! {
        <Section id="data">
            <p>"Your ledger is kept in this browser on this device, in two places that check each other. There is no account and no server that holds it."</p>
            <h3>"Promised"</h3>
            {sentences(&[
                "When it says “Saved on this device”, closing or even killing the browser does not lose it.",
                "A stored snapshot of your ledger is checked against its own checksum when it is opened. One that fails is never shown: Recoup takes another intact copy, or stops and offers you the data.",
                "The aging report checks every line against the control total, and shows no number while one of them differs.",
                "“Check my books” on the Data page checks every record and link, and compares every balance and list kept for speed with one computed anew.",
                "An action that is refused or fails changes nothing.",
                "An import is previewed, taken in as a whole or not at all, and can be undone.",
                "Two tabs cannot overwrite each other: one saves, the others pass their changes on to it.",
                "An older version of Recoup never writes over data of a newer one.",
                "If Recoup crashes, everything can still be downloaded.",
                "Your data is never sent anywhere. The page forbids its own code to talk to any other address.",
            ])}
            <h3>"Not promised"</h3>
            {sentences(&[
                "Data in a browser that you clear, or on a device that is lost or breaks.",
                "Data in a private window after it is closed.",
                "On Apple devices, Safari removes the data of a site that was not opened for seven days of use, unless it is installed on the home screen or dock.",
                "Secrecy from other people who use this browser profile.",
            ])}
            <p>
                "Only a backup file covers these. "
                <a href=move || Route::Data.href(books.link_day())>"Export your ledger"</a>
                " from time to time and keep the file in another place."
            </p>
            <h3>"Privacy"</h3>
            <p>"No cookies, no analytics, no fonts or scripts of others. A message opens your own mail program with the text filled in; sending it is up to you. After the first visit Recoup works without a network."</p>
        </Section>
    }
}
