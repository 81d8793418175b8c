//! Random pauses, messages, plans, policies and settings.

use super::Maker;
use crate::support::allowance::allowance_rules;
use crate::support::credit_decisions::decision_rules;
use crate::support::discounts;
use crate::support::plan_life::plan_rules;
use crate::support::plans::plan_command;
use crate::support::written::application;
use chrono::{Datelike, Days, NaiveDate};
use recoup::domain::agency::{Agencies, Agency, AgencyFees, FeeBand, Vetted, VettingPoint};
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::approach::{CustomerKind, Language};
use recoup::domain::bookkeeping::{AccountRole, Bookkeeping, OwnAccount};
use recoup::domain::calendar::add_days;
use recoup::domain::charge::TaxCategory;
use recoup::domain::command::Command;
use recoup::domain::country::Country;
use recoup::domain::currency::Currency;
use recoup::domain::grade::Grade;
use recoup::domain::ids::{InvoiceId, MessageId};
use recoup::domain::interest::statutory::{Fixing, Reference};
use recoup::domain::interest::{AgreedRate, DayCount, Grace, InterestRule, OwnRates, Preset, RatePeriod, RateRow, StatutoryRule};
use recoup::domain::late_fee::{Cap, Charge, LateFeeRule, Often, Tier};
use recoup::domain::ledger::Ledger;
use recoup::domain::limits::limitation::LimitationRules;
use recoup::domain::message::{DueItem, MessageContent};
use recoup::domain::money::{Money, Residual};
use recoup::domain::payment_options::PaymentOptions;
use recoup::domain::policy::{Besides, Channel, ClosedDays, CreditPolicy, CustomerTier, NamedSchedule, Purpose, ReminderStep, Tone};
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};
use recoup::domain::settings::{AgingBasis, Business, Settings};
use recoup::domain::template::{Template, TextKind};
use recoup::domain::ways_out::WaysOutInputs;
use rust_decimal::Decimal;

impl Maker {
    pub fn pause(&mut self, ledger: &Ledger) -> Command {
        let until = self.random.chance(60).then(|| self.future());
        let customer = self.customer(ledger);
        let invoice = ledger.invoices_of(customer).next().map(|invoice| invoice.id).filter(|_| self.random.chance(30));
        Command::PauseReminders { customer, invoice, from: self.past(), until, reason: self.note() }
    }

    pub fn message(&mut self, ledger: &Ledger) -> Command {
        let customer = self.customer(ledger);
        let open: Vec<InvoiceId> = ledger.open_invoices_of(customer).map(|invoice| invoice.id).collect();
        let mut covers: Vec<DueItem> = open.iter().take(3).map(|id| DueItem::Invoice(*id)).collect();
        let plans = &ledger.facts().plans;
        covers.extend(plans.iter().filter(|plan| plan.customer == customer).map(|plan| DueItem::Instalment(plan.id, 0)));
        let totals = open.iter().take(3).filter_map(|id| ledger.invoice(*id)).map(|invoice| ledger.balance(invoice)).collect();
        Command::PrepareMessage {
            content: MessageContent {
                customer,
                channel: *self.random.pick(&[Channel::Email, Channel::Letter, Channel::Phone, Channel::Sms, Channel::WhatsApp]),
                offset_days: *self.random.pick(&[-7, 0, 14, 90]),
                tone: *self.random.pick(&[Tone::Friendly, Tone::Firm, Tone::Final]),
                purpose: *self.random.pick(&[Purpose::Upcoming, Purpose::PastDue, Purpose::AskWhy, Purpose::FinalDemand]),
                covers,
                totals,
                pay_by: self.random.chance(15).then(|| add_days(self.today, self.random.below(60) as i64)),
                subject: "Your account".to_owned(),
                body: self.note(),
            },
        }
    }

    pub fn settle_message(&mut self, ledger: &Ledger) -> Command {
        let pending = ledger.facts().customers.iter().find_map(|customer| ledger.pending_message(customer.id)).map(|message| message.id);
        let any = MessageId(self.id(ledger.facts().messages.len()));
        let message = if self.random.chance(80) { pending.unwrap_or(any) } else { any };
        match self.random.below(4) {
            0 => Command::SkipMessage { message, on: self.today, reason: self.note() },
            1 => Command::DiscardMessage { message },
            _ => Command::ConfirmMessageSent { message, on: self.today },
        }
    }

    pub fn plan(&mut self, ledger: &Ledger) -> Command {
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
        let terms = PlanTerms {
            total: Money::from_minor(owed, currency),
            down_payment: Money::from_minor(down, currency),
            instalments,
            frequency: *self.random.pick(&Frequency::ALL),
            first_due: self.future(),
            rate_pct: rate,
            residual: *self.random.pick(&[Residual::First, Residual::Last, Residual::Spread]),
        };
        let invoices = open.iter().map(|invoice| invoice.id).collect();
        plan_command(&mut self.random, ledger, customer, invoices, terms, accepted, self.today)
    }

    pub fn policy(&mut self) -> Command {
        let default = CreditPolicy::default();
        let count = 1 + self.random.below(8) as usize;
        let mut schedule: Vec<_> = default.schedule.into_iter().take(count).collect();
        schedule.iter_mut().for_each(|step| self.decorate(step));
        let mut schedules = default.schedules;
        if self.random.chance(50) {
            let mut steps = schedules[1].steps.clone();
            steps.iter_mut().for_each(|step| self.decorate(step));
            schedules.push(NamedSchedule { name: "Big customers".to_owned(), steps });
            schedules.truncate(1 + self.random.below(3) as usize);
        }
        let policy = CreditPolicy {
            net_days: self.random.below(60) as u16,
            grace_days: self.random.below(5) as u16,
            minimum_gap_days: 3,
            schedule,
            promise_grace_days: self.random.below(4) as u16,
            templates: if self.today.day().is_multiple_of(3) { vec![own_template()] } else { Vec::new() },
            schedules,
            closed_days: self.closed_days(),
            application: application(&mut self.random.clone()),
            tiers: vec![CustomerTier {
                name: "Wholesale".to_owned(),
                schedule: "Big customers".to_owned(),
                net_days: Some(count as u16 * 10),
                interest: interest(count),
                no_late_fees: self.today.day().is_multiple_of(5),
                discount: discounts::wish(&mut self.random.clone()),
                ..CustomerTier::default()
            }],
            interest: interest(self.today.day() as usize).unwrap_or_default(),
            late_fees: late_fees(self.today.day()),
            plan_rules: plan_rules(&mut self.random.clone()),
            decision: decision_rules(self.random.clone()),
            discount: Some(discounts::rule(&mut self.random.clone())),
            ..CreditPolicy::default()
        };
        Command::ChangePolicy { policy }
    }

    /// The version in force is corrected, a new one begins, or the last one is taken back.
    pub(super) fn policy_or_version(&mut self, ledger: &Ledger) -> Command {
        let mut aside = self.random.clone(); // so that the sequence of the rest stays as it is
        let Command::ChangePolicy { policy } = self.policy() else { panic!("a policy is changed") };
        let last = ledger.facts().policy_versions.last().map(|version| version.from);
        let from = last.map_or(self.today, |last| last.max(self.today)) + Days::new(1 + aside.below(40_u64));
        match aside.below(10) {
            0 if last.is_some() => Command::TakeBackPolicy,
            0..5 => Command::BeginPolicy { policy, from, note: "Shorter terms".to_owned() },
            _ => Command::ChangePolicy { policy },
        }
    }

    /// Now and then a condition, a proposal, or days to pay.
    fn decorate(&mut self, step: &mut ReminderStep) {
        if self.random.chance(70) {
            return;
        }
        let currency = self.currency();
        match self.random.below(5) {
            0 => step.only_if.least = vec![Money::from_minor(1 + self.random.below(200_000) as i64, currency)],
            1 => step.only_if.grades = vec![Grade::A, Grade::B, *self.random.pick(&[Grade::C, Grade::E])],
            2 => step.only_if.kind = Some(*self.random.pick(&[CustomerKind::Business, CustomerKind::Consumer])),
            3 => step.besides = vec![*self.random.pick(&Besides::ALL)],
            _ => step.days_to_pay = Some(self.random.below(30) as u16),
        }
    }

    fn closed_days(&mut self) -> ClosedDays {
        if self.random.chance(40) {
            return ClosedDays::default();
        }
        let countries: Vec<_> = Country::all().collect();
        let (country, of_customer) = (self.random.chance(70).then(|| *self.random.pick(&countries)), self.random.chance(50));
        let (mut added, mut removed) = ((0..3).map(|_| self.future()).collect::<Vec<_>>(), vec![self.future()]);
        added.sort_unstable();
        added.dedup();
        removed.retain(|day| !added.contains(day));
        ClosedDays { wait: self.random.chance(80), country, of_customer, added, removed }
    }

    pub fn settings(&mut self) -> Command {
        let business =
            Business { name: "Corner Shop".to_owned(), address: self.note(), payment_details: self.note(), ..Business::default() };
        let settings = Settings {
            business,
            home_currency: self.currency(),
            aging_basis: *self.random.pick(&[AgingBasis::DueDate, AgingBasis::InvoiceDate]),
            aging_buckets: AgingBuckets::from_last_days(vec![0, 15, 30 + self.random.below(30)]).expect("ascending edges"),
            payment: if self.today.day().is_multiple_of(3) { ways_to_pay() } else { PaymentOptions::default() },
            language: if self.today.day().is_multiple_of(2) { Language::En } else { Language::Nl },
            rates: own_rates(self.today),
            bookkeeping: bookkeeping(self.today),
            limitation: LimitationRules { own_law: self.today.day().is_multiple_of(5), ..LimitationRules::default() },
            ways_out: WaysOutInputs { chase_share: self.today.day() as u8, ..WaysOutInputs::default() },
            allowance: allowance_rules(&mut self.random.clone()),
            agencies: agencies(self.today),
        };
        Command::ChangeSettings { settings }
    }
}

/// Sometimes an account of the owner's, a name for no tax and a locked period long ago, by the day.
fn bookkeeping(today: NaiveDate) -> Bookkeeping {
    let sales = OwnAccount { role: AccountRole::Sales, code: "4000".to_owned(), name: "Sales, “Shop”".to_owned() };
    Bookkeeping {
        accounts: if today.day().is_multiple_of(2) { vec![sales] } else { Vec::new() },
        tax_rate: if today.day().is_multiple_of(3) { "No VAT".to_owned() } else { String::new() },
        locked_through: today.day().is_multiple_of(2).then(|| add_days(today, -60)),
    }
}

/// Sometimes an agency, by the day.
fn agencies(today: NaiveDate) -> Agencies {
    let fees = AgencyFees { bands: vec![FeeBand { over_days: 90, percent: Decimal::new(255, 1) }], ..AgencyFees::default() };
    let checks = vec![Vetted { point: VettingPoint::Licence, on: today, note: "no. 5".to_owned() }];
    let agency = Agency { name: "Acme Ltd.".to_owned(), countries: vec![Country::Gb], fees, checks, ..Agency::default() };
    let none = Agencies::default();
    if today.day().is_multiple_of(4) { none.with(agency).expect("a sound agency") } else { none }
}

/// One of a few rules on interest, by any number.
pub fn interest(number: usize) -> Option<InterestRule> {
    let agreed = |grace| AgreedRate { per: RatePeriod::Month, grace: Some(grace), ..AgreedRate::yearly(Decimal::new(15, 1)) };
    Some(match number % 5 {
        0 => return None,
        1 => InterestRule::None,
        2 => InterestRule::Agreed(AgreedRate { day_count: DayCount::Us, ..agreed(Grace::Forgives(5)) }),
        3 => InterestRule::Agreed(agreed(Grace::Delays(3))),
        _ => InterestRule::Statutory(StatutoryRule { law: Some(Preset::Germany), fixing: Some(Fixing::HalfYear) }),
    })
}

fn late_fees(number: u32) -> Vec<LateFeeRule> {
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let tiers = vec![
        Tier { from: usd(0), charge: Charge::Amount(usd(1_500)) },
        Tier { from: usd(100_000), charge: Charge::Percent(Decimal::new(15, 1)) },
    ];
    let often = [Often::Once, Often::EveryDays(30), Often::Monthly, Often::EachStep][number as usize % 4];
    let cap = if number.is_multiple_of(3) { Cap { amount: Some(usd(6_000)), percent: Some(Decimal::TEN) } } else { Cap::default() };
    let rule = LateFeeRule { rule: number, tiers, often, grace_days: number % 6, cap, tax: TaxCategory::ALL[number as usize % 3] };
    if number.is_multiple_of(2) { vec![rule] } else { Vec::new() }
}

fn own_rates(today: NaiveDate) -> OwnRates {
    let none = OwnRates::default();
    if !today.day().is_multiple_of(5) {
        return none;
    }
    let row = RateRow { from: today, percent: Decimal::new(-88, 2) };
    let own = none.with_row(Reference::GermanBase, row).and_then(|own| own.checked_on(Reference::Ecb, today));
    own.expect("a sane rate")
}

fn own_template() -> Template {
    Template {
        purpose: Purpose::PastDue,
        kind: TextKind::Short,
        language: Language::De,
        subject: String::new(),
        body: "Guten Tag {{ contact }}:\n{% if late %}{{ total }}{% endif %}".to_owned(),
    }
}

fn ways_to_pay() -> PaymentOptions {
    PaymentOptions {
        holder: "Corner Shop".to_owned(),
        iban: "DE89370400440532013000".to_owned(),
        link: "https://pay.example/{{reference}}".to_owned(),
        ..PaymentOptions::default()
    }
}
