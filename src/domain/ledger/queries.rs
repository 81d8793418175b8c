//! Questions to the ledger. Every question about one customer costs that customer's documents, not the ledger's.

use super::lists::{Account, CustomerLists};
use super::{Ledger, check};
use crate::domain::agreement::Agreement;
use crate::domain::contact_log::ContactEntry;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment};
use crate::domain::credit_decision::{CreditDecision, DecisionEnd};
use crate::domain::currency::Currency;
use crate::domain::customer::{Customer, CustomerDetails};
use crate::domain::dispute::{Dispute, DisputeKind, Pause};
use crate::domain::hold::Hold;
use crate::domain::ids::{AgreementId, CreditNoteId, CustomerId, InvoiceId, MessageId, PaymentId, PlanId, PromiseId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::message::{DueItem, Message};
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use crate::domain::policy::{CreditPolicy, VersionInForce, agreed_policies, agreed_policy_on, policy_on, version_on, versions};
use crate::domain::postponement::{Postponement, TaskSubject};
use crate::domain::promise::PromiseToPay;
use crate::domain::refund::Refund;
use crate::domain::settings::Settings;
use chrono::NaiveDate;

static NO_LISTS: CustomerLists = CustomerLists {
    accounts: Vec::new(),
    invoices: Vec::new(),
    payments: Vec::new(),
    credit_notes: Vec::new(),
    pauses: Vec::new(),
    promises: Vec::new(),
    contacts: Vec::new(),
    holds: Vec::new(),
    postponements: Vec::new(),
    decisions: Vec::new(),
    messages: Vec::new(),
    plans: Vec::new(),
    offers: Vec::new(),
    pending_message: None,
};

impl Ledger {
    /// The credit policy that holds on a day.
    pub fn policy_on(&self, day: NaiveDate) -> &CreditPolicy {
        policy_on(&self.facts.policy_versions, &self.facts.policy, day)
    }

    /// The credit policy by which late fees and agreed interest of a day are counted for a customer, see [`agreed_policy_on`]; none before they accepted the terms,
    /// where that is asked for.
    pub fn agreed_policy_on(&self, details: &CustomerDetails, day: NaiveDate) -> Option<&CreditPolicy> {
        agreed_policy_on(&self.facts.policy_versions, &self.facts.policy, details, day)
    }

    /// The same for every day, by the first days on which it can change.
    pub fn agreed_policies(&self, details: &CustomerDetails) -> Vec<(NaiveDate, Option<&CreditPolicy>)> {
        agreed_policies(&self.facts.policy_versions, &self.facts.policy, details)
    }

    /// The number of the next late fee rule: one that no version of the policy has and no fee was posted by, so that no two rules are ever taken for one.
    pub fn next_late_fee(&self) -> u32 {
        let of_versions = versions(&self.facts.policy_versions, &self.facts.policy).flat_map(|(_, policy)| &policy.late_fees);
        let posted = self.facts.invoices.iter().filter(|invoice| invoice.kind == DocumentKind::LateFee);
        let posted = posted.filter_map(|invoice| Some(invoice.charge.as_ref()?.key.rule));
        of_versions.map(|rule| rule.rule).chain(posted).max().unwrap_or(0).saturating_add(1)
    }

    /// Which version of the credit policy holds on a day.
    pub fn policy_version_on(&self, day: NaiveDate) -> VersionInForce {
        version_on(&self.facts.policy_versions, day)
    }

    /// The last version of the credit policy: what the owner changes. It may begin on a later day; what holds on a day is [`Self::policy_on`].
    pub fn policy(&self) -> &CreditPolicy {
        &self.facts.policy
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.facts.settings
    }

    /// A customer that is still listed.
    pub fn customer(&self, id: CustomerId) -> Option<&Customer> {
        self.facts.customers.get(id.index()).filter(|customer| !customer.removed)
    }

    /// The customer's name, removed or not; empty for an unknown id.
    pub fn customer_name(&self, id: CustomerId) -> &str {
        self.facts.customers.get(id.index()).map_or("", |customer| customer.details.name.as_str())
    }

    /// Every customer that is still listed, in the order of entry.
    pub fn customers(&self) -> impl Iterator<Item = &Customer> {
        self.facts.customers.iter().filter(|customer| !customer.removed)
    }

    /// An invoice, void or not.
    pub fn invoice(&self, id: InvoiceId) -> Option<&Invoice> {
        self.facts.invoices.get(id.index())
    }

    /// A payment, reversed or not.
    pub fn payment(&self, id: PaymentId) -> Option<&Payment> {
        self.facts.payments.get(id.index())
    }

    /// A credit note, void or not.
    pub fn credit_note(&self, id: CreditNoteId) -> Option<&CreditNote> {
        self.facts.credit_notes.get(id.index())
    }

    /// A message.
    pub fn message(&self, id: MessageId) -> Option<&Message> {
        self.facts.messages.get(id.index())
    }

    /// A plan, ended or not.
    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.facts.plans.get(id.index())
    }

    /// Places of one customer's records; empty for an unknown id.
    pub fn lists(&self, customer: CustomerId) -> &CustomerLists {
        self.derived.customers.get(customer.index()).unwrap_or(&NO_LISTS)
    }

    /// Every account (customer and currency) of the ledger.
    pub fn accounts(&self) -> &[Account] {
        &self.derived.accounts
    }

    /// One customer's accounts, one per currency.
    pub fn accounts_of(&self, customer: CustomerId) -> impl Iterator<Item = &Account> {
        self.lists(customer).accounts.iter().map(|place| &self.derived.accounts[*place as usize])
    }

    /// The account of a customer in a currency, if there is one yet.
    pub fn account(&self, customer: CustomerId, currency: Currency) -> Option<&Account> {
        self.derived.account_place(customer, currency).map(|place| &self.derived.accounts[place as usize])
    }

    /// One customer's invoices, void ones included, in the order of entry.
    pub fn invoices_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Invoice> {
        self.lists(customer).invoices.iter().map(|place| &self.facts.invoices[*place as usize])
    }

    /// One customer's invoices that still owe something, in the order of entry.
    pub fn open_invoices_of(&self, customer: CustomerId) -> impl Iterator<Item = &Invoice> {
        self.invoices_of(customer).filter(|invoice| self.derived.columns.invoices.balance[invoice.id.index()] > 0)
    }

    /// Places of all open invoices, in no order.
    pub fn open_invoices(&self) -> &[u32] {
        self.derived.open.places()
    }

    /// What an invoice owes when every fact is counted.
    pub fn balance(&self, invoice: &Invoice) -> Money {
        let minor = self.derived.columns.invoices.balance.get(invoice.id.index()).copied().unwrap_or(0);
        Money::from_minor(minor, invoice.amount.currency())
    }

    /// What an invoice owed at the end of a day, as far as is known now; nothing on a day on which it did not count.
    pub fn owed_on(&self, invoice: &Invoice, day: NaiveDate) -> Money {
        let in_force = self.allocations_to(invoice.id).filter(|part| part.on <= day && part.until.is_none_or(|until| day < until));
        let used: i64 = in_force.map(|part| part.amount.minor()).sum();
        let counts = invoice.issued <= day && invoice.voided.is_none_or(|voided| day < voided);
        Money::from_minor(if counts { invoice.amount.minor() - used } else { 0 }, invoice.amount.currency())
    }

    /// Whether credit forgives one charge and can be used for nothing else.
    pub fn is_waiver(&self, source: CreditSource) -> bool {
        match source {
            CreditSource::Payment(_) => false,
            CreditSource::CreditNote(id) => self.credit_note(id).is_some_and(|note| note.kind == CreditKind::Waiver),
        }
    }

    /// What was waived of a charge, by waivers that count.
    pub fn waived(&self, charge: &Invoice) -> Money {
        let waivers = self.allocations_to(charge.id).filter(|part| part.until.is_none() && self.is_waiver(part.source));
        Money::from_minor(waivers.map(|part| part.amount.minor()).sum(), charge.amount.currency())
    }

    /// The fees and interest that were posted for an invoice, in the order of posting, void ones included.
    pub fn charges_on(&self, invoice: InvoiceId) -> impl DoubleEndedIterator<Item = &Invoice> {
        let places = self.derived.charges_of.get(&(invoice.index() as u32)).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.facts.invoices[*place as usize])
    }

    /// What an invoice is over on a day, less the credit notes used on it: what a chargeback can claim back at most, paid or not.
    pub fn billed(&self, invoice: &Invoice, day: NaiveDate) -> Money {
        let in_force = self.allocations_to(invoice.id).filter(|part| part.on <= day && part.until.is_none_or(|until| day < until));
        let credited = in_force.filter(|part| matches!(part.source, CreditSource::CreditNote(_)));
        let credited: i64 = credited.map(|part| part.amount.minor()).sum();
        let counts = invoice.voided.is_none_or(|voided| day < voided);
        Money::from_minor(if counts { invoice.amount.minor() - credited } else { 0 }, invoice.amount.currency())
    }

    /// What a dispute is about on a day when its invoice owes `open`: of a chargeback what is claimed back, even of an invoice
    /// that counts as paid; of others the contested part of what is owed.
    pub fn at_stake(&self, dispute: &Dispute, open: Money, day: NaiveDate) -> Money {
        let billed = self.invoice(dispute.invoice).filter(|_| dispute.case.kind == DisputeKind::Chargeback);
        let most = billed.map_or(open, |invoice| self.billed(invoice, day));
        Money::from_minor(dispute.contested(most.minor()), open.currency())
    }

    /// What a payment or credit note has left when every fact is counted.
    pub fn unapplied(&self, source: CreditSource) -> i64 {
        let (credit, place) = self.derived.columns.credit(source);
        credit.unapplied.get(place).copied().unwrap_or(0)
    }

    /// Allocations to an invoice, latest first, ended ones included.
    pub fn allocations_to(&self, invoice: InvoiceId) -> impl Iterator<Item = &Allocation> {
        self.derived.allocations_of_invoice(invoice).map(|id| &self.facts.allocations[id.index()])
    }

    /// Allocations from a payment or credit note, latest first, ended ones included.
    pub fn allocations_from(&self, source: CreditSource) -> impl Iterator<Item = &Allocation> {
        self.derived.allocations_of_source(source).map(|id| &self.facts.allocations[id.index()])
    }

    /// The day on which a payment came or a credit note was given.
    pub fn credit_since(&self, source: CreditSource) -> Option<NaiveDate> {
        match source {
            CreditSource::Payment(id) => self.payment(id).map(|payment| payment.received),
            CreditSource::CreditNote(id) => self.credit_note(id).map(|note| note.issued),
        }
    }

    /// The credit notes that a payment earned, alone or with others, and that still count.
    pub fn granted_with(&self, payment: PaymentId) -> impl Iterator<Item = &CreditNote> {
        self.earned_by(payment).filter(|note| note.voided.is_none())
    }

    /// The credit notes that a payment earned, alone or with others, void or not.
    pub fn earned_by(&self, payment: PaymentId) -> impl Iterator<Item = &CreditNote> {
        let customer = self.payment(payment).map(|found| found.customer);
        let places = customer.map_or(&[][..], |customer| &self.lists(customer).credit_notes);
        let notes = places.iter().map(|place| &self.facts.credit_notes[*place as usize]);
        notes.filter(move |note| note.rests_on(payment))
    }

    /// Refunds from a payment or credit note, in the order of entry, without what was taken back.
    pub fn refunds_of(&self, source: CreditSource) -> impl Iterator<Item = &Refund> {
        let places = self.derived.refunds_of.get(&source).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.facts.refunds[*place as usize]).filter(|refund| !refund.taken_back)
    }

    /// What of a payment or credit note was given back up to a day, in minor units.
    pub fn refunded(&self, source: CreditSource, day: NaiveDate) -> i64 {
        self.refunds_of(source).filter(|refund| refund.counts(day)).map(|refund| refund.amount.minor()).sum()
    }

    /// The date and the amount of a payment or credit note, whether it still counts or not.
    pub fn credit_amount(&self, source: CreditSource) -> Option<(NaiveDate, Money)> {
        check::amount_of(&self.facts, source)
    }

    /// A written agreement that was not taken back.
    pub fn agreement(&self, id: AgreementId) -> Option<&Agreement> {
        self.facts.agreements.get(id.index()).filter(|agreement| !agreement.taken_back)
    }

    /// The versions of a plan's agreement, oldest first, without what was taken back.
    pub fn agreements_of(&self, plan: PlanId) -> impl DoubleEndedIterator<Item = &Agreement> + Clone {
        self.facts.agreements.iter().filter(move |agreement| agreement.plan == plan && !agreement.taken_back)
    }

    /// Disputes of an invoice, in the order they were raised, closed ones included.
    pub fn disputes_of(&self, invoice: InvoiceId) -> impl Iterator<Item = &Dispute> {
        let places = self.derived.disputes_of.get(&(invoice.index() as u32)).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.facts.disputes[*place as usize])
    }

    /// The dispute of an invoice that is open on a day.
    pub fn open_dispute(&self, invoice: InvoiceId, day: NaiveDate) -> Option<&Dispute> {
        self.disputes_of(invoice).find(|dispute| dispute.is_open(day))
    }

    /// Whether a dispute is no more than a mark in an imported file: nobody has said anything to answer.
    pub fn is_mark_of_file(&self, dispute: &Dispute) -> bool {
        let place = dispute.id.index();
        let bare = dispute.case.is_plain() && dispute.reason.is_empty();
        bare && self.facts.imports.iter().any(|import| import.disputes.range().contains(&place))
    }

    /// One customer's plans, in the order of entry, ended ones included.
    pub fn plans_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Plan> {
        self.lists(customer).plans.iter().map(|place| &self.facts.plans[*place as usize])
    }

    /// The plan that holds for an invoice on a day.
    pub fn plan_of(&self, invoice: InvoiceId, day: NaiveDate) -> Option<&Plan> {
        let places = self.derived.plans_of.get(&(invoice.index() as u32)).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.facts.plans[*place as usize]).find(|plan| plan.in_force(day))
    }

    /// The days on which a plan holds for an invoice, as first and last ones.
    pub fn plan_days_of(&self, invoice: InvoiceId) -> Vec<(NaiveDate, NaiveDate)> {
        let places = self.derived.plans_of.get(&(invoice.index() as u32)).map_or(&[][..], Vec::as_slice);
        places.iter().flat_map(|place| self.facts.plans[*place as usize].days_in_force()).collect()
    }

    /// The pause that covers everything of a customer on a day.
    pub fn pause_of(&self, customer: CustomerId, day: NaiveDate) -> Option<&Pause> {
        self.pauses_of(customer).find(|pause| pause.invoice.is_none() && pause.covers(day))
    }

    /// The pause of one invoice of a customer on a day.
    pub fn pause_of_invoice(&self, customer: CustomerId, invoice: InvoiceId, day: NaiveDate) -> Option<&Pause> {
        self.pauses_of(customer).find(|pause| pause.invoice == Some(invoice) && pause.covers(day))
    }

    fn pauses_of(&self, customer: CustomerId) -> impl Iterator<Item = &Pause> {
        self.lists(customer).pauses.iter().map(|place| &self.facts.pauses[*place as usize])
    }

    /// A promise, withdrawn or not.
    pub fn promise(&self, id: PromiseId) -> Option<&PromiseToPay> {
        self.facts.promises.get(id.index())
    }

    /// One customer's promises, in the order of entry, withdrawn ones included.
    pub fn promises_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &PromiseToPay> {
        self.lists(customer).promises.iter().map(|place| &self.facts.promises[*place as usize])
    }

    /// One customer's contact log, in the order of entry, without what was taken back.
    pub fn contacts_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &ContactEntry> {
        self.lists(customer).contacts.iter().map(|place| &self.facts.contacts[*place as usize]).filter(|entry| !entry.struck)
    }

    /// One customer's credit holds, in the order of entry, released ones included.
    pub fn holds_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Hold> {
        self.lists(customer).holds.iter().map(|place| &self.facts.holds[*place as usize])
    }

    /// The hold in force for a customer on a day: nothing may be shipped on credit.
    pub fn hold_of(&self, customer: CustomerId, day: NaiveDate) -> Option<&Hold> {
        self.holds_of(customer).find(|hold| hold.in_force(day))
    }

    /// One customer's decisions about orders on credit, in the order of entry, without what was taken back.
    pub fn decisions_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &CreditDecision> {
        let all = self.lists(customer).decisions.iter().map(|place| &self.facts.decisions[*place as usize]);
        all.filter(|decision| decision.end != Some(DecisionEnd::TakenBack))
    }

    /// The owner's latest decision to put a task of a customer off, up to a day.
    pub fn postponement_of(&self, customer: CustomerId, subject: TaskSubject, day: NaiveDate) -> Option<&Postponement> {
        let all = self.lists(customer).postponements.iter().map(|place| &self.facts.postponements[*place as usize]);
        all.rev().find(|postponement| postponement.subject == subject && !postponement.taken_back && postponement.on <= day)
    }

    /// The message to a customer that waits for the owner's word.
    pub fn pending_message(&self, customer: CustomerId) -> Option<&Message> {
        self.lists(customer).pending_message.map(|place| &self.facts.messages[place as usize])
    }

    /// Messages that covered a due item, in the order they were prepared.
    pub fn messages_about(&self, item: DueItem) -> impl Iterator<Item = &Message> {
        let places = self.derived.messages_of.get(&item).map_or(&[][..], Vec::as_slice);
        places.iter().map(|place| &self.facts.messages[*place as usize])
    }

    /// One customer's messages, oldest first.
    pub fn messages_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &Message> {
        self.lists(customer).messages.iter().map(|place| &self.facts.messages[*place as usize])
    }

    /// Whether the customer's name, reference, country or contacts contain a lower-cased query.
    pub fn customer_matches(&self, id: CustomerId, query: &str) -> bool {
        self.derived.customer_text.get(id.index()).is_some_and(|text| text.contains(query))
    }

    /// Whether the invoice's number contains a lower-cased query.
    pub fn invoice_number_matches(&self, place: usize, query: &str) -> bool {
        self.derived.invoice_text.contains(place, query)
    }

    pub(super) fn customer_has_live_documents(&self, customer: CustomerId) -> bool {
        let lists = self.lists(customer);
        let facts = &self.facts;
        lists.invoices.iter().any(|place| facts.invoices[*place as usize].voided.is_none())
            || lists.payments.iter().any(|place| facts.payments[*place as usize].reversed.is_none())
            || lists.credit_notes.iter().any(|place| facts.credit_notes[*place as usize].voided.is_none())
    }
}
