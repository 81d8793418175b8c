//! Imports: each names its own records and nobody else's, since undoing it takes them back.

use super::{At, Checker};
use crate::domain::facts::{ImportRecord, Span};
use crate::domain::text_rules::limits;

/// A kind of record: its name, and where an import says which of them it added.
type Kind = (&'static str, fn(&ImportRecord) -> Span, usize);

impl Checker<'_> {
    pub(super) fn imports(&mut self) {
        let facts = self.facts;
        for (place, import) in facts.imports.iter().enumerate() {
            let at = At("imports", place);
            self.line(at, "file name", &import.source, limits::SOURCE);
            self.line(at, "fingerprint", &import.fingerprint, limits::FINGERPRINT);
        }
        let kinds: [Kind; 5] = [
            ("customers", |import| import.customers, facts.customers.len()),
            ("invoices", |import| import.invoices, facts.invoices.len()),
            ("credit notes", |import| import.credit_notes, facts.credit_notes.len()),
            ("payments", |import| import.payments, facts.payments.len()),
            ("disputes", |import| import.disputes, facts.disputes.len()),
        ];
        kinds.into_iter().for_each(|kind| self.spans(kind));
    }

    fn spans(&mut self, (noun, span_of, len): Kind) {
        let spans = self.facts.imports.iter().map(|import| span_of(import).range()).enumerate();
        let mut added: Vec<_> = spans.filter(|(_, span)| !span.is_empty()).collect();
        added.sort_by_key(|(place, span)| (span.start, *place));
        let mut end = 0;
        for (place, span) in added {
            let at = At("imports", place);
            self.expect(at, span.end <= len, "it names records that are not there");
            if span.start < end {
                self.add(at, format_args!("it names {noun} that another import added"));
            }
            end = end.max(span.end);
        }
    }
}
