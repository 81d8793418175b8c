//! Late fees that fall due up to a day.

use crate::domain::calendar::add_days;
use crate::domain::charge::{ChargeBasis, ChargeDraft};
use crate::domain::credit::CreditSource;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::late_fee::{Charge, ChargedFee, DueFee, Invoiced, LateFeeRule, Often, fees_due};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::policy::{Besides, CreditPolicy};
use crate::reports::interest::balances_of;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// Why a fee that fell due is not proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBack {
    /// The invoice is contested.
    Disputed,
    /// The invoice is on a payment plan.
    OnPlan,
    /// The customer, or the invoice, is left in peace.
    Paused,
    /// The customer gets nothing on credit: other steps are under way.
    OnHold,
    /// The invoice was paid late, and is paid by now: the owner says whether the fee is still worth asking for.
    PaidSince,
}

impl KeptBack {
    /// In words, as the end of a line.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::OnPlan => "on a payment plan",
            Self::Paused => "reminders are paused",
            Self::OnHold => "the customer is on hold",
            Self::PaidSince => "paid, but late",
        }
    }

    /// Whether the owner may post it all the same: what is contested or on a plan bears no fee.
    pub const fn is_firm(self) -> bool {
        matches!(self, Self::Disputed | Self::OnPlan)
    }
}

/// A late fee that fell due and was neither posted nor waived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeProposal {
    /// Who pays it.
    pub customer: CustomerId,
    /// For which invoice.
    pub invoice: InvoiceId,
    /// The fee.
    pub fee: DueFee,
    /// How it comes about, in one line.
    pub calculation: String,
    /// Why it should wait.
    pub kept_back: Option<KeptBack>,
    /// What is posted when the owner says so.
    pub draft: ChargeDraft,
}

/// The late fees of all customers that fell due up to `as_of`, by customer, invoice and day. Costs nothing while no version of the policy has a late fee.
pub fn late_fees_due(ledger: &Ledger, as_of: NaiveDate) -> Vec<FeeProposal> {
    let facts = ledger.facts();
    if facts.policy.late_fees.is_empty() && facts.policy_versions.iter().all(|turn| turn.before.late_fees.is_empty()) {
        return Vec::new();
    }
    let invoices = facts.invoices.iter();
    let mut found: Vec<_> = invoices.flat_map(|invoice| fees_of_invoice(ledger, invoice, as_of)).collect();
    found.sort_by_key(|proposal| (proposal.customer, proposal.invoice, proposal.fee.on, proposal.fee.key));
    found
}

/// The late fees of one invoice that fell due up to `as_of`, in the order of their days. Of one that is paid by now those up to its payment.
pub fn fees_of_invoice(ledger: &Ledger, invoice: &Invoice, as_of: NaiveDate) -> Vec<FeeProposal> {
    proposals(ledger, invoice, as_of, None)
}

/// The late fee of a reminder step that is taken for an invoice on `as_of`, whether or not it was recorded already.
pub fn step_fee(ledger: &Ledger, invoice: &Invoice, offset_days: i16, as_of: NaiveDate) -> Option<FeeProposal> {
    let step = number_of(offset_days)?;
    let all = proposals(ledger, invoice, as_of, Some((step, as_of)));
    all.into_iter().find(|proposal| {
        let rule = fee_rule(ledger, proposal.customer, &proposal.fee);
        proposal.fee.key.period == step && rule.is_some_and(|rule| rule.often == Often::EachStep)
    })
}

/// The rule that a fee of a customer falls due by: of the version that binds them on its day.
pub fn fee_rule<'a>(ledger: &'a Ledger, customer: CustomerId, fee: &DueFee) -> Option<&'a LateFeeRule> {
    let policy = ledger.agreed_policy_on(&ledger.customer(customer)?.details, fee.on)?;
    policy.late_fees.iter().find(|rule| rule.rule == fee.key.rule)
}

/// The stretches of days from the due date to `as_of` on which late fees can fall due, each with the policy that binds the customer.
fn stretches<'a>(
    ledger: &'a Ledger,
    details: &CustomerDetails,
    invoice: &Invoice,
    as_of: NaiveDate,
) -> Vec<(RangeInclusive<NaiveDate>, &'a CreditPolicy)> {
    let policies = ledger.agreed_policies(details);
    let ends: Vec<NaiveDate> = policies.iter().skip(1).map(|(next, _)| add_days(*next, -1)).chain([as_of]).collect();
    let stretch = |((from, policy), end): ((NaiveDate, Option<&'a CreditPolicy>), NaiveDate)| {
        let days = from.max(invoice.due)..=end.min(as_of);
        let bears = |rule: &LateFeeRule| rule.currency() == Some(invoice.amount.currency());
        let counts = |policy: &&CreditPolicy| policy.late_fees.iter().any(bears) && policy.pays_late_fees(details).0;
        Some((days.clone(), policy.filter(counts)?)).filter(|_| !days.is_empty())
    };
    policies.into_iter().zip(ends).filter_map(stretch).collect()
}

fn proposals(ledger: &Ledger, invoice: &Invoice, as_of: NaiveDate, step: Option<(u32, NaiveDate)>) -> Vec<FeeProposal> {
    let may_be_late = !invoice.kind.is_charge() && invoice.due < as_of && invoice.voided.is_none();
    let Some(customer) = ledger.customer(invoice.customer).filter(|_| may_be_late) else { return Vec::new() };
    let stretches = stretches(ledger, &customer.details, invoice, as_of);
    if stretches.is_empty() {
        return Vec::new();
    }
    let open = ledger.owed_on(invoice, as_of).is_positive();
    if !open && (ledger.is_written_off(invoice, as_of) || !paid_late(ledger, invoice, as_of)) {
        return Vec::new();
    }
    let Ok(balances) = balances_of(ledger, invoice) else { return Vec::new() };
    let mut steps = steps_taken(ledger, &customer.details, invoice, as_of);
    steps.extend(step.filter(|step| !steps.iter().any(|taken| taken.0 == step.0)));
    let mut charged = charged(ledger, invoice);
    let now = kept_back(ledger, invoice, as_of);
    let mut found = Vec::new();
    let rules = stretches.iter().flat_map(|(days, policy)| policy.late_fees.iter().map(move |rule| (days, rule)));
    for (days, rule) in rules.filter(|(_, rule)| rule.currency() == Some(invoice.amount.currency())) {
        let about = Invoiced { amount: invoice.amount, due: invoice.due, balances: &balances, steps: &steps, charged: &charged };
        let fees = fees_due(rule, &about, days.clone()).unwrap_or_default();
        // A later version of the rule goes on where this one ends: the same fee comes once, and what was charged counts towards the most in all.
        charged.extend(fees.iter().map(|fee| ChargedFee { key: fee.key, amount: fee.amount }));
        let proposed = |fee: DueFee| {
            // What a plan allowed to be paid later was not late then, however the plan ended.
            let on_plan = ledger.plan_of(invoice.id, fee.on).map(|_| KeptBack::OnPlan);
            proposal(invoice, rule, fee, on_plan.or(now).or_else(|| (!open).then_some(KeptBack::PaidSince)))
        };
        found.extend(fees.into_iter().map(proposed));
    }
    found.sort_by_key(|proposal| (proposal.fee.on, proposal.fee.key));
    found
}

/// Whether money that came in after the due date pays the invoice. One that was credited, and not paid, was not late.
fn paid_late(ledger: &Ledger, invoice: &Invoice, as_of: NaiveDate) -> bool {
    ledger.allocations_to(invoice.id).any(|part| {
        let counts = part.on <= as_of && part.until.is_none_or(|until| as_of < until);
        counts && part.on > invoice.due && matches!(part.source, CreditSource::Payment(_))
    })
}

fn proposal(invoice: &Invoice, rule: &LateFeeRule, fee: DueFee, kept_back: Option<KeptBack>) -> FeeProposal {
    let calculation = calculation(rule, &fee);
    let basis = ChargeBasis { about: invoice.id, key: fee.key, from: fee.on, to: fee.on, calculation: calculation.clone(), tax: rule.tax };
    let draft = ChargeDraft { kind: DocumentKind::LateFee, amount: fee.amount, due: None, basis };
    FeeProposal { customer: invoice.customer, invoice: invoice.id, fee, calculation, kept_back, draft }
}

/// How a fee comes about: `1.5 % of 1000.00 USD open on 2024-02-06`.
fn calculation(rule: &LateFeeRule, fee: &DueFee) -> String {
    let open = format!("{} open on {}", fee.open, fee.on);
    let what = match rule.charge(fee.open) {
        Some(Charge::Percent(percent)) => format!("{} % of {open}", percent.normalize()),
        Some(Charge::Amount(amount)) => format!("{amount} for {open}"),
        None => open,
    };
    let which = match rule.often {
        Often::Once => String::new(),
        Often::EveryDays(_) | Often::Monthly => format!(", period {}", fee.key.period),
        Often::EachStep => format!(", reminder {} days after the due date", fee.key.period),
    };
    let cap = if fee.capped { ", lowered to the most in all" } else { "" };
    format!("{what}{which}{cap}")
}

/// The late fees posted for an invoice. A waived one counts towards the most in all as well: doing without a fee makes no other one fall due.
fn charged(ledger: &Ledger, invoice: &Invoice) -> Vec<ChargedFee> {
    let live = ledger.charges_on(invoice.id).filter(|charge| charge.kind == DocumentKind::LateFee && charge.voided.is_none());
    live.filter_map(|charge| Some(ChargedFee { key: charge.charge.as_ref()?.key, amount: charge.amount })).collect()
}

/// The reminder steps with a late fee that were taken for an invoice: their offset and the day on which the message went out. The schedule is that of the day.
fn steps_taken(ledger: &Ledger, details: &CustomerDetails, invoice: &Invoice, as_of: NaiveDate) -> Vec<(u32, NaiveDate)> {
    let bears = |offset: i16, on: NaiveDate| {
        let mut steps = ledger.policy_on(on).followed(&details.approach).steps.iter();
        steps.any(|step| step.offset_days == offset && step.besides.contains(&Besides::LateFee))
    };
    let mut steps: Vec<(u32, NaiveDate)> = Vec::new();
    for message in ledger.messages_about(DueItem::Invoice(invoice.id)) {
        let offset = message.content.offset_days;
        let sent = message.sent_on().filter(|on| *on <= as_of && bears(offset, *on));
        if let Some((step, on)) = number_of(offset).zip(sent).filter(|(step, _)| !steps.iter().any(|taken| taken.0 == *step)) {
            steps.push((step, on));
        }
    }
    steps
}

/// A step is known by its days after the due date: schedules change, messages that went out do not.
fn number_of(offset_days: i16) -> Option<u32> {
    u32::try_from(offset_days).ok().filter(|step| *step > 0)
}

fn kept_back(ledger: &Ledger, invoice: &Invoice, as_of: NaiveDate) -> Option<KeptBack> {
    let (customer, id) = (invoice.customer, invoice.id);
    if ledger.open_dispute(id, as_of).is_some() {
        Some(KeptBack::Disputed)
    } else if ledger.plan_of(id, as_of).is_some() {
        Some(KeptBack::OnPlan)
    } else if ledger.pause_of(customer, as_of).or_else(|| ledger.pause_of_invoice(customer, id, as_of)).is_some() {
        Some(KeptBack::Paused)
    } else if ledger.hold_of(customer, as_of).is_some() {
        Some(KeptBack::OnHold)
    } else {
        None
    }
}
