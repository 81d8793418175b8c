//! The number to call from Today.

use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::exchange::telephone::tel_link;

/// A telephone field of so many letters is shown as it was entered.
const SHOWN_NUMBER: usize = 20;

/// The number to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Telephone {
    /// There is none.
    Missing,
    /// One that no link dials, as it was entered.
    Odd(String),
    /// As it is shown, and the link that dials it.
    Number(String, String),
}

impl Telephone {
    /// The first number of a customer's contacts.
    pub fn of(ledger: &Ledger, customer: CustomerId) -> Self {
        let Some(phone) = ledger.customer(customer).and_then(|found| found.details.phone()) else { return Self::Missing };
        match tel_link(phone) {
            // Words, or several numbers: the one that is dialled is shown.
            Some(link) if phone.len() > SHOWN_NUMBER => Self::Number(link.trim_start_matches("tel:").to_owned(), link),
            Some(link) => Self::Number(phone.to_owned(), link),
            None => Self::Odd(phone.to_owned()),
        }
    }

    /// Why nobody can be called by a click.
    pub fn problem(&self) -> String {
        match self {
            Self::Missing => " There is no telephone number for them.".to_owned(),
            Self::Odd(phone) => format!(" The telephone number “{phone}” cannot be dialled."),
            Self::Number(..) => String::new(),
        }
    }
}
