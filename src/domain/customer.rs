//! Customers: who owes, and how to reach them.

use super::approach::Approach;
use super::credit_file::CreditFile;
use super::currency::Currency;
use super::ids::CustomerId;
use super::invoice_terms::DiscountWish;
use super::money::Money;
use super::policy::Channel;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One person or place to reach a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// The person's name; empty when the contact is the business itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What the person does, such as “accounts payable”.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Telephone number as written by the owner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// What the owner knows about a customer and may change at any time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CustomerDetails {
    /// The name shown everywhere. Never empty.
    pub name: String,
    /// The customer's number in the shop or accounting system; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// People to reach; the first one that a channel reaches gets its messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Postal address, one line per line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Country as the owner or the source writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// The owner's own note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Net terms in days when they differ from the credit policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_days: Option<u16>,
    /// The most they may owe; nothing more goes out on credit beyond it. `None` for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_limit: Option<Money>,
    /// Limits in other currencies than that of `credit_limit`, at most one for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_limits: Vec<Money>,
    /// The application for credit and the checks on file.
    #[serde(default, skip_serializing_if = "CreditFile::is_empty")]
    pub credit_file: CreditFile,
    /// The day on which they accepted the owner's terms; `None` while none is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms_accepted: Option<NaiveDate>,
    /// The discount for paying early where it differs from that of their tier and of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<DiscountWish>,
    /// How they are approached.
    #[serde(default, skip_serializing_if = "Approach::is_usual")]
    pub approach: Approach,
}

impl CustomerDetails {
    /// Details of a customer of whom only the name is known.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Their own limits, one for each currency that has one.
    pub fn limits(&self) -> impl Iterator<Item = Money> {
        self.credit_limit.into_iter().chain(self.further_limits.iter().copied())
    }

    /// Their own limit in a currency.
    pub fn limit_in(&self, currency: Currency) -> Option<Money> {
        self.limits().find(|limit| limit.currency() == currency)
    }

    /// The first e-mail address, if any.
    pub fn email(&self) -> Option<&str> {
        self.contacts.iter().map(|contact| contact.email.as_str()).find(|email| !email.is_empty())
    }

    /// The person a message reaches: by e-mail the first with an address, by telephone the first with a number, by letter the first.
    pub fn contact_for(&self, channel: Channel) -> Option<&Contact> {
        let has = |contact: &&Contact| match channel {
            Channel::Email => !contact.email.is_empty(),
            Channel::Phone | Channel::Sms | Channel::WhatsApp => !contact.phone.is_empty(),
            Channel::Letter => true,
        };
        self.contacts.iter().find(has).or(self.contacts.first())
    }

    /// Who is greeted in such a message: that person, else the customer.
    pub fn greeted_by(&self, channel: Channel) -> &str {
        self.contact_for(channel).map(|contact| contact.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(&self.name)
    }

    /// The first telephone number, if any.
    pub fn phone(&self) -> Option<&str> {
        self.contacts.iter().map(|contact| contact.phone.as_str()).find(|phone| !phone.is_empty())
    }
}

/// A customer of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Position in the ledger, from 1.
    pub id: CustomerId,
    /// What is known now.
    pub details: CustomerDetails,
    /// The day the customer was entered.
    pub added: NaiveDate,
    /// Taken out again (an import undone, an entry made by mistake): no longer listed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}
