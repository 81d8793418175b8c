//! Interest beside payment plans, and the claim that leaves them out. Figures by hand, in the comments.

use super::*;
use crate::domain::ids::PlanId;
use crate::domain::money::Residual;
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
use crate::reports::claim_text::claim_text;

/// 1,000.00 USD due on 31 January 2024 at 36.5 % a year, which is 1.00 a day; on a plan from 11 February on, its first instalment due on 11 March.
fn planned() -> Ledger {
    let rate = InterestRule::Agreed(AgreedRate::yearly("36.5".parse().unwrap()));
    let mut ledger = shop("US", None, rate, "1000.00 USD", "2024-01-31");
    let details = CustomerDetails { terms_accepted: Some(day("2023-05-01")), ..ledger.customer(CUSTOMER).unwrap().details.clone() };
    run(&mut ledger, Command::ChangeCustomer { customer: CUSTOMER, details });
    let terms = PlanTerms {
        total: money("1000.00 USD"),
        down_payment: money("0.00 USD"),
        instalments: Instalments::Count(3),
        frequency: Frequency::Monthly,
        first_due: day("2024-03-11"),
        rate_pct: 6.into(),
        residual: Residual::Last,
    };
    let accepted = day("2024-02-11");
    run(&mut ledger, Command::AcceptPlan { customer: CUSTOMER, invoices: vec![INVOICE], terms: terms.into(), accepted });
    ledger
}

#[test]
fn no_late_interest_runs_on_the_days_of_a_plan() {
    let mut ledger = planned();
    // 1 to 10 February, and nothing more while the plan holds.
    assert_eq!(told(&ledger, "2024-02-10"), "10.00 | 10.00 | - | 1010.00 a day 0");
    assert_eq!(told(&ledger, "2024-03-05"), "10.00 | 10.00 | - | 1010.00 a day 0");
    run(&mut ledger, Command::EndPlan { plan: PlanId(1), on: day("2024-03-01"), reason: String::new() });
    assert_eq!(told(&ledger, "2024-02-28"), "10.00 | 10.00 | - | 1010.00 a day 0");
    assert_eq!(told(&ledger, "2024-02-29"), "10.00 | 10.00 | - | 1010.00 a day 1");
    assert_eq!(told(&ledger, "2024-03-05"), "15.00 | 15.00 | - | 1015.00 a day 1");
    let periods = |ledger: &Ledger, as_of| {
        let found = invoice_interest(ledger, INVOICE, day(as_of)).unwrap().uncharged;
        found.iter().map(|one| format!("{} {} {}", one.from, one.to, one.amount.to_plain())).collect::<Vec<_>>()
    };
    assert_eq!(periods(&ledger, "2024-03-05"), ["2024-02-01 2024-02-10 10.00", "2024-03-01 2024-03-05 5.00"]);
    assert_eq!(post(&mut ledger, "2024-03-05"), [money("10.00 USD"), money("5.00 USD")]);
    assert_eq!(told(&ledger, "2024-03-05"), "15.00 | 0.00 | - | 1015.00 a day 1");
    assert_eq!(periods(&ledger, "2024-03-06"), ["2024-03-06 2024-03-06 1.00"]);
    // A default that makes all of it due ends the spared days, until the plan goes on.
    let mut ledger = planned();
    run(&mut ledger, Command::DeclareDefault { plan: PlanId(1), on: day("2024-04-01") });
    assert_eq!(told(&ledger, "2024-04-05"), "15.00 | 15.00 | - | 1015.00 a day 1");
    run(&mut ledger, Command::ReinstatePlan { plan: PlanId(1), on: day("2024-04-04") });
    assert_eq!(periods(&ledger, "2024-04-30"), ["2024-02-01 2024-02-10 10.00", "2024-04-01 2024-04-03 3.00"]);
    // One that was a mistake spares nothing: 29 days of February and 5 of March.
    let mut ledger = planned();
    run(&mut ledger, Command::EndPlan { plan: PlanId(1), on: day("2024-02-11"), reason: String::new() });
    assert_eq!(periods(&ledger, "2024-03-05"), ["2024-02-01 2024-03-05 34.00"]);
}

#[test]
fn by_law_too_the_days_of_a_plan_bear_none_also_where_the_rate_is_that_of_the_payment() {
    let sums = |law, rows: &str| {
        let mut ledger = planned();
        let interest = InterestRule::Statutory(StatutoryRule { law: Some(law), fixing: None });
        let policy = CreditPolicy { interest, ..ledger.policy().clone() };
        run(&mut ledger, Command::ChangePolicy { policy });
        let mut details = ledger.customer(CUSTOMER).unwrap().details.clone();
        details.approach.kind = BUSINESS;
        run(&mut ledger, Command::ChangeCustomer { customer: CUSTOMER, details });
        run(&mut ledger, Command::EndPlan { plan: PlanId(1), on: day("2024-07-01"), reason: String::new() });
        let found = invoice_interest(&ledger, INVOICE, day("2024-07-10")).unwrap();
        let days: Vec<_> =
            found.accrual.segments.iter().map(|part| format!("{}×{}", part.fraction.days, part.percent.normalize())).collect();
        assert_eq!(days.join(" "), rows, "{law:?}");
        assert_eq!((found.uncharged.len(), found.new_interest), (2, found.accrual.interest), "{law:?}");
        found.accrual.interest
    };
    // Base rate 3.62, from July 3.37, and 9 more: 1,000 × (12.62 × 10 + 12.37 × 10)/36500 = 6.8465…
    assert_eq!(sums(Preset::Germany, "10×12.62 10×12.37"), money("6.85 USD"));
    // 4.25 on 1 July and 8 more for all of it, as if paid on 10 July: 1,000 × 12.25 × 20/36500 = 6.7123…
    assert_eq!(sums(Preset::Ireland, "10×12.25 10×12.25"), money("6.71 USD"));
}

#[test]
fn a_claim_leaves_out_what_is_on_a_plan_and_its_documents_are_due_when_it_says() {
    let mut ledger = planned();
    let draft = InvoiceDraft {
        customer: CUSTOMER,
        number: "B-2".to_owned(),
        issued: day("2024-01-01"),
        due: Some(day("2024-02-10")),
        amount: money("500.00 USD"),
        note: String::new(),
        terms: Default::default(),
    };
    run(&mut ledger, Command::IssueInvoice { draft });
    let other = ledger.facts().invoices.last().unwrap().id;
    let (as_of, pay_by) = (day("2024-03-05"), day("2024-03-19"));
    let claim = customer_interest(&ledger, CUSTOMER, as_of, true);
    assert_eq!(claim.documents.iter().map(|one| one.invoice).collect::<Vec<_>>(), [other]);
    assert_eq!(claim.without, [(INVOICE, NoInterest::OnPlan)]);
    // 500 × 36.5 % × 24/365: 11 February to 5 March.
    assert_eq!(claim.sums[0].total, money("512.00 USD"));
    let letter = claim_text(&ledger, CUSTOMER, &claim, as_of, pay_by).plain();
    assert!(letter.contains("B-2") && letter.contains("19 March 2024") && !letter.contains("A-1"), "{letter}");
    assert_eq!(interest_of(&ledger, [INVOICE], as_of).without, [(INVOICE, NoInterest::OnPlan)]);
    run(&mut ledger, Command::PostCharges { charges: claim_drafts(&claim, pay_by), on: as_of });
    let posted: Vec<_> = ledger.charges_on(other).map(|charge| (charge.issued, charge.due, charge.amount)).collect();
    assert_eq!(posted, [(as_of, pay_by, money("12.00 USD"))]);
}
