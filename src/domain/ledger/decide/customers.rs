//! Customers: entering, changing, taking out.

use super::credit_file::{checked_file, further_limits};
use super::{not_after_today, positive, required, text};
use crate::domain::approach::Approach;
use crate::domain::customer::{Contact, Customer, CustomerDetails};
use crate::domain::event::Event;
use crate::domain::ids::CustomerId;
use crate::domain::invoice_terms::DiscountWish;
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::{is_email, limits};
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn add_customer_event(&self, details: &CustomerDetails, today: NaiveDate) -> Result<Event, Rejection> {
        let id = CustomerId::from_index(self.facts.customers.len());
        let details = checked_details(details, today)?;
        Ok(Event::CustomerAdded { customer: Customer { id, details, added: today, removed: false } })
    }

    pub(super) fn change_customer_event(
        &self,
        customer: CustomerId,
        details: &CustomerDetails,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        Ok(Event::CustomerChanged { customer, details: checked_details(details, today)? })
    }

    pub(super) fn remove_customer_event(&self, customer: CustomerId) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        if self.customer_has_live_documents(customer) {
            return Err(Rejection::HasDocuments);
        }
        Ok(Event::CustomerRemoved { customer })
    }
}

fn checked_details(details: &CustomerDetails, today: NaiveDate) -> Result<CustomerDetails, Rejection> {
    if let Some(on) = details.terms_accepted {
        not_after_today(on, "terms_accepted", "The day they accepted your terms", today)?;
    }
    let contacts = details.contacts.iter().map(checked_contact).collect::<Result<Vec<_>, _>>()?;
    Ok(CustomerDetails {
        name: required(text(&details.name, "name", "The name", limits::NAME, false)?, "name", "the customer's name")?,
        reference: text(&details.reference, "reference", "The customer number", limits::CUSTOMER_REFERENCE, false)?,
        contacts: contacts.into_iter().filter(|contact| *contact != Contact::default()).collect(),
        address: text(&details.address, "address", "The address", limits::ADDRESS, true)?,
        country: text(&details.country, "country", "The country", limits::COUNTRY, false)?,
        note: text(&details.note, "note", "The note", limits::NOTE, true)?,
        net_days: details.net_days.map(|days| days.min(3650)),
        credit_limit: details.credit_limit.map(positive).transpose()?,
        further_limits: further_limits(details)?,
        credit_file: checked_file(&details.credit_file, today)?,
        terms_accepted: details.terms_accepted,
        discount: checked_discount(details.discount.as_ref())?,
        approach: checked_approach(&details.approach)?,
    })
}

fn checked_discount(wish: Option<&DiscountWish>) -> Result<Option<DiscountWish>, Rejection> {
    if let Some(DiscountWish::Rule(rule)) = wish {
        rule.checked()?;
    }
    Ok(wish.cloned())
}

fn checked_approach(approach: &Approach) -> Result<Approach, Rejection> {
    Ok(Approach {
        schedule: text(&approach.schedule, "schedule", "The name of the schedule", limits::SCHEDULE, false)?,
        tier: text(&approach.tier, "tier", "The name of the tier", limits::TIER, false)?,
        time_zone: text(&approach.time_zone, "time_zone", "The time zone", limits::TIME_ZONE, false)?,
        interest: approach.interest.map(|rule| rule.checked()).transpose()?,
        relationship: text(&approach.relationship, "relationship", "The note on the relationship", limits::NOTE, true)?,
        terms: approach.terms.clone(),
        ..*approach
    })
}

fn checked_contact(contact: &Contact) -> Result<Contact, Rejection> {
    let email = text(&contact.email, "email", "The e-mail address", limits::EMAIL, false)?;
    if !email.is_empty() && !is_email(&email) {
        return Err(Rejection::BadEmail(email));
    }
    Ok(Contact {
        name: text(&contact.name, "contact", "The contact's name", limits::NAME, false)?,
        role: text(&contact.role, "role", "The contact's role", limits::ROLE, false)?,
        email,
        phone: text(&contact.phone, "phone", "The telephone number", limits::PHONE, false)?,
    })
}
