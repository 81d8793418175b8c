//! What happens when a payment is taken back, for the owner to read before confirming: what is owed again, which credit goes with it, which
//! promises it had kept. And the fee for a payment that came back: what was asked last time, and what is known of the most that may be asked.

use super::promises::{PromiseState, promises_of};
use crate::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use crate::domain::command::Command;
use crate::domain::country::Country;
use crate::domain::credit::{CreditSource, ReversalReason};
use crate::domain::currency::Currency;
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId, PromiseId};
use crate::domain::invoice::DocumentKind;
use crate::domain::late_fee::FeeKey;
use crate::domain::late_fee::national::us_returned_payment_fee;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use chrono::NaiveDate;

/// What taking a payment back does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakingBack {
    /// What owes more afterwards, by its due date: the document, when it is due, what it owes then.
    pub owed_again: Vec<(InvoiceId, NaiveDate, Money)>,
    /// The credit notes that the payment had earned.
    pub withdrawn: Vec<CreditNoteId>,
    /// The promises that it had kept, or would have.
    pub unkept: Vec<PromiseId>,
    /// What of it was given back before.
    pub refunded: Money,
}

/// Tries it on a copy of the ledger; `None` when it would be refused.
pub fn taking_back(ledger: &Ledger, payment: PaymentId, on: NaiveDate, today: NaiveDate) -> Option<TakingBack> {
    let found = ledger.payment(payment)?;
    let mut after = ledger.clone();
    after.execute(&Command::ReversePayment { payment, on, reason: ReversalReason::Bounced }, today).ok()?;
    let owes_more = ledger.invoices_of(found.customer).filter_map(|invoice| {
        let owed = after.balance(invoice);
        (owed.minor() > ledger.balance(invoice).minor()).then_some((invoice.id, invoice.due, owed))
    });
    let mut owed_again: Vec<_> = owes_more.collect();
    owed_again.sort_by_key(|(id, due, _)| (*due, *id));
    let kept = |ledger: &Ledger| -> Vec<PromiseId> {
        let all = promises_of(ledger, ledger.policy_on(today), found.customer, today).into_iter();
        all.filter(|progress| matches!(progress.state, PromiseState::Kept(_))).map(|progress| progress.promise).collect()
    };
    let still = kept(&after);
    let source = CreditSource::Payment(payment);
    Some(TakingBack {
        owed_again,
        withdrawn: ledger.granted_with(payment).map(|note| note.id).collect(),
        unkept: kept(ledger).into_iter().filter(|promise| !still.contains(promise)).collect(),
        refunded: Money::from_minor(ledger.refunded(source, today), found.amount.currency()),
    })
}

/// The fee asked for the last payment that came back, in this currency.
pub fn last_return_fee(ledger: &Ledger, currency: Currency) -> Option<Money> {
    let fees = ledger.facts().invoices.iter().rev().filter(|invoice| invoice.kind == DocumentKind::ReturnFee && invoice.voided.is_none());
    fees.map(|invoice| invoice.amount).find(|amount| amount.currency() == currency)
}

/// The fee for a payment that came back as a charge on the first document it had paid; each payment bears it once. `None` when it had paid
/// nothing that can bear one.
pub fn return_fee(ledger: &Ledger, payment: PaymentId, on: NaiveDate, amount: Money) -> Option<ChargeDraft> {
    let parts = ledger.allocations_from(CreditSource::Payment(payment)).filter(|part| part.until.is_none());
    let documents = parts.filter_map(|part| ledger.invoice(part.invoice)).filter(|document| !document.kind.is_charge());
    let about = documents.min_by_key(|document| (document.due, document.id))?.id;
    let key = FeeKey { rule: 0, period: payment.0 };
    let calculation = format!("Fee for the payment of {} that came back on {on}", ledger.payment(payment)?.received);
    let basis = ChargeBasis { about, key, from: on, to: on, calculation, tax: TaxCategory::default() };
    Some(ChargeDraft { kind: DocumentKind::ReturnFee, amount, due: None, basis })
}

/// What is known of the most that may be asked of a customer for a payment that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnFeeLimit {
    /// At most so much in their state, by its two letters.
    State([char; 2], Money),
    /// In the United States, where most states allow 20 to 30 dollars.
    UnitedStates,
    /// Elsewhere: what was agreed, and what the bank took.
    Elsewhere,
}

/// The limit for a customer and a payment. (domain rules §4; lists disagree for some states)
pub fn return_fee_limit(ledger: &Ledger, customer: CustomerId, payment: Money) -> ReturnFeeLimit {
    let details = ledger.customer(customer).map(|found| &found.details);
    let american = payment.currency() == Currency::USD
        && details.is_some_and(|details| details.country.is_empty() || Country::from_text(&details.country) == Some(Country::Us));
    let state = details.and_then(|details| state_of(&details.address));
    match (american, state) {
        (true, Some([one, other])) => match us_returned_payment_fee(&format!("{one}{other}"), payment) {
            Ok(Some(most)) => ReturnFeeLimit::State([one, other], most),
            _ => ReturnFeeLimit::UnitedStates,
        },
        (true, None) if details.is_some_and(|details| !details.country.is_empty()) => ReturnFeeLimit::UnitedStates,
        _ => ReturnFeeLimit::Elsewhere,
    }
}

/// The two letters before the ZIP code of an American address.
fn state_of(address: &str) -> Option<[char; 2]> {
    let words: Vec<&str> = address.split([' ', ',', '\n']).filter(|word| !word.is_empty()).collect();
    let is_zip = |word: &str| word.len() >= 5 && word.chars().take(5).all(|letter| letter.is_ascii_digit());
    let pair = words.windows(2).rev().find(|pair| is_zip(pair[1]) && pair[0].len() == 2)?;
    let mut letters = pair[0].chars().filter(char::is_ascii_uppercase);
    Some([letters.next()?, letters.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AllocationChoice, InvoiceDraft, PromiseDraft};
    use crate::domain::customer::CustomerDetails;
    use crate::reports::aging::{AgingParameters, aging};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }

    /// Two invoices; a promise kept by a payment of 150.00 that pays both.
    fn ledger(address: &str) -> Ledger {
        let mut ledger = Ledger::default();
        let customer = CustomerId(1);
        let mut run = |command: Command, on: &str| ledger.execute(&command, day(on)).map(|_| ()).unwrap();
        let details = CustomerDetails { address: address.to_owned(), country: "USA".to_owned(), ..CustomerDetails::named("Ann") };
        run(Command::AddCustomer { details }, "2025-01-02");
        for (number, due, minor) in [("A", "2025-01-31", 10_000), ("B", "2025-02-15", 5_000)] {
            let (number, issued) = (number.to_owned(), day("2025-01-02"));
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer,
                number,
                issued,
                due: Some(day(due)),
                amount: usd(minor),
                note: String::new(),
            };
            run(Command::IssueInvoice { draft }, "2025-01-02");
        }
        let (invoices, by, note) = (Vec::new(), String::new(), String::new());
        let draft = PromiseDraft { customer, made: day("2025-03-01"), due: day("2025-03-05"), amount: usd(15_000), invoices, by, note };
        run(Command::MakePromise { draft }, "2025-03-01");
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
        let received = day("2025-03-04");
        run(
            Command::RecordPayment { discounts: Vec::new(), customer, received, amount: usd(15_000), method, reference, choice },
            "2025-03-04",
        );
        ledger
    }

    #[test]
    fn a_payment_that_bounces_opens_its_invoices_at_their_own_due_dates_and_breaks_its_promise() {
        let mut books = ledger("");
        let (on, today) = (day("2025-03-10"), day("2025-03-20"));
        let found = taking_back(&books, PaymentId(1), on, today).unwrap();
        let owed = [(InvoiceId(1), day("2025-01-31"), usd(10_000)), (InvoiceId(2), day("2025-02-15"), usd(5_000))];
        assert_eq!(found.owed_again, owed);
        assert_eq!((found.unkept, found.withdrawn, found.refunded), (vec![PromiseId(1)], Vec::new(), usd(0)));
        books.execute(&Command::ReversePayment { payment: PaymentId(1), on, reason: ReversalReason::Bounced }, today).unwrap();
        let rows = aging(&books, &AgingParameters::of(&books, today)).rows;
        assert_eq!(rows[0].amounts.buckets, [0, 0, 15_000, 0, 0], "31 to 60 days, as if never paid");
        let state = promises_of(&books, books.policy(), CustomerId(1), today)[0].state;
        assert_eq!(state, PromiseState::Broken);
        assert_eq!(taking_back(&books, PaymentId(1), on, today), None, "it does not count any more");
    }

    #[test]
    fn the_fee_is_a_document_of_its_own_once_for_each_payment() {
        let mut books = ledger("");
        let (on, today) = (day("2025-03-10"), day("2025-03-20"));
        assert_eq!(last_return_fee(&books, Currency::USD), None);
        let charges = vec![return_fee(&books, PaymentId(1), on, usd(2_500)).unwrap()];
        let post = Command::PostCharges { charges, on };
        books.execute(&Command::ReversePayment { payment: PaymentId(1), on, reason: ReversalReason::Bounced }, today).unwrap();
        books.execute(&post, today).unwrap();
        let fee = books.facts().invoices.last().unwrap();
        assert_eq!((fee.kind, fee.number.as_str(), fee.amount, fee.issued), (DocumentKind::ReturnFee, "A-R1", usd(2_500), on));
        assert_eq!(last_return_fee(&books, Currency::USD), Some(usd(2_500)));
        assert_eq!(last_return_fee(&books, Currency::EUR), None);
        assert!(books.decide(&post, today).is_err(), "each payment bears it once");
        assert_eq!(return_fee(&books, PaymentId(1), on, usd(1)), None, "nothing is paid by it any more");
    }

    #[test]
    fn the_limit_is_that_of_the_state() {
        let limit = |address: &str| return_fee_limit(&ledger(address), CustomerId(1), usd(15_000));
        assert_eq!(limit("1 Elm Street\nAlbany, NY 12207"), ReturnFeeLimit::State(['N', 'Y'], usd(2_000)));
        assert_eq!(limit("1 Palm Way\nMiami FL 33101-1234\nUSA"), ReturnFeeLimit::State(['F', 'L'], usd(3_000)));
        assert_eq!(limit("1 Elm Street\nSalem, OR 97301"), ReturnFeeLimit::UnitedStates);
        assert_eq!(limit(""), ReturnFeeLimit::UnitedStates);
        assert_eq!(return_fee_limit(&ledger(""), CustomerId(1), Money::from_minor(1, Currency::EUR)), ReturnFeeLimit::Elsewhere);
    }
}
