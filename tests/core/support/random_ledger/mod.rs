//! Random runs of commands, the same for the same seed: every kind of command, three currencies, `today` advancing.
//!
//! Commands are made looking at the ledger, so most are accepted; some are refused on purpose or by chance, which is part
//! of the test.

mod documents;
mod files;
mod talk;

use super::charges::charge_command;
use super::collections::{collection_command, dispute_case};
use super::credit_decisions::{decision_command, with_credit_file};
use super::discounts;
use super::plan_life::plan_life_command;
use super::random::Random;
use super::write_offs::write_off_command;
use chrono::{Days, NaiveDate};
use recoup::domain::approach::{Approach, CustomerKind, Language};
use recoup::domain::command::Command;
use recoup::domain::currency::Currency;
use recoup::domain::customer::{Contact, CustomerDetails};
use recoup::domain::event::Event;
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, ImportId, InvoiceId, PauseId, PlanId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::policy::CreditPolicy;

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

/// A policy with conditions, schedules and closed days, as [`random_run`] makes them.
pub fn random_policy(seed: u64, today: NaiveDate) -> CreditPolicy {
    let mut maker = Maker { random: Random::new(seed), today, documents: 0 };
    match maker.policy() {
        Command::ChangePolicy { policy } => policy,
        other => panic!("{other:?} is no policy"),
    }
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
        if self.random.clone().chance(4) {
            let customer = self.customer(ledger);
            return decision_command(&mut self.random, ledger, customer, self.today);
        }
        if self.random.clone().chance(7) {
            return write_off_command(&mut self.random, ledger, self.today);
        }
        match self.random.below(1280) {
            0..40 => self.add_customer(),
            40..60 => Command::ChangeCustomer { customer: self.customer(ledger), details: self.details() },
            60..70 => Command::RemoveCustomer { customer: self.customer(ledger) },
            70..330 => self.issue_invoice(ledger),
            330..350 => Command::VoidInvoice { invoice: self.invoice(ledger), on: self.past() },
            350..362 => {
                let invoice = self.invoice(ledger);
                let found = ledger.invoice(invoice).map(|found| (found.issued, found.amount));
                let mut aside = self.random.clone(); // so that the sequence of the rest stays as it is
                let terms = found.map(|(issued, amount)| discounts::terms(&mut aside, issued, amount));
                self.future();
                Command::ChangeInvoiceTerms { invoice, terms: terms.filter(|_| aside.chance(80)) }
            }
            362..375 => Command::ChangeDueDate { invoice: self.invoice(ledger), due: self.future() },
            375..410 => self.credit_note(ledger),
            410..425 => {
                let credit_note = CreditNoteId(self.id(ledger.facts().credit_notes.len()));
                Command::VoidCreditNote { credit_note, on: self.past() }
            }
            425..600 => self.payment(ledger),
            600..630 => self.reversal(ledger),
            630..670 => self.allocate(ledger),
            670..695 if self.random.clone().chance(10) => {
                Command::TakeBackAllocations { allocations: vec![AllocationId(self.id(ledger.facts().allocations.len()))] }
            }
            670..695 => Command::ReleaseAllocation { allocation: AllocationId(self.id(ledger.facts().allocations.len())), on: self.past() },
            695..720 => {
                let invoice = self.invoice(ledger);
                let case = dispute_case(&mut self.random, ledger, invoice, self.today);
                Command::RaiseDispute { invoice, on: self.past(), reason: self.note(), case }
            }
            720..740 => Command::CloseDispute { dispute: DisputeId(self.id(ledger.facts().disputes.len())), on: self.past() },
            740..760 => self.pause(ledger),
            760..770 => Command::ResumeReminders { pause: PauseId(self.id(ledger.facts().pauses.len())), on: self.past() },
            770..820 => self.message(ledger),
            820..870 => self.settle_message(ledger),
            870..915 => self.plan(ledger),
            915..930 => Command::EndPlan { plan: PlanId(self.id(ledger.facts().plans.len())), on: self.past(), reason: self.note() },
            930..940 => self.policy_or_version(ledger),
            940..950 => self.settings(),
            950..975 => self.import(ledger),
            975..990 => Command::UndoImport { import: ImportId(self.id(ledger.facts().imports.len())) },
            996..1146 => {
                let customer = self.customer(ledger);
                collection_command(&mut self.random, ledger, customer, self.today)
            }
            1200..1280 => {
                let (customer, _) = self.debtor(ledger);
                plan_life_command(&mut self.random, ledger, customer, self.today)
            }
            1150..1200 => charge_command(&mut self.random, ledger, self.today),
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
        let details = CustomerDetails {
            name: format!("{} {number}", self.random.pick(&NAMES)),
            reference: if self.random.chance(50) { format!("C{number:05}") } else { String::new() },
            contacts: vec![contact; self.random.below(3) as usize],
            address: self.note(),
            country: (*self.random.pick(&["", "US", "Japan"])).to_owned(),
            note: self.note(),
            net_days: self.random.chance(20).then_some(14),
            credit_limit: None,
            discount: discounts::wish(&mut self.random.clone()),
            terms_accepted: (number % 5 == 0).then(|| day(2024, 2, 29)),
            approach: Approach {
                kind: *self.random.pick(&[None, None, Some(CustomerKind::Business), Some(CustomerKind::Consumer)]),
                language: *self.random.pick(&[None, None, Some(Language::De), Some(Language::Nl)]),
                schedule: (*self.random.pick(&["", "", "Gentle", "Firm", "Big customers", "Gone"])).to_owned(),
                tier: ["", "", "Wholesale", "Gone"][number as usize % 4].to_owned(),
                vip: self.random.chance(5),
                relationship: if self.random.chance(5) { self.note() } else { String::new() },
                interest: if number % 7 == 0 { talk::interest(number as usize) } else { None },
                ..Approach::default()
            },
            ..CustomerDetails::default()
        };
        with_credit_file(details, self.random.clone(), self.today)
    }

    fn add_customer(&mut self) -> Command {
        Command::AddCustomer { details: self.details() }
    }
}
