//! What the palette can do besides finding: every command that is not bound to one page, and the dialogs for them.

use super::books::Books;
use super::components::{Announcements, IconName, PaletteEntry, as_of};
use super::format;
use super::forms::{CustomerForm, InvoiceForm, PaymentForm, namesake_particulars, read_date};
use super::leaving::Leaving;
use super::pages::data::hand_out_ledger;
use super::pages::plans::PlanStart;
use super::preferences::{SlashShortcut, ThemeSetting};
use super::routes::Route;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The commands of the shell.
#[derive(Clone, Copy)]
pub struct Commands {
    books: Books,
    announcements: Option<Announcements>,
    theme: ThemeSetting,
    single_keys: SlashShortcut,
    go_to_day: Callback<Option<NaiveDate>>,
    payment: RwSignal<bool>,
    invoice: RwSignal<bool>,
    customer: RwSignal<bool>,
    plan: RwSignal<bool>,
}

impl Commands {
    /// The commands, to be asked once in the shell. `go_to_day` shows the page as of a day.
    pub fn new(theme: ThemeSetting, single_keys: SlashShortcut, go_to_day: Callback<Option<NaiveDate>>) -> Self {
        let switch = || RwSignal::new(false);
        Self {
            books: Books::expect(),
            announcements: use_context(),
            theme,
            single_keys,
            go_to_day,
            payment: switch(),
            invoice: switch(),
            customer: switch(),
            plan: switch(),
        }
    }

    /// What the palette offers for a text: places first, then commands, then customers and invoices that match.
    pub fn entries(self, query: &str) -> Vec<PaletteEntry> {
        let day = untrack(|| self.books.link_day());
        let wanted = query.trim().to_lowercase();
        let places = Route::PLACES.into_iter().filter(|place| place.label().to_lowercase().contains(&wanted));
        let mut entries: Vec<_> =
            places.map(|place| PaletteEntry::place(place.label(), "Place", IconName::Forward, place.href(day))).collect();
        entries.extend(self.matching(&wanted));
        if wanted.is_empty() {
            return entries;
        }
        self.books.read(|ledger| {
            let customers = ledger.customers().filter(|customer| ledger.customer_matches(customer.id, &wanted)).take(8);
            entries.extend(customers.map(|customer| {
                let hint = namesake_particulars(ledger, customer).unwrap_or_else(|| "Customer".to_owned());
                PaletteEntry::place(customer.details.name.clone(), hint, IconName::Customers, Route::Customer(customer.id).href(day))
            }));
            let invoices = ledger.facts().invoices.iter().enumerate();
            let found =
                invoices.filter(|(place, invoice)| invoice.voided.is_none() && ledger.invoice_number_matches(*place, &wanted)).take(8);
            entries.extend(found.map(|(_, invoice)| {
                let hint = ledger.customer_name(invoice.customer).to_owned();
                PaletteEntry::place(invoice.number.clone(), hint, IconName::Invoices, Route::Invoice(invoice.id).href(day))
            }));
            let customers = ledger.customers().filter(|customer| ledger.customer_matches(customer.id, &wanted)).take(3);
            entries.extend(customers.map(|customer| {
                let label = format!("May an order of {} ship?", customer.details.name);
                PaletteEntry::place(label, "Credit decision", IconName::Check, Route::Order(customer.id).href(day))
            }));
        });
        entries
    }

    /// The commands whose name contains a lower-cased text; a date typed is a command, too.
    fn matching(self, wanted: &str) -> Vec<PaletteEntry> {
        let mut all = Vec::new();
        if let Some(day) = typed_day(wanted) {
            let look = Callback::new(move |()| self.go_to_day.run(Some(day)));
            all.push(PaletteEntry::action(format!("Look at {}", format::date_long(day)), "As of a day", IconName::Calendar, look));
        }
        let named = self.all().into_iter().filter(|entry| entry.label.to_lowercase().contains(wanted));
        all.extend(named);
        all
    }

    fn all(self) -> Vec<PaletteEntry> {
        let open = |label: &str, icon, switch: RwSignal<bool>| {
            PaletteEntry::action(label, "Command", icon, Callback::new(move |()| switch.set(true)))
        };
        let mut all = vec![
            open("Record a payment", IconName::Payments, self.payment),
            open("New invoice", IconName::Invoices, self.invoice),
            open("New customer", IconName::Customers, self.customer),
            open("New payment plan", IconName::Plans, self.plan),
        ];
        if let Some((text, undo)) = self.books.toaster().latest_undo() {
            all.push(PaletteEntry::action(format!("Undo: {text}"), "Ctrl Z", IconName::Undo, undo));
        }
        let command = |label: String, icon, run: Callback<()>| PaletteEntry::action(label, "Command", icon, run);
        all.push(command("Look at another day…".to_owned(), IconName::Calendar, Callback::new(|()| as_of::open_panel())));
        if untrack(|| self.books.looks_elsewhere()) {
            all.push(command("Back to today".to_owned(), IconName::Calendar, Callback::new(move |()| self.go_to_day.run(None))));
        }
        let export = Callback::new(move |()| {
            if hand_out_ledger(self.books, self.announcements) {
                self.books.toaster().push("The ledger was handed to the browser as a file", None);
            }
        });
        all.push(command("Export the ledger".to_owned(), IconName::Export, export));
        let next = self.theme.get_untracked().next();
        all.push(command(format!("Switch to {}", next.words()), IconName::Theme, Callback::new(move |()| self.theme.set(next))));
        let (words, on) =
            if untrack(|| self.single_keys.is_on()) { ("Turn single keys off", false) } else { ("Turn single keys on", true) };
        all.push(command(words.to_owned(), IconName::Settings, Callback::new(move |()| self.single_keys.set(on))));
        all
    }

    /// Runs the Undo of the newest notice that offers one.
    pub fn undo(self) {
        if let Some((_, undo)) = self.books.toaster().latest_undo() {
            undo.run(());
        }
    }
}

/// A whole date in any common notation, of a year that books can have.
fn typed_day(text: &str) -> Option<NaiveDate> {
    read_date(text).ok().filter(|day| (1950..=2100).contains(&day.year()))
}

/// The dialogs of the commands. Each is on the page only while it is open, because pages have the same ones.
#[component]
pub fn CommandDialogs(
    /// The commands.
    commands: Commands,
) -> impl IntoView {
    let Commands { payment, invoice, customer, plan, .. } = commands;
    let navigate = use_navigate();
    let leaving: Leaving = expect_context();
    let show_customer = Callback::new(move |id| {
        let path = Route::Customer(id).path();
        if !leaving.holds(&path) {
            navigate(&path, NavigateOptions::default());
        }
    });
    let (on_payment, on_invoice, on_customer, on_plan) = (mounted(payment), mounted(invoice), mounted(customer), mounted(plan));
    view! {
        <Show when=move || on_payment.get()><PaymentForm open=payment/></Show>
        <Show when=move || on_invoice.get()><InvoiceForm open=invoice/></Show>
        <Show when=move || on_customer.get()><CustomerForm open=customer on_done=show_customer/></Show>
        <Show when=move || on_plan.get()><PlanStart open=plan/></Show>
    }
}

/// True from opening until a frame after closing: the dialog closes by itself first, and so gives the focus back.
fn mounted(open: RwSignal<bool>) -> RwSignal<bool> {
    let mounted = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            mounted.set(true);
        } else {
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(false) {
                    let _gone = mounted.try_set(false);
                }
            });
        }
    });
    mounted
}
