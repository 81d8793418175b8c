//! Payment in instalments: what holds for a plan.

use super::{Reader, days};
use crate::domain::schedule::MAX_INSTALMENTS;

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let rules = reader.policy.plan_rules;
    let signed = if rules.asks_signature { " We ask you to sign it." } else { "" };
    let mut said = vec![format!(
        "Tell us before the due date: we can agree on payment in instalments. An agreement counts only in writing.{signed} A change of it needs a new one."
    )];
    if u32::from(rules.most_instalments) < MAX_INSTALMENTS {
        said.push(format!("A plan has at most {} instalments.", rules.most_instalments));
    }
    if rules.cure_days > 0 {
        let kind = if rules.cure_by_working_days { "working " } else { "" };
        said.push(format!(
            "An instalment that is missed can be made good within {}.",
            days(rules.cure_days).replacen(' ', &format!(" {kind}"), 1)
        ));
    }
    let missed = match rules.missed_for_default {
        1 => "an instalment stays unpaid".to_owned(),
        several => format!("{several} instalments stay unpaid"),
    };
    said.push(if rules.accelerates {
        format!("When {missed}, the plan is in default, and all that is left of it can become due at once. Interest not yet earned is then not owed.")
    } else {
        format!("When {missed}, the plan is in default; the later instalments keep their dates.")
    });
    said
}
