//! What each customer owes late, and how much of it may be asked for: one pass over the open documents.

use crate::domain::calendar::days_past_due;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::promise::PromiseToPay;
use crate::reports::open_items::{open_invoices, unapplied_as_of};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What of a customer's documents is late and may be asked for: not contested, not promised by a date to come, not on a plan.
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
}

/// Every customer that owes something late.
pub(super) struct Accounts {
    as_of: NaiveDate,
    late: HashMap<CustomerId, LateAccount>,
    any_late: HashSet<CustomerId>,
    promises: HashMap<CustomerId, Vec<PromiseToPay>>,
}

impl Accounts {
    /// Looks at every open document once; `open` are the promises that still stand.
    pub(super) fn of(ledger: &Ledger, as_of: NaiveDate, open: Vec<&PromiseToPay>) -> Self {
        let mut promises: HashMap<CustomerId, Vec<PromiseToPay>> = HashMap::new();
        open.into_iter().for_each(|promise| promises.entry(promise.customer).or_default().push(promise.clone()));
        let mut accounts = Self { as_of, late: HashMap::new(), any_late: HashSet::new(), promises };
        let mut documents = open_invoices(ledger, as_of);
        documents.sort_unstable();
        for (place, balance) in documents {
            let id = InvoiceId::from_index(place as usize);
            let Some(invoice) = ledger.invoice(id).filter(|invoice| invoice.due < as_of) else { continue };
            accounts.any_late.insert(invoice.customer);
            let contested = ledger.open_dispute(id, as_of).map_or(0, |dispute| dispute.contested(balance));
            let left = Money::from_minor(balance - contested, invoice.amount.currency());
            let promised = accounts.promises(invoice.customer).any(|promise| promise.is_about(id, left));
            if left.is_positive() && !promised && ledger.plan_of(id, as_of).is_none() {
                let late = accounts.late.entry(invoice.customer).or_default();
                let days = days_past_due(invoice.due, as_of);
                if late.oldest.is_none_or(|(oldest, _)| days > oldest) {
                    late.oldest = Some((days, id));
                }
                *late.owed.entry(left.currency()).or_default() += left.minor();
                late.documents.push((id, left));
            }
        }
        accounts
    }

    /// What a customer owes late and may be asked for, if anything.
    pub(super) fn late(&self, customer: CustomerId) -> Option<&LateAccount> {
        self.late.get(&customer)
    }

    /// Whether a customer owes anything late, whatever protects it.
    pub(super) fn owes_late(&self, customer: CustomerId) -> bool {
        self.any_late.contains(&customer)
    }

    /// A customer's promises that still stand.
    pub(super) fn promises(&self, customer: CustomerId) -> impl Iterator<Item = &PromiseToPay> {
        self.promises.get(&customer).into_iter().flatten()
    }

    /// Customers with anything late that may be asked for, in the order of their ids.
    pub(super) fn all_late(&self) -> Vec<(CustomerId, &LateAccount)> {
        let mut found: Vec<_> = self.late.iter().map(|(id, late)| (*id, late)).collect();
        found.sort_by_key(|(customer, _)| *customer);
        found
    }

    /// What of a broken promise may still be asked for: late, of its documents, unapplied credit taken off.
    pub(super) fn chaseable(&self, ledger: &Ledger, promise: &PromiseToPay) -> i64 {
        let Some(late) = self.late(promise.customer) else { return 0 };
        let mine = late.documents.iter().filter(|(id, open)| promise.is_about(*id, *open));
        let open: i64 = mine.map(|(_, open)| open.minor()).sum();
        open - unapplied_as_of(ledger, promise.customer, promise.amount.currency(), self.as_of).max(0)
    }
}
