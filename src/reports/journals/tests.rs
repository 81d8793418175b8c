use super::*;
use crate::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use crate::domain::command::{AllocationChoice, Command, DiscountGrant, InvoiceDraft};
use crate::domain::credit::ReversalReason;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::invoice::DocumentKind;
use crate::domain::invoice_terms::{DiscountRule, InvoiceTerms, TermsChoice};
use crate::domain::journal::Side;
use crate::domain::late_fee::FeeKey;
use crate::domain::money::Money;
use rust_decimal::Decimal;

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

struct Shop(Ledger);

impl Shop {
    fn new() -> Self {
        let mut shop = Self(Ledger::default());
        shop.does(Command::AddCustomer { details: CustomerDetails::named("Ada") });
        shop
    }

    fn does(&mut self, command: Command) {
        self.0.execute(&command, date("2026-06-30")).unwrap();
    }

    fn invoice(&mut self, number: &str, issued: &str, minor: i64, terms: TermsChoice) {
        let (number, issued, due) = (number.to_owned(), date(issued), Some(date(issued) + chrono::Days::new(30)));
        let draft = InvoiceDraft { customer: ADA, number, issued, due, amount: usd(minor), note: String::new(), terms };
        self.does(Command::IssueInvoice { draft });
    }

    fn payment(&mut self, received: &str, minor: i64, discounts: Vec<DiscountGrant>) {
        let (received, amount, reference) = (date(received), usd(minor), "TX".to_owned());
        let choice = AllocationChoice::OldestFirst;
        self.does(Command::RecordPayment { customer: ADA, received, amount, method: String::new(), reference, choice, discounts });
    }

    fn taken_back(&mut self, payment: u32, on: &str) {
        self.does(Command::ReversePayment { payment: PaymentId(payment), on: date(on), reason: ReversalReason::Bounced });
    }

    fn refund(&mut self, payment: u32, on: &str, minor: i64) {
        let source = CreditSource::Payment(PaymentId(payment));
        let (method, reference) = (String::new(), String::new());
        self.does(Command::RefundCredit { source, amount: usd(minor), on: date(on), method, reference });
    }

    /// Every entry in one line: number, day and lines.
    fn lines(&self) -> Vec<String> {
        let entries = journal(&self.0, NaiveDate::MIN, NaiveDate::MAX);
        let line = |entry: &JournalEntry| {
            let postings = entry.entry.postings().iter().map(|one| {
                let side = if one.side == Side::Debit { "Dr" } else { "Cr" };
                format!("{side} {:?} {}", one.account, one.amount.to_plain())
            });
            format!("{} {} {}", entry_number(entry.source), entry.date, postings.collect::<Vec<_>>().join(", "))
        };
        entries.iter().map(line).collect()
    }
}

/// Terms of 2/10 with 20 % tax.
fn taxed_terms() -> TermsChoice {
    let rule = DiscountRule { tax_pct: Some(Decimal::from(20)), ..DiscountRule::of("2/10 net 30".parse().unwrap()).unwrap() };
    TermsChoice::Own(InvoiceTerms::of(rule))
}

#[test]
fn sale_discount_and_payment_with_the_tax_that_is_known() {
    let mut shop = Shop::new();
    shop.invoice("1", "2026-03-01", 120_000, taxed_terms());
    shop.payment("2026-03-11", 117_600, vec![DiscountGrant { invoice: InvoiceId(1), reason: String::new() }]);
    shop.taken_back(1, "2026-03-20");
    assert_eq!(
        shop.lines(),
        [
            "I1 2026-03-01 Dr Receivable 1200.00, Cr Sales 1000.00, Cr Tax 200.00",
            "C1 2026-03-11 Dr Discounts 20.00, Dr Tax 4.00, Cr Receivable 24.00",
            "P1 2026-03-11 Dr Cash 1176.00, Cr Receivable 1176.00",
            "C1-V 2026-03-20 Dr Receivable 24.00, Cr Discounts 20.00, Cr Tax 4.00",
            "P1-B 2026-03-20 Dr Receivable 1176.00, Cr Cash 1176.00",
        ]
    );
    assert_eq!(entries_about(&shop.0, InvoiceId(1)), journal(&shop.0, NaiveDate::MIN, NaiveDate::MAX));
    let entries = journal(&shop.0, date("2026-03-11"), date("2026-03-11"));
    let words: Vec<_> = entries.iter().map(|entry| entry_words(&shop.0, entry).line()).collect();
    assert_eq!(words, ["Discount: Discount 1 for 1, Ada", "Payment: TX, Ada"]);
}

#[test]
fn mistakes_leave_no_entry_and_what_ends_later_leaves_two() {
    let mut shop = Shop::new();
    shop.invoice("1", "2026-03-01", 1_000, TermsChoice::Nothing);
    shop.invoice("2", "2026-03-01", 500, TermsChoice::Nothing);
    shop.does(Command::VoidInvoice { invoice: InvoiceId(1), on: date("2026-03-01") });
    shop.does(Command::VoidInvoice { invoice: InvoiceId(2), on: date("2026-04-02") });
    shop.payment("2026-03-05", 700, Vec::new());
    shop.taken_back(1, "2026-03-05");
    assert_eq!(shop.lines(), ["I2 2026-03-01 Dr Receivable 5.00, Cr Sales 5.00", "I2-V 2026-04-02 Dr Sales 5.00, Cr Receivable 5.00"]);
}

#[test]
fn unapplied_credit_is_in_the_receivable_and_refunds_leave_it() {
    let mut shop = Shop::new();
    shop.payment("2026-03-01", 10_000, Vec::new());
    shop.refund(1, "2026-03-10", 4_000);
    let balance = |shop: &Shop, day: &str| {
        let trial = trial_balances(&shop.0, date(day)).remove(0);
        assert!(trial.is_sound());
        (trial.receivable(), trial.open)
    };
    assert_eq!((balance(&shop, "2026-03-01"), balance(&shop, "2026-03-10")), ((-10_000, 0), (-6_000, 0)));
    // The payment bounces: the money that was given back is gone, and nobody owes it by the books.
    shop.taken_back(1, "2026-03-20");
    assert_eq!(
        shop.lines(),
        [
            "P1 2026-03-01 Dr Cash 100.00, Cr Receivable 100.00",
            "R1 2026-03-10 Dr Receivable 40.00, Cr Cash 40.00",
            "P1-B 2026-03-20 Dr Receivable 60.00, Dr Clearing 40.00, Cr Cash 100.00",
        ]
    );
    assert_eq!(balance(&shop, "2026-03-20"), (0, 0));
}

#[test]
fn charges_credit_notes_and_waivers_have_their_accounts() {
    let mut shop = Shop::new();
    shop.invoice("1", "2026-01-01", 120_000, taxed_terms());
    let charge = |kind, minor, tax| {
        let day = date("2026-03-01");
        let basis =
            ChargeBasis { about: InvoiceId(1), key: FeeKey { rule: 0, period: 1 }, from: day, to: day, calculation: String::new(), tax };
        ChargeDraft { kind, amount: usd(minor), due: None, basis }
    };
    let charges = vec![
        charge(DocumentKind::Interest, 1_000, TaxCategory::Outside),
        charge(DocumentKind::FixedSum, 4_000, TaxCategory::Exempt),
        charge(DocumentKind::ReturnFee, 2_500, TaxCategory::Taxed),
    ];
    shop.does(Command::PostCharges { charges, on: date("2026-03-02") });
    let reason = "A good customer".to_owned();
    shop.does(Command::WaiveCharge { invoice: InvoiceId(2), on: date("2026-03-05"), reason });
    let (number, note, choice) = ("CN".to_owned(), String::new(), AllocationChoice::OldestFirst);
    shop.does(Command::IssueCreditNote { customer: ADA, number, issued: date("2026-03-06"), amount: usd(1_200), note, choice });
    assert_eq!(
        shop.lines()[1..],
        [
            "I2 2026-03-02 Dr Receivable 10.00, Cr Interest 10.00",
            "I3 2026-03-02 Dr Receivable 40.00, Cr FixedSums 40.00",
            "I4 2026-03-02 Dr Receivable 25.00, Cr ReturnFees 20.83, Cr Tax 4.17",
            "C1 2026-03-05 Dr Waived 10.00, Cr Receivable 10.00",
            "C2 2026-03-06 Dr Returns 12.00, Cr Receivable 12.00",
        ]
    );
    let trial = trial_balances(&shop.0, date("2026-06-30")).remove(0);
    assert_eq!((trial.is_sound(), trial.receivable(), trial.open), (true, 125_300, 125_300));
    assert_eq!(trial.sides().0, trial.sides().1);
}
