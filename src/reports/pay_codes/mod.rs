//! Codes that a banking app scans to pay what a message asks for: one per currency that the owner's account takes.
//!
//! | scheme | for | source |
//! |---|---|---|
//! | EPC QR | euros to an account in the single euro payments area | European Payments Council, EPC069-12, version 2 |
//! | Swiss QR-bill | francs or euros to an account in Switzerland or Liechtenstein | SIX, Implementation Guidelines QR-bill, version 2.3 |
//! | UPI | Indian rupees to a UPI address | NPCI, UPI linking specification |
//!
//! Pure: the text of a code, and its squares. Names and numbers are data here; what would break a line of a payload is
//! taken out.

mod payload;
mod squares;
#[cfg(test)]
mod tests;

pub use payload::{epc_payload, swiss_payload, upi_payload};
pub use squares::{Squares, squares};

use super::message_text::reference;
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::domain::money::Money;

/// What kind of code it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Euro transfer.
    Epc,
    /// Swiss QR-bill.
    Swiss,
    /// Unified Payments Interface.
    Upi,
}

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayCode {
    /// Its kind.
    pub scheme: Scheme,
    /// What it pays.
    pub amount: Money,
    /// What is in it.
    pub payload: String,
}

/// The codes for what a message asks for; none where the owner's ways to pay do not fit the currency.
pub fn pay_codes(ledger: &Ledger, content: &MessageContent) -> Vec<PayCode> {
    let options = &ledger.settings().payment;
    let code = |amount: &Money| {
        let about = reference(ledger, content.customer, &content.covers, 140);
        let of = |scheme, payload: Option<String>| payload.map(|payload| PayCode { scheme, amount: *amount, payload });
        of(Scheme::Swiss, swiss_payload(options, *amount, &about))
            .or_else(|| of(Scheme::Epc, epc_payload(options, *amount, &about)))
            .or_else(|| of(Scheme::Upi, upi_payload(options, &ledger.settings().business.name, *amount, &about)))
    };
    content.totals.iter().filter_map(code).collect()
}
