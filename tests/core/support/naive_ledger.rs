//! A second ledger, as simple as it can be: plain vectors, every figure counted from scratch, no index and no cache.
//!
//! It knows the rules from their descriptions, not from the code it is compared with. Only the arithmetic of instalments
//! ([`propose`], tested by vectors of its own) is shared. Texts are not checked here.

use super::naive_rules::allowance::{NaiveAllowance, NaiveReserve};
use super::naive_rules::collections::NaiveCollections;
use super::naive_rules::offers::NaiveOffer;
use super::naive_rules::plan_life::{NaiveLife, NaiveSettlement};
use super::naive_rules::write_off::NaiveRecovery;
use super::naive_rules::written::NaiveAgreement;
use chrono::NaiveDate;
use recoup::domain::credit::CreditSource;
use recoup::domain::credit_decision::CreditDecision;
use recoup::domain::currency::Currency;
use recoup::domain::invoice::DocumentKind;
use recoup::domain::invoice_terms::{DiscountWish, InvoiceTerms};
use recoup::domain::late_fee::FeeKey;
use recoup::domain::money::Money;
use recoup::domain::policy::CreditPolicy;
use recoup::domain::settings::AgingBasis;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub struct NaiveCustomer {
    pub name: String,
    pub reference: String,
    pub net_days: Option<u16>,
    pub tier: String,
    /// The day on which they accepted the terms.
    pub accepted: Option<NaiveDate>,
    pub added: NaiveDate,
    pub discount: Option<DiscountWish>,
    pub removed: bool,
}

#[derive(Debug, Clone)]
pub struct NaiveInvoice {
    pub customer: usize,
    pub number: String,
    pub issued: NaiveDate,
    pub due: NaiveDate,
    pub amount: i64,
    pub currency: Currency,
    pub kind: DocumentKind,
    /// Of a charge: what it is about, its key, its first and last day.
    pub charge: Option<(usize, FeeKey, NaiveDate, NaiveDate)>,
    pub voided: Option<NaiveDate>,
    pub terms: Option<InvoiceTerms>,
    /// Due dates it had before.
    pub was_due: Vec<NaiveDate>,
}

/// A payment or a credit note; which one, and its place among its kind, is `source`.
#[derive(Debug, Clone)]
pub struct NaiveCredit {
    pub source: CreditSource,
    pub customer: usize,
    pub number: String,
    pub date: NaiveDate,
    pub amount: i64,
    pub currency: Currency,
    /// It forgives one charge, or is a debt given up: it is used for nothing else.
    pub waives: bool,
    /// It is a debt given up.
    pub writes_off: bool,
    /// It was set aside before.
    pub set_aside: bool,
    pub ended: Option<NaiveDate>,
    /// The payment that earned it.
    pub with: Option<usize>,
    /// Other payments that it took.
    pub also: Vec<usize>,
    pub is_discount: bool,
}

impl NaiveCredit {
    pub fn is_payment(&self) -> bool {
        matches!(self.source, CreditSource::Payment(_))
    }
}

/// Credit used on an invoice.
#[derive(Debug, Clone)]
pub struct NaiveUse {
    pub credit: usize,
    pub invoice: usize,
    pub amount: i64,
    pub on: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// Credit given back.
#[derive(Debug, Clone)]
pub struct NaiveRefund {
    pub credit: usize,
    pub on: NaiveDate,
    pub amount: i64,
    pub taken_back: bool,
}

#[derive(Debug, Clone)]
pub struct NaiveDispute {
    pub invoice: usize,
    pub raised: NaiveDate,
    pub closed: Option<NaiveDate>,
    /// The contested part; everything when there is none.
    pub part: Option<i64>,
    /// What its end credited.
    pub credit: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct NaivePlan {
    pub customer: usize,
    pub accepted: NaiveDate,
    pub invoices: Vec<usize>,
    pub interest: Option<usize>,
    pub ended: Option<NaiveDate>,
    pub offer: Option<usize>,
    /// From when its interest counts.
    pub interest_since: NaiveDate,
    pub life: NaiveLife,
}

#[derive(Debug, Clone)]
pub struct NaiveImport {
    pub customers: Vec<usize>,
    pub invoices: Vec<usize>,
    pub credits: Vec<usize>,
    pub disputes: Vec<usize>,
    pub undone: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum NaiveState {
    Prepared,
    Settled,
    Discarded,
}

#[derive(Debug, Clone)]
pub struct NaiveMessage {
    pub customer: usize,
    pub prepared: NaiveDate,
    pub state: NaiveState,
}

/// One line of the aging report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaiveRow {
    pub buckets: Vec<i64>,
    pub counts: Vec<u32>,
    pub unapplied: i64,
    pub disputed: i64,
    pub disputed_count: u32,
    pub on_plan: i64,
    pub control: i64,
}

#[derive(Debug, Clone)]
pub struct NaiveLedger {
    /// Every version of the policy with its first day, oldest first.
    pub versions: Vec<(NaiveDate, CreditPolicy)>,
    pub basis: AgingBasis,
    pub edges: Vec<i32>,
    pub customers: Vec<NaiveCustomer>,
    pub invoices: Vec<NaiveInvoice>,
    pub credits: Vec<NaiveCredit>,
    pub uses: Vec<NaiveUse>,
    pub disputes: Vec<NaiveDispute>,
    pub pauses: Vec<(NaiveDate, Option<NaiveDate>)>,
    pub messages: Vec<NaiveMessage>,
    pub plans: Vec<NaivePlan>,
    pub imports: Vec<NaiveImport>,
    pub offers: Vec<NaiveOffer>,
    pub collections: NaiveCollections,
    pub decisions: Vec<CreditDecision>,
    pub agreements: Vec<NaiveAgreement>,
    pub refunds: Vec<NaiveRefund>,
    pub recoveries: Vec<NaiveRecovery>,
    pub settlements: Vec<NaiveSettlement>,
    pub allowance: Vec<NaiveAllowance>,
    pub reserves: Vec<NaiveReserve>,
    /// The last day of the locked period.
    pub locked: Option<NaiveDate>,
}

impl Default for NaiveLedger {
    fn default() -> Self {
        Self {
            versions: vec![(NaiveDate::MIN, CreditPolicy::default())],
            basis: AgingBasis::DueDate,
            edges: vec![0, 30, 60, 90],
            customers: Vec::new(),
            invoices: Vec::new(),
            credits: Vec::new(),
            uses: Vec::new(),
            disputes: Vec::new(),
            pauses: Vec::new(),
            messages: Vec::new(),
            plans: Vec::new(),
            imports: Vec::new(),
            offers: Vec::new(),
            collections: NaiveCollections::default(),
            decisions: Vec::new(),
            agreements: Vec::new(),
            refunds: Vec::new(),
            recoveries: Vec::new(),
            settlements: Vec::new(),
            allowance: Vec::new(),
            reserves: Vec::new(),
            locked: None,
        }
    }
}

/// Whether something that begins on a day and may end on another holds on `day`.
pub fn holds(from: NaiveDate, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    day >= from && until.is_none_or(|until| day < until)
}

impl NaiveLedger {
    /// What an invoice owes when everything known is counted.
    pub fn owes(&self, invoice: usize) -> i64 {
        if self.invoices[invoice].voided.is_some() {
            return 0;
        }
        let used: i64 = self.uses.iter().filter(|part| part.invoice == invoice && part.until.is_none()).map(|part| part.amount).sum();
        self.invoices[invoice].amount - used
    }

    /// What a credit has left when everything known is counted.
    pub fn left(&self, credit: usize) -> i64 {
        if self.credits[credit].ended.is_some() {
            return 0;
        }
        let used: i64 = self.uses.iter().filter(|part| part.credit == credit && part.until.is_none()).map(|part| part.amount).sum();
        self.credits[credit].amount - used - self.refunded(credit, NaiveDate::MAX)
    }

    /// What of a credit was given back by a day.
    fn refunded(&self, credit: usize, day: NaiveDate) -> i64 {
        let counts = |refund: &&NaiveRefund| refund.credit == credit && !refund.taken_back && refund.on <= day;
        self.refunds.iter().filter(counts).map(|refund| refund.amount).sum()
    }

    /// What an invoice owed on a day, 0 when it did not count.
    pub fn owed_on(&self, invoice: usize, day: NaiveDate) -> i64 {
        let found = &self.invoices[invoice];
        if !holds(found.issued, found.voided, day) {
            return 0;
        }
        let used: i64 =
            self.uses.iter().filter(|part| part.invoice == invoice && holds(part.on, part.until, day)).map(|part| part.amount).sum();
        found.amount - used
    }

    pub fn place_of(&self, source: CreditSource) -> Option<usize> {
        self.credits.iter().position(|credit| credit.source == source)
    }

    /// The aging of every customer and currency with anything open or unapplied on the day.
    pub fn aging(&self, day: NaiveDate) -> BTreeMap<(usize, Currency), NaiveRow> {
        let empty = || NaiveRow {
            buckets: vec![0; self.edges.len() + 1],
            counts: vec![0; self.edges.len() + 1],
            unapplied: 0,
            disputed: 0,
            disputed_count: 0,
            on_plan: 0,
            control: 0,
        };
        let mut rows: BTreeMap<(usize, Currency), NaiveRow> = BTreeMap::new();
        for (place, invoice) in self.invoices.iter().enumerate() {
            let row = rows.entry((invoice.customer, invoice.currency)).or_insert_with(empty);
            if !holds(invoice.issued, invoice.voided, day) {
                continue;
            }
            row.control += invoice.amount;
            let owed = self.owed_on(place, day);
            if owed == 0 {
                continue;
            }
            let from = if self.basis == AgingBasis::DueDate { invoice.due } else { invoice.issued };
            let days = (day - from).num_days();
            let bucket = self.edges.iter().position(|edge| days <= i64::from(*edge)).unwrap_or(self.edges.len());
            row.buckets[bucket] += owed;
            row.counts[bucket] += 1;
            let open = |dispute: &&NaiveDispute| dispute.invoice == place && holds(dispute.raised, dispute.closed, day);
            if let Some(dispute) = self.disputes.iter().find(open) {
                row.disputed += dispute.part.unwrap_or(owed).min(owed);
                row.disputed_count += 1;
            }
            if self
                .plans
                .iter()
                .any(|plan| plan.invoices.contains(&place) && holds(plan.accepted, plan.ended, day) && !plan.life.accelerated_on(day))
            {
                row.on_plan += owed;
            }
        }
        for (place, credit) in self.credits.iter().enumerate() {
            let row = rows.entry((credit.customer, credit.currency)).or_insert_with(empty);
            if holds(credit.date, credit.ended, day) {
                let used: i64 =
                    self.uses.iter().filter(|part| part.credit == place && holds(part.on, part.until, day)).map(|part| part.amount).sum();
                let given = credit.amount - self.refunded(place, day);
                row.unapplied -= given - used;
                row.control -= given;
            }
        }
        rows.retain(|_, row| row.unapplied != 0 || row.counts.iter().any(|count| *count > 0));
        rows
    }

    /// Open documents that a plan still in force keeps from being voided or planned again.
    pub fn on_plan(&self, invoice: usize) -> bool {
        let owing = |plan: &NaivePlan| plan.invoices.iter().any(|covered| self.owes(*covered) > 0);
        self.plans.iter().any(|plan| plan.ended.is_none() && plan.invoices.contains(&invoice) && owing(plan))
    }

    /// Ends everything that joins a credit or an invoice, from a day on or from its own beginning.
    pub fn end_uses(&mut self, on: NaiveDate, concerned: impl Fn(&NaiveUse) -> bool) {
        for part in self.uses.iter_mut().filter(|part| concerned(part)) {
            let until = on.max(part.on);
            part.until = Some(part.until.map_or(until, |earlier| earlier.min(until)));
        }
    }

    pub fn void(&mut self, invoice: usize, on: NaiveDate) {
        self.end_uses(on, |part| part.invoice == invoice);
        self.invoices[invoice].voided = Some(on);
    }

    /// What a payment earned ends with it.
    pub fn end_credit(&mut self, credit: usize, on: NaiveDate) {
        self.end_uses(on, |part| part.credit == credit);
        self.credits[credit].ended = Some(on);
        self.end_recoveries(credit, on);
        let earned = |other: &NaiveCredit| {
            let rests = other.with == Some(credit) || other.also.contains(&credit);
            rests && other.ended.is_none_or(|ended| ended > on.max(other.date))
        };
        while let Some(place) = self.credits.iter().position(earned) {
            self.end_credit(place, on.max(self.credits[place].date));
        }
    }

    pub fn has_live_documents(&self, customer: usize) -> bool {
        self.invoices.iter().any(|invoice| invoice.customer == customer && invoice.voided.is_none())
            || self.credits.iter().any(|credit| credit.customer == customer && credit.ended.is_none())
    }

    /// A use begins when both documents exist and whatever was taken back from either has ended.
    pub fn begin(&self, since: NaiveDate, credit: Option<usize>, invoice: usize) -> NaiveDate {
        let ended = self.uses.iter().filter(|part| part.invoice == invoice || Some(part.credit) == credit).filter_map(|part| part.until);
        ended.chain([self.invoices[invoice].issued]).fold(since, NaiveDate::max)
    }

    pub fn money(&self, invoice: usize) -> Money {
        Money::from_minor(self.owes(invoice), self.invoices[invoice].currency)
    }
}
