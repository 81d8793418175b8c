//! Versions of the policy: one begins, the last one is taken back.

use super::{not_before, plausible, text};
use crate::domain::calendar::add_days;
use crate::domain::event::Event;
use crate::domain::ledger::Ledger;
use crate::domain::policy::{CreditPolicy, PolicyVersion};
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

/// How far ahead a version can begin.
const DAYS_AHEAD: i64 = 731;

impl Ledger {
    pub(super) fn begin_policy_event(
        &self,
        policy: &CreditPolicy,
        from: NaiveDate,
        note: &str,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let policy = policy.clone().checked()?;
        plausible(from)?;
        let (field, what) = ("from", "The first day of a version");
        let note = text(note, "note", "The note", limits::NOTE, false)?;
        if let Some(last) = self.facts.policy_versions.last() {
            not_before(from, add_days(last.from, 1), field, what)?;
        }
        let limit = add_days(today, DAYS_AHEAD);
        if from > limit {
            return Err(Rejection::TooLate { field, what, limit });
        }
        Ok(Event::PolicyBegun { version: PolicyVersion::after(self.policy(), from, note), policy })
    }

    pub(super) fn take_back_policy_event(&self) -> Result<Event, Rejection> {
        let last = self.facts.policy_versions.last().ok_or(Rejection::NothingToDo("There is no version to take back."))?;
        Ok(Event::PolicyTakenBack { policy: CreditPolicy { templates: self.policy().templates.clone(), ..last.before.clone() } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_version_begins_on_its_day_and_can_be_taken_back() {
        let today = date("2026-03-10");
        let mut ledger = Ledger::default();
        let begin = |net_days, from: &str| Command::BeginPolicy {
            policy: CreditPolicy { net_days, ..CreditPolicy::default() },
            from: date(from),
            note: " Shorter ".to_owned(),
        };
        let before = ledger.facts().clone();
        let event = ledger.decide(&begin(14, "2026-04-01"), today).unwrap();
        let undo = ledger.undo_of(&event).unwrap();
        ledger.apply(&event);
        assert_eq!((ledger.policy_on(date("2026-03-31")).net_days, ledger.policy_on(date("2026-04-01")).net_days), (30, 14));
        assert_eq!(ledger.facts().policy_versions[0].note, "Shorter");
        let refused = |from: &str| ledger.decide(&begin(7, from), today).is_err();
        let same_day = ledger.decide(&begin(7, "2026-04-01"), today).unwrap_err().to_string();
        assert_eq!(same_day, "The first day of a version cannot be before 2026-04-02.");
        assert!(refused("2026-04-01") && refused("2026-01-01") && refused("1890-01-01") && refused("2029-01-01"));
        let sound = Ledger::from_facts(ledger.facts().clone()).unwrap();
        assert_eq!(sound, ledger);
        let taken_back = ledger.decide(&undo, today).unwrap();
        let again = ledger.undo_of(&taken_back).unwrap();
        let after = ledger.facts().clone();
        ledger.apply(&taken_back);
        assert_eq!(ledger.facts(), &before);
        ledger.execute(&again, today).unwrap();
        assert_eq!(ledger.facts(), &after);
        assert!(Ledger::default().decide(&Command::TakeBackPolicy, today).is_err());
    }
}
