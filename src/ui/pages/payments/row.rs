//! One line of the list: what a payment or credit note did, and where it stands on the day.

use super::listing::Credit;
use crate::domain::credit::{CreditNote, CreditSource, ReversalReason};
use crate::domain::ids::{CustomerId, InvoiceId, RefundId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::components::Tone;
use crate::ui::format;
use chrono::NaiveDate;

/// Invoices named in a row; the others are counted.
const NAMED: usize = 2;

/// Where a payment or credit note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// All of it is used on invoices.
    Applied,
    /// Some of it is.
    Partly,
    /// None of it is.
    Unapplied,
    /// All of it was given back.
    GivenBack,
    /// It no longer counts.
    TakenBack(Option<ReversalReason>, NaiveDate),
}

impl Standing {
    /// The words of the badge.
    pub fn words(self) -> &'static str {
        match self {
            Self::Applied => "Applied",
            Self::Partly => "Partly applied",
            Self::Unapplied => "Not applied",
            Self::TakenBack(Some(ReversalReason::Bounced), _) => "Bounced",
            Self::GivenBack | Self::TakenBack(Some(ReversalReason::Refunded), _) => "Refunded",
            Self::TakenBack(Some(ReversalReason::EnteredByMistake), _) => "Entered by mistake",
            Self::TakenBack(Some(ReversalReason::Chargeback), _) => "Charged back",
            Self::TakenBack(None, _) => "Void",
        }
    }

    /// The tone of the badge.
    pub fn tone(self) -> Tone {
        match self {
            Self::Applied => Tone::Good,
            Self::Partly | Self::Unapplied => Tone::Warn,
            Self::TakenBack(Some(ReversalReason::Bounced | ReversalReason::Chargeback), _) => Tone::Bad,
            Self::GivenBack | Self::TakenBack(..) => Tone::Neutral,
        }
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditRow {
    /// Payment or credit note.
    pub source: CreditSource,
    /// Whose.
    pub customer: CustomerId,
    /// The customer's name.
    pub name: String,
    /// Received or issued.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// “Bank transfer”, “Credit note CN-12”.
    pub what: String,
    /// Reference on the statement, or the note.
    pub reference: String,
    /// The first invoices it is used on.
    pub uses: Vec<(InvoiceId, String)>,
    /// How many more there are.
    pub more: usize,
    /// What is left of it.
    pub unapplied: Money,
    /// What of it was given back.
    pub refunded: Money,
    /// The latest refund, which can be taken back.
    pub refund: Option<(RefundId, Money)>,
    /// Whether there is something left of it now.
    pub can_refund: bool,
    /// Where it stands.
    pub standing: Standing,
    /// Whether there is something left of it now, and an open invoice to use it on.
    pub can_apply: bool,
    /// Whether it still counts now.
    pub can_take_back: bool,
}

impl CreditRow {
    /// The line of a source on a day; the actions are those of now.
    pub fn of(ledger: &Ledger, source: CreditSource, day: NaiveDate) -> Option<Self> {
        let credit = Credit::of(ledger, source)?;
        let unapplied = credit.unapplied(ledger, day);
        let refunded = Money::from_minor(ledger.refunded(source, day), credit.amount.currency());
        let standing = match credit.until {
            Some(until) if until <= day => Standing::TakenBack(credit.reason, until),
            _ if refunded == credit.amount => Standing::GivenBack,
            _ if unapplied.is_zero() => Standing::Applied,
            _ if unapplied == credit.amount => Standing::Unapplied,
            _ => Standing::Partly,
        };
        let mut all: Vec<_> = credit.uses(ledger, day).map(|one| one.invoice).collect();
        all.reverse();
        let number = |id: &InvoiceId| (*id, ledger.invoice(*id).map(|invoice| invoice.number.clone()).unwrap_or_default());
        let owed = ledger.account(credit.customer, credit.amount.currency()).is_some_and(|account| account.owed > 0);
        Some(Self {
            source,
            customer: credit.customer,
            name: ledger.customer_name(credit.customer).to_owned(),
            on: credit.on,
            amount: credit.amount,
            what: what(ledger, &credit),
            reference: credit.reference.to_owned(),
            uses: all.iter().take(NAMED).map(number).collect(),
            more: all.len().saturating_sub(NAMED),
            unapplied,
            refunded,
            refund: ledger.refunds_of(source).last().filter(|_| credit.until.is_none()).map(|refund| (refund.id, refund.amount)),
            can_refund: ledger.unapplied(source) > 0,
            standing,
            can_apply: credit.until.is_none() && owed && ledger.unapplied(source) > 0,
            can_take_back: credit.until.is_none(),
        })
    }

    /// What tells the row from all others.
    pub fn key(&self) -> u64 {
        match self.source {
            CreditSource::Payment(id) => u64::from(id.0) * 2,
            CreditSource::CreditNote(id) => u64::from(id.0) * 2 + 1,
        }
    }

    /// “$120.00 from Acme of Jun 30, 2026”, for the names of its buttons.
    pub fn spoken(&self) -> String {
        format!("{} from {} of {}", format::money(self.amount), self.name, format::date(self.on))
    }
}

/// The means of payment, or which credit note it is.
fn what(ledger: &Ledger, credit: &Credit<'_>) -> String {
    match credit.source {
        CreditSource::CreditNote(id) => ledger.credit_note(id).map(CreditNote::title).unwrap_or_default(),
        CreditSource::Payment(_) if credit.name.is_empty() => "Payment".to_owned(),
        CreditSource::Payment(_) => credit.name.to_owned(),
    }
}
