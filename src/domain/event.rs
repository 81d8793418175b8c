//! What happened: the persisted vocabulary of the ledger.
//!
//! Events hold finished facts (ids, allocations, schedules), so applying them needs no decision. New kinds may be
//! added; existing ones keep their meaning for ever.

use super::agreement::{Agreement, Party, Signature};
use super::allowance::AllowanceEntry;
use super::contact_log::ContactEntry;
use super::credit::{Allocation, CreditNote, Payment, ReversalReason};
use super::credit_decision::{CreditDecision, DecisionEnd};
use super::customer::{Customer, CustomerDetails};
use super::dispute::{Dispute, DisputeCase, DisputeOutcome, Pause};
use super::facts::{Batch, Facts, ImportRecord};
use super::hold::{Hold, HoldRelease};
use super::ids::{
    AgreementId, AllocationId, AllowanceEntryId, ContactId, CreditNoteId, CustomerId, DecisionId, DisputeId, HoldId, ImportId, InvoiceId,
    MessageId, PauseId, PaymentId, PlanId, PlanOfferId, PostponementId, PromiseId, RecoveryId, RefundId, ReserveId, SettlementId,
};
use super::invoice::Invoice;
use super::invoice_terms::InvoiceTerms;
use super::message::{Message, MessageState};
use super::plan::{Plan, PlanDefault, PlanEnd};
use super::plan_offer::{OfferEnd, PlanOffer};
use super::policy::{CreditPolicy, PolicyVersion};
use super::postponement::Postponement;
use super::promise::PromiseToPay;
use super::recovery::Recovery;
use super::refund::Refund;
use super::reserve::Reserve;
use super::restore::Restorable;
use super::settings::Settings;
use super::settlement_offer::SettlementOffer;
use super::write_off::WriteOff;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened to the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[allow(missing_docs)] // the field names are the documentation; each type is documented where it is defined
pub enum Event {
    /// A customer was entered.
    CustomerAdded { customer: Customer },
    /// Name, contacts or terms were changed.
    CustomerChanged { customer: CustomerId, details: CustomerDetails },
    /// A customer without documents was taken out.
    CustomerRemoved { customer: CustomerId },
    /// An invoice was entered.
    InvoiceIssued { invoice: Invoice },
    /// An invoice stopped counting, and with it these fees and interest for it that were not paid, none before it was posted.
    InvoiceVoided {
        invoice: InvoiceId,
        on: NaiveDate,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        charges: Vec<InvoiceId>,
    },
    /// A due date was moved.
    DueDateChanged { invoice: InvoiceId, on: NaiveDate, due: NaiveDate },
    /// What paying an invoice early earns was changed.
    InvoiceTermsChanged { invoice: InvoiceId, terms: Option<InvoiceTerms> },
    /// A credit note was entered, with its allocations.
    CreditNoteIssued { credit_note: CreditNote, allocations: Vec<Allocation> },
    /// A credit note stopped counting.
    CreditNoteVoided { credit_note: CreditNoteId, on: NaiveDate },
    /// Money came in, with its allocations, and what it earned (a discount, the end of a settlement) was credited.
    PaymentRecorded {
        payment: Payment,
        allocations: Vec<Allocation>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        granted: Vec<(CreditNote, Vec<Allocation>)>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settles: Option<SettlementId>,
    },
    /// A payment stopped counting.
    PaymentReversed { payment: PaymentId, on: NaiveDate, reason: ReversalReason },
    /// A payment that was taken back counts as if it never had been, with these of its allocations and of what was granted with it.
    PaymentRestored {
        payment: PaymentId,
        allocations: Vec<AllocationId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        credit_notes: Vec<CreditNoteId>,
    },
    /// Unapplied credit was used.
    CreditAllocated { allocations: Vec<Allocation> },
    /// An allocation was released: its credit is unapplied again.
    AllocationReleased { allocation: AllocationId, on: NaiveDate },
    /// Allocations were taken back, each from its own day on.
    AllocationsTakenBack { allocations: Vec<AllocationId> },
    /// An invoice is contested.
    DisputeRaised { dispute: Dispute },
    /// A dispute is over.
    DisputeClosed { dispute: DisputeId, on: NaiveDate },
    /// More is known of an open dispute.
    DisputeChanged { dispute: DisputeId, case: DisputeCase },
    /// A dispute is over, and the owner said how; what was agreed is credited.
    DisputeSettled { dispute: DisputeId, on: NaiveDate, outcome: DisputeOutcome, credit: Option<(CreditNote, Vec<Allocation>)> },
    /// A customer promised to pay.
    PromiseMade { promise: PromiseToPay },
    /// A promise no longer stands.
    PromiseWithdrawn { promise: PromiseId, on: NaiveDate },
    /// Owner and customer were in touch.
    ContactLogged { contact: ContactEntry },
    /// An entry of the log was a mistake.
    ContactStruck { contact: ContactId },
    /// A customer gets nothing more on credit.
    HoldSet { hold: Hold },
    /// A customer gets credit again.
    HoldReleased { hold: HoldId, release: HoldRelease },
    /// The owner decided about an order on credit.
    DecisionRecorded { decision: CreditDecision },
    /// It was said what became of an order.
    DecisionSettled { decision: DecisionId, end: DecisionEnd },
    /// A task of the worklist was put off.
    TaskPostponed { postponement: Postponement },
    /// A task is back on the worklist.
    TaskResumed { postponement: PostponementId },
    /// What had ended goes on as if it had not.
    Restored { what: Restorable },
    /// A customer is left in peace.
    RemindersPaused { pause: Pause },
    /// Reminders run again.
    RemindersResumed { pause: PauseId, on: NaiveDate },
    /// A message was handed to the owner.
    MessagePrepared { message: Message },
    /// A message was sent, skipped or discarded.
    MessageSettled { message: MessageId, state: MessageState },
    /// Late fees, interest and the like were posted.
    ChargesPosted { documents: Vec<Invoice> },
    /// Charges were taken back, each from its own day on.
    ChargesTakenBack { charges: Vec<InvoiceId> },
    /// What a charge still owed was waived; the note holds the reason.
    ChargeWaived { invoice: InvoiceId, credit_note: CreditNote, allocation: Allocation },
    /// A debt was given up; the credit note says how much of it, and who approved.
    WrittenOff { write_off: WriteOff, credit_note: CreditNote, allocation: Allocation },
    /// Money came for a written-off debt: a new payment or one that was there; the document puts just that back on the books.
    Recovered { recovery: Recovery, payment: Option<Payment>, document: Invoice, allocation: Allocation },
    /// A recovery was taken back; its money is unapplied credit.
    RecoveryTakenBack { recovery: RecoveryId },
    /// A plan was accepted; interest, if any, is a document of its own.
    PlanAccepted { plan: Plan, interest: Option<Invoice> },
    /// A plan was offered.
    PlanOffered { offer: PlanOffer },
    /// An offer ended without a plan.
    OfferSettled { offer: PlanOfferId, end: OfferEnd },
    /// A plan was ended; interest not earned is credited.
    PlanEnded {
        plan: PlanId,
        end: PlanEnd,
        #[serde(with = "super::one_or_more")]
        interest_credit: Option<(CreditNote, Vec<Allocation>)>,
    },
    /// A plan is in default; when that makes all that is left due, interest not earned is credited.
    PlanDefaulted { plan: PlanId, default: PlanDefault, interest_credit: Option<(CreditNote, Vec<Allocation>)> },
    /// A plan in default goes on from a day.
    PlanReinstated { plan: PlanId, on: NaiveDate },
    /// A plan ended and another took its place.
    PlanRestructured {
        ended: PlanId,
        end: PlanEnd,
        interest_credit: Option<(CreditNote, Vec<Allocation>)>,
        plan: Plan,
        interest: Option<Invoice>,
    },
    /// The plan that took the place of another never was, and the other goes on.
    RestructureTakenBack { plan: PlanId, interest_credit: Option<(CreditNote, Vec<Allocation>)> },
    /// A smaller sum was offered to be taken.
    SettlementOffered { offer: SettlementOffer },
    /// The offer does not stand any more.
    SettlementWithdrawn { settlement: SettlementId, on: NaiveDate },
    /// The words of an agreement were put on record.
    AgreementMade { agreement: Agreement },
    /// One side signed, or its signature was taken back.
    AgreementSigned { agreement: AgreementId, party: Party, signature: Option<Signature> },
    /// An agreement was taken back.
    AgreementTakenBack { agreement: AgreementId },
    /// Unapplied credit was given back.
    CreditRefunded { refund: Refund },
    /// A refund was taken back.
    RefundTakenBack { refund: RefundId },
    /// The allowance for doubtful accounts was moved.
    AllowancePosted { entry: AllowanceEntry },
    /// That was taken back.
    AllowanceTakenBack { entry: AllowanceEntryId },
    /// An account is judged by itself.
    ReserveSet { reserve: Reserve },
    /// It is judged as all others again.
    ReserveEnded { reserve: ReserveId, on: NaiveDate },
    /// The credit policy was changed.
    PolicyChanged { policy: CreditPolicy },
    /// A new version of the credit policy begins on a day.
    PolicyBegun { policy: CreditPolicy, version: PolicyVersion },
    /// The last version of the credit policy was taken back; the one before it stands for good.
    PolicyTakenBack { policy: CreditPolicy },
    /// The settings were changed.
    SettingsChanged { settings: Settings },
    /// A file was imported.
    FileImported { import: ImportRecord, batch: Box<Batch> },
    /// An import was taken back.
    ImportUndone { import: ImportId, on: NaiveDate },
    /// The whole ledger was replaced (a ledger file, the sample shop, a fresh start).
    LedgerReplaced { facts: Box<Facts> },
}
