//! What a file brings is held to the rules of single commands. One record that breaks them refuses the whole file,
//! and the sentence names it: a file is taken all or nothing.
//!
//! What stays looser than for single commands, because files say so: a due date before the invoice date, and a credit
//! note dated after today. An address that is not an e-mail address is left out, it does not refuse the file.

use super::super::{fits, not_after_today, plausible, positive, required};
use crate::domain::import::{ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice};
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::{is_email, limits, shown_line, text_problem};
use chrono::NaiveDate;

/// Refuses the first record of the file that no single command could enter.
pub(super) fn check_batch(batch: &ImportBatch, today: NaiveDate) -> Result<(), Rejection> {
    for (place, customer) in batch.customers.iter().enumerate() {
        check_customer(customer).map_err(|why| in_file("Customer", &customer.name, place, why))?;
    }
    for (place, invoice) in batch.invoices.iter().enumerate() {
        check_invoice(invoice, today).map_err(|why| in_file("Invoice", &invoice.number, place, why))?;
    }
    for (place, note) in batch.credit_notes.iter().enumerate() {
        check_credit_note(note).map_err(|why| in_file("Credit note", &note.number, place, why))?;
    }
    Ok(())
}

/// The address, or nothing when no mail program would take it.
pub(super) fn usable_email(email: &str) -> &str {
    let email = email.trim();
    if is_email(email) && text_problem(email, limits::EMAIL, false).is_none() { email } else { "" }
}

fn in_file(noun: &str, name: &str, place: usize, why: Rejection) -> Rejection {
    let name = shown_line(name, limits::NUMBER);
    let document = if name.is_empty() { format!("{noun} {} of the file", place + 1) } else { format!("{noun} {name}") };
    Rejection::InFile { document, why: Box::new(why) }
}

fn check_customer(customer: &ImportedCustomer) -> Result<(), Rejection> {
    required(customer.name.trim(), "name", "the customer's name")?;
    fits(&customer.name, "name", "The name", limits::NAME, false)?;
    fits(&customer.reference, "reference", "The customer number", limits::CUSTOMER_REFERENCE, false)?;
    fits(&customer.phone, "phone", "The telephone number", limits::PHONE, false)?;
    fits(&customer.address, "address", "The address", limits::ADDRESS, true)?;
    fits(&customer.country, "country", "The country", limits::COUNTRY, false)?;
    Ok(())
}

fn check_invoice(invoice: &ImportedInvoice, today: NaiveDate) -> Result<(), Rejection> {
    required(invoice.number.trim(), "number", "the invoice number")?;
    fits(&invoice.number, "number", "The number", limits::NUMBER, false)?;
    let amount = positive(invoice.amount)?;
    plausible(invoice.issued)?;
    plausible(invoice.due)?;
    fits(&invoice.note, "note", "The note", limits::NOTE, true)?;
    let mut paid = Money::zero(amount.currency());
    for payment in &invoice.payments {
        paid = paid.checked_add(positive(payment.amount)?)?;
        not_after_today(payment.on, "received", "The day of payment", today)?;
    }
    // More would come in again each time the file is imported.
    if paid.minor() > amount.minor() {
        return Err(Rejection::MoreThanOwed { number: "It".to_owned(), owed: amount, asked: paid });
    }
    Ok(())
}

fn check_credit_note(note: &ImportedCreditNote) -> Result<(), Rejection> {
    required(note.number.trim(), "number", "the credit note's number")?;
    fits(&note.number, "number", "The number", limits::NUMBER, false)?;
    positive(note.amount)?;
    plausible(note.issued)?;
    fits(&note.note, "note", "The note", limits::NOTE, true)?;
    Ok(())
}
