//! Random parts of commands: days, money, texts, customers, settings, messages.

use super::{first_day, shifted};
use crate::support::credit_decisions::with_credit_file;
use crate::support::discounts::wish;
use crate::support::random::Random;
use chrono::NaiveDate;
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::approach::{Approach, CustomerKind, Language};
use recoup::domain::bookkeeping::Bookkeeping;
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, CustomerDetails};
use recoup::domain::ids::{CustomerId, PlanId};
use recoup::domain::ledger::Ledger;
use recoup::domain::limits::limitation::LimitationRules;
use recoup::domain::limits::places::PlaceCode;
use recoup::domain::message::{DueItem, MessageContent};
use recoup::domain::money::Money;
use recoup::domain::payment_options::PaymentOptions;
use recoup::domain::policy::{Channel, Purpose, Tone};
use recoup::domain::settings::{AgingBasis, Business, Settings};
use recoup::domain::ways_out::WaysOutInputs;

/// An index into a list of `len`, now and then one past its end.
pub fn place(dice: &mut Random, len: usize) -> usize {
    if dice.chance(2) { len } else { dice.below(len) }
}

pub fn near(dice: &mut Random, today: NaiveDate) -> NaiveDate {
    match dice.below(100) {
        0 => NaiveDate::from_ymd_opt(1949, 12, 31).unwrap(),
        1 => NaiveDate::from_ymd_opt(2101, 1, 1).unwrap(),
        2..10 => shifted(today, dice.between(1, 40)),
        _ => shifted(today, -dice.between(0, 70)),
    }
}

pub fn currency(dice: &mut Random) -> Currency {
    *dice.pick(&[Currency::USD, Currency::USD, Currency::USD, Currency::EUR, Currency::JPY])
}

pub fn money(dice: &mut Random) -> Money {
    let minor = match dice.below(100) {
        0 => 0,
        1 => -5,
        2 => Money::MAX_MINOR + 1,
        3 => Money::MAX_MINOR,
        _ => dice.between(1, 50_000),
    };
    Money::from_minor(minor, currency(dice))
}

pub fn words(dice: &mut Random) -> String {
    (*dice.pick(&["", "", "", "late again", "says “paid”", "Zoë\nsecond line", "a\tb", "<b>&amp;</b>", "\"\\/"])).to_owned()
}

pub fn number(dice: &mut Random, ledger: &Ledger) -> String {
    match dice.below(40) {
        0 => String::new(),
        1..4 => format!("N{}", dice.below(30)),
        _ => format!("N{}", 100 + ledger.facts().invoices.len() + 7 * ledger.facts().credit_notes.len()),
    }
}

pub fn details(dice: &mut Random) -> CustomerDetails {
    let mut aside = dice.clone(); // so that the sequence of the rest stays as it is
    let name = if dice.chance(3) { "  ".to_owned() } else { format!("Customer {}", dice.below(200)) };
    let contact = Contact { name: "Ann".into(), email: format!("a{}@example.com", dice.below(9)), ..Contact::default() };
    let details = CustomerDetails {
        name,
        reference: if dice.chance(50) { format!("R{}", dice.below(40)) } else { String::new() },
        contacts: if dice.chance(60) { vec![contact] } else { Vec::new() },
        address: words(dice),
        note: words(dice),
        net_days: dice.chance(20).then_some(14),
        credit_limit: dice.chance(20).then(|| money(dice)),
        approach: if dice.chance(30) { approach(dice) } else { Approach::default() },
        terms_accepted: if aside.chance(10) { NaiveDate::from_ymd_opt(*aside.pick(&[1900, 2020, 2024, 2099]), 6, 30) } else { None },
        discount: wish(&mut aside),
        ..CustomerDetails::default()
    };
    with_credit_file(details, aside, first_day())
}

fn approach(dice: &mut Random) -> Approach {
    Approach {
        kind: *dice.pick(&[None, Some(CustomerKind::Business), Some(CustomerKind::Consumer)]),
        language: if dice.chance(50) { Some(*dice.pick(&Language::ALL)) } else { None },
        schedule: (*dice.pick(&["", "Gentle", "Firm"])).to_owned(),
        tier: (*dice.clone().pick(&["", "Wholesale", "Gone"])).to_owned(),
        time_zone: (*dice.pick(&["", "Europe/Lisbon"])).to_owned(),
        vip: dice.chance(20),
        hardship: dice.chance(20),
        in_person: dice.chance(5),
        relationship: words(dice),
        interest: None,
        no_late_fees: dice.clone().chance(10),
        terms: None,
        law: PlaceCode::of(["", "US-TX", "DE"][dice.clone().below(3) as usize]),
    }
}

pub fn settings(dice: &mut Random) -> Settings {
    let edges: [&[i32]; 4] = [&[0, 30, 60, 90], &[0, 15, 45], &[-10, 0, 7, 14, 30], &[0]];
    Settings {
        business: Business { name: words(dice).trim().replace(['\n', '\t'], " "), payment_details: words(dice), ..Business::default() },
        home_currency: currency(dice),
        aging_basis: *dice.pick(&[AgingBasis::DueDate, AgingBasis::DueDate, AgingBasis::InvoiceDate]),
        aging_buckets: AgingBuckets::from_last_days(dice.pick(&edges).to_vec()).unwrap(),
        payment: PaymentOptions { link: "https://pay.example/{{reference}}".into(), ..PaymentOptions::default() },
        language: Language::Pt,
        limitation: LimitationRules { place: PlaceCode::of("GB"), services: dice.clone().chance(50), ..LimitationRules::default() },
        ways_out: WaysOutInputs { court_fee: dice.clone().below(101) as u8, ..WaysOutInputs::default() },
        ..Settings::default()
    }
}

/// Mostly with a locked period; rarely one that is not over yet.
pub fn with_lock(settings: Settings, mut dice: Random, today: NaiveDate) -> Settings {
    let locked_through = dice.chance(50).then(|| shifted(today, -dice.between(0, 60)));
    Settings { bookkeeping: Bookkeeping { locked_through, ..Bookkeeping::default() }, ..settings }
}

pub fn message(dice: &mut Random, ledger: &Ledger, customer: CustomerId) -> MessageContent {
    let mut covers: Vec<_> = ledger.open_invoices_of(customer).take(3).map(|invoice| DueItem::Invoice(invoice.id)).collect();
    if let Some(plan) = ledger.lists(customer).plans.first() {
        covers.push(DueItem::Instalment(PlanId::from_index(*plan as usize), 0));
    }
    let totals = ledger.accounts_of(customer).map(|account| Money::from_minor(account.owed, account.currency)).collect();
    MessageContent {
        customer,
        channel: *dice.pick(&[Channel::Email, Channel::Letter, Channel::Phone, Channel::Sms, Channel::WhatsApp]),
        offset_days: *dice.pick(&[-7, 0, 7, 90]),
        tone: *dice.pick(&[Tone::Friendly, Tone::Firm, Tone::Final]),
        purpose: *dice.pick(&[Purpose::PastDue, Purpose::DueToday, Purpose::WriteOffReview]),
        covers,
        totals,
        pay_by: None,
        subject: "Reminder".into(),
        body: words(dice),
    }
}
