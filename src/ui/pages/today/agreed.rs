//! What plans, offers of plans and settlements ask of the owner, in words.

use super::work::{Step, Words};
use crate::domain::ledger::{InWriting, Ledger};
use crate::domain::plan_offer::OfferState;
use crate::domain::settlement_offer::SettlementStanding;
use crate::reports::worklist::TaskKind;
use crate::ui::format;
use chrono::NaiveDate;

/// What, why, and the next step; none when what the task is about is gone.
pub(super) fn words(ledger: &Ledger, kind: &TaskKind, as_of: NaiveDate) -> Option<Words> {
    let (what, why, step) = match kind {
        TaskKind::InstalmentMissed { plan, count, since, ask, cure_until, unsigned } => {
            let missed = format::plural(*count, "instalment of the plan is", "instalments of the plan are");
            let why = format!("{missed} not paid in full, the first since {}.", format::date(*since));
            match cure_until {
                None if *unsigned => {
                    let why =
                        format!("{why} The time to make it good is over, but the plan is not signed: no default can be declared yet.");
                    ("Instalment missed, plan not signed", why, Step::Plan(*plan))
                }
                None => ("Plan: default can be declared", format!("{why} The time to make it good is over."), Step::Plan(*plan)),
                Some(last) => {
                    let why = format!("{why} They can make it good until {}.", format::date(*last));
                    ("Instalment missed", why, ask.map_or(Step::Plan(*plan), Step::Prepare))
                }
            }
        }
        TaskKind::PlanInDefault { plan, on } => {
            let on = format::date(*on);
            let why =
                format!("In default since {on}. Restructure the plan, let it go on, settle for a smaller sum, or follow your schedule.");
            ("Plan in default: decide what comes next", why, Step::Plan(*plan))
        }
        TaskKind::SignatureMissing { plan, state } => {
            let accepted = format::date(ledger.plan(*plan)?.accepted);
            let replaces = ledger.plan(*plan)?.replaces;
            let first = replaces.map_or_else(
                || format!("They accepted payment plan {plan} on {accepted}."),
                |old| format!("Payment plan {plan} took the place of plan {old} on {accepted}: they have to agree to it anew."),
            );
            let then = match state {
                InWriting::Missing => "No agreement is in writing yet.",
                InWriting::Changed => "Its payments have changed since the agreement was made.",
                _ => "The agreement is not signed yet.",
            };
            ("Plan: waiting for signature", format!("{first} {then}"), Step::Agreement(*plan))
        }
        TaskKind::SettlementEnds { settlement, on } => {
            let offer = ledger.settlement(*settlement)?;
            let (sum, last) = (format::money(offer.pay), format::date(*on));
            let (what, why) = if ledger.settlement_standing(offer, as_of) == SettlementStanding::Open {
                ("Settlement offered", format!("They can settle with {sum} until {last}. No reminder goes out before."))
            } else {
                ("Settlement lapsed", format!("{sum} did not come by {last}: the whole debt counts. Ask them, or offer it anew."))
            };
            (what, why, Step::Settlement(*settlement))
        }
        TaskKind::OfferEnds { offer, on } => {
            let open = ledger.plan_offer(*offer)?.unaccepted(as_of) == OfferState::Open;
            let last = format::date(*on);
            let (what, why) = if open {
                ("Plan offered", format!("They can accept the payment plan you offered until {last}. No reminder goes out before."))
            } else {
                ("Offered plan expired", format!("They did not accept the payment plan by {last}. Ask them, offer it anew, or let it go."))
            };
            (what, why, Step::Offer(*offer))
        }
        _ => return None,
    };
    Some((what.to_owned(), why, step))
}
