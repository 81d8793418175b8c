//! Random runs of commands, the same for the same seed: every kind of command, three currencies, `today` advancing.
//!
//! Commands are made looking at the ledger, so most are accepted; some are refused on purpose or by chance, which is part
//! of the test.

use chrono::{Days, NaiveDate};
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::credit::{CreditSource, ReversalReason};
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, CustomerDetails};
use recoup::domain::event::Event;
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, ImportId, InvoiceId, MessageId, PauseId, PaymentId, PlanId};
use recoup::domain::import::{ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice, ImportedPayment};
use recoup::domain::ledger::Ledger;
use recoup::domain::message::{DueItem, MessageContent};
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::{Channel, CreditPolicy, Purpose, Tone};
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::domain::settings::{AgingBasis, Business, Settings};
use rust_decimal::Decimal;

/// SplitMix64 (Steele, Lea, Flood 2014): small, seedable, the same on every machine.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below `end` (0 when `end` is 0).
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or_default()
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// A run from the empty ledger.
#[derive(Debug, Clone)]
pub struct Run {
    pub ledger: Ledger,
    pub accepted: Vec<Event>,
    /// How many commands were refused.
    pub refused: usize,
}

/// `n` commands with their days, refused ones included.
pub fn random_commands(seed: u64, n: usize) -> Vec<(NaiveDate, Command)> {
    let mut commands = Vec::with_capacity(n);
    walk(seed, n, |_, today, command, _| commands.push((today, command.clone())));
    commands
}

/// The ledger after `steps` commands.
pub fn random_ledger(seed: u64, steps: usize) -> Ledger {
    walk(seed, steps, |_, _, _, _| ())
}

/// The ledger after `steps` commands, with the events of the accepted commands.
pub fn random_run(seed: u64, steps: usize) -> Run {
    let (mut accepted, mut refused) = (Vec::new(), 0);
    let ledger = walk(seed, steps, |_, _, _, event| match event {
        Some(event) => accepted.push(event.clone()),
        None => refused += 1,
    });
    Run { ledger, accepted, refused }
}

/// Calls `seen` after every command with the ledger as it is then and the event, if the command was accepted.
pub fn walk(seed: u64, steps: usize, mut seen: impl FnMut(&Ledger, NaiveDate, &Command, Option<&Event>)) -> Ledger {
    let mut maker = Maker { random: Random::new(seed), today: day(2021, 1, 4), documents: 0 };
    let mut ledger = Ledger::default();
    for _ in 0..steps {
        if maker.random.chance(40) {
            maker.today = maker.today + Days::new(maker.random.below(6));
        }
        let command = maker.command(&ledger);
        let event = ledger.execute(&command, maker.today).ok();
        seen(&ledger, maker.today, &command, event.as_ref());
    }
    ledger
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

struct Maker {
    random: Random,
    today: NaiveDate,
    documents: u64,
}

const CURRENCIES: [Currency; 3] = [Currency::USD, Currency::JPY, Currency::KWD];
const NAMES: [&str; 8] =
    ["Ada’s Garage", "Żabka 7", "Smith & Sons", "株式会社山田", "O'Neill \"Bob\"", "Müller GmbH", "=SUM(A1)", "North 40"];
const NOTES: [&str; 6] = ["", "", "", "line one\nline two", "said: \"next week\"", "\\ back / slash é 1"];

impl Maker {
    fn command(&mut self, ledger: &Ledger) -> Command {
        if ledger.facts().customers.len() < 3 {
            return self.add_customer();
        }
        match self.random.below(1000) {
            0..40 => self.add_customer(),
            40..60 => Command::ChangeCustomer { customer: self.customer(ledger), details: self.details() },
            60..70 => Command::RemoveCustomer { customer: self.customer(ledger) },
            70..330 => self.issue_invoice(ledger),
            330..350 => Command::VoidInvoice { invoice: self.invoice(ledger), on: self.past() },
            350..375 => Command::ChangeDueDate { invoice: self.invoice(ledger), due: self.future() },
            375..410 => self.credit_note(ledger),
            410..425 => {
                let credit_note = CreditNoteId(self.id(ledger.facts().credit_notes.len()));
                Command::VoidCreditNote { credit_note, on: self.past() }
            }
            425..600 => self.payment(ledger),
            600..630 => self.reversal(ledger),
            630..670 => self.allocate(ledger),
            670..695 => Command::ReleaseAllocation { allocation: AllocationId(self.id(ledger.facts().allocations.len())), on: self.past() },
            695..720 => Command::RaiseDispute { invoice: self.invoice(ledger), on: self.past(), reason: self.note() },
            720..740 => Command::CloseDispute { dispute: DisputeId(self.id(ledger.facts().disputes.len())), on: self.past() },
            740..760 => self.pause(ledger),
            760..770 => Command::ResumeReminders { pause: PauseId(self.id(ledger.facts().pauses.len())), on: self.past() },
            770..820 => self.message(ledger),
            820..870 => self.settle_message(ledger),
            870..915 => self.plan(ledger),
            915..930 => Command::EndPlan { plan: PlanId(self.id(ledger.facts().plans.len())), on: self.past(), reason: self.note() },
            930..940 => self.policy(),
            940..950 => self.settings(),
            950..975 => self.import(ledger),
            975..990 => Command::UndoImport { import: ImportId(self.id(ledger.facts().imports.len())) },
            990..996 => Command::ReplaceLedger { facts: Box::new(ledger.facts().clone()) },
            _ => Command::IssueInvoice { draft: self.draft(CustomerId(0)) },
        }
    }

    /// An id that mostly exists.
    fn id(&mut self, count: usize) -> u32 {
        self.random.below(count as u64 + u64::from(self.random.clone().chance(5))) as u32 + 1
    }

    fn customer(&mut self, ledger: &Ledger) -> CustomerId {
        CustomerId(self.id(ledger.facts().customers.len()))
    }

    fn invoice(&mut self, ledger: &Ledger) -> InvoiceId {
        InvoiceId(self.id(ledger.facts().invoices.len()))
    }

    /// Today, or a day of the last weeks; rarely tomorrow.
    fn past(&mut self) -> NaiveDate {
        match self.random.below(20) {
            0 => self.today + Days::new(1),
            1..8 => self.today,
            _ => self.today - Days::new(self.random.below(45)),
        }
    }

    fn future(&mut self) -> NaiveDate {
        self.today + Days::new(self.random.below(60))
    }

    fn note(&mut self) -> String {
        (*self.random.pick(&NOTES)).to_owned()
    }

    fn currency(&mut self) -> Currency {
        *self.random.pick(&CURRENCIES)
    }

    fn amount(&mut self, currency: Currency) -> Money {
        let minor = match self.random.below(50) {
            0 => 0,
            1 => Money::MAX_MINOR,
            2..10 => 1 + self.random.below(9) as i64,
            10..30 => 100 * (1 + self.random.below(50) as i64),
            _ => 1 + self.random.below(500_000) as i64,
        };
        Money::from_minor(minor, currency)
    }

    fn number(&mut self) -> String {
        self.documents += 1;
        let count = self.documents;
        match self.random.below(6) {
            0 => format!("{count:06}"),
            1 => format!("2021/{count}"),
            2 => format!("{:x}-{count}-é", self.random.next()),
            _ => format!("INV-{count:04}"),
        }
    }

    fn details(&mut self) -> CustomerDetails {
        let number = self.random.below(10_000);
        let contact = Contact {
            name: self.note().replace('\n', " "),
            role: if self.random.chance(30) { "accounts payable".to_owned() } else { String::new() },
            email: if self.random.chance(70) { format!("pay{number}@example.com") } else { String::new() },
            phone: if self.random.chance(30) { format!("+1 555 {number:04}") } else { String::new() },
        };
        CustomerDetails {
            name: format!("{} {number}", self.random.pick(&NAMES)),
            reference: if self.random.chance(50) { format!("C{number:05}") } else { String::new() },
            contacts: vec![contact; self.random.below(3) as usize],
            address: self.note(),
            country: (*self.random.pick(&["", "US", "Japan"])).to_owned(),
            note: self.note(),
            net_days: self.random.chance(20).then_some(14),
        }
    }

    fn add_customer(&mut self) -> Command {
        Command::AddCustomer { details: self.details() }
    }

    fn draft(&mut self, customer: CustomerId) -> InvoiceDraft {
        let currency = self.currency();
        let issued = if self.random.chance(10) { self.future() } else { self.past() };
        let due = if self.random.chance(40) { None } else { Some(issued + Days::new(self.random.below(60))) };
        InvoiceDraft { customer, number: self.number(), issued, due, amount: self.amount(currency), note: self.note() }
    }

    fn issue_invoice(&mut self, ledger: &Ledger) -> Command {
        let customer = self.customer(ledger);
        Command::IssueInvoice { draft: self.draft(customer) }
    }

    /// How to use a credit of a customer: all three ways.
    fn choice(&mut self, ledger: &Ledger, customer: CustomerId, amount: Money) -> AllocationChoice {
        let open = ledger.oldest_first(customer, amount.currency());
        match self.random.below(10) {
            0..5 => AllocationChoice::OldestFirst,
            5..7 => AllocationChoice::Unapplied,
            _ => {
                let mut left = amount.minor();
                let mut chosen = Vec::new();
                for invoice in open.into_iter().rev().take(3) {
                    let most = ledger.balance(invoice).minor().min(left);
                    let part = if self.random.chance(50) { most } else { self.random.below(most.max(0) as u64 + 1) as i64 };
                    left -= part;
                    if part > 0 {
                        chosen.push((invoice.id, Money::from_minor(part, amount.currency())));
                    }
                }
                AllocationChoice::Chosen(chosen)
            }
        }
    }

    /// A customer and currency with debts, mostly, and an amount that often fits one of them.
    fn debtor(&mut self, ledger: &Ledger) -> (CustomerId, Money) {
        let open = ledger.open_invoices();
        if open.is_empty() || self.random.chance(20) {
            let currency = self.currency();
            return (self.customer(ledger), self.amount(currency));
        }
        let invoice = &ledger.facts().invoices[*self.random.pick(open) as usize];
        let balance = ledger.balance(invoice);
        let minor = match self.random.below(4) {
            0 => balance.minor() / 2 + 1,
            1 => balance.minor() + self.random.below(10_000) as i64,
            _ => balance.minor(),
        };
        (invoice.customer, Money::from_minor(minor, balance.currency()))
    }

    fn payment(&mut self, ledger: &Ledger) -> Command {
        let (customer, amount) = self.debtor(ledger);
        Command::RecordPayment {
            customer,
            received: self.past(),
            amount,
            method: (*self.random.pick(&["", "bank transfer", "cash", "card 4242"])).to_owned(),
            reference: if self.random.chance(30) { format!("RF{:08}", self.random.below(100_000)) } else { String::new() },
            choice: self.choice(ledger, customer, amount),
        }
    }

    fn credit_note(&mut self, ledger: &Ledger) -> Command {
        let (customer, amount) = self.debtor(ledger);
        let choice = self.choice(ledger, customer, amount);
        Command::IssueCreditNote { customer, number: self.number(), issued: self.past(), amount, note: self.note(), choice }
    }

    fn reversal(&mut self, ledger: &Ledger) -> Command {
        let payment = PaymentId(self.id(ledger.facts().payments.len()));
        let received = ledger.payment(payment).map_or(self.today, |payment| payment.received);
        let on = if self.random.chance(40) { received } else { self.past() };
        let reason = *self.random.pick(&[ReversalReason::Bounced, ReversalReason::Refunded, ReversalReason::EnteredByMistake]);
        Command::ReversePayment { payment, on, reason }
    }

    fn allocate(&mut self, ledger: &Ledger) -> Command {
        let facts = ledger.facts();
        let source = if self.random.chance(70) {
            CreditSource::Payment(PaymentId(self.id(facts.payments.len())))
        } else {
            CreditSource::CreditNote(CreditNoteId(self.id(facts.credit_notes.len())))
        };
        let found = match source {
            CreditSource::Payment(id) => ledger.payment(id).map(|payment| (payment.customer, payment.amount)),
            CreditSource::CreditNote(id) => ledger.credit_note(id).map(|note| (note.customer, note.amount)),
        };
        let Some((customer, amount)) = found else {
            return Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst };
        };
        let available = Money::from_minor(ledger.unapplied(source), amount.currency());
        Command::AllocateCredit { source, choice: self.choice(ledger, customer, available) }
    }

    fn pause(&mut self, ledger: &Ledger) -> Command {
        let until = self.random.chance(60).then(|| self.future());
        Command::PauseReminders { customer: self.customer(ledger), from: self.past(), until, reason: self.note() }
    }

    fn message(&mut self, ledger: &Ledger) -> Command {
        let customer = self.customer(ledger);
        let open: Vec<InvoiceId> = ledger.open_invoices_of(customer).map(|invoice| invoice.id).collect();
        let mut covers: Vec<DueItem> = open.iter().take(3).map(|id| DueItem::Invoice(*id)).collect();
        let plans = &ledger.facts().plans;
        covers.extend(plans.iter().filter(|plan| plan.customer == customer).map(|plan| DueItem::Instalment(plan.id, 0)));
        let totals = open.iter().take(3).filter_map(|id| ledger.invoice(*id)).map(|invoice| ledger.balance(invoice)).collect();
        Command::PrepareMessage {
            content: MessageContent {
                customer,
                channel: *self.random.pick(&[Channel::Email, Channel::Letter, Channel::Phone]),
                offset_days: *self.random.pick(&[-7, 0, 14, 90]),
                tone: *self.random.pick(&[Tone::Friendly, Tone::Firm, Tone::Final]),
                purpose: *self.random.pick(&[Purpose::Upcoming, Purpose::PastDue, Purpose::AskWhy, Purpose::FinalDemand]),
                covers,
                totals,
                subject: "Your account".to_owned(),
                body: self.note(),
            },
        }
    }

    fn settle_message(&mut self, ledger: &Ledger) -> Command {
        let pending = ledger.facts().customers.iter().find_map(|customer| ledger.pending_message(customer.id)).map(|message| message.id);
        let any = MessageId(self.id(ledger.facts().messages.len()));
        let message = if self.random.chance(80) { pending.unwrap_or(any) } else { any };
        match self.random.below(4) {
            0 => Command::SkipMessage { message, on: self.today, reason: self.note() },
            1 => Command::DiscardMessage { message },
            _ => Command::ConfirmMessageSent { message, on: self.today },
        }
    }

    fn plan(&mut self, ledger: &Ledger) -> Command {
        let (customer, some) = self.debtor(ledger);
        let mut open = ledger.oldest_first(customer, some.currency());
        open.truncate(1 + self.random.below(3) as usize);
        let owed: i64 = open.iter().map(|invoice| ledger.balance(invoice).minor()).sum();
        let currency = some.currency();
        let down = if self.random.chance(40) { owed / 4 } else { 0 };
        let instalments = if self.random.chance(80) {
            Instalments::Count(2 + self.random.below(10) as u32)
        } else {
            Instalments::Amount(Money::from_minor(owed / 5 + 1, currency))
        };
        let accepted = if self.random.chance(70) { self.today } else { self.past() };
        let rate = if self.random.chance(50) { Decimal::ZERO } else { Decimal::new(1 + self.random.below(3000) as i64, 2) };
        Command::AcceptPlan {
            customer,
            invoices: open.iter().map(|invoice| invoice.id).collect(),
            terms: PlanTerms {
                total: Money::from_minor(owed, currency),
                down_payment: Money::from_minor(down, currency),
                instalments,
                frequency: *self.random.pick(&Frequency::ALL),
                first_due: self.future(),
                rate_pct: rate,
                residual: *self.random.pick(&[Residual::First, Residual::Last, Residual::Spread]),
            },
            accepted,
        }
    }

    fn policy(&mut self) -> Command {
        let default = CreditPolicy::default();
        let steps = 1 + self.random.below(8) as usize;
        let schedule = default.schedule.into_iter().take(steps).collect();
        let policy =
            CreditPolicy { net_days: self.random.below(60) as u16, grace_days: self.random.below(5) as u16, minimum_gap_days: 3, schedule };
        Command::ChangePolicy { policy }
    }

    fn settings(&mut self) -> Command {
        let business =
            Business { name: "Corner Shop".to_owned(), address: self.note(), payment_details: self.note(), ..Business::default() };
        let settings = Settings {
            business,
            home_currency: self.currency(),
            aging_basis: *self.random.pick(&[AgingBasis::DueDate, AgingBasis::InvoiceDate]),
            aging_buckets: AgingBuckets::from_last_days(vec![0, 15, 30 + self.random.below(30) as i32]).expect("ascending edges"),
        };
        Command::ChangeSettings { settings }
    }

    /// A file with new and known customers, new and known documents; each customer and document once.
    fn import(&mut self, ledger: &Ledger) -> Command {
        let mut batch =
            ImportBatch { source: "shop.csv".to_owned(), fingerprint: format!("{:032x}", self.random.next()), ..ImportBatch::default() };
        let large = self.random.chance(40);
        for place in 0..1 + self.random.below(if large { 12 } else { 3 }) as u32 {
            let known = if self.random.chance(40) { ledger.customer(self.customer(ledger)) } else { None };
            let known =
                known.filter(|known| !batch.customers.iter().any(|other| other.name.to_lowercase() == known.details.name.to_lowercase()));
            batch.customers.push(ImportedCustomer {
                reference: known.map_or_else(|| format!("W{:016x}", self.random.next()), |known| known.details.reference.clone()),
                name: known.map_or_else(|| format!("Web {:016x}", self.random.next()), |known| known.details.name.clone()),
                email: if self.random.chance(50) { "web@example.com".to_owned() } else { String::new() },
                ..ImportedCustomer::default()
            });
            let known_invoice = known.and_then(|known| ledger.open_invoices_of(known.id).next());
            if let Some(invoice) = known_invoice {
                let payments = vec![ImportedPayment { on: self.past().max(invoice.issued), amount: invoice.amount }];
                let (number, issued, due, amount) = (invoice.number.clone(), invoice.issued, invoice.due, invoice.amount);
                batch.invoices.push(ImportedInvoice {
                    customer: place,
                    number,
                    issued,
                    due,
                    amount,
                    disputed: false,
                    payments,
                    note: String::new(),
                });
            }
            for _ in 0..self.random.below(if large { 8 } else { 3 }) {
                let invoice = self.imported_invoice(place);
                batch.invoices.push(invoice);
            }
            if self.random.chance(20) {
                let currency = self.currency();
                let amount = Money::from_minor(1 + self.random.below(10_000) as i64, currency);
                batch.credit_notes.push(ImportedCreditNote {
                    customer: place,
                    number: self.number(),
                    issued: self.past(),
                    amount,
                    note: self.note(),
                });
            }
        }
        Command::ImportFile { batch: Box::new(batch) }
    }

    fn imported_invoice(&mut self, customer: u32) -> ImportedInvoice {
        let currency = self.currency();
        let amount = Money::from_minor(1 + self.random.below(90_000) as i64, currency);
        let issued = self.today - Days::new(self.random.below(90));
        let mut payments = Vec::new();
        let mut left = amount.minor();
        for _ in 0..self.random.below(3) {
            let part = if self.random.chance(60) { left } else { left / 2 };
            if part > 0 {
                left -= part;
                let on = issued + Days::new(self.random.below(60));
                payments.push(ImportedPayment { on, amount: Money::from_minor(part, currency) });
            }
        }
        let due = issued + Days::new(30);
        ImportedInvoice {
            customer,
            number: self.number(),
            issued,
            due,
            amount,
            disputed: self.random.chance(15),
            payments,
            note: self.note(),
        }
    }
}
