//! The settings while they are being edited: what is typed, and what it means.

use super::limitation::LimitationDraft;
use super::payment::PaymentDraft;
use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::approach::Language;
use crate::domain::currency::Currency;
use crate::domain::payment_options::PaymentOptions;
use crate::domain::settings::{AgingBasis, Business, Settings};
use crate::exchange::text::is_hidden;
use crate::ui::components::Problem;
use crate::ui::forms::read_currency;
use leptos::prelude::*;

/// The ids of the fields.
pub const NAME: &str = "settings-name";
/// Postal address.
pub const ADDRESS: &str = "settings-address";
/// E-mail.
pub const EMAIL: &str = "settings-email";
/// Telephone.
pub const PHONE: &str = "settings-phone";
/// Payment details.
pub const PAYMENT: &str = "settings-payment";
/// Home currency.
pub const CURRENCY: &str = "settings-currency";
/// Last days of the buckets.
pub const BUCKETS: &str = "settings-buckets";

/// The settings being edited.
#[derive(Debug, Clone, Copy)]
pub struct SettingsDraft {
    /// Trading name.
    pub name: RwSignal<String>,
    /// Postal address.
    pub address: RwSignal<String>,
    /// E-mail.
    pub email: RwSignal<String>,
    /// Telephone.
    pub phone: RwSignal<String>,
    /// How to pay.
    pub payment_details: RwSignal<String>,
    /// Account, link and the like.
    pub payment: PaymentDraft,
    /// Code of the usual language of messages.
    pub language: RwSignal<String>,
    /// Code of the home currency.
    pub currency: RwSignal<String>,
    /// `due_date` or `invoice_date`.
    pub basis: RwSignal<String>,
    /// Last days, separated by commas.
    pub buckets: RwSignal<String>,
    /// How limitation dates are counted.
    pub limitation: LimitationDraft,
    /// The settings as they are, for what is edited on pages of its own: reference rates, accounts and the locked period, rates of the allowance and so on.
    elsewhere: RwSignal<Settings>,
}

impl SettingsDraft {
    /// A draft of some settings.
    pub fn of(settings: &Settings) -> Self {
        let empty = || RwSignal::new(String::new());
        let draft = Self {
            name: empty(),
            address: empty(),
            email: empty(),
            phone: empty(),
            payment_details: empty(),
            payment: PaymentDraft::empty(),
            language: empty(),
            currency: empty(),
            basis: empty(),
            buckets: empty(),
            limitation: LimitationDraft::empty(),
            elsewhere: RwSignal::default(),
        };
        draft.load(settings);
        draft
    }

    /// Puts settings in place of what is typed.
    pub fn load(self, settings: &Settings) {
        let business = &settings.business;
        self.name.set(business.name.clone());
        self.address.set(business.address.clone());
        self.email.set(business.email.clone());
        self.phone.set(business.phone.clone());
        self.payment_details.set(business.payment_details.clone());
        self.payment.load(&settings.payment);
        self.language.set(settings.language.code().to_owned());
        self.currency.set(settings.home_currency.code().to_owned());
        let basis = match settings.aging_basis {
            AgingBasis::DueDate => "due_date",
            AgingBasis::InvoiceDate => "invoice_date",
        };
        self.basis.set(basis.to_owned());
        self.buckets.set(days_text(&settings.aging_buckets));
        self.limitation.load(settings.limitation);
        self.elsewhere.set(settings.clone());
    }

    /// The settings that are typed, or everything that is wrong with them.
    pub fn read(self) -> Result<Settings, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut take = |field: &str, value: Result<String, String>| {
            value.unwrap_or_else(|sentence| {
                problems.push(Problem::new(field, sentence));
                String::new()
            })
        };
        let business = Business {
            name: take(NAME, text(&self.name.get(), "The business name", 120, false)),
            address: take(ADDRESS, text(&self.address.get(), "The address", 500, true)),
            email: take(EMAIL, email(&self.email.get())),
            phone: take(PHONE, text(&self.phone.get(), "The telephone number", 60, false)),
            payment_details: take(PAYMENT, text(&self.payment_details.get(), "The payment details", 1000, true)),
        };
        let payment = self.payment.read().unwrap_or_else(|problem| {
            problems.push(problem);
            PaymentOptions::default()
        });
        let language = self.language.with(|code| Language::ALL.into_iter().find(|known| known.code() == code)).unwrap_or(Language::En);
        let home_currency = read_currency(&self.currency.get()).unwrap_or_else(|sentence| {
            problems.push(Problem::new(CURRENCY, sentence));
            Currency::USD
        });
        let buckets =
            last_days(&self.buckets.get()).and_then(|days| AgingBuckets::from_last_days(days).map_err(|problem| problem.to_string()));
        let aging_buckets = buckets.unwrap_or_else(|sentence| {
            problems.push(Problem::new(BUCKETS, sentence));
            AgingBuckets::default()
        });
        let aging_basis = if self.basis.with(|basis| basis == "invoice_date") { AgingBasis::InvoiceDate } else { AgingBasis::DueDate };
        if problems.is_empty() {
            let limitation = self.limitation.read();
            Ok(Settings { business, home_currency, aging_basis, aging_buckets, payment, language, limitation, ..self.elsewhere.get() })
        } else {
            Err(problems)
        }
    }
}

/// The last days as they are typed: `0, 30, 60, 90`.
pub fn days_text(buckets: &AgingBuckets) -> String {
    let days: Vec<_> = buckets.last_days().iter().map(ToString::to_string).collect();
    days.join(", ")
}

/// Reads whole numbers separated by commas, semicolons or spaces.
pub fn last_days(text: &str) -> Result<Vec<i32>, String> {
    let words = text.split([',', ';', ' ']).map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| word.parse().map_err(|_| format!("“{word}” is not a whole number of days. Write them like 0, 30, 60, 90."))).collect()
}

/// A trimmed text that is short enough and can be shown.
fn text(value: &str, what: &str, most: usize, lines: bool) -> Result<String, String> {
    let trimmed = value.trim();
    if trimmed.chars().count() > most {
        return Err(format!("{what} can have at most {most} characters."));
    }
    let is_break = |letter: char| matches!(letter, '\n' | '\r' | '\t');
    if trimmed.chars().any(|letter| is_hidden(letter) || (is_break(letter) && !lines)) {
        return Err(format!("{what} contains characters that cannot be shown. Type it again."));
    }
    Ok(trimmed.to_owned())
}

fn email(value: &str) -> Result<String, String> {
    let address = text(value, "The e-mail address", 254, false)?;
    let parts = address.split_once('@');
    let sound = parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.'));
    let plain = !address.contains(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '<' | '>'))
        && address.matches('@').count() == 1;
    if address.is_empty() || (sound && plain) { Ok(address) } else { Err(format!("“{address}” is not an e-mail address.")) }
}
