//! Written agreements and refunds, from scratch.

use super::{only_if, past, sound};
use crate::support::naive_ledger::{NaiveLedger, NaiveRefund};
use chrono::NaiveDate;
use recoup::domain::agreement::Party;
use recoup::domain::command::Command;
use recoup::domain::restore::Restorable;

/// One version of an agreement.
#[derive(Debug, Clone)]
pub struct NaiveAgreement {
    plan: usize,
    version: usize,
    made: NaiveDate,
    /// The customer's signature and the owner's: day and name.
    signed: [Option<(NaiveDate, String)>; 2],
    taken_back: bool,
}

impl NaiveLedger {
    /// `None` means refused, `Some(false)` that the command is of another theme.
    pub(super) fn try_written(&mut self, command: &Command, today: NaiveDate) -> Option<bool> {
        match command {
            Command::MakeAgreement { plan, made, .. } => {
                let found = self.plans.get(plan.index())?;
                only_if(found.ended.is_none())?;
                past(*made, today, found.accepted)?;
                let version = self.versions(plan.index()).len() + 1;
                let (plan, made) = (plan.index(), *made);
                self.agreements.push(NaiveAgreement { plan, version, made, signed: [None, None], taken_back: false });
            }
            Command::SignAgreement { agreement, party, signature } => {
                let place = self.newest(agreement.index())?;
                let NaiveAgreement { plan, made, .. } = self.agreements[place];
                only_if(self.plans[plan].ended.is_none())?;
                if let Some(signature) = signature {
                    past(signature.on, today, made)?;
                    only_if(!signature.name.is_empty())?;
                }
                let kept = &mut self.agreements[place].signed[usize::from(*party == Party::Owner)];
                let next = signature.as_ref().map(|signature| (signature.on, signature.name.clone()));
                only_if(*kept != next)?;
                *kept = next;
            }
            Command::TakeBackAgreement { agreement } => {
                let place = self.newest(agreement.index())?;
                only_if(self.agreements[place].signed.iter().all(Option::is_none))?;
                self.agreements[place].taken_back = true;
            }
            Command::RefundCredit { source, amount, on, .. } => {
                let credit = self.place_of(*source)?;
                sound(*amount)?;
                only_if(amount.minor() <= self.left(credit) && amount.currency() == self.credits[credit].currency)?;
                let used = self.uses.iter().filter(|part| part.credit == credit && part.until != Some(part.on));
                past(*on, today, used.filter_map(|part| part.until).fold(self.credits[credit].date, NaiveDate::max))?;
                self.refunds.push(NaiveRefund { credit, on: *on, amount: amount.minor(), taken_back: false });
            }
            Command::TakeBackRefund { refund } => {
                let found = self.refunds.get_mut(refund.index())?;
                only_if(!found.taken_back)?;
                found.taken_back = true;
            }
            Command::Restore { what: Restorable::Agreement(id) } => {
                let NaiveAgreement { plan, version, taken_back, .. } = *self.agreements.get(id.index())?;
                let live = self.versions(plan);
                only_if(taken_back && live.len() + 1 == version && live.iter().all(|place| *place < id.index()))?;
                self.agreements[id.index()].taken_back = false;
            }
            Command::Restore { what: Restorable::Refund(id) } => {
                let found = self.refunds.get_mut(id.index())?;
                only_if(std::mem::take(&mut found.taken_back))?;
                let credit = found.credit;
                only_if(self.most_taken(credit) <= self.credits[credit].amount)?;
            }
            _ => return Some(false),
        }
        Some(true)
    }

    /// Places of the versions of a plan's agreement that were not taken back.
    fn versions(&self, plan: usize) -> Vec<usize> {
        let live = self.agreements.iter().enumerate().filter(|(_, agreement)| agreement.plan == plan && !agreement.taken_back);
        live.map(|(place, _)| place).collect()
    }

    /// Whether the customer had signed the newest agreement on a plan by a day.
    pub(super) fn signed(&self, plan: usize, day: NaiveDate) -> bool {
        let newest = self.versions(plan).into_iter().rfind(|place| self.agreements[*place].made <= day);
        newest.and_then(|place| self.agreements[place].signed[0].as_ref()).is_some_and(|(on, _)| *on <= day)
    }

    fn newest(&self, place: usize) -> Option<usize> {
        let plan = self.agreements.get(place)?.plan;
        self.versions(plan).last().copied().filter(|last| *last == place)
    }
}
