//! Recoup's own texts, put together from the words of a language: one for each purpose, kind and language, in three tones.

use super::words::Words;
use crate::domain::approach::Language;
use crate::domain::policy::Purpose;
use crate::domain::template::{Template, TextKind};

/// The text that is used while the owner has none of their own, as a template.
pub fn default_template(purpose: Purpose, kind: TextKind, language: Language) -> Template {
    let words = Words::of(language);
    let key = purpose_key(purpose);
    let body = match kind {
        TextKind::Long => long(words, key, help_key(purpose)),
        TextKind::Short => short(words, key),
        TextKind::Call => call(words, key),
    };
    let subject = if kind == TextKind::Long { words.get("subject").to_owned() } else { String::new() };
    Template { purpose, kind, language, subject, body }
}

const fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Upcoming => "upcoming",
        Purpose::DueToday => "due_today",
        Purpose::PastDue => "past_due",
        Purpose::AskWhy => "ask_why",
        Purpose::FinalDemand => "final_demand",
        Purpose::LetterBeforeAction => "letter_before_action",
        Purpose::AgencyReview => "agency_review",
        Purpose::WriteOffReview => "write_off_review",
    }
}

const fn help_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Upcoming | Purpose::DueToday => "help.before",
        Purpose::PastDue => "help.after",
        _ => "help.later",
    }
}

/// A sentence that changes with the tone.
fn by_tone(words: Words, place: &str) -> String {
    let text = |tone: &str| words.get(&format!("{place}.{tone}"));
    let (friendly, firm, last) = (text("friendly"), text("firm"), text("final"));
    format!("{{% if tone == \"friendly\" %}}{friendly}{{% elif tone == \"firm\" %}}{firm}{{% else %}}{last}{{% endif %}}")
}

fn long(words: Words, purpose: &str, help: &str) -> String {
    let paragraphs = [
        words.get("greeting").to_owned(),
        format!("{} {}", by_tone(words, "open"), words.get(&format!("long.{purpose}"))),
        "{{ document_list }}".to_owned(),
        format!("{} {{{{ total }}}}", words.labelled("total")),
        "{% if discount %}{{ discount }}{% endif %}".to_owned(),
        format!("{{% if hardship %}}{}{{% endif %}}", words.get("hardship")),
        words.get(help).to_owned(),
        format!("{{% if payment %}}{}\n{{{{ payment }}}}{{% endif %}}", words.labelled("pay")),
        by_tone(words, "close"),
        format!("{}\n{{{{ signature }}}}", words.get("regards")),
    ];
    paragraphs.join("\n\n")
}

fn short(words: Words, purpose: &str) -> String {
    format!(
        "{} {}{{% if hardship %}} {}{{% endif %}}{{% if payment_link %}}\n{{{{ payment_link }}}}{{% endif %}}\n{{{{ business }}}}",
        by_tone(words, "hello"),
        words.get(&format!("short.{purpose}")),
        words.get("short.hardship")
    )
}

fn call(words: Words, purpose: &str) -> String {
    let paragraphs = [
        format!("{}{{% if phone %}}: {{{{ phone }}}}{{% endif %}}", words.get("call.lead")),
        format!(
            "{} {}{{% if hardship %}} {}{{% endif %}}",
            by_tone(words, "call"),
            words.get(&format!("call.{purpose}")),
            words.get("call.hardship")
        ),
        "{{ document_list }}".to_owned(),
        format!("{} {{{{ total }}}}", words.labelled("total")),
        words.get("call.ask").to_owned(),
    ];
    paragraphs.join("\n\n")
}
