//! How customers can pay: a bank account, a payment page, a UPI address. Printed on messages, and made into codes to scan.
//!
//! Everything is checked when it is saved, since a wrong digit would send money to a stranger. The free text of
//! [`Business::payment_details`](super::settings::Business) stays beside it, for whatever has no field here.

mod iban;
mod link;
#[cfg(test)]
mod tests;

pub use iban::{is_qr_iban, is_sepa_country, written_in_groups};
pub use link::{fill_link, percent_encoded};

use super::text_rules::text_problem;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The account holder's address, in the parts that a Swiss QR-bill asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HolderAddress {
    /// Street; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// Number of the building; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub building: String,
    /// Postcode.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Town.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub town: String,
    /// Country as two letters, such as `CH`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
}

impl HolderAddress {
    /// Whether nothing is filled in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it has what a Swiss QR-bill must have.
    pub fn is_complete(&self) -> bool {
        [&self.postcode, &self.town, &self.country].into_iter().all(|part| !part.is_empty())
    }
}

/// The ways to pay that the owner offers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaymentOptions {
    /// Whose account it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holder: String,
    /// The account, without spaces, in capitals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub iban: String,
    /// The bank's code, in capitals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bic: String,
    /// The bank's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bank: String,
    /// An `https:` address in which `{{amount}}`, `{{currency}}` and `{{reference}}` are filled in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// A UPI address such as `shop@bank`, for payments in INR.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub upi: String,
    /// The holder's address, only needed for a Swiss QR-bill.
    #[serde(default, skip_serializing_if = "HolderAddress::is_empty")]
    pub address: HolderAddress,
}

/// Why payment options cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PaymentProblem {
    /// Too long for the codes and the bank's forms.
    #[error("{what} can have at most {most} characters.")]
    TooLong {
        /// The form's field.
        field: &'static str,
        /// Its name.
        what: &'static str,
        /// The most characters.
        most: usize,
    },
    /// Line breaks and what cannot be shown.
    #[error("{what} must be one line without hidden characters. Type it again.")]
    Unshown {
        /// The form's field.
        field: &'static str,
        /// Its name.
        what: &'static str,
    },
    /// Not the form of an IBAN.
    #[error("An IBAN begins with two letters and two digits and has 15 to 34 letters and digits, such as DE89 3704 0044 0532 0130 00.")]
    IbanForm,
    /// Letters missing, or too many, for its country.
    #[error("An IBAN of this country has {0} letters and digits. Compare it with your bank's papers.")]
    IbanLength(usize),
    /// The check digits do not fit.
    #[error("The check digits of this IBAN do not fit: a digit is wrong or two are swapped. Compare it with your bank's papers.")]
    IbanCheck,
    /// An account without its owner.
    #[error("Enter the account holder: banks ask for the name beside the IBAN.")]
    NoHolder,
    /// Not the form of a BIC.
    #[error("A BIC has 8 or 11 letters and digits, such as COBADEFFXXX.")]
    Bic,
    /// Not a link that can be opened safely.
    #[error("A payment link begins with https:// and has no spaces, such as https://pay.example/{{{{reference}}}}.")]
    Link,
    /// A placeholder that links do not have, or in the wrong place.
    #[error("A payment link knows only {{{{amount}}}}, {{{{currency}}}} and {{{{reference}}}}, and only after the name of the site.")]
    LinkPlaceholder,
    /// Not a UPI address.
    #[error("A UPI address looks like name@bank.")]
    Upi,
    /// Not two letters.
    #[error("Write the country as two letters, such as CH.")]
    Country,
}

impl PaymentProblem {
    /// The form field the sentence belongs beside.
    pub fn field(self) -> &'static str {
        match self {
            Self::TooLong { field, .. } | Self::Unshown { field, .. } => field,
            Self::IbanForm | Self::IbanLength(_) | Self::IbanCheck => "iban",
            Self::NoHolder => "holder",
            Self::Bic => "bic",
            Self::Link | Self::LinkPlaceholder => "link",
            Self::Upi => "upi",
            Self::Country => "country",
        }
    }
}

impl PaymentOptions {
    /// Whether nothing is offered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The options trimmed and in one form, or the first thing that is wrong.
    ///
    /// # Errors
    /// [`PaymentProblem`], with the field it belongs beside.
    pub fn checked(&self) -> Result<Self, PaymentProblem> {
        let address = &self.address;
        let checked = Self {
            holder: line("holder", "The account holder", &self.holder, 70)?,
            iban: compact("iban", "The IBAN", &self.iban, 60)?,
            bic: compact("bic", "The BIC", &self.bic, 20)?,
            bank: line("bank", "The bank's name", &self.bank, 70)?,
            link: line("link", "The payment link", &self.link, 500)?,
            upi: line("upi", "The UPI address", &self.upi, 100)?,
            address: HolderAddress {
                street: line("street", "The street", &address.street, 70)?,
                building: line("building", "The number of the building", &address.building, 16)?,
                postcode: line("postcode", "The postcode", &address.postcode, 16)?,
                town: line("town", "The town", &address.town, 35)?,
                country: compact("country", "The country", &address.country, 60)?,
            },
        };
        if !checked.iban.is_empty() {
            iban::check(&checked.iban)?;
            if checked.holder.is_empty() {
                return Err(PaymentProblem::NoHolder);
            }
        }
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let bic_sound =
            matches!(checked.bic.len(), 8 | 11) && plain(&checked.bic) && checked.bic.bytes().take(6).all(|b| b.is_ascii_alphabetic());
        let country = &checked.address.country;
        if !checked.bic.is_empty() && !bic_sound {
            Err(PaymentProblem::Bic)
        } else if !checked.upi.is_empty() && !is_upi(&checked.upi) {
            Err(PaymentProblem::Upi)
        } else if !country.is_empty() && (country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase())) {
            Err(PaymentProblem::Country)
        } else {
            link::check(&checked.link)?;
            Ok(checked)
        }
    }
}

fn line(field: &'static str, what: &'static str, value: &str, most: usize) -> Result<String, PaymentProblem> {
    use super::text_rules::TextProblem;
    let trimmed = value.trim();
    match text_problem(trimmed, most, false) {
        None => Ok(trimmed.to_owned()),
        Some(TextProblem::TooLong(most)) => Err(PaymentProblem::TooLong { field, what, most }),
        Some(TextProblem::Unshown(_)) => Err(PaymentProblem::Unshown { field, what }),
    }
}

/// One line without spaces, in capitals.
fn compact(field: &'static str, what: &'static str, value: &str, most: usize) -> Result<String, PaymentProblem> {
    let text = line(field, what, value, most)?;
    Ok(text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| letter.to_ascii_uppercase()).collect())
}

fn is_upi(address: &str) -> bool {
    let mailbox = |name: &str| name.len() >= 2 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let handle = |name: &str| name.len() >= 2 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    address.split_once('@').is_some_and(|(name, bank)| mailbox(name) && handle(bank))
}
