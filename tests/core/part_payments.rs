//! What several payments earn together ends with any of them that it needed, and comes back with it, to the cent and on every day.

use crate::discounts::{Shop, take};
use crate::plan_life::{Books, OLDEST, date, usd};
use recoup::domain::command::{AllocationChoice, Command};
use recoup::domain::credit::{CreditNote, CreditSource, Reversal, ReversalReason};
use recoup::domain::discount::PartPayments;
use recoup::domain::facts::Facts;
use recoup::domain::ids::{CreditNoteId, InvoiceId, PaymentId, SettlementId};
use recoup::domain::ledger::Ledger;
use recoup::domain::settlement_offer::SettlementStanding::{Cleared, Lapsed, Open, Revived};
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::reports::taking_back::taking_back;
use recoup::store::codec::{decode_event, encode_event, pack, unpack};

const SETTLE: AllocationChoice = AllocationChoice::Settlement(SettlementId(1));

fn bounce(payment: u32, on: &str) -> Command {
    Command::ReversePayment { payment: PaymentId(payment), on: date(on), reason: ReversalReason::Bounced }
}

fn undo_of(ledger: &Ledger, command: &Command) -> Command {
    ledger.undo_of(&ledger.decide(command, date("2026-06-01")).unwrap()).unwrap()
}

fn note(ledger: &Ledger) -> &CreditNote {
    ledger.credit_note(CreditNoteId(1)).unwrap()
}

/// 300 settled with 180: 30 paid as usual and 150 for the offer.
fn settled() -> Books {
    let mut books = Books::new();
    books.offer("180", "2025-02-28", &[1, 2]).unwrap();
    books.pay("2025-02-10", "30", OLDEST).unwrap();
    books.pay("2025-02-20", "150", SETTLE).unwrap();
    assert_eq!((books.owed(), books.standing("2025-02-20")), (0, Cleared));
    assert_eq!((note(&books.0).amount, note(&books.0).also_with.as_slice()), (usd("120"), &[PaymentId(1)][..]));
    books
}

#[test]
fn a_settlement_does_not_outlive_its_first_part() {
    let mut books = settled();
    let before = books.0.facts().clone();
    let found = taking_back(&books.0, PaymentId(1), date("2025-03-05"), date("2025-03-05")).unwrap();
    assert_eq!(found.withdrawn, [CreditNoteId(1)]);
    let undo = undo_of(&books.0, &bounce(1, "2025-03-05"));
    books.run("2025-03-05", bounce(1, "2025-03-05")).unwrap();
    assert_eq!((books.owed(), note(&books.0).voided), (15_000, Some(date("2025-03-05"))));
    assert_eq!([books.standing("2025-03-04"), books.standing("2025-03-05")], [Cleared, Revived]);
    assert!(books.pay("2025-03-06", "30", SETTLE).is_err(), "a new settlement takes a new offer");
    books.run("2025-03-06", undo).unwrap();
    assert_eq!((books.0.facts() == &before, books.standing("2025-03-06")), (true, Cleared));
}

#[test]
fn it_comes_back_only_when_all_of_its_payments_have() {
    let mut books = settled();
    let before = books.0.facts().clone();
    let first = undo_of(&books.0, &bounce(1, "2025-03-05"));
    books.run("2025-03-05", bounce(1, "2025-03-05")).unwrap();
    let second = undo_of(&books.0, &bounce(2, "2025-03-05"));
    books.run("2025-03-05", bounce(2, "2025-03-05")).unwrap();
    assert_eq!(books.owed(), 30_000);
    books.run("2025-03-06", first.clone()).unwrap_err();
    books.run("2025-03-06", second).unwrap();
    assert_eq!(books.owed(), 15_000);
    books.run("2025-03-06", first).unwrap();
    assert!(books.0.facts() == &before);
}

#[test]
fn a_part_that_went_back_before_the_sum_was_complete_leaves_the_offer_open() {
    let mut books = settled();
    let mistake = Command::ReversePayment { payment: PaymentId(1), on: date("2025-02-10"), reason: ReversalReason::EnteredByMistake };
    books.run("2025-02-21", mistake).unwrap();
    assert_eq!((books.owed(), note(&books.0).voided), (15_000, Some(date("2025-02-20"))));
    assert_eq!(["2025-02-20", "2025-02-28", "2025-03-01"].map(|day| books.standing(day)), [Open, Open, Lapsed]);
    books.pay("2025-02-25", "30", SETTLE).unwrap();
    assert_eq!((books.owed(), books.standing("2025-02-25")), (0, Cleared));
}

#[test]
fn what_was_paid_beyond_the_sum_can_go_back() {
    let mut books = Books::new();
    books.offer("180", "2025-02-28", &[1, 2]).unwrap();
    for (on, amount) in [("2025-02-05", "100"), ("2025-02-06", "90"), ("2025-02-07", "10")] {
        books.pay(on, amount, OLDEST).unwrap();
    }
    books.pay("2025-02-08", "1", SETTLE).unwrap();
    assert_eq!((books.owed(), note(&books.0).also_with.as_slice()), (0, &[PaymentId(1), PaymentId(2)][..]));
    books.there_and_back("2025-03-05", bounce(2, "2025-03-05"));
    books.run("2025-03-05", bounce(3, "2025-03-05")).unwrap();
    assert_eq!((books.owed(), books.standing("2025-03-05")), (1_000, Cleared), "190 of 180 are there");
    books.run("2025-03-05", bounce(2, "2025-03-05")).unwrap();
    assert_eq!((books.owed(), books.standing("2025-03-05")), (20_000, Revived));
}

#[test]
fn the_others_are_stored_and_exported_and_hold_it() {
    let facts = settled().0.facts().clone();
    assert_eq!(unpack(&pack(&facts)), Ok(facts.clone()));
    let ledger = Ledger::from_facts(facts.clone()).unwrap();
    let file = export_ledger(&ledger);
    assert!(file.contains(r#""with_payment":2,"also_with":[1]"#), "{file}");
    assert_eq!(import_ledger(file.as_bytes()), Ok(facts.clone()));
    let mut before = Books::new();
    before.offer("180", "2025-02-28", &[1, 2]).unwrap();
    before.pay("2025-02-10", "30", OLDEST).unwrap();
    let recorded = before.clone().pay("2025-02-20", "150", SETTLE).unwrap();
    assert_eq!(decode_event(&encode_event(&recorded)), Ok(recorded.clone()));
    assert!(before.0.fits(&recorded));
    let check = |change: fn(&mut Facts), sound: bool| {
        let mut facts = facts.clone();
        change(&mut facts);
        assert_eq!(Ledger::from_facts(facts).is_ok(), sound);
    };
    check(|_| {}, true);
    check(|facts| facts.credit_notes[0].also_with = vec![PaymentId(3)], false);
    check(|facts| facts.credit_notes[0].also_with = vec![PaymentId(2)], false);
    check(|facts| facts.credit_notes[0].also_with = vec![PaymentId(1), PaymentId(1)], false);
    check(|facts| facts.credit_notes[0].with_payment = None, false);
    let gone = |facts: &mut Facts| {
        facts.payments[0].reversed = Some(Reversal { on: date("2025-03-05"), reason: ReversalReason::Bounced });
        facts.allocations[0].until = Some(date("2025-03-05"));
    };
    check(gone, false);
}

/// 1,000.00 at 2/10 net 30 of 1 March, paid with 490.00 twice, the second time with the whole discount.
fn discounted() -> (Shop, InvoiceId) {
    let mut shop = Shop::new(None);
    let invoice = shop.own("2/10 net 30", |_| ());
    shop.pay("2026-03-05", "490", OLDEST, Vec::new()).unwrap();
    shop.pay("2026-03-11", "490", OLDEST, take(invoice)).unwrap();
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-11 20.00".to_owned()]));
    (shop, invoice)
}

#[test]
fn a_discount_of_the_whole_does_not_outlive_an_earlier_part() {
    let (mut shop, invoice) = discounted();
    let before = shop.0.facts().clone();
    let undo = undo_of(&shop.0, &bounce(1, "2026-03-20"));
    shop.run(bounce(1, "2026-03-20"));
    assert_eq!((shop.owes(invoice), shop.discounts().len()), ("510.00".to_owned(), 0));
    assert_eq!(note(&shop.0).voided, Some(date("2026-03-20")));
    shop.run(undo);
    assert!(shop.0.facts() == &before);
    // Too late now: what is paid again earns nothing.
    shop.run(bounce(1, "2026-03-20"));
    assert!(shop.pay("2026-03-21", "490", OLDEST, take(invoice)).is_err());
}

#[test]
fn a_part_that_is_paid_again_in_time_earns_it_again() {
    let (mut shop, invoice) = discounted();
    shop.run(bounce(1, "2026-03-09"));
    assert_eq!((shop.owes(invoice), shop.discounts().len()), ("510.00".to_owned(), 0));
    shop.pay("2026-03-11", "490", OLDEST, take(invoice)).unwrap();
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-11 20.00".to_owned()]));
}

#[test]
fn a_part_that_the_discount_did_not_need_can_go_back() {
    // 980 are enough alone; with 5 paid before, only 15 are left to give.
    let mut shop = Shop::new(None);
    let invoice = shop.own("2/10 net 30", |_| ());
    let just = |amount: &str| AllocationChoice::Chosen(vec![(invoice, usd(amount))]);
    shop.pay("2026-03-05", "5", just("5"), Vec::new()).unwrap();
    shop.pay("2026-03-10", "980", just("980"), take(invoice)).unwrap();
    shop.run(bounce(1, "2026-03-20"));
    assert_eq!((shop.owes(invoice), shop.discounts()), ("5.00".to_owned(), vec!["2026-03-10 15.00".to_owned()]));
    // Where parts earn their own, each stands alone.
    let mut shop = Shop::new(None);
    let invoice = shop.own("2/10 net 30", |terms| terms.discount.part_payments = PartPayments::Earn);
    shop.pay("2026-03-05", "490", OLDEST, take(invoice)).unwrap();
    shop.pay("2026-03-11", "490", OLDEST, take(invoice)).unwrap();
    shop.run(bounce(1, "2026-03-20"));
    assert_eq!((shop.owes(invoice), shop.discounts()), ("500.00".to_owned(), vec!["2026-03-11 10.00".to_owned()]));
    assert_eq!(shop.0.unapplied(CreditSource::Payment(PaymentId(2))), 0);
}
