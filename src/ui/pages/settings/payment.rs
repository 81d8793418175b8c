//! The ways to pay while they are being edited: account, link, UPI; and the codes they make.

use super::error_of;
use crate::domain::payment_options::{HolderAddress, PaymentOptions, is_qr_iban, is_sepa_country, written_in_groups};
use crate::ui::components::{Card, Problem, TextField};
use leptos::prelude::*;

/// What is typed, a signal per field.
#[derive(Debug, Clone, Copy)]
pub struct PaymentDraft {
    holder: RwSignal<String>,
    iban: RwSignal<String>,
    bic: RwSignal<String>,
    bank: RwSignal<String>,
    link: RwSignal<String>,
    upi: RwSignal<String>,
    street: RwSignal<String>,
    building: RwSignal<String>,
    postcode: RwSignal<String>,
    town: RwSignal<String>,
    country: RwSignal<String>,
}

impl PaymentDraft {
    /// Nothing typed.
    pub fn empty() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            holder: empty(),
            iban: empty(),
            bic: empty(),
            bank: empty(),
            link: empty(),
            upi: empty(),
            street: empty(),
            building: empty(),
            postcode: empty(),
            town: empty(),
            country: empty(),
        }
    }

    /// Puts ways to pay in place of what is typed.
    pub fn load(self, options: &PaymentOptions) {
        self.holder.set(options.holder.clone());
        self.iban.set(written_in_groups(&options.iban));
        self.bic.set(options.bic.clone());
        self.bank.set(options.bank.clone());
        self.link.set(options.link.clone());
        self.upi.set(options.upi.clone());
        let HolderAddress { street, building, postcode, town, country } = options.address.clone();
        self.street.set(street);
        self.building.set(building);
        self.postcode.set(postcode);
        self.town.set(town);
        self.country.set(country);
    }

    fn typed(self) -> PaymentOptions {
        PaymentOptions {
            holder: self.holder.get(),
            iban: self.iban.get(),
            bic: self.bic.get(),
            bank: self.bank.get(),
            link: self.link.get(),
            upi: self.upi.get(),
            address: HolderAddress {
                street: self.street.get(),
                building: self.building.get(),
                postcode: self.postcode.get(),
                town: self.town.get(),
                country: self.country.get(),
            },
        }
    }

    /// The ways to pay that are typed, or the first thing that is wrong.
    pub fn read(self) -> Result<PaymentOptions, Problem> {
        self.typed().checked().map_err(|problem| Problem::new(id_of(problem.field()), problem.to_string()))
    }
}

/// The id of a field.
fn id_of(field: &str) -> String {
    format!("settings-pay-{field}")
}

/// Which codes letters will carry, in a sentence.
fn codes_words(options: &PaymentOptions) -> Option<&'static str> {
    let swiss = options.iban.starts_with("CH") || options.iban.starts_with("LI");
    if swiss && is_qr_iban(&options.iban) {
        Some(
            "This is a QR-IBAN: it goes only with reference numbers of your bank. For the Swiss QR-bill on letters enter your normal IBAN.",
        )
    } else if swiss && options.address.is_complete() {
        Some("Letters about francs or euros carry a Swiss QR-bill code.")
    } else if swiss {
        Some("With postcode, town and country of the account holder, letters about francs or euros carry a Swiss QR-bill code.")
    } else if is_sepa_country(&options.iban) {
        Some("Letters about euros carry a code that banking apps in Europe scan (EPC QR).")
    } else if !options.upi.is_empty() {
        Some("Letters about rupees carry a UPI code.")
    } else {
        None
    }
}

/// How customers pay.
#[component]
pub(super) fn PaymentCard(
    /// What is edited.
    draft: PaymentDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let checked = Memo::new(move |_| draft.typed().checked().ok());
    let codes = move || checked.with(|options| options.as_ref().and_then(codes_words));
    let needs_address = Memo::new(move |_| {
        let iban = draft.iban.get().trim().to_ascii_uppercase();
        iban.starts_with("CH") || iban.starts_with("LI")
    });
    let field = move |name: &'static str, label: &'static str, value: RwSignal<String>, help: &'static str| {
        // An empty help is no help.
        let help = Signal::derive(move || (!help.is_empty()).then(|| help.to_owned()));
        view! { <TextField id=id_of(name) label value optional=true help error=error_of(problems, id_of(name))/> }
    };
    view! {
        <Card title="Ways to pay">
            <div class="form">
                <p class="muted">"Written under messages in the customer's language, with the document numbers as reference. On letters there is a code to scan."</p>
                <div class="form-row">
                    {field("holder", "Account holder", draft.holder, "")}
                    {field("iban", "IBAN", draft.iban, "The check digits are verified.")}
                </div>
                <div class="form-row">
                    {field("bic", "BIC", draft.bic, "")}
                    {field("bank", "Bank", draft.bank, "")}
                </div>
                <Show when=move || needs_address.get()>
                    <fieldset class="form-group">
                        <legend>"Address of the account holder"</legend>
                        <div class="form-row">
                            {field("street", "Street", draft.street, "")}
                            {field("building", "Number", draft.building, "")}
                        </div>
                        <div class="form-row">
                            {field("postcode", "Postcode", draft.postcode, "")}
                            {field("town", "Town", draft.town, "")}
                            {field("country", "Country", draft.country, "Two letters, such as CH.")}
                        </div>
                    </fieldset>
                </Show>
                {field("link", "Payment link", draft.link, "An https address. {{amount}}, {{currency}} and {{reference}} are filled in.")}
                {field("upi", "UPI address", draft.upi, "For payments in Indian rupees, such as shop@bank.")}
                <p class="muted" aria-live="polite">{codes}</p>
            </div>
        </Card>
    }
}
