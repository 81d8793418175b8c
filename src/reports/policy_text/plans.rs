//! Payment in instalments: what holds for a plan.

use super::{Reader, days};

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let rules = reader.policy.plan_rules;
    let mut said =
        vec!["Tell us before the due date: we can agree on payment in instalments. An agreement counts only in writing.".to_owned()];
    if rules.cure_days > 0 {
        let kind = if rules.cure_by_working_days { "working " } else { "" };
        said.push(format!(
            "An instalment that is missed can be made good within {}.",
            days(rules.cure_days).replacen(' ', &format!(" {kind}"), 1)
        ));
    }
    if rules.accelerates {
        let missed = match rules.missed_for_default {
            1 => "an instalment stays unpaid".to_owned(),
            several => format!("{several} instalments stay unpaid"),
        };
        said.push(format!("When {missed}, all that is left of the plan can become due at once."));
    }
    said
}
