//! What each agency would bring for the debts of an age.

use crate::domain::agency::FeeError;
use crate::domain::currency::Currency;
use crate::reports::agencies::{Offer, Portfolio, offer, portfolio};
use crate::ui::books::Books;
use crate::ui::components::{Card, TextField};
use crate::ui::format;
use crate::ui::forms::{CurrencyField, read_percent};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The age at which debts are compared at first, in days past due.
const USUAL_AGE: &str = "60";

#[derive(Clone, PartialEq)]
struct Shown {
    portfolio: Portfolio,
    offers: Vec<(String, usize, Result<Offer, FeeError>)>,
}

/// The card.
#[component]
pub(super) fn Comparison() -> impl IntoView {
    let books = Books::expect();
    let home = books.read(|ledger| ledger.settings().home_currency);
    let currency = RwSignal::new(home.code().to_owned());
    let (age, percent) = (RwSignal::new(USUAL_AGE.to_owned()), RwSignal::new(String::new()));
    let shown = books.view(move |ledger, day| {
        let currency = Currency::from_code(&currency.get()).ok()?;
        let over_days = age.get().trim().parse::<u16>().ok()?;
        let portfolio = portfolio(ledger, currency, i64::from(over_days), day);
        let share = read_percent(&percent.get()).ok();
        let all = ledger.settings().agencies.all().iter().filter(|agency| !agency.ended);
        let offers = all.filter_map(|agency| Some((agency.name.clone(), agency.unchecked().count(), offer(agency, &portfolio, share?))));
        let mut offers: Vec<_> = offers.collect();
        offers.sort_by_key(|(_, _, offer)| std::cmp::Reverse(offer.as_ref().map_or(i64::MIN, |offer| offer.net.minor())));
        Some(Shown { portfolio, offers })
    });
    let summary = move || {
        let words = match shown.get() {
            None => "Enter a currency and a whole number of days.".to_owned(),
            Some(Shown { portfolio, .. }) if portfolio.accounts.is_empty() => {
                format!("Nobody owes anything in {} that is so old.", portfolio.currency.code())
            }
            Some(Shown { portfolio, .. }) => {
                let out = [(portfolio.disputed, "disputed"), (portfolio.on_plan, "on a payment plan")];
                let out = out.into_iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}"));
                let out = out.collect::<Vec<_>>().join(", ");
                let out = if out.is_empty() { out } else { format!(" Left out: {out}.") };
                let accounts = format::plural(portfolio.accounts.len(), "customer owes", "customers owe");
                format!("{accounts} {} of that age.{out}", format::money(portfolio.total()))
            }
        };
        view! { <p>{words}</p> }
    };
    let table = move || {
        let Shown { portfolio, offers } = shown.get().filter(|shown| !shown.portfolio.accounts.is_empty())?;
        if offers.is_empty() {
            return Some(view! { <p class="muted">"Enter which part of these debts you think an agency would collect: it is your guess, and the same for all."</p> }.into_any());
        }
        let row = |(name, unchecked, offer): (String, usize, Result<Offer, FeeError>)| {
            let checked = if unchecked == 0 { "everything checked".to_owned() } else { format!("{unchecked} not checked") };
            let figures = match offer {
                Ok(Offer { takes, below, collected, fee, net, .. }) => {
                    let left = if below == 0 { String::new() } else { format!(" ({below} too small)") };
                    view! {
                        <td role="cell" data-label="Takes">{format!("{takes}{left}")}</td>
                        <td role="cell" class="end money" data-label="Collects">{format::amount(collected)}</td>
                        <td role="cell" class="end money" data-label="Asks">{format::amount(fee)}</td>
                        <td role="cell" class="end money" data-label="You get"><strong>{format::amount(net)}</strong></td>
                    }
                    .into_any()
                }
                Err(problem) => view! { <td role="cell" colspan="4">{problem.to_string()}</td> }.into_any(),
            };
            view! { <tr role="row"><th role="rowheader" scope="row">{name}</th>{figures}<td role="cell" class="muted" data-label="Checklist">{checked}</td></tr> }
        };
        let heads = ["Agency", "Takes", "Collects", "Asks", "You get", "Checklist"].map(|head| {
            let end = matches!(head, "Collects" | "Asks" | "You get");
            view! { <th role="columnheader" scope="col" class:end=end>{head}</th> }
        });
        let caption = format!("What each agency would bring, in {}", portfolio.currency.code());
        Some(
            view! {
                <div class="table-scroll" tabindex="0" role="region" aria-label=caption.clone()>
                    <table class="table table--lines" role="table" aria-label=caption.clone()>
                        <thead role="rowgroup"><tr role="row">{heads.collect_view()}</tr></thead>
                        <tbody role="rowgroup">{offers.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                <p class="muted">"You get = what is collected − commission on each debt by its age − fee for each account − tax on both. "<a href=Signal::derive(move || format!("{}#agencies", Route::Help.href(books.link_day())))>"How it is counted"</a></p>
            }
            .into_any(),
        )
    };
    view! {
        <Card title="What each would bring" id="compare">
            <div class="stack">
                <div class="form-row">
                    <TextField id="compare-age" label="Past due by more than (days)" value=age inputmode="numeric" chars=6/>
                    <TextField id="compare-percent" label="Part it collects, percent" value=percent inputmode="decimal" chars=6/>
                    <CurrencyField id="compare-currency" value=currency/>
                </div>
                <div class="stack" aria-live="polite">{summary}{table}</div>
            </div>
        </Card>
    }
}
