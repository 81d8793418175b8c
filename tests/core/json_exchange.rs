//! The JSON ledger file: the exam, items 9 (hostile files) and 10 (export → import → export).

use crate::support::commands::random_ledger;
use crate::support::random::Random;
use crate::support::schema;
use recoup::domain::ledger::Ledger;
use recoup::exchange::json::{JsonProblem, MAX_FILE_BYTES, check_size, export_ledger, import_ledger};
use serde_json::Value;

const SAMPLE: &str = include_str!("../../src/exchange/json/sample.json");
const SCHEMA: &str = include_str!("../../public/ledger.schema.json");

fn problems(bytes: &[u8]) -> Vec<JsonProblem> {
    import_ledger(bytes).expect_err(&String::from_utf8_lossy(&bytes[..bytes.len().min(200)]))
}

#[test]
fn a_thousand_ledgers_come_back_byte_for_byte() {
    for seed in 0..1000 {
        let ledger = random_ledger(seed, 12 + (seed as usize % 40));
        let file = export_ledger(&ledger);
        let facts = import_ledger(file.as_bytes()).unwrap_or_else(|problems| panic!("seed {seed}: {}", problems[0]));
        assert_eq!(&facts, ledger.facts(), "seed {seed}");
        let again = Ledger::from_facts(facts).unwrap();
        assert_eq!(export_ledger(&again), file, "seed {seed}");
        let body = file.split_once("\"settings\":").unwrap().1.replace('\n', "");
        let standard = serde_json::to_string(ledger.facts()).unwrap();
        assert_eq!(standard.strip_prefix("{\"settings\":"), Some(body.as_str()), "seed {seed}");
    }
}

#[test]
fn one_record_a_line_and_nothing_that_changes_by_itself() {
    let ledger = random_ledger(7, 60);
    let file = export_ledger(&ledger);
    let facts = ledger.facts();
    let records = [
        facts.customers.len(),
        facts.invoices.len(),
        facts.credit_notes.len(),
        facts.payments.len(),
        facts.allocations.len(),
        facts.disputes.len(),
        facts.pauses.len(),
        facts.messages.len(),
        facts.plans.len(),
        facts.imports.len(),
        facts.promises.len(),
        facts.contacts.len(),
        facts.holds.len(),
        facts.postponements.len(),
        facts.settlements.len(),
        facts.decisions.len(),
        facts.plan_offers.len(),
        facts.agreements.len(),
        facts.refunds.len(),
        facts.allowance.len(),
        facts.reserves.len(),
        facts.write_offs.len(),
        facts.recoveries.len(),
    ];
    assert_eq!(file.lines().filter(|line| line.starts_with("{\"id\":")).count(), records.iter().sum::<usize>());
    assert!(file.ends_with("\n}\n") && !file.contains('\r'));
    assert_eq!(export_ledger(&ledger.clone()), file);
}

#[test]
fn the_schema_and_the_exported_files_agree() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(schema["$id"], "ledger.schema.json");
    let mut used = schema::Used::default();
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(schema::check(&schema, &sample, &mut used), Vec::<String>::new());
    assert_eq!(used.unused_properties(&schema), Vec::<String>::new(), "the sample has every field of the schema");
    for seed in 0..50 {
        let file: Value = serde_json::from_str(&export_ledger(&random_ledger(seed, 80))).unwrap();
        assert_eq!(schema::check(&schema, &file, &mut used), Vec::<String>::new(), "seed {seed}");
    }
}

/// Replaces the first occurrence in the sample and expects the first problem to say this.
fn refused(from: &str, to: &str, expected: &str) {
    assert!(SAMPLE.contains(from), "{from}");
    let found = problems(SAMPLE.replacen(from, to, 1).as_bytes());
    assert!(found[0].to_string().contains(expected), "{from} → {to}\n expected {expected}\n found    {}", found[0]);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let amount = "\"amount\":\"100.00 USD\"";
    refused(
        amount,
        "\"amount\":100.00",
        "invoices[0].amount (line 14, column 89): Here must stand an amount as text, such as “50.39 USD”, not the number “100.00”.",
    );
    refused(amount, "\"amount\":NaN", "not “NaN”, which JSON does not have.");
    refused(amount, "\"amount\":1e999", "not the number “1e999”.");
    refused(amount, "\"amount\":null", "not nothing (null).");
    refused(amount, "\"amount\":\"-1.00 USD\"", "“-1.00 USD” is not an amount");
    refused(amount, "\"amount\":\"100.00\"", "“100.00” is not an amount; an amount is written as “50.39 USD”.");
    refused(amount, "\"amount\":\"1.005 USD\"", "USD has 2 decimals, “1.005” has more.");
    refused(amount, "\"amount\":\"1.00 usd\"", "“usd” is not a currency code");
    refused(amount, "\"amount\":\"0.00 USD\"", "invoices[0] (line 14, column 1): Its amount is zero, negative or too large.");
    refused(amount, "\"amount\":{\"a\":[1,{}]}", "not a record {…}.");
    refused(
        "\"due\":\"2025-02-01\"",
        "\"due\":\"2025-02-31\"",
        "invoices[0].due (line 14, column 67): “2025-02-31” is not a day of the calendar.",
    );
    refused("\"due\":\"2025-02-01\"", "\"due\":\"1.2.2025\"", "is not a date; a date is written as “2025-01-31”.");
    refused(
        "{\"id\":1,\"customer\":1,\"number\"",
        "{\"id\":9007199254740993,\"customer\":1,\"number\"",
        "invoices[0].id (line 14, column 7): “9007199254740993” is not a whole number from 1 to 4294967295.",
    );
    refused(
        "{\"id\":2,\"customer\":1,\"number\"",
        "{\"id\":1,\"customer\":1,\"number\"",
        "invoices[1] (line 15, column 1): Its id is 1 instead of 2.",
    );
    refused(
        "\"number\":\"INV-1\"",
        "\"number\":\"INV-1\",\"number\":\"INV-9\"",
        "invoices[0].number (line 14, column 39): This field is there twice.",
    );
    refused(
        "\"number\":\"INV-1\"",
        "\"__proto__\":{},\"number\":\"INV-1\"",
        "invoices[0].__proto__ (line 14, column 22): “__proto__” is not a field that a Recoup ledger has here.",
    );
    refused("\"number\":\"INV-1\"", "\"constructor\":1,\"number\":\"INV-1\"", "invoices[0].constructor");
    refused("\"number\":\"INV-1\",", "", "invoices[0].number (line 14, column 1): This field is missing.");
    refused("\"number\":\"INV-1\"", "\"number\":\"\"", "This text must not be empty.");
    refused("\"number\":\"INV-1\"", &format!("\"number\":\"{}\"", "9".repeat(61)), "This text has more than 60 characters.");
    refused("\"number\":\"INV-1\"", "\"number\":\"INV\\n1\"", "This text must be one line");
    refused("\"number\":\"INV-1\"", "\"number\":\"\u{202e}1\"", "a character that cannot be shown (U+202E)");
    refused("\"number\":\"INV-1\"", "\"number\":\"\\u202e1\"", "a character that cannot be shown (U+202E)");
    refused("\"number\":\"INV-1\"", "\"number\":\"\\u0000\"", "a character that cannot be shown (U+0000)");
    refused("\"number\":\"INV-1\"", "\"number\":\"\\ud800\"", "The file is damaged here: a text holds a backslash that means nothing.");
    refused(
        "\"kind\":\"plan_interest\"",
        "\"kind\":\"fee\"",
        "“fee” is not one of “invoice”, “plan_interest”, “late_fee”, “interest”, “fixed_sum”, “return_fee”, “recovery”.",
    );
    refused("\"removed\":true", "\"removed\":1", "Here must stand true or false, not the number “1”.");
    refused("{\"instalment\":[1,0]}", "{\"instalment\":[1]}", "Here must stand a list of 2 values, not of 1.");
    refused(
        "\"state\":\"prepared\"",
        "\"state\":{\"sent\":{\"on\":\"2025-02-18\"},\"skipped\":{\"on\":\"2025-02-18\"}}",
        "Here must stand exactly one field, not 2.",
    );
    refused(
        "\"aging_buckets\":[-5,0,30,60]",
        "\"aging_buckets\":[30,0]",
        "settings.aging_buckets (line 6, column 230): A bucket ends before it begins",
    );
    refused("\"rate_pct\":\"5.50\"", "\"rate_pct\":5.5", "Here must stand a percentage as text");
    refused(
        "\"invoices\":[\n",
        "\"invoices\":{},\"x\":[\n",
        "invoices (line 13, column 12): Here must stand a list […], not a record {…}.",
    );
}

#[test]
fn facts_that_do_not_fit_together_are_refused() {
    refused(
        "\"source\":{\"payment\":1},\"invoice\":1",
        "\"source\":{\"payment\":1},\"invoice\":99",
        "allocations[0] (line 37, column 1): Its invoice does not exist.",
    );
    refused("\"source\":{\"payment\":1}", "\"source\":{\"payment\":99}", "Its payment or credit note does not exist.");
    refused(
        "\"amount\":\"20.00 USD\",\"on\":\"2025-01-20\"",
        "\"amount\":\"25.01 USD\",\"on\":\"2025-01-20\"",
        "payments[0] (line 30, column 1): More is allocated from it than its amount.",
    );
    refused(
        "{\"id\":4,\"customer\":3,\"number\"",
        "{\"id\":4,\"customer\":99,\"number\"",
        "invoices[3] (line 17, column 1): Its customer does not exist.",
    );
    refused("\"net_days\":14,\"grace_days\":2", "\"net_days\":14,\"grace_days\":-2", "policy.grace_days");
    refused("\"credit_limit\":\"5000.00 USD\"", "\"credit_limit\":\"-5000.00 USD\"", "“-5000.00 USD” is not an amount");
    refused("\"credit_limit\":\"5000.00 USD\"", "\"credit_limit\":\"0.00 USD\"", "credit limit is not an amount above zero");
    refused("\"net_days\":14", "\"net_days\":4000", "policy: Net terms can be at most 3650 days.");
}

#[test]
fn another_kind_of_file_is_recognised() {
    let one = |bytes: &[u8], expected: &str| {
        let found = problems(bytes);
        assert_eq!((found.len(), found[0].to_string().as_str()), (1, expected));
    };
    one(b"", "The file is empty.");
    one(b" \n", "The file is empty.");
    one(b"\xEF\xBB\xBF", "The file is empty.");
    one(b"{}", "This is not a Recoup ledger file. It is JSON of another kind.");
    one(br#"{"name":"left-pad","version":"1.0.0","dependencies":{}}"#, "This is not a Recoup ledger file. It is JSON of another kind.");
    one(br#"{"format":"budget","version":9}"#, "This is not a Recoup ledger file. Its format is “budget”.");
    one(b"[1,2,3]", "This is not a Recoup ledger file. It is JSON of another kind.");
    one(b"number;amount\n1;2\n", "This is not a Recoup ledger file. A ledger file begins with “{”.");
    one(b"\x89PNG\r\n", "This is not a Recoup ledger file.");
    one(
        "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice(),
        "The file is stored as UTF-16. Save it as UTF-8, then import it again.",
    );
    one(
        "{\"format\"".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>().as_slice(),
        "The file is stored as UTF-16. Save it as UTF-8, then import it again.",
    );
    let mut bad_utf_8 = SAMPLE.as_bytes().to_vec();
    let place = SAMPLE.find("Leeds").unwrap();
    bad_utf_8[place] = 0xE9;
    one(&bad_utf_8, "The file is not UTF-8 text: line 6 holds bytes that are no characters.");
    one(b"[".repeat(200).as_slice(), "This is not a Recoup ledger file. It is JSON of another kind.");
    let newer = "This file was made by a newer Recoup (Recoup 9.1): its format is version 2, and this Recoup reads up to version 1. Update Recoup, then import the file again.";
    let app = SAMPLE.replace("\"app\":\"0.1.0\"", "\"app\":\"9.1\"");
    one(app.replace("\"version\":1", "\"version\":2").replace("\"policy\"", "\"policies\"").as_bytes(), newer);
    one(app.replace("\"min_reader\":1", "\"min_reader\":2").as_bytes(), newer);
    assert!(check_size(MAX_FILE_BYTES).is_ok());
    assert_eq!(
        check_size(MAX_FILE_BYTES + 1).unwrap_err().to_string(),
        "The file is larger than 100 MB, which is more than a Recoup ledger can be."
    );
}

#[test]
fn damaged_files_say_where_they_end() {
    let cut = &SAMPLE[..SAMPLE.find("\"payments\"").unwrap() + 40];
    let found = problems(cut.as_bytes());
    assert!(found[0].to_string().contains("The file ends in the middle."), "{}", found[0]);
    assert!(found[0].to_string().starts_with("payments[0]"), "{}", found[0]);
    refused("\"note\":\"first\"", &format!("\"x\":{}", "[".repeat(200)), "invoices[0].x");
    let deep = SAMPLE.replacen("\"note\":\"first\"", &format!("\"x\":{}{}", "[".repeat(200), "]".repeat(200)), 1);
    assert!(problems(deep.as_bytes())[1].what.contains("nested more than 64 deep"));
    assert!(problems(format!("{SAMPLE}x").as_bytes())[0].what.contains("something follows the end"));
    assert!(import_ledger(format!("\u{feff}{SAMPLE}\r\n").as_bytes()).is_ok(), "a byte order mark does no harm");
}

#[test]
fn several_problems_are_told_at_once_but_not_without_end() {
    let many = SAMPLE.replace("USD\"", "USX\"");
    let found = problems(many.as_bytes());
    assert_eq!(found.len(), many.matches("USX\"").count());
    assert!(found.iter().all(|problem| problem.position.is_some() && !problem.path.is_empty()));
    let record = "{\"id\":1,\"customer\":0,\"number\":3}";
    let endless = SAMPLE.replacen("\"invoices\":[\n", &format!("\"invoices\":[\n{}", format!("{record},").repeat(1000)), 1);
    assert_eq!(problems(endless.as_bytes()).len(), 100);
}

/// Damages a file: flips, deletes, inserts or doubles bytes, or moves a piece.
fn mutate(dice: &mut Random, file: &mut Vec<u8>) {
    const PIECES: [&[u8]; 16] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b",",
        b":",
        b"\\",
        b"NaN",
        b"1e999",
        b"-",
        b"null",
        b"\"id\":1,",
        b"\xFF",
        b"\xE2\x80\xAE",
        b"9007199254740993",
    ];
    for _ in 0..dice.between(1, 4) {
        let at = dice.below(file.len());
        let to = (at + dice.below(40)).min(file.len());
        match dice.below(6) {
            0 => file[at] ^= 1 << dice.below(8),
            1 => drop(file.drain(at..to)),
            2 => file.truncate(at.max(1)),
            3 => drop(file.splice(at..at, dice.pick(&PIECES).iter().copied())),
            4 => {
                let piece = file[at..to].to_vec();
                let target = dice.below(file.len());
                drop(file.splice(target..target, piece));
            }
            _ => file[at] = b"0123456789"[dice.below(10)],
        }
        if file.is_empty() {
            file.push(b'{');
        }
    }
}

#[test]
fn ten_thousand_damaged_files_are_read_or_refused() {
    let mut dice = Random::new(9);
    let good = [SAMPLE.to_owned(), export_ledger(&random_ledger(3, 25)), export_ledger(&random_ledger(5, 12))];
    let (mut read, mut refused) = (0, 0);
    for _ in 0..10_000 {
        let mut file = good[dice.below(good.len())].clone().into_bytes();
        mutate(&mut dice, &mut file);
        match import_ledger(&file) {
            // What was still a ledger is kept exactly as the file says.
            Ok(facts) => {
                let ledger = Ledger::from_facts(facts).unwrap();
                assert_eq!(ledger.check(), []);
                assert!(import_ledger(export_ledger(&ledger).as_bytes()).as_ref() == Ok(ledger.facts()));
                read += 1;
            }
            Err(problems) => {
                assert!(!problems.is_empty() && problems.len() <= 100);
                for problem in problems {
                    let sentence = problem.to_string();
                    assert!(sentence.ends_with('.') && !sentence.contains("This cannot be read"), "{sentence}");
                }
                refused += 1;
            }
        }
    }
    assert!(read > 100 && refused > 5000, "{read} read, {refused} refused");
}
