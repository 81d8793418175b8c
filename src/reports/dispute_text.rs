//! The letter that explains how a dispute ended, in the customer's language.
//!
//! Like every text it is a proposal: the owner reads and changes it before it goes out. The owner's own note stands in it as it
//! was written, in whatever language that was.

use super::message_text::written_amount_in;
use crate::domain::approach::Language;
use crate::domain::dispute::{Dispute, DisputeVerdict};
use crate::domain::ledger::Ledger;
use crate::domain::policy::Channel;
use std::fmt::Write;

/// The sentences of one language. `{}` is the customer's name, the invoice's number, or the business.
struct Sentences {
    subject: &'static str,
    greeting: &'static str,
    opening: &'static str,
    rejected: &'static str,
    accepted: &'static str,
    compromise: &'static str,
    other: &'static str,
    credited: &'static str,
    left: &'static str,
    questions: &'static str,
    regards: &'static str,
}

const fn sentences(language: Language) -> Sentences {
    match language {
        Language::En => Sentences {
            subject: "Your account with {}",
            greeting: "Dear {},",
            opening: "You contested invoice {}. We have looked into it.",
            rejected: "The invoice stands as it is.",
            accepted: "You were right, and we have corrected it.",
            compromise: "We have agreed to take a part of it off.",
            other: "The matter is settled.",
            credited: "Credited",
            left: "Left to pay",
            questions: "If something is still unclear, please let us know.",
            regards: "Kind regards,",
        },
        Language::Es => Sentences {
            subject: "Su cuenta con {}",
            greeting: "Estimado/a {}:",
            opening: "Usted impugnó la factura {}. La hemos revisado.",
            rejected: "La factura es correcta y se mantiene.",
            accepted: "Tenía usted razón y la hemos corregido.",
            compromise: "Hemos acordado descontar una parte.",
            other: "El asunto queda resuelto.",
            credited: "Abonado",
            left: "Pendiente de pago",
            questions: "Si algo no queda claro, le rogamos que nos lo indique.",
            regards: "Atentamente,",
        },
        Language::De => Sentences {
            subject: "Ihr Konto bei {}",
            greeting: "Guten Tag {},",
            opening: "Sie haben die Rechnung {} beanstandet. Wir haben sie geprüft.",
            rejected: "Die Rechnung bleibt bestehen.",
            accepted: "Sie hatten recht, und wir haben sie berichtigt.",
            compromise: "Wir haben vereinbart, einen Teil gutzuschreiben.",
            other: "Die Sache ist damit erledigt.",
            credited: "Gutgeschrieben",
            left: "Noch zu zahlen",
            questions: "Wenn noch etwas unklar ist, melden Sie sich bitte bei uns.",
            regards: "Mit freundlichen Grüßen",
        },
        Language::Fr => Sentences {
            subject: "Votre compte chez {}",
            greeting: "Bonjour {},",
            opening: "Vous avez contesté la facture {}. Nous l’avons vérifiée.",
            rejected: "La facture reste due telle quelle.",
            accepted: "Vous aviez raison et nous l’avons corrigée.",
            compromise: "Nous avons convenu d’en déduire une partie.",
            other: "L’affaire est réglée.",
            credited: "Avoir",
            left: "Reste à payer",
            questions: "Si un point reste à éclaircir, n’hésitez pas à nous le dire.",
            regards: "Cordialement,",
        },
        Language::Pt => Sentences {
            subject: "A sua conta com {}",
            greeting: "Caro/a {},",
            opening: "Contestou a fatura {}. Analisámos a questão.",
            rejected: "A fatura mantém-se como está.",
            accepted: "Tinha razão e corrigimos a fatura.",
            compromise: "Acordámos descontar uma parte.",
            other: "O assunto está resolvido.",
            credited: "Creditado",
            left: "Por pagar",
            questions: "Se algo não ficou claro, diga-nos, por favor.",
            regards: "Com os melhores cumprimentos,",
        },
        Language::It => Sentences {
            subject: "Il suo conto presso {}",
            greeting: "Gentile {},",
            opening: "Ha contestato la fattura {}. L’abbiamo verificata.",
            rejected: "La fattura resta valida così com’è.",
            accepted: "Aveva ragione e l’abbiamo corretta.",
            compromise: "Abbiamo concordato di detrarne una parte.",
            other: "La questione è risolta.",
            credited: "Accreditato",
            left: "Ancora da pagare",
            questions: "Se qualcosa non è chiaro, la preghiamo di farcelo sapere.",
            regards: "Cordiali saluti,",
        },
        Language::Nl => Sentences {
            subject: "Uw rekening bij {}",
            greeting: "Beste {},",
            opening: "U hebt factuur {} betwist. Wij hebben dit onderzocht.",
            rejected: "De factuur blijft staan.",
            accepted: "U had gelijk en wij hebben de factuur gecorrigeerd.",
            compromise: "Wij zijn overeengekomen een deel in mindering te brengen.",
            other: "De zaak is afgehandeld.",
            credited: "Gecrediteerd",
            left: "Nog te betalen",
            questions: "Laat het ons weten als er nog iets onduidelijk is.",
            regards: "Met vriendelijke groet,",
        },
    }
}

/// Subject and text of the explanation of a dispute that ended, to whom the channel reaches; `None` for one that is open.
pub fn explanation(ledger: &Ledger, dispute: &Dispute, language: Language, channel: Channel) -> Option<(String, String)> {
    dispute.closed?;
    let invoice = ledger.invoice(dispute.invoice)?;
    let customer = ledger.customer(invoice.customer)?;
    let business = &ledger.settings().business;
    let words = sentences(language);
    let mut text = String::new();
    let _ = writeln!(text, "{}\n", words.greeting.replace("{}", customer.details.greeted_by(channel)));
    let _ = writeln!(text, "{}", words.opening.replace("{}", &invoice.number));
    let outcome = dispute.outcome.as_ref();
    let verdict = match outcome.map(|outcome| outcome.verdict) {
        Some(DisputeVerdict::Rejected) => words.rejected,
        Some(DisputeVerdict::Accepted) => words.accepted,
        Some(DisputeVerdict::Compromise) => words.compromise,
        _ => words.other,
    };
    let _ = writeln!(text, "{verdict}");
    if let Some(note) = outcome.map(|outcome| outcome.note.as_str()).filter(|note| !note.is_empty()) {
        let _ = writeln!(text, "\n{note}");
    }
    let _ = writeln!(text);
    let credited = outcome.and_then(|outcome| ledger.credit_note(outcome.credit_note?)).filter(|note| note.voided.is_none());
    if let Some(note) = credited {
        let _ = writeln!(text, "{}: {} ({})", words.credited, written_amount_in(note.amount, language), note.number);
    }
    let _ = writeln!(text, "{}: {}", words.left, written_amount_in(ledger.balance(invoice), language));
    let _ = write!(text, "\n{}\n\n{}\n{}", words.questions, words.regards, business.name);
    Some((words.subject.replace("{}", &business.name), text.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, DisputeCredit, InvoiceDraft};
    use crate::domain::currency::Currency;
    use crate::domain::customer::{Contact, CustomerDetails};
    use crate::domain::dispute::DisputeCase;
    use crate::domain::ids::{CustomerId, DisputeId, InvoiceId};
    use crate::domain::money::Money;
    use chrono::NaiveDate;

    fn settled(verdict: DisputeVerdict, credit: Option<i64>) -> Ledger {
        let today: NaiveDate = "2025-03-10".parse().unwrap();
        let mut ledger = Ledger::default();
        let mut run = |command: Command| ledger.execute(&command, today).map(|_| ()).unwrap();
        run(Command::AddCustomer { details: CustomerDetails::named("Ada") });
        let amount = Money::from_minor(10_000, Currency::EUR);
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId(1),
            number: "A-7".to_owned(),
            issued: today,
            due: None,
            amount,
            note: String::new(),
        };
        run(Command::IssueInvoice { draft });
        run(Command::RaiseDispute { invoice: InvoiceId(1), on: today, reason: String::new(), case: DisputeCase::default() });
        let credit = credit.map(|minor| DisputeCredit { number: "CR-1".to_owned(), amount: Money::from_minor(minor, Currency::EUR) });
        let note = "The delivery note is signed.".to_owned();
        run(Command::SettleDispute { dispute: DisputeId(1), on: today, verdict, note, credit });
        ledger
    }

    #[test]
    fn the_letter_says_outcome_note_and_what_is_left_in_every_language() {
        for language in Language::ALL {
            let ledger = settled(DisputeVerdict::Rejected, None);
            let (subject, text) = explanation(&ledger, &ledger.facts().disputes[0], language, Channel::Email).unwrap();
            assert!(text.contains("Ada") && text.contains("A-7") && text.contains("The delivery note is signed."), "{text}");
            assert!((text.contains("EUR 100.00") || text.contains("100,00 EUR")) && text.contains(sentences(language).rejected), "{text}");
            assert!(!subject.contains("A-7") && !subject.contains("{}") && !text.contains("{}"), "{subject} {text}");
        }
    }

    #[test]
    fn what_was_credited_is_named_and_an_open_dispute_has_no_letter() {
        let ledger = settled(DisputeVerdict::Compromise, Some(2_500));
        let (_, text) = explanation(&ledger, &ledger.facts().disputes[0], Language::En, Channel::Email).unwrap();
        assert!(text.contains("Credited: EUR 25.00 (CR-1)\nLeft to pay: EUR 75.00"), "{text}");
        let open = Dispute::new(DisputeId(1), InvoiceId(1), "2025-03-10".parse().unwrap(), String::new());
        assert_eq!(explanation(&ledger, &open, Language::En, Channel::Letter), None);
    }

    #[test]
    fn who_gets_it_is_greeted() {
        let mut ledger = settled(DisputeVerdict::Rejected, None);
        let boss = Contact { name: "Mia".to_owned(), ..Contact::default() };
        let clerk = Contact { name: "Tom".to_owned(), email: "tom@ada.example".to_owned(), ..Contact::default() };
        let details = CustomerDetails { contacts: vec![boss, clerk], ..CustomerDetails::named("Ada") };
        ledger.execute(&Command::ChangeCustomer { customer: CustomerId(1), details }, "2025-03-10".parse().unwrap()).unwrap();
        for (channel, greeting) in [(Channel::Email, "Dear Tom,"), (Channel::Letter, "Dear Mia,")] {
            let (_, text) = explanation(&ledger, &ledger.facts().disputes[0], Language::En, channel).unwrap();
            assert!(text.starts_with(greeting), "{text}");
        }
    }
}
