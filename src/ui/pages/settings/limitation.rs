//! How limitation dates are counted, while it is being edited.

use crate::domain::limits::limitation::LimitationRules;
use crate::domain::limits::places::PlaceCode;
use crate::ui::components::{Card, CheckField, Choice, RadioGroup, SelectField};
use crate::ui::wording::limitation::{place_choices, place_value};
use leptos::prelude::*;

/// What is chosen and ticked.
#[derive(Debug, Clone, Copy)]
pub struct LimitationDraft {
    place: RwSignal<String>,
    own_law: RwSignal<bool>,
    services: RwSignal<bool>,
    restarts: RwSignal<String>,
}

impl LimitationDraft {
    /// Nothing chosen.
    pub fn empty() -> Self {
        let text = || RwSignal::new(String::new());
        Self { place: text(), own_law: RwSignal::new(false), services: RwSignal::new(false), restarts: text() }
    }

    /// Puts rules in place of what is chosen.
    pub fn load(self, rules: LimitationRules) {
        self.place.set(place_value(rules.place));
        self.own_law.set(rules.own_law);
        self.services.set(rules.services);
        let restarts = match rules.restarts {
            None => "listed",
            Some(true) => "yes",
            Some(false) => "no",
        };
        self.restarts.set(restarts.to_owned());
    }

    /// What is chosen.
    pub fn read(self) -> LimitationRules {
        let restarts = self.restarts.get();
        let place = PlaceCode::of(&self.place.get());
        LimitationRules {
            place,
            own_law: self.own_law.get() && place.is_some(),
            services: self.services.get(),
            restarts: (restarts == "yes" || restarts == "no").then_some(restarts == "yes"),
        }
    }
}

/// The card “Limitation dates”.
#[component]
pub(super) fn LimitationCard(
    /// What is edited.
    draft: LimitationDraft,
) -> impl IntoView {
    let restarts = vec![
        Choice::new("listed", "Count it where it is listed for the place"),
        Choice::new("yes", "Always count it"),
        Choice::new("no", "Never count it"),
    ];
    view! {
        <Card title="Limitation dates">
            <div class="form">
                <p class="muted">
                    "Until when a claim can be brought to court. Facts with their sources, not legal advice; Help says how the dates are counted."
                </p>
                <SelectField
                    id="settings-law"
                    label="Place whose law counts"
                    value=draft.place
                    choices=place_choices("None: only where the customer's country says")
                    help="Counts where a customer's form, country and address do not say which does."
                />
                <CheckField
                    id="settings-own-law"
                    label="It counts for all customers"
                    value=draft.own_law
                    help="For everybody whose form names no other place. Ask a lawyer whether your terms may say so."
                />
                <CheckField
                    id="settings-services"
                    label="You sell services, no goods"
                    value=draft.services
                    help="In the United States and Poland the years for sales of goods differ; the shorter ones count unless this is ticked."
                />
                <RadioGroup
                    id="settings-restarts"
                    label="When a part payment or a written acknowledgement begins the years anew"
                    value=draft.restarts
                    choices=restarts
                />
            </div>
        </Card>
    }
}
