//! Where things stand on a page: the header on top, cards of content, and what stands there before there is any.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// A titled part of a page.
///
/// ```ignore
/// view! { <Card title="Contacts" actions=|| view! { <Button>"Add"</Button> }><p>"…"</p></Card> }
/// ```
#[component]
pub fn Card(
    /// The heading (level 2); without it the card is a plain ground.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// Buttons at the right end of the heading.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Content reaches the edges (for tables).
    #[prop(optional)]
    flush: bool,
    /// The id of the element, for links.
    #[prop(optional, into)]
    id: Option<String>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let head = actions.is_some() || title.with_untracked(Option::is_some);
    view! {
        <section class="Card" class:Card--flush=flush id=id>
            {head.then(|| view! {
                <header class="Card-head">
                    <h2 class="Card-title">{move || title.get()}</h2>
                    {actions.map(|actions| view! { <div class="Card-actions">{actions.run()}</div> })}
                </header>
            })}
            <div class="Card-body">{children()}</div>
        </section>
    }
}

/// The top of a page: its name, one line about it, its actions. It holds the page's only `h1`, to which
/// the focus goes when the page is new.
///
/// ```ignore
/// view! { <PageHeader title="Invoices" lead="Everything you have billed." actions=|| view! { <Button>"Add"</Button> }/> }
/// ```
#[component]
pub fn PageHeader(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// One line: what the page is for or what it shows just now.
    #[prop(optional, into)]
    lead: MaybeProp<String>,
    /// The way back: the text and the address of the page above.
    #[prop(optional)]
    back: Option<(String, String)>,
    /// Buttons.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Badges after the name.
    #[prop(optional, into)]
    badges: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <header class="PageHeader">
            <div class="PageHeader-text">
                {back.map(|(text, href)| view! {
                    <a class="PageHeader-back" href=href><Icon name=IconName::Back/>{text}</a>
                })}
                <div class="PageHeader-name">
                    <h1 tabindex="-1">{move || title.get()}</h1>
                    {badges.map(|badges| badges.run())}
                </div>
                {move || lead.get().map(|lead| view! { <p class="PageHeader-lead">{lead}</p> })}
            </div>
            {actions.map(|actions| view! { <div class="PageHeader-actions">{actions.run()}</div> })}
        </header>
    }
}

/// What stands where there is nothing yet: what the place is for, and one step to start.
///
/// ```ignore
/// view! {
///     <EmptyState icon=IconName::Invoices title="No invoices yet" text="Drop in an export of your shop.">
///         <Button kind=ButtonKind::Primary>"Import a file"</Button>
///     </EmptyState>
/// }
/// ```
#[component]
pub fn EmptyState(
    /// An icon of the place.
    icon: IconName,
    /// What is missing (level 2).
    #[prop(into)]
    title: Signal<String>,
    /// What the place will be good for.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="EmptyState">
            <span class="EmptyState-icon"><Icon name=icon/></span>
            <h2>{move || title.get()}</h2>
            <p>{move || text.get()}</p>
            {children.map(|children| view! { <div class="EmptyState-actions">{children()}</div> })}
        </div>
    }
}
