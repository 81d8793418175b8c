//! What is agreed has to be agreed in writing where the rules ask for it, and offers hold reminders back: signatures, settlements, plan offers.

use crate::plan_life::{ANN, Books, OLDEST, date, terms, usd};
use chrono::NaiveDate;
use recoup::domain::agreement::{Party, Signature};
use recoup::domain::command::{AllocationChoice, Command, SettlementDraft};
use recoup::domain::credit::ReversalReason;
use recoup::domain::ids::{AgreementId, InvoiceId, PaymentId, PlanId, PlanOfferId, SettlementId};
use recoup::domain::ledger::InWriting;
use recoup::domain::money::Money;
use recoup::domain::plan_offer::OfferAnswer;
use recoup::domain::policy::{CreditPolicy, PlanRules};
use recoup::domain::rejection::Rejection;
use recoup::domain::restore::Restorable;
use recoup::domain::settlement_offer::SettlementStanding;
use recoup::exchange::evidence::evidence;
use recoup::reports::agreement::{AgreementChoices, words};
use recoup::reports::plan_health::{PlanHealth, plan_health, reconsent};
use recoup::reports::plan_progress::plan_progress;
use recoup::reports::reminders::{SilenceReason, reminder_schedule};
use recoup::reports::worklist::{TaskKind, worklist};

const NO_SIGNATURE: Rejection =
    Rejection::NothingToDo("The customer has not signed this plan, as its rules ask. Have it signed, restructure it, or end it.");

/// A plan whose rules ask for a signature.
fn to_be_signed() -> Books {
    let mut books = Books::new();
    let plan_rules = PlanRules { asks_signature: true, ..PlanRules::default() };
    books.run("2025-01-02", Command::ChangePolicy { policy: CreditPolicy { plan_rules, ..CreditPolicy::default() } }).unwrap();
    books.plan(0);
    books
}

fn put_in_writing(books: &mut Books, plan: PlanId, day: &str) {
    let found = books.0.plan(plan).unwrap();
    let words = words(&books.0, found, &AgreementChoices::proposed(&books.0, found, date(day)));
    books.run(day, Command::MakeAgreement { plan, made: date(day), words }).unwrap();
}

fn sign(books: &mut Books, agreement: u32, day: &str) {
    let signature = Some(Signature { on: date(day), name: "Ann".to_owned(), note: String::new() });
    books.run(day, Command::SignAgreement { agreement: AgreementId(agreement), party: Party::Customer, signature }).unwrap();
}

fn health(books: &Books, plan: PlanId, day: &str) -> PlanHealth {
    let found = books.0.plan(plan).unwrap();
    plan_health(&books.0, found, &plan_progress(&books.0, found, date(day)).unwrap(), date(day))
}

fn in_writing(books: &Books, plan: u32, day: &str) -> InWriting {
    books.0.in_writing(books.0.plan(PlanId(plan)).unwrap(), date(day))
}

/// The names of the kinds of task of a day.
fn tasks(books: &Books, day: &str) -> Vec<String> {
    let found = worklist(&books.0, books.0.policy(), date(day)).tasks;
    found.iter().map(|task| format!("{:?}", task.kind).split([' ', '(']).next().unwrap().to_owned()).collect()
}

/// Why reminders of the invoices are held back on a day.
fn reasons(books: &Books, day: &str) -> Vec<SilenceReason> {
    reminder_schedule(&books.0, books.0.policy(), date(day), 0).silent.into_iter().map(|silence| silence.reason).collect()
}

fn asks(books: &Books, day: &str) -> bool {
    !reminder_schedule(&books.0, books.0.policy(), date(day), 0).due.is_empty()
}

#[test]
fn a_plan_that_asks_for_a_signature_waits_for_it_and_gives_no_default_before() {
    let mut books = to_be_signed();
    assert_eq!(in_writing(&books, 1, "2025-02-01"), InWriting::Missing);
    assert_eq!(health(&books, PlanId(1), "2025-02-02"), PlanHealth::Unsigned);
    assert_eq!(tasks(&books, "2025-02-02"), ["SignatureMissing"]);
    // It holds all the same: reminders follow its dates.
    assert!(books.0.plan(PlanId(1)).unwrap().in_force(date("2025-02-02")));
    assert_eq!(reasons(&books, "2025-02-02"), [SilenceReason::OnPlan(PlanId(1)); 2]);
    put_in_writing(&mut books, PlanId(1), "2025-02-03");
    assert_eq!(in_writing(&books, 1, "2025-02-03"), InWriting::Unsigned);
    assert_eq!(health(&books, PlanId(1), "2025-03-31"), PlanHealth::LateUnsigned { since: date("2025-03-01") });
    let found = worklist(&books.0, books.0.policy(), date("2025-03-31")).tasks;
    assert!(found.iter().any(|task| matches!(task.kind, TaskKind::InstalmentMissed { unsigned: true, cure_until: None, .. })), "{found:?}");
    assert_eq!(books.declare("2025-03-31"), Err(NO_SIGNATURE));
    sign(&mut books, 1, "2025-03-31");
    assert_eq!(in_writing(&books, 1, "2025-03-30"), InWriting::Unsigned, "not yet the day before");
    assert_eq!(health(&books, PlanId(1), "2025-03-31"), PlanHealth::CanDeclare { since: date("2025-03-01") });
    let early = Command::DeclareDefault { plan: PlanId(1), on: date("2025-03-30") };
    assert_eq!(books.run("2025-03-31", early), Err(NO_SIGNATURE));
    books.declare("2025-03-31").unwrap();
    assert!(!tasks(&books, "2025-03-31").contains(&"SignatureMissing".to_owned()));
}

#[test]
fn another_plan_in_its_place_has_to_be_signed_anew_with_the_balance_before_and_after() {
    let mut books = Books::new();
    books.plan(12);
    put_in_writing(&mut books, PlanId(1), "2025-02-01");
    sign(&mut books, 1, "2025-02-01");
    assert_eq!((in_writing(&books, 1, "2025-02-01"), health(&books, PlanId(1), "2025-02-02")), (InWriting::Signed, PlanHealth::Kept));
    assert_eq!(reconsent(&books.0, books.0.plan(PlanId(1)).unwrap()), None);
    books.pay("2025-03-01", "102.01", OLDEST).unwrap();
    books.invoice("C", "50");
    let command = Command::RestructurePlan {
        plan: PlanId(1),
        invoices: [2, 3, 4].map(InvoiceId).to_vec(),
        terms: terms(4, "2025-04-15", 0).into(),
        accepted: date("2025-03-16"),
    };
    books.run("2025-03-16", command).unwrap();
    let change = reconsent(&books.0, books.0.plan(PlanId(2)).unwrap()).unwrap();
    // Of 306.02 there were 204.01 to pay; 2.05 of interest is not earned; 50 came since.
    assert_eq!((change.replaced, change.on), (PlanId(1), date("2025-03-16")));
    assert_eq!((change.before, change.after), (usd("204.01"), usd("251.96")));
    assert_eq!((in_writing(&books, 2, "2025-03-16"), health(&books, PlanId(2), "2025-03-16")), (InWriting::Missing, PlanHealth::Unsigned));
    assert_eq!(tasks(&books, "2025-03-17"), ["SignatureMissing"]);
    put_in_writing(&mut books, PlanId(2), "2025-03-17");
    let said = &books.0.facts().agreements[1].words.parts[1].text;
    let expected = ["This agreement takes the place of the one on payment plan 1, which ended on", "204.01", "251.96"];
    assert!(expected.iter().all(|part| said.contains(part)), "{said}");
    sign(&mut books, 2, "2025-03-18");
    assert_eq!((health(&books, PlanId(2), "2025-03-18"), tasks(&books, "2025-03-18")), (PlanHealth::Kept, Vec::<String>::new()));
}

#[test]
fn a_settlement_that_can_be_paid_holds_reminders_back_and_they_go_on_after_it() {
    let mut books = Books::new();
    assert!(asks(&books, "2025-02-10"));
    books.offer("90", "2025-02-20", &[2]).unwrap();
    let last = SilenceReason::Settling(date("2025-02-20"));
    assert_eq!(reasons(&books, "2025-02-20"), [last]);
    // The other invoice is asked for meanwhile.
    let due = reminder_schedule(&books.0, books.0.policy(), date("2025-02-20"), 0).due;
    assert_eq!(due[0].totals, [usd("100")]);
    assert_eq!(reasons(&books, "2025-02-21"), []);
    assert_eq!(reminder_schedule(&books.0, books.0.policy(), date("2025-02-21"), 0).due[0].totals, [usd("300")]);
    let ends = "SettlementEnds".to_owned();
    assert!(!tasks(&books, "2025-02-16").contains(&ends) && tasks(&books, "2025-02-17").contains(&ends));
    assert!(tasks(&books, "2025-02-27").contains(&ends) && !tasks(&books, "2025-02-28").contains(&ends), "a week after it lapsed");
    books.run("2025-02-12", Command::WithdrawSettlement { settlement: SettlementId(1), on: date("2025-02-12") }).unwrap();
    assert_eq!((reasons(&books, "2025-02-20"), tasks(&books, "2025-02-20").contains(&ends)), (vec![], false));
    // On a plan its instalments rest.
    let mut books = Books::new();
    books.plan(0);
    books.offer("90", "2025-03-20", &[1, 2]).unwrap();
    assert!(reasons(&books, "2025-03-10").contains(&SilenceReason::Settling(date("2025-03-20"))));
    assert!(!asks(&books, "2025-03-20") && asks(&books, "2025-03-21"));
}

#[test]
fn a_settlement_and_an_offered_plan_for_the_same_invoice_exclude_each_other() {
    let day = "2025-02-01";
    let offer = |terms| Command::OfferPlan { customer: ANN, invoices: vec![InvoiceId(1)], terms, expires: date("2025-02-20") };
    let accept = |terms| Command::AcceptPlan { customer: ANN, invoices: vec![InvoiceId(1)], terms, accepted: date(day) };
    let plan = || terms(3, "2025-03-01", 0).into();
    let mut books = Books::new();
    books.run(day, offer(plan())).unwrap();
    let offered = Rejection::Offered { until: date("2025-02-20") };
    assert_eq!(books.offer("50", "2025-02-28", &[1, 2]), Err(offered.clone()));
    books.offer("50", "2025-02-28", &[2]).unwrap();
    let end =
        |offer| Command::SettleOffer { offer: PlanOfferId(offer), on: date(day), answer: OfferAnswer::Declined, reason: String::new() };
    books.run(day, end(1)).unwrap();
    books.offer("50", "2025-02-28", &[1]).unwrap();
    let settling = Rejection::Settling { until: date("2025-02-28") };
    assert_eq!(books.run(day, offer(plan())), Err(settling.clone()));
    assert_eq!(books.run(day, accept(plan())), Err(settling.clone()));
    assert_eq!(books.run(day, Command::Restore { what: Restorable::Offer(PlanOfferId(1)) }), Err(settling));
    books.run(day, Command::WithdrawSettlement { settlement: SettlementId(2), on: date(day) }).unwrap();
    books.run(day, Command::Restore { what: Restorable::Offer(PlanOfferId(1)) }).unwrap();
    assert_eq!(books.run(day, Command::Restore { what: Restorable::Settlement(SettlementId(2)) }), Err(offered.clone()));
    // Nor can a plan be restructured over what is offered otherwise.
    let mut books = Books::new();
    books.plan(0);
    books.invoice("C", "50");
    let other = Command::OfferPlan { customer: ANN, invoices: vec![InvoiceId(3)], terms: plan(), expires: date("2025-02-20") };
    books.run("2025-02-02", other).unwrap();
    let invoices = [1, 2, 3].map(InvoiceId).to_vec();
    let command = Command::RestructurePlan { plan: PlanId(1), invoices, terms: plan(), accepted: date("2025-02-02") };
    assert_eq!(books.run("2025-02-02", command), Err(offered));
}

#[test]
fn money_that_bounces_on_the_day_it_came_never_came_and_later_it_ends_the_offer() {
    let settled = |bounced: &str| {
        let mut books = Books::new();
        books.offer("90", "2025-02-20", &[1]).unwrap();
        books.pay("2025-02-10", "90", AllocationChoice::Settlement(SettlementId(1))).unwrap();
        let (payment, on) = (PaymentId(1), date(bounced));
        books.run(bounced, Command::ReversePayment { payment, on, reason: ReversalReason::Bounced }).unwrap();
        books
    };
    let books = settled("2025-02-10");
    assert_eq!(["2025-02-10", "2025-02-20", "2025-02-21"].map(|day| books.standing(day)), {
        use SettlementStanding::{Lapsed, Open};
        [Open, Open, Lapsed]
    });
    let mut again = books;
    again.pay("2025-02-15", "90", AllocationChoice::Settlement(SettlementId(1))).unwrap();
    assert_eq!((again.standing("2025-02-15"), again.balances()[0]), (SettlementStanding::Cleared, 0));
    let mut later = settled("2025-02-12");
    assert_eq!(later.standing("2025-02-12"), SettlementStanding::Revived);
    assert!(asks(&later, "2025-02-12"), "the debt is asked for again at once");
    assert!(later.pay("2025-02-15", "90", AllocationChoice::Settlement(SettlementId(1))).is_err());
    later.run("2025-02-12", Command::WithdrawSettlement { settlement: SettlementId(1), on: date("2025-02-12") }).unwrap_err();
    let (customer, invoices, made, until) = (ANN, vec![InvoiceId(1)], date("2025-02-15"), date("2025-02-28"));
    let draft = SettlementDraft { customer, invoices, pay: usd("95"), made, until, note: String::new() };
    later.run("2025-02-15", Command::OfferSettlement { draft }).unwrap();
}

#[test]
fn the_evidence_has_settlements_as_they_stood() {
    let mut books = Books::new();
    books.offer("90", "2025-02-20", &[1]).unwrap();
    books.pay("2025-02-10", "90", AllocationChoice::Settlement(SettlementId(1))).unwrap();
    let pack = |day: NaiveDate| -> serde_json::Value { serde_json::from_str(&evidence(&books.0, ANN, day).unwrap()).unwrap() };
    let offers = |day: &str| pack(date(day))["settlements"].as_array().unwrap().clone();
    assert_eq!(offers("2025-01-31").len(), 0);
    assert_eq!((offers("2025-02-09")[0]["pay"].as_str(), offers("2025-02-09")[0].get("cleared")), (Some("90.00 USD"), None));
    assert!(offers("2025-02-10")[0]["cleared"].is_object());
    assert_eq!(books.0.settlement(SettlementId(1)).unwrap().forgiven(), Money::from_minor(1_000, usd("1").currency()));
}
