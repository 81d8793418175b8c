//! The part of the check that goes into lists and records.

use super::check::{Checker, Step, Stop, one_of};
use super::scan::Next;
use super::shape::{Field, Shape};

impl Checker<'_> {
    pub(super) fn list(&mut self, each: &Shape) -> Result<(), Stop> {
        if self.scanner.next()? != Next::List {
            return self.mismatch("a list […]");
        }
        self.scanner.take(b'[');
        if self.scanner.take(b']') {
            return Ok(());
        }
        let top = match self.path.as_slice() {
            [Step::Field(name)] => {
                self.found.lines.push((name, Vec::new()));
                true
            }
            _ => false,
        };
        for place in 0.. {
            if top && let Some((_, lines)) = self.found.lines.last_mut() {
                lines.push(self.scanner.mark().line());
            }
            self.within(Step::Place(place), each)?;
            if !self.scanner.more(b']')? {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn row(&mut self, shapes: &[Shape]) -> Result<(), Stop> {
        let expected = format!("a list of {} values", shapes.len());
        if self.scanner.next()? != Next::List {
            return self.mismatch(&expected);
        }
        let mark = self.scanner.mark();
        self.scanner.take(b'[');
        let mut count = 0;
        let mut more = !self.scanner.take(b']');
        while more {
            match shapes.get(count) {
                Some(shape) => self.within(Step::Place(count), shape)?,
                None => drop(self.scanner.skip()?),
            }
            count += 1;
            more = self.scanner.more(b']')?;
        }
        if count == shapes.len() { Ok(()) } else { self.problem(mark, format!("Here must stand {expected}, not of {count}.")) }
    }

    pub(super) fn variant(&mut self, kinds: &[(&'static str, Option<Shape>)]) -> Result<(), Stop> {
        let words = || kinds.iter().filter(|(_, shape)| shape.is_none()).map(|(name, _)| *name);
        match self.scanner.next()? {
            Next::Text => self.text("a word", |_, text| one_of(words(), text)),
            Next::Record => {
                let mark = self.scanner.mark();
                self.scanner.take(b'{');
                let (mut count, mut more) = (0, !self.scanner.take(b'}'));
                while more {
                    let (key, key_mark) = self.scanner.key()?;
                    match kinds.iter().find(|(name, _)| *name == key) {
                        Some((name, Some(shape))) => self.within(Step::Field(name), shape)?,
                        _ => self.unknown(&key, key_mark)?,
                    }
                    count += 1;
                    more = self.scanner.more(b'}')?;
                }
                if count == 1 { Ok(()) } else { self.problem(mark, format!("Here must stand exactly one field, not {count}.")) }
            }
            _ => self.mismatch("a record of one field"),
        }
    }

    pub(super) fn record(&mut self, fields: &'static [Field]) -> Result<(), Stop> {
        if self.scanner.next()? != Next::Record {
            return self.mismatch("a record {…}");
        }
        let mark = self.scanner.mark();
        self.scanner.take(b'{');
        let mut seen = 0_u32;
        let mut expected = 0;
        let mut more = !self.scanner.take(b'}');
        while more {
            let (key, key_mark) = self.scanner.key()?;
            // Fields come in their usual order, so the search begins behind the last one.
            let place = (expected..fields.len()).chain(0..expected).find(|place| fields[*place].name == key);
            match place {
                None => self.unknown(&key, key_mark)?,
                Some(place) => {
                    let field = &fields[place];
                    if seen & (1 << place) != 0 {
                        let path = self.path_of(field.name);
                        self.problem_at(path, key_mark, "This field is there twice.".to_owned())?;
                    }
                    seen |= 1 << place;
                    expected = place + 1;
                    self.within(Step::Field(field.name), &field.shape)?;
                }
            }
            more = self.scanner.more(b'}')?;
        }
        for (place, field) in fields.iter().enumerate() {
            if field.required && seen & (1 << place) == 0 {
                let path = self.path_of(field.name);
                self.problem_at(path, mark, "This field is missing.".to_owned())?;
            }
        }
        Ok(())
    }
}
