//! What each customer owes late, and how much of it may be asked for: one pass over the open documents.

use crate::domain::calendar::days_past_due;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::promise::PromiseToPay;
use crate::reports::late::{LateItem, Standing, late_items, standing};
use crate::reports::open_items::open_invoices;
use crate::reports::promises::PromiseProgress;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What of a customer's documents is late and may be asked for: not contested, covered by credit, promised by a date to come,
/// nor on a plan.
#[derive(Debug, Clone, Default)]
pub(super) struct LateAccount {
    oldest: Option<(i64, InvoiceId)>,
    owed: BTreeMap<Currency, i64>,
    documents: Vec<(InvoiceId, Money)>,
}

impl LateAccount {
    /// Days past due of the oldest document.
    pub(super) fn days(&self) -> i64 {
        self.oldest.map_or(0, |(days, _)| days)
    }

    /// The oldest document.
    pub(super) fn oldest(&self) -> InvoiceId {
        self.oldest.map_or(InvoiceId(0), |(_, invoice)| invoice)
    }

    /// The sum per currency.
    pub(super) fn owed(&self) -> Vec<Money> {
        self.owed.iter().map(|(currency, minor)| Money::from_minor(*minor, *currency)).collect()
    }

    /// What may be asked for of each document, oldest due first.
    pub(super) fn documents(&self) -> &[(InvoiceId, Money)] {
        &self.documents
    }
}

/// Every customer that owes something late.
#[derive(Default)]
pub(super) struct Accounts {
    late: HashMap<CustomerId, LateAccount>,
    missed: HashMap<PlanId, Vec<LateItem>>,
    any_late: HashSet<CustomerId>,
}

impl Accounts {
    /// Looks at every open document once; `promises` are all that were given by the day.
    pub(super) fn of(ledger: &Ledger, as_of: NaiveDate, promises: &[PromiseProgress]) -> Self {
        let mut standing_of: HashMap<CustomerId, Vec<Standing>> = HashMap::new();
        standing(ledger, promises).into_iter().for_each(|one| standing_of.entry(one.promise.customer).or_default().push(one));
        let mut accounts = Self::default();
        let mut open: HashMap<CustomerId, Vec<(InvoiceId, i64)>> = HashMap::new();
        for (place, balance) in open_invoices(ledger, as_of) {
            let id = InvoiceId::from_index(place as usize);
            if let Some(invoice) = ledger.invoice(id).filter(|invoice| invoice.due < as_of) {
                accounts.any_late.insert(invoice.customer);
                open.entry(invoice.customer).or_default().push((id, balance));
            }
        }
        for plan in ledger.facts().plans.iter().filter(|plan| plan.in_force(as_of)) {
            open.entry(plan.customer).or_default();
        }
        for (customer, open) in open {
            let standing = standing_of.get(&customer).map_or(&[][..], Vec::as_slice);
            let late = late_items(ledger, customer, &open, standing, as_of);
            late.into_iter().for_each(|one| accounts.add(customer, one, as_of));
        }
        accounts
    }

    /// The oldest comes first.
    fn add(&mut self, customer: CustomerId, one: LateItem, as_of: NaiveDate) {
        match one.item {
            DueItem::Invoice(id) => {
                let late = self.late.entry(customer).or_default();
                late.oldest.get_or_insert((days_past_due(one.due, as_of), id));
                *late.owed.entry(one.left.currency()).or_default() += one.left.minor();
                late.documents.push((id, one.left));
            }
            DueItem::Instalment(plan, _) => self.missed.entry(plan).or_default().push(one),
        }
    }

    /// What a customer owes late and may be asked for, if anything.
    pub(super) fn late(&self, customer: CustomerId) -> Option<&LateAccount> {
        self.late.get(&customer)
    }

    /// The missed instalments of a plan that may be asked for, oldest first.
    pub(super) fn missed(&self, plan: PlanId) -> &[LateItem] {
        self.missed.get(&plan).map_or(&[], Vec::as_slice)
    }

    /// Whether a customer owes anything late, whatever protects it.
    pub(super) fn owes_late(&self, customer: CustomerId) -> bool {
        self.any_late.contains(&customer)
    }

    /// Customers with anything late that may be asked for, in the order of their ids.
    pub(super) fn all_late(&self) -> Vec<(CustomerId, &LateAccount)> {
        let mut found: Vec<_> = self.late.iter().map(|(id, late)| (*id, late)).collect();
        found.sort_by_key(|(customer, _)| *customer);
        found
    }

    /// What of a broken promise may still be asked for, in minor units.
    pub(super) fn chaseable(&self, promise: &PromiseToPay) -> i64 {
        let documents = self.late(promise.customer).map_or(&[][..], LateAccount::documents).iter();
        documents.filter(|(id, open)| promise.is_about(*id, *open)).map(|(_, open)| open.minor()).sum()
    }
}
