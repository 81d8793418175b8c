//! Documents, how credit is used on them, and plans over them, counted from scratch.

use super::offers::{NaiveSchedule, naive_schedule};
use super::plan_life::NaiveLife;
use super::{only_if, past, sound};
use crate::support::naive_ledger::{NaiveCredit, NaiveInvoice, NaiveLedger, NaivePlan, NaiveUse, holds};
use chrono::NaiveDate;
use recoup::domain::application::{Part, SameDay, pro_rata};
use recoup::domain::command::AllocationChoice;
use recoup::domain::credit::CreditSource;
use recoup::domain::currency::Currency;
use recoup::domain::ids::{AllocationId, CreditNoteId, PaymentId};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::money::Money;
use recoup::domain::schedule::AgreedTerms;

impl NaiveLedger {
    pub(super) fn add_invoice(&mut self, customer: usize, number: &str, issued: NaiveDate, due: NaiveDate, amount: Money) -> usize {
        let (amount, currency) = (amount.minor(), amount.currency());
        self.invoices.push(NaiveInvoice {
            customer,
            number: number.to_owned(),
            issued,
            due,
            amount,
            currency,
            kind: DocumentKind::Invoice,
            charge: None,
            voided: None,
            terms: None,
            was_due: Vec::new(),
        });
        self.invoices.len() - 1
    }

    pub(super) fn add_credit(&mut self, is_payment: bool, customer: usize, number: &str, date: NaiveDate, amount: Money) -> usize {
        let same_kind = self.credits.iter().filter(|credit| matches!(credit.source, CreditSource::Payment(_)) == is_payment).count();
        let source = if is_payment {
            CreditSource::Payment(PaymentId::from_index(same_kind))
        } else {
            CreditSource::CreditNote(CreditNoteId::from_index(same_kind))
        };
        let (amount, currency) = (amount.minor(), amount.currency());
        self.credits.push(NaiveCredit {
            source,
            customer,
            number: number.to_owned(),
            date,
            amount,
            currency,
            waives: false,
            writes_off: false,
            set_aside: false,
            ended: None,
            with: None,
            also: Vec::new(),
            is_discount: false,
        });
        self.credits.len() - 1
    }

    /// The open documents by the order of the policy.
    pub(super) fn in_order(&self, customer: usize, currency: Currency, on: NaiveDate) -> Vec<usize> {
        let mine = |place: &usize| self.invoices[*place].customer == customer && self.invoices[*place].currency == currency;
        let mut places: Vec<_> = (0..self.invoices.len()).filter(|place| mine(place) && self.owes(*place) > 0).collect();
        places.sort_by_key(|place| (self.rank(*place, on), self.invoices[*place].due, self.invoices[*place].issued, *place));
        places
    }

    fn rank(&self, place: usize, on: NaiveDate) -> Option<usize> {
        let is_interest = self.plans.iter().any(|plan| plan.interest == Some(place));
        let part = match self.invoices[place].kind {
            _ if is_interest => Part::Interest,
            DocumentKind::Invoice | DocumentKind::Recovery => Part::Principal,
            DocumentKind::PlanInterest | DocumentKind::Interest => Part::Interest,
            DocumentKind::LateFee | DocumentKind::FixedSum | DocumentKind::ReturnFee => Part::Costs,
        };
        self.policy_of(on).application.parts.and_then(|order| order.parts().iter().position(|one| *one == part))
    }

    /// Whether two documents are paid in proportion.
    pub(super) fn together(&self, a: usize, b: usize, on: NaiveDate) -> bool {
        let same = self.rank(a, on) == self.rank(b, on) && self.invoices[a].due == self.invoices[b].due;
        same && self.policy_of(on).application.same_day == SameDay::ProRata
    }

    pub(super) fn use_credit(&mut self, credit: usize, since: NaiveDate, choice: &AllocationChoice) -> Option<()> {
        let NaiveCredit { customer, currency, .. } = self.credits[credit].clone();
        let available = self.left(credit);
        let mut wanted: Vec<(usize, i64)> = Vec::new();
        match choice {
            AllocationChoice::Unapplied => {}
            AllocationChoice::Settlement(_) => return None,
            AllocationChoice::OldestFirst => {
                let places = self.in_order(customer, currency, since);
                let mut left = available;
                for group in places.chunk_by(|a, b| self.together(*a, *b, since)) {
                    let owed: Vec<_> = group.iter().map(|place| self.money(*place)).collect();
                    let given = owed.iter().map(|one| one.minor()).sum::<i64>().min(left);
                    let parts = pro_rata(Money::from_minor(given, currency), &owed).ok()?;
                    wanted.extend(group.iter().copied().zip(parts.iter().map(|part| part.minor())).filter(|(_, part)| *part > 0));
                    left -= given;
                }
            }
            AllocationChoice::Chosen(chosen) => {
                for (invoice, amount) in chosen {
                    let place = self.live_invoice(invoice.index())?;
                    sound(*amount)?;
                    let same = self.invoices[place].customer == customer && self.invoices[place].currency == currency;
                    only_if(same && amount.currency() == currency && !wanted.iter().any(|(other, _)| *other == place))?;
                    only_if(amount.minor() <= self.owes(place))?;
                    wanted.push((place, amount.minor()));
                }
                only_if(wanted.iter().map(|(_, part)| part).sum::<i64>() <= available)?;
            }
        }
        let parts: Vec<_> = wanted
            .iter()
            .map(|(invoice, amount)| NaiveUse {
                credit,
                invoice: *invoice,
                amount: *amount,
                on: self.begin(since, Some(credit), *invoice),
                until: None,
            })
            .collect();
        self.uses.extend(parts);
        Some(())
    }

    /// What its reversal ended goes on, if on no day more is used than there is.
    pub(super) fn restore_payment(&mut self, place: usize, uses: &[AllocationId], notes: &[CreditNoteId]) -> Option<()> {
        let ended = self.credits[place].ended.take()?;
        only_if(!self.customers[self.credits[place].customer].removed)?;
        let mut back = vec![place];
        for note in notes {
            let note = self.place_of(CreditSource::CreditNote(*note))?;
            let found = &self.credits[note];
            let payments: Vec<usize> = found.also.iter().copied().chain(found.with).collect();
            only_if(payments.contains(&place) && payments.iter().all(|one| self.credits[*one].ended.is_none()))?;
            only_if(found.ended == Some(ended.max(found.date)) && !back.contains(&note))?;
            self.credits[note].ended = None;
            back.push(note);
        }
        for (nth, id) in uses.iter().enumerate() {
            only_if(!self.is_recovery(self.uses.get(id.index())?.invoice))?;
            let part = self.uses.get_mut(id.index())?;
            let ended = ended.max(self.credits[part.credit].date);
            only_if(back.contains(&part.credit) && part.until == Some(ended.max(part.on)) && !uses[..nth].contains(id))?;
            part.until = None;
        }
        for id in uses {
            let invoice = self.live_invoice(self.uses[id.index()].invoice)?;
            only_if(self.most_used(|part| part.invoice == invoice) <= self.invoices[invoice].amount)?;
        }
        only_if(back.iter().all(|credit| self.most_taken(*credit) <= self.credits[*credit].amount))
    }

    /// The payments that pay these invoices beside one, without the smallest that need not be there.
    pub(super) fn helpers(&self, invoices: &[usize], but: usize, mut spare: i64, counts: impl Fn(&NaiveCredit) -> bool) -> Vec<usize> {
        let mut parts: Vec<(i64, usize)> = Vec::new();
        for (place, _) in self.credits.iter().enumerate().filter(|(place, one)| *place != but && one.is_payment() && counts(one)) {
            let uses = self.uses.iter().filter(|part| part.credit == place && part.until.is_none() && invoices.contains(&part.invoice));
            parts.push((uses.map(|part| part.amount).sum(), place));
        }
        parts.sort_unstable();
        let mut helping = Vec::new();
        for (part, place) in parts.into_iter().filter(|(part, _)| *part > 0) {
            if part <= spare {
                spare -= part;
            } else {
                helping.push(place);
            }
        }
        helping
    }

    /// The most that is used of a credit or given back on any one day.
    pub(super) fn most_taken(&self, credit: usize) -> i64 {
        let parts: Vec<_> = self.uses.iter().filter(|part| part.credit == credit).collect();
        let given: Vec<_> = self.refunds.iter().filter(|refund| refund.credit == credit && !refund.taken_back).collect();
        let on = |day: NaiveDate| {
            let used: i64 = parts.iter().filter(|part| holds(part.on, part.until, day)).map(|part| part.amount).sum();
            used + given.iter().filter(|refund| refund.on <= day).map(|refund| refund.amount).sum::<i64>()
        };
        parts.iter().map(|part| part.on).chain(given.iter().map(|refund| refund.on)).map(on).max().unwrap_or(0)
    }

    /// The most that is used on any one day.
    pub(super) fn most_used(&self, concerned: impl Fn(&NaiveUse) -> bool) -> i64 {
        let parts: Vec<_> = self.uses.iter().filter(|part| concerned(part)).collect();
        let on = |day| parts.iter().filter(|part| holds(part.on, part.until, day)).map(|part| part.amount).sum();
        parts.iter().map(|part| on(part.on)).max().unwrap_or(0)
    }

    /// What an invoice is over, less the credit notes used on it.
    pub(super) fn billed(&self, invoice: usize) -> i64 {
        let credited = |part: &&NaiveUse| {
            let note = matches!(self.credits[part.credit].source, CreditSource::CreditNote(_));
            part.invoice == invoice && part.until.is_none() && note
        };
        let credited: i64 = self.uses.iter().filter(credited).map(|part| part.amount).sum();
        if self.invoices[invoice].voided.is_some() { 0 } else { self.invoices[invoice].amount - credited }
    }

    pub(super) fn accept_plan(
        &mut self,
        customer: usize,
        places: &[usize],
        terms: &AgreedTerms,
        accepted: NaiveDate,
        today: NaiveDate,
    ) -> Option<()> {
        let total = self.plannable(customer, places, accepted, today)?;
        only_if(!self.offered(places, None, today))?;
        let schedule = naive_schedule(terms, (total, self.interest_free(places)), accepted)?;
        only_if(schedule.regular <= usize::from(self.policy_of(accepted).plan_rules.most_instalments))?;
        self.put_plan(customer, places, &schedule, accepted);
        Some(())
    }

    /// What of them is fees and interest, which bear none.
    pub(super) fn interest_free(&self, places: &[usize]) -> i64 {
        let charges = places.iter().filter(|place| self.invoices[**place].kind != DocumentKind::Invoice);
        charges.map(|place| self.owes(*place)).sum()
    }

    /// What the invoices owe together, when a plan over them can begin on a day.
    pub(super) fn plannable(&self, customer: usize, places: &[usize], accepted: NaiveDate, today: NaiveDate) -> Option<Money> {
        past(accepted, today, NaiveDate::MIN)?;
        only_if(!places.is_empty())?;
        let mut total = Money::zero(self.invoices.get(places[0])?.currency);
        for (nth, place) in places.iter().enumerate() {
            let place = self.live_invoice(*place)?;
            let known = &self.invoices[place];
            only_if(known.customer == customer && known.issued <= accepted && !places[..nth].contains(&place))?;
            only_if(self.owes(place) > 0 && !self.on_plan(place) && !self.settling(&[place], today))?;
            let still_held = |plan: &NaivePlan| plan.ended.is_some_and(|end| end > accepted && end > plan.accepted);
            only_if(!self.plans.iter().any(|plan| plan.invoices.contains(&place) && still_held(plan)))?;
            total = total.checked_add(self.money(place)).ok()?;
        }
        Some(total)
    }

    pub(super) fn put_plan(&mut self, customer: usize, places: &[usize], schedule: &NaiveSchedule, accepted: NaiveDate) {
        let number = format!("Plan {} interest", self.plans.len() + 1);
        let interest = schedule.interest;
        let interest = interest.is_positive().then(|| {
            let place = self.add_invoice(customer, &number, accepted, schedule.last_due, interest);
            self.invoices[place].kind = DocumentKind::PlanInterest;
            place
        });
        let invoices = places.iter().copied().chain(interest).collect();
        let mut instalments = schedule.instalments.clone();
        if schedule.down_payment {
            instalments[0].due = accepted;
        }
        let rules = self.policy_of(accepted).plan_rules;
        let life = NaiveLife { instalments, rules, defaults: Vec::new(), end_credit: None, end_was_due: None, replaces: None };
        self.plans.push(NaivePlan { customer, accepted, invoices, interest, ended: None, offer: None, interest_since: accepted, life });
    }

    pub(super) fn end_plan(&mut self, place: usize, on: NaiveDate, today: NaiveDate) -> Option<()> {
        let plan = self.plans.get(place)?.clone();
        only_if(plan.ended.is_none())?;
        past(on, today, plan.life.began(plan.accepted))?;
        let (credit, was_due) = self.interest_end(place, on);
        self.plans[place].ended = Some(on);
        (self.plans[place].life.end_credit, self.plans[place].life.end_was_due) = (credit, was_due);
        if was_due.is_some() {
            self.move_due(plan.interest, Some(on));
        }
        Some(())
    }
}
