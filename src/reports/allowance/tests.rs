use super::*;
use crate::domain::allowance::{AgeRates, AllowanceDraft, AllowanceKind};
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft, SettlementDraft};
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::{AllowanceEntryId, CustomerId, InvoiceId, ReserveId, SettlementId};
use crate::domain::invoice_terms::TermsChoice;
use crate::domain::settings::Settings;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

struct Shop(Ledger);

impl Shop {
    fn new(names: &[&str]) -> Self {
        let mut shop = Self(Ledger::default());
        names.iter().for_each(|name| shop.does(Command::AddCustomer { details: CustomerDetails::named(name) }));
        shop
    }

    fn does(&mut self, command: Command) {
        self.0.execute(&command, date("2026-12-31")).unwrap();
    }

    fn invoice(&mut self, customer: u32, due: &str, amount: &str) {
        let number = format!("{}", self.0.facts().invoices.len() + 1);
        let (customer, due) = (CustomerId(customer), Some(date(due)));
        let (issued, amount, note, terms) = (date("2026-01-05"), usd(amount), String::new(), TermsChoice::Usual);
        self.does(Command::IssueInvoice { draft: InvoiceDraft { customer, number, issued, due, amount, note, terms } });
    }

    fn rates(&mut self, buckets: &[i32], rates: &[i64], receivables: Option<i64>, sales: Option<i64>) {
        let buckets = AgingBuckets::from_last_days(buckets.to_vec()).unwrap();
        let rates: Vec<_> = rates.iter().copied().map(Decimal::from).collect();
        let allowance = AllowanceRules {
            ages: (!rates.is_empty()).then_some(AgeRates { buckets, rates }),
            receivables_pct: receivables.map(Decimal::from),
            sales_pct: sales.map(Decimal::from),
            ahead: None,
        };
        let settings = Settings { allowance, ..self.0.settings().clone() };
        self.does(Command::ChangeSettings { settings });
    }

    fn post(&mut self, kind: AllowanceKind, on: &str, credit: &str) {
        let (amount, lowers) = (usd(credit.trim_start_matches('-')), credit.starts_with('-'));
        let draft = AllowanceDraft { on: date(on), kind, amount, lowers, method: None, required: None, note: String::new() };
        self.does(Command::PostAllowance { draft });
    }

    fn sheet(&self, from: &str, day: &str) -> AllowanceSheet {
        allowance(&self.0, date(from), date(day)).remove(0)
    }
}

#[test]
fn credit_of_a_customer_lowers_the_oldest_of_their_own_debt_only() {
    let mut shop = Shop::new(&["Ada", "Ben"]);
    shop.invoice(1, "2026-12-31", "100");
    shop.invoice(1, "2026-09-01", "50");
    shop.invoice(2, "2026-12-31", "10");
    let pay = |customer, amount: &str| Command::RecordPayment {
        customer: CustomerId(customer),
        received: date("2026-12-01"),
        amount: usd(amount),
        method: String::new(),
        reference: String::new(),
        choice: AllocationChoice::Unapplied,
        discounts: Vec::new(),
    };
    shop.does(pay(1, "60"));
    shop.does(pay(2, "25"));
    shop.rates(&[0, 90], &[1, 10, 50], None, None);
    let sheet = shop.sheet("2026-01-01", "2026-12-31");
    let lines: Vec<_> = sheet.ages.iter().map(|line| (line.age.as_str(), line.owed.minor(), line.loss)).collect();
    assert_eq!(lines, [("current", 9_000, Some(usd("0.90"))), ("1-90", 0, Some(usd("0"))), ("90+", 0, Some(usd("0")))]);
    assert_eq!((sheet.open, sheet.credit, sheet.owed), (usd("160"), usd("70"), usd("90")));
}

#[test]
fn methods_are_compared_from_the_balance_that_is_there() {
    let mut shop = Shop::new(&["Ada"]);
    shop.invoice(1, "2026-12-31", "800");
    shop.invoice(1, "2026-09-01", "200");
    let by_rates = |one: &&Estimate| !matches!(one.method, AllowanceMethod::History | AllowanceMethod::RollRates);
    assert_eq!(shop.sheet("2026-01-01", "2026-12-31").estimates.iter().find(by_rates), None);
    shop.rates(&[0], &[1, 20], Some(4), Some(3));
    shop.post(AllowanceKind::Opening, "2025-12-31", "-10");
    shop.post(AllowanceKind::Adjustment, "2026-06-30", "25");
    let sheet = shop.sheet("2026-01-01", "2026-12-31");
    let found: Vec<_> = sheet.estimates.iter().filter(by_rates).map(|one| (one.method, one.required, one.entry, one.ending)).collect();
    let expected = [
        (AllowanceMethod::Aging, Some(usd("48")), usd("33"), usd("48")),
        (AllowanceMethod::Receivables, Some(usd("40")), usd("25"), usd("40")),
        // 3 % of 1,000 are 30 for the period; 25 of it are posted.
        (AllowanceMethod::Sales, None, usd("5"), usd("20")),
    ];
    assert_eq!(found, expected);
    // Without what was posted in the period, the balance is ignored.
    let later = shop.sheet("2026-07-01", "2026-12-31");
    assert_eq!((later.sales, later.estimates[2].entry), (usd("0"), usd("0")));
    let early = shop.sheet("2026-01-01", "2026-06-29");
    assert_eq!((early.existing.minor(), early.estimates[2].entry, early.estimates[2].ending), (-1_000, usd("30"), usd("20")));
}

#[test]
fn the_balance_rolls_forward() {
    let mut shop = Shop::new(&["Ada"]);
    shop.post(AllowanceKind::Adjustment, "2026-03-31", "30");
    shop.post(AllowanceKind::Opening, "2025-12-31", "100");
    shop.post(AllowanceKind::Adjustment, "2026-03-01", "-40");
    let ledger = &shop.0;
    let moves = |from: &str, to: &str| {
        let moves = roll_forward(ledger, Currency::USD, date(from), date(to));
        [moves.opening, moves.expense, moves.ending().unwrap()].map(Money::minor)
    };
    assert_eq!(moves("2025-01-01", "2025-12-31"), [10_000, 0, 10_000]);
    assert_eq!(moves("2026-01-01", "2026-12-31"), [10_000, -1_000, 9_000]);
    assert_eq!(moves("2026-03-31", "2026-12-31"), [6_000, 3_000, 9_000]);
    let balances: Vec<_> = history(ledger, Currency::USD, date("2026-12-31")).iter().map(|one| one.balance.minor()).collect();
    assert_eq!(balances, [10_000, 6_000, 9_000]);
    shop.does(Command::TakeBackAllowance { entry: AllowanceEntryId(3) });
    assert_eq!(allowance_balance(&shop.0, Currency::USD, date("2026-03-31")), usd("130"));
}

/// Invoice `number`, due on the day it was issued.
fn sold(shop: &mut Shop, number: &str, on: &str, amount: &str) {
    let (customer, number, issued) = (CustomerId(1), number.to_owned(), date(on));
    let (amount, note, terms) = (usd(amount), String::new(), TermsChoice::Usual);
    shop.does(Command::IssueInvoice { draft: InvoiceDraft { customer, number, issued, due: Some(issued), amount, note, terms } });
}

fn paid(shop: &mut Shop, received: &str, amount: &str, choice: AllocationChoice) {
    let (customer, received, amount) = (CustomerId(1), date(received), usd(amount));
    let (method, reference, discounts) = (String::new(), String::new(), Vec::new());
    shop.does(Command::RecordPayment { customer, received, amount, method, reference, choice, discounts });
}

#[test]
fn past_invoices_say_what_of_each_age_was_never_paid() {
    // The IFRS community's cohort (AL-R18): 100,000 sold; 50,000, 23,000, 8,000 and 2,000 unpaid when the ages begin.
    let mut shop = Shop::new(&["Ada"]);
    sold(&mut shop, "1", "2026-01-01", "100000");
    for (on, amount) in [("2026-01-01", "50000"), ("2026-01-31", "27000"), ("2026-03-02", "15000"), ("2026-04-01", "6000")] {
        paid(&mut shop, on, amount, AllocationChoice::OldestFirst);
    }
    let owed = ["300000", "140000", "60000", "23000", "5000"].map(usd);
    let parameters = |day: &str| AgingParameters::of(&shop.0, date(day));
    let fate = |day: &str, factor: &str| past::fate(&shop.0, &parameters(day), &owed, factor.parse().unwrap()).unwrap();
    let found = fate("2026-12-31", "1");
    assert_eq!((found.invoices, found.unpaid, found.never_paid), (1, 1, usd("2000")));
    let losses: Vec<_> = found.ages.iter().map(|age| age.loss.unwrap().loss).collect();
    assert_eq!(losses, ["6000", "5600", "5217.39", "5750", "5000"].map(usd));
    assert_eq!(found.required, Some(usd("27567.39")));
    // What is ahead raises every loss, at most to the whole.
    assert_eq!(fate("2026-12-31", "1.1").required, Some(usd("29824.13")));
    // Before the last age has begun the invoice says nothing.
    let early = fate("2026-04-01", "1");
    assert_eq!((early.invoices, early.required), (0, None));
}

#[test]
fn balances_that_are_followed_say_where_they_end() {
    let mut shop = Shop::new(&["Ada"]);
    sold(&mut shop, "1", "2026-10-02", "100");
    let settings = Settings { aging_buckets: AgingBuckets::from_last_days(vec![30]).unwrap(), ..shop.0.settings().clone() };
    shop.does(Command::ChangeSettings { settings });
    let owed = [usd("1000"), usd("200")];
    let rolls = |shop: &Shop, factor: &str| {
        let parameters = AgingParameters::of(&shop.0, date("2026-12-31"));
        past::rolls(&shop.0, &parameters, &owed, factor.parse().unwrap()).unwrap()
    };
    // Nothing leaves the last age: it cannot be told where that ends.
    assert_eq!(rolls(&shop, "1").required, None);
    paid(&mut shop, "2026-10-17", "40", AllocationChoice::OldestFirst);
    let draft = SettlementDraft {
        customer: CustomerId(1),
        invoices: vec![InvoiceId(1)],
        pay: usd("30"),
        made: date("2026-12-15"),
        until: date("2026-12-31"),
        note: String::new(),
    };
    shop.does(Command::OfferSettlement { draft });
    paid(&mut shop, "2026-12-21", "30", AllocationChoice::Settlement(SettlementId(1)));
    // Of 160 at most 30 days late 60 stay, 60 age and 40 are paid; of the 60 that aged a half is forgiven: 0.5, and 0.375 × 0.5 ÷ 0.625 = 0.3.
    let found = rolls(&shop, "1");
    let line = |age: &past::RollLine| [age.from, age.to[0], age.to[1], age.paid, age.lost].map(Money::minor);
    let lines: Vec<_> = found.ages.iter().map(line).collect();
    assert_eq!(lines, [[16_000, 6_000, 6_000, 4_000, 0], [6_000, 0, 0, 3_000, 3_000]]);
    assert_eq!((found.invoices, found.required), (1, Some(usd("400"))));
    assert_eq!((rolls(&shop, "1.1").required, rolls(&shop, "10").required), (Some(usd("440")), Some(usd("1200"))));
}

#[test]
fn accounts_judged_by_themselves_are_left_out_of_the_rates() {
    let mut shop = Shop::new(&["Ada", "Ben"]);
    shop.invoice(1, "2026-12-31", "1000");
    shop.invoice(2, "2026-12-31", "300");
    shop.rates(&[0], &[10, 50], Some(4), None);
    let set = |amount: &str, from: &str| Command::SetReserve {
        customer: CustomerId(2),
        amount: usd(amount),
        from: date(from),
        reason: "In administration".to_owned(),
    };
    shop.does(set("400", "2026-06-30"));
    let sheet = shop.sheet("2026-01-01", "2026-12-31");
    assert_eq!((sheet.owed, sheet.reserves.len(), sheet.reserved()), (usd("1000"), 1, usd("300"))); // at most what is owed
    let required = |sheet: &AllowanceSheet| [0, 1].map(|place| sheet.estimates[place].required.unwrap());
    assert_eq!(required(&sheet), [usd("400"), usd("340")]);
    // Before its first day, and once it has ended, the account is as all others.
    assert_eq!(required(&shop.sheet("2026-01-01", "2026-06-29")), [usd("130"), usd("52")]);
    assert!(shop.0.clone().execute(&set("1", "2026-07-01"), date("2026-12-31")).is_err());
    shop.does(Command::EndReserve { reserve: ReserveId(1), on: date("2026-12-01") });
    assert_eq!(required(&shop.sheet("2026-01-01", "2026-12-31")), [usd("130"), usd("52")]);
    shop.does(set("1", "2026-12-01"));
    // One that owes nothing is listed all the same.
    shop.does(Command::VoidInvoice { invoice: InvoiceId(2), on: date("2026-12-31") });
    let paid = shop.sheet("2026-01-01", "2026-12-31");
    assert_eq!((paid.reserves.len(), paid.reserves[0].owed, paid.reserved()), (1, usd("0"), usd("0")));
    let again = Command::Restore { what: crate::domain::restore::Restorable::Reserve(ReserveId(1)) };
    assert!(shop.0.clone().execute(&again, date("2026-12-31")).is_err());
    assert_eq!(shop.0.check(), []);
}
