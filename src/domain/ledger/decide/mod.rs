//! `decide`: may this command happen, and if so, what exactly happens? Pure; one file per noun.

mod agreements;
mod allowance;
mod application;
mod charges;
mod collections;
mod credit_file;
mod credits;
mod customers;
mod decisions;
mod discounts;
mod disputes;
mod followup;
pub mod import;
mod invoices;
mod offers;
mod plan_life;
mod plans;
mod policy;
mod recoveries;
mod refunds;
mod reserves;
mod restore;
mod rests;
mod settlements;
mod write_offs;

use super::{Ledger, check};
use crate::domain::calendar::YEARS;
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::settings::{Business, Settings};
use crate::domain::text_rules::{TextProblem, is_email, limits, text_problem};
use chrono::{Datelike, NaiveDate};

impl Ledger {
    /// Decides a command on the owner's `today`. An error means that nothing happens.
    pub fn decide(&self, command: &Command, today: NaiveDate) -> Result<Event, Rejection> {
        let event = self.event_of(command, today)?;
        self.not_locked(&event)?;
        Ok(event)
    }

    fn event_of(&self, command: &Command, today: NaiveDate) -> Result<Event, Rejection> {
        match command {
            Command::AddCustomer { details } => self.add_customer_event(details, today),
            Command::ChangeCustomer { customer, details } => self.change_customer_event(*customer, details, today),
            Command::RemoveCustomer { customer } => self.remove_customer_event(*customer),
            Command::IssueInvoice { draft } => self.issue_invoice_event(draft),
            Command::VoidInvoice { invoice, on } => self.void_invoice_event(*invoice, *on, today),
            Command::ChangeDueDate { invoice, due } => self.change_due_date_event(*invoice, *due, today),
            Command::ChangeInvoiceTerms { invoice, terms } => self.change_invoice_terms_event(*invoice, terms.as_ref(), today),
            Command::IssueCreditNote { customer, number, issued, amount, note, choice } => {
                self.issue_credit_note_event(*customer, number, *issued, *amount, note, choice, today)
            }
            Command::VoidCreditNote { credit_note, on } => self.void_credit_note_event(*credit_note, *on, today),
            Command::RecordPayment { customer, received, amount, method, reference, choice, discounts } => {
                self.record_payment_event(*customer, *received, *amount, (method, reference), (choice, discounts), today)
            }
            Command::GrantDiscount { payment, grant, on } => self.grant_discount_event(*payment, grant, *on, today),
            Command::ReversePayment { payment, on, reason } => self.reverse_payment_event(*payment, *on, *reason, today),
            Command::RestorePayment { payment, allocations, credit_notes } => {
                self.restore_payment_event(*payment, allocations, credit_notes)
            }
            Command::AllocateCredit { source, choice } => self.allocate_credit_event(*source, choice, today),
            Command::ReleaseAllocation { allocation, on } => self.release_allocation_event(*allocation, *on, today),
            Command::TakeBackAllocations { allocations } => self.take_back_allocations_event(allocations),
            Command::RaiseDispute { invoice, on, reason, case } => self.raise_dispute_event(*invoice, *on, reason, case, today),
            Command::ChangeDispute { dispute, case } => self.change_dispute_event(*dispute, case),
            Command::SettleDispute { dispute, on, verdict, note, credit } => {
                self.settle_dispute_event(*dispute, *on, *verdict, note, credit.as_ref(), today)
            }
            Command::MakePromise { draft } => self.make_promise_event(draft, today),
            Command::WithdrawPromise { promise, on } => self.withdraw_promise_event(*promise, *on, today),
            Command::LogContact { draft } => self.log_contact_event(draft, today),
            Command::StrikeContact { contact } => self.strike_contact_event(*contact),
            Command::RecordDecision { draft } => self.record_decision_event(draft, today),
            Command::SettleDecision { decision, end } => self.settle_decision_event(*decision, end, today),
            Command::PostponeTask { customer, subject, until, reason } => self.postpone_event(*customer, *subject, *until, reason, today),
            Command::ResumeTask { postponement } => self.resume_task_event(*postponement),
            Command::SetHold { customer, on, reason } => self.set_hold_event(*customer, *on, reason, today),
            Command::ReleaseHold { hold, on, reason } => self.release_hold_event(*hold, *on, reason, today),
            Command::Restore { what } => self.restore_event(*what),
            Command::CloseDispute { dispute, on } => self.close_dispute_event(*dispute, *on, today),
            Command::PauseReminders { customer, invoice, from, until, reason } => {
                self.pause_event(*customer, *invoice, *from, *until, reason)
            }
            Command::ResumeReminders { pause, on } => self.resume_event(*pause, *on),
            Command::PrepareMessage { content } => self.prepare_message_event(content, today),
            Command::ConfirmMessageSent { message, on } => self.confirm_sent_event(*message, *on, today),
            Command::SkipMessage { message, on, reason } => self.skip_message_event(*message, *on, reason, today),
            Command::DiscardMessage { message } => self.discard_message_event(*message),
            Command::RestoreMessage { message, state } => self.restore_message_event(*message, state, today),
            Command::ReopenMessage { message } => self.reopen_message_event(*message),
            Command::PostCharges { charges, on } => self.post_charges_event(charges, *on, today),
            Command::TakeBackCharges { charges } => self.take_back_charges_event(charges),
            Command::WaiveCharge { invoice, on, reason } => self.waive_charge_event(*invoice, *on, reason, today),
            Command::WriteOff { draft } => self.write_off_event(draft, today),
            Command::RecordRecovery { write_off, money } => self.recover_event(*write_off, money, today),
            Command::TakeBackRecovery { recovery } => self.take_back_recovery_event(*recovery),
            Command::AcceptPlan { customer, invoices, terms, accepted } => {
                self.accept_plan_event(*customer, invoices, terms, *accepted, today)
            }
            Command::OfferPlan { customer, invoices, terms, expires } => self.offer_plan_event(*customer, invoices, terms, *expires, today),
            Command::AcceptOffer { offer, accepted } => self.accept_offer_event(*offer, *accepted, today),
            Command::SettleOffer { offer, on, answer, reason } => self.settle_offer_event(*offer, *on, *answer, reason, today),
            Command::EndPlan { plan, on, reason } => self.end_plan_event(*plan, *on, reason, today),
            Command::MakeAgreement { plan, made, words } => self.make_agreement_event(*plan, *made, words, today),
            Command::SignAgreement { agreement, party, signature } => {
                self.sign_agreement_event(*agreement, *party, signature.as_ref(), today)
            }
            Command::TakeBackAgreement { agreement } => self.take_back_agreement_event(*agreement),
            Command::RefundCredit { source, amount, on, method, reference } => {
                self.refund_event(*source, *amount, *on, (method, reference), today)
            }
            Command::TakeBackRefund { refund } => self.take_back_refund_event(*refund),
            Command::PostAllowance { draft } => self.post_allowance_event(draft, today),
            Command::TakeBackAllowance { entry } => self.take_back_allowance_event(*entry),
            Command::SetReserve { customer, amount, from, reason } => self.set_reserve_event(*customer, *amount, *from, reason, today),
            Command::EndReserve { reserve, on } => self.end_reserve_event(*reserve, *on, today),
            Command::BeginPolicy { policy, from, note } => self.begin_policy_event(policy, *from, note, today),
            Command::TakeBackPolicy => self.take_back_policy_event(),
            Command::DeclareDefault { plan, on } => self.declare_default_event(*plan, *on, today),
            Command::ReinstatePlan { plan, on } => self.reinstate_plan_event(*plan, *on, today),
            Command::RestructurePlan { plan, invoices, terms, accepted } => {
                self.restructure_plan_event(*plan, invoices, terms, *accepted, today)
            }
            Command::TakeBackRestructure { plan } => self.take_back_restructure_event(*plan),
            Command::OfferSettlement { draft } => self.offer_settlement_event(draft, today),
            Command::WithdrawSettlement { settlement, on } => self.withdraw_settlement_event(*settlement, *on, today),
            Command::ChangePolicy { policy } => Ok(Event::PolicyChanged { policy: policy.clone().checked()? }),
            Command::ChangeSettings { settings } => {
                self.lock_can_be(settings.bookkeeping.locked_through, today)?;
                Ok(Event::SettingsChanged { settings: checked_settings(settings)? })
            }
            Command::ImportFile { batch } => self.import_event(batch, today),
            Command::UndoImport { import } => self.undo_import_event(*import, today),
            Command::ReplaceLedger { facts } => match check::problems(facts).first() {
                Some(problem) => Err(Rejection::BrokenFacts(problem.to_string())),
                None => Ok(Event::LedgerReplaced { facts: facts.clone() }),
            },
        }
    }

    fn known_customer(&self, customer: CustomerId) -> Result<(), Rejection> {
        self.customer(customer).map(|_| ()).ok_or(Rejection::NotFound("customer"))
    }

    /// An invoice that still counts.
    fn live_invoice(&self, invoice: InvoiceId) -> Result<&Invoice, Rejection> {
        let found = self.invoice(invoice).ok_or(Rejection::NotFound("invoice"))?;
        if found.voided.is_some() { Err(Rejection::NoLongerCounts(found.number.clone())) } else { Ok(found) }
    }
}

/// Settings with their texts trimmed; letters and messages are made from them.
fn checked_settings(settings: &Settings) -> Result<Settings, Rejection> {
    let business = &settings.business;
    let business = Business {
        name: text(&business.name, "name", "The name", limits::NAME, false)?,
        address: text(&business.address, "address", "The address", limits::ADDRESS, true)?,
        email: text(&business.email, "email", "The e-mail address", limits::EMAIL, false)?,
        phone: text(&business.phone, "phone", "The telephone number", limits::PHONE, false)?,
        payment_details: text(&business.payment_details, "payment", "The payment details", limits::NOTE, true)?,
    };
    if !business.email.is_empty() && !is_email(&business.email) {
        return Err(Rejection::BadEmail(business.email));
    }
    if !settings.ways_out.is_sound() {
        return Err(Rejection::Figures);
    }
    let (payment, rates) = (settings.payment.checked()?, settings.rates.clone().checked()?);
    let (bookkeeping, allowance) = (settings.bookkeeping.clone().checked()?, settings.allowance.clone().checked()?);
    let agencies = settings.agencies.clone().checked()?;
    Ok(Settings { business, payment, rates, bookkeeping, allowance, agencies, ..settings.clone() })
}

/// Trims a text and refuses what is too long or cannot be shown. Line breaks are allowed where `lines` says so.
fn text(value: &str, field: &'static str, what: &'static str, most: usize, lines: bool) -> Result<String, Rejection> {
    fits(value, field, what, most, lines).map(str::to_owned)
}

/// The trimmed text, when it can be kept.
fn fits<'a>(value: &'a str, field: &'static str, what: &'static str, most: usize, lines: bool) -> Result<&'a str, Rejection> {
    let trimmed = value.trim();
    match text_problem(trimmed, most, lines) {
        Some(TextProblem::TooLong(most)) => Err(Rejection::TooLong { field, what, most }),
        Some(TextProblem::Unshown(_)) => Err(Rejection::ControlCharacters { field, what }),
        None => Ok(trimmed),
    }
}

fn required<T: AsRef<str>>(value: T, field: &'static str, what: &'static str) -> Result<T, Rejection> {
    if value.as_ref().is_empty() { Err(Rejection::Missing { field, what }) } else { Ok(value) }
}

fn positive(amount: Money) -> Result<Money, Rejection> {
    if !amount.is_positive() {
        Err(Rejection::NotPositive)
    } else if amount.minor() > Money::MAX_MINOR {
        Err(Rejection::TooLarge)
    } else {
        Ok(amount)
    }
}

fn plausible(date: NaiveDate) -> Result<NaiveDate, Rejection> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(Rejection::ImplausibleDate(date)) }
}

fn not_after_today(date: NaiveDate, field: &'static str, what: &'static str, today: NaiveDate) -> Result<(), Rejection> {
    plausible(date)?;
    if date > today { Err(Rejection::InTheFuture { field, what, today }) } else { Ok(()) }
}

fn not_before(date: NaiveDate, limit: NaiveDate, field: &'static str, what: &'static str) -> Result<(), Rejection> {
    if date < limit { Err(Rejection::TooEarly { field, what, limit }) } else { Ok(()) }
}
