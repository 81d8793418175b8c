//! Filter, tab and sort of a list, kept in the address so that a view can be bookmarked.

use crate::ui::components::Sort;
use crate::ui::routes::{Route, base};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

/// The query part of a list's address.
#[derive(Clone, Copy)]
pub struct ListAddress {
    place: Route,
    query: Memo<ParamsMap>,
    go: Callback<String>,
}

impl ListAddress {
    /// The address of a list, to be asked inside the router.
    pub fn of(place: Route) -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |path: String| {
            navigate(&path, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        });
        Self { place, query: use_query_map(), go }
    }

    /// What a key says; empty when it is not there.
    pub fn value(self, key: &'static str) -> Memo<String> {
        Memo::new(move |_| self.query.with(|query| query.get(key).unwrap_or_default()))
    }

    /// The column the list is sorted by: `due` or, largest first, `-due`.
    pub fn sort(self, usual: &'static str) -> Memo<Option<Sort>> {
        let text = self.value("sort");
        Memo::new(move |_| {
            let text = text.get();
            let text = if text.is_empty() { usual } else { &text };
            let descending = text.starts_with('-');
            Some(Sort { column: text.trim_start_matches('-').to_owned(), descending })
        })
    }

    /// The address with one key changed; an empty value takes it out.
    pub fn href(self, key: &'static str, value: &str) -> String {
        format!("{}{}", base(), self.path(key, value))
    }

    /// Changes one key without a new step in the history.
    pub fn set(self, key: &'static str, value: &str) {
        if self.query.with_untracked(|query| query.get(key).unwrap_or_default()) != value {
            self.go.run(untrack(|| self.path(key, value)));
        }
    }

    /// Sorts by a column.
    pub fn set_sort(self, sort: &Sort) {
        let sign = if sort.descending { "-" } else { "" };
        self.set("sort", &format!("{sign}{}", sort.column));
    }

    fn path(self, key: &'static str, value: &str) -> String {
        let mut query = self.query.get();
        query.remove(key);
        if !value.is_empty() {
            query.insert(key, value.to_owned());
        }
        format!("{}{}", self.place.path(), query.to_query_string())
    }
}
