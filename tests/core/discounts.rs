//! Discounts for paying early in the books: taken with a payment, refused, granted late, withdrawn with the payment and given back with it.

use crate::support::commands::shifted;
use chrono::NaiveDate;
use recoup::domain::command::{AllocationChoice, Command, DiscountGrant, InvoiceDraft};
use recoup::domain::credit::{CreditKind, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::discount::PartPayments;
use recoup::domain::event::Event;
use recoup::domain::ids::{CustomerId, InvoiceId, PaymentId};
use recoup::domain::invoice_terms::{DiscountRule, InvoiceTerms, InvoiceTermsProblem, TermsChoice};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::policy::CreditPolicy;
use recoup::domain::rejection::Rejection;
use recoup::exchange::json::{export_ledger, import_ledger};
use recoup::store::codec::{pack, unpack};

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

fn rule(terms: &str) -> DiscountRule {
    DiscountRule::of(terms.parse().unwrap()).unwrap()
}

/// Ada's books, in which every command comes on 1 June 2026.
pub struct Shop(pub Ledger);

impl Shop {
    pub fn new(discount: Option<DiscountRule>) -> Self {
        let mut shop = Self(Ledger::default());
        shop.run(Command::AddCustomer { details: CustomerDetails::named("Ada") });
        shop.run(Command::ChangePolicy { policy: CreditPolicy { discount, ..CreditPolicy::default() } });
        shop
    }

    fn try_run(&mut self, command: Command) -> Result<Event, Rejection> {
        let event = self.0.execute(&command, date("2026-06-01"))?;
        assert_eq!(self.0.check(), []);
        Ok(event)
    }

    #[track_caller]
    pub fn run(&mut self, command: Command) -> Event {
        self.try_run(command).unwrap()
    }

    fn draft(number: &str, amount: &str, terms: TermsChoice) -> InvoiceDraft {
        let (issued, due) = (date("2026-03-01"), Some(date("2026-03-31")));
        InvoiceDraft { customer: ADA, number: number.to_owned(), issued, due, amount: usd(amount), note: String::new(), terms }
    }

    fn issue(&mut self, number: &str, amount: &str, terms: TermsChoice) -> InvoiceId {
        let Event::InvoiceIssued { invoice } = self.run(Command::IssueInvoice { draft: Self::draft(number, amount, terms) }) else {
            panic!("an invoice")
        };
        invoice.id
    }

    pub fn own(&mut self, terms: &str, change: impl FnOnce(&mut InvoiceTerms)) -> InvoiceId {
        let mut own = InvoiceTerms::of(rule(terms));
        change(&mut own);
        self.issue("A-1", "1000", TermsChoice::Own(own))
    }

    pub fn pay(&mut self, on: &str, amount: &str, choice: AllocationChoice, discounts: Vec<DiscountGrant>) -> Result<Event, Rejection> {
        let (method, reference) = (String::new(), String::new());
        self.try_run(Command::RecordPayment {
            customer: ADA,
            received: date(on),
            amount: usd(amount),
            method,
            reference,
            choice,
            discounts,
        })
    }

    pub fn owes(&self, invoice: InvoiceId) -> String {
        self.0.balance(self.0.invoice(invoice).unwrap()).to_plain()
    }

    pub fn discounts(&self) -> Vec<String> {
        let counted = self.0.facts().credit_notes.iter().filter(|note| note.voided.is_none() && note.kind == CreditKind::Discount);
        counted.map(|note| format!("{} {}", note.issued, note.amount.to_plain())).collect()
    }
}

pub fn take(invoice: InvoiceId) -> Vec<DiscountGrant> {
    vec![DiscountGrant { invoice, reason: String::new() }]
}

fn late(invoice: InvoiceId) -> Vec<DiscountGrant> {
    vec![DiscountGrant { invoice, reason: "A good customer".to_owned() }]
}

use AllocationChoice::OldestFirst;

#[test]
fn the_last_day_is_in_time_and_the_day_after_is_not() {
    let mut shop = Shop::new(Some(rule("2/10 net 30")));
    let invoice = shop.issue("A-1", "1000", TermsChoice::Usual);
    let nothing = Err(Rejection::NoDiscount { number: "A-1".to_owned() });
    assert_eq!(shop.pay("2026-03-12", "980", OldestFirst, take(invoice)), nothing);
    assert_eq!(shop.pay("2026-03-11", "979.99", OldestFirst, take(invoice)), nothing);
    let Ok(Event::PaymentRecorded { granted, .. }) = shop.pay("2026-03-11", "980", OldestFirst, take(invoice)) else { panic!() };
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-11 20.00".to_owned()]));
    let (note, used) = &granted[0];
    assert_eq!((note.number.as_str(), note.with_payment, used[0].invoice), ("Discount 1 for A-1", Some(PaymentId(1)), invoice));
    // As of any day, too, the books know nothing of it before.
    let again = import_ledger(export_ledger(&shop.0).as_bytes()).unwrap();
    assert_eq!(&again, shop.0.facts());
    assert_eq!(unpack(&pack(&again)), Ok(again));
}

#[test]
fn a_bounced_payment_takes_its_discount_with_it_and_brings_it_back_exactly() {
    let mut shop = Shop::new(Some(rule("2/10 net 30")));
    let invoice = shop.issue("A-1", "1000", TermsChoice::Usual);
    shop.pay("2026-03-05", "980", OldestFirst, take(invoice)).unwrap();
    let before = shop.0.clone();
    let reverse = Command::ReversePayment { payment: PaymentId(1), on: date("2026-03-09"), reason: ReversalReason::Bounced };
    let undo = before.undo_of(&before.decide(&reverse, date("2026-06-01")).unwrap()).unwrap();
    shop.run(reverse);
    assert_eq!((shop.owes(invoice), shop.discounts().len()), ("1000.00".to_owned(), 0));
    shop.run(undo);
    assert_eq!(shop.0.facts(), before.facts());
    // Paid anew, in time again, it is earned again.
    shop.run(Command::ReversePayment { payment: PaymentId(1), on: date("2026-03-09"), reason: ReversalReason::Bounced });
    shop.pay("2026-03-10", "980", OldestFirst, take(invoice)).unwrap();
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-10 20.00".to_owned()]));
}

#[test]
fn the_base_is_what_was_kept_and_freight_is_paid_in_full() {
    let mut shop = Shop::new(None);
    let invoice = shop.own("2/10 net 30", |terms| terms.not_discountable = Some(usd("50")));
    let (issued, note, choice) = (date("2026-03-03"), String::new(), AllocationChoice::Chosen(vec![(invoice, usd("150"))]));
    shop.run(Command::IssueCreditNote { customer: ADA, number: "R".to_owned(), issued, amount: usd("150"), note, choice });
    // 2 % of 1,000 − 50 − 150 is 16.00 of the 850.00 that are owed.
    let open = shop.0.discount_available(shop.0.invoice(invoice).unwrap(), date("2026-03-11")).unwrap();
    assert_eq!((open.discount, open.cash, open.offer.until), (usd("16"), usd("834"), date("2026-03-11")));
    shop.pay("2026-03-10", "900", OldestFirst, take(invoice)).unwrap();
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-10 16.00".to_owned()]));
    assert_eq!(shop.0.unapplied(recoup::domain::credit::CreditSource::Payment(PaymentId(1))), 6_600);
}

#[test]
fn a_part_payment_earns_its_part_only_when_the_terms_say_so() {
    let mut shop = Shop::new(None);
    let plain = shop.own("2/10 net 30", |_| ());
    assert!(shop.pay("2026-03-05", "490", OldestFirst, take(plain)).is_err());
    shop.pay("2026-03-05", "490", OldestFirst, Vec::new()).unwrap();
    // The rest in time completes it: the whole discount comes with it.
    shop.pay("2026-03-11", "490", OldestFirst, take(plain)).unwrap();
    assert_eq!((shop.owes(plain), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-11 20.00".to_owned()]));

    let mut shop = Shop::new(None);
    let earning = shop.own("2/10 net 30", |terms| terms.discount.part_payments = PartPayments::Earn);
    shop.pay("2026-03-05", "490", OldestFirst, take(earning)).unwrap();
    assert_eq!((shop.owes(earning), shop.discounts()), ("500.00".to_owned(), vec!["2026-03-05 10.00".to_owned()]));
    shop.pay("2026-03-20", "500", OldestFirst, Vec::new()).unwrap();
    assert_eq!(shop.owes(earning), "0.00");
}

#[test]
fn a_late_discount_needs_a_reason_with_the_payment_or_afterwards() {
    let mut shop = Shop::new(None);
    let invoice = shop.own("3/10 2/20 net 30", |_| ());
    // 970 on the 12th: too late for 3 %, not enough for 2 %.
    assert!(shop.pay("2026-03-12", "970", OldestFirst, take(invoice)).is_err());
    shop.pay("2026-03-12", "970", OldestFirst, Vec::new()).unwrap();
    assert_eq!(shop.owes(invoice), "30.00");
    let grant = |reason: &str| Command::GrantDiscount {
        payment: PaymentId(1),
        grant: DiscountGrant { invoice, reason: reason.to_owned() },
        on: date("2026-04-02"),
    };
    assert_eq!(shop.try_run(grant(" ")), Err(Rejection::NoDiscount { number: "A-1".to_owned() }));
    let given = shop.0.decide(&grant("Two days only"), date("2026-06-01")).unwrap();
    let undo = shop.0.undo_of(&given).unwrap();
    shop.run(grant("Two days only"));
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-04-02 30.00".to_owned()]));
    assert!(shop.try_run(grant("again")).is_err());
    shop.run(undo);
    assert_eq!(shop.owes(invoice), "30.00");

    let mut shop = Shop::new(None);
    let invoice = shop.own("3/10 2/20 net 30", |_| ());
    shop.pay("2026-03-25", "980", OldestFirst, late(invoice)).unwrap();
    assert_eq!((shop.owes(invoice), shop.discounts()), ("0.00".to_owned(), vec!["2026-03-25 20.00".to_owned()]));
}

#[test]
fn a_discount_never_makes_a_balance_negative() {
    for cash in ["0.01", "489.99", "979.99", "980", "980.01", "990", "999.99", "1000"] {
        for parts in [PartPayments::Earn, PartPayments::EarnNothing] {
            let mut shop = Shop::new(None);
            let invoice = shop.own("2/10 net 30", |terms| terms.discount.part_payments = parts);
            let chosen = AllocationChoice::Chosen(vec![(invoice, usd(cash))]);
            let taken = shop.pay("2026-03-05", cash, chosen.clone(), take(invoice));
            if taken.is_err() {
                shop.pay("2026-03-05", cash, chosen, Vec::new()).unwrap();
            }
            let discount: i64 = shop.0.facts().credit_notes.iter().map(|note| note.amount.minor()).sum();
            let owed = shop.0.balance(shop.0.invoice(invoice).unwrap()).minor();
            assert!(owed >= 0 && discount <= 2_000, "{cash} {parts:?}");
            assert_eq!(usd(cash).minor() + discount + owed, 100_000, "{cash} {parts:?}");
        }
    }
}

#[test]
fn goods_that_arrive_later_start_the_days_and_that_can_be_undone() {
    let mut shop = Shop::new(Some(rule("2/10 ROG")));
    let invoice = shop.issue("A-1", "1000", TermsChoice::Usual);
    let found =
        |shop: &Shop, day: &str| shop.0.discount_available(shop.0.invoice(invoice).unwrap(), date(day)).map(|open| open.offer.until);
    assert_eq!(found(&shop, "2026-03-02"), None);
    let received = |day: &str| {
        let terms = InvoiceTerms { received: Some(date(day)), ..InvoiceTerms::of(rule("2/10 ROG")) };
        Command::ChangeInvoiceTerms { invoice, terms: Some(terms) }
    };
    let early = Err(Rejection::InvoiceTerms(InvoiceTermsProblem::ReceivedEarly));
    assert_eq!(shop.try_run(received("2026-02-28")), early);
    assert!(matches!(shop.try_run(received("2026-06-02")), Err(Rejection::InTheFuture { field: "goods_received", .. })));
    let undo = shop.0.undo_of(&shop.0.decide(&received("2026-03-15"), date("2026-06-01")).unwrap()).unwrap();
    shop.run(received("2026-03-15"));
    assert_eq!(found(&shop, "2026-03-25"), Some(date("2026-03-25")));
    assert_eq!(found(&shop, "2026-03-26"), None);
    shop.run(undo);
    assert_eq!(found(&shop, "2026-03-25"), None);
}

#[test]
fn what_makes_no_sense_is_refused() {
    use InvoiceTermsProblem as P;
    let mut shop = Shop::new(Some(rule("2/10 net 30")));
    let mut check = |terms: &str, change: fn(&mut InvoiceTerms), expected: P| {
        let mut own = InvoiceTerms::of(rule(terms));
        change(&mut own);
        let refused = shop.try_run(Command::IssueInvoice { draft: Shop::draft("B", "1000", TermsChoice::Own(own)) }).unwrap_err();
        assert_eq!(refused, Rejection::InvoiceTerms(expected));
        assert!(refused.field().is_some());
    };
    check("2/31", |_| (), P::AfterDue { until: date("2026-04-01") });
    check("2/10 EOM", |_| (), P::AfterDue { until: date("2026-04-10") });
    check("2/10", |terms| terms.not_discountable = Some(usd("1000")), P::NotDiscountable);
    check("2/10", |terms| terms.not_discountable = Some(usd("0")), P::NotDiscountable);
    check("2/10", |terms| terms.not_discountable = Some(Money::from_minor(1, Currency::EUR)), P::OtherCurrency);
    check("2/10", |terms| terms.discount.tax_pct = Some(500.into()), P::TaxRate(500.into()));
    check("2/10", |terms| terms.discount.tax_pct = Some((-1).into()), P::TaxRate((-1).into()));
    check("2/10", |terms| terms.received = Some(date("2026-02-28")), P::ReceivedEarly);
    check("2/10", |terms| terms.discount.terms = "net 30".parse().unwrap(), P::NoDiscount);
    assert_eq!(DiscountRule::of("net 30".parse().unwrap()), None);
    let bad = CreditPolicy { discount: Some(DiscountRule { tax_pct: Some(101.into()), ..rule("2/10") }), ..CreditPolicy::default() };
    assert!(shop.try_run(Command::ChangePolicy { policy: bad }).is_err());
    // The usual discount is left out where it does not fit.
    let draft = InvoiceDraft { due: Some(date("2026-03-05")), ..Shop::draft("C", "10", TermsChoice::Usual) };
    let Event::InvoiceIssued { invoice } = shop.run(Command::IssueInvoice { draft }) else { panic!() };
    assert_eq!(invoice.terms, None);
    let unknown = vec![DiscountGrant { invoice: InvoiceId(9), reason: String::new() }];
    assert_eq!(shop.pay("2026-03-05", "10", OldestFirst, unknown), Err(Rejection::NotFound("invoice")));
}

/// Any cash on any day, over invoices with and without discounts: what the payment says it cleared is what is owed less.
#[test]
fn cash_and_discount_are_what_was_cleared() {
    for (nth, cash) in (1..2_300).step_by(37).enumerate() {
        let mut shop = Shop::new(Some(rule("3/10 2/20 net 30")));
        let first = shop.issue("A-1", "8.33", TermsChoice::Usual);
        let second = shop.issue("A-2", "12.49", TermsChoice::Usual);
        let on = shifted(date("2026-03-05"), nth as i64 % 30).to_string();
        let amount = Money::from_minor(cash, Currency::USD).to_plain();
        for grants in [[take(first), take(second)].concat(), [late(first), late(second)].concat(), take(first), late(second), Vec::new()] {
            let Ok(Event::PaymentRecorded { allocations, granted, .. }) = shop.pay(&on, &amount, OldestFirst, grants) else { continue };
            let paid: i64 = allocations.iter().map(|part| part.amount.minor()).sum();
            let given: i64 = granted.iter().map(|(note, _)| note.amount.minor()).sum();
            let owed: i64 = [first, second].iter().map(|id| shop.0.balance(shop.0.invoice(*id).unwrap()).minor()).sum();
            assert_eq!(paid + given + owed, 833 + 1_249, "{cash}");
            assert!(given <= 25 + 37, "{cash}: {given}");
            break;
        }
    }
}
