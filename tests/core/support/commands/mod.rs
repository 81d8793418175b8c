//! Random commands by seed: mostly sensible, sometimes wrong on purpose (an unknown id, a date too far, too much money).

mod files;
mod values;

pub use files::import;

use super::allowance::{allowance_command, allowance_rules};
use super::charges::charge_command;
use super::collections::{REASONS, collection_command, dispute_case, restore_payment};
use super::credit_decisions::{decision_command, decision_rules};
use super::discounts;
use super::plan_life::{plan_life_command, plan_rules};
use super::plans::plan_command;
use super::random::Random;
use super::write_offs::write_off_command;
use super::written::application;
use chrono::{Days, NaiveDate};
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::credit::CreditSource;
use recoup::domain::currency::Currency;
use recoup::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, ImportId, InvoiceId, MessageId, PauseId, PaymentId, PlanId};
use recoup::domain::ledger::Ledger;
use recoup::domain::message::MessageState;
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::{CreditPolicy, CustomerTier};
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::domain::settings::Settings;
use rust_decimal::Decimal;
use values::{details, message, money, near, number, place, settings, with_lock, words};

/// The day a random ledger begins.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 2, 20).unwrap()
}

pub fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count).unwrap() } else { day.checked_add_days(count).unwrap() }
}

/// A ledger grown by random commands.
pub fn random_ledger(seed: u64, steps: usize) -> Ledger {
    let mut dice = Random::new(seed);
    let mut ledger = Ledger::default();
    let mut today = first_day();
    for _ in 0..steps {
        today = shifted(today, dice.between(0, 4));
        let command = random_command(&mut dice, &ledger, today);
        let _ = ledger.execute(&command, today); // a refusal changes nothing
    }
    ledger
}

fn choice(dice: &mut Random, ledger: &Ledger, customer: CustomerId, amount: Money) -> AllocationChoice {
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

fn plan(dice: &mut Random, ledger: &Ledger, customer: CustomerId, today: NaiveDate) -> Command {
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
        frequency: *dice.pick(&Frequency::ALL),
        first_due: shifted(accepted, dice.between(-1, 40)),
        rate_pct: *dice.pick(&[Decimal::ZERO, Decimal::ZERO, Decimal::new(125, 1), Decimal::new(700, 2), Decimal::ONE_HUNDRED]),
        residual: *dice.pick(&[Residual::Last, Residual::First, Residual::Spread]),
    };
    plan_command(dice, ledger, customer, invoices, terms, accepted, today)
}

/// The next command. `today` is the owner's day. The allowance takes the place of some pauses, so that the sequence of the rest stays as it is.
pub fn random_command(dice: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let mut aside = dice.clone();
    match other_command(dice, ledger, today) {
        Command::PauseReminders { .. } | Command::ResumeReminders { .. } if aside.chance(60) => {
            allowance_command(&mut aside, ledger, today)
        }
        command => command,
    }
}

fn other_command(dice: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let facts = ledger.facts();
    let customer = CustomerId::from_index(place(dice, facts.customers.len()));
    let invoice = InvoiceId::from_index(place(dice, facts.invoices.len()));
    let payment = PaymentId::from_index(place(dice, facts.payments.len()));
    let credit_note = CreditNoteId::from_index(place(dice, facts.credit_notes.len()));
    let on = near(dice, today);
    let message_id = MessageId::from_index(facts.messages.len().saturating_sub(1 + dice.below(3)));
    if facts.customers.len() >= 3 && dice.clone().chance(4) {
        return decision_command(dice, ledger, customer, today);
    }
    if facts.customers.len() >= 3 && dice.clone().chance(7) {
        return write_off_command(dice, ledger, today);
    }
    match dice.below(if facts.customers.len() < 3 { 5 } else { 143 }) {
        0..5 => Command::AddCustomer { details: details(dice) },
        5..7 => Command::ChangeCustomer { customer, details: details(dice) },
        7 => Command::RemoveCustomer { customer },
        8..30 => {
            let mut aside = dice.clone(); // so that the sequence of the rest stays as it is
            let due = dice.chance(70).then(|| shifted(on, dice.between(-1, 60)));
            let (number, amount, note) = (number(dice, ledger), money(dice), words(dice));
            let terms = discounts::terms_choice(&mut aside, on, amount);
            Command::IssueInvoice { draft: InvoiceDraft { customer, number, issued: on, due, amount, note, terms } }
        }
        30..34 => {
            let issued = ledger.invoice(invoice).map(|found| found.issued).filter(|_| dice.chance(40));
            Command::VoidInvoice { invoice, on: issued.unwrap_or(on) }
        }
        34..38 if dice.clone().chance(50) => {
            let found = ledger.invoice(invoice).map(|found| (found.issued, found.amount));
            let terms = found.map(|(issued, amount)| discounts::terms(dice, issued, amount));
            Command::ChangeInvoiceTerms { invoice, terms: terms.filter(|_| dice.chance(80)) }
        }
        34..38 => Command::ChangeDueDate { invoice, due: shifted(on, dice.between(0, 40)) },
        38..45 => {
            let amount = money(dice);
            let choice = choice(dice, ledger, customer, amount);
            Command::IssueCreditNote { customer, number: number(dice, ledger), issued: on, amount, note: words(dice), choice }
        }
        45..48 if dice.clone().chance(60) => {
            let used = facts.allocations.iter().rev().find_map(|used| match used.source {
                CreditSource::Payment(payment) => Some((payment, used.invoice)),
                CreditSource::CreditNote(_) => None,
            });
            let (payment, invoice) = used.filter(|_| dice.chance(80)).unwrap_or((payment, invoice));
            Command::GrantDiscount { payment, grant: discounts::grant(dice, invoice), on: today }
        }
        45..48 => Command::VoidCreditNote { credit_note, on },
        48..66 => {
            let amount = money(dice);
            let choice = choice(dice, ledger, customer, amount);
            let mut aside = dice.clone();
            let settling = aside.chance(40).then(|| discounts::settling(&mut aside, ledger, customer, on)).flatten();
            let (amount, choice, discounts) = settling.unwrap_or((amount, choice, Vec::new()));
            let (method, reference) = ("bank transfer".to_owned(), String::new());
            Command::RecordPayment { customer, received: on, amount, method, reference, choice, discounts }
        }
        66..70 if dice.chance(25) => restore_payment(dice, ledger, payment),
        66..70 => {
            let reason = *dice.pick(&REASONS);
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
            if dice.chance(20) {
                let next = AllocationId::from_index(allocation.index() + 1);
                return Command::TakeBackAllocations { allocations: vec![allocation, if dice.chance(90) { next } else { allocation }] };
            }
            let since = facts.allocations.get(allocation.index()).map(|found| found.on).filter(|_| dice.chance(40));
            Command::ReleaseAllocation { allocation, on: since.unwrap_or(on) }
        }
        83..88 => Command::RaiseDispute { invoice, on, reason: words(dice), case: dispute_case(dice, ledger, invoice, today) },
        88..91 => Command::CloseDispute { dispute: DisputeId::from_index(place(dice, facts.disputes.len())), on },
        91..93 => Command::PauseReminders {
            customer,
            invoice: dice.chance(30).then_some(invoice),
            from: on,
            until: dice.chance(50).then(|| shifted(on, dice.between(0, 20))),
            reason: words(dice),
        },
        93 => Command::ResumeReminders { pause: PauseId::from_index(place(dice, facts.pauses.len())), on },
        94..97 => Command::PrepareMessage { content: message(dice, ledger, customer) },
        97..99 => Command::ConfirmMessageSent { message: message_id, on: today },
        99 => Command::SkipMessage { message: message_id, on: today, reason: words(dice) },
        100 if dice.chance(40) => {
            let state = match dice.below(3) {
                0 => MessageState::Prepared,
                1 => MessageState::Sent { on },
                _ => MessageState::Skipped { on, reason: words(dice) },
            };
            Command::RestoreMessage { message: message_id, state }
        }
        100 => Command::DiscardMessage { message: message_id },
        101..106 => plan(dice, ledger, customer, today),
        106..109 if dice.clone().chance(60) => plan_life_command(dice, ledger, customer, today),
        106..109 => Command::EndPlan { plan: PlanId::from_index(place(dice, facts.plans.len())), on, reason: words(dice) },
        109 => {
            let mut aside = dice.clone(); // so that the sequence of the rest stays as it is
            let tier = CustomerTier {
                name: "Wholesale".to_owned(),
                schedule: "Firm".to_owned(),
                net_days: Some(aside.below(90) as u16),
                discount: discounts::wish(&mut aside),
                ..CustomerTier::default()
            };
            let tiers = if aside.chance(60) { vec![tier] } else { Vec::new() };
            let discount = aside.chance(70).then(|| discounts::rule(&mut aside));
            let decision = decision_rules(aside.clone());
            let application = application(&mut aside);
            let plan_rules = plan_rules(&mut aside.clone());
            let net_days = *dice.pick(&[0, 14, 30, 4000]);
            let policy = CreditPolicy { decision, net_days, tiers, discount, application, plan_rules, ..CreditPolicy::default() };
            match aside.below(10) {
                0 => Command::TakeBackPolicy,
                1..5 => Command::BeginPolicy {
                    policy,
                    from: shifted(today, aside.between(-60, 60)),
                    note: words(&mut aside).replace(['\t', '\n'], " "),
                },
                _ => Command::ChangePolicy { policy },
            }
        }
        110 => {
            let settings = with_lock(settings(dice), dice.clone(), today);
            Command::ChangeSettings { settings: Settings { allowance: allowance_rules(&mut dice.clone()), ..settings } }
        }
        111..114 => import(dice, ledger, today),
        114..134 => collection_command(dice, ledger, customer, today),
        134..142 => charge_command(dice, ledger, today),
        _ => Command::UndoImport { import: ImportId::from_index(place(dice, facts.imports.len())) },
    }
}
