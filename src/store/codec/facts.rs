//! All facts of a ledger, or the batch of one import, as packed bytes.
//!
//! Each table is a section, each field of a table a column (see `tables`). What is rare or long (messages, plans,
//! imports, policy, settings) is JSON inside its section. The bytes are meant to be deflated.
//!
//! Measured with 100,000 invoices, 95,000 payments and allocations, 1,000 customers with addresses (November 2026, the
//! release profile's `opt-level = "z"` without link-time optimisation, native, a busy machine of two cores):
//!
//! | what | figure |
//! |---|---|
//! | packed | 2,157,702 bytes (JSON: 29,963,248) |
//! | deflated at level 3, as stored, in base64 | **8.3 characters per invoice** with payment, allocation and customers |
//! | the same at level 6 (1) | 8.2 (8.9), in 2.2 times (0.4 times) the time |
//! | random document numbers and a random reference on every payment | 16 per invoice |
//! | pack; unpack; hash | 120–170 ms; 50–80 ms; 3 ms |
//! | inflate; JSON parsed instead | 9 ms; 500 ms |
//!
//! `tests/core/properties_codec.rs` holds the sizes; `make bench` measures again.

use super::sections::{HEADER_BYTES, SectionReader, SectionWriter, Tag};
use super::tables::allocations::{Link, complete, links, read_links};
use super::tables::credits::{Known, add_kinds, kinds, read_credit_notes, read_payments, write_credit_notes, write_payments};
use super::tables::invoices::InvoiceTable;
use super::tables::{Currencies, FirstIds, allocations, customers, follow_up, ids_are_places, invoice_extras, invoices};
use super::wire::Reader;
use super::{CodecError, known};
use crate::domain::credit::{Allocation, CreditNote, CreditSource, Payment};
use crate::domain::customer::Customer;
use crate::domain::dispute::Dispute;
use crate::domain::facts::{Batch, Facts};
use crate::domain::invoice::Invoice;
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Write;

const FACTS: u8 = b'F';
const BATCH: u8 = b'B';

/// Packs all facts. Equal facts give equal bytes.
///
/// Ids are places in their lists, as in every ledger; facts of which that is not true have no packed form (see
/// [`is_packable`]) and `Ledger::from_facts` refuses them.
pub fn pack(facts: &Facts) -> Vec<u8> {
    let mut sections = SectionWriter::default();
    sections.add(Tag::Settings, known::write(&facts.settings).into_bytes());
    sections.add(Tag::Policy, known::write(&facts.policy).into_bytes());
    Documents::of_facts(facts).write(&FirstIds::LEDGER, &mut sections);
    sections.add(Tag::DueDateChanges, follow_up::write_due_date_changes(&facts.due_date_changes));
    sections.add(Tag::Pauses, follow_up::write_pauses(&facts.pauses));
    sections.add(Tag::Messages, json(&facts.messages));
    sections.add(Tag::Plans, json(&facts.plans));
    sections.add(Tag::Imports, json(&facts.imports));
    sections.add(Tag::DisputeCases, json(&follow_up::dispute_cases(&facts.disputes)));
    sections.add(Tag::Promises, json(&facts.promises));
    sections.add(Tag::Contacts, json(&facts.contacts));
    sections.add(Tag::PolicyVersions, json(&facts.policy_versions));
    sections.add(Tag::Holds, json(&facts.holds));
    sections.add(Tag::PausedInvoices, json(&follow_up::paused_invoices(&facts.pauses)));
    sections.add(Tag::Postponements, json(&facts.postponements));
    sections.add(Tag::Settlements, json(&facts.settlements));
    sections.add(Tag::Decisions, json(&facts.decisions));
    sections.add(Tag::PlanOffers, json(&facts.plan_offers));
    sections.add(Tag::Agreements, json(&facts.agreements));
    sections.add(Tag::Refunds, json(&facts.refunds));
    sections.add(Tag::Allowance, json(&facts.allowance));
    sections.add(Tag::Reserves, json(&facts.reserves));
    sections.add(Tag::WriteOffs, json(&facts.write_offs));
    sections.add(Tag::Recoveries, json(&facts.recoveries));
    sections.finish(FACTS)
}

/// Reads what [`pack`] wrote.
///
/// Takes any bytes: what is not packed facts is an error, never a panic, and memory stays in proportion to the
/// number of bytes. Whether the facts fit together is not checked here.
pub fn unpack(bytes: &[u8]) -> Result<Facts, CodecError> {
    let sections = SectionReader::open(bytes, FACTS)?;
    let mut documents = OwnedDocuments::read(&FirstIds::LEDGER, &sections)?;
    follow_up::add_dispute_cases(&mut documents.disputes, from_json(&sections, Tag::DisputeCases, "disputes")?)?;
    let mut pauses = follow_up::read_pauses(sections.body(Tag::Pauses))?;
    follow_up::add_paused_invoices(&mut pauses, from_json(&sections, Tag::PausedInvoices, "pauses")?)?;
    Ok(Facts {
        settings: known::read(sections.text(Tag::Settings)?, "settings")?,
        policy: known::read(sections.text(Tag::Policy)?, "policy")?,
        customers: documents.customers,
        invoices: documents.invoices,
        due_date_changes: follow_up::read_due_date_changes(sections.body(Tag::DueDateChanges))?,
        credit_notes: documents.credit_notes,
        payments: documents.payments,
        allocations: documents.allocations,
        disputes: documents.disputes,
        pauses,
        messages: from_json(&sections, Tag::Messages, "messages")?,
        plans: from_json(&sections, Tag::Plans, "plans")?,
        imports: from_json(&sections, Tag::Imports, "imports")?,
        promises: from_json(&sections, Tag::Promises, "promises")?,
        contacts: from_json(&sections, Tag::Contacts, "contacts")?,
        holds: from_json(&sections, Tag::Holds, "holds")?,
        policy_versions: from_json(&sections, Tag::PolicyVersions, "policy versions")?,
        postponements: from_json(&sections, Tag::Postponements, "postponements")?,
        settlements: from_json(&sections, Tag::Settlements, "settlements")?,
        decisions: from_json(&sections, Tag::Decisions, "decisions")?,
        plan_offers: from_json(&sections, Tag::PlanOffers, "plan offers")?,
        agreements: from_json(&sections, Tag::Agreements, "agreements")?,
        refunds: from_json(&sections, Tag::Refunds, "refunds")?,
        allowance: from_json(&sections, Tag::Allowance, "allowance")?,
        reserves: from_json(&sections, Tag::Reserves, "reserves")?,
        write_offs: from_json(&sections, Tag::WriteOffs, "write-offs")?,
        recoveries: from_json(&sections, Tag::Recoveries, "recoveries")?,
    })
}

/// Whether [`pack`] keeps everything: every record's id is its place.
pub fn is_packable(facts: &Facts) -> bool {
    ids_are_places(facts)
}

/// Packs the records of one import; the first id of each table is kept with them. `None` when ids within a table do
/// not follow one another, which `decide` never does.
pub fn pack_batch(batch: &Batch) -> Option<Vec<u8>> {
    let first = FirstIds::of_batch(batch)?;
    let mut sections = SectionWriter::default();
    sections.add(Tag::FirstIds, first.write());
    Documents::of_batch(batch).write(&first, &mut sections);
    Some(sections.finish(BATCH))
}

/// Reads what [`pack_batch`] wrote; errors as for [`unpack`].
pub fn unpack_batch(bytes: &[u8]) -> Result<Batch, CodecError> {
    let sections = SectionReader::open(bytes, BATCH)?;
    let first = FirstIds::read(sections.body(Tag::FirstIds))?;
    let OwnedDocuments { customers, invoices, credit_notes, payments, allocations, disputes } = OwnedDocuments::read(&first, &sections)?;
    Ok(Batch { customers, invoices, credit_notes, payments, allocations, disputes })
}

/// The first 32 hexadecimal digits of the SHA-256 of the packed facts, versions left out: equal for equal facts.
///
/// Pass the result of [`pack`] to [`packed_hash`] instead when it is at hand.
pub fn state_hash(facts: &Facts) -> String {
    packed_hash(&pack(facts))
}

/// The [`state_hash`] of facts that are packed already.
pub fn packed_hash(packed: &[u8]) -> String {
    let digest = Sha256::digest(packed.get(HEADER_BYTES..).unwrap_or_default());
    digest.iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    })
}

fn json<T: Serialize>(records: &Vec<T>) -> Vec<u8> {
    if records.is_empty() { Vec::new() } else { known::write(records).into_bytes() }
}

fn from_json<T: DeserializeOwned + Serialize>(sections: &SectionReader, tag: Tag, what: &str) -> Result<Vec<T>, CodecError> {
    let text = sections.text(tag)?;
    if text.is_empty() { Ok(Vec::new()) } else { known::read(text, what) }
}

/// The tables that a ledger and a batch have in common.
struct Documents<'a> {
    customers: &'a [Customer],
    invoices: &'a [Invoice],
    credit_notes: &'a [CreditNote],
    payments: &'a [Payment],
    allocations: &'a [Allocation],
    disputes: &'a [Dispute],
}

struct OwnedDocuments {
    customers: Vec<Customer>,
    invoices: Vec<Invoice>,
    credit_notes: Vec<CreditNote>,
    payments: Vec<Payment>,
    allocations: Vec<Allocation>,
    disputes: Vec<Dispute>,
}

impl<'a> Documents<'a> {
    fn of_facts(facts: &'a Facts) -> Self {
        let Facts { customers, invoices, credit_notes, payments, allocations, disputes, .. } = facts;
        Self { customers, invoices, credit_notes, payments, allocations, disputes }
    }

    fn of_batch(batch: &'a Batch) -> Self {
        let Batch { customers, invoices, credit_notes, payments, allocations, disputes } = batch;
        Self { customers, invoices, credit_notes, payments, allocations, disputes }
    }

    fn currencies(&self) -> Currencies {
        let invoices = self.invoices.iter().map(|invoice| invoice.amount);
        let payments = self.payments.iter().map(|payment| payment.amount);
        let credit_notes = self.credit_notes.iter().map(|note| note.amount);
        let allocations = self.allocations.iter().map(|allocation| allocation.amount);
        Currencies::of(invoices.chain(payments).chain(credit_notes).chain(allocations).map(|amount| amount.currency()))
    }

    fn write(&self, first: &FirstIds, sections: &mut SectionWriter) {
        let currencies = &self.currencies();
        let table = InvoiceTable { first: first.invoices, list: self.invoices };
        let links: &[Link] = &links(self.allocations);
        let known = Known { first, currencies, invoices: table, links };
        let dated = dates_of(first, self.payments, self.credit_notes);
        sections.add(Tag::Currencies, currencies.write());
        sections.add(Tag::Customers, customers::write(self.customers));
        sections.add(Tag::CustomerExtras, json(&customers::extras(self.customers)));
        sections.add(Tag::Invoices, invoices::write(self.invoices, currencies));
        sections.add(Tag::InvoiceExtras, json(&invoice_extras::extras(self.invoices)));
        sections.add(Tag::CreditNotes, write_credit_notes(self.credit_notes, &known));
        sections.add(Tag::CreditNoteExtras, json(&kinds(self.credit_notes)));
        sections.add(Tag::Payments, write_payments(self.payments, &known));
        sections.add(Tag::Allocations, allocations::write(self.allocations, first, currencies, table, dated));
        sections.add(Tag::Disputes, follow_up::write_disputes(self.disputes));
    }
}

impl OwnedDocuments {
    fn read(first: &FirstIds, sections: &SectionReader) -> Result<Self, CodecError> {
        let currencies = &Currencies::read(sections.body(Tag::Currencies))?;
        let mut invoices = invoices::read(sections.body(Tag::Invoices), first.invoices, currencies)?;
        invoice_extras::add_extras(&mut invoices, from_json(sections, Tag::InvoiceExtras, "invoices")?)?;
        let table = InvoiceTable { first: first.invoices, list: &invoices };
        let mut reader = Reader::new(sections.body(Tag::Allocations));
        let allocated = !sections.body(Tag::Allocations).is_empty();
        let links = if allocated { read_links(&mut reader, first, currencies, table)? } else { Vec::new() };
        let known = Known { first, currencies, invoices: table, links: &links };
        let mut credit_notes = read_credit_notes(sections.body(Tag::CreditNotes), &known)?;
        add_kinds(&mut credit_notes, from_json(sections, Tag::CreditNoteExtras, "credit notes")?)?;
        let payments = read_payments(sections.body(Tag::Payments), &known)?;
        let allocations = if allocated {
            let dated = dates_of(first, &payments, &credit_notes);
            complete(&mut reader, &links, first.allocations, table, dated)?
        } else {
            Vec::new()
        };
        let mut customers = customers::read(sections.body(Tag::Customers), first.customers)?;
        customers::add_extras(&mut customers, from_json(sections, Tag::CustomerExtras, "customers")?)?;
        Ok(Self {
            customers,
            credit_notes,
            payments,
            allocations,
            disputes: follow_up::read_disputes(sections.body(Tag::Disputes), first.disputes)?,
            invoices,
        })
    }
}

/// The dates of credits, for those that are in the tables.
fn dates_of<'a>(
    first: &'a FirstIds,
    payments: &'a [Payment],
    credit_notes: &'a [CreditNote],
) -> impl Fn(CreditSource) -> Option<NaiveDate> + 'a {
    move |source| match source {
        CreditSource::Payment(id) => payments.get(id.0.checked_sub(first.payments)? as usize).map(|payment| payment.received),
        CreditSource::CreditNote(id) => credit_notes.get(id.0.checked_sub(first.credit_notes)? as usize).map(|note| note.issued),
    }
}
