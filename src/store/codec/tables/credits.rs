//! Payments and credit notes. What they share is foretold from their allocations.

use super::allocations::Link;
use super::invoices::InvoiceTable;
use super::{Currencies, FirstIds, date_after, day, id, nth, read_dates, read_rare_texts, write_dates, write_rare_texts};
use crate::domain::credit::{CreditKind, CreditNote, CreditSource, Payment, Reversal, ReversalReason};
use crate::domain::currency::Currency;
use crate::domain::ids::{CreditNoteId, CustomerId, PaymentId};
use crate::domain::money::Money;
use crate::store::codec::CodecError;
use crate::store::codec::text::{read_texts, write_texts};
use crate::store::codec::wire::{Reader, Writer};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a payment and a credit note have in common.
struct Credit {
    customer: CustomerId,
    on: NaiveDate,
    amount: Money,
}

/// What the allocations of one credit say about it: the customer and currency of the first, the sum of all.
#[derive(Debug, Clone, Copy, Default)]
struct Prediction {
    from: Option<(CustomerId, Currency)>,
    minor: i64,
}

/// The context in which credits are foretold.
#[derive(Debug, Clone, Copy)]
pub(in crate::store::codec) struct Known<'a> {
    pub(in crate::store::codec) first: &'a FirstIds,
    pub(in crate::store::codec) currencies: &'a Currencies,
    pub(in crate::store::codec) invoices: InvoiceTable<'a>,
    pub(in crate::store::codec) links: &'a [Link],
}

impl Known<'_> {
    fn predictions(&self, count: usize, place: impl Fn(CreditSource) -> Option<u32>) -> Vec<Prediction> {
        let mut predictions = vec![Prediction::default(); count];
        for link in self.links {
            let Some(prediction) = place(link.source).and_then(|place| predictions.get_mut(place as usize)) else { continue };
            prediction.minor = prediction.minor.wrapping_add(link.amount.minor());
            if prediction.from.is_none() {
                prediction.from = self.invoices.get(link.invoice).map(|invoice| (invoice.customer, link.amount.currency()));
            }
        }
        predictions
    }

    fn of_payments(&self, count: usize) -> Vec<Prediction> {
        self.predictions(count, |source| match source {
            CreditSource::Payment(id) => id.0.checked_sub(self.first.payments),
            CreditSource::CreditNote(_) => None,
        })
    }

    fn of_credit_notes(&self, count: usize) -> Vec<Prediction> {
        self.predictions(count, |source| match source {
            CreditSource::CreditNote(id) => id.0.checked_sub(self.first.credit_notes),
            CreditSource::Payment(_) => None,
        })
    }

    fn write(&self, writer: &mut Writer, credits: &[Credit], predictions: &[Prediction]) {
        let rows = || credits.iter().zip(predictions);
        writer.column(rows().map(|(credit, prediction)| match prediction.from {
            Some((customer, _)) if customer == credit.customer => 0,
            _ => u64::from(credit.customer.0) + 1,
        }));
        write_dates(writer, credits.iter().map(|credit| credit.on));
        writer.column(rows().map(|(credit, prediction)| match prediction.from {
            Some((_, currency)) if currency == credit.amount.currency() => 0,
            _ => self.currencies.code(credit.amount.currency()) + 1,
        }));
        writer.signed(rows().map(|(credit, prediction)| credit.amount.minor().wrapping_sub(prediction.minor)));
    }

    fn read(&self, reader: &mut Reader, predictions: &[Prediction]) -> Result<Vec<Credit>, CodecError> {
        let foretold = || CodecError::damaged("a payment or credit note has no customer");
        let count = predictions.len();
        let customers = reader.column(count)?;
        let dates = read_dates(reader, count)?;
        let currencies = reader.column(count)?;
        let amounts = reader.signed(count)?;
        let mut credits = Vec::with_capacity(count);
        for (place, prediction) in predictions.iter().enumerate() {
            let customer = match customers[place].checked_sub(1) {
                Some(code) => CustomerId(id(code)?),
                None => prediction.from.ok_or_else(foretold)?.0,
            };
            let currency = match currencies[place].checked_sub(1) {
                Some(code) => self.currencies.get(code)?,
                None => prediction.from.ok_or_else(foretold)?.1,
            };
            let minor = prediction.minor.wrapping_add(amounts[place]);
            credits.push(Credit { customer, on: dates[place], amount: Money::from_minor(minor, currency) });
        }
        Ok(credits)
    }
}

pub(in crate::store::codec) fn write_payments(payments: &[Payment], known: &Known) -> Vec<u8> {
    if payments.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    let credit = |payment: &Payment| Credit { customer: payment.customer, on: payment.received, amount: payment.amount };
    let credits: Vec<Credit> = payments.iter().map(credit).collect();
    writer.count(payments.len());
    known.write(&mut writer, &credits, &known.of_payments(payments.len()));
    write_texts(&mut writer, payments.iter().map(|payment| payment.method.as_str()));
    write_texts(&mut writer, payments.iter().map(|payment| payment.reference.as_str()));
    let reversed = || payments.iter().map(|payment| payment.reversed.as_ref().map(|reversal| (payment, reversal)));
    writer.sparse(reversed().map(|reversed| reversed.map(|(payment, reversal)| day(reversal.on) - day(payment.received))));
    writer.column(reversed().flatten().map(|(_, reversal)| reason_code(reversal.reason)));
    writer.into_bytes()
}

pub(in crate::store::codec) fn read_payments(bytes: &[u8], known: &Known) -> Result<Vec<Payment>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let credits = known.read(reader, &known.of_payments(count))?;
    let mut methods = read_texts(reader, count)?.into_iter();
    let mut references = read_texts(reader, count)?.into_iter();
    let reversed = reader.sparse(count)?;
    let reasons = reader.column(reversed.len())?;
    reader.finish()?;
    let payment = |(place, credit): (usize, Credit)| Payment {
        id: PaymentId(nth(known.first.payments, place)),
        customer: credit.customer,
        received: credit.on,
        amount: credit.amount,
        method: methods.next().unwrap_or_default(),
        reference: references.next().unwrap_or_default(),
        reversed: None,
    };
    let mut payments: Vec<Payment> = credits.into_iter().enumerate().map(payment).collect();
    for ((place, days), reason) in reversed.into_iter().zip(reasons) {
        let on = date_after(payments[place].received, days)?;
        payments[place].reversed = Some(Reversal { on, reason: reason_of(reason)? });
    }
    Ok(payments)
}

fn reason_code(reason: ReversalReason) -> u64 {
    match reason {
        ReversalReason::Bounced => 0,
        ReversalReason::Refunded => 1,
        ReversalReason::EnteredByMistake => 2,
        ReversalReason::Chargeback => 3,
    }
}

fn reason_of(code: u64) -> Result<ReversalReason, CodecError> {
    match code {
        0 => Ok(ReversalReason::Bounced),
        1 => Ok(ReversalReason::Refunded),
        2 => Ok(ReversalReason::EnteredByMistake),
        3 => Ok(ReversalReason::Chargeback),
        _ => Err(CodecError::newer(format!("reversal reason {code}"))),
    }
}

pub(in crate::store::codec) fn write_credit_notes(notes: &[CreditNote], known: &Known) -> Vec<u8> {
    if notes.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    let credit = |note: &CreditNote| Credit { customer: note.customer, on: note.issued, amount: note.amount };
    let credits: Vec<Credit> = notes.iter().map(credit).collect();
    writer.count(notes.len());
    known.write(&mut writer, &credits, &known.of_credit_notes(notes.len()));
    write_texts(&mut writer, notes.iter().map(|note| note.number.as_str()));
    write_rare_texts(&mut writer, notes.iter().map(|note| note.note.as_str()));
    writer.sparse(notes.iter().map(|note| note.voided.map(|on| day(on) - day(note.issued))));
    writer.into_bytes()
}

pub(in crate::store::codec) fn read_credit_notes(bytes: &[u8], known: &Known) -> Result<Vec<CreditNote>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let credits = known.read(reader, &known.of_credit_notes(count))?;
    let mut numbers = read_texts(reader, count)?.into_iter();
    let texts = read_rare_texts(reader, count)?;
    let voided = reader.sparse(count)?;
    reader.finish()?;
    let note = |(place, credit): (usize, Credit)| CreditNote {
        id: CreditNoteId(nth(known.first.credit_notes, place)),
        customer: credit.customer,
        number: numbers.next().unwrap_or_default(),
        issued: credit.on,
        amount: credit.amount,
        note: String::new(),
        kind: CreditKind::Correction,
        with_payment: None,
        also_with: Vec::new(),
        voided: None,
    };
    let mut notes: Vec<CreditNote> = credits.into_iter().enumerate().map(note).collect();
    for (place, text) in texts {
        notes[place].note = text;
    }
    for (place, days) in voided {
        notes[place].voided = Some(date_after(notes[place].issued, days)?);
    }
    Ok(notes)
}

/// What few credit notes have: a kind of their own, the payments that earned them; with the note's place in the table.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store::codec) struct KeptKind {
    place: u32,
    kind: CreditKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    with_payment: Option<PaymentId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also_with: Vec<PaymentId>,
}

pub(in crate::store::codec) fn kinds(notes: &[CreditNote]) -> Vec<KeptKind> {
    let plain = |note: &CreditNote| note.kind == CreditKind::Correction && note.with_payment.is_none();
    let rare = notes.iter().enumerate().filter(|(_, note)| !plain(note));
    let kept = |(place, note): (usize, &CreditNote)| KeptKind {
        place: place as u32,
        kind: note.kind,
        with_payment: note.with_payment,
        also_with: note.also_with.clone(),
    };
    rare.map(kept).collect()
}

pub(in crate::store::codec) fn add_kinds(notes: &mut [CreditNote], kept: Vec<KeptKind>) -> Result<(), CodecError> {
    for KeptKind { place, kind, with_payment, also_with } in kept {
        let note = notes.get_mut(place as usize).ok_or_else(|| CodecError::damaged("a kind is of no credit note"))?;
        (note.kind, note.with_payment, note.also_with) = (kind, with_payment, also_with);
    }
    Ok(())
}
