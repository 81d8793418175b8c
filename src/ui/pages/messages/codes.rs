//! Codes to scan, on letters and beside drafts.

use crate::domain::approach::Language;
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::domain::policy::Channel;
use crate::reports::message_text::{Words, language_of, written_amount_in};
use crate::reports::pay_codes::{Scheme, Squares, pay_codes, squares};
use leptos::prelude::*;

/// One code, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnCode {
    caption: String,
    language: &'static str,
    scheme: Scheme,
    squares: Squares,
}

/// The codes of a message, with captions in its language.
pub fn drawn_codes(ledger: &Ledger, content: &MessageContent, language: Language) -> Vec<DrawnCode> {
    let draw = |code: crate::reports::pay_codes::PayCode| {
        let caption = format!("{}: {}", Words::of(language).get("scan"), written_amount_in(code.amount, language));
        squares(&code.payload).map(|squares| DrawnCode { caption, language: language.code(), scheme: code.scheme, squares })
    };
    pay_codes(ledger, content).into_iter().filter_map(draw).collect()
}

/// The codes of a letter, in the customer's language; other messages have none.
pub fn codes_of_letter(ledger: &Ledger, content: &MessageContent) -> Vec<DrawnCode> {
    match content.channel {
        Channel::Letter => drawn_codes(ledger, content, language_of(ledger, content.customer)),
        _ => Vec::new(),
    }
}

/// The codes side by side; nothing when there are none.
#[component]
pub fn Codes(
    /// What to show.
    codes: Vec<DrawnCode>,
) -> impl IntoView {
    let any = !codes.is_empty();
    // On paper there is room for two beside the address, or for one Swiss code; more stand below the text.
    let swiss = codes.iter().any(|code| code.scheme == Scheme::Swiss);
    let class = if codes.len() > if swiss { 1 } else { 2 } { "PayCodes PayCodes--many" } else { "PayCodes" };
    let figure = |code: DrawnCode| {
        let DrawnCode { caption, language, scheme, squares: Squares { size, path } } = code;
        let (size, around) = (size.to_string(), format!("-4 -4 {0} {0}", size + 8));
        let inner = format!("0 0 {size} {size}");
        // The Swiss guidelines ask for a cross of 7 mm in a code of 46 mm.
        let cross = (scheme == Scheme::Swiss).then(|| {
            view! {
                <svg x="42.39%" y="42.39%" width="15.22%" height="15.22%" viewBox="0 0 70 70">
                    <path d="M0 0h70v70H0z" fill="#fff"/>
                    <path d="M5 5h60v60H5z"/>
                    <path d="M29 16h12v13h13v12H41v13H29V41H16V29h13z" fill="#fff"/>
                </svg>
            }
        });
        let class = if scheme == Scheme::Swiss { "PayCode PayCode--swiss" } else { "PayCode" };
        view! {
            <figure class=class lang=language>
                <svg viewBox=around role="img" aria-label=caption.clone()>
                    <path d="M-4 -4h200v200h-200z" fill="#fff"/>
                    <svg width=size.clone() height=size viewBox=inner>
                        <path d=path shape-rendering="crispEdges"/>
                        {cross}
                    </svg>
                </svg>
                <figcaption>{caption}</figcaption>
            </figure>
        }
    };
    any.then(|| view! { <div class=class>{codes.into_iter().map(figure).collect_view()}</div> })
}
