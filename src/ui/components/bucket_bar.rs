//! How a balance spreads over the aging buckets: a strip, its legend, and a table for those who do not see it.

use leptos::prelude::*;

/// One bucket.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BucketPart {
    /// Its name: “1–30 days”.
    pub label: String,
    /// The amount as shown.
    pub amount: String,
    /// Its weight in the strip, in minor units; what is not above zero takes no room.
    pub weight: i64,
    /// Which step of the bucket colours, 0 (current) to 6 (oldest).
    pub step: u8,
    /// The address of the documents in it.
    pub href: Option<String>,
}

/// A stacked strip of aging buckets. Besides its colour each bucket has a pattern and a label.
///
/// ```ignore
/// view! { <BucketBar label="Owed by age" parts=parts/> }
/// ```
#[component]
pub fn BucketBar(
    /// What the strip shows, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The buckets, youngest first.
    #[prop(into)]
    parts: Signal<Vec<BucketPart>>,
    /// Only the strip, for rows of tables; the numbers must stand beside it then.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let strip = move || {
        let piece = |part: BucketPart| {
            let class = format!("BucketBar-part bucket-{}", part.step.min(6));
            view! { <span class=class style:flex-grow=part.weight.to_string() title=format!("{}: {}", part.label, part.amount)></span> }
        };
        parts.get().into_iter().filter(|part| part.weight > 0).map(piece).collect_view()
    };
    let legend = move || {
        let item = |part: BucketPart| {
            view! {
                <div class="BucketBar-item">
                    <dt><span class=format!("BucketBar-swatch bucket-{}", part.step.min(6)) aria-hidden="true"></span>{part.label}</dt>
                    <dd>
                        {match part.href {
                            Some(href) => view! { <a href=href>{part.amount}</a> }.into_any(),
                            None => part.amount.into_any(),
                        }}
                    </dd>
                </div>
            }
        };
        parts.get().into_iter().map(item).collect_view()
    };
    view! {
        <div class="BucketBar" class:BucketBar--compact=compact>
            <div class="BucketBar-strip" aria-hidden="true">{strip}</div>
            {if compact {
                view! { <span class="visually-hidden">{move || spoken(&label.get(), &parts.get())}</span> }.into_any()
            } else {
                view! { <dl class="BucketBar-legend" aria-label=move || label.get()>{legend}</dl> }.into_any()
            }}
        </div>
    }
}

fn spoken(label: &str, parts: &[BucketPart]) -> String {
    let parts: Vec<String> = parts.iter().filter(|part| part.weight > 0).map(|part| format!("{} {}", part.label, part.amount)).collect();
    format!("{label}: {}", parts.join(", "))
}
