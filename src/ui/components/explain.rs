//! Numbers that explain themselves: formula, inputs, the day they hold for, the documents behind them.

use super::popover::Popover;
use leptos::prelude::*;

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// In words: “the balances of all open invoices, less unapplied credit”.
    pub formula: String,
    /// Name and value of each input, as shown.
    pub inputs: Vec<(String, String)>,
    /// The day the number holds for, as shown: “22 Nov 2026”.
    pub as_of: String,
    /// Text and address of the list of documents behind the number.
    pub documents: Option<(String, String)>,
}

impl Explanation {
    /// An explanation by its formula and day; add inputs and documents to taste.
    pub fn new(formula: impl Into<String>, as_of: impl Into<String>) -> Self {
        Self { formula: formula.into(), as_of: as_of.into(), ..Self::default() }
    }

    /// One more input.
    #[must_use]
    pub fn input(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.inputs.push((name.into(), value.into()));
        self
    }

    /// The list of documents behind the number.
    #[must_use]
    pub fn documents(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.documents = Some((text.into(), href.into()));
        self
    }

    fn view(self) -> impl IntoView {
        let inputs = self.inputs.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
        view! {
            <div class="Explanation">
                <p>{self.formula}</p>
                <dl class="Explanation-inputs">{inputs}</dl>
                <p class="Explanation-foot">
                    <span>"As of "{self.as_of}</span>
                    {self.documents.map(|(text, href)| view! { <a href=href>{text}</a> })}
                </p>
            </div>
        }
    }
}

/// A number in a line or a cell whose explanation opens on hover, focus and Enter, or tap.
///
/// ```ignore
/// view! { <ExplainedNumber id="balance" value=text explanation=why label="Balance"/> }
/// ```
#[component]
pub fn ExplainedNumber(
    /// A unique id on the page.
    #[prop(into)]
    id: String,
    /// What the number is, for screen readers: “Balance”.
    #[prop(into)]
    label: String,
    /// The number as shown.
    #[prop(into)]
    value: Signal<String>,
    /// Where it comes from.
    #[prop(into)]
    explanation: Signal<Explanation>,
) -> impl IntoView {
    let spoken = label.clone();
    view! {
        <Popover
            id=format!("{id}-why")
            class="ExplainedNumber"
            on_hover=true
            panel_label=format!("How {label} is computed")
            trigger=move || {
                let spoken = spoken.clone();
                view! { <span class="visually-hidden">{spoken}": "</span>{move || value.get()} }
            }
            panel=move || explanation.get().view()
        />
    }
}

/// A big number with its name below; the number explains itself.
///
/// ```ignore
/// view! { <div class="figures"><Figure id="owed" label="Owed to you" value=owed detail="84 invoices" explanation=why/></div> }
/// ```
#[component]
pub fn Figure(
    /// A unique id on the page.
    #[prop(into)]
    id: String,
    /// What the number is.
    #[prop(into)]
    label: String,
    /// The number as shown.
    #[prop(into)]
    value: Signal<String>,
    /// One line below: a count, a comparison. It leads to the documents when the explanation names them.
    #[prop(optional, into)]
    detail: MaybeProp<String>,
    /// Where the number comes from.
    #[prop(into)]
    explanation: Signal<Explanation>,
) -> impl IntoView {
    view! {
        <div class="Figure">
            <span class="Figure-label" aria-hidden="true">{label.clone()}</span>
            <span class="Figure-value"><ExplainedNumber id label value explanation/></span>
            {move || {
                let href = explanation.with(|why| why.documents.as_ref().map(|(_, href)| href.clone()));
                detail.get().map(|detail| match href {
                    Some(href) => view! { <a class="Figure-detail" href=href>{detail}</a> }.into_any(),
                    None => view! { <span class="Figure-detail">{detail}</span> }.into_any(),
                })
            }}
        </div>
    }
}
