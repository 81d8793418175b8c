//! Everything the ledger knows, as plain lists of dated facts.
//!
//! This is what a snapshot and the JSON file hold. Columns, indexes and balances are derived from it and are
//! deliberately absent. The place of a record in its list is its id minus one.

use super::agreement::Agreement;
use super::allowance::AllowanceEntry;
use super::contact_log::ContactEntry;
use super::credit::{Allocation, CreditNote, Payment};
use super::credit_decision::CreditDecision;
use super::customer::Customer;
use super::dispute::{Dispute, Pause};
use super::hold::Hold;
use super::ids::ImportId;
use super::invoice::{DueDateChange, Invoice};
use super::message::Message;
use super::plan::Plan;
use super::plan_offer::PlanOffer;
use super::policy::{CreditPolicy, PolicyVersion};
use super::postponement::Postponement;
use super::promise::PromiseToPay;
use super::recovery::Recovery;
use super::refund::Refund;
use super::reserve::Reserve;
use super::settings::Settings;
use super::settlement_offer::SettlementOffer;
use super::write_off::WriteOff;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How many records of each kind an import added, beginning where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// Place of the first record in its list.
    pub first: u32,
    /// How many.
    pub count: u32,
}

impl Span {
    /// The places in the list.
    pub fn range(self) -> std::ops::Range<usize> {
        let first = self.first as usize;
        first..first.saturating_add(self.count as usize)
    }
}

/// One import of a file and what it added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// Position in the ledger, from 1.
    pub id: ImportId,
    /// The day of the import.
    pub on: NaiveDate,
    /// The file's name.
    pub source: String,
    /// Hash of the file's content.
    pub fingerprint: String,
    /// Customers added.
    pub customers: Span,
    /// Invoices added.
    pub invoices: Span,
    /// Credit notes added.
    pub credit_notes: Span,
    /// Payments added.
    pub payments: Span,
    /// Disputes added.
    pub disputes: Span,
    /// The day it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<NaiveDate>,
}

/// The ledger's facts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// The business and how it counts.
    pub settings: Settings,
    /// The rules of chasing.
    pub policy: CreditPolicy,
    /// Who owes.
    pub customers: Vec<Customer>,
    /// What they owe.
    pub invoices: Vec<Invoice>,
    /// Due dates that were moved.
    pub due_date_changes: Vec<DueDateChange>,
    /// What was forgiven.
    pub credit_notes: Vec<CreditNote>,
    /// What was paid.
    pub payments: Vec<Payment>,
    /// Which credit pays which invoice.
    pub allocations: Vec<Allocation>,
    /// What is contested.
    pub disputes: Vec<Dispute>,
    /// Who is left in peace.
    pub pauses: Vec<Pause>,
    /// What was said.
    pub messages: Vec<Message>,
    /// What was agreed.
    pub plans: Vec<Plan>,
    /// Where data came from.
    pub imports: Vec<ImportRecord>,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<PromiseToPay>,
    /// Calls, visits and notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactEntry>,
    /// Who gets nothing on credit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// Which tasks were put off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub postponements: Vec<Postponement>,
    /// Which smaller sums were offered to be taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settlements: Vec<SettlementOffer>,
    /// What was decided about orders on credit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<CreditDecision>,
    /// Which plans were offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan_offers: Vec<PlanOffer>,
    /// What was agreed in writing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// What was given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<Refund>,
    /// What was set aside for debts that will probably not be paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowance: Vec<AllowanceEntry>,
    /// Which accounts are judged one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserves: Vec<Reserve>,
    /// What was given up, in the order of its credit notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub write_offs: Vec<WriteOff>,
    /// What came of that, in the order of its documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recoveries: Vec<Recovery>,
    /// When versions of the policy began, and what held before; in the order of their days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policy_versions: Vec<PolicyVersion>,
}

/// Records that one import adds, with their final ids.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Batch {
    /// New customers.
    pub customers: Vec<Customer>,
    /// New invoices.
    pub invoices: Vec<Invoice>,
    /// New credit notes.
    pub credit_notes: Vec<CreditNote>,
    /// New payments.
    pub payments: Vec<Payment>,
    /// Their allocations.
    pub allocations: Vec<Allocation>,
    /// New disputes.
    pub disputes: Vec<Dispute>,
}

impl Batch {
    /// Whether nothing would be added.
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
            && self.invoices.is_empty()
            && self.credit_notes.is_empty()
            && self.payments.is_empty()
            && self.allocations.is_empty()
            && self.disputes.is_empty()
    }
}
