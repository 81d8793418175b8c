//! Every path and every href of the app, in one enum. Nothing else writes an address.
//!
//! The base path (when the app is hosted under a folder) is read once; the as-of date travels in the query string so
//! that a place can be bookmarked with the day it shows.

use crate::domain::ids::{CustomerId, InvoiceId, PlanId, PlanOfferId, SettlementId};
use crate::ui::browser::page::base_path;
use chrono::NaiveDate;
use std::cell::OnceCell;

thread_local! {
    static BASE: OnceCell<String> = const { OnceCell::new() };
}

/// The folder the app is hosted in, without a trailing slash: empty at the root of a site.
pub fn base() -> String {
    BASE.with(|base| base.get_or_init(base_path).clone())
}

/// A place in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// What to do now.
    Today,
    /// Who owes.
    Customers,
    /// One customer.
    Customer(CustomerId),
    /// All documents.
    Invoices,
    /// One document.
    Invoice(InvoiceId),
    /// Money received.
    Payments,
    /// What is to be said.
    Messages,
    /// What customers said they would pay.
    Promises,
    /// What is contested.
    Disputes,
    /// Accounts that need a decision.
    Recovery,
    /// The ways out of what a customer owes late.
    WaysOut(CustomerId),
    /// Going to court with a customer.
    Legal(CustomerId),
    /// Who gets nothing on credit.
    Holds,
    /// Late fees and interest.
    Charges,
    /// Agreements.
    Plans,
    /// One agreement.
    Plan(PlanId),
    /// A plan that was offered.
    PlanOffer(PlanOfferId),
    /// It in writing.
    Agreement(PlanId),
    /// A smaller sum that was offered, in writing.
    Settlement(SettlementId),
    /// Agreeing a plan with a customer.
    NewPlan(CustomerId),
    /// A customer's statement of account.
    Statement(CustomerId),
    /// A claim for the interest of one invoice.
    InvoiceClaim(InvoiceId),
    /// A claim for the interest of all that a customer owes late.
    CustomerClaim(CustomerId),
    /// What is on file about a customer's credit.
    CreditFile(CustomerId),
    /// Whether an order of a customer may ship on credit.
    Order(CustomerId),
    /// Who is near their credit limit.
    Watch,
    /// Discounts for paying early.
    Discounts,
    /// Everything on record about a customer.
    Evidence(CustomerId),
    /// Collection agencies.
    Agencies,
    /// One of them, or a new one: 0.
    Agency(u32),
    /// The aging report.
    Aging,
    /// The documents behind a figure.
    Behind,
    /// Debts that were given up.
    WrittenOff,
    /// What became of debts in a year, for the tax file.
    BadDebts,
    /// Double entries for the accountant.
    Journals,
    /// The allowance for doubtful accounts.
    Allowance,
    /// The rules of chasing.
    Policy,
    /// What messages say.
    Templates,
    /// The policy for customers, to print.
    PolicyPaper,
    /// Import, export, backup.
    Data,
    /// The business.
    Settings,
    /// Reference rates of interest.
    Rates,
    /// The chart of accounts and the locked period.
    Accounts,
    /// How numbers are made.
    Help,
}

impl Route {
    /// The places of the navigation and of the palette; one below another comes before it.
    pub const PLACES: [Self; 26] = [
        Self::Today,
        Self::Customers,
        Self::Invoices,
        Self::Payments,
        Self::Messages,
        Self::Promises,
        Self::Disputes,
        Self::Watch,
        Self::Holds,
        Self::Plans,
        Self::Charges,
        Self::Agencies,
        Self::WrittenOff,
        Self::Recovery,
        Self::Aging,
        Self::BadDebts,
        Self::Journals,
        Self::Allowance,
        Self::Templates,
        Self::PolicyPaper,
        Self::Policy,
        Self::Data,
        Self::Rates,
        Self::Accounts,
        Self::Settings,
        Self::Help,
    ];

    /// The path below the base.
    pub fn path(self) -> String {
        match self {
            Self::Today => "/".to_owned(),
            Self::Customers => "/customers".to_owned(),
            Self::Customer(id) => format!("/customers/{id}"),
            Self::Invoices => "/invoices".to_owned(),
            Self::Invoice(id) => format!("/invoices/{id}"),
            Self::Payments => "/payments".to_owned(),
            Self::Discounts => "/payments/discounts".to_owned(),
            Self::Messages => "/messages".to_owned(),
            Self::Promises => "/promises".to_owned(),
            Self::Disputes => "/disputes".to_owned(),
            Self::Recovery => "/recovery".to_owned(),
            Self::Legal(customer) => format!("/customers/{customer}/legal"),
            Self::WaysOut(customer) => format!("/customers/{customer}/ways-out"),
            Self::Holds => "/holds".to_owned(),
            Self::Charges => "/charges".to_owned(),
            Self::Plans => "/plans".to_owned(),
            Self::Plan(id) => format!("/plans/{id}"),
            Self::PlanOffer(id) => format!("/plans/offers/{id}"),
            Self::Agreement(id) => format!("/plans/{id}/agreement"),
            Self::Settlement(id) => format!("/plans/settlements/{id}"),
            Self::NewPlan(customer) => format!("/customers/{customer}/plan"),
            Self::CreditFile(customer) => format!("/customers/{customer}/credit"),
            Self::Order(customer) => format!("/customers/{customer}/order"),
            Self::Watch => "/holds/watch".to_owned(),
            Self::Evidence(customer) => format!("/customers/{customer}/evidence"),
            Self::Statement(customer) => format!("/customers/{customer}/statement"),
            Self::InvoiceClaim(id) => format!("/invoices/{id}/claim"),
            Self::CustomerClaim(id) => format!("/customers/{id}/claim"),
            Self::Agencies => "/recovery/agencies".to_owned(),
            Self::Agency(0) => "/recovery/agencies/new".to_owned(),
            Self::Agency(number) => format!("/recovery/agencies/{number}"),
            Self::Aging => "/reports/aging".to_owned(),
            Self::Behind => "/reports/aging/documents".to_owned(),
            Self::WrittenOff => "/recovery/written-off".to_owned(),
            Self::BadDebts => "/reports/bad-debts".to_owned(),
            Self::Journals => "/reports/journals".to_owned(),
            Self::Allowance => "/reports/allowance".to_owned(),
            Self::Policy => "/policy".to_owned(),
            Self::Templates => "/policy/templates".to_owned(),
            Self::PolicyPaper => "/policy/print".to_owned(),
            Self::Data => "/data".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Rates => "/settings/rates".to_owned(),
            Self::Accounts => "/settings/accounts".to_owned(),
            Self::Help => "/help".to_owned(),
        }
    }

    /// The address for a link, base included, on the day that is being looked at (`None` for today).
    pub fn href(self, as_of: Option<NaiveDate>) -> String {
        let path = format!("{}{}", base(), self.path());
        match as_of {
            Some(day) => format!("{path}?as_of={day}"),
            None => path,
        }
    }

    /// The name shown in the navigation and as the page's title.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Customers => "Customers",
            Self::Customer(_) => "Customer",
            Self::Invoices => "Invoices",
            Self::Invoice(_) => "Invoice",
            Self::Payments => "Payments",
            Self::Messages => "Messages",
            Self::Promises => "Promises",
            Self::Disputes => "Disputes",
            Self::Recovery => "Recovery",
            Self::WaysOut(_) => "Ways out",
            Self::Legal(_) => "Going to court",
            Self::Holds => "On hold",
            Self::Charges => "Fees and interest",
            Self::Plans | Self::Plan(_) | Self::PlanOffer(_) | Self::Settlement(_) => "Payment plans",
            Self::Agreement(_) => "Agreement",
            Self::NewPlan(_) => "New payment plan",
            Self::CreditFile(_) => "Credit file",
            Self::Order(_) => "May this order ship?",
            Self::Watch => "Watch list",
            Self::Discounts => "Discounts",
            Self::Evidence(_) => "Evidence pack",
            Self::Statement(_) => "Statement of account",
            Self::InvoiceClaim(_) | Self::CustomerClaim(_) => "Claim for interest",
            Self::Agencies | Self::Agency(_) => "Agencies",
            Self::Aging => "Aging",
            Self::Behind => "Documents behind a figure",
            Self::WrittenOff => "Written off",
            Self::BadDebts => "Bad debts",
            Self::Journals => "Journals",
            Self::Allowance => "Allowance",
            Self::Policy => "Credit policy",
            Self::Templates => "Message texts",
            Self::PolicyPaper => "Our terms of credit",
            Self::Data => "Data",
            Self::Settings => "Settings",
            Self::Rates => "Interest rates",
            Self::Accounts => "Accounts",
            Self::Help => "Help",
        }
    }
}
