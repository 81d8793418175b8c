//! Debts given up, from scratch.

use super::{only_if, past, sound};
use crate::support::naive_ledger::{NaiveCredit, NaiveInvoice, NaiveLedger, NaiveUse, holds};
use chrono::NaiveDate;
use recoup::domain::credit::CreditSource;
use recoup::domain::currency::Currency;
use recoup::domain::invoice::DocumentKind;
use recoup::domain::money::Money;
use recoup::domain::recovery::RecoveredMoney;
use recoup::domain::write_off::{WriteOffDraft, WriteOffMethod};

impl NaiveLedger {
    pub(super) fn write_off(&mut self, draft: &WriteOffDraft, today: NaiveDate) -> Option<()> {
        let place = self.live_invoice(draft.invoice.index())?;
        let NaiveInvoice { customer, number, issued, .. } = self.invoices[place].clone();
        let owed = self.money(place);
        let amount = draft.amount.unwrap_or(owed);
        sound(amount)?;
        only_if(amount.currency() == owed.currency() && amount.minor() <= owed.minor())?;
        past(draft.on, today, issued)?;
        // Nothing that paid it on that day or later has gone back since.
        only_if(
            !self.uses.iter().any(|part| part.invoice == place && part.until.is_some_and(|until| until > draft.on && until > part.on)),
        )?;
        only_if(!self.on_plan(place) && !self.settling(&[place], today))?;
        let held = self.plans.iter().filter(|plan| plan.invoices.contains(&place));
        only_if(!held.clone().any(|plan| holds(plan.accepted, plan.ended, draft.on) && !plan.life.accelerated_on(draft.on)))?;
        let contested = self.disputes.iter().any(|dispute| dispute.invoice == place && dispute.closed.is_none());
        only_if(!draft.note.trim().is_empty() && (!contested || !draft.despite.trim().is_empty()))?;
        let taken = |number: &String| {
            let note = |other: &&NaiveCredit| matches!(other.source, CreditSource::CreditNote(_)) && other.ended.is_none();
            self.credits.iter().filter(note).any(|other| other.customer == customer && other.number == *number)
        };
        let numbers = (1..).map(|nth| if nth == 1 { format!("{number}-WO") } else { format!("{number}-WO{nth}") });
        let number = numbers.into_iter().find(|number| !taken(number))?;
        let credit = self.add_credit(false, customer, &number, draft.on, amount);
        (self.credits[credit].waives, self.credits[credit].writes_off) = (true, true);
        self.credits[credit].set_aside = draft.method == WriteOffMethod::Allowance;
        self.uses.push(NaiveUse { credit, invoice: place, amount: amount.minor(), on: draft.on, until: None });
        Some(())
    }

    /// Whether something of a document is, or was, written off on a day or later.
    pub(super) fn written_off_after(&self, invoice: usize, on: NaiveDate) -> bool {
        let given_up = self.uses.iter().filter(|part| part.invoice == invoice && self.credits[part.credit].writes_off);
        given_up.into_iter().any(|part| part.until.is_none_or(|until| until > part.on && until > on))
    }
}

/// Money for a debt given up: the credit that gave it up, the document that puts it back, and the payment.
#[derive(Debug, Clone)]
pub struct NaiveRecovery {
    given_up: usize,
    document: usize,
    payment: usize,
}

impl NaiveLedger {
    pub(super) fn recover(&mut self, write_off: usize, money: &RecoveredMoney, today: NaiveDate) -> Option<()> {
        let given_up = self.credits.iter().enumerate().filter(|(_, one)| one.writes_off).nth(write_off)?.0;
        let NaiveCredit { customer, date, currency, ended, .. } = self.credits[given_up].clone();
        let about = self.uses.iter().find(|part| part.credit == given_up)?.invoice;
        let left = self.credits[given_up].amount - self.came_back(given_up);
        only_if(ended.is_none() && left > 0)?;
        let payment = match money {
            RecoveredMoney::New { received, amount, .. } => {
                past(*received, today, NaiveDate::MIN)?;
                sound(*amount)?;
                self.add_credit(true, customer, "", *received, *amount)
            }
            RecoveredMoney::Credit(id) => self.place_of(CreditSource::Payment(*id))?,
        };
        let part = self.left(payment).min(left);
        only_if(self.credits[payment].customer == customer && self.credits[payment].currency == currency && part > 0)?;
        let released = self.uses.iter().filter(|one| one.credit == payment).filter_map(|one| one.until);
        let since = released.fold(self.credits[payment].date.max(date), NaiveDate::max);
        let taken = |number: &String| {
            self.invoices.iter().any(|other| other.customer == customer && other.voided.is_none() && other.number == *number)
        };
        let number = (1..).map(|nth| format!("{}-RC{nth}", self.invoices[about].number)).find(|number| !taken(number))?;
        let document = self.add_invoice(customer, &number, since, since, Money::from_minor(part, currency));
        self.invoices[document].kind = DocumentKind::Recovery;
        self.uses.push(NaiveUse { credit: payment, invoice: document, amount: part, on: since, until: None });
        self.recoveries.push(NaiveRecovery { given_up, document, payment });
        Some(())
    }

    pub(super) fn take_back_recovery(&mut self, place: usize) -> Option<()> {
        let document = self.live_invoice(self.recoveries.get(place)?.document)?;
        self.void(document, self.invoices[document].issued);
        Some(())
    }

    /// What came of a debt given up, in documents that count.
    fn came_back(&self, given_up: usize) -> i64 {
        let live = self.recoveries.iter().filter(|one| one.given_up == given_up && self.invoices[one.document].voided.is_none());
        live.map(|one| self.invoices[one.document].amount).sum()
    }

    /// Documents of recoveries end with their payment.
    pub fn end_recoveries(&mut self, payment: usize, on: NaiveDate) {
        for one in self.recoveries.iter().filter(|one| one.payment == payment) {
            let document = &mut self.invoices[one.document];
            document.voided = document.voided.or(Some(on.max(document.issued)));
        }
    }

    /// What debts given up take from the allowance on a day, and what came of them puts back.
    pub(super) fn taken_from_allowance(&self, day: NaiveDate) -> Vec<(Currency, i64)> {
        let given_up = self.credits.iter().filter(|one| one.set_aside && holds(one.date, one.ended, day));
        let back = self.recoveries.iter().filter(|one| self.credits[one.given_up].set_aside).map(|one| &self.invoices[one.document]);
        let back = back.filter(|document| holds(document.issued, document.voided, day));
        let taken = given_up.map(|one| (one.currency, -one.amount));
        taken.chain(back.map(|document| (document.currency, document.amount))).collect()
    }

    pub(super) fn is_recovery(&self, invoice: usize) -> bool {
        self.invoices[invoice].kind == DocumentKind::Recovery
    }

    /// Whether a write-off can end on a day: nothing of it has come back, on that day or later.
    pub(super) fn came_back_by(&self, given_up: usize, on: NaiveDate) -> bool {
        self.recoveries.iter().filter(|one| one.given_up == given_up).any(|one| {
            let document = &self.invoices[one.document];
            document.voided.is_none_or(|voided| voided > document.issued && voided > on)
        })
    }
}
