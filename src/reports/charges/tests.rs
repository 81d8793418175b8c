//! Late fees on the ledger: who pays them, from when, and what keeps them back.

use super::*;
use crate::domain::charge::{ChargeDraft, TaxCategory};
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::dispute::DisputeCase;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::late_fee::{Cap, Charge, LateFeeRule, Often, Tier};
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, MessageContent};
use crate::domain::money::Money;
use crate::domain::policy::{Besides, Channel, CreditPolicy, Purpose, ReminderStep, Tone};
use crate::domain::spelling::Neutral;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn rule(often: Often) -> LateFeeRule {
    let tiers = vec![Tier { from: usd(0), charge: Charge::Percent("1.5".parse().unwrap()) }];
    LateFeeRule { rule: 1, tiers, often, grace_days: 5, cap: Cap::default(), tax: TaxCategory::Outside }
}

struct Books(Ledger);

impl Books {
    /// Ada accepted the terms on 10 January 2024; her invoice of 1,000.00 was due on the 31st.
    fn with(rules: Vec<LateFeeRule>) -> Self {
        let mut books = Self(Ledger::default());
        let policy = CreditPolicy { late_fees: rules, ..CreditPolicy::default() };
        books.run(Command::ChangePolicy { policy });
        books.run(Command::AddCustomer {
            details: CustomerDetails { terms_accepted: Some(day("2024-01-10")), ..CustomerDetails::named("Ada") },
        });
        books.invoice("A-1", "2024-01-31");
        books
    }

    fn run(&mut self, command: Command) {
        self.0.execute(&command, day("2024-12-31")).unwrap_or_else(|refused| panic!("{command:?}: {refused}"));
    }

    fn invoice(&mut self, number: &str, due: &str) {
        let (customer, issued, due) = (CustomerId(1), day("2024-01-01"), Some(day(due)));
        let draft = InvoiceDraft {
            customer,
            number: number.into(),
            issued,
            due,
            amount: usd(100_000),
            note: String::new(),
            terms: Default::default(),
        };
        self.run(Command::IssueInvoice { draft });
    }

    fn told(&self, as_of: &str) -> Vec<String> {
        late_fees_due(&self.0, day(as_of)).into_iter().map(|one| format!("{} {}", one.fee.on, one.fee.amount.to_plain())).collect()
    }

    fn post_all(&mut self, as_of: &str) {
        let charges: Vec<ChargeDraft> = late_fees_due(&self.0, day(as_of)).into_iter().map(|one| one.draft).collect();
        self.run(Command::PostCharges { charges, on: day(as_of) });
    }
}

#[test]
fn a_fee_is_proposed_until_it_is_posted_and_never_again() {
    let mut books = Books::with(vec![rule(Often::Monthly)]);
    assert_eq!(books.told("2024-02-05"), [""; 0]);
    assert_eq!(books.told("2024-02-06"), ["2024-02-06 15.00"]);
    assert_eq!(late_fees_due(&books.0, day("2024-02-06"))[0].calculation, "1.5 % of 1000.00 USD open on 2024-02-06, period 1");
    books.post_all("2024-02-10");
    assert_eq!(books.told("2024-03-05"), [""; 0]);
    // The second is counted on the invoice alone, not on the first fee.
    assert_eq!(books.told("2024-03-06"), ["2024-03-06 15.00"]);
    books.run(Command::WaiveCharge { invoice: InvoiceId(2), on: day("2024-03-06"), reason: "kindness".into() });
    assert_eq!(books.told("2024-03-06"), ["2024-03-06 15.00"]);
    let posted = posted_charges(&books.0, None, day("2024-12-31"));
    assert_eq!(posted.iter().map(|one| (one.document, one.state)).collect::<Vec<_>>(), [(InvoiceId(2), ChargeState::Waived)]);
}

#[test]
fn what_was_taken_back_is_proposed_anew_and_a_part_payment_lowers_the_next() {
    let mut books = Books::with(vec![rule(Often::EveryDays(30))]);
    books.post_all("2024-02-10");
    books.run(Command::TakeBackCharges { charges: vec![InvoiceId(2)] });
    assert_eq!(books.told("2024-02-10"), ["2024-02-06 15.00"]);
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
    let (customer, received, amount) = (CustomerId(1), day("2024-02-20"), usd(40_000));
    books.run(Command::RecordPayment { customer, received, amount, method, reference, choice, discounts: Vec::new() });
    assert_eq!(books.told("2024-03-07"), ["2024-02-06 15.00", "2024-03-07 9.00"]);
    let states = posted_charges(&books.0, Some(CustomerId(1)), day("2024-03-07"));
    assert_eq!(states.iter().map(|one| one.state).collect::<Vec<_>>(), [ChargeState::TakenBack]);
    // Paid in full, but late: what fell due until then can still be posted when the owner wants to.
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
    books.run(Command::RecordPayment {
        customer,
        received: day("2024-03-08"),
        amount: usd(60_000),
        method,
        reference,
        choice,
        discounts: Vec::new(),
    });
    assert_eq!(books.told("2024-12-31"), ["2024-02-06 15.00", "2024-03-07 9.00"]);
    assert!(late_fees_due(&books.0, day("2024-12-31")).iter().all(|one| one.kept_back == Some(KeptBack::PaidSince)));
    books.post_all("2024-12-31");
    assert_eq!(books.told("2024-12-31"), [""; 0]);
}

#[test]
fn what_was_paid_late_is_proposed_and_what_was_paid_in_time_or_credited_is_not() {
    let flat = Tier { from: usd(0), charge: Charge::Amount(usd(1_500)) };
    let pays = |received: &str, minor| {
        let mut books = Books::with(vec![LateFeeRule { tiers: vec![flat], ..rule(Often::Monthly) }]);
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
        let (customer, received, amount) = (CustomerId(1), day(received), usd(minor));
        books.run(Command::RecordPayment { customer, received, amount, method, reference, choice, discounts: Vec::new() });
        books
    };
    let check = |books: &Books, expected: &[&str]| assert_eq!(books.told("2024-12-31"), expected);
    check(&pays("2024-01-31", 100_000), &[]);
    // In the days of grace: what was open on the morning of 6 February would have been charged.
    check(&pays("2024-02-05", 100_000), &[]);
    check(&pays("2024-02-06", 100_000), &["2024-02-06 15.00"]);
    check(&pays("2024-03-07", 100_000), &["2024-02-06 15.00", "2024-03-06 15.00"]);
    let mut credited = Books::with(vec![rule(Often::Once)]);
    credited.run(Command::IssueCreditNote {
        customer: CustomerId(1),
        number: "C-1".into(),
        issued: day("2024-03-07"),
        amount: usd(100_000),
        note: String::new(),
        choice: AllocationChoice::OldestFirst,
    });
    check(&credited, &[]);
    // A plan that held on the day gave them more time, also after it was paid.
    let mut on_plan = Books::with(vec![rule(Often::Once)]);
    let terms = crate::domain::schedule::PlanTerms {
        total: usd(100_000),
        down_payment: usd(0),
        instalments: crate::domain::schedule::Instalments::Count(1),
        frequency: crate::domain::schedule::Frequency::Monthly,
        first_due: day("2024-03-01"),
        rate_pct: rust_decimal::Decimal::ZERO,
        residual: crate::domain::money::Residual::Last,
    };
    let (customer, invoices, accepted) = (CustomerId(1), vec![InvoiceId(1)], day("2024-02-01"));
    on_plan.run(Command::AcceptPlan { customer, invoices, terms: terms.into(), accepted });
    on_plan.run(Command::EndPlan { plan: crate::domain::ids::PlanId(1), on: day("2024-02-20"), reason: String::new() });
    let kept: Vec<_> = late_fees_due(&on_plan.0, day("2024-12-31")).iter().map(|one| one.kept_back).collect();
    assert_eq!(kept, [Some(KeptBack::OnPlan)]);
}

#[test]
fn only_who_accepted_the_terms_and_is_not_exempt_pays() {
    let mut books = Books::with(vec![rule(Often::Monthly)]);
    let details = |change: fn(&mut CustomerDetails)| {
        let mut details = CustomerDetails { terms_accepted: Some(day("2024-01-10")), ..CustomerDetails::named("Ada") };
        change(&mut details);
        Command::ChangeCustomer { customer: CustomerId(1), details }
    };
    let mut check = |change: fn(&mut CustomerDetails), expected: &[&str]| {
        books.run(details(change));
        assert_eq!(books.told("2024-03-31"), expected);
    };
    check(|_| {}, &["2024-02-06 15.00", "2024-03-06 15.00"]);
    check(|details| details.approach.no_late_fees = true, &[]);
    let euros =
        vec![LateFeeRule { tiers: vec![Tier { from: "0.00 EUR".parse().unwrap(), ..rule(Often::Once).tiers[0] }], ..rule(Often::Once) }];
    assert_eq!(Books::with(euros).told("2024-03-31"), [""; 0]);
    assert_eq!(Books::with(Vec::new()).told("2024-03-31"), [""; 0]);
}

#[test]
fn what_is_contested_on_a_plan_or_at_rest_is_kept_back() {
    let books = || Books::with(vec![rule(Often::Once)]);
    let check = |command: Command, expected: KeptBack| {
        let mut books = books();
        books.run(command);
        let found = late_fees_due(&books.0, day("2024-12-31"));
        assert_eq!(found.iter().map(|one| one.kept_back).collect::<Vec<_>>(), [Some(expected)]);
    };
    let (invoice, customer, on) = (InvoiceId(1), CustomerId(1), day("2024-12-01"));
    check(Command::RaiseDispute { invoice, on, reason: String::new(), case: DisputeCase::default() }, KeptBack::Disputed);
    let pause = |invoice| Command::PauseReminders { customer, invoice, from: on, until: None, reason: String::new() };
    check(pause(None), KeptBack::Paused);
    check(pause(Some(invoice)), KeptBack::Paused);
    check(Command::SetHold { customer, on, reason: "late".into() }, KeptBack::OnHold);
    assert!(KeptBack::Disputed.is_firm() && KeptBack::OnPlan.is_firm() && !KeptBack::Paused.is_firm() && !KeptBack::OnHold.is_firm());
}

#[test]
fn a_step_with_a_late_fee_bears_one_when_its_message_went_out() {
    let mut books = Books::with(vec![rule(Often::EachStep)]);
    let step = |offset, besides: &[Besides]| ReminderStep {
        besides: besides.to_vec(),
        ..ReminderStep::new(offset, Channel::Email, Tone::Firm, Purpose::PastDue)
    };
    let schedule = vec![step(7, &[]), step(14, &[Besides::LateFee]), step(30, &[Besides::LateFee])];
    let policy = CreditPolicy { schedule, ..books.0.policy().clone() };
    books.run(Command::ChangePolicy { policy });
    let mut send = |offset_days, on: &str| {
        let covers = vec![DueItem::Invoice(InvoiceId(1))];
        let content = MessageContent {
            customer: CustomerId(1),
            channel: Channel::Email,
            offset_days,
            tone: Tone::Firm,
            purpose: Purpose::PastDue,
            covers,
            totals: vec![usd(100_000)],
            pay_by: None,
            subject: String::new(),
            body: String::new(),
        };
        let ledger = &mut books.0;
        ledger.execute(&Command::PrepareMessage { content }, day(on)).unwrap();
        let message = ledger.facts().messages.last().unwrap().id;
        ledger.execute(&Command::ConfirmMessageSent { message, on: day(on) }, day(on)).unwrap();
    };
    send(7, "2024-02-07");
    send(14, "2024-02-14");
    assert_eq!(books.told("2024-02-29"), ["2024-02-14 15.00"]);
    let invoice = books.0.invoice(InvoiceId(1)).unwrap();
    // A step that is about to be taken says what it would cost.
    let fee = step_fee(&books.0, invoice, 30, day("2024-03-01")).unwrap();
    assert_eq!(fee.calculation, "1.5 % of 1000.00 USD open on 2024-03-01, reminder 30 days after the due date");
    assert_eq!(step_fee(&books.0, invoice, 14, day("2024-03-01")).map(|fee| fee.fee.on), Some(day("2024-02-14")));
    assert_eq!(step_fee(&books.0, invoice, 0, day("2024-03-01")), None);
}

#[test]
fn the_example_adds_up() {
    let check = |rule: LateFeeRule, days, expected| assert_eq!(example(&rule, usd(100_000), days), Ok(usd(expected)), "{rule:?}");
    check(rule(Often::Once), 30, 1_500);
    check(rule(Often::Once), 5, 0);
    check(rule(Often::EveryDays(10)), 30, 4_500);
    check(LateFeeRule { cap: Cap { amount: Some(usd(2_000)), percent: None }, ..rule(Often::EveryDays(10)) }, 30, 2_000);
    check(rule(Often::EachStep), 30, 1_500);
}

#[test]
fn a_rule_reads_as_a_sentence() {
    let check = |rule: LateFeeRule, expected: &str| assert_eq!(late_fee_words(&rule, &Neutral), expected);
    check(rule(Often::Once), "An invoice that is not paid within 5 days after the due date bears a late fee, once: 1.5 % of what is open.");
    let tiers = vec![
        Tier { from: usd(0), charge: Charge::Amount(usd(1_500)) },
        Tier { from: usd(100_000), charge: Charge::Percent("1.50".parse().unwrap()) },
    ];
    let cap = Cap { amount: Some(usd(6_000)), percent: Some("10".parse().unwrap()) };
    check(
        LateFeeRule { tiers, cap, grace_days: 0, ..rule(Often::EveryDays(30)) },
        "An invoice that is not paid by the due date bears a late fee, and again every 30 days: 15.00 USD; 1.5 % of what is open where at least \
         1000.00 USD is open. All late fees for one invoice are at most 60.00 USD and at most 10 % of the invoice.",
    );
}

/// What was agreed on from a day on is charged for that day and later ones only.
#[test]
fn a_version_of_the_policy_charges_from_its_first_day_on() {
    let mut books = Books::with(Vec::new());
    let policy = CreditPolicy { late_fees: vec![rule(Often::EveryDays(10))], ..CreditPolicy::default() };
    let version = |policy| Command::BeginPolicy { policy, from: day("2024-02-20"), note: String::new() };
    books.run(version(policy.clone()));
    assert_eq!(books.told("2024-03-01"), [""; 0], "the terms were accepted before");
    books.run(Command::TakeBackPolicy);
    books.run(version(CreditPolicy { fees_need_acceptance: false, ..policy }));
    assert_eq!(books.told("2024-02-19"), [""; 0]);
    assert_eq!(books.told("2024-03-01"), ["2024-02-26 15.00"]);
}
