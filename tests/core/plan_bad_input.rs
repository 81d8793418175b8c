//! Plans that nobody can agree on: each is refused with a sentence that says what is wrong.

use crate::plan_life::{ANN, Books, date, terms, usd};
use recoup::domain::command::Command;
use recoup::domain::ids::{InvoiceId, PlanId};
use recoup::domain::money::Money;
use recoup::domain::schedule::{AgreedTerms, Instalments, OwnPart, PlanTerms, SkippedMonths};
use rust_decimal::Decimal;

/// Accepting, offering and putting such a plan in the place of another are all refused, with this in the sentence.
fn refused(terms: impl Into<AgreedTerms>, expected: &str) {
    let terms: AgreedTerms = terms.into();
    let day = "2025-02-01";
    let invoices = || vec![InvoiceId(1), InvoiceId(2)];
    let mut fresh = Books::new();
    let mut on_plan = Books::new();
    on_plan.plan(0);
    let restructure = Command::RestructurePlan { plan: PlanId(1), invoices: invoices(), terms: terms.clone(), accepted: date(day) };
    let accept = Command::AcceptPlan { customer: ANN, invoices: invoices(), terms: terms.clone(), accepted: date(day) };
    let offer = Command::OfferPlan { customer: ANN, invoices: invoices(), terms, expires: date(day) };
    for (books, command) in [(&mut fresh.clone(), accept), (&mut fresh, offer), (&mut on_plan, restructure)] {
        let plans = books.0.facts().plans.len();
        let sentence = books.run(day, command.clone()).expect_err(&format!("{command:?}")).to_string();
        assert!(sentence.contains(expected), "{command:?}: {sentence}");
        assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
        assert_eq!((books.0.facts().plans.len(), books.0.facts().plan_offers.len()), (plans, 0), "nothing happened");
    }
}

#[test]
fn terms_that_make_no_plan_are_refused_in_plain_words() {
    let usual = || terms(3, "2025-03-01", 0);
    refused(terms(0, "2025-03-01", 0), "number of instalments must be at least 1");
    refused(terms(10_000, "2025-03-01", 0), "must be at most 1200");
    refused(terms(3, "2025-03-01", 300), "between 0 and 100 %, not 300 %");
    refused(PlanTerms { rate_pct: Decimal::NEGATIVE_ONE, ..usual() }, "between 0 and 100 %");
    refused(terms(3, "2025-01-31", 0), "due before the plan is accepted");
    refused(PlanTerms { down_payment: usd("300"), ..usual() }, "must be below the total of 300.00 USD");
    refused(PlanTerms { down_payment: usd("300.01"), ..usual() }, "must be below the total of 300.00 USD");
    refused(PlanTerms { down_payment: usd("-1"), ..usual() }, "must not be negative");
    // 0.50 is left for 51 parts, each less than a cent.
    refused(PlanTerms { down_payment: usd("299.50"), ..terms(51, "2025-03-01", 0) }, "fewer than 51 of the currency’s smallest units");
    refused(PlanTerms { instalments: Instalments::Amount(usd("0")), ..usual() }, "must be above zero");
    refused(PlanTerms { instalments: Instalments::Amount(usd("0.01")), ..usual() }, "too small");
    let euro: Money = "10.00 EUR".parse().unwrap();
    refused(PlanTerms { instalments: Instalments::Amount(euro), ..usual() }, "currency");
    let own = |parts: &[(&str, &str)]| AgreedTerms {
        own: parts.iter().map(|(due, amount)| OwnPart { due: date(due), amount: usd(amount) }).collect(),
        ..usual().into()
    };
    refused(own(&[("2025-03-01", "100"), ("2025-04-01", "100")]), "must be 200.00 USD");
    refused(own(&[("2025-03-01", "0"), ("2025-04-01", "300")]), "above zero");
    refused(own(&[("2025-01-01", "300")]), "due before the plan is accepted");
    refused(own(&[("2025-03-01", "100"), ("2025-03-01", "200")]), "not due after");
    assert!(SkippedMonths::of(&(1..=12).collect::<Vec<_>>()).is_err(), "a month has to be left");
}
