//! The text inside each kind of code.

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::payment_options::{PaymentOptions, is_qr_iban, is_sepa_country, percent_encoded};

/// The largest amount of an EPC code and of a Swiss QR-bill, in cents.
const MOST_CENTS: i64 = 99_999_999_999;

fn payable(amount: Money) -> bool {
    (1..=MOST_CENTS).contains(&amount.minor())
}

/// One line of at most `most` characters.
fn line(text: &str, most: usize) -> String {
    let shown = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    shown.take(most).collect::<String>().trim().to_owned()
}

/// A euro transfer (EPC069-12 version 2): service tag, version, character set, identification, BIC, name, IBAN, amount, purpose,
/// structured reference, free text. `None` when the account is not one for euro transfers.
pub fn epc_payload(options: &PaymentOptions, amount: Money, about: &str) -> Option<String> {
    if amount.currency() != Currency::EUR || !payable(amount) || !is_sepa_country(&options.iban) || options.holder.is_empty() {
        return None;
    }
    let fields = [
        "BCD",
        "002",
        "1", // UTF-8
        "SCT",
        &options.bic,
        &line(&options.holder, 70),
        &options.iban,
        &format!("EUR{}", amount.to_plain()),
        "", // purpose
        "", // a structured reference would take the place of the free text
        &line(about, 140),
    ];
    Some(fields.join("\n").trim_end().to_owned())
}

/// A Swiss QR-bill with a plain IBAN and no reference number; the free text says what it is for. `None` without the account
/// holder's address, for a QR-IBAN, and for other currencies than CHF and EUR.
pub fn swiss_payload(options: &PaymentOptions, amount: Money, about: &str) -> Option<String> {
    let swiss = options.iban.starts_with("CH") || options.iban.starts_with("LI");
    let currency = matches!(amount.currency().code(), "CHF" | "EUR");
    let address = &options.address;
    if !swiss || !currency || !payable(amount) || is_qr_iban(&options.iban) || options.holder.is_empty() || !address.is_complete() {
        return None;
    }
    let (holder, street) = (line(&options.holder, 70), line(&address.street, 70));
    let mut fields = vec!["SPC", "0200", "1", options.iban.as_str(), "S", &holder, &street, &address.building, &address.postcode];
    fields.extend([address.town.as_str(), &address.country]);
    fields.extend([""; 7]); // the ultimate creditor: for future use
    let (plain, about) = (amount.to_plain(), line(about, 140));
    fields.extend([plain.as_str(), amount.currency().code()]);
    fields.extend([""; 7]); // who pays: the bank knows
    fields.extend(["NON", "", &about, "EPD"]);
    Some(fields.join("\n"))
}

/// A UPI payment link: payee, name, amount, currency, note. `None` for other currencies than INR.
pub fn upi_payload(options: &PaymentOptions, business: &str, amount: Money, about: &str) -> Option<String> {
    if amount.currency().code() != "INR" || !amount.is_positive() || options.upi.is_empty() {
        return None;
    }
    let name = if options.holder.is_empty() { business } else { &options.holder };
    let (name, note) = (percent_encoded(&line(name, 70)), percent_encoded(&line(about, 50)));
    Some(format!("upi://pay?pa={}&pn={name}&am={}&cu=INR&tn={note}", options.upi, amount.to_plain()))
}
