//! The list of placeholders with what they mean.

use crate::domain::template::{PLACEHOLDERS, ROW_FIELDS};
use crate::ui::components::Card;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn Placeholders() -> impl IntoView {
    let term = |written: String, meaning: &'static str| view! { <div><dt><code>{written}</code></dt><dd>{meaning}</dd></div> };
    let texts = PLACEHOLDERS.into_iter().filter(|one| !one.flag).map(move |one| term(format!("{{{{ {} }}}}", one.name), one.meaning));
    let flags = PLACEHOLDERS.into_iter().filter(|one| one.flag).map(move |one| term(format!("{{% if {} %}}", one.name), one.meaning));
    let fields = ROW_FIELDS.into_iter().map(move |(name, meaning)| term(format!("{{{{ document.{name} }}}}"), meaning));
    view! {
        <Card title="Placeholders">
            <div class="stack stack--tight">
                <dl class="TemplateWords">{texts.collect_view()}</dl>
                <h3>"Conditions"</h3>
                <p class="muted">"What stands between the two marks is written only when it holds. Any placeholder can be asked about: it holds when there is something to fill in."</p>
                <p><code>"{% if payment %} … {% else %} … {% endif %}"</code></p>
                <p><code>"{% if tone == \"final\" %} … {% endif %}"</code></p>
                <dl class="TemplateWords">{flags.collect_view()}</dl>
                <h3>"A list of your own"</h3>
                <p class="muted">"Written once for every open document, at most 60."</p>
                <p><code>"{% for document in documents %} … {% endfor %}"</code></p>
                <dl class="TemplateWords">{fields.collect_view()}</dl>
            </div>
        </Card>
    }
}
