//! Written agreements: made, signed, taken back.

use super::{not_after_today, not_before, required, text};
use crate::domain::agreement::{Agreement, AgreementPart, AgreementWords, Party, Signature};
use crate::domain::event::Event;
use crate::domain::ids::{AgreementId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn make_agreement_event(
        &self,
        plan: PlanId,
        made: NaiveDate,
        words: &AgreementWords,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.plan(plan).ok_or(Rejection::NotFound("plan"))?;
        if found.ended.is_some() {
            return Err(Rejection::PlanEnded);
        }
        not_after_today(made, "made", "The day of the agreement", today)?;
        not_before(made, found.accepted, "made", "The day of the agreement")?;
        let agreement = Agreement {
            id: AgreementId::from_index(self.facts.agreements.len()),
            plan,
            version: self.agreements_of(plan).count() as u32 + 1,
            made,
            words: checked_words(words)?,
            instalments: found.instalments.clone(),
            customer_signed: None,
            owner_signed: None,
            taken_back: false,
        };
        Ok(Event::AgreementMade { agreement })
    }

    /// Only the newest version of a plan that holds is signed.
    pub(super) fn sign_agreement_event(
        &self,
        agreement: AgreementId,
        party: Party,
        signature: Option<&Signature>,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.newest_version(agreement)?;
        if self.plan(found.plan).is_some_and(|plan| plan.ended.is_some()) {
            return Err(Rejection::PlanEnded);
        }
        let signature = match signature {
            None => None,
            Some(Signature { on, name, note }) => {
                not_after_today(*on, "on", "The day of the signature", today)?;
                not_before(*on, found.made, "on", "The day of the signature")?;
                let name = required(text(name, "name", "The name", limits::NAME, false)?, "name", "who signed")?;
                Some(Signature { on: *on, name, note: text(note, "note", "The note", limits::NOTE, true)? })
            }
        };
        if found.signature(party) == signature.as_ref() {
            return Err(Rejection::NothingToDo("This is on record already."));
        }
        Ok(Event::AgreementSigned { agreement, party, signature })
    }

    pub(super) fn take_back_agreement_event(&self, agreement: AgreementId) -> Result<Event, Rejection> {
        if self.newest_version(agreement)?.is_signed() {
            return Err(Rejection::NothingToDo("This agreement is signed. Take the signatures back first, or make a new version."));
        }
        Ok(Event::AgreementTakenBack { agreement })
    }

    /// Whether an agreement was taken back; refused when another version took its place.
    pub(super) fn can_make_agreement_again(&self, agreement: AgreementId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.facts.agreements.get(agreement.index()) else { return Ok(None) };
        let others = self.agreements_of(found.plan).filter(|other| other.id != agreement);
        if found.taken_back && (others.clone().count() as u32 + 1 != found.version || others.into_iter().any(|other| other.id > agreement))
        {
            return Err(Rejection::NothingToDo("Another version of this agreement was made since."));
        }
        Ok(Some(found.taken_back))
    }

    fn newest_version(&self, agreement: AgreementId) -> Result<&Agreement, Rejection> {
        let found = self.agreement(agreement).ok_or(Rejection::NotFound("agreement"))?;
        let newest = self.agreements_of(found.plan).last().is_some_and(|last| last.id == agreement);
        if newest { Ok(found) } else { Err(Rejection::NothingToDo("There is a newer version of this agreement.")) }
    }
}

/// The words trimmed, problems refused.
fn checked_words(words: &AgreementWords) -> Result<AgreementWords, Rejection> {
    let line = |value: &str, what: &'static str| text(value, "words", what, limits::CLAUSE, false);
    let part = |part: &AgreementPart| {
        let row = |row: &Vec<String>| row.iter().map(|cell| line(cell, "An entry of a table")).collect::<Result<Vec<_>, _>>();
        Ok::<_, Rejection>(AgreementPart {
            heading: required(line(&part.heading, "A heading")?, "words", "a heading for each point")?,
            text: text(&part.text, "words", "A point", limits::BODY, true)?,
            rows: part.rows.iter().map(row).collect::<Result<_, _>>()?,
        })
    };
    let title = required(line(&words.title, "The title")?, "words", "a title")?;
    let parts: Vec<AgreementPart> = words.parts.iter().map(part).collect::<Result<_, _>>()?;
    required(if parts.is_empty() { "" } else { "some" }, "words", "the points of the agreement")?;
    Ok(AgreementWords { language: words.language, title, parts })
}
