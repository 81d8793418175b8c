//! The customers of a file: who is the same one on several rows.
//!
//! The source's number makes a customer; without one, the name does. It is the rule by which the ledger finds the
//! customers it already has, so the same file finds the same ones again. Whether it has them is not asked here.

use super::field::Field;
use super::preview::{Reason, WarningKind};
use super::read::CsvFile;
use super::row::{Findings, RowReader};
use super::words;
use crate::domain::import::ImportedCustomer;
use crate::domain::text_rules;
use crate::exchange::text::clean_line;
use std::collections::{HashMap, HashSet};

const NAME_LIMIT: usize = 200;

/// All customers so far.
#[derive(Default)]
pub(super) struct Customers {
    pub list: Vec<ImportedCustomer>,
    /// The record in which each was first seen.
    first_records: Vec<usize>,
    /// The first customer of each name, in lower case.
    by_name: HashMap<String, u32>,
    /// Other names of a customer that were reported already.
    other_names: HashSet<(u32, String)>,
    by_reference: HashMap<String, u32>,
    key: String,
    heading: Option<u32>,
}

impl Customers {
    /// The customer of a row; `None` when the row names none.
    pub fn of_row(&mut self, reader: &RowReader, file: &CsvFile, record: usize, found: &mut Findings) -> Option<u32> {
        let known_problems = found.problems.len();
        let reference = reader.line(file, record, Field::CustomerReference, 100, found);
        let reference = reference.strip_prefix('\'').unwrap_or(&reference);
        let name = reader.line(file, record, Field::CustomerName, NAME_LIMIT, found);
        if found.problems.len() > known_problems {
            return None;
        }
        let email = if reference.is_empty() && name.is_empty() {
            reader.line(file, record, Field::Email, NAME_LIMIT, found)
        } else {
            std::borrow::Cow::Borrowed("")
        };
        let name = if name.is_empty() { email } else { name };
        if reference.is_empty() && name.is_empty() {
            return self.heading;
        }
        let customer = self.find_or_add(reference, &name, file, record, found);
        self.complete(customer, reader, file, record, found);
        Some(customer)
    }

    /// Takes the only cell of a row as the customer of the rows below it.
    pub fn head(&mut self, cell: &str, file: &CsvFile, record: usize) {
        let name: String = clean_line(cell).text.chars().take(NAME_LIMIT).collect();
        self.heading = (!name.is_empty()).then(|| self.find_or_add("", &name, file, record, &mut Findings::default()));
    }

    /// The list, every customer with a name.
    pub fn finish(&mut self) -> Vec<ImportedCustomer> {
        let mut list = std::mem::take(&mut self.list);
        for customer in &mut list {
            if customer.name.is_empty() {
                customer.name.clone_from(&customer.reference);
            }
        }
        list
    }

    /// The customer of the same reference, else the one of the same name whose reference does not contradict.
    fn find_or_add(&mut self, reference: &str, name: &str, file: &CsvFile, record: usize, found: &mut Findings) -> u32 {
        self.key.clear();
        if name.is_ascii() {
            self.key.push_str(name);
            self.key.make_ascii_lowercase();
        } else {
            self.key.extend(name.chars().flat_map(char::to_lowercase));
        }
        if let Some(known) = self.by_reference.get(reference).copied() {
            let customer = &mut self.list[known as usize];
            if customer.name.is_empty() && !name.is_empty() {
                name.clone_into(&mut customer.name);
                self.by_name.entry(self.key.clone()).or_insert(known);
            } else if !name.is_empty()
                && customer.name != name
                && self.other_names.insert((known, self.key.clone()))
                && !is_same(&customer.name, name)
            {
                found.warnings.push(WarningKind::OtherName(file.table.line(self.first_records[known as usize])));
            }
            return known;
        }
        if let Some(known) = self.by_name.get(&self.key).copied().filter(|_| !name.is_empty()) {
            let customer = &mut self.list[known as usize];
            if reference.is_empty() || customer.reference.is_empty() {
                if !reference.is_empty() {
                    reference.clone_into(&mut customer.reference);
                    self.by_reference.insert(reference.to_owned(), known);
                }
                return known;
            }
        }
        let index = self.list.len() as u32;
        self.list.push(ImportedCustomer { reference: reference.to_owned(), name: name.to_owned(), ..ImportedCustomer::default() });
        self.first_records.push(record);
        if !name.is_empty() {
            self.by_name.entry(self.key.clone()).or_insert(index);
        }
        if !reference.is_empty() {
            self.by_reference.insert(reference.to_owned(), index);
        }
        index
    }

    /// Fills what is not known yet.
    fn complete(&mut self, customer: u32, reader: &RowReader, file: &CsvFile, record: usize, found: &mut Findings) {
        let customer = &mut self.list[customer as usize];
        for (field, limit) in [(Field::Email, 254), (Field::Phone, 60), (Field::Country, 60)] {
            let known = match field {
                Field::Email => &mut customer.email,
                Field::Phone => &mut customer.phone,
                _ => &mut customer.country,
            };
            if known.is_empty() && !reader.cell(file, record, field).is_empty() {
                let mut own = Findings::default();
                let text = reader.line(file, record, field, limit, &mut own);
                let usable = own.problems.is_empty() && (field != Field::Email || text_rules::is_email(&text));
                if usable {
                    *known = text.into_owned();
                } else if !text.is_empty() || !own.problems.is_empty() {
                    own.warnings.push(WarningKind::LeftOut(field));
                }
                found.warnings.append(&mut own.warnings);
            }
        }
        for field in [Field::Language, Field::Kind] {
            let cell = reader.cell(file, record, field);
            let known = match field {
                Field::Language => {
                    customer.language = customer.language.or_else(|| words::language(cell));
                    customer.language.is_some()
                }
                _ => {
                    customer.kind = customer.kind.or_else(|| words::customer_kind(cell));
                    customer.kind.is_some()
                }
            };
            if !known && !cell.trim().is_empty() {
                found.warnings.push(WarningKind::LeftOut(field));
            }
        }
        if customer.address.is_empty()
            && let Some(address) = reader.block(file, record, Field::Address, 500, found)
        {
            customer.address = address;
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// A problem for a row that names no customer.
pub(super) fn no_customer(reader: &RowReader) -> super::preview::Problem {
    let field = if reader.has(Field::CustomerName) { Field::CustomerName } else { Field::CustomerReference };
    reader.problem(field, "", Reason::Missing)
}
