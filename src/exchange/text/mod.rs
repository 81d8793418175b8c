//! Single values as people and programs write them: encodings, amounts, dates, names.
//!
//! Nothing here knows about files of a certain kind, rows or columns.

mod amount;
mod clean;
mod date;
mod encoding;

pub use amount::{AmountProblem, DecimalMark, parse_amount, parse_typed_amount, written_currency};
pub(in crate::exchange) use clean::FORMULA_STARTS;
pub use clean::{Cleaned, clean_block, clean_line, is_hidden};
pub use date::{DateOrder, DateProblem, is_blank_date, order_choices, parse_date, parse_typed_date};
pub use encoding::{Decoded, Encoding, FileProblem, MAX_FILE_BYTES, check_size, decode};
