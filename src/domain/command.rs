//! What the owner asks for. A command may be refused; an event never is.

use super::agreement::{AgreementWords, Party, Signature};
use super::allowance::AllowanceDraft;
use super::charge::ChargeDraft;
use super::contact_log::{ContactKind, ContactOutcome, NonPaymentReason};
use super::credit::{CreditSource, ReversalReason};
use super::credit_decision::{DecisionEnd, Ruling};
use super::customer::CustomerDetails;
use super::dispute::{DisputeCase, DisputeVerdict};
use super::facts::Facts;
use super::ids::{
    AgreementId, AllocationId, AllowanceEntryId, ContactId, CreditNoteId, CustomerId, DecisionId, DisputeId, HoldId, ImportId, InvoiceId,
    MessageId, PauseId, PaymentId, PlanId, PlanOfferId, PostponementId, PromiseId, RecoveryId, RefundId, ReserveId, SettlementId,
    WriteOffId,
};
use super::import::ImportBatch;
use super::invoice_terms::{InvoiceTerms, TermsChoice};
use super::message::{MessageContent, MessageState};
use super::money::Money;
use super::plan_offer::OfferAnswer;
use super::policy::CreditPolicy;
use super::postponement::TaskSubject;
use super::recovery::RecoveredMoney;
use super::restore::Restorable;
use super::schedule::AgreedTerms;
use super::settings::Settings;
use super::write_off::WriteOffDraft;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An invoice as the owner enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceDraft {
    /// Who owes it.
    pub customer: CustomerId,
    /// The number on the document.
    pub number: String,
    /// Invoice date.
    pub issued: NaiveDate,
    /// Due date; `None` means invoice date plus the net terms.
    pub due: Option<NaiveDate>,
    /// Gross amount.
    pub amount: Money,
    /// The owner's note.
    pub note: String,
    /// What paying it early earns.
    #[serde(default)]
    pub terms: TermsChoice,
}

/// A discount that the owner gives with a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscountGrant {
    /// On which invoice.
    pub invoice: InvoiceId,
    /// Why, although its last day had passed; empty when it is earned in time.
    pub reason: String,
}

/// How credit is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocationChoice {
    /// By the order of the policy, usually the oldest due first, until the credit or the debt is used up (domain rules §7).
    OldestFirst,
    /// As the owner or the customer says.
    Chosen(Vec<(InvoiceId, Money)>),
    /// Leave it as unapplied credit.
    Unapplied,
    /// On the invoices of a settlement offer; when the sum is complete in time, the rest is forgiven. For payments only.
    Settlement(SettlementId),
}

/// A promise as the owner enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseDraft {
    /// Who gave it.
    pub customer: CustomerId,
    /// The day it was given.
    pub made: NaiveDate,
    /// The last day on which the money is to be there.
    pub due: NaiveDate,
    /// How much.
    pub amount: Money,
    /// The documents it is about; empty for whatever is owed in its currency.
    pub invoices: Vec<InvoiceId>,
    /// The person who gave it.
    pub by: String,
    /// The owner's note.
    pub note: String,
}

/// An entry of the contact log as the owner makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDraft {
    /// With whom, or about whom.
    pub customer: CustomerId,
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub kind: ContactKind,
    /// What came of it.
    pub outcome: Option<ContactOutcome>,
    /// Why they have not paid.
    pub reason: Option<NonPaymentReason>,
    /// With which person.
    pub person: String,
    /// What was said.
    pub note: String,
    /// The day on which to be in touch again.
    pub next: Option<NaiveDate>,
}

/// A decision about an order as the owner makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionDraft {
    /// Whose order.
    pub customer: CustomerId,
    /// The day of the decision.
    pub on: NaiveDate,
    /// The order's number or name.
    pub order: String,
    /// What the order comes to.
    pub amount: Money,
    /// What the owner decides.
    pub decided: Ruling,
    /// What the rule says.
    pub proposed: Ruling,
    /// The reasons and figures of the rule, in words.
    pub reasons: Vec<String>,
    /// The owner's own word.
    pub word: String,
}

/// A settlement offer as the owner makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementDraft {
    /// To whom.
    pub customer: CustomerId,
    /// The debt it settles.
    pub invoices: Vec<InvoiceId>,
    /// The sum that settles it.
    pub pay: Money,
    /// Since when it stands.
    pub made: NaiveDate,
    /// The last day on which the sum may come.
    pub until: NaiveDate,
    /// The owner's note.
    pub note: String,
}

/// What is credited when a dispute ends: the number of the credit note and its amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeCredit {
    /// The number on the credit note.
    pub number: String,
    /// How much, at most what the invoice owes.
    pub amount: Money,
}

/// One request to the ledger. `today` comes beside it, never inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
#[allow(missing_docs)] // the field names are the documentation; each type is documented where it is defined
pub enum Command {
    /// Enter a customer.
    AddCustomer { details: CustomerDetails },
    /// Change what is known of a customer.
    ChangeCustomer { customer: CustomerId, details: CustomerDetails },
    /// Take out a customer that has no documents.
    RemoveCustomer { customer: CustomerId },
    /// Enter an invoice.
    IssueInvoice { draft: InvoiceDraft },
    /// Make an invoice stop counting from a day on.
    VoidInvoice { invoice: InvoiceId, on: NaiveDate },
    /// Move a due date.
    ChangeDueDate { invoice: InvoiceId, due: NaiveDate },
    /// Change what paying an invoice early earns.
    ChangeInvoiceTerms { invoice: InvoiceId, terms: Option<InvoiceTerms> },
    /// Enter a credit note.
    IssueCreditNote { customer: CustomerId, number: String, issued: NaiveDate, amount: Money, note: String, choice: AllocationChoice },
    /// Make a credit note stop counting.
    VoidCreditNote { credit_note: CreditNoteId, on: NaiveDate },
    /// Record money that came in.
    RecordPayment {
        customer: CustomerId,
        received: NaiveDate,
        amount: Money,
        method: String,
        reference: String,
        choice: AllocationChoice,
        #[serde(default)]
        discounts: Vec<DiscountGrant>,
    },
    /// Give the discount of an invoice with a payment that was recorded without it.
    GrantDiscount { payment: PaymentId, grant: DiscountGrant, on: NaiveDate },
    /// Take a payment back.
    ReversePayment { payment: PaymentId, on: NaiveDate, reason: ReversalReason },
    /// Make a payment that was taken back count as before, with these of its allocations and of what was granted with it.
    RestorePayment {
        payment: PaymentId,
        allocations: Vec<AllocationId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        credit_notes: Vec<CreditNoteId>,
    },
    /// Use unapplied credit.
    AllocateCredit { source: CreditSource, choice: AllocationChoice },
    /// Make an allocation unapplied credit again.
    ReleaseAllocation { allocation: AllocationId, on: NaiveDate },
    /// Make allocations as if they had never been: each ends on the day it began.
    TakeBackAllocations { allocations: Vec<AllocationId> },
    /// Mark an invoice as contested.
    RaiseDispute { invoice: InvoiceId, on: NaiveDate, reason: String, case: DisputeCase },
    /// End a dispute without a word on how.
    CloseDispute { dispute: DisputeId, on: NaiveDate },
    /// Add to what is known of an open dispute.
    ChangeDispute { dispute: DisputeId, case: DisputeCase },
    /// End a dispute with its outcome.
    SettleDispute { dispute: DisputeId, on: NaiveDate, verdict: DisputeVerdict, note: String, credit: Option<DisputeCredit> },
    /// Put a promise on record.
    MakePromise { draft: PromiseDraft },
    /// A promise no longer stands.
    WithdrawPromise { promise: PromiseId, on: NaiveDate },
    /// Put a call, a visit or a note on record.
    LogContact { draft: ContactDraft },
    /// Take an entry of the log back.
    StrikeContact { contact: ContactId },
    /// Give a customer nothing more on credit.
    SetHold { customer: CustomerId, on: NaiveDate, reason: String },
    /// Give a customer credit again.
    ReleaseHold { hold: HoldId, on: NaiveDate, reason: String },
    /// Put a decision about an order on credit on record.
    RecordDecision { draft: DecisionDraft },
    /// Say what became of an order.
    SettleDecision { decision: DecisionId, end: DecisionEnd },
    /// Put a task off until a day, or for good.
    PostponeTask { customer: CustomerId, subject: TaskSubject, until: Option<NaiveDate>, reason: String },
    /// Put a task back on the worklist.
    ResumeTask { postponement: PostponementId },
    /// Take the end of something back: it goes on as if it had never ended.
    Restore { what: Restorable },
    /// Leave a customer, or one invoice, in peace for a while.
    PauseReminders { customer: CustomerId, invoice: Option<InvoiceId>, from: NaiveDate, until: Option<NaiveDate>, reason: String },
    /// End a pause.
    ResumeReminders { pause: PauseId, on: NaiveDate },
    /// Hand a message to the owner.
    PrepareMessage { content: MessageContent },
    /// The owner sent it.
    ConfirmMessageSent { message: MessageId, on: NaiveDate },
    /// The owner decided not to send it.
    SkipMessage { message: MessageId, on: NaiveDate, reason: String },
    /// Forget that it was prepared.
    DiscardMessage { message: MessageId },
    /// Take back that a message was sent or skipped: it waits for the owner's word again.
    ReopenMessage { message: MessageId },
    /// Take back that a message was discarded: it is again what it was.
    RestoreMessage { message: MessageId, state: MessageState },
    /// Post late fees, interest and the like, each as a document of its own.
    PostCharges { charges: Vec<ChargeDraft>, on: NaiveDate },
    /// Take posted charges back: each counts on no day.
    TakeBackCharges { charges: Vec<InvoiceId> },
    /// Do without what a charge still owes.
    WaiveCharge { invoice: InvoiceId, on: NaiveDate, reason: String },
    /// Give up what a document owes, or a part of it.
    WriteOff { draft: WriteOffDraft },
    /// Put money for a written-off debt on record.
    RecordRecovery { write_off: WriteOffId, money: RecoveredMoney },
    /// Make a recovery as if it had never been; its money becomes unapplied credit.
    TakeBackRecovery { recovery: RecoveryId },
    /// Put a plan in force.
    AcceptPlan { customer: CustomerId, invoices: Vec<InvoiceId>, terms: AgreedTerms, accepted: NaiveDate },
    /// Write a plan down for the customer to accept up to a day.
    OfferPlan { customer: CustomerId, invoices: Vec<InvoiceId>, terms: AgreedTerms, expires: NaiveDate },
    /// Put a plan in force as it was offered.
    AcceptOffer { offer: PlanOfferId, accepted: NaiveDate },
    /// End an offer without a plan.
    SettleOffer { offer: PlanOfferId, on: NaiveDate, answer: OfferAnswer, reason: String },
    /// End a plan.
    EndPlan { plan: PlanId, on: NaiveDate, reason: String },
    /// Put the words of an agreement on a plan on record.
    MakeAgreement { plan: PlanId, made: NaiveDate, words: AgreementWords },
    /// Put on record that one side signed; nothing takes the signature back.
    SignAgreement { agreement: AgreementId, party: Party, signature: Option<Signature> },
    /// Make an agreement that nobody signed as if it had never been.
    TakeBackAgreement { agreement: AgreementId },
    /// Give unapplied credit back.
    RefundCredit { source: CreditSource, amount: Money, on: NaiveDate, method: String, reference: String },
    /// Make a refund as if it had never been.
    TakeBackRefund { refund: RefundId },
    /// Post an entry of the allowance for doubtful accounts.
    PostAllowance { draft: AllowanceDraft },
    /// Make such an entry as if it had never been.
    TakeBackAllowance { entry: AllowanceEntryId },
    /// Judge an account by itself from a day on.
    SetReserve { customer: CustomerId, amount: Money, from: NaiveDate, reason: String },
    /// Judge it as all others again.
    EndReserve { reserve: ReserveId, on: NaiveDate },
    /// A plan is in default.
    DeclareDefault { plan: PlanId, on: NaiveDate },
    /// A plan in default goes on.
    ReinstatePlan { plan: PlanId, on: NaiveDate },
    /// End a plan and put another in its place.
    RestructurePlan { plan: PlanId, invoices: Vec<InvoiceId>, terms: AgreedTerms, accepted: NaiveDate },
    /// Take back that this plan took the place of another.
    TakeBackRestructure { plan: PlanId },
    /// Offer to take a smaller sum.
    OfferSettlement { draft: SettlementDraft },
    /// The offer does not stand any more.
    WithdrawSettlement { settlement: SettlementId, on: NaiveDate },
    /// Change the last version of the credit policy.
    ChangePolicy { policy: CreditPolicy },
    /// Begin a new version of the policy on a day; what held before holds until then.
    BeginPolicy { policy: CreditPolicy, from: NaiveDate, note: String },
    /// Take the last version of the policy back.
    TakeBackPolicy,
    /// Change the settings.
    ChangeSettings { settings: Settings },
    /// Take in a file.
    ImportFile { batch: Box<ImportBatch> },
    /// Take an import back.
    UndoImport { import: ImportId },
    /// Put another ledger in place of this one.
    ReplaceLedger { facts: Box<Facts> },
}
