//! The words of an agreement, on the screen and on paper.

use crate::domain::agreement::{AgreementPart, AgreementWords};
use leptos::prelude::*;

/// A table: its head, then its rows; numbers of money stand at the end of their cells.
fn table(rows: Vec<Vec<String>>) -> impl IntoView {
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    let last = head.len().saturating_sub(1);
    let line = move |row: Vec<String>| {
        let cells = row.into_iter().enumerate().map(|(place, text)| {
            if place == 0 {
                view! { <th scope="row">{text}</th> }.into_any()
            } else {
                view! { <td class:end=place == last>{text}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let name = head.join(", ");
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=name>
            <table class="table">
                <thead><tr>{head.into_iter().enumerate().map(|(place, text)| view! { <th scope="col" class:end=place == last>{text}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Where both sign: each row is the line and the name under it.
fn signatures(rows: Vec<Vec<String>>) -> impl IntoView {
    let line = |row: Vec<String>| {
        let texts = row.into_iter().map(|text| view! { <p>{text}</p> });
        view! { <div class="PlanPaper-sign">{texts.collect_view()}</div> }
    };
    rows.into_iter().map(line).collect_view()
}

/// The paper.
#[component]
pub fn Paper(
    /// What it says.
    words: AgreementWords,
) -> impl IntoView {
    let last = words.parts.len().saturating_sub(1);
    let part = move |(place, part): (usize, AgreementPart)| {
        let AgreementPart { heading, text, rows } = part;
        let text = (!text.is_empty()).then(|| view! { <p class="as-typed">{text}</p> });
        let below = match (rows.is_empty(), place == last) {
            (true, _) => ().into_any(),
            (_, true) => signatures(rows).into_any(),
            _ => table(rows).into_any(),
        };
        view! {
            <section class:AgreementPaper-sign=place == last>
                <h3>{format!("{}. {heading}", place + 1)}</h3>
                {text}
                {below}
            </section>
        }
    };
    view! {
        <article class="AgreementPaper" lang=words.language.code()>
            <h2>{words.title}</h2>
            {words.parts.into_iter().enumerate().map(part).collect_view()}
        </article>
    }
}
