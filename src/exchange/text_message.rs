//! Links that open a text message or a WhatsApp chat with the text filled in. Pure: text in, link out.
//!
//! Everything but letters, digits and `-._~` is percent-encoded, so nothing in a number or a text can add a recipient.

use super::telephone::Number;
use crate::domain::payment_options::percent_encoded;
use thiserror::Error;

/// The longest link that telephones take.
pub const LONGEST_LINK: usize = 4_000;

/// Why there is no link.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PhoneProblem {
    /// Not a number that can be dialled.
    #[error("“{0}” is not a telephone number that can be dialled.")]
    NoNumber(String),
    /// Nothing says in which country the number is.
    #[error("“{0}” has no country code. WhatsApp needs it: write the number like +49 30 5555 0144.")]
    NoCountry(String),
    /// The text does not fit.
    #[error("The text is too long to be handed over. Copy it, and paste it into the message.")]
    TooLong,
}

fn first_number(phone: &str) -> Result<Number, PhoneProblem> {
    Number::first_in(phone).ok_or_else(|| PhoneProblem::NoNumber(phone.to_owned()))
}

/// The link that opens the telephone's own program for text messages (RFC 5724).
///
/// # Errors
/// A number that is none; a text that is too long.
pub fn sms_link(phone: &str, text: &str) -> Result<String, PhoneProblem> {
    let Number { international, digits } = first_number(phone)?;
    let plus = if international { "+" } else { "" };
    short_enough(format!("sms:{plus}{digits}?body={}", percent_encoded(&lines(text))))
}

/// The link that opens a chat in WhatsApp, by its own description of “click to chat”: the number with its country code, digits only.
///
/// # Errors
/// A number that is none or has no country code; a text that is too long.
pub fn whatsapp_link(phone: &str, text: &str) -> Result<String, PhoneProblem> {
    let Number { international, digits } = first_number(phone)?;
    if !international || digits.starts_with('0') {
        return Err(PhoneProblem::NoCountry(phone.to_owned()));
    }
    short_enough(format!("https://wa.me/{digits}?text={}", percent_encoded(&lines(text))))
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t'), "")
}

fn short_enough(link: String) -> Result<String, PhoneProblem> {
    if link.len() > LONGEST_LINK { Err(PhoneProblem::TooLong) } else { Ok(link) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_country() {
        let sms = |phone: &str| sms_link(phone, "Hi").unwrap();
        assert_eq!(sms("+1 503 555 0148"), "sms:+15035550148?body=Hi");
        assert_eq!(sms("030 / 55-55"), "sms:0305555?body=Hi");
        assert_eq!(sms("0049 30 5555 0144 ext. 9"), "sms:+493055550144?body=Hi");
        let wa = |phone: &str| whatsapp_link(phone, "Hi");
        assert_eq!(wa("+49 (0)30 5555 0144").unwrap(), "https://wa.me/493055550144?text=Hi");
        assert_eq!(wa("0049-30-5555-0144").unwrap(), "https://wa.me/493055550144?text=Hi");
        assert_eq!(wa("+49 30 5555 0144 / +49 170 123").unwrap(), "https://wa.me/493055550144?text=Hi");
        assert_eq!(wa("030 5555 0144"), Err(PhoneProblem::NoCountry("030 5555 0144".into())));
        for bad in ["", "ask Mia", "12", "+1234567890123456"] {
            assert!(matches!(wa(bad), Err(PhoneProblem::NoNumber(_))), "{bad}");
            assert!(matches!(sms_link(bad, "x"), Err(PhoneProblem::NoNumber(_))), "{bad}");
        }
    }

    #[test]
    fn nothing_can_be_smuggled_in() {
        let text = "a&b=c?d#e,+1\r\n2\u{0}\u{7}%0A";
        assert_eq!(whatsapp_link("+1 503 555 0148", text).unwrap(), "https://wa.me/15035550148?text=a%26b%3Dc%3Fd%23e%2C%2B1%0A2%250A");
        let link = sms_link("+1503,+44;phone?body=x&to=+99 555", text).unwrap_or_default();
        assert!(link.is_empty() || (link.matches(['?', '&', ',', ';']).count() == 1), "{link}");
    }

    #[test]
    fn a_text_that_does_not_fit_is_said() {
        assert_eq!(sms_link("12345", &"x".repeat(LONGEST_LINK)), Err(PhoneProblem::TooLong));
        assert_eq!(whatsapp_link("+12345", &"é".repeat(1_000)), Err(PhoneProblem::TooLong));
    }
}
