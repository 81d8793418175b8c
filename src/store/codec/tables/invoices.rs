//! Invoices and the documents like them.

use super::{Currencies, date_after, day, id, nth, read_dates, read_rare_texts, write_dates, write_rare_texts};
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::money::Money;
use crate::store::codec::CodecError;
use crate::store::codec::text::{read_texts, write_texts};
use crate::store::codec::wire::{Reader, Writer};

/// The invoices that predictions can look at: all of a ledger's, or only those of the batch.
#[derive(Debug, Clone, Copy)]
pub(in crate::store::codec) struct InvoiceTable<'a> {
    pub(in crate::store::codec) first: u32,
    pub(in crate::store::codec) list: &'a [Invoice],
}

impl<'a> InvoiceTable<'a> {
    pub(super) fn place(self, invoice: InvoiceId) -> Option<usize> {
        invoice.0.checked_sub(self.first).map(|place| place as usize).filter(|place| *place < self.list.len())
    }

    pub(super) fn get(self, invoice: InvoiceId) -> Option<&'a Invoice> {
        self.place(invoice).and_then(|place| self.list.get(place))
    }
}

fn kind_code(kind: DocumentKind) -> Option<i64> {
    match kind {
        DocumentKind::Invoice => None,
        DocumentKind::PlanInterest => Some(1),
        DocumentKind::LateFee => Some(2),
        DocumentKind::Interest => Some(3),
        DocumentKind::FixedSum => Some(4),
        DocumentKind::ReturnFee => Some(5),
        DocumentKind::Recovery => Some(6),
    }
}

fn kind_of(code: i64) -> Result<DocumentKind, CodecError> {
    match code {
        1 => Ok(DocumentKind::PlanInterest),
        2 => Ok(DocumentKind::LateFee),
        3 => Ok(DocumentKind::Interest),
        4 => Ok(DocumentKind::FixedSum),
        5 => Ok(DocumentKind::ReturnFee),
        6 => Ok(DocumentKind::Recovery),
        _ => Err(CodecError::newer(format!("document kind {code}"))),
    }
}

pub(in crate::store::codec) fn write(invoices: &[Invoice], currencies: &Currencies) -> Vec<u8> {
    if invoices.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.count(invoices.len());
    writer.column(invoices.iter().map(|invoice| u64::from(invoice.customer.0)));
    write_texts(&mut writer, invoices.iter().map(|invoice| invoice.number.as_str()));
    write_dates(&mut writer, invoices.iter().map(|invoice| invoice.issued));
    writer.signed(invoices.iter().map(|invoice| day(invoice.due) - day(invoice.issued)));
    writer.column(invoices.iter().map(|invoice| currencies.code(invoice.amount.currency())));
    writer.column(invoices.iter().map(|invoice| invoice.amount.minor() as u64));
    writer.sparse(invoices.iter().map(|invoice| kind_code(invoice.kind)));
    write_rare_texts(&mut writer, invoices.iter().map(|invoice| invoice.note.as_str()));
    writer.sparse(invoices.iter().map(|invoice| invoice.voided.map(|on| day(on) - day(invoice.issued))));
    writer.into_bytes()
}

pub(in crate::store::codec) fn read(bytes: &[u8], first: u32, currencies: &Currencies) -> Result<Vec<Invoice>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let customers = reader.column(count)?;
    let numbers = read_texts(reader, count)?;
    let issued = read_dates(reader, count)?;
    let terms = reader.signed(count)?;
    let currency_codes = reader.column(count)?;
    let amounts = reader.column(count)?;
    let kinds = reader.sparse(count)?;
    let notes = read_rare_texts(reader, count)?;
    let voided = reader.sparse(count)?;
    reader.finish()?;
    let mut invoices = Vec::with_capacity(count);
    for (place, number) in numbers.into_iter().enumerate() {
        let issued = issued[place];
        invoices.push(Invoice {
            id: InvoiceId(nth(first, place)),
            customer: CustomerId(id(customers[place])?),
            number,
            kind: DocumentKind::Invoice,
            issued,
            due: date_after(issued, terms[place])?,
            amount: Money::from_minor(amounts[place] as i64, currencies.get(currency_codes[place])?),
            note: String::new(),
            charge: None,
            voided: None,
            terms: None,
        });
    }
    for (place, code) in kinds {
        invoices[place].kind = kind_of(code)?;
    }
    for (place, note) in notes {
        invoices[place].note = note;
    }
    for (place, days) in voided {
        invoices[place].voided = Some(date_after(invoices[place].issued, days)?);
    }
    Ok(invoices)
}
