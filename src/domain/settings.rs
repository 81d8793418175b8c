//! What the owner sets once: the business, the home currency, how aging is shown.

use super::agency::Agencies;
use super::aging_buckets::AgingBuckets;
use super::allowance::AllowanceRules;
use super::approach::Language;
use super::bookkeeping::Bookkeeping;
use super::currency::Currency;
use super::interest::OwnRates;
use super::limits::limitation::LimitationRules;
use super::payment_options::PaymentOptions;
use super::ways_out::WaysOutInputs;
use serde::{Deserialize, Serialize};

/// By which date a report counts age (domain rules §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgingBasis {
    /// Days past due: the default of credit management.
    #[default]
    DueDate,
    /// Age of the invoice.
    InvoiceDate,
}

/// The owner's own business, as it appears on letters and messages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Business {
    /// Trading name.
    #[serde(default)]
    pub name: String,
    /// Postal address, one line per line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// E-mail for answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// How to pay: bank details, links. Printed on messages as it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payment_details: String,
}

/// Settings that belong to the ledger (and so travel with its file).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Who sends the messages.
    pub business: Business,
    /// The currency new documents start with.
    pub home_currency: Currency,
    /// Aging by due date or invoice date.
    pub aging_basis: AgingBasis,
    /// The aging buckets.
    pub aging_buckets: AgingBuckets,
    /// How customers can pay.
    #[serde(default, skip_serializing_if = "PaymentOptions::is_empty")]
    pub payment: PaymentOptions,
    /// The language of messages to customers for whom none was chosen and whose country does not say.
    #[serde(default = "english", skip_serializing_if = "is_english")]
    pub language: Language,
    /// Reference rates that the owner looked up.
    #[serde(default, skip_serializing_if = "OwnRates::is_empty")]
    pub rates: OwnRates,
    /// What the accountant needs: accounts, and the locked period.
    #[serde(default, skip_serializing_if = "Bookkeeping::is_usual")]
    pub bookkeeping: Bookkeeping,
    /// How limitation dates are counted.
    #[serde(default, skip_serializing_if = "LimitationRules::is_usual")]
    pub limitation: LimitationRules,
    /// The figures of the comparison of ways out.
    #[serde(default, skip_serializing_if = "WaysOutInputs::is_usual")]
    pub ways_out: WaysOutInputs,
    /// The rates of the allowance for doubtful accounts.
    #[serde(default, skip_serializing_if = "AllowanceRules::is_empty")]
    pub allowance: AllowanceRules,
    /// Collection agencies the owner knows.
    #[serde(default, skip_serializing_if = "Agencies::is_empty")]
    pub agencies: Agencies,
}

const fn english() -> Language {
    Language::En
}

fn is_english(language: &Language) -> bool {
    *language == Language::En
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            business: Business::default(),
            home_currency: Currency::USD,
            aging_basis: AgingBasis::DueDate,
            aging_buckets: AgingBuckets::default(),
            payment: PaymentOptions::default(),
            language: english(),
            rates: OwnRates::default(),
            bookkeeping: Bookkeeping::default(),
            limitation: LimitationRules::default(),
            ways_out: WaysOutInputs::default(),
            allowance: AllowanceRules::default(),
            agencies: Agencies::default(),
        }
    }
}
