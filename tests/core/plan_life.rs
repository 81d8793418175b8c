//! The life of a plan, and settlements: what is declared, taken back, replaced or bounces leaves the sums as they have to be.

use crate::support::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft, SettlementDraft};
use recoup::domain::credit::{CreditKind, CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::event::Event;
use recoup::domain::ids::{CustomerId, InvoiceId, PaymentId, PlanId, SettlementId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::{CreditPolicy, PlanRules};
use recoup::domain::rejection::Rejection;
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::domain::settlement_offer::SettlementStanding;
use recoup::reports::plan_progress::plan_progress;
use rust_decimal::Decimal;

pub const ANN: CustomerId = CustomerId(1);

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

#[derive(Clone)]
pub struct Books(pub Ledger);

impl Books {
    /// Two invoices of 100 and 200, due on 31 January.
    pub fn new() -> Self {
        let mut books = Self(Ledger::default());
        books.run("2025-01-01", Command::AddCustomer { details: CustomerDetails::named("Ann") }).unwrap();
        books.invoice("A", "100");
        books.invoice("B", "200");
        books
    }

    pub fn invoice(&mut self, number: &str, amount: &str) {
        let (issued, due) = (date("2025-01-01"), Some(date("2025-01-31")));
        let draft = InvoiceDraft {
            customer: ANN,
            number: number.to_owned(),
            issued,
            due,
            amount: usd(amount),
            note: String::new(),
            terms: Default::default(),
        };
        self.run("2025-01-01", Command::IssueInvoice { draft }).unwrap();
    }

    pub fn run(&mut self, today: &str, command: Command) -> Result<Event, Rejection> {
        let event = self.0.execute(&command, date(today));
        assert_eq!(self.0.check(), [], "{command:?}");
        event
    }

    /// Three instalments on the first of March, April and May, the plan accepted on 1 February.
    pub fn plan(&mut self, rate: u32) {
        let command = Command::AcceptPlan {
            customer: ANN,
            invoices: vec![InvoiceId(1), InvoiceId(2)],
            terms: terms(3, "2025-03-01", rate).into(),
            accepted: date("2025-02-01"),
        };
        self.run("2025-02-01", command).unwrap();
    }

    pub fn pay(&mut self, on: &str, amount: &str, choice: AllocationChoice) -> Result<Event, Rejection> {
        let (received, amount) = (date(on), usd(amount));
        let (method, reference) = (String::new(), String::new());
        self.run(on, Command::RecordPayment { customer: ANN, received, amount, method, reference, choice, discounts: Vec::new() })
    }

    pub fn declare(&mut self, on: &str) -> Result<Event, Rejection> {
        self.run(on, Command::DeclareDefault { plan: PlanId(1), on: date(on) })
    }

    pub fn balances(&self) -> Vec<i64> {
        self.0.facts().invoices.iter().map(|invoice| self.0.balance(invoice).minor()).collect()
    }

    pub fn owed(&self) -> i64 {
        self.balances().iter().sum()
    }

    /// Undoes an event that is about to happen.
    pub fn there_and_back(&mut self, today: &str, command: Command) {
        let (before, due) = (self.balances(), self.dues());
        let event = self.0.decide(&command, date(today)).unwrap();
        let back = self.0.undo_of(&event).unwrap();
        self.run(today, command).unwrap();
        self.run(today, back).unwrap();
        assert_eq!(self.balances()[..before.len()], before);
        assert!(self.balances()[before.len()..].iter().all(|left| *left == 0));
        assert_eq!(self.dues()[..due.len()], due);
    }

    pub fn dues(&self) -> Vec<NaiveDate> {
        self.0.facts().invoices.iter().map(|invoice| invoice.due).collect()
    }

    pub fn offer(&mut self, pay: &str, until: &str, invoices: &[u32]) -> Result<Event, Rejection> {
        let draft = SettlementDraft {
            customer: ANN,
            invoices: invoices.iter().map(|id| InvoiceId(*id)).collect(),
            pay: usd(pay),
            made: date("2025-02-01"),
            until: date(until),
            note: String::new(),
        };
        self.run("2025-02-01", Command::OfferSettlement { draft })
    }

    pub fn standing(&self, day: &str) -> SettlementStanding {
        self.0.settlement_standing(&self.0.facts().settlements[0], date(day))
    }
}

pub fn terms(count: u32, first_due: &str, rate: u32) -> PlanTerms {
    PlanTerms {
        total: usd("1"),
        down_payment: usd("0"),
        instalments: Instalments::Count(count),
        frequency: Frequency::Monthly,
        first_due: date(first_due),
        rate_pct: Decimal::from(rate),
        residual: Residual::Last,
    }
}

pub const OLDEST: AllocationChoice = AllocationChoice::OldestFirst;

#[test]
fn a_default_waits_for_the_time_to_make_good_and_makes_all_but_unearned_interest_due() {
    let mut books = Books::new();
    books.plan(12);
    // 12 % a year on 300: instalments of 102.01, 102.01, 102.00 with 3.00, 2.01 and 1.01 of interest.
    assert_eq!(books.owed(), 30_602);
    books.pay("2025-03-01", "102.01", OLDEST).unwrap();
    assert_eq!(books.declare("2025-04-01"), Err(Rejection::NothingToDo("No instalment is missed on that day.")));
    // The first of April is missed; seven working days are over on the tenth.
    let early = Rejection::TooEarly { field: "on", what: "The default", limit: date("2025-04-11") };
    assert_eq!(books.declare("2025-04-10"), Err(early));
    let plan = || Command::DeclareDefault { plan: PlanId(1), on: date("2025-04-11") };
    books.there_and_back("2025-04-11", plan());
    books.declare("2025-04-11").unwrap();
    // 10 of 30 days of 1.01 are earned: 0.34; 0.67 is not due.
    assert_eq!(books.owed(), 30_602 - 10_201 - 67);
    assert_eq!(books.0.invoice(InvoiceId(3)).unwrap().due, date("2025-04-11"));
    let found = books.0.plan(PlanId(1)).unwrap();
    assert!(found.in_force(date("2025-04-10")) && !found.in_force(date("2025-04-11")));
    let progress = plan_progress(&books.0, found, date("2025-04-11")).unwrap();
    assert_eq!((progress.paid, progress.total), (usd("102.01"), usd("305.35")));
    assert!(books.declare("2025-04-12").is_err());
    // It goes on: the interest is owed again, on its old day; the default is on record.
    let again = || Command::ReinstatePlan { plan: PlanId(1), on: date("2025-04-20") };
    books.there_and_back("2025-04-20", again());
    assert_eq!(books.owed(), 30_602 - 10_201 - 67);
    books.run("2025-04-20", again()).unwrap();
    assert_eq!(books.owed(), 30_602 - 10_201);
    assert_eq!(books.0.invoice(InvoiceId(3)).unwrap().due, date("2025-05-01"));
    let found = books.0.plan(PlanId(1)).unwrap();
    assert!(!found.in_force(date("2025-04-15")) && found.in_force(date("2025-04-20")));
    // Seven working days from the day it goes on.
    assert!(books.declare("2025-04-29").is_err());
    books.declare("2025-04-30").unwrap();
    let defaults = &books.0.plan(PlanId(1)).unwrap().defaults;
    assert_eq!(defaults.iter().filter(|default| !default.was_a_mistake()).count(), 2);
}

#[test]
fn what_is_made_good_in_time_is_no_default_and_a_paid_plan_has_none() {
    let mut books = Books::new();
    books.plan(0);
    books.pay("2025-03-08", "100", OLDEST).unwrap();
    assert!(books.declare("2025-03-31").is_err());
    books.pay("2025-04-20", "200", OLDEST).unwrap();
    assert_eq!(books.declare("2025-06-01"), Err(Rejection::NothingToDo("This plan is paid.")));
}

#[test]
fn a_plan_keeps_the_rules_it_was_made_under() {
    let mut books = Books::new();
    let rules = PlanRules { missed_for_default: 2, cure_days: 3, cure_by_working_days: false, accelerates: false, ..PlanRules::default() };
    let policy = |plan_rules| Command::ChangePolicy { policy: CreditPolicy { plan_rules, ..CreditPolicy::default() } };
    books.run("2025-01-02", policy(rules)).unwrap();
    books.plan(12);
    books.run("2025-02-02", policy(PlanRules::default())).unwrap();
    assert!(books.declare("2025-03-31").is_err());
    assert!(books.declare("2025-04-04").is_err());
    books.declare("2025-04-05").unwrap();
    let plan = books.0.plan(PlanId(1)).unwrap();
    assert!(plan.in_force(date("2025-04-05")), "without acceleration its dates go on");
    assert_eq!(books.owed(), 30_602);
    let most = PlanRules { most_instalments: 2, ..PlanRules::default() };
    let mut books = Books::new();
    books.run("2025-01-02", policy(most)).unwrap();
    let invoices = vec![InvoiceId(1)];
    let command = Command::AcceptPlan { customer: ANN, invoices, terms: terms(3, "2025-03-01", 0).into(), accepted: date("2025-02-01") };
    assert_eq!(books.run("2025-02-01", command), Err(Rejection::TooManyInstalments { most: 2 }));
}

#[test]
fn one_plan_takes_the_place_of_another_and_back() {
    let mut books = Books::new();
    books.plan(12);
    books.pay("2025-03-01", "102.01", OLDEST).unwrap();
    books.invoice("C", "50");
    let restructure = |invoices: &[u32]| Command::RestructurePlan {
        plan: PlanId(1),
        invoices: invoices.iter().map(|id| InvoiceId(*id)).collect(),
        terms: terms(4, "2025-04-15", 0).into(),
        accepted: date("2025-03-16"),
    };
    assert!(books.run("2025-03-16", restructure(&[])).is_err());
    assert!(books.run("2025-03-16", restructure(&[4])).is_err(), "nothing of the old plan");
    books.there_and_back("2025-03-16", restructure(&[2, 3, 4]));
    assert!(books.0.plan(PlanId(1)).unwrap().ended.is_none());
    let mut books = Books::new();
    books.plan(12);
    books.pay("2025-03-01", "102.01", OLDEST).unwrap();
    books.invoice("C", "50");
    books.run("2025-03-16", restructure(&[2, 3, 4])).unwrap();
    // Earned: 3.00 and 15 of 31 days of 2.01 (0.97); the new plan is over what is left and the new invoice.
    let owed = 30_000 + 5_000 + 397 - 10_201;
    assert_eq!(books.owed(), owed);
    let new = books.0.plan(PlanId(2)).unwrap();
    assert_eq!(new.instalments.iter().map(|part| part.amount.minor()).sum::<i64>(), owed);
    assert_eq!(new.replaces, Some(PlanId(1)));
    assert!(books.run("2025-03-16", restructure(&[2])).is_err(), "it has ended");
}

#[test]
fn the_sum_in_time_settles_and_a_bounce_revives_every_cent() {
    let mut books = Books::new();
    books.offer("180", "2025-02-28", &[1, 2]).unwrap();
    let before = books.balances();
    assert_eq!(books.standing("2025-02-28"), SettlementStanding::Open);
    assert_eq!(books.standing("2025-03-01"), SettlementStanding::Lapsed);
    let settle = || AllocationChoice::Settlement(SettlementId(1));
    // Less than the sum: nothing is forgiven.
    let Ok(Event::PaymentRecorded { granted, settles, .. }) = books.pay("2025-02-10", "30", settle()) else { panic!("a payment") };
    assert!(granted.is_empty() && settles.is_none());
    assert_eq!(books.owed(), 27_000);
    // The payment that completes it; what is beyond the sum stays unapplied.
    books.pay("2025-02-28", "160", settle()).unwrap();
    assert_eq!(books.owed(), 0);
    assert_eq!(books.0.unapplied(CreditSource::Payment(PaymentId(2))), 1_000);
    let note = &books.0.facts().credit_notes[0];
    assert_eq!((note.kind, note.with_payment, note.amount), (CreditKind::Settlement, Some(PaymentId(2)), usd("120")));
    assert_eq!(books.standing("2025-02-28"), SettlementStanding::Cleared);
    let bounce = |reason| Command::ReversePayment { payment: PaymentId(2), on: date("2025-03-05"), reason };
    books.there_and_back("2025-03-05", bounce(ReversalReason::Bounced));
    books.run("2025-03-05", bounce(ReversalReason::Bounced)).unwrap();
    assert_eq!(books.owed(), 27_000);
    assert_eq!(books.standing("2025-03-05"), SettlementStanding::Revived);
    assert!(books.pay("2025-03-06", "180", settle()).is_err());
    books
        .run("2025-03-06", Command::ReversePayment { payment: PaymentId(1), on: date("2025-03-06"), reason: ReversalReason::Bounced })
        .unwrap();
    assert_eq!(books.balances(), before);
}

#[test]
fn a_payment_that_was_a_mistake_leaves_the_offer_open() {
    let mut books = Books::new();
    books.offer("180", "2025-02-28", &[1, 2]).unwrap();
    let settle = || AllocationChoice::Settlement(SettlementId(1));
    let payment = |amount| Command::RecordPayment {
        customer: ANN,
        received: date("2025-02-10"),
        amount: usd(amount),
        method: String::new(),
        reference: String::new(),
        choice: settle(),
        discounts: Vec::new(),
    };
    books.there_and_back("2025-02-10", payment("180"));
    assert_eq!(books.standing("2025-02-11"), SettlementStanding::Open);
    books.pay("2025-02-20", "180", settle()).unwrap();
    assert_eq!((books.owed(), books.standing("2025-02-20")), (0, SettlementStanding::Cleared));
    assert!(books.run("2025-02-21", Command::WithdrawSettlement { settlement: SettlementId(1), on: date("2025-02-21") }).is_err());
}

#[test]
fn an_offer_has_to_be_one() {
    let mut books = Books::new();
    let sum = Err(Rejection::SettlementSum { owed: usd("300") });
    assert_eq!(books.offer("0", "2025-02-28", &[1, 2]), sum);
    assert_eq!(books.offer("300", "2025-02-28", &[1, 2]), sum);
    assert_eq!(books.offer("300.01", "2025-02-28", &[1, 2]), sum);
    assert!(books.offer("10", "2025-01-31", &[1]).is_err(), "in the past");
    assert!(books.offer("10", "2025-02-28", &[]).is_err());
    assert!(books.offer("10", "2025-02-28", &[1, 1]).is_err());
    assert!(books.offer("10", "2025-02-28", &[9]).is_err());
    let (on, reason) = (date("2025-01-02"), String::new());
    books.run("2025-01-02", Command::RaiseDispute { invoice: InvoiceId(1), on, reason, case: Default::default() }).unwrap();
    assert_eq!(books.offer("10", "2025-02-28", &[1]), Err(Rejection::Disputed("A".to_owned())));
    books.offer("10", "2025-02-28", &[2]).unwrap();
    assert!(books.offer("20", "2025-02-28", &[2]).is_err(), "two offers for one debt");
    books.run("2025-01-02", Command::AddCustomer { details: CustomerDetails::named("Bob") }).unwrap();
    let draft = SettlementDraft {
        customer: CustomerId(2),
        invoices: vec![InvoiceId(2)],
        pay: usd("1"),
        made: date("2025-02-01"),
        until: date("2025-02-28"),
        note: String::new(),
    };
    assert_eq!(books.run("2025-02-01", Command::OfferSettlement { draft }), Err(Rejection::OtherCustomer("B".to_owned())));
}

/// Whatever was paid when: declared and taken back, replaced and taken back, settled and bounced leaves every balance as it was.
#[test]
fn what_is_taken_back_restores_every_balance() {
    let (mut declared, mut settled) = (0, 0);
    for seed in 0..120 {
        let mut random = Random::new(seed);
        let mut books = Books::new();
        books.plan(random.below(40));
        for _ in 0..random.below(3) {
            let on = (date("2025-02-02") + Days::new(random.below(60))).to_string();
            let _ = books.pay(&on, &format!("{}.37", random.below(90)), OLDEST);
        }
        let today = (date("2025-03-20") + Days::new(random.below(80))).to_string();
        let declare = Command::DeclareDefault { plan: PlanId(1), on: date(&today) };
        if books.0.decide(&declare, date(&today)).is_ok() {
            books.there_and_back(&today, declare.clone());
            declared += 1;
            if random.chance(50) {
                books.run(&today, declare).unwrap();
            }
        }
        let open: Vec<_> = books.0.open_invoices_of(ANN).map(|invoice| invoice.id).collect();
        let owed = books.owed();
        let terms = PlanTerms { first_due: date(&today), ..terms(1 + random.below(5), "2025-06-01", random.below(20)) };
        let command = Command::RestructurePlan { plan: PlanId(1), invoices: open.clone(), terms: terms.into(), accepted: date(&today) };
        if books.0.decide(&command, date(&today)).is_ok() {
            books.there_and_back(&today, command);
        }
        let draft = SettlementDraft {
            customer: ANN,
            invoices: open,
            pay: Money::from_minor(random.between(1, owed.max(2) - 1), Currency::USD),
            made: date(&today),
            until: date(&today),
            note: String::new(),
        };
        let (before, pay) = (books.balances(), draft.pay.to_plain());
        if books.run(&today, Command::OfferSettlement { draft }).is_ok() {
            books.pay(&today, &pay, AllocationChoice::Settlement(SettlementId(1))).unwrap();
            assert_eq!(books.owed(), 0, "seed {seed}");
            let payment = books.0.facts().payments.last().unwrap().id;
            let on = date(&today) + Days::new(random.below(9));
            let bounced = Command::ReversePayment { payment, on, reason: ReversalReason::Bounced };
            books.run(&on.to_string(), bounced).unwrap();
            assert_eq!(books.balances(), before, "seed {seed}");
            settled += 1;
        }
    }
    assert!(declared > 20 && settled > 80, "{declared} {settled}");
}
