use super::*;
use crate::domain::approach::{Approach, CustomerKind, Language};
use crate::domain::command::{Command, InvoiceDraft};
use crate::domain::currency::Currency;
use crate::domain::customer::{Contact, CustomerDetails};
use crate::domain::interest::{InterestRule, StatutoryRule};
use crate::domain::payment_options::PaymentOptions;
use crate::domain::policy::{Channel, Purpose, Tone};
use crate::domain::settings::Settings;
use crate::reports::reminders::reminder_schedule;

mod whom;

const TODAY: &str = "2026-01-31";
const CHANNELS: [Channel; 5] = [Channel::Email, Channel::Letter, Channel::Phone, Channel::Sms, Channel::WhatsApp];
const TONES: [Tone; 3] = [Tone::Friendly, Tone::Firm, Tone::Final];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn run(ledger: &mut Ledger, command: Command) {
    ledger.execute(&command, day(TODAY)).map(drop).unwrap();
}

/// One customer with invoices of two currencies, a business that can be paid.
fn shop(approach: Approach, country: &str) -> Ledger {
    let mut ledger = Ledger::default();
    let mut settings = Settings::default();
    settings.business.name = "Copper & Crema".into();
    settings.business.phone = "+1 503 555 0100".into();
    settings.business.payment_details = "Please name the invoice number.".into();
    settings.payment = PaymentOptions {
        holder: "Copper & Crema".into(),
        iban: "DE89370400440532013000".into(),
        link: "https://pay.example/{{amount}}/{{reference}}".into(),
        ..PaymentOptions::default()
    };
    run(&mut ledger, Command::ChangeSettings { settings });
    let contact = Contact { name: "Mia Lindqvist".into(), phone: "+49 30 5555 0144".into(), ..Contact::default() };
    let details =
        CustomerDetails { contacts: vec![contact], approach, country: country.into(), ..CustomerDetails::named("Harbour Coffee") };
    run(&mut ledger, Command::AddCustomer { details });
    for (number, amount) in [("INV-1", Money::from_minor(123_450, Currency::EUR)), ("INV-2", Money::from_minor(9_900, Currency::USD))] {
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId(1),
            number: number.into(),
            issued: day("2025-11-01"),
            due: Some(day("2025-12-01")),
            amount,
            note: String::new(),
        };
        run(&mut ledger, Command::IssueInvoice { draft });
    }
    ledger
}

fn in_language(language: Language) -> Approach {
    Approach { language: Some(language), ..Approach::default() }
}

fn message(ledger: &Ledger, purpose: Purpose, channel: Channel, tone: Tone) -> MessageContent {
    let step = ReminderStep { channel, tone, purpose, ..CreditPolicy::default().schedule[0].clone() };
    compose(ledger, &trial_reminder(ledger, CustomerId(1), &step, day(TODAY)).unwrap(), day(TODAY))
}

#[test]
fn every_language_has_the_same_keys_and_no_empty_text() {
    let keys = |language| {
        let file = Words::of(language);
        let lines: Vec<&str> = file.lines().collect();
        lines.iter().map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{language:?}: {line}")).0.to_owned()).collect::<Vec<_>>()
    };
    for language in Language::ALL {
        assert_eq!(keys(language), keys(Language::En), "{language:?}");
        assert_eq!(Words::of(language).get("months").split(' ').count(), 12, "{language:?}");
    }
}

#[test]
fn every_text_of_recoups_own_is_a_sound_template() {
    for purpose in Purpose::ALL {
        for kind in TextKind::ALL {
            for language in Language::ALL {
                let template = default_template(purpose, kind, language);
                assert_eq!(template.checked().as_ref(), Ok(&template), "{purpose:?} {kind:?} {language:?}");
            }
        }
    }
}

#[test]
fn every_message_is_whole_and_its_subject_keeps_the_debt_to_itself() {
    for language in Language::ALL {
        for hardship in [false, true] {
            let ledger = shop(Approach { hardship, ..in_language(language) }, "");
            for purpose in Purpose::ALL {
                for channel in CHANNELS {
                    let mut seen = Vec::new();
                    for tone in TONES {
                        let content = message(&ledger, purpose, channel, tone);
                        let at = format!("{language:?} {purpose:?} {channel:?} {tone:?}\n{}", content.body);
                        let body = &content.body;
                        assert!(!body.is_empty() && !body.contains(['{', '}']) && !body.contains("\n\n\n") && !body.contains("  "), "{at}");
                        assert_eq!(body, body.trim(), "{at}");
                        assert!(
                            body.contains("1.234,50 EUR") || body.contains("1\u{a0}234,50 EUR") || body.contains("EUR 1,234.50"),
                            "{at}"
                        );
                        assert!(body.contains("Mia Lindqvist") && body.contains("Copper & Crema"), "{at}");
                        assert_eq!(content.subject.matches(char::is_numeric).count(), 0, "{at}");
                        let short = matches!(channel, Channel::Sms | Channel::WhatsApp);
                        assert!(if short { content.subject.is_empty() } else { content.subject.ends_with("Copper & Crema") }, "{at}");
                        let told = ["overdue", "past due", "late", "fällig", "vencid", "échu", "scadut", "vervall", "EUR", "INV"];
                        assert!(told.iter().all(|word| !content.subject.contains(word)), "{at}");
                        if short {
                            assert!(body.chars().count() < 600 && body.contains("https://pay.example/1234.50/INV-1"), "{at}");
                        }
                        seen.push(content.body);
                    }
                    seen.dedup();
                    // In hardship, final becomes firm and firm becomes friendly.
                    assert_eq!(seen.len(), if hardship { 2 } else { 3 }, "{language:?} {purpose:?} {channel:?}");
                }
            }
        }
    }
}

#[test]
fn a_final_demand_reads_as_a_letter() {
    let ledger = shop(Approach::default(), "");
    let content = message(&ledger, Purpose::FinalDemand, Channel::Letter, Tone::Final);
    assert_eq!(content.subject, "Your account with Copper & Crema");
    let expected = "Dear Mia Lindqvist,

Please read this message carefully and let us hear from you soon. The due date passed some time ago, and we have not received the following. Please pay by 10 February 2026.

- Invoice INV-1: EUR 1,234.50, was due on 1 December 2025, 61 days ago
- Invoice INV-2: USD 99.00, was due on 1 December 2025, 61 days ago

Total: EUR 1,234.50 and USD 99.00

If you cannot pay all of it at once, or if something is not right with an invoice, please call or reply: we would rather find a way with you.

How to pay:
Account holder: Copper & Crema
IBAN: DE89 3704 0044 0532 0130 00
Reference: INV-1, INV-2
Pay online: https://pay.example/1234.50/INV-1%2C%20INV-2
Pay online: https://pay.example/99.00/INV-1%2C%20INV-2
Please name the invoice number.

Please get in touch with us, so that we can settle this together.

Kind regards,
Copper & Crema
+1 503 555 0100";
    assert_eq!(content.body, expected);
}

#[test]
fn the_language_is_the_customers_own_then_the_countrys_then_the_owners() {
    let greeting =
        |ledger: &Ledger| message(ledger, Purpose::PastDue, Channel::Email, Tone::Friendly).body.lines().next().unwrap().to_owned();
    assert_eq!(greeting(&shop(in_language(Language::It), "Germany")), "Gentile Mia Lindqvist,");
    assert_eq!(greeting(&shop(Approach::default(), "Germany")), "Guten Tag Mia Lindqvist,");
    let mut ledger = shop(Approach::default(), "Belgium");
    assert_eq!(greeting(&ledger), "Dear Mia Lindqvist,");
    let settings = Settings { language: Language::Fr, ..ledger.settings().clone() };
    run(&mut ledger, Command::ChangeSettings { settings });
    assert_eq!(greeting(&ledger), "Bonjour Mia Lindqvist,");
}

#[test]
fn those_on_whom_much_depends_are_spoken_to_kindly() {
    let of = |approach, tone| message(&shop(approach, ""), Purpose::FinalDemand, Channel::Letter, tone);
    let vip = of(Approach { vip: true, ..Approach::default() }, Tone::Final);
    assert_eq!((vip.tone, vip.body), (Tone::Friendly, of(Approach::default(), Tone::Friendly).body));
    let hardship = of(Approach { hardship: true, ..Approach::default() }, Tone::Final);
    assert_eq!(hardship.tone, Tone::Firm);
    assert!(hardship.body.contains("we can agree on a payment plan"));
    assert!(!of(Approach::default(), Tone::Final).body.contains("payment plan"));
}

#[test]
fn the_owners_own_text_takes_the_place_of_recoups() {
    let mut ledger = shop(in_language(Language::De), "");
    let own = Template {
        subject: "Post von {{ business }}".into(),
        body: "Hallo {{ contact }}, offen: {{ total }}{% if reference_number %} ({{ reference_number }}){% endif %}. {{ business_email }}"
            .into(),
        ..default_template(Purpose::PastDue, TextKind::Long, Language::De)
    };
    let policy = CreditPolicy { templates: vec![own.clone()], ..CreditPolicy::default() };
    run(&mut ledger, Command::ChangePolicy { policy });
    let content = message(&ledger, Purpose::PastDue, Channel::Email, Tone::Firm);
    assert_eq!(content.subject, "Post von Copper & Crema");
    assert!(content.body.starts_with("Hallo Mia Lindqvist, offen: "), "{}", content.body);
    assert!(message(&ledger, Purpose::PastDue, Channel::Sms, Tone::Firm).body.starts_with("Guten Tag"));
    let step = CreditPolicy::default().schedule[2].clone();
    let reminder = trial_reminder(&ledger, CustomerId(1), &step, day(TODAY)).unwrap();
    assert_eq!(gaps(&ledger, &own, &reminder, day(TODAY)), ["business_email"]);
    let broken = Template { body: "{{ nobody }}".into(), ..own };
    assert!(compose_with(&ledger, &broken, &reminder, day(TODAY)).is_err());
}

#[test]
fn a_name_is_data_wherever_it_stands() {
    let mut ledger = shop(Approach::default(), "");
    for name in ["{{ total }}", "{% for document in documents %}", "<b>Mia</b>", "=1+1", "{% raw %}", "100% {#"] {
        let details = CustomerDetails { contacts: Vec::new(), ..ledger.customer(CustomerId(1)).unwrap().details.clone() };
        run(&mut ledger, Command::ChangeCustomer { customer: CustomerId(1), details: CustomerDetails { name: name.into(), ..details } });
        for channel in CHANNELS {
            let content = message(&ledger, Purpose::PastDue, channel, Tone::Friendly);
            assert!(content.body.contains(name), "{name}: {}", content.body);
            assert!(!content.subject.contains('\n'));
        }
    }
}

#[test]
fn amounts_and_dates_are_written_in_the_languages_own_way() {
    let check = |minor, currency, expected: &str| assert_eq!(written_amount_in(Money::from_minor(minor, currency), Language::En), expected);
    check(123_456_750, Currency::USD, "USD 1,234,567.50");
    check(-99_900, Currency::EUR, "-EUR 999.00");
    check(1_000, Currency::JPY, "JPY 1,000");
    check(5, Currency::KWD, "KWD 0.005");
    let sum = Money::from_minor(123_456_750, Currency::EUR);
    assert_eq!(written_amount_in(sum, Language::De), "1.234.567,50 EUR");
    assert_eq!(written_amount_in(sum, Language::Fr), "1\u{a0}234\u{a0}567,50 EUR");
    let june = |language| long_date_in(day("2013-06-01"), language);
    let all = Language::ALL.map(june);
    let expected =
        ["1 June 2013", "1 de junio de 2013", "1. Juni 2013", "1er juin 2013", "1 de junho de 2013", "1 giugno 2013", "1 juni 2013"];
    assert_eq!(all, expected);
}

#[test]
fn a_reference_has_as_many_numbers_as_fit() {
    let ledger = shop(Approach::default(), "");
    let covers = [DueItem::Invoice(crate::domain::ids::InvoiceId(1)), DueItem::Invoice(crate::domain::ids::InvoiceId(2))];
    assert_eq!(reference(&ledger, CustomerId(1), &covers, 140), "INV-1, INV-2");
    assert_eq!(reference(&ledger, CustomerId(1), &covers, 11), "INV-1");
    assert_eq!(reference(&ledger, CustomerId(1), &covers, 4), "");
}

#[test]
fn hundreds_of_items_still_make_a_message() {
    let mut ledger = Ledger::default();
    run(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Ada") });
    for number in 0..400 {
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId(1),
            number: format!("A rather long document number {number}"),
            issued: "2025-12-01".parse().unwrap(),
            due: None,
            amount: Money::from_minor(1_000, Currency::USD),
            note: String::new(),
        };
        run(&mut ledger, Command::IssueInvoice { draft });
    }
    let schedule = reminder_schedule(&ledger, ledger.policy(), day(TODAY), 0);
    let content = compose(&ledger, &schedule.due[0], day(TODAY));
    assert!(content.body.contains("- and 340 more, together USD 3,400.00"));
    assert!(content.body.contains("Total: USD 4,000.00"));
    run(&mut ledger, Command::PrepareMessage { content });
}

#[test]
fn a_link_too_long_to_type_is_left_off_letters_that_name_another_way() {
    let mut ledger = shop(Approach::default(), "US");
    let long = "https://pay.example/collect/a/payment/{{currency}}/{{amount}}/about/{{reference}}".to_owned();
    let mut settings = ledger.settings().clone();
    settings.payment.link = long;
    run(&mut ledger, Command::ChangeSettings { settings: settings.clone() });
    let body = |ledger: &Ledger, channel| message(ledger, Purpose::PastDue, channel, Tone::Firm).body;
    let letter = body(&ledger, Channel::Letter);
    assert!(letter.contains("DE89 3704 0044 0532 0130 00") && !letter.contains("https://"), "{letter}");
    assert!(body(&ledger, Channel::Email).contains("https://pay.example/collect/a/payment/EUR"));
    // It is the one way to pay.
    settings.payment.iban = String::new();
    settings.business.payment_details = String::new();
    run(&mut ledger, Command::ChangeSettings { settings });
    assert!(body(&ledger, Channel::Letter).contains("https://pay.example/collect/a/payment/EUR"));
}

#[test]
fn a_text_of_the_owners_can_name_the_interest_to_date() {
    let mut ledger = shop(Approach { kind: Some(CustomerKind::Business), ..in_language(Language::De) }, "Germany");
    let body =
        "{{ interest }}; {{ interest_per_day }}; {{ fixed_sum }}; {% if interest %}ja{% else %}nein{% endif %}: {{ total }}".to_owned();
    let own = Template { body, ..default_template(Purpose::FinalDemand, TextKind::Long, Language::De) };
    let set = |ledger: &mut Ledger, interest| {
        run(ledger, Command::ChangePolicy { policy: CreditPolicy { interest, templates: vec![own.clone()], ..CreditPolicy::default() } });
        let body = message(ledger, Purpose::FinalDemand, Channel::Letter, Tone::Final).body;
        body.split(": ").next().unwrap().replace('\u{a0}', " ")
    };
    // 61 days at 1.27 + 9 in both half-years: 1,234.50 × 10.27 % × 61/365 = 21.1884… and 99 × 10.27 % × 61/365 = 1.6991…
    assert_eq!(
        set(&mut ledger, InterestRule::Statutory(StatutoryRule::default())),
        "21,19 EUR und 1,70 USD; 0,3474 EUR und 0,0279 USD; 40,00 EUR; ja"
    );
    assert_eq!(set(&mut ledger, InterestRule::None), "; ; ; nein");
}
