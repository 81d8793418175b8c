//! Random commands by seed: mostly sensible, sometimes wrong on purpose (an unknown id, a date too far, too much money).

use chrono::{Days, NaiveDate};
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::credit::{CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, CustomerDetails};
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, ImportId, InvoiceId, MessageId, PauseId, PaymentId, PlanId};
use recoup::domain::import::{ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice, ImportedPayment};
use recoup::domain::ledger::Ledger;
use recoup::domain::message::{DueItem, MessageContent};
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::{Channel, CreditPolicy, Purpose, Tone};
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::domain::settings::{AgingBasis, Business, Settings};
use rust_decimal::Decimal;

/// A small random generator (SplitMix64): the same seed gives the same sequence on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.roll() % limit as u64) as usize }
    }

    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1) as usize) as i64
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// The day a random ledger begins.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 2, 20).unwrap()
}

pub fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count).unwrap() } else { day.checked_add_days(count).unwrap() }
}

/// Grows a ledger by random commands and gives every event to `seen`.
pub fn random_ledger(seed: u64, steps: usize) -> Ledger {
    let mut dice = Dice::new(seed);
    let mut ledger = Ledger::default();
    let mut today = first_day();
    for _ in 0..steps {
        today = shifted(today, dice.between(0, 4));
        let command = random_command(&mut dice, &ledger, today);
        let _ = ledger.execute(&command, today); // a refusal changes nothing
    }
    ledger
}

/// An index into a list of `len`, now and then one past its end.
fn place(dice: &mut Dice, len: usize) -> usize {
    if dice.chance(2) { len } else { dice.below(len) }
}

fn near(dice: &mut Dice, today: NaiveDate) -> NaiveDate {
    match dice.below(100) {
        0 => NaiveDate::from_ymd_opt(1949, 12, 31).unwrap(),
        1 => NaiveDate::from_ymd_opt(2101, 1, 1).unwrap(),
        2..10 => shifted(today, dice.between(1, 40)),
        _ => shifted(today, -dice.between(0, 70)),
    }
}

fn currency(dice: &mut Dice) -> Currency {
    dice.pick(&[Currency::USD, Currency::USD, Currency::USD, Currency::EUR, Currency::JPY])
}

fn money(dice: &mut Dice) -> Money {
    let minor = match dice.below(100) {
        0 => 0,
        1 => -5,
        2 => Money::MAX_MINOR + 1,
        3 => Money::MAX_MINOR,
        _ => dice.between(1, 50_000),
    };
    Money::from_minor(minor, currency(dice))
}

fn words(dice: &mut Dice) -> String {
    dice.pick(&["", "", "", "late again", "says “paid”", "Zoë\nsecond line", "a\tb", "<b>&amp;</b>", "\"\\/"]).to_owned()
}

fn number(dice: &mut Dice, ledger: &Ledger) -> String {
    match dice.below(40) {
        0 => String::new(),
        1..4 => format!("N{}", dice.below(30)),
        _ => format!("N{}", 100 + ledger.facts().invoices.len() + 7 * ledger.facts().credit_notes.len()),
    }
}

fn details(dice: &mut Dice) -> CustomerDetails {
    let name = if dice.chance(3) { "  ".to_owned() } else { format!("Customer {}", dice.below(200)) };
    let contact = Contact { name: "Ann".into(), email: format!("a{}@example.com", dice.below(9)), ..Contact::default() };
    CustomerDetails {
        name,
        reference: if dice.chance(50) { format!("R{}", dice.below(40)) } else { String::new() },
        contacts: if dice.chance(60) { vec![contact] } else { Vec::new() },
        address: words(dice),
        note: words(dice),
        net_days: dice.chance(20).then_some(14),
        ..CustomerDetails::default()
    }
}

fn choice(dice: &mut Dice, ledger: &Ledger, customer: CustomerId, amount: Money) -> AllocationChoice {
    match dice.below(10) {
        0..5 => AllocationChoice::OldestFirst,
        5..7 => AllocationChoice::Unapplied,
        _ => {
            let open: Vec<_> = ledger.open_invoices_of(customer).collect();
            let mut left = amount.minor();
            let mut chosen = Vec::new();
            for _ in 0..dice.between(1, 3) {
                if open.is_empty() || dice.chance(5) {
                    let any = InvoiceId::from_index(place(dice, ledger.facts().invoices.len()));
                    chosen.push((any, Money::from_minor(dice.between(0, 50), amount.currency())));
                    continue;
                }
                let invoice = open[dice.below(open.len())];
                let most = if dice.chance(8) { amount.minor().max(1) } else { ledger.balance(invoice).minor().min(left).max(1) };
                let part = if dice.chance(50) { most } else { dice.between(1, most) };
                left -= part;
                let currency = if dice.chance(95) { invoice.amount.currency() } else { Currency::GBP };
                chosen.push((invoice.id, Money::from_minor(part, currency)));
            }
            AllocationChoice::Chosen(chosen)
        }
    }
}

fn plan(dice: &mut Dice, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
    let open: Vec<_> = ledger.open_invoices_of(customer).collect();
    let mut invoices = Vec::new();
    let mut code = Currency::USD;
    let mut latest = shifted(today, -30);
    for _ in 0..dice.between(1, 3) {
        if !open.is_empty() {
            let invoice = open[dice.below(open.len())];
            if invoices.is_empty() || invoice.amount.currency() == code || dice.chance(10) {
                code = invoice.amount.currency();
                latest = latest.max(invoice.issued);
                invoices.push(invoice.id);
            }
        }
    }
    if !dice.chance(10) {
        invoices.sort_unstable();
        invoices.dedup();
    }
    let accepted = if dice.chance(90) { latest.max(shifted(today, -dice.between(0, 20))) } else { near(dice, today) };
    let terms = PlanTerms {
        total: Money::zero(code),
        down_payment: Money::from_minor(if dice.chance(40) { dice.between(-1, 3000) } else { 0 }, code),
        instalments: if dice.chance(70) {
            Instalments::Count(dice.between(0, 7) as u32)
        } else {
            Instalments::Amount(Money::from_minor(dice.between(500, 9000), code))
        },
        frequency: dice.pick(&Frequency::ALL),
        first_due: shifted(accepted, dice.between(-1, 40)),
        rate_pct: dice.pick(&[Decimal::ZERO, Decimal::ZERO, Decimal::new(125, 1), Decimal::new(700, 2), Decimal::ONE_HUNDRED]),
        residual: dice.pick(&[Residual::Last, Residual::First, Residual::Spread]),
    };
    Command::AcceptPlan { customer, invoices, terms, accepted }
}

/// A file: new and known customers, new and known invoices, payments that may be new.
pub fn import(dice: &mut Dice, ledger: &Ledger, today: NaiveDate) -> Command {
    let mut batch = ImportBatch { source: "orders.csv".into(), fingerprint: format!("{:032x}", dice.roll()), ..ImportBatch::default() };
    for nth in 0..dice.between(1, 4) as u32 {
        let known = ledger.customers().nth(dice.below(8)).filter(|_| dice.chance(60));
        batch.customers.push(match known {
            Some(known) => ImportedCustomer {
                name: known.details.name.clone(),
                reference: if dice.chance(70) { known.details.reference.clone() } else { "other".to_owned() },
                ..ImportedCustomer::default()
            },
            None => ImportedCustomer {
                name: format!("Imported {}", dice.roll() % 100_000),
                email: "i@example.com".into(),
                ..ImportedCustomer::default()
            },
        });
        for _ in 0..dice.between(0, 3) {
            let again = known.and_then(|known| ledger.open_invoices_of(known.id).next()).filter(|_| dice.chance(50));
            let (number, amount) = match again {
                Some(again) if dice.chance(80) => (again.number.clone(), again.amount),
                Some(again) => (again.number.clone(), Money::from_minor(1, again.amount.currency())),
                None => (format!("F{}", dice.roll() % 1_000_000), Money::from_minor(dice.between(1, 40_000), currency(dice))),
            };
            if batch.invoices.iter().any(|other| other.number == number) {
                continue;
            }
            let issued = shifted(today, -dice.between(0, 90));
            let mut left = amount.minor();
            let mut payments = Vec::new();
            while left > 0 && dice.chance(50) {
                let part = dice.between(1, left);
                left -= part;
                payments
                    .push(ImportedPayment { on: shifted(today, -dice.between(0, 90)), amount: Money::from_minor(part, amount.currency()) });
            }
            let due = shifted(issued, dice.between(-3, 60));
            batch.invoices.push(ImportedInvoice {
                customer: nth,
                number,
                issued,
                due,
                amount,
                disputed: dice.chance(20),
                payments,
                note: words(dice).replace('\t', " "),
            });
        }
        if dice.chance(20) {
            let amount = Money::from_minor(dice.between(1, 4000), currency(dice));
            batch.credit_notes.push(ImportedCreditNote {
                customer: nth,
                number: format!("FC{}", dice.below(50)),
                issued: shifted(today, -3),
                amount,
                note: String::new(),
            });
        }
    }
    Command::ImportFile { batch: Box::new(batch) }
}

fn settings(dice: &mut Dice) -> Settings {
    let edges: &[i32] = dice.pick(&[&[0, 30, 60, 90][..], &[0, 15, 45], &[-10, 0, 7, 14, 30], &[0]]);
    Settings {
        business: Business { name: words(dice).trim().replace(['\n', '\t'], " "), payment_details: words(dice), ..Business::default() },
        home_currency: currency(dice),
        aging_basis: dice.pick(&[AgingBasis::DueDate, AgingBasis::DueDate, AgingBasis::InvoiceDate]),
        aging_buckets: AgingBuckets::from_last_days(edges.to_vec()).unwrap(),
    }
}

fn message(dice: &mut Dice, ledger: &Ledger, customer: CustomerId) -> MessageContent {
    let mut covers: Vec<_> = ledger.open_invoices_of(customer).take(3).map(|invoice| DueItem::Invoice(invoice.id)).collect();
    if let Some(plan) = ledger.lists(customer).plans.first() {
        covers.push(DueItem::Instalment(PlanId::from_index(*plan as usize), 0));
    }
    let totals = ledger.accounts_of(customer).map(|account| Money::from_minor(account.owed, account.currency)).collect();
    MessageContent {
        customer,
        channel: dice.pick(&[Channel::Email, Channel::Letter, Channel::Phone]),
        offset_days: dice.pick(&[-7, 0, 7, 90]),
        tone: dice.pick(&[Tone::Friendly, Tone::Firm, Tone::Final]),
        purpose: dice.pick(&[Purpose::PastDue, Purpose::DueToday, Purpose::WriteOffReview]),
        covers,
        totals,
        subject: "Reminder".into(),
        body: words(dice),
    }
}

/// The next command. `today` is the owner's day.
pub fn random_command(dice: &mut Dice, ledger: &Ledger, today: NaiveDate) -> Command {
    let facts = ledger.facts();
    let customer = CustomerId::from_index(place(dice, facts.customers.len()));
    let invoice = InvoiceId::from_index(place(dice, facts.invoices.len()));
    let payment = PaymentId::from_index(place(dice, facts.payments.len()));
    let credit_note = CreditNoteId::from_index(place(dice, facts.credit_notes.len()));
    let on = near(dice, today);
    let message_id = MessageId::from_index(facts.messages.len().saturating_sub(1 + dice.below(3)));
    match dice.below(if facts.customers.len() < 3 { 5 } else { 115 }) {
        0..5 => Command::AddCustomer { details: details(dice) },
        5..7 => Command::ChangeCustomer { customer, details: details(dice) },
        7 => Command::RemoveCustomer { customer },
        8..30 => {
            let due = dice.chance(70).then(|| shifted(on, dice.between(-1, 60)));
            Command::IssueInvoice {
                draft: InvoiceDraft { customer, number: number(dice, ledger), issued: on, due, amount: money(dice), note: words(dice) },
            }
        }
        30..34 => {
            let issued = ledger.invoice(invoice).map(|found| found.issued).filter(|_| dice.chance(40));
            Command::VoidInvoice { invoice, on: issued.unwrap_or(on) }
        }
        34..38 => Command::ChangeDueDate { invoice, due: shifted(on, dice.between(0, 40)) },
        38..45 => {
            let amount = money(dice);
            let choice = choice(dice, ledger, customer, amount);
            Command::IssueCreditNote { customer, number: number(dice, ledger), issued: on, amount, note: words(dice), choice }
        }
        45..48 => Command::VoidCreditNote { credit_note, on },
        48..66 => {
            let amount = money(dice);
            let choice = choice(dice, ledger, customer, amount);
            Command::RecordPayment { customer, received: on, amount, method: "bank transfer".into(), reference: String::new(), choice }
        }
        66..70 => {
            let reason = dice.pick(&[ReversalReason::Bounced, ReversalReason::Refunded, ReversalReason::EnteredByMistake]);
            Command::ReversePayment { payment, on, reason }
        }
        70..78 => {
            let source = if dice.chance(60) { CreditSource::Payment(payment) } else { CreditSource::CreditNote(credit_note) };
            let owner = match source {
                CreditSource::Payment(id) => ledger.payment(id).map(|found| (found.customer, found.amount)),
                CreditSource::CreditNote(id) => ledger.credit_note(id).map(|found| (found.customer, found.amount)),
            };
            let (owner, amount) = owner.unwrap_or((customer, Money::zero(Currency::USD)));
            Command::AllocateCredit { source, choice: choice(dice, ledger, owner, amount) }
        }
        78..83 => {
            let allocation = AllocationId::from_index(place(dice, facts.allocations.len()));
            let since = facts.allocations.get(allocation.index()).map(|found| found.on).filter(|_| dice.chance(40));
            Command::ReleaseAllocation { allocation, on: since.unwrap_or(on) }
        }
        83..88 => Command::RaiseDispute { invoice, on, reason: words(dice) },
        88..91 => Command::CloseDispute { dispute: DisputeId::from_index(place(dice, facts.disputes.len())), on },
        91..93 => Command::PauseReminders {
            customer,
            from: on,
            until: dice.chance(50).then(|| shifted(on, dice.between(0, 20))),
            reason: words(dice),
        },
        93 => Command::ResumeReminders { pause: PauseId::from_index(place(dice, facts.pauses.len())), on },
        94..97 => Command::PrepareMessage { content: message(dice, ledger, customer) },
        97..99 => Command::ConfirmMessageSent { message: message_id, on: today },
        99 => Command::SkipMessage { message: message_id, on: today, reason: words(dice) },
        100 => Command::DiscardMessage { message: message_id },
        101..106 => plan(dice, ledger, customer, today),
        106..109 => Command::EndPlan { plan: PlanId::from_index(place(dice, facts.plans.len())), on, reason: words(dice) },
        109 => Command::ChangePolicy { policy: CreditPolicy { net_days: dice.pick(&[0, 14, 30, 4000]), ..CreditPolicy::default() } },
        110 => Command::ChangeSettings { settings: settings(dice) },
        111..114 => import(dice, ledger, today),
        _ => Command::UndoImport { import: ImportId::from_index(place(dice, facts.imports.len())) },
    }
}
