use crate::domain::acceleration::unearned;
use crate::domain::calendar::BusinessDayRule;
use crate::domain::command::{Command, InvoiceDraft};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId, PlanOfferId};
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, Residual};
use crate::domain::plan_offer::{OfferAnswer, OfferState};
use crate::domain::rejection::Rejection;
use crate::domain::schedule::{AgreedTerms, Frequency, Instalments, InterestPeriods, OwnPart, PlanTerms, SkippedMonths};
use chrono::NaiveDate;

const ANN: CustomerId = CustomerId(1);
const OFFER: PlanOfferId = PlanOfferId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn books() -> Ledger {
    let (mut ledger, today) = (Ledger::default(), date("2025-05-01"));
    ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ann") }, today).unwrap();
    for (number, amount) in [("A", 70_000), ("B", 50_000)] {
        let amount = usd(amount);
        let draft = InvoiceDraft {
            customer: ANN,
            number: number.to_owned(),
            issued: today,
            due: Some(today),
            amount,
            note: String::new(),
            terms: Default::default(),
        };
        ledger.execute(&Command::IssueInvoice { draft }, today).unwrap();
    }
    ledger
}

/// Three months from 30 June on by days, none in August, off weekends: 30 June, 30 July, 30 September.
fn terms() -> AgreedTerms {
    let terms = PlanTerms {
        total: usd(0),
        down_payment: usd(20_000),
        instalments: Instalments::Count(3),
        frequency: Frequency::Monthly,
        first_due: date("2025-06-30"),
        rate_pct: 12.into(),
        residual: Residual::Last,
    };
    AgreedTerms {
        interest: InterestPeriods::Actual { year_days: 365 },
        moved: BusinessDayRule::Following,
        skipped: SkippedMonths::of(&[8]).unwrap(),
        ..terms.into()
    }
}

fn run(ledger: &mut Ledger, command: &Command, on: &str) -> Result<Event, Rejection> {
    let event = ledger.execute(command, date(on));
    assert_eq!(ledger.check(), []);
    event
}

fn offer(expires: &str) -> Command {
    Command::OfferPlan { customer: ANN, invoices: vec![InvoiceId(1), InvoiceId(2)], terms: terms(), expires: date(expires) }
}

fn state(ledger: &Ledger, day: &str) -> OfferState {
    ledger.offer_state(ledger.plan_offer(OFFER).unwrap(), date(day))
}

#[test]
fn an_accepted_offer_is_the_plan_that_was_offered() {
    let mut ledger = books();
    run(&mut ledger, &offer("2025-05-31"), "2025-05-12").unwrap();
    let offered = ledger.plan_offer(OFFER).unwrap().clone();
    let listed: Vec<_> = offered.instalments.iter().map(|part| format!("{} {}", part.due, part.interest.to_plain())).collect();
    // 49 days on 1000.00, then 30, then 62 days, of 365, at level payments of 343.20.
    assert_eq!(listed, ["2025-05-12 0.00", "2025-06-30 16.11", "2025-07-30 6.64", "2025-09-30 6.86"]);
    assert_eq!(state(&ledger, "2025-05-31"), OfferState::Open);
    assert_eq!(state(&ledger, "2025-06-01"), OfferState::Expired);

    let accepted = date("2025-05-20");
    let before = ledger.clone();
    let event = run(&mut ledger, &Command::AcceptOffer { offer: OFFER, accepted }, "2025-06-05").unwrap();
    let plan = ledger.plan(PlanId(1)).unwrap().clone();
    assert_eq!((plan.offer, plan.instalments[0].due), (Some(OFFER), accepted), "the down payment is due at once");
    assert_eq!(plan.instalments[1..], offered.instalments[1..]);
    assert_eq!(plan.interest_since(), date("2025-05-12"));
    // Nine of the first 49 days are earned the day after: 2.96 of 29.61.
    assert_eq!(unearned(&plan.instalments, plan.interest_since(), date("2025-05-21")), Ok(usd(2_665)));
    assert_eq!(ledger.invoice(plan.interest_document.unwrap()).unwrap().amount, usd(2_961));
    assert_eq!((state(&ledger, "2025-05-19"), state(&ledger, "2025-05-20")), (OfferState::Open, OfferState::Accepted(PlanId(1))));
    let again = run(&mut ledger, &Command::AcceptOffer { offer: OFFER, accepted }, "2025-06-05");
    assert_eq!(again, Err(Rejection::NothingToDo("This offer was accepted already.")));

    let back = before.undo_of(&event).unwrap();
    run(&mut ledger, &back, "2025-06-05").unwrap();
    assert_eq!(state(&ledger, "2025-05-31"), OfferState::Open, "a plan accepted by mistake leaves the offer open");
}

#[test]
fn an_offer_ends_and_can_be_open_again() {
    let mut ledger = books();
    let event = run(&mut ledger, &offer("2025-05-31"), "2025-05-12").unwrap();
    let another = run(&mut ledger, &offer("2025-05-31"), "2025-05-13");
    assert_eq!(another, Err(Rejection::Offered { until: date("2025-05-31") }));
    let at_once = Command::AcceptPlan { customer: ANN, invoices: vec![InvoiceId(1)], terms: terms(), accepted: date("2025-05-13") };
    assert!(matches!(run(&mut ledger, &at_once, "2025-05-13"), Err(Rejection::Offered { .. })));

    let settle = |answer, on: &str| Command::SettleOffer { offer: OFFER, on: date(on), answer, reason: " too much ".to_owned() };
    let before = ledger.clone();
    let declined = run(&mut ledger, &settle(OfferAnswer::Declined, "2025-05-14"), "2025-05-14").unwrap();
    assert_eq!((state(&ledger, "2025-05-13"), state(&ledger, "2025-05-14")), (OfferState::Open, OfferState::Declined));
    assert!(run(&mut ledger, &settle(OfferAnswer::Withdrawn, "2025-05-15"), "2025-05-15").is_err());
    let mut other = ledger.clone();
    run(&mut other, &offer("2025-06-10"), "2025-05-15").unwrap();
    let back = before.undo_of(&declined).unwrap();
    assert_eq!(run(&mut other, &back, "2025-05-15"), Err(Rejection::Offered { until: date("2025-06-10") }));
    run(&mut ledger, &back, "2025-05-15").unwrap();
    assert_eq!(state(&ledger, "2025-05-20"), OfferState::Open);

    // Undo of the offer itself: it counts on no day.
    let undo = books().undo_of(&event).unwrap();
    run(&mut ledger, &undo, "2025-05-15").unwrap();
    assert_eq!(ledger.offers_of(ANN).count(), 0);
    assert!(run(&mut ledger, &at_once, "2025-05-15").is_ok());
}

#[test]
fn bad_offers_are_refused() {
    let refused = |expires: &str, expected: &str| {
        let found = run(&mut books(), &offer(expires), "2025-05-12").unwrap_err();
        assert_eq!((found.field(), found.to_string().as_str()), (Some("expires"), expected));
    };
    refused("2025-05-11", "The last day of the offer cannot be before 2025-05-12.");
    refused("2025-07-01", "The last day of the offer cannot be after 2025-06-30.");
    let mut ledger = books();
    run(&mut ledger, &offer("2025-05-31"), "2025-05-12").unwrap();
    let late = run(&mut ledger, &Command::AcceptOffer { offer: OFFER, accepted: date("2025-06-01") }, "2025-06-01");
    assert_eq!(late.unwrap_err().to_string(), "The day of acceptance cannot be after 2025-05-31.");
    let (method, choice) = (String::new(), crate::domain::command::AllocationChoice::OldestFirst);
    let received = date("2025-05-20");
    let payment = Command::RecordPayment {
        customer: ANN,
        received,
        amount: usd(100),
        reference: method.clone(),
        method,
        choice,
        discounts: Vec::new(),
    };
    run(&mut ledger, &payment, "2025-05-20").unwrap();
    let changed = run(&mut ledger, &Command::AcceptOffer { offer: OFFER, accepted: received }, "2025-05-20").unwrap_err();
    let expected = "The invoices owe 1199.00 USD now; they owed 1200.00 USD when the plan was offered. Offer it anew.";
    assert_eq!(changed.to_string(), expected);
}

#[test]
fn dates_of_ones_own_are_kept_as_agreed() {
    let own = |parts: &[(&str, i64)]| {
        let own = parts.iter().map(|(due, minor)| OwnPart { due: date(due), amount: usd(*minor) }).collect();
        let terms = AgreedTerms { own, ..terms() };
        let mut ledger = books();
        let (invoices, accepted) = (vec![InvoiceId(2)], date("2025-05-12"));
        let mut terms = terms;
        (terms.terms.rate_pct, terms.terms.down_payment) = (0.into(), usd(0));
        run(&mut ledger, &Command::AcceptPlan { customer: ANN, invoices, terms, accepted }, "2025-05-12")?;
        Ok(ledger.plan(PlanId(1)).unwrap().clone())
    };
    let plan = own(&[("2025-06-01", 20_000), ("2025-08-17", 30_000)]).unwrap();
    assert_eq!(plan.instalments.iter().map(|part| (part.due, part.nominal)).collect::<Vec<_>>().len(), 2);
    let kept = plan.terms.unwrap();
    assert_eq!((kept.terms.instalments, kept.terms.first_due), (Instalments::Count(2), date("2025-06-01")));
    assert_eq!((kept.moved, plan.instalments[1].due), (BusinessDayRule::Unadjusted, date("2025-08-17")));
    let refused = |parts: &[(&str, i64)], expected: &str| {
        assert_eq!(own(parts).map(drop).map_err(|error: Rejection| error.to_string()), Err(expected.to_owned()));
    };
    let last = "The last instalment must be 300.00 USD for the debt to be paid, not 290.00 USD.";
    refused(&[("2025-06-01", 20_000), ("2025-08-17", 29_000)], last);
    refused(&[("2025-06-01", 20_000), ("2025-06-01", 30_000)], "Instalment 2 is not due after the one before it.");
    refused(&[("2025-05-11", 50_000)], "The first instalment is due before the plan is accepted.");
}
