//! The ledger of the goals, in any size, from one seed: 20 invoices to a customer, five currencies, three years,
//! 118 payments to 100 invoices, 8 % of the invoices open, part payments, credit notes, overpayments, bounced
//! payments, void invoices, disputes, pauses and reminders that were sent.

use chrono::{Days, NaiveDate};
use recoup::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment, Reversal, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, Customer, CustomerDetails};
use recoup::domain::dispute::{Dispute, Pause};
use recoup::domain::facts::Facts;
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, InvoiceId, MessageId, PauseId, PaymentId};
use recoup::domain::invoice::{DocumentKind, Invoice};
use recoup::domain::message::{DueItem, Message, MessageContent, MessageState};
use recoup::domain::money::Money;
use std::collections::BTreeMap;

const SPAN: u64 = 1095;

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default()
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    fn chance(&mut self, per_thousand: u64) -> bool {
        self.below(1000) < per_thousand
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

/// What arrived for an invoice.
struct Receipt {
    on: NaiveDate,
    invoice: InvoiceId,
    amount: i64,
    beyond: i64,
    bounced: Option<NaiveDate>,
    forgiven: bool,
}

pub fn facts(seed: u64, invoices: usize) -> Facts {
    let dice = &mut Dice(seed);
    let customers = (invoices / 20).max(1);
    let mut facts = Facts { customers: (0..customers).map(|place| customer(place, dice)).collect(), ..Facts::default() };
    let mut receipts = Vec::new();
    for place in 0..invoices {
        let invoice = invoice(place, invoices, customers, dice);
        if invoice.voided.is_none() {
            pay(&invoice, place * 100 >= invoices * 94, dice, &mut receipts);
        }
        facts.invoices.push(invoice);
    }
    receipts.sort_by_key(|receipt| (receipt.on, receipt.invoice));
    receipts.into_iter().for_each(|receipt| record(&mut facts, receipt, dice));
    chase(&mut facts, dice);
    facts
}

fn customer(place: usize, dice: &mut Dice) -> Customer {
    let first = dice.pick(&["Blue", "North", "Green", "Smith", "Harbor", "Summit", "River", "Stone", "Amber", "Cedar"]);
    let second = dice.pick(&["Dental", "Bakery", "Logistics", "Motors", "Design", "Farms", "Supply", "Clinic", "Print", "Garden"]);
    let email = format!("accounts@{}-{}{place}.example", first.to_lowercase(), second.to_lowercase());
    let details = CustomerDetails {
        name: format!("{first} {second} {}", dice.below(9000)),
        reference: format!("C-{:05}", place + 1),
        contacts: vec![Contact { email, phone: format!("+1 555 {:07}", dice.below(10_000_000)), ..Contact::default() }],
        address: format!("{} {first} Street\n{:05} Springfield", dice.below(900), dice.below(99_999)),
        country: "US".to_owned(),
        ..CustomerDetails::default()
    };
    Customer { id: CustomerId::from_index(place), details, added: today() - Days::new(SPAN + 30), removed: false }
}

fn invoice(place: usize, invoices: usize, customers: usize, dice: &mut Dice) -> Invoice {
    let currencies = [Currency::USD, Currency::EUR, Currency::GBP, Currency::JPY, Currency::KWD];
    let owner = dice.below(customers as u64).min(dice.below(customers as u64)) as usize;
    let currency = if dice.chance(50) { dice.pick(&currencies) } else { currencies[[0, 0, 0, 1, 1, 2, 3, 4][owner % 8]] };
    let issued = today() - Days::new(SPAN - (place as u64 * SPAN / invoices as u64));
    let scale = dice.pick(&[1_000, 10_000, 100_000, 1_000_000]);
    let minor = scale + dice.below(scale as u64 * 9) as i64;
    let age = (today() - issued).num_days() as u64;
    let voided = dice.chance(5).then(|| issued + Days::new(dice.below(20).min(age)));
    Invoice {
        charge: None,
        id: InvoiceId::from_index(place),
        customer: CustomerId::from_index(owner),
        number: format!("INV-{:06}", place + 1),
        kind: DocumentKind::Invoice,
        issued,
        due: issued + Days::new(dice.pick(&[14, 30, 30, 30, 45, 60])),
        amount: Money::from_minor(if dice.chance(300) { (minor / 100).max(1) * 100 } else { minor }, currency),
        note: String::new(),
        voided,
        terms: None,
    }
}

/// What was received for an invoice: nothing or a part when it is open, else one or two receipts.
fn pay(invoice: &Invoice, recent: bool, dice: &mut Dice, receipts: &mut Vec<Receipt>) {
    let amount = invoice.amount.minor();
    let late = if dice.chance(200) { dice.below(60) } else { 0 };
    let usual = (invoice.due - invoice.issued).num_days() as u64;
    let mut on = (invoice.issued + Days::new(usual.saturating_sub(10) + dice.below(25) + late)).min(today());
    let mut receipt =
        |on, amount, beyond, bounced, forgiven| receipts.push(Receipt { on, invoice: invoice.id, amount, beyond, bounced, forgiven });
    if dice.chance(if recent { 800 } else { 35 }) {
        if dice.chance(500) {
            receipt(on, amount * dice.pick(&[25, 50, 75]) / 100, 0, None, false);
        }
        return;
    }
    if dice.chance(5) && on + Days::new(12) <= today() {
        receipt(on, amount, 0, Some(on + Days::new(5)), false);
        on = on + Days::new(12);
    }
    let beyond = if dice.chance(10) { amount / 20 } else { 0 };
    if dice.chance(240) {
        let first = amount / 2;
        receipt(on, first, 0, None, false);
        receipt((on + Days::new(dice.below(30))).min(today()), amount - first, beyond, None, dice.chance(50));
    } else {
        receipt(on, amount, beyond, None, false);
    }
}

fn record(facts: &mut Facts, receipt: Receipt, dice: &mut Dice) {
    let Receipt { on, invoice, amount, beyond, bounced, forgiven } = receipt;
    if amount <= 0 {
        return;
    }
    let (customer, currency) = (facts.invoices[invoice.index()].customer, facts.invoices[invoice.index()].amount.currency());
    let whole = Money::from_minor(amount + beyond, currency);
    let source = if forgiven {
        let id = CreditNoteId::from_index(facts.credit_notes.len());
        let number = format!("CN-{:05}", id.0);
        facts.credit_notes.push(CreditNote {
            id,
            customer,
            number,
            issued: on,
            amount: whole,
            note: String::new(),
            kind: CreditKind::Correction,
            with_payment: None,
            also_with: Vec::new(),
            voided: None,
        });
        CreditSource::CreditNote(id)
    } else {
        let id = PaymentId::from_index(facts.payments.len());
        let method = if dice.chance(800) { "bank transfer" } else { "card" }.to_owned();
        let reversed = bounced.map(|on| Reversal { on, reason: ReversalReason::Bounced });
        facts.payments.push(Payment { id, customer, received: on, amount: whole, method, reference: String::new(), reversed });
        CreditSource::Payment(id)
    };
    let id = AllocationId::from_index(facts.allocations.len());
    facts.allocations.push(Allocation { id, source, invoice, amount: Money::from_minor(amount, currency), on, until: bounced });
}

/// Disputes, pauses and reminders sent for what is open and late.
fn chase(facts: &mut Facts, dice: &mut Dice) {
    let mut balance: Vec<i64> =
        facts.invoices.iter().map(|invoice| if invoice.voided.is_none() { invoice.amount.minor() } else { 0 }).collect();
    for allocation in facts.allocations.iter().filter(|allocation| allocation.until.is_none()) {
        balance[allocation.invoice.index()] -= allocation.amount.minor();
    }
    let mut open: BTreeMap<CustomerId, Vec<usize>> = BTreeMap::new();
    for (place, _) in balance.iter().enumerate().filter(|(_, left)| **left > 0) {
        let invoice = &facts.invoices[place];
        open.entry(invoice.customer).or_default().push(place);
        if dice.chance(20) {
            let id = DisputeId::from_index(facts.disputes.len());
            let closed = dice.chance(300).then_some(today());
            facts.disputes.push(Dispute { closed, ..Dispute::new(id, invoice.id, invoice.issued, String::new()) });
        }
    }
    for (customer, places) in open {
        if dice.chance(10) {
            let until = dice.chance(500).then(|| today() + Days::new(10));
            let id = PauseId::from_index(facts.pauses.len());
            facts.pauses.push(Pause { id, customer, invoice: None, from: today() - Days::new(5), until, reason: String::new() });
        }
        let prepared = today() - Days::new(dice.below(40));
        let late: Vec<usize> = places.into_iter().filter(|place| facts.invoices[*place].due < prepared).collect();
        let level = late.iter().filter_map(|place| facts.policy.level(facts.invoices[*place].due, prepared)).max();
        let Some(level) = level.filter(|_| dice.chance(500)) else { continue };
        let step = facts.policy.schedule[level].clone();
        let mut totals: BTreeMap<Currency, i64> = BTreeMap::new();
        late.iter().for_each(|place| *totals.entry(facts.invoices[*place].amount.currency()).or_default() += balance[*place]);
        let content = MessageContent {
            customer,
            channel: step.channel,
            offset_days: step.offset_days,
            tone: step.tone,
            purpose: step.purpose,
            covers: late.iter().map(|place| DueItem::Invoice(InvoiceId::from_index(*place))).collect(),
            totals: totals.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect(),
            pay_by: None,
            subject: "A friendly reminder".to_owned(),
            body: format!(
                "Good day,\n\naccording to our books {} of your invoices are past due. Would you let us know when we can expect your payment?\n\nThank you",
                late.len()
            ),
        };
        let state = if dice.chance(100) { MessageState::Prepared } else { MessageState::Sent { on: prepared } };
        facts.messages.push(Message { id: MessageId::from_index(facts.messages.len()), prepared, content, state });
    }
}
