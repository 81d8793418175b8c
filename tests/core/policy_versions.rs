//! Two versions of a policy, the second from 1 July 2026: what goes by which (the table in `domain::policy::version`).

use chrono::NaiveDate;
use recoup::domain::application::{Order, Part};
use recoup::domain::command::{AllocationChoice, Command, DecisionDraft, InvoiceDraft};
use recoup::domain::credit_decision::{Ruling, Verdict};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::import::{DueFrom, ImportBatch, ImportedCustomer, ImportedInvoice};
use recoup::domain::interest::{AgreedRate, InterestRule};
use recoup::domain::invoice_terms::DiscountRule;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::{ApplicationOrder, CreditPolicy, CustomerTier, DecisionRules, PlanRules, WhenDue};
use recoup::domain::schedule::{AgreedTerms, Frequency, Instalments, PlanTerms};
use recoup::reports::credit_decision::credit_answer;
use recoup::reports::exposure::{exposure, limits, over_limit};
use recoup::reports::interest::{NoInterest, invoice_interest};
use recoup::reports::watch_list::watch_list;

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn run(ledger: &mut Ledger, command: Command) {
    ledger.execute(&command, date("2026-12-31")).unwrap();
}

/// Thirty days, a limit of 1,000, no interest and no discount; from 1 July the 15th after the end of the month, 500, 12 % a year and 2/10.
fn books() -> Ledger {
    let first = CreditPolicy { limits: vec![usd(100_000)], ..CreditPolicy::default() };
    let (_, terms) = "net 15 EOM".parse::<WhenDue>().unwrap().parts();
    let second = CreditPolicy {
        terms,
        due_on_working_day: true,
        limits: vec![usd(50_000)],
        interest: InterestRule::Agreed(AgreedRate::yearly(12.into())),
        fees_need_acceptance: false,
        discount: Some(DiscountRule::of("2/10".parse().unwrap()).unwrap()),
        application: ApplicationOrder {
            parts: Order::beginning_with(&[Part::Principal, Part::Interest, Part::Costs]).ok(),
            ..ApplicationOrder::default()
        },
        decision: DecisionRules { lapse_days: 5, watch_percent: 50, ..DecisionRules::default() },
        plan_rules: PlanRules { most_instalments: 3, cure_days: 2, ..PlanRules::default() },
        ..first.clone()
    };
    let mut ledger = Ledger::default();
    run(&mut ledger, Command::ChangePolicy { policy: first });
    run(&mut ledger, Command::BeginPolicy { policy: second, from: date("2026-07-01"), note: String::new() });
    ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ada") }, date("2026-01-01")).unwrap();
    ledger
}

fn bill(ledger: &mut Ledger, number: &str, issued: &str, minor: i64) -> InvoiceId {
    let id = InvoiceId::from_index(ledger.facts().invoices.len());
    let (number, note) = (number.to_owned(), String::new());
    let draft =
        InvoiceDraft { customer: ADA, number, issued: date(issued), due: None, amount: usd(minor), note, terms: Default::default() };
    run(ledger, Command::IssueInvoice { draft });
    id
}

#[test]
fn due_date_and_discount_are_those_of_the_invoice_date_and_stay() {
    let mut ledger = books();
    let june = bill(&mut ledger, "1", "2026-06-30", 10_000);
    let july = bill(&mut ledger, "2", "2026-07-01", 10_000);
    let found = |id| ledger.invoice(id).map(|invoice| (invoice.due, invoice.terms.is_some())).unwrap();
    assert_eq!(found(june), (date("2026-07-30"), false));
    // 15 August is a Saturday.
    assert_eq!(found(july), (date("2026-08-17"), true));
}

#[test]
fn a_file_without_due_dates_goes_by_the_version_of_each_invoice_date() {
    let mut ledger = books();
    let (_, terms) = "net 20 prox".parse::<WhenDue>().unwrap().parts();
    let mut policy = ledger.policy().clone();
    policy.tiers = vec![CustomerTier { name: "Web".to_owned(), terms, ..CustomerTier::default() }];
    run(&mut ledger, Command::ChangePolicy { policy });
    let mut details = CustomerDetails { reference: "B".to_owned(), ..CustomerDetails::named("Bob") };
    details.approach.tier = "Web".to_owned();
    run(&mut ledger, Command::AddCustomer { details });
    let invoice = |customer, number: &str, issued: &str, due: &str, due_from| ImportedInvoice {
        customer,
        number: number.to_owned(),
        issued: date(issued),
        due: date(due),
        due_from,
        amount: usd(100),
        disputed: false,
        payments: Vec::new(),
        note: String::new(),
    };
    let (file, terms, policy) = (DueFrom::File, DueFrom::Terms, DueFrom::Policy);
    let invoices = vec![
        invoice(0, "1", "2026-06-30", "2026-06-30", policy),
        invoice(0, "2", "2026-07-01", "2026-07-01", policy),
        // The tier is one of the new version only, and 20 September is a Sunday.
        invoice(1, "3", "2026-06-30", "2026-06-30", policy),
        invoice(1, "4", "2026-08-10", "2026-08-10", policy),
        // What the file says stands; what follows from its terms leaves the weekend, where the version of the day says so.
        invoice(0, "5", "2026-07-01", "2026-08-15", file),
        invoice(0, "6", "2026-07-01", "2026-08-15", terms),
        invoice(0, "7", "2026-06-30", "2026-08-15", terms),
        // No day of the calendar comes after its last.
        invoice(0, "8", "2100-12-31", "2100-12-31", policy),
    ];
    let customer = |reference: &str, name: &str| ImportedCustomer {
        reference: reference.to_owned(),
        name: name.to_owned(),
        ..ImportedCustomer::default()
    };
    let customers = vec![customer("", "New"), customer("B", "Bob")];
    let batch = ImportBatch { source: "a.csv".to_owned(), fingerprint: "00".to_owned(), customers, invoices, ..ImportBatch::default() };
    run(&mut ledger, Command::ImportFile { batch: Box::new(batch) });
    let dues: Vec<String> = ledger.facts().invoices.iter().map(|invoice| invoice.due.to_string()).collect();
    let expected = ["2026-07-30", "2026-08-17", "2026-07-30", "2026-09-21", "2026-08-15", "2026-08-17", "2026-08-15", "2100-12-31"];
    assert_eq!(dues, expected);
}

#[test]
fn limits_and_orders_are_judged_by_the_day_that_is_asked_about() {
    let mut ledger = books();
    bill(&mut ledger, "1", "2026-06-10", 60_000);
    let (june, july) = (date("2026-06-30"), date("2026-07-01"));
    assert_eq!((limits(&ledger, ADA, june), limits(&ledger, ADA, july)), (vec![usd(100_000)], vec![usd(50_000)]));
    assert_eq!((over_limit(&ledger, ADA, june), over_limit(&ledger, ADA, july).unwrap().amount()), (None, usd(10_000)));
    let answer = |day| credit_answer(&ledger, ledger.policy_on(day), ADA, Some(usd(1_000)), day).verdict;
    assert_eq!((answer(june), answer(july)), (Verdict::Approve, Verdict::Hold));
    let watched = |day| watch_list(&ledger, ledger.policy_on(day), day).len();
    assert_eq!((watched(june), watched(july)), (0, 1));
}

#[test]
fn an_approved_order_counts_as_long_as_the_version_of_the_day_says() {
    let mut ledger = books();
    let ruling = Ruling::APPROVE;
    let draft = DecisionDraft {
        customer: ADA,
        on: date("2026-06-20"),
        order: String::new(),
        amount: usd(1_000),
        decided: ruling,
        proposed: ruling,
        reasons: Vec::new(),
        word: String::new(),
    };
    run(&mut ledger, Command::RecordDecision { draft });
    let pending = |day: &str| exposure(&ledger, ADA, Currency::USD, date(day)).pending;
    assert_eq!((pending("2026-06-30"), pending("2026-07-01")), (usd(1_000), usd(0)));
}

#[test]
fn interest_begins_with_the_version_that_asks_for_it() {
    let mut ledger = books();
    let id = bill(&mut ledger, "1", "2026-05-01", 100_000);
    assert!(matches!(invoice_interest(&ledger, id, date("2026-06-30")), Err(NoInterest::NotAsked(_))));
    // Due on 31 May, but June was free: 1,000 × 12 % × 1/365 = 0.3287…
    assert_eq!(invoice_interest(&ledger, id, date("2026-07-01")).unwrap().new_interest, usd(33));
}

#[test]
fn a_plan_keeps_the_rules_of_the_day_of_its_acceptance() {
    let mut ledger = books();
    let id = bill(&mut ledger, "1", "2026-05-01", 100_000);
    let accept = |day: &str, count| Command::AcceptPlan {
        customer: ADA,
        invoices: vec![id],
        terms: AgreedTerms::from(PlanTerms {
            total: usd(100_000),
            down_payment: usd(0),
            instalments: Instalments::Count(count),
            frequency: Frequency::Monthly,
            first_due: date("2026-08-01"),
            rate_pct: 0.into(),
            residual: Residual::Last,
        }),
        accepted: date(day),
    };
    let today = date("2026-12-31");
    assert!(ledger.decide(&accept("2026-07-01", 4), today).is_err() && ledger.decide(&accept("2026-07-01", 3), today).is_ok());
    run(&mut ledger, accept("2026-06-30", 4));
    assert_eq!(ledger.facts().plans[0].rules.cure_days, 7);
}

#[test]
fn a_payment_settles_in_the_order_of_the_day_on_which_it_is_applied() {
    let paid = |received: &str| {
        let mut ledger = books();
        bill(&mut ledger, "1", "2026-05-01", 100_000);
        let charges = recoup::reports::interest::charge_drafts(
            &invoice_interest(&ledger, InvoiceId(1), date("2026-07-05")).expect("interest by the new version"),
        );
        run(&mut ledger, Command::PostCharges { charges, on: date("2026-07-05") });
        // The interest is the older document now: the invoice was given more time.
        run(&mut ledger, Command::ChangeDueDate { invoice: InvoiceId(1), due: date("2026-12-01") });
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
        let (received, discounts) = (date(received), Vec::new());
        run(&mut ledger, Command::RecordPayment { customer: ADA, received, amount: usd(500), method, reference, choice, discounts });
        ledger.facts().allocations[0].invoice
    };
    assert_eq!((paid("2026-06-30"), paid("2026-07-01")), (InvoiceId(2), InvoiceId(1)));
}
