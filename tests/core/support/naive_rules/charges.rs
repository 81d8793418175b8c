//! Late fees, interest and the like, from scratch.

use super::{only_if, past, plausible, sound};
use crate::support::naive_ledger::{NaiveCredit, NaiveInvoice, NaiveLedger, NaiveUse};
use chrono::{Days, NaiveDate};
use recoup::domain::charge::ChargeDraft;
use recoup::domain::credit::CreditSource;
use recoup::domain::ids::InvoiceId;
use recoup::domain::invoice::DocumentKind;

impl NaiveLedger {
    pub(super) fn post_charge(&mut self, draft: &ChargeDraft, on: NaiveDate) -> Option<()> {
        let about = self.live_invoice(draft.basis.about.index())?;
        let NaiveInvoice { customer, number, issued, due, currency, kind, .. } = self.invoices[about].clone();
        let letter = match draft.kind {
            DocumentKind::LateFee => "F",
            DocumentKind::Interest => "I",
            DocumentKind::FixedSum => "S",
            DocumentKind::ReturnFee => "R",
            _ => return None,
        };
        sound(draft.amount)?;
        only_if(kind == DocumentKind::Invoice && (draft.amount.currency() == currency || letter == "S"))?;
        let (from, to, until) = (draft.basis.from, draft.basis.to, draft.due.unwrap_or(on));
        plausible(from)?;
        plausible(until)?;
        only_if(from <= to && to <= on && issued <= on && until >= on)?;
        only_if(letter == "R" || (from > due && self.owed_on(about, from - Days::new(1)) > 0))?;
        only_if(letter != "F" || self.customers[customer].accepted.is_some_and(|accepted| accepted <= from))?;
        let mine = |other: &&NaiveInvoice| other.kind == draft.kind && other.charge.is_some_and(|(which, ..)| which == about);
        let again = |other: &NaiveInvoice| {
            let Some((_, key, first, last)) = other.charge else { return false };
            let shares_a_day = letter == "I" && first.max(from) <= last.min(to);
            other.voided.is_none() && (letter == "S" || key == draft.basis.key || shares_a_day)
        };
        only_if(!self.invoices.iter().filter(mine).any(again))?;
        let earlier = self.invoices.iter().filter(mine).count();
        let taken = |number: &String| {
            self.invoices.iter().any(|other| other.customer == customer && other.voided.is_none() && other.number == *number)
        };
        let number = (earlier + 1..).map(|nth| format!("{number}-{letter}{nth}")).find(|number| !taken(number))?;
        let place = self.add_invoice(customer, &number, on, until, draft.amount);
        self.invoices[place].kind = draft.kind;
        self.invoices[place].charge = Some((about, draft.basis.key, from, to));
        Some(())
    }

    pub(super) fn take_back_charges(&mut self, charges: &[InvoiceId]) -> Option<()> {
        only_if(!charges.is_empty())?;
        for id in charges {
            let place = self.live_invoice(id.index())?;
            only_if(self.invoices[place].charge.is_some() && !self.on_plan(place) && !self.is_waived(place))?;
            only_if(!self.written_off_after(place, self.invoices[place].issued))?;
        }
        for id in charges {
            only_if(self.invoices[id.index()].voided.is_none())?;
            self.void(id.index(), self.invoices[id.index()].issued);
        }
        Some(())
    }

    pub(super) fn waive_charge(&mut self, place: usize, on: NaiveDate, reason: &str, today: NaiveDate) -> Option<()> {
        let place = self.live_invoice(place)?;
        let NaiveInvoice { customer, number, issued, charge, .. } = self.invoices[place].clone();
        past(on, today, issued)?;
        only_if(charge.is_some() && !self.on_plan(place) && self.owes(place) > 0 && !reason.trim().is_empty())?;
        let taken = |number: &String| {
            let note = |other: &&NaiveCredit| matches!(other.source, CreditSource::CreditNote(_)) && other.ended.is_none();
            self.credits.iter().filter(note).any(|other| other.customer == customer && other.number == *number)
        };
        let numbers = (1..).map(|nth| if nth == 1 { format!("{number}-W") } else { format!("{number}-W{nth}") });
        let number = numbers.into_iter().find(|number| !taken(number))?;
        let since = self.begin(on, None, place);
        let (open, minor) = (self.money(place), self.owes(place));
        let credit = self.add_credit(false, customer, &number, on, open);
        self.credits[credit].waives = true;
        self.uses.push(NaiveUse { credit, invoice: place, amount: minor, on: since, until: None });
        Some(())
    }

    /// The charges for an invoice that owe something.
    pub(super) fn unpaid_charges(&self, invoice: usize) -> Vec<usize> {
        let about = |place: &usize| self.invoices[*place].charge.is_some_and(|(about, ..)| about == invoice);
        (0..self.invoices.len()).filter(|place| about(place) && self.owes(*place) > 0).collect()
    }

    pub(super) fn is_waived(&self, invoice: usize) -> bool {
        self.uses.iter().any(|part| part.invoice == invoice && part.until.is_none() && self.credits[part.credit].waives)
    }
}
