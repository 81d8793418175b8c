//! What a table is told about its columns.

use leptos::prelude::*;
use std::sync::Arc;

/// Where the content of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Text.
    #[default]
    Start,
    /// Numbers, in tabular digits.
    End,
}

/// The column and direction a table is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// [`Column::id`] of the column.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

/// One column of a table of `Row`s.
#[derive(Clone)]
pub struct Column<Row: 'static> {
    pub(super) id: &'static str,
    pub(super) header: String,
    pub(super) align: Align,
    pub(super) sortable: bool,
    pub(super) width: Option<&'static str>,
    pub(super) on_card: bool,
    pub(super) cell: Arc<dyn Fn(&Row) -> AnyView + Send + Sync>,
}

impl<Row: 'static> Column<Row> {
    /// A column by its id (used in sorting), its header and what it shows of a row.
    pub fn new<V: IntoAny>(id: &'static str, header: impl Into<String>, cell: impl Fn(&Row) -> V + Send + Sync + 'static) -> Self {
        Self {
            id,
            header: header.into(),
            align: Align::Start,
            sortable: false,
            width: None,
            on_card: true,
            cell: Arc::new(move |row| cell(row).into_any()),
        }
    }

    /// Right-aligned, with tabular digits.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.align = Align::End;
        self
    }

    /// The header sorts.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// The CSS width of the column (`8rem`); columns without share the rest.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = Some(width);
        self
    }

    /// Left out where rows are cards.
    #[must_use]
    pub fn hide_on_card(mut self) -> Self {
        self.on_card = false;
        self
    }

    pub(super) fn class(&self) -> &'static str {
        match (self.align, self.on_card) {
            (Align::Start, true) => "DataTable-cell",
            (Align::End, true) => "DataTable-cell DataTable-cell--end",
            (Align::Start, false) => "DataTable-cell DataTable-cell--wide",
            (Align::End, false) => "DataTable-cell DataTable-cell--end DataTable-cell--wide",
        }
    }
}
