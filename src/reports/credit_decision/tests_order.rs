//! The decision about an order: boundaries, deposits to the cent, pending orders, and what always holds.

use super::*;
use crate::domain::command::{AllocationChoice, Command, DecisionDraft, InvoiceDraft};
use crate::domain::credit_decision::DecisionEnd;
use crate::domain::credit_file::{CreditFile, CreditInsurance};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::{DecisionId, InvoiceId};

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Ada may owe 100.00 and has accepted the terms.
struct Books(Ledger);

impl Books {
    fn new(details: CustomerDetails) -> Self {
        let mut books = Self(Ledger::default());
        books.run(Command::AddCustomer { details });
        books
    }

    fn limited() -> Self {
        Self::new(CustomerDetails { credit_limit: Some(usd(10_000)), ..accepted() })
    }

    fn run(&mut self, command: Command) {
        self.0.execute(&command, date("2026-03-01")).unwrap();
    }

    fn owe(&mut self, minor: i64) {
        let (number, note) = (format!("{}", self.0.facts().invoices.len()), String::new());
        let (issued, due) = (date("2026-03-01"), Some(date("2026-03-31")));
        self.run(Command::IssueInvoice {
            draft: InvoiceDraft { customer: ADA, number, issued, due, amount: usd(minor), note, terms: Default::default() },
        });
    }

    fn pay(&mut self, minor: i64) {
        let (received, method, reference) = (date("2026-03-01"), String::new(), String::new());
        let choice = AllocationChoice::Unapplied;
        self.run(Command::RecordPayment { customer: ADA, received, amount: usd(minor), method, reference, choice, discounts: Vec::new() });
    }

    fn record(&mut self, amount: Money) {
        let found = self.answer(amount, "2026-03-01");
        let draft = DecisionDraft {
            customer: ADA,
            on: date("2026-03-01"),
            order: "PO".to_owned(),
            amount,
            decided: found.ruling(),
            proposed: found.ruling(),
            reasons: Vec::new(),
            word: String::new(),
        };
        self.run(Command::RecordDecision { draft });
    }

    fn answer(&self, order: Money, day: &str) -> CreditAnswer {
        credit_answer(&self.0, self.0.policy(), ADA, Some(order), date(day))
    }

    #[track_caller]
    fn check(&self, order: Money, day: &str, verdict: Verdict, deposit: Option<i64>) -> CreditAnswer {
        let found = self.answer(order, day);
        assert_eq!((found.verdict, found.deposit.map(Money::minor)), (verdict, deposit), "{found:?}");
        assert!(found.ruling().fits(order), "{found:?}");
        found
    }
}

fn accepted() -> CustomerDetails {
    CustomerDetails { terms_accepted: Some(date("2026-01-01")), ..CustomerDetails::named("Ada") }
}

#[test]
fn exactly_at_the_limit_is_approved_and_one_cent_above_takes_a_deposit_of_a_cent() {
    let mut books = Books::limited();
    let free = books.check(usd(10_000), "2026-03-01", Verdict::Approve, None);
    assert_eq!((free.reasons, free.notices), (vec![], vec![]));
    books.check(usd(10_001), "2026-03-01", Verdict::Deposit, Some(1));
    books.owe(7_500);
    books.check(usd(2_500), "2026-03-01", Verdict::Approve, None);
    let above = books.check(usd(2_501), "2026-03-01", Verdict::Deposit, Some(1));
    let expected = CreditReason::OrderOverLimit { limit: usd(10_000), after: usd(10_001), beyond: usd(1) };
    assert_eq!(above.reasons, [expected]);
    books.owe(2_500);
    books.check(usd(700), "2026-03-01", Verdict::Deposit, Some(700));
    books.pay(300);
    books.check(usd(700), "2026-03-01", Verdict::Deposit, Some(400));
    books.owe(301);
    books.check(usd(1), "2026-03-01", Verdict::Hold, None);
}

#[test]
fn approved_orders_count_until_they_are_invoiced_cancelled_or_too_old() {
    let mut books = Books::limited();
    books.record(usd(8_000));
    let found = books.check(usd(2_100), "2026-03-02", Verdict::Deposit, Some(100));
    assert_eq!(found.room.map(|room| (room.exposure.pending, room.after())), Some((usd(8_000), usd(10_100))));
    books.check(usd(2_100), "2026-03-31", Verdict::Deposit, Some(100));
    books.check(usd(2_100), "2026-04-01", Verdict::Approve, None);
    books.record(usd(2_100));
    books.check(usd(1), "2026-03-02", Verdict::Hold, None);
    books.run(Command::SettleDecision { decision: DecisionId(2), end: DecisionEnd::TakenBack });
    books.owe(8_000);
    books.check(usd(1), "2026-03-02", Verdict::Hold, None);
    let end = DecisionEnd::Invoiced { invoice: InvoiceId(1), on: date("2026-03-01") };
    books.run(Command::SettleDecision { decision: DecisionId(1), end });
    books.check(usd(2_000), "2026-03-02", Verdict::Approve, None);
}

#[test]
fn the_policys_part_is_rounded_up_to_the_cent_and_the_greater_deposit_counts() {
    let mut books = Books::limited();
    books.owe(5_000);
    // Past due from 1 April on: half of the order.
    books.check(usd(333), "2026-04-05", Verdict::Deposit, Some(167));
    books.check(usd(1), "2026-04-05", Verdict::Deposit, Some(1));
    books.check(usd(20_000), "2026-04-05", Verdict::Deposit, Some(15_000));
    let rules = DecisionRules { deposit_percent: 33, deposit_days: 5, hold_days: 6, ..DecisionRules::default() };
    books.run(Command::ChangePolicy { policy: CreditPolicy { decision: rules, ..CreditPolicy::default() } });
    books.check(usd(1_000), "2026-04-05", Verdict::Approve, None);
    books.check(usd(1_000), "2026-04-06", Verdict::Deposit, Some(330));
    books.check(usd(1_000), "2026-04-07", Verdict::Hold, None);
    for (order, percent, expected) in [(1, 1, 1), (100, 1, 1), (101, 1, 2), (999, 100, 999), (Money::MAX_MINOR, 99, 8_910_000_000_000)] {
        assert_eq!(percent_of(usd(order), percent).minor(), expected);
    }
}

#[test]
fn another_currency_has_a_limit_of_its_own() {
    let eur = |minor| Money::from_minor(minor, Currency::EUR);
    let books = Books::limited();
    let found = books.check(eur(1_000), "2026-03-01", Verdict::Deposit, Some(500));
    assert_eq!((found.reasons, found.room), (vec![CreditReason::NoLimitInCurrency { limits: vec![usd(10_000)] }], None));
    let details = CustomerDetails { credit_limit: Some(usd(10_000)), further_limits: vec![eur(900)], ..accepted() };
    Books::new(details).check(eur(1_000), "2026-03-01", Verdict::Deposit, Some(100));
    let free = Books::new(CustomerDetails::named("Ada")).check(eur(1_000), "2026-03-01", Verdict::Approve, None);
    assert_eq!(free.notices, [CreditNotice::NoLimit, CreditNotice::TermsNotAccepted]);
}

#[test]
fn the_limit_of_the_policy_counts_where_the_customer_has_none() {
    let mut books = Books::new(accepted());
    books.run(Command::ChangePolicy { policy: CreditPolicy { limits: vec![usd(5_000)], ..CreditPolicy::default() } });
    let found = books.check(usd(5_001), "2026-03-01", Verdict::Deposit, Some(1));
    assert_eq!(found.room.map(|room| (room.limit, room.source)), Some((usd(5_000), TermSource::Policy)));
    assert_eq!(found.notices, []);
}

#[test]
fn a_rating_that_is_too_bad_asks_for_a_deposit_and_the_file_is_quoted() {
    let file = CreditFile {
        review: Some(date("2026-03-20")),
        insured: Some(CreditInsurance { amount: usd(6_000), insurer: "Safe".to_owned(), until: Some(date("2026-04-09")) }),
        ..CreditFile::default()
    };
    let mut books = Books::new(CustomerDetails { credit_limit: Some(usd(10_000)), credit_file: file, ..accepted() });
    let insured = |own_risk| CreditNotice::Insured { amount: usd(6_000), insurer: "Safe".to_owned(), own_risk: usd(own_risk) };
    assert_eq!(books.answer(usd(7_000), "2026-03-20").notices, [insured(1_000)]);
    let late = books.answer(usd(6_000), "2026-04-10").notices;
    let (since, until) = (date("2026-03-20"), date("2026-04-09"));
    assert_eq!(late, [CreditNotice::ReviewOverdue { since }, CreditNotice::InsuranceEnded { until }]);
    books.owe(100);
    // 30 days past due cost 10 points: grade A to B only beyond 15.
    let rules = DecisionRules { worst_grade: Grade::A, deposit_days: 60, ..DecisionRules::default() };
    books.run(Command::ChangePolicy { policy: CreditPolicy { decision: rules, ..CreditPolicy::default() } });
    books.check(usd(100), "2026-05-15", Verdict::Approve, None);
    let worse = books.check(usd(100), "2026-05-18", Verdict::Deposit, Some(50));
    assert_eq!(worse.reasons, [CreditReason::Rated { grade: Grade::B, points: 84 }]);
}

#[test]
fn a_deposit_always_brings_the_exposure_within_the_limit_and_nothing_owed_is_approved() {
    let mut seed = 7_u64;
    let mut next = |most: i64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(seed >> 33).unwrap() % most
    };
    for _ in 0..300 {
        let mut books = Books::limited();
        let order = usd(1 + next(30_000));
        if order.minor() <= 10_000 {
            books.check(order, "2026-03-01", Verdict::Approve, None);
        }
        books.owe(1 + next(12_000));
        books.pay(1 + next(6_000));
        let day = ["2026-03-01", "2026-04-10", "2026-07-01"][usize::try_from(next(3)).unwrap()];
        let found = books.answer(order, day);
        assert!(found.ruling().fits(order), "{found:?}");
        let room = found.room.unwrap();
        let paid = found.deposit.map_or(0, Money::minor);
        if found.verdict != Verdict::Hold {
            assert!(room.exposure.with(order.minor() - paid).minor() <= room.limit.minor(), "{found:?}");
        } else {
            assert!(found.reasons.iter().any(|reason| reason.verdict() == Verdict::Hold));
        }
    }
}
