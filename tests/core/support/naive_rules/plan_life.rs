//! Defaults, plans in the place of others, and settlements, from scratch. Only the arithmetic of dates and of interest that is not earned is
//! shared with the ledger.

use super::{only_if, past, plausible, sound};
use crate::support::naive_ledger::{NaiveCredit, NaiveLedger, NaiveUse, holds};
use chrono::NaiveDate;
use recoup::domain::acceleration::unearned;
use recoup::domain::command::{Command, SettlementDraft};
use recoup::domain::credit::CreditSource;
use recoup::domain::ids::{PlanId, SettlementId};
use recoup::domain::money::Money;
use recoup::domain::plan::PlanInstalment;
use recoup::domain::policy::PlanRules;
use recoup::domain::restore::Restorable;

#[derive(Debug, Clone)]
pub struct NaiveDefault {
    on: NaiveDate,
    accelerated: bool,
    credit: Option<usize>,
    was_due: Option<NaiveDate>,
    again: Option<NaiveDate>,
}

/// What a plan is besides the documents it covers.
#[derive(Debug, Clone)]
pub struct NaiveLife {
    pub instalments: Vec<PlanInstalment>,
    pub rules: PlanRules,
    pub defaults: Vec<NaiveDefault>,
    pub end_credit: Option<usize>,
    pub end_was_due: Option<NaiveDate>,
    pub replaces: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct NaiveSettlement {
    pub customer: usize,
    made: NaiveDate,
    invoices: Vec<usize>,
    pay: i64,
    until: NaiveDate,
    /// How many payments there were.
    known: usize,
    withdrawn: Option<NaiveDate>,
    /// Payment and credit note.
    cleared: Option<(usize, usize)>,
}

impl NaiveLife {
    pub fn accelerated_on(&self, day: NaiveDate) -> bool {
        self.defaults.iter().any(|default| default.accelerated && holds(default.on, default.again, day))
    }

    pub(super) fn began(&self, accepted: NaiveDate) -> NaiveDate {
        self.defaults.last().map_or(accepted, |default| default.again.unwrap_or(default.on))
    }
}

impl NaiveLedger {
    /// `None` means refused, `Some(false)` that the command is of another theme.
    pub(super) fn try_plan_life(&mut self, command: &Command, today: NaiveDate) -> Option<bool> {
        match command {
            Command::DeclareDefault { plan, on } => self.declare(plan.index(), *on, today)?,
            Command::ReinstatePlan { plan, on } => {
                let found = self.plans.get(plan.index()).filter(|plan| plan.ended.is_none())?;
                let default = found.life.defaults.last().filter(|default| default.again.is_none())?.clone();
                let document = found.interest;
                past(*on, today, default.on)?;
                if let Some(credit) = default.credit.filter(|credit| self.credits[*credit].ended.is_none()) {
                    self.end_credit(credit, *on);
                }
                self.move_due(document, default.was_due);
                self.plans[plan.index()].life.defaults.last_mut()?.again = Some(*on);
            }
            Command::RestructurePlan { plan, invoices, terms, accepted } => {
                let found = self.plans.get(plan.index()).filter(|plan| plan.ended.is_none())?.clone();
                only_if(found.invoices.iter().any(|place| self.owes(*place) > 0))?;
                let places: Vec<_> = invoices.iter().map(|id| id.index()).collect();
                only_if(places.iter().any(|place| found.invoices.contains(place)))?;
                self.end_plan(plan.index(), *accepted, today)?;
                let places: Vec<_> = places.into_iter().filter(|place| !found.invoices.contains(place) || self.owes(*place) > 0).collect();
                self.accept_plan(found.customer, &places, terms, *accepted, today)?;
                self.plans.last_mut()?.life.replaces = Some(plan.index());
            }
            Command::TakeBackRestructure { plan } => self.take_back(plan.index())?,
            Command::OfferSettlement { draft } => self.offer(draft, today)?,
            Command::WithdrawSettlement { settlement, on } => {
                let offer = self.settlements.get(settlement.index())?.clone();
                past(*on, today, offer.made)?;
                only_if(self.is_open(&offer, today))?;
                self.settlements[settlement.index()].withdrawn = Some(*on);
            }
            Command::Restore { what: Restorable::Default(plan) } => self.default_again(*plan)?,
            Command::Restore { what: Restorable::Settlement(id) } => {
                let offer = self.settlements.get(id.index()).filter(|offer| offer.withdrawn.is_some())?;
                let shares = |other: &NaiveSettlement| {
                    other.withdrawn.is_none() && other.invoices.iter().any(|invoice| offer.invoices.contains(invoice))
                };
                only_if(!self.settlements[id.index() + 1..].iter().any(shares))?;
                only_if(!self.could_accept(&offer.invoices, offer.made, offer.until))?;
                self.settlements[id.index()].withdrawn = None;
            }
            _ => return Some(false),
        }
        Some(true)
    }

    fn declare(&mut self, place: usize, on: NaiveDate, today: NaiveDate) -> Option<()> {
        let plan = self.plans.get(place).filter(|plan| plan.ended.is_none())?.clone();
        past(on, today, plan.life.began(plan.accepted))?;
        only_if(plan.life.defaults.last().is_none_or(|default| default.again.is_some()))?;
        only_if(plan.invoices.iter().any(|covered| self.owes(*covered) > 0))?;
        let mut paid = self.paid_on_plan(place, on);
        let mut missed = Vec::new();
        for part in plan.life.instalments.iter().filter(|part| part.due < on) {
            if paid < part.amount.minor() {
                missed.push(part.due);
            }
            paid = (paid - part.amount.minor()).max(0);
        }
        let again = plan.life.defaults.iter().filter_map(|default| default.again.filter(|again| *again > default.on && *again <= on)).max();
        let rules = plan.life.rules;
        let decisive = *missed.get(usize::from(rules.missed_for_default) - 1)?;
        let closed = |day: NaiveDate| self.policy_of(day).closed_days.no_business(day, None);
        only_if(rules.cure_until(again.map_or(decisive, |again| again.max(decisive)), &closed) < on)?;
        only_if(!rules.asks_signature || self.signed(place, on))?;
        let (credit, was_due) = if rules.accelerates { self.interest_end(place, on) } else { (None, None) };
        let default = NaiveDefault { on, accelerated: rules.accelerates, credit, was_due, again: None };
        self.plans[place].life.defaults.push(default);
        if was_due.is_some() {
            self.move_due(plan.interest, Some(on));
        }
        Some(())
    }

    /// What came in for a plan by a day.
    fn paid_on_plan(&self, place: usize, day: NaiveDate) -> i64 {
        let plan = &self.plans[place];
        let all: i64 = plan.life.instalments.iter().map(|part| part.amount.minor()).sum();
        let owed: i64 = plan.invoices.iter().map(|covered| self.owed_on(*covered, day)).sum();
        (all - self.credited(place, Some(day)) - owed).max(0)
    }

    /// Interest of a plan that was credited, on a day or when everything is counted.
    fn credited(&self, place: usize, day: Option<NaiveDate>) -> i64 {
        let life = &self.plans[place].life;
        let credits: Vec<_> = life.defaults.iter().filter_map(|default| default.credit).chain(life.end_credit).collect();
        let counts =
            |part: &&NaiveUse| credits.contains(&part.credit) && day.map_or(part.until.is_none(), |day| holds(part.on, part.until, day));
        self.uses.iter().filter(counts).map(|part| part.amount).sum()
    }

    /// Credits what of a plan's interest is not earned by a day; also says when the interest document was due if its rest is due at once.
    pub(super) fn interest_end(&mut self, place: usize, on: NaiveDate) -> (Option<usize>, Option<NaiveDate>) {
        let plan = self.plans[place].clone();
        let Some(document) = plan.interest else { return (None, None) };
        let all = unearned(&plan.life.instalments, plan.interest_since, on).unwrap();
        let mut left = all.minor() - self.credited(place, None);
        let mut others: Vec<usize> = plan.invoices.iter().copied().filter(|covered| *covered != document).collect();
        others.sort_by_key(|covered| (self.invoices[*covered].due, self.invoices[*covered].issued, *covered));
        let mut parts = Vec::new();
        for covered in [document].into_iter().chain(others) {
            let part = self.owes(covered).min(left);
            if part > 0 {
                parts.push((covered, part));
                left -= part;
            }
        }
        let amount: i64 = parts.iter().map(|(_, part)| part).sum();
        let credit = (amount > 0).then(|| {
            let amount = Money::from_minor(amount, all.currency());
            let credit = self.add_credit(false, plan.customer, &format!("Plan {} interest credit", place + 1), on, amount);
            for (invoice, amount) in parts {
                let since = self.begin(on, None, invoice);
                self.uses.push(NaiveUse { credit, invoice, amount, on: since, until: None });
            }
            credit
        });
        let due = self.invoices[document].due;
        (credit, (due > on && self.owes(document) > 0).then_some(due))
    }

    pub(super) fn move_due(&mut self, document: Option<usize>, due: Option<NaiveDate>) {
        if let Some((document, due)) = document.zip(due).filter(|(document, due)| self.invoices[*document].due != *due) {
            let before = std::mem::replace(&mut self.invoices[document].due, due);
            self.invoices[document].was_due.push(before);
        }
    }

    fn default_again(&mut self, plan: PlanId) -> Option<()> {
        let found = self.plans.get(plan.index()).filter(|plan| plan.ended.is_none())?.clone();
        let default = found.life.defaults.last()?.clone();
        let on = default.again?;
        if let Some(credit) = default.credit {
            only_if(self.credits[credit].ended == Some(on.max(self.credits[credit].date)))?;
            only_if(!self.refunds.iter().any(|refund| refund.credit == credit))?;
            self.credits[credit].ended = None;
            let again: Vec<_> = self.uses.iter_mut().filter(|part| part.credit == credit && part.until == Some(on.max(part.on))).collect();
            let invoices: Vec<_> = again.iter().map(|part| part.invoice).collect();
            again.into_iter().for_each(|part| part.until = None);
            for invoice in invoices {
                self.live_invoice(invoice)?;
                only_if(self.most_used(|part| part.invoice == invoice) <= self.invoices[invoice].amount)?;
            }
            only_if(self.most_used(|part| part.credit == credit) <= self.credits[credit].amount)?;
        }
        if default.was_due.is_some() {
            self.move_due(found.interest, Some(default.on));
        }
        self.plans[plan.index()].life.defaults.last_mut()?.again = None;
        Some(())
    }

    fn take_back(&mut self, place: usize) -> Option<()> {
        let plan = self.plans.get(place).filter(|plan| plan.ended.is_none() && plan.life.defaults.is_empty())?.clone();
        let old = plan.life.replaces?;
        let replaced = self.plans[old].clone();
        only_if(replaced.ended == Some(plan.accepted))?;
        for (other_place, other) in self.plans.iter().enumerate().filter(|(other, _)| *other != place && *other != old) {
            let lasts = other.ended.is_none_or(|end| end > plan.accepted && end > other.accepted);
            let shares = other.invoices.iter().any(|covered| replaced.invoices.contains(covered));
            only_if(!(lasts && shares) || other_place == old)?;
        }
        let (credit, _) = self.interest_end(place, plan.accepted);
        (self.plans[place].ended, self.plans[place].life.end_credit) = (Some(plan.accepted), credit);
        if let Some(credit) = replaced.life.end_credit.filter(|credit| self.credits[*credit].ended.is_none()) {
            self.end_credit(credit, self.credits[credit].date);
        }
        self.move_due(replaced.interest, replaced.life.end_was_due);
        let back = &mut self.plans[old];
        (back.ended, back.life.end_credit, back.life.end_was_due) = (None, None, None);
        Some(())
    }

    fn offer(&mut self, draft: &SettlementDraft, today: NaiveDate) -> Option<()> {
        let customer = self.listed(draft.customer)?;
        past(draft.made, today, NaiveDate::MIN)?;
        plausible(draft.until)?;
        only_if(draft.until >= today && !draft.invoices.is_empty())?;
        let mut invoices: Vec<usize> = Vec::new();
        let mut owed: Option<Money> = None;
        for id in &draft.invoices {
            let place = self.live_invoice(id.index())?;
            let found = &self.invoices[place];
            only_if(found.customer == customer && found.issued <= draft.made && self.owes(place) > 0 && !invoices.contains(&place))?;
            only_if(!self.disputes.iter().any(|dispute| dispute.invoice == place && dispute.closed.is_none()))?;
            only_if(!self.settling(&[place], today) && !self.offered(&[place], None, today))?;
            owed = Some(owed.map_or(Some(self.money(place)), |sum| sum.checked_add(self.money(place)).ok())?);
            invoices.push(place);
        }
        let owed = owed?;
        sound(owed)?;
        only_if(draft.pay.currency() == owed.currency() && draft.pay.is_positive() && draft.pay.minor() < owed.minor())?;
        let known = self.credits.iter().filter(|credit| matches!(credit.source, CreditSource::Payment(_))).count();
        let (made, pay, until) = (draft.made, draft.pay.minor(), draft.until);
        self.settlements.push(NaiveSettlement { customer, made, invoices, pay, until, known, withdrawn: None, cleared: None });
        Some(())
    }

    /// Whether a smaller sum is offered for one of the invoices.
    pub(super) fn settling(&self, invoices: &[usize], day: NaiveDate) -> bool {
        self.settlements.iter().any(|offer| offer.invoices.iter().any(|place| invoices.contains(place)) && self.is_open(offer, day))
    }

    /// Whether a settlement that was neither withdrawn nor taken could have been paid within these days.
    pub(super) fn could_settle(&self, invoices: &[usize], from: NaiveDate, until: NaiveDate) -> bool {
        self.settlements.iter().any(|offer| {
            let shares = offer.invoices.iter().any(|place| invoices.contains(place));
            shares && offer.withdrawn.is_none() && offer.cleared.is_none() && offer.made <= until && from <= offer.until
        })
    }

    /// Neither withdrawn, lapsed nor taken.
    fn is_open(&self, offer: &NaiveSettlement, day: NaiveDate) -> bool {
        let taken = offer.cleared.is_some_and(|(payment, note)| {
            let (payment, note) = (&self.credits[payment], &self.credits[note]);
            let incomplete = note.ended == Some(note.date) && note.also.iter().any(|other| self.credits[*other].ended.is_some());
            payment.date <= day && payment.ended != Some(payment.date) && !incomplete
        });
        offer.withdrawn.is_none_or(|on| day < on) && !taken && day <= offer.until
    }

    /// The payment on the invoices of an offer; when it completes the sum, the rest is forgiven.
    pub(super) fn settle(&mut self, payment: usize, id: SettlementId) -> Option<()> {
        let offer = self.settlements.get(id.index())?.clone();
        let (received, amount) = (self.credits[payment].date, self.credits[payment].amount);
        let currency = self.credits[payment].currency;
        only_if(self.credits[payment].customer == offer.customer && self.invoices[offer.invoices[0]].currency == currency)?;
        only_if(received >= offer.made && self.is_open(&offer, received))?;
        let counts = |part: &&NaiveUse| {
            let credit = &self.credits[part.credit];
            let later = matches!(credit.source, CreditSource::Payment(id) if id.index() >= offer.known);
            later
                && part.until.is_none()
                && offer.invoices.contains(&part.invoice)
                && holds(offer.made, None, credit.date)
                && credit.date <= offer.until
        };
        let paid: i64 = self.uses.iter().filter(counts).map(|part| part.amount).sum();
        let towards = |credit: &NaiveCredit| {
            let later = matches!(credit.source, CreditSource::Payment(id) if id.index() >= offer.known);
            later && holds(offer.made, None, credit.date) && credit.date <= offer.until
        };
        let helpers = self.helpers(&offer.invoices, payment, (paid - offer.pay).max(0), towards);
        let missing = (offer.pay - paid).max(0);
        let complete = amount >= missing;
        let mut places: Vec<usize> = offer.invoices.iter().copied().filter(|place| self.live_invoice(*place).is_some()).collect();
        places.sort_by_key(|place| (self.invoices[*place].due, self.invoices[*place].issued, *place));
        let mut left = amount.min(if complete { missing } else { amount });
        for invoice in places.iter().copied() {
            let amount = self.owes(invoice).min(left);
            if amount > 0 {
                left -= amount;
                let on = self.begin(received, Some(payment), invoice);
                self.uses.push(NaiveUse { credit: payment, invoice, amount, on, until: None });
            }
        }
        let rest: Vec<(usize, i64)> = places.into_iter().map(|place| (place, self.owes(place))).filter(|(_, left)| *left > 0).collect();
        if complete && !rest.is_empty() {
            let forgiven = Money::from_minor(rest.iter().map(|(_, left)| left).sum(), currency);
            sound(forgiven)?;
            let note = self.add_credit(false, offer.customer, &format!("Settlement {id}"), received, forgiven);
            (self.credits[note].with, self.credits[note].also) = (Some(payment), helpers);
            for (invoice, amount) in rest {
                let on = self.begin(received, Some(note), invoice);
                self.uses.push(NaiveUse { credit: note, invoice, amount, on, until: None });
            }
            self.settlements[id.index()].cleared = Some((payment, note));
        }
        Some(())
    }
}
