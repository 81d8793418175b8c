//! The words of the usual exports: kinds of documents, statuses, yes and no, days of payment terms.

use super::header_names::fold_header;
use crate::domain::approach::{CustomerKind, Language};
use crate::domain::policy::WhenDue;
use crate::domain::terms::MOST_DAYS;

/// What kind of document a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Invoice,
    CreditNote,
    Other,
}

/// What a status means for an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Open,
    Paid,
    NotOwed,
}

/// Yes or no in the words of the usual exports.
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| cell.trim().eq_ignore_ascii_case(word));
    if is_one_of(&["no", "n", "false", "0", "nein", "non"]) {
        Some(false)
    } else if is_one_of(&["yes", "y", "true", "1", "x", "disputed", "ja", "oui", "si", "sí"]) {
        Some(true)
    } else {
        None
    }
}

/// A language of messages by its code (`fr`, `fr-FR`), its English name or its own.
pub(super) fn language(cell: &str) -> Option<Language> {
    let code = cell.trim().split(['-', '_']).next().filter(|code| code.len() == 2);
    let folded = fold_header(code.unwrap_or(cell));
    match folded.as_str() {
        "en" | "eng" | "english" => Some(Language::En),
        "es" | "spa" | "spanish" | "español" | "espanol" | "castellano" => Some(Language::Es),
        "de" | "deu" | "ger" | "german" | "deutsch" => Some(Language::De),
        "fr" | "fra" | "fre" | "french" | "français" | "francais" => Some(Language::Fr),
        "pt" | "por" | "portuguese" | "português" | "portugues" => Some(Language::Pt),
        "it" | "ita" | "italian" | "italiano" => Some(Language::It),
        "nl" | "nld" | "dut" | "dutch" | "nederlands" => Some(Language::Nl),
        _ => None,
    }
}

/// Business or consumer, by the usual words.
pub(super) fn customer_kind(cell: &str) -> Option<CustomerKind> {
    let folded = fold_header(cell);
    match folded.as_str() {
        "business" | "businesscustomer" | "company" | "organization" | "organisation" | "b2b" | "unternehmen" | "firma"
        | "geschäftskunde" | "entreprise" | "empresa" | "azienda" | "bedrijf" => Some(CustomerKind::Business),
        "consumer" | "private" | "privateperson" | "privatecustomer" | "individual" | "b2c" | "privat" | "privatkunde" | "verbraucher"
        | "consommateur" | "particulier" | "consumidor" | "consumatore" | "consument" => Some(CustomerKind::Consumer),
        _ => None,
    }
}

/// The kind of document, by the words of the usual exports.
pub(super) fn kind(cell: &str) -> Option<Kind> {
    let folded = fold_header(cell);
    match folded.as_str() {
        "invoice" | "salesinvoice" | "taxinvoice" | "accrec" | "inv" | "rechnung" | "facture" | "charge" | "sale" => Some(Kind::Invoice),
        "creditnote" | "creditmemo" | "salescreditnote" | "accreccredit" | "credit" | "gutschrift" | "avoir" | "cn" | "refund" => {
            Some(Kind::CreditNote)
        }
        "payment" | "receipt" | "overpayment" | "salesoverpayment" | "prepayment" | "salesprepayment" | "deposit" | "journal"
        | "journalentry" | "bill" | "accpay" | "expense" | "estimate" | "quote" | "salesreceipt" | "purchaseinvoice" | "accpaycredit" => {
            Some(Kind::Other)
        }
        _ => None,
    }
}

/// What a status means, by the words of the usual exports; any other word leaves the document open.
pub(super) fn status(cell: &str) -> Status {
    let folded = fold_header(cell);
    match folded.as_str() {
        "void" | "voided" | "draft" | "deleted" | "cancelled" | "canceled" | "rejected" => Status::NotOwed,
        "paid" | "paidinfull" | "settled" | "fullypaid" => Status::Paid,
        _ => Status::Open,
    }
}

/// Words for days that are counted from the end of the month, and terms as invoices write them.
const MONTHLY: [(&str, &str); 5] =
    [("eom", "EOM"), ("end of month", "EOM"), ("month end", "EOM"), ("fin de mois", "EOM"), ("prox", "prox")];

/// Days of payment terms: `30`, `Net 30`, `30 days`, `Due on receipt`.
pub(super) fn terms(cell: &str) -> Option<WhenDue> {
    let folded = cell.to_ascii_lowercase();
    let digits: String = cell.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return folded.contains("receipt").then_some(WhenDue::Days(0));
    }
    let counted = MONTHLY.iter().find(|(word, _)| folded.contains(word)).map(|(_, from)| *from);
    let is_plain = cell.chars().filter(char::is_ascii_digit).count() == digits.len() && !cell.contains(['-', '.', '%']);
    if let Some(from) = counted.filter(|_| is_plain) {
        return format!("net {digits} {from}").parse().ok();
    }
    digits.parse().ok().filter(|days| is_plain && *days <= MOST_DAYS).map(WhenDue::Days)
}
