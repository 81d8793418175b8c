//! Discounts for paying early: where each invoice stands, and what customers were offered, took and missed.
//!
//! What a discount is worth a year is counted from the day of payment (or its last day) to the due date, with a year of 365 days: simple
//! `d / (1 − d) × 365 / days`, and with interest on interest. (domain rules §5)

use crate::domain::credit::{CreditKind, CreditSource};
use crate::domain::currency::Currency;
use crate::domain::discount::{ForgoneRate, OpenOffer, forgone_rate};
use crate::domain::ids::{CustomerId, InvoiceId, PaymentId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::ledger::discounts::Earned;
use crate::domain::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The days of a year in every rate of this report.
pub const YEAR_DAYS: u32 = 365;

/// A discount that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// With this payment.
    pub payment: Option<PaymentId>,
    /// The day that money came.
    pub paid: NaiveDate,
    /// How much.
    pub amount: Money,
    /// What the same payment paid of the invoice in money.
    pub cash: Money,
    /// Why it was given although its last day had passed; empty when it was earned in time.
    pub late: String,
}

/// Where an invoice stands with its discount on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountStanding {
    /// The best that it offered.
    pub offered: Money,
    /// What was given.
    pub given: Vec<Given>,
    /// What can still be had.
    pub available: Option<OpenOffer>,
    /// What can be had no more.
    pub missed: Money,
    /// A payment that is short by the discount: what is still owed is what they took off.
    pub short: Option<(PaymentId, Earned)>,
    /// The terms count from the receipt of the goods, and its day is not known.
    pub waits_for_goods: bool,
}

/// The discount of an invoice as of a day; `None` without one.
pub fn discount_standing(ledger: &Ledger, invoice: &Invoice, day: NaiveDate) -> Option<DiscountStanding> {
    let terms = invoice.terms.as_ref().filter(|_| invoice.voided.is_none_or(|voided| day < voided))?;
    let zero = Money::zero(invoice.amount.currency());
    let in_force = || ledger.allocations_to(invoice.id).filter(|part| part.on <= day && part.until.is_none_or(|until| day < until));
    let given: Vec<Given> = in_force()
        .filter_map(|part| match part.source {
            CreditSource::Payment(_) => None,
            CreditSource::CreditNote(id) => {
                let note = ledger.credit_note(id).filter(|note| note.kind == CreditKind::Discount)?;
                let with = note.with_payment.map(CreditSource::Payment);
                let cash = in_force().filter(|other| Some(other.source) == with).map(|other| other.amount.minor()).sum();
                let paid = note.with_payment.and_then(|id| ledger.payment(id)).map_or(note.issued, |payment| payment.received);
                let cash = Money::from_minor(cash, part.amount.currency());
                Some(Given { payment: note.with_payment, paid, amount: part.amount, cash, late: note.note.clone() })
            }
        })
        .collect();
    let available = ledger.discount_available_as_of(invoice, day);
    let offered = ledger.discount_at_best(invoice, day).unwrap_or(zero);
    let taken: i64 = given.iter().map(|one| one.amount.minor()).sum();
    let waits_for_goods = terms.offers_or_why(invoice.issued).is_err();
    let gone = available.is_none() && !waits_for_goods;
    let missed = if gone { (offered.minor() - taken).max(0) } else { 0 };
    let balance = ledger.balance(invoice);
    let payments = in_force().filter_map(|part| match part.source {
        CreditSource::Payment(id) => Some(id),
        CreditSource::CreditNote(_) => None,
    });
    let all_of_it = |payment| ledger.discount_to_grant(payment, invoice, true).filter(|earned| earned.discount == balance);
    let short = payments.filter_map(|payment| Some((payment, all_of_it(payment)?))).next().filter(|_| balance.is_positive());
    Some(DiscountStanding { offered, given, available, missed: Money::from_minor(missed, zero.currency()), short, waits_for_goods })
}

/// What an offer is worth a year to who pays on its last day instead of the due date.
pub fn worth(offer: &OpenOffer, due: NaiveDate) -> Option<(u32, ForgoneRate)> {
    let days = u32::try_from((due - offer.offer.until).num_days()).ok()?;
    Some((days, forgone_rate(offer.offer.tier.pct, 0, days, YEAR_DAYS).ok()?))
}

/// What one customer made of the discounts in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountRow {
    /// Who.
    pub customer: CustomerId,
    /// The invoices with a discount.
    pub invoices: Vec<InvoiceId>,
    /// The best that they offered.
    pub offered: Money,
    /// Earned in time.
    pub taken: Money,
    /// Given although it was late.
    pub late: Money,
    /// Can be had no more.
    pub missed: Money,
    /// Can still be had.
    pub available: Money,
    /// The next last day of what can still be had.
    pub until: Option<NaiveDate>,
    /// What the discounts given cost a year; `None` when none was given before the due date.
    pub cost: Option<ForgoneRate>,
}

/// The discounts of the invoices issued from one day to another, both included, as of a day: by customer and currency.
pub fn discounts(ledger: &Ledger, from: NaiveDate, to: NaiveDate, as_of: NaiveDate) -> Vec<DiscountRow> {
    let mut rows: BTreeMap<(CustomerId, Currency), (DiscountRow, [i128; 3])> = BTreeMap::new();
    let issued = ledger.facts().invoices.iter().filter(|invoice| invoice.issued >= from && invoice.issued <= to && invoice.issued <= as_of);
    for invoice in issued {
        let Some(standing) = discount_standing(ledger, invoice, as_of) else { continue };
        let zero = Money::zero(invoice.amount.currency());
        let empty = || DiscountRow {
            customer: invoice.customer,
            invoices: Vec::new(),
            offered: zero,
            taken: zero,
            late: zero,
            missed: zero,
            available: zero,
            until: None,
            cost: None,
        };
        let (row, sums) = rows.entry((invoice.customer, zero.currency())).or_insert_with(|| (empty(), [0; 3]));
        let add = |sum: &mut Money, more: Money| *sum = sum.checked_add(more).unwrap_or(*sum);
        row.invoices.push(invoice.id);
        add(&mut row.offered, standing.offered);
        add(&mut row.missed, standing.missed);
        for given in &standing.given {
            add(if given.late.is_empty() { &mut row.taken } else { &mut row.late }, given.amount);
            let whole = i128::from(given.amount.minor()) + i128::from(given.cash.minor());
            let days = i128::from((invoice.due - given.paid).num_days().max(0));
            let more = [i128::from(given.amount.minor()), whole, whole * days];
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
        if let Some(open) = standing.available {
            add(&mut row.available, open.discount);
            row.until = Some(row.until.map_or(open.offer.until, |until| until.min(open.offer.until)));
        }
    }
    let finished = rows.into_values().map(|(row, [given, whole, days])| DiscountRow { cost: cost(given, whole, days), ..row });
    finished.collect()
}

/// The sums of the rows in each currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscountTotal {
    /// The best that was offered.
    pub offered: Money,
    /// Earned in time.
    pub taken: Money,
    /// Given although it was late.
    pub late: Money,
    /// Can be had no more.
    pub missed: Money,
    /// Can still be had.
    pub available: Money,
}

/// The sums of rows, by currency.
pub fn totals(rows: &[DiscountRow]) -> Vec<DiscountTotal> {
    let mut totals: BTreeMap<Currency, DiscountTotal> = BTreeMap::new();
    for row in rows {
        let zero = Money::zero(row.offered.currency());
        let empty = DiscountTotal { offered: zero, taken: zero, late: zero, missed: zero, available: zero };
        let total = totals.entry(zero.currency()).or_insert(empty);
        let add = |sum: &mut Money, more: Money| *sum = sum.checked_add(more).unwrap_or(*sum);
        add(&mut total.offered, row.offered);
        add(&mut total.taken, row.taken);
        add(&mut total.late, row.late);
        add(&mut total.missed, row.missed);
        add(&mut total.available, row.available);
    }
    totals.into_values().collect()
}

/// The rate of discounts that were given, their days weighted by the amounts.
fn cost(given: i128, whole: i128, amount_days: i128) -> Option<ForgoneRate> {
    let days = u32::try_from((amount_days + whole / 2).checked_div(whole)?).ok()?;
    let pct =
        Decimal::from_i128_with_scale(given, 0).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from_i128_with_scale(whole, 0))?;
    forgone_rate(pct, 0, days, YEAR_DAYS).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AllocationChoice, Command, DiscountGrant, InvoiceDraft};
    use crate::domain::customer::CustomerDetails;
    use crate::domain::invoice_terms::{DiscountRule, InvoiceTerms, TermsChoice};
    use crate::domain::money::{Rounding, round};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Three invoices of 1,000.00 at 2/10 net 30, of 1 March: paid in time, short two days late, and still open.
    fn books() -> Ledger {
        let mut ledger = Ledger::default();
        let today = date("2026-03-20");
        let customer = CustomerId(1);
        ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ada") }, today).unwrap();
        for (number, day) in [("1", "2026-03-01"), ("2", "2026-03-01"), ("3", "2026-03-15")] {
            let terms = TermsChoice::Own(InvoiceTerms::of(DiscountRule::of("2/10 net 30".parse().unwrap()).unwrap()));
            let (issued, amount) = (date(day), Money::from_minor(100_000, Currency::USD));
            let draft = InvoiceDraft { customer, number: number.to_owned(), issued, due: None, amount, note: String::new(), terms };
            ledger.execute(&Command::IssueInvoice { draft }, today).unwrap();
        }
        for (invoice, on, take) in [(1, "2026-03-11", true), (2, "2026-03-13", false)] {
            let (invoice, amount) = (InvoiceId(invoice), Money::from_minor(98_000, Currency::USD));
            let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Chosen(vec![(invoice, amount)]));
            let grant = DiscountGrant { invoice, reason: String::new() };
            let discounts = if take { vec![grant] } else { Vec::new() };
            let pay = Command::RecordPayment { customer, received: date(on), amount, method, reference, choice, discounts };
            ledger.execute(&pay, today).unwrap();
        }
        ledger
    }

    fn standing(ledger: &Ledger, id: u32, day: &str) -> DiscountStanding {
        discount_standing(ledger, ledger.invoice(InvoiceId(id)).unwrap(), date(day)).unwrap()
    }

    #[test]
    fn an_invoice_has_its_discount_taken_missed_or_open() {
        let ledger = books();
        let taken = standing(&ledger, 1, "2026-03-20");
        assert_eq!((taken.given.len(), taken.missed.minor(), taken.short), (1, 0, None));
        assert_eq!(standing(&ledger, 1, "2026-03-10").available.map(|open| open.cash.minor()), Some(98_000));
        let late = standing(&ledger, 2, "2026-03-20");
        assert_eq!((late.given.len(), late.missed.minor()), (0, 2_000));
        assert_eq!(late.short.map(|(payment, earned)| (payment, earned.discount.minor())), Some((PaymentId(2), 2_000)));
        let open = standing(&ledger, 3, "2026-03-25").available.unwrap();
        assert_eq!((open.offer.until, open.cash.minor()), (date("2026-03-25"), 98_000));
        assert_eq!(standing(&ledger, 3, "2026-03-26").missed.minor(), 2_000);
        let (days, rate) = worth(&open, date("2026-04-14")).unwrap();
        assert_eq!((days, round(rate.simple_pct, 2, Rounding::HalfUp).to_string()), (20, "37.24".to_owned()));
    }

    #[test]
    fn a_customer_has_sums_and_what_they_cost_a_year() {
        let ledger = books();
        let row = |from: &str, to: &str| discounts(&ledger, date(from), date(to), date("2026-03-20"));
        let rows = row("2026-03-01", "2026-03-31");
        let sums = [rows[0].offered, rows[0].taken, rows[0].late, rows[0].missed, rows[0].available].map(Money::minor);
        assert_eq!((rows.len(), sums, rows[0].until), (1, [6_000, 2_000, 0, 2_000, 2_000], Some(date("2026-03-25"))));
        // 2 % of 1,000.00, paid 20 days before the due date.
        let cost = rows[0].cost.unwrap();
        assert_eq!(round(cost.simple_pct, 2, Rounding::HalfUp).to_string(), "37.24");
        assert_eq!(round(cost.compound_pct.unwrap(), 2, Rounding::HalfUp).to_string(), "44.59");
        assert_eq!(row("2026-03-02", "2026-03-14"), []);
        // A shorter period leaves the open one out.
        let early = row("2026-03-01", "2026-03-14");
        let sums = |rows: &[DiscountRow]| {
            totals(rows).iter().map(|one| [one.offered, one.taken, one.missed].map(Money::minor)).collect::<Vec<_>>()
        };
        assert_eq!((sums(&rows), sums(&early)), (vec![[6_000, 2_000, 2_000]], vec![[4_000, 2_000, 2_000]]));
        assert_eq!(totals(&[]), []);
    }
}
