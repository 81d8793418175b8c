//! Disputes, moved due dates and pauses.

use super::{date_after, day, id, nth, read_dates, write_dates};
use crate::domain::dispute::{Dispute, DisputeCase, DisputeOutcome, Pause};
use crate::domain::ids::{CustomerId, DisputeId, InvoiceId, PauseId};
use crate::domain::invoice::DueDateChange;
use crate::store::codec::CodecError;
use crate::store::codec::text::{read_texts, write_texts};
use crate::store::codec::wire::{Reader, Writer};
use serde::{Deserialize, Serialize};

pub(in crate::store::codec) fn write_disputes(disputes: &[Dispute]) -> Vec<u8> {
    if disputes.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.count(disputes.len());
    writer.column(disputes.iter().map(|dispute| u64::from(dispute.invoice.0)));
    write_dates(&mut writer, disputes.iter().map(|dispute| dispute.raised));
    write_texts(&mut writer, disputes.iter().map(|dispute| dispute.reason.as_str()));
    writer.sparse(disputes.iter().map(|dispute| dispute.closed.map(|on| day(on) - day(dispute.raised))));
    writer.into_bytes()
}

pub(in crate::store::codec) fn read_disputes(bytes: &[u8], first: u32) -> Result<Vec<Dispute>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let invoices = reader.column(count)?;
    let raised = read_dates(reader, count)?;
    let reasons = read_texts(reader, count)?;
    let closed = reader.sparse(count)?;
    reader.finish()?;
    let mut disputes = Vec::with_capacity(count);
    for (place, reason) in reasons.into_iter().enumerate() {
        let invoice = InvoiceId(id(invoices[place])?);
        disputes.push(Dispute::new(DisputeId(nth(first, place)), invoice, raised[place], reason));
    }
    for (place, days) in closed {
        disputes[place].closed = Some(date_after(disputes[place].raised, days)?);
    }
    Ok(disputes)
}

/// What is known of a dispute beyond its columns; a file's plain marks have none.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store::codec) struct KeptCase {
    dispute: DisputeId,
    #[serde(default, skip_serializing_if = "DisputeCase::is_plain")]
    case: DisputeCase,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outcome: Option<DisputeOutcome>,
}

pub(in crate::store::codec) fn dispute_cases(disputes: &[Dispute]) -> Vec<KeptCase> {
    let told = disputes.iter().filter(|dispute| !dispute.case.is_plain() || dispute.outcome.is_some());
    told.map(|dispute| KeptCase { dispute: dispute.id, case: dispute.case.clone(), outcome: dispute.outcome.clone() }).collect()
}

pub(in crate::store::codec) fn add_dispute_cases(disputes: &mut [Dispute], cases: Vec<KeptCase>) -> Result<(), CodecError> {
    for kept in cases {
        let found = disputes.get_mut(kept.dispute.index()).ok_or_else(|| CodecError::damaged("a dispute that is not there"))?;
        found.case = kept.case;
        found.outcome = kept.outcome;
    }
    Ok(())
}

pub(in crate::store::codec) fn write_due_date_changes(changes: &[DueDateChange]) -> Vec<u8> {
    if changes.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.count(changes.len());
    writer.column(changes.iter().map(|change| u64::from(change.invoice.0)));
    write_dates(&mut writer, changes.iter().map(|change| change.on));
    writer.signed(changes.iter().map(|change| day(change.from) - day(change.on)));
    writer.signed(changes.iter().map(|change| day(change.to) - day(change.from)));
    writer.into_bytes()
}

pub(in crate::store::codec) fn read_due_date_changes(bytes: &[u8]) -> Result<Vec<DueDateChange>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let invoices = reader.column(count)?;
    let dates = read_dates(reader, count)?;
    let before = reader.signed(count)?;
    let moved = reader.signed(count)?;
    reader.finish()?;
    let change = |place: usize| {
        let from = date_after(dates[place], before[place])?;
        Ok(DueDateChange { invoice: InvoiceId(id(invoices[place])?), on: dates[place], from, to: date_after(from, moved[place])? })
    };
    (0..count).map(change).collect()
}

pub(in crate::store::codec) fn write_pauses(pauses: &[Pause]) -> Vec<u8> {
    if pauses.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.count(pauses.len());
    writer.column(pauses.iter().map(|pause| u64::from(pause.customer.0)));
    write_dates(&mut writer, pauses.iter().map(|pause| pause.from));
    write_texts(&mut writer, pauses.iter().map(|pause| pause.reason.as_str()));
    writer.sparse(pauses.iter().map(|pause| pause.until.map(|until| day(until) - day(pause.from))));
    writer.into_bytes()
}

pub(in crate::store::codec) fn read_pauses(bytes: &[u8]) -> Result<Vec<Pause>, CodecError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let reader = &mut Reader::new(bytes);
    let count = reader.count()?;
    let customers = reader.column(count)?;
    let from = read_dates(reader, count)?;
    let reasons = read_texts(reader, count)?;
    let until = reader.sparse(count)?;
    reader.finish()?;
    let mut pauses = Vec::with_capacity(count);
    for (place, reason) in reasons.into_iter().enumerate() {
        let customer = CustomerId(id(customers[place])?);
        pauses.push(Pause { id: PauseId::from_index(place), customer, from: from[place], until: None, reason, invoice: None });
    }
    for (place, days) in until {
        pauses[place].until = Some(date_after(pauses[place].from, days)?);
    }
    Ok(pauses)
}

/// The invoice that a pause is about; most pauses are about everything and have none.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store::codec) struct PausedInvoice {
    pause: PauseId,
    invoice: InvoiceId,
}

pub(in crate::store::codec) fn paused_invoices(pauses: &[Pause]) -> Vec<PausedInvoice> {
    pauses.iter().filter_map(|pause| Some(PausedInvoice { pause: pause.id, invoice: pause.invoice? })).collect()
}

pub(in crate::store::codec) fn add_paused_invoices(pauses: &mut [Pause], invoices: Vec<PausedInvoice>) -> Result<(), CodecError> {
    for kept in invoices {
        let found = pauses.get_mut(kept.pause.index()).ok_or_else(|| CodecError::damaged("a pause that is not there"))?;
        found.invoice = Some(kept.invoice);
    }
    Ok(())
}
