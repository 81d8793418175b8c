//! The points with tables: the debt by its documents, and every payment of the plan.

use super::Writer;
use crate::domain::agreement::AgreementPart;
use crate::domain::application::Part;
use crate::domain::ids::InvoiceId;
use crate::domain::invoice::Invoice;
use crate::domain::money::Money;
use crate::domain::plan::PlanInstalment;
use crate::reports::aging::balance_as_of;
use crate::reports::plan_health::reconsent;

impl Writer<'_> {
    /// The documents, without the interest of the plan itself, and what each owed when the plan was accepted.
    pub(super) fn documents(&self) -> Vec<(&Invoice, Money)> {
        let mine = self.plan.invoices.iter().filter(|id| Some(**id) != self.plan.interest_document);
        let owed = |id: InvoiceId| balance_as_of(self.pen.ledger, id, self.plan.accepted);
        mine.filter_map(|id| Some((self.pen.ledger.invoice(*id)?, owed(*id)?))).collect()
    }

    /// What the plan is about: all its payments without their interest.
    fn principal(&self) -> Money {
        self.sum(
            self.plan.instalments.iter().map(|part| Money::from_minor(part.amount.minor() - part.interest.minor(), part.amount.currency())),
        )
    }

    pub(super) fn debt(&self) -> AgreementPart {
        let documents = self.documents();
        let principal = self.principal();
        let of_part = |part: Part| {
            let those = documents.iter().filter(|(document, _)| document.kind.part() == part);
            self.pen.amount(self.sum(those.map(|(_, owed)| *owed)))
        };
        let mut rows = vec![self.pen.head(&["debt.document", "debt.issued", "debt.due", "debt.amount", "debt.open"])];
        rows.extend(documents.iter().map(|(document, owed)| {
            let due = self.pen.ledger.facts().due_date_changes.iter().find(|change| change.invoice == document.id);
            let due = due.map_or(document.due, |change| change.from);
            vec![
                document.number.clone(),
                self.pen.date(document.issued),
                self.pen.date(due),
                self.pen.amount(document.amount),
                self.pen.amount(*owed),
            ]
        }));
        // A payment of the very day belongs to the plan: it was owed when the plan was made.
        let paid = principal.minor() - documents.iter().map(|(_, owed)| owed.minor()).sum::<i64>();
        let last = |text: String, amount: Money| vec![text, String::new(), String::new(), String::new(), self.pen.amount(amount)];
        if paid > 0 {
            let text = self.pen.texts.with("debt.paid", &[("{date}", self.pen.date(self.plan.accepted))]);
            rows.push(last(text, Money::from_minor(paid, principal.currency())));
        }
        rows.push(last(self.pen.texts.get("sum").to_owned(), principal));
        let holes = [
            ("{amount}", self.pen.amount(principal)),
            ("{date}", self.pen.date(self.plan.accepted)),
            ("{interest}", of_part(Part::Interest)),
            ("{fees}", of_part(Part::Costs)),
        ];
        let text = self.pen.texts.with("debt.text", &holes);
        let text = match reconsent(self.pen.ledger, self.plan) {
            Some(change) => {
                let holes = [
                    ("{plan}", change.replaced.to_string()),
                    ("{date}", self.pen.date(change.on)),
                    ("{before}", self.pen.amount(change.before)),
                    ("{after}", self.pen.amount(change.after)),
                ];
                format!("{}\n{text}", self.pen.texts.with("debt.replaces", &holes))
            }
            None => text,
        };
        self.pen.part("debt", text, rows)
    }

    pub(super) fn payments(&self) -> AgreementPart {
        let payments = &self.plan.instalments;
        let total = self.sum(payments.iter().map(|part| part.amount));
        let interest = self.sum(payments.iter().map(|part| part.interest));
        let bears = interest.is_positive();
        let row = |mut cells: Vec<String>, of_which: Money| {
            if bears {
                cells.push(self.pen.amount(of_which));
            }
            cells
        };
        let mut head = self.pen.head(&["pay.number", "pay.due", "pay.amount", "pay.interest"]);
        head.truncate(if bears { 4 } else { 3 });
        let mut rows = vec![head];
        rows.extend(payments.iter().enumerate().map(|(place, part)| {
            let name = match (self.plan.down_payment, place) {
                (true, 0) => self.pen.texts.get("pay.down").to_owned(),
                (true, _) => place.to_string(),
                (false, _) => (place + 1).to_string(),
            };
            row(vec![name, self.pen.date(part.due), self.pen.amount(part.amount)], part.interest)
        }));
        rows.push(row(vec![self.pen.texts.get("sum").to_owned(), String::new(), self.pen.amount(total)], interest));
        let end = |part: Option<&PlanInstalment>| {
            part.map_or_else(Default::default, |part| (self.pen.amount(part.amount), self.pen.date(part.due)))
        };
        let ((first, first_date), (last, last_date)) = (end(payments.first()), end(payments.last()));
        let holes = [
            ("{amount}", self.pen.amount(total)),
            ("{count}", payments.len().to_string()),
            ("{first}", first),
            ("{first_date}", first_date),
            ("{last}", last),
            ("{last_date}", last_date),
        ];
        self.pen.part("pay", self.pen.texts.with("pay.text", &holes), rows)
    }
}
