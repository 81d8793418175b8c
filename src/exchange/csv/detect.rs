//! Order of dates and decimal mark, decided once per file from all its values.
//!
//! A value that only fits one reading votes; when both readings fit every value, the owner is asked. What is
//! likely (day of the week, dates in the future) is deliberately no evidence.

use super::field::Field;
use super::mapping::Mapping;
use super::read::CsvFile;
use super::row::Currencies;
use crate::exchange::text::{DateOrder, DecimalMark, order_choices, parse_amount, written_currency};

/// What the values of a file show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Detected<T> {
    /// Nothing depends on it.
    #[default]
    Unneeded,
    /// Decided.
    Known(T),
    /// Several readings fit: ask, with the examples at hand.
    Ask(Vec<T>),
}

impl<T: Copy> Detected<T> {
    /// The reading, when it is decided.
    pub fn known(&self) -> Option<T> {
        if let Self::Known(reading) = self { Some(*reading) } else { None }
    }
}

/// What was found out about a file under a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detection {
    /// The order of dates.
    pub date_order: Detected<DateOrder>,
    /// The decimal mark.
    pub decimal_mark: Detected<DecimalMark>,
    /// Up to three dates that can be read in several orders.
    pub date_examples: Vec<String>,
    /// Up to three amounts that can be read with both marks.
    pub amount_examples: Vec<String>,
}

/// Looks at the values, a budget of rows at a time.
pub(super) struct DetectJob {
    dates: Vec<usize>,
    amounts: Vec<usize>,
    currency: Option<usize>,
    currencies: Currencies,
    date_votes: [usize; 8],
    mark_votes: [usize; 4],
    found: Detection,
    record: usize,
}

impl DetectJob {
    pub fn new(file: &CsvFile, mapping: &Mapping) -> Self {
        let columns = |wanted: fn(Field) -> bool| {
            let mapped = mapping.columns.iter().enumerate();
            mapped.filter(|(_, field)| field.is_some_and(wanted)).map(|(column, _)| column).collect()
        };
        Self {
            dates: columns(Field::is_date),
            amounts: columns(Field::is_money),
            currency: mapping.column(Field::Currency),
            currencies: Currencies::new(mapping.default_currency),
            date_votes: [0; 8],
            mark_votes: [0; 4],
            found: Detection::default(),
            record: file.first_data_record(),
        }
    }

    pub fn done(&self, file: &CsvFile) -> usize {
        self.record - file.first_data_record()
    }

    /// Looks at up to `budget` rows; `true` when all were seen.
    pub fn step(&mut self, file: &CsvFile, budget: usize) -> bool {
        let end = file.table.len().min(self.record.saturating_add(budget));
        while self.record < end {
            for column in &self.dates {
                let cell = file.table.cell(self.record, *column);
                let choices = order_choices(cell);
                self.date_votes[usize::from(choices)] += 1;
                if choices.count_ones() > 1 {
                    note(&mut self.found.date_examples, cell);
                }
            }
            self.amounts(file);
            self.record += 1;
        }
        self.record >= file.table.len()
    }

    fn amounts(&mut self, file: &CsvFile) {
        let mut row_currency = None;
        for column in &self.amounts {
            let cell = file.table.cell(self.record, *column);
            if cell.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let named = *row_currency.get_or_insert_with(|| {
                let code = self.currency.map_or("", |column| file.table.cell(self.record, column));
                self.currencies.named(code).unwrap_or(None)
            });
            let currency = named.or_else(|| written_currency(cell)).unwrap_or(self.currencies.default);
            let point = parse_amount(cell, DecimalMark::Point, currency);
            let comma = parse_amount(cell, DecimalMark::Comma, currency);
            let choices = if point == comma { 0 } else { usize::from(point.is_ok()) | usize::from(comma.is_ok()) << 1 };
            self.mark_votes[choices] += 1;
            if choices == 3 {
                note(&mut self.found.amount_examples, cell);
            }
        }
    }

    pub fn finish(self) -> Detection {
        Detection {
            date_order: decide(&self.date_votes, &DateOrder::ALL),
            decimal_mark: decide(&self.mark_votes, &[DecimalMark::Point, DecimalMark::Comma]),
            ..self.found
        }
    }
}

fn note(examples: &mut Vec<String>, cell: &str) {
    if examples.len() < 3 && !examples.iter().any(|known| known == cell) {
        examples.push(cell.chars().take(60).collect());
    }
}

/// The reading that fits most values, when it is the only one and the values against it are few: at most one for
/// twenty that speak for it alone. The values against it are then rejected with their reason.
fn decide<T: Copy>(votes: &[usize], readings: &[T]) -> Detected<T> {
    let fits =
        |reading: usize| votes.iter().enumerate().filter(|(choices, _)| choices >> reading & 1 == 1).map(|(_, count)| count).sum::<usize>();
    let counts: Vec<usize> = (0..readings.len()).map(fits).collect();
    let total: usize = votes.iter().skip(1).sum();
    let best = counts.iter().copied().max().unwrap_or(0);
    if total == 0 {
        return Detected::Unneeded;
    }
    let with = |wanted: &dyn Fn(usize) -> bool| {
        readings.iter().zip(&counts).filter(|(_, count)| wanted(**count)).map(|(reading, _)| *reading).collect::<Vec<T>>()
    };
    let winners = with(&|count| count == best);
    let second = counts.iter().copied().filter(|count| *count < best).max().unwrap_or(0);
    match winners[..] {
        [reading] if (total - best) * 20 <= best - second => Detected::Known(reading),
        [_] => Detected::Ask(with(&|count| count > 0)),
        _ => Detected::Ask(winners),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_decides_only_when_it_is_clear() {
        let check = |votes: [usize; 4], expected| assert_eq!(decide(&votes, &['a', 'b']), expected, "{votes:?}");
        check([9, 0, 0, 0], Detected::Unneeded);
        check([0, 1, 0, 0], Detected::Known('a'));
        check([0, 0, 1, 50], Detected::Known('b'));
        check([0, 0, 0, 5], Detected::Ask(vec!['a', 'b']));
        check([0, 3, 3, 0], Detected::Ask(vec!['a', 'b']));
        check([0, 100, 1, 0], Detected::Known('a'));
        check([0, 10, 1, 0], Detected::Ask(vec!['a', 'b']));
    }
}
