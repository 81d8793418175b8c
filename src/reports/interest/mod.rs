//! Interest to date: what an invoice, or all of a customer's, bears for being paid late, and what of that has not been charged yet.
//!
//! Nothing here is posted; the owner decides that. Amounts of periods are differences of rounded totals: what was charged for some days and what is
//! charged for the days after them together are what the whole is (domain rules §4), however often it was split.
//!
//! Not for long lists: one invoice costs its allocations and rates.

mod account;
mod agreed;
mod customer;
mod first;
mod high_rates;
mod post;
pub mod words;

pub use account::{balances_of, calculation};
pub use agreed::interest_rule_on;
pub use customer::{CurrencySum, CustomerInterest, customer_interest, interest_of};
pub use first::interest_before_payment;
pub use high_rates::rate_warnings;
pub use post::{charge_drafts, claim_drafts};

use crate::domain::approach::CustomerKind;
use crate::domain::calendar::{BusinessDayRule, add_days, working_day};
use crate::domain::country::Country;
use crate::domain::customer::CustomerDetails;
use crate::domain::holidays::{holiday, is_weekend};
use crate::domain::ids::InvoiceId;
use crate::domain::interest::spared::Days;
use crate::domain::interest::statutory::{AppliedRate, Condition, Fixing, NoFixedSum, Reference};
use crate::domain::interest::{
    Accrual, AgreedRate, DayCount, Debt, Grace, InterestError, InterestRule, InterestTerms, OpenBalance, Preset, RateTable, accrue, claim,
};
use crate::domain::invoice::{DocumentKind, DueDateChange, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, MoneyError};
use crate::domain::policy::TermSource;
use account::{Free, Posted, free_periods};
use agreed::Agreed;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What interest rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A rate that the customer agreed to, from a day on: that of their acceptance, or none when the policy asks for none.
    Agreed {
        /// The rate on the due date, or the first one after it; later versions of the policy may have others, see [`InvoiceInterest::percents`].
        rate: AgreedRate,
        /// The days of grace that hold.
        grace: Grace,
        /// The first day for which it can be asked.
        from: Option<NaiveDate>,
    },
    /// A law.
    Law {
        /// Which.
        law: Preset,
        /// As what the customer counts. One of whom it is not known counts as a consumer.
        debtor: CustomerKind,
        /// Whether that is known.
        known: bool,
    },
}

/// Why an invoice bears no interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoInterest {
    /// There is no such invoice, or it does not count on the day.
    Unknown,
    /// It is a fee or interest itself.
    Charge,
    /// The rule says that none is asked.
    NotAsked(TermSource),
    /// Nothing has been open after its due date and the days of grace.
    NotLate,
    /// The rate is one of the terms, and the customer has not accepted them.
    NotAccepted,
    /// The law is that of the customer's country, which is not known.
    NoCountry,
    /// Recoup knows no law of that country on late payment.
    NoLaw(Country),
    /// The law does not bind consumers.
    Consumer(Preset),
    /// The law binds businesses only, and whether the customer is one is not known.
    KindUnknown(Preset),
    /// A rate has to be looked up first.
    NoRate(Reference, NaiveDate),
    /// What it owed is written off: nothing more is asked for it.
    WrittenOff,
    /// A plan in force covers it, and nothing of it is claimed beside the plan.
    OnPlan,
    /// It cannot be computed.
    Failed(InterestError),
}

/// Days in a row of which the interest has not been charged, and how much that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// Above zero.
    pub amount: Money,
}

/// The interest of one invoice up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceInterest {
    /// Which.
    pub invoice: InvoiceId,
    /// Whose word the rule is.
    pub source: TermSource,
    /// What it rests on.
    pub basis: Basis,
    /// The due date from which lateness and grace count: moved off a day without business where the law does so.
    pub due: NaiveDate,
    /// The latest move of the due date that was agreed, if there was one.
    pub moved: Option<DueDateChange>,
    /// What is open of the invoice itself.
    pub open: Money,
    /// Whether a plan in force covers that. No interest runs then.
    pub on_plan: bool,
    /// The interest with its segments.
    pub accrual: Accrual,
    /// By law: the rates that applied, by their first days.
    pub rates: Vec<AppliedRate>,
    /// By law: when its reference rate was last checked, and up to which day it is known.
    pub checked: Option<(Reference, Option<NaiveDate>, Option<NaiveDate>)>,
    /// What has to be true besides.
    pub conditions: &'static [Condition],
    /// By law: the fixed sum that can still be charged, or why there is none.
    pub fixed_sum: Option<Result<Money, NoFixedSum>>,
    /// The documents by which fees and interest were charged for the invoice, and what each still owes; not those that a plan in force covers.
    pub charged: Vec<(InvoiceId, Money)>,
    /// The interest that has not been charged, by days in a row.
    pub uncharged: Vec<Period>,
    /// What that is together.
    pub new_interest: Money,
    /// What the invoice, its charges, the new interest and the fixed sum come to.
    pub total: Money,
}

impl InvoiceInterest {
    /// How days are counted.
    pub fn day_count(&self) -> DayCount {
        match self.basis {
            Basis::Agreed { rate, .. } => rate.day_count,
            Basis::Law { .. } => DayCount::Act365,
        }
    }

    /// The yearly rates that applied, in the order of their days.
    pub fn percents(&self) -> Vec<Decimal> {
        let mut all: Vec<Decimal> = self.accrual.segments.iter().map(|segment| segment.percent.normalize()).collect();
        all.dedup();
        all
    }

    /// The fixed sum that can be charged.
    pub fn fixed(&self) -> Option<Money> {
        self.fixed_sum.and_then(Result::ok)
    }
}

/// The interest of an invoice up to a day, or why there is none. By agreement every day has the rate that binds the customer on it; a law is that of the version in
/// force on the day up to which it is computed. (the table in `domain::policy::version`)
pub fn invoice_interest(ledger: &Ledger, id: InvoiceId, as_of: NaiveDate) -> Result<InvoiceInterest, NoInterest> {
    let invoice = ledger.invoice(id).ok_or(NoInterest::Unknown)?;
    if invoice.issued > as_of || invoice.voided.is_some_and(|voided| voided <= as_of) {
        return Err(NoInterest::Unknown);
    } else if invoice.kind != DocumentKind::Invoice {
        return Err(NoInterest::Charge);
    } else if ledger.is_written_off(invoice, as_of) {
        return Err(NoInterest::WrittenOff);
    }
    let details = &ledger.customer(invoice.customer).ok_or(NoInterest::Unknown)?.details;
    let (rule, source, _) = interest_rule_on(ledger, details, as_of);
    let how = Method::of(ledger, rule, details, invoice, as_of)?;
    let balances = balances_of(ledger, invoice).map_err(|error| NoInterest::Failed(error.into()))?;
    let posted = Posted::of(ledger, id, as_of);
    let found = found(ledger, invoice, source, &how, &balances, &posted, as_of).map_err(|error| how.why(error))?;
    if found.accrual.segments.is_empty() { Err(NoInterest::NotLate) } else { Ok(found) }
}

/// Whether a plan in force covers what a document owes on a day.
fn on_plan(ledger: &Ledger, document: &Invoice, day: NaiveDate) -> bool {
    ledger.owed_on(document, day).is_positive() && ledger.plan_of(document.id, day).is_some()
}

/// How the interest of an invoice is computed.
struct Method {
    basis: Basis,
    due: NaiveDate,
    /// The days for which none is asked: those of a plan, however it ended, and those before a rate was agreed.
    spared: Vec<Days>,
    kind: Kind,
}

enum Kind {
    Terms(InterestTerms),
    Law { law: Preset, fixing: Fixing, debtor: CustomerKind, references: RateTable },
}

impl Method {
    fn of(ledger: &Ledger, rule: InterestRule, details: &CustomerDetails, invoice: &Invoice, as_of: NaiveDate) -> Result<Self, NoInterest> {
        // A file may bring a due date before the invoice date: nothing was open then.
        let due = invoice.due.max(invoice.issued);
        let mut spared = ledger.plan_days_of(invoice.id);
        match rule {
            // Also when none is asked any more: an earlier version may have a rate for its days.
            InterestRule::None | InterestRule::Agreed(_) => match Agreed::of(ledger, details, due, as_of) {
                Some(Ok(Agreed { basis, first, terms })) => {
                    spared.push((NaiveDate::MIN, add_days(first, -1)));
                    Ok(Self { basis, due, spared, kind: Kind::Terms(terms) })
                }
                Some(Err(problem)) => Err(NoInterest::Failed(problem.into())),
                None => Err(match ledger.policy_on(as_of).interest_rule_of(details) {
                    (InterestRule::None, source) => NoInterest::NotAsked(source),
                    (InterestRule::Agreed(_), _) => NoInterest::NotAccepted,
                    (InterestRule::Statutory(_), _) => NoInterest::NotLate,
                }),
            },
            InterestRule::Statutory(statutory) => {
                let country = Country::from_text(&details.country);
                let law = statutory.law_for(country).ok_or(country.map_or(NoInterest::NoCountry, NoInterest::NoLaw))?;
                let known = details.approach.kind;
                // One of whom it is not known had better not be asked for what only a business owes.
                let debtor = known.unwrap_or(CustomerKind::Consumer);
                if law.margin(debtor).is_none() {
                    return Err(if known.is_none() { NoInterest::KindUnknown(law) } else { NoInterest::Consumer(law) });
                }
                let references = ledger.settings().rates.table(law.reference());
                let moves = law.conditions().contains(&Condition::DueDateMoves);
                let closed = |day: NaiveDate| is_weekend(day) || holiday(Country::De, day).is_some();
                let due = if moves { working_day(due, BusinessDayRule::Following, &closed) } else { due };
                let basis = Basis::Law { law, debtor, known: known.is_some() };
                Ok(Self { basis, due, spared, kind: Kind::Law { law, fixing: statutory.fixing_of(law), debtor, references } })
            }
        }
    }

    /// The interest up to a day with its rates, and the fixed sum that the law grants.
    fn up_to(&self, balances: &[OpenBalance], fixed_sum_charged: bool, day: NaiveDate) -> Result<Reckoned, InterestError> {
        let without = |accrual: Accrual, count, grace: Grace| {
            let last_free = grace.last_free(self.due);
            accrual.without(&self.spared, count, last_free, add_days(day, 1))
        };
        match &self.kind {
            Kind::Terms(terms) => {
                let accrual = accrue(balances, self.due, terms, day)?;
                let mut accrual = without(accrual, terms.day_count, terms.grace)?;
                // Days for which no rate was agreed.
                accrual.segments.retain(|segment| !segment.percent.is_zero());
                Ok((Vec::new(), accrual, None))
            }
            Kind::Law { law, fixing, debtor, references } => {
                let debt = Debt { due: self.due, balances, debtor: *debtor, fixed_sum_charged };
                let claim = claim(*law, *fixing, references, &debt, day)?;
                Ok((claim.rates, without(claim.accrual, DayCount::Act365, Grace::None)?, Some(claim.fixed_sum)))
            }
        }
    }

    fn why(&self, error: InterestError) -> NoInterest {
        match (&self.kind, error) {
            (Kind::Law { law, .. }, InterestError::NoRate(day)) => NoInterest::NoRate(law.reference(), day),
            _ => NoInterest::Failed(error),
        }
    }
}

type Reckoned = (Vec<AppliedRate>, Accrual, Option<Result<Money, NoFixedSum>>);

fn found(
    ledger: &Ledger,
    invoice: &Invoice,
    source: TermSource,
    how: &Method,
    balances: &[OpenBalance],
    posted: &Posted,
    as_of: NaiveDate,
) -> Result<InvoiceInterest, InterestError> {
    let (rates, accrual, fixed_sum) = how.up_to(balances, posted.fixed_sum, as_of)?;
    let total_to = |day: NaiveDate| -> Result<Money, InterestError> { Ok(how.up_to(balances, true, day)?.1.interest) };
    let nothing = Money::zero(invoice.amount.currency());
    let (mut uncharged, mut new_interest) = (Vec::new(), nothing);
    for Free { after, from, to } in free_periods(&accrual, &posted.periods, &how.spared, as_of) {
        let amount = total_to(to)?.checked_sub(total_to(after)?)?;
        if amount.is_positive() {
            new_interest = new_interest.checked_add(amount)?;
            uncharged.push(Period { from, to, amount });
        }
    }
    let open = ledger.owed_on(invoice, as_of);
    let add = |sum: Result<Money, MoneyError>, part: Money| sum.and_then(|sum| sum.checked_add(part));
    // A fixed sum of the law stands in the currency of the debt, or there is none.
    let fixed = fixed_sum.and_then(Result::ok).unwrap_or(nothing);
    let total = posted.open.iter().map(|(_, owed)| *owed).chain([new_interest, fixed]).fold(Ok(open), add)?;
    let (checked, conditions) = match &how.kind {
        Kind::Terms(_) => (None, &[][..]),
        Kind::Law { law, references, .. } => (Some((law.reference(), references.checked(), references.until())), law.conditions()),
    };
    let moved = ledger.facts().due_date_changes.iter().rev().find(|change| change.invoice == invoice.id).cloned();
    Ok(InvoiceInterest {
        invoice: invoice.id,
        source,
        basis: how.basis,
        due: how.due,
        moved,
        open,
        on_plan: on_plan(ledger, invoice, as_of),
        accrual,
        rates,
        checked,
        conditions,
        fixed_sum,
        charged: posted.open.clone(),
        uncharged,
        new_interest,
        total,
    })
}

#[cfg(test)]
mod tests;
