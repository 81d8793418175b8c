//! Customers: names, contacts, addresses, column by column.

use super::{nth, read_dates, write_dates};
use crate::domain::approach::Approach;
use crate::domain::credit_file::CreditFile;
use crate::domain::customer::{Contact, Customer, CustomerDetails};
use crate::domain::ids::CustomerId;
use crate::domain::invoice_terms::DiscountWish;
use crate::domain::money::Money;
use crate::store::codec::CodecError;
use crate::store::codec::text::{read_texts, write_texts};
use crate::store::codec::wire::{Reader, Writer};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(in crate::store::codec) fn write(customers: &[Customer]) -> Vec<u8> {
    if customers.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    let details = || customers.iter().map(|customer| &customer.details);
    let contacts = || details().flat_map(|details| &details.contacts);
    writer.count(customers.len());
    write_texts(&mut writer, details().map(|details| details.name.as_str()));
    write_texts(&mut writer, details().map(|details| details.reference.as_str()));
    writer.column(details().map(|details| details.contacts.len() as u64));
    write_texts(&mut writer, contacts().map(|contact| contact.name.as_str()));
    write_texts(&mut writer, contacts().map(|contact| contact.role.as_str()));
    write_texts(&mut writer, contacts().map(|contact| contact.email.as_str()));
    write_texts(&mut writer, contacts().map(|contact| contact.phone.as_str()));
    write_texts(&mut writer, details().map(|details| details.address.as_str()));
    write_texts(&mut writer, details().map(|details| details.country.as_str()));
    write_texts(&mut writer, details().map(|details| details.note.as_str()));
    writer.sparse(details().map(|details| details.net_days.map(i64::from)));
    write_dates(&mut writer, customers.iter().map(|customer| customer.added));
    let removed: Vec<usize> = customers.iter().enumerate().filter(|(_, customer)| customer.removed).map(|(place, _)| place).collect();
    writer.places(&removed);
    writer.into_bytes()
}

pub(in crate::store::codec) fn read(bytes: &[u8], first: u32) -> Result<Vec<Customer>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let mut names = read_texts(reader, count)?.into_iter();
    let mut references = read_texts(reader, count)?.into_iter();
    let mut contacts = read_contacts(reader, count)?.into_iter();
    let mut addresses = read_texts(reader, count)?.into_iter();
    let mut countries = read_texts(reader, count)?.into_iter();
    let mut notes = read_texts(reader, count)?.into_iter();
    let net_days = reader.sparse(count)?;
    let added = read_dates(reader, count)?;
    let removed = reader.places(count)?;
    reader.finish()?;
    let customer = |(place, added)| Customer {
        id: CustomerId(nth(first, place)),
        details: CustomerDetails {
            name: names.next().unwrap_or_default(),
            reference: references.next().unwrap_or_default(),
            contacts: contacts.next().unwrap_or_default(),
            address: addresses.next().unwrap_or_default(),
            country: countries.next().unwrap_or_default(),
            note: notes.next().unwrap_or_default(),
            ..CustomerDetails::default()
        },
        added,
        removed: false,
    };
    let mut customers: Vec<Customer> = added.into_iter().enumerate().map(customer).collect();
    for (place, days) in net_days {
        let days = u16::try_from(days).map_err(|_| CodecError::damaged("net terms are out of range"))?;
        customers[place].details.net_days = Some(days);
    }
    removed.into_iter().for_each(|place| customers[place].removed = true);
    Ok(customers)
}

/// What few customers have: an approach of their own, credit limits, a credit file, a day on which they accepted the terms; with the
/// customer's place in the table.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store::codec) struct KeptExtras {
    place: u32,
    #[serde(default, skip_serializing_if = "Approach::is_usual")]
    approach: Approach,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit_limit: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms_accepted: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    further_limits: Vec<Money>,
    #[serde(default, skip_serializing_if = "CreditFile::is_empty")]
    credit_file: CreditFile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    discount: Option<DiscountWish>,
}

pub(in crate::store::codec) fn extras(customers: &[Customer]) -> Vec<KeptExtras> {
    let kept = |(place, customer): (usize, &Customer)| {
        let CustomerDetails { approach, credit_limit, terms_accepted, further_limits, credit_file, discount, .. } = &customer.details;
        let on_file = !further_limits.is_empty() || !credit_file.is_empty() || discount.is_some();
        (on_file || !approach.is_usual() || credit_limit.is_some() || terms_accepted.is_some()).then(|| KeptExtras {
            place: place as u32,
            approach: approach.clone(),
            credit_limit: *credit_limit,
            terms_accepted: *terms_accepted,
            further_limits: further_limits.clone(),
            credit_file: credit_file.clone(),
            discount: discount.clone(),
        })
    };
    customers.iter().enumerate().filter_map(kept).collect()
}

pub(in crate::store::codec) fn add_extras(customers: &mut [Customer], kept: Vec<KeptExtras>) -> Result<(), CodecError> {
    for KeptExtras { place, approach, credit_limit, terms_accepted, further_limits, credit_file, discount } in kept {
        let customer = customers.get_mut(place as usize).ok_or_else(|| CodecError::damaged("a credit limit is of no customer"))?;
        let of_columns = std::mem::take(&mut customer.details);
        customer.details = CustomerDetails { approach, credit_limit, terms_accepted, further_limits, credit_file, discount, ..of_columns };
    }
    Ok(())
}

fn read_contacts(reader: &mut Reader, customers: usize) -> Result<Vec<Vec<Contact>>, CodecError> {
    let counts = reader.column(customers)?;
    let total = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    let total = usize::try_from(total).map_err(|_| CodecError::damaged("it ends too early"))?;
    let mut names = read_texts(reader, total)?.into_iter();
    let mut roles = read_texts(reader, total)?.into_iter();
    let mut emails = read_texts(reader, total)?.into_iter();
    let mut phones = read_texts(reader, total)?.into_iter();
    let mut contact = || Contact {
        name: names.next().unwrap_or_default(),
        role: roles.next().unwrap_or_default(),
        email: emails.next().unwrap_or_default(),
        phone: phones.next().unwrap_or_default(),
    };
    Ok(counts.into_iter().map(|count| (0..count).map(|_| contact()).collect()).collect())
}
