//! Allocations: the links first (they predict the credits), the dates last (the credits predict them).

use super::invoices::InvoiceTable;
use super::{Currencies, DAY_ZERO, FirstIds, date_after, day, id, nth};
use crate::domain::credit::{Allocation, CreditSource};
use crate::domain::ids::{AllocationId, CreditNoteId, InvoiceId, PaymentId};
use crate::domain::money::Money;
use crate::store::codec::CodecError;
use crate::store::codec::wire::{Reader, Writer, unzigzag, zigzag};
use chrono::NaiveDate;

/// An allocation without its dates.
#[derive(Debug, Clone, Copy)]
pub(in crate::store::codec) struct Link {
    pub(super) source: CreditSource,
    pub(super) invoice: InvoiceId,
    pub(super) amount: Money,
}

pub(in crate::store::codec) fn links(allocations: &[Allocation]) -> Vec<Link> {
    let link = |allocation: &Allocation| Link { source: allocation.source, invoice: allocation.invoice, amount: allocation.amount };
    allocations.iter().map(link).collect()
}

/// Foretells an allocation's source: mostly the payment (or credit note) after the last one.
struct Sources {
    next: [u32; 2],
}

impl Sources {
    fn new(first: &FirstIds) -> Self {
        Self { next: [first.payments, first.credit_notes] }
    }

    fn code(&mut self, source: CreditSource) -> u64 {
        let (kind, id) = match source {
            CreditSource::Payment(id) => (0, id.0),
            CreditSource::CreditNote(id) => (1, id.0),
        };
        let expected = std::mem::replace(&mut self.next[kind], id.wrapping_add(1));
        zigzag(i64::from(id) - i64::from(expected)) << 1 | kind as u64
    }

    fn source(&mut self, code: u64) -> Result<CreditSource, CodecError> {
        let kind = (code & 1) as usize;
        let id = id(i64::from(self.next[kind]).saturating_add(unzigzag(code >> 1)) as u64)?;
        self.next[kind] = id.wrapping_add(1);
        Ok(if kind == 0 { CreditSource::Payment(PaymentId(id)) } else { CreditSource::CreditNote(CreditNoteId(id)) })
    }
}

/// Foretells an allocation's amount: what its invoice still owed, or the whole once that is used up.
struct Owed<'a> {
    invoices: InvoiceTable<'a>,
    left: Vec<i64>,
}

impl<'a> Owed<'a> {
    fn new(invoices: InvoiceTable<'a>) -> Self {
        Self { invoices, left: invoices.list.iter().map(|invoice| invoice.amount.minor()).collect() }
    }

    fn expected(&self, invoice: InvoiceId) -> i64 {
        self.invoices.place(invoice).map_or(0, |place| self.left[place])
    }

    fn used(&mut self, invoice: InvoiceId, minor: i64) {
        if let Some(place) = self.invoices.place(invoice) {
            let left = self.left[place].wrapping_sub(minor);
            self.left[place] = if left > 0 { left } else { self.invoices.list[place].amount.minor() };
        }
    }
}

/// `dated` gives a credit's own date.
pub(in crate::store::codec) fn write(
    allocations: &[Allocation],
    first: &FirstIds,
    currencies: &Currencies,
    invoices: InvoiceTable,
    dated: impl Fn(CreditSource) -> Option<NaiveDate>,
) -> Vec<u8> {
    if allocations.is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.count(allocations.len());
    let mut sources = Sources::new(first);
    writer.column(allocations.iter().map(|allocation| sources.code(allocation.source)));
    let mut before = i64::from(first.invoices);
    writer.signed(allocations.iter().map(|allocation| {
        let id = i64::from(allocation.invoice.0);
        id - std::mem::replace(&mut before, id)
    }));
    writer.column(allocations.iter().map(|allocation| {
        let currency = allocation.amount.currency();
        let same = invoices.get(allocation.invoice).is_some_and(|invoice| invoice.amount.currency() == currency);
        if same { 0 } else { currencies.code(currency) + 1 }
    }));
    let mut owed = Owed::new(invoices);
    writer.signed(allocations.iter().map(|allocation| {
        let minor = allocation.amount.minor();
        let difference = minor.wrapping_sub(owed.expected(allocation.invoice));
        owed.used(allocation.invoice, minor);
        difference
    }));
    let mut base = Base { before: DAY_ZERO, invoices };
    writer.signed(allocations.iter().map(|allocation| {
        let start = base.date(allocation.invoice, dated(allocation.source));
        base.before = allocation.on;
        day(allocation.on) - day(start)
    }));
    writer.sparse(allocations.iter().map(|allocation| allocation.until.map(|until| day(until) - day(allocation.on))));
    writer.into_bytes()
}

/// Foretells the day an allocation begins: the later date of its two documents.
struct Base<'a> {
    before: NaiveDate,
    invoices: InvoiceTable<'a>,
}

impl Base<'_> {
    fn date(&self, invoice: InvoiceId, source: Option<NaiveDate>) -> NaiveDate {
        let issued = self.invoices.get(invoice).map(|invoice| invoice.issued);
        issued.max(source).unwrap_or(self.before)
    }
}

/// Reads the links, and leaves the reader where the dates begin.
pub(in crate::store::codec) fn read_links(
    reader: &mut Reader,
    first: &FirstIds,
    currencies: &Currencies,
    invoices: InvoiceTable,
) -> Result<Vec<Link>, CodecError> {
    let count = reader.count()?;
    let source_codes = reader.column(count)?;
    let invoice_steps = reader.signed(count)?;
    let currency_codes = reader.column(count)?;
    let amounts = reader.signed(count)?;
    let mut sources = Sources::new(first);
    let mut owed = Owed::new(invoices);
    let mut before = i64::from(first.invoices);
    let mut links = Vec::with_capacity(count);
    for (place, code) in source_codes.into_iter().enumerate() {
        before = before.saturating_add(invoice_steps[place]);
        let invoice = InvoiceId(id(before as u64)?);
        let currency = match currency_codes[place].checked_sub(1) {
            Some(code) => currencies.get(code)?,
            None => {
                let found = invoices.get(invoice).ok_or_else(|| CodecError::damaged("an allocation has no currency"))?;
                found.amount.currency()
            }
        };
        let minor = owed.expected(invoice).wrapping_add(amounts[place]);
        owed.used(invoice, minor);
        links.push(Link { source: sources.source(code)?, invoice, amount: Money::from_minor(minor, currency) });
    }
    Ok(links)
}

/// Completes the links with their dates.
pub(in crate::store::codec) fn complete(
    reader: &mut Reader,
    links: &[Link],
    first: u32,
    invoices: InvoiceTable,
    dated: impl Fn(CreditSource) -> Option<NaiveDate>,
) -> Result<Vec<Allocation>, CodecError> {
    let offsets = reader.signed(links.len())?;
    let ended = reader.sparse(links.len())?;
    reader.finish()?;
    let mut base = Base { before: DAY_ZERO, invoices };
    let mut allocations = Vec::with_capacity(links.len());
    for (place, (link, offset)) in links.iter().zip(offsets).enumerate() {
        let Link { source, invoice, amount } = *link;
        let on = date_after(base.date(invoice, dated(source)), offset)?;
        base.before = on;
        allocations.push(Allocation { id: AllocationId(nth(first, place)), source, invoice, amount, on, until: None });
    }
    for (place, days) in ended {
        allocations[place].until = Some(date_after(allocations[place].on, days)?);
    }
    Ok(allocations)
}
