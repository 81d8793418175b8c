//! Rules of rows and documents: small files, and what becomes of every row.

use crate::support::csv::{days, open, preview_of, run};
use recoup::domain::approach::{CustomerKind, Language};
use recoup::domain::command::Command;
use recoup::domain::currency::Currency;
use recoup::domain::ids::CustomerId;
use recoup::domain::import::DueFrom;
use recoup::domain::ledger::Ledger;
use recoup::exchange::csv::{Detected, Field, Mapping, NegativeAmounts, Preview, Question, WarningKind};
use recoup::exchange::text::{DateOrder, DecimalMark, Encoding};

const HEADER: &str = "Customer,Invoice No,Invoice Date,Due Date,Amount\n";

fn read(text: &str) -> Preview {
    preview_of(open("test.csv", text.as_bytes().to_vec()))
}

fn read_with(text: &str, change: impl FnOnce(&mut Mapping)) -> Preview {
    let mut job = open("test.csv", text.as_bytes().to_vec());
    let mut mapping = job.mapping().clone();
    change(&mut mapping);
    job.set_mapping(mapping);
    run(&mut job).unwrap();
    preview_of(job)
}

/// One line per fact: invoices, credit notes, skipped and rejected rows, warnings.
fn show(preview: &Preview) -> String {
    let mut lines = Vec::new();
    for one in &preview.batch.invoices {
        let paid: Vec<String> = one.payments.iter().map(|payment| format!(" paid {} on {}", payment.amount, payment.on)).collect();
        let customer = &preview.batch.customers[one.customer as usize].name;
        let disputed = if one.disputed { " disputed" } else { "" };
        lines.push(format!("{customer} {} {}..{} {}{}{disputed}", one.number, one.issued, one.due, one.amount, paid.concat()));
    }
    for one in &preview.batch.credit_notes {
        let customer = &preview.batch.customers[one.customer as usize].name;
        lines.push(format!("{customer} credit {} {} {}", one.number, one.issued, one.amount));
    }
    lines.extend(preview.skipped.iter().map(|row| format!("skipped {}: {}", row.line, row.reason)));
    for row in &preview.rejected {
        let problems: Vec<String> = row.problems.iter().map(ToString::to_string).collect();
        lines.push(format!("rejected {}: {}", row.line, problems.join("; ")));
    }
    lines.extend(preview.warnings.iter().map(|one| format!("warning {}: {}: {}", one.line, one.value, one.kind)));
    lines.join("\n")
}

fn check(text: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(show(&read(text)).lines().collect::<Vec<_>>(), expected, "{text}");
}

fn check_rows(rows: &str, expected: &str) {
    check(&format!("{HEADER}{rows}"), expected);
}

#[test]
fn every_problem_of_every_row_is_named() {
    check_rows(
        "A,1,2013-01-03,2013-02-31,abc\n,2,2013-01-03,,5\nB,,2013-01-03,,5\nB,3,,,5\nB,4,2013-01-03,,0\nB,5,2013-01-03,,-5\nB,006,2013-01-03,,7.50\n",
        "B 006 2013-01-03..2013-02-02 7.50 USD
         skipped 6: the amount is zero
         rejected 2: due date “2013-02-31” is a day that does not exist in the calendar; amount “abc” is not an amount
         rejected 3: customer name is missing
         rejected 4: invoice number is missing
         rejected 5: invoice date is missing
         rejected 7: amount “-5” is negative; it can be taken as a credit note if you choose so",
    );
}

#[test]
fn negative_amounts_follow_the_setting() {
    let text = format!("{HEADER}A,1,2013-01-03,,(45.00)\n");
    let preview = read_with(&text, |mapping| mapping.negative_amounts = NegativeAmounts::CreditNote);
    assert_eq!(show(&preview), "A credit 1 2013-01-03 45.00 USD");
    assert_eq!(preview.totals[0].accepted.to_string(), "-45.00 USD");
}

#[test]
fn repeated_numbers() {
    // Another customer: a warning. The same row again: one document. Another amount: neither can be trusted.
    check_rows(
        "A,7,2013-01-03,,5\nB,7,2013-01-03,,5\nA,7,2013-01-03,,5\nA,8,2013-01-03,,5\nB,9,2013-01-03,,1\nA,8,2013-01-03,,6\n",
        "A 7 2013-01-03..2013-02-02 5.00 USD
         B 7 2013-01-03..2013-02-02 5.00 USD
         B 9 2013-01-03..2013-02-02 1.00 USD
         rejected 5: amount “5” differs from the amount of the same document on line 7
         rejected 7: amount “6” differs from the amount of the same document on line 5
         warning 3: 7: another customer has a document with the same number on line 2",
    );
}

#[test]
fn totals_of_line_items_are_never_summed() {
    check(
        "ContactName,EmailAddress,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,Description,Quantity,Currency,Type,Status\n\
         Acme,a@acme.test,INV-1,31/01/2024,29/02/2024,120.00,20.00,100.00,Chairs,2,GBP,Sales invoice,Awaiting Payment\n\
         Acme,a@acme.test,INV-1,31/01/2024,29/02/2024,120.00,20.00,100.00,Tables,1,GBP,Sales invoice,Awaiting Payment\n\
         Acme,,CN-1,31/01/2024,,30.00,0,10.00,Return,1,GBP,Sales credit note,Awaiting Payment\n\
         Acme,,INV-2,31/01/2024,29/02/2024,10.00,0,10.00,x,1,GBP,Sales invoice,Voided\n\
         Acme,,OP-1,31/01/2024,,10.00,0,10.00,x,1,GBP,Sales overpayment,Paid\n\
         Acme,,X-1,31/01/2024,,10.00,0,10.00,x,1,GBP,Gift,Paid\n",
        "Acme INV-1 2024-01-31..2024-02-29 120.00 GBP paid 20.00 GBP on 2026-11-22
         Acme credit CN-1 2024-01-31 10.00 GBP
         skipped 5: the status is “Voided”: nothing is owed on it
         skipped 6: the type is “Sales overpayment”: neither an invoice nor a credit note
         rejected 7: type of document “Gift” is not a known type of document
         warning 4: CN-1: only the unused part of the credit note was taken",
    );
}

#[test]
fn continuation_rows_inherit() {
    check(
        "Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Billing Name,Outstanding Balance,Next Payment Due At\n\
         #1001,a@b.test,pending,,EUR,99.00,2025-12-06 10:37:33 -0500,1,Mug,Ann,99.00,2026-01-05 10:37:33 -0500\n\
         #1001,a@b.test,,,,,2025-12-06 10:37:33 -0500,2,Cup,,,\n\
         ,,,,,,,1,Gift wrap,,,\n\
         #1002,c@d.test,paid,2025-12-08 10:00:00 -0500,EUR,10.00,2025-12-07 10:00:00 -0500,1,Mug,Bob,0.00,\n",
        "Ann #1001 2025-12-06..2026-01-05 99.00 EUR
         Bob #1002 2025-12-07..2026-01-06 10.00 EUR paid 10.00 EUR on 2025-12-08",
    );
}

#[test]
fn lines_are_summed_when_there_is_no_total() {
    check(
        "Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Rate,Quantity,Line Total,Currency\n\
         Ann,0007,2024-03-31,paid,2024-04-02,Design,50,2,100.00,CAD\n\
         Ann,0007,2024-03-31,paid,2024-04-02,Print,5,1,5.25,CAD\n\
         Ann,0008,2024-03-31,draft,,Print,5,1,5.25,CAD\n",
        "Ann 0007 2024-03-31..2024-04-30 105.25 CAD paid 105.25 CAD on 2024-04-02
         skipped 4: the status is “draft”: nothing is owed on it",
    );
}

#[test]
fn reports_with_titles_sections_and_totals() {
    check(
        "Open Invoices Report\nMy Shop\n\"As of June 30, 2024\"\n\n,Date,Transaction type,Num,Term,Due date,Open balance\n\
         Ann Lee,,,,,,\n,01/15/2024,Invoice,1037,Net 30,02/14/2024,\"1,000.00\"\n,01/20/2024,Payment,,,,-20.00\n\
         Total for Ann Lee,,,,,,\"980.00\"\nBob,,,,,,\n,01/31/2024,Invoice,1038,Net 30,,50.00\n,01/31/2024,Credit Memo,1039,,,-5.00\nTOTAL,,,,,,\"1,025.00\"\n",
        "Ann Lee 1037 2024-01-15..2024-02-14 1000.00 USD
         Bob 1038 2024-01-31..2024-03-01 50.00 USD
         Bob credit 1039 2024-01-31 5.00 USD
         skipped 6: the row is a heading
         skipped 8: the type is “Payment”: neither an invoice nor a credit note
         skipped 9: the row is a total
         skipped 10: the row is a heading
         skipped 13: the row is a total",
    );
}

#[test]
fn payments_from_balances_amounts_and_dates() {
    let header = "Customer,Number,Date,Amount,Balance,Amount Paid,Date Paid,Disputed\n";
    check(
        &format!(
            "{header}A,1,2024-01-01,10,4,6,2024-01-09,yes\nA,2,2024-01-01,10,,3,,no\nA,3,2024-01-01,10,,,2024-01-09,\nA,4,2024-01-01,10,11,,,\n\
             A,5,2024-01-01,10,,,2023-12-31,maybe\nA,6,2024-01-01,10,,,2027-01-01,\nA,7,2024-01-01,10,-1,,,\nA,8,2024-01-01,10,5,3,,\nA,9,2024-01-01,10,10,0,,\n"
        ),
        "A 1 2024-01-01..2024-01-31 10.00 USD paid 6.00 USD on 2024-01-09 disputed
         A 2 2024-01-01..2024-01-31 10.00 USD paid 3.00 USD on 2026-11-22
         A 3 2024-01-01..2024-01-31 10.00 USD paid 10.00 USD on 2024-01-09
         A 8 2024-01-01..2024-01-31 10.00 USD paid 5.00 USD on 2026-11-22
         A 9 2024-01-01..2024-01-31 10.00 USD
         rejected 5: balance still open “11” is more than the amount of the document
         rejected 6: disputed “maybe” is neither yes nor no; date paid “2023-12-31” is before the invoice date
         rejected 7: date paid “2027-01-01” is later than today
         rejected 8: balance still open “-1” is below zero
         warning 9: 8: the amount paid and the balance do not add up to the amount; the balance was taken",
    );
}

#[test]
fn decimal_commas_semicolons_and_windows_letters() {
    let text = "Kunde;Rechnungsnummer;Rechnungsdatum;F\u{e4}llig am;Betrag\nM\u{fc}ller;1;31.12.2023;30.01.2024;1.234,50 \u{80}\nM\u{fc}ller;2;01.02.2024;;12,00 \u{80}\n";
    let bytes: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    let job = open("test.csv", bytes);
    assert_eq!(job.file().unwrap().encoding, Encoding::Windows1252);
    assert_eq!((job.file().unwrap().separator, job.detection().decimal_mark.known()), (b';', Some(DecimalMark::Comma)));
    assert_eq!(show(&preview_of(job)), "Müller 1 2023-12-31..2024-01-30 1234.50 EUR\nMüller 2 2024-02-01..2024-03-02 12.00 EUR");
}

#[test]
fn what_can_be_read_in_two_ways_is_asked() {
    let text = format!("{HEADER}A,1,03/01/2012,02/02/2012,\"1.500\"\n");
    let mut job = open("test.csv", text.into_bytes());
    assert_eq!(job.detection().date_order, Detected::Ask(vec![DateOrder::DayMonthYear, DateOrder::MonthDayYear]));
    assert_eq!(job.detection().date_examples, ["03/01/2012"]);
    assert_eq!(job.questions(), [Question::DateOrder, Question::DecimalMark]);
    assert!(job.start(days()).is_err());
    let answers = Mapping { date_order: Some(DateOrder::MonthDayYear), decimal_mark: Some(DecimalMark::Comma), ..job.mapping().clone() };
    job.set_mapping(answers);
    run(&mut job).unwrap();
    assert_eq!(show(&preview_of(job)), "A 1 2012-03-01..2012-02-02 1500.00 USD\nwarning 2: 1: the due date is before the invoice date");
}

#[test]
fn a_wrong_table_asks_for_its_columns() {
    let job = open("test.csv", b"city,height\nParis,35\n".to_vec());
    let questions: Vec<String> = job.questions().iter().map(ToString::to_string).collect();
    assert_eq!(
        questions,
        [
            "No column is set as the customer’s name, number or email.",
            "No column is set as the invoice number.",
            "No column is set as the invoice date.",
            "No column is set as the amount."
        ]
    );
    let mut twice = Mapping::empty(2);
    twice.columns = vec![Some(Field::Amount), Some(Field::Amount)];
    assert!(twice.problems().iter().any(|problem| problem.to_string() == "Two columns are set as the amount; choose one."));
}

#[test]
fn stripe_invoices() {
    check(
        "id,Amount Due,Currency,Customer,Customer Name,Date (UTC),Due Date (UTC),Number,Paid,Paid At (UTC),Total,Amount Paid,Status\r\n\
         in_1,100.00,usd,cus_1,Ann,2024-01-05 9:07,2024-02-04 9:07,A-1,true,2024-01-20 1:00,100.00,100.00,paid\r\n\
         in_2,50.00,jpy,cus_2,Bob,2024-01-05 9:07,1970-01-01 0:00,A-2,false,,50.00,0.00,open\r\n\
         in_3,50.00,usd,cus_2,Bob,2024-01-05 9:07,,A-3,false,,50.00,0.00,void\r\n",
        "Ann A-1 2024-01-05..2024-02-04 100.00 USD paid 100.00 USD on 2024-01-20
         Bob A-2 2024-01-05..2024-02-04 50 JPY
         skipped 4: the status is “void”: nothing is owed on it",
    );
}

#[test]
fn hidden_characters_lengths_and_text_that_looks_like_code() {
    let long = "n".repeat(201);
    check_rows(
        &format!(
            "<img src=x onerror=alert(1)>,1,2024-01-01,,5\nAc\u{202e}me,2,2024-01-01,,5\n{long},3,2024-01-01,,5\n'=SUM(A1),4,2024-01-01,,5\n=SUM(A1),5,2024-01-01,,5\n"
        ),
        &format!(
            "<img src=x onerror=alert(1)> 1 2024-01-01..2024-01-31 5.00 USD
             Acme 2 2024-01-01..2024-01-31 5.00 USD
             =SUM(A1) 4 2024-01-01..2024-01-31 5.00 USD
             =SUM(A1) 5 2024-01-01..2024-01-31 5.00 USD
             rejected 4: customer name “{}” is longer than 200 characters
             warning 3: 2: invisible characters were removed from the customer name",
            "n".repeat(60)
        ),
    );
    let preview = read(&format!("{HEADER}=1+1,\"=cmd\",2024-01-01,,x\n"));
    let file = open("test.csv", format!("{HEADER}=1+1,\"=cmd\",2024-01-01,,x\n").into_bytes());
    let csv = preview.rejected_csv(file.file().unwrap());
    assert!(csv.ends_with("2,amount “x” is not an amount,'=1+1,'=cmd,2024-01-01,,x\r\n"), "{csv}");
}

#[test]
fn currencies_of_rows() {
    let text = "Customer,Number,Date,Amount,Currency\nA,1,2024-01-01,5,\nA,2,2024-01-01,€5,\nA,3,2024-01-01,€5,USD\nA,4,2024-01-01,5,ZZZ\nA,5,2024-01-01,1234,jpy\n";
    let preview = read_with(text, |mapping| mapping.default_currency = Currency::GBP);
    assert_eq!(
        show(&preview).lines().collect::<Vec<_>>(),
        [
            "A 1 2024-01-01..2024-01-31 5.00 GBP",
            "A 2 2024-01-01..2024-01-31 5.00 EUR",
            "A 5 2024-01-01..2024-01-31 1234 JPY",
            "rejected 4: amount “€5” is written in EUR, but USD is expected",
            "rejected 5: currency “ZZZ” is not a currency code such as USD or EUR"
        ]
    );
}

#[test]
fn customers_are_known_by_number_else_by_name() {
    let text = "Customer ID,Customer,Email,Number,Date,Amount\n7,Ann,,1,2024-01-01,5\n7,ANN,x@y.test,2,2024-01-01,5\n7,,,3,2024-01-01,5\n8,Ann,no mail,4,2024-01-01,5\n7,Anna,,5,2024-01-01,5\n9,Zoe,,6,2024-01-01,bad\n";
    let preview = read(text);
    let customers: Vec<_> =
        preview.batch.customers.iter().map(|one| (one.reference.as_str(), one.name.as_str(), one.email.as_str())).collect();
    assert_eq!(customers, [("7", "Ann", "x@y.test"), ("8", "Ann", "")]);
    let owners: Vec<u32> = preview.batch.invoices.iter().map(|one| one.customer).collect();
    assert_eq!(owners, [0, 0, 0, 1, 0]);
    let kinds: Vec<WarningKind> = preview.warnings.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [WarningKind::LeftOut(Field::Email), WarningKind::OtherName(2)]);
}

#[test]
fn columns_that_are_not_used_are_named() {
    let job = open("test.csv", b"Customer,Shoe size,Invoice No,Invoice Date,Amount,,Kind\nA,44,1,2024-01-03,5,x,odd\n".to_vec());
    let headers = &job.file().unwrap().headers;
    assert_eq!(job.mapping().unused(headers), ["Shoe size", "Kind"]);
    let nothing_left = Mapping { columns: vec![Some(Field::Note); headers.len()], ..job.mapping().clone() };
    assert_eq!(nothing_left.unused(headers), [""; 0]);
}

#[test]
fn language_and_kind_are_read_and_never_guessed() {
    let rows = "A,1,2024-01-03,5,fr-FR,Business\nA,2,2024-01-03,5,de,consumer\nB,3,2024-01-03,5,Klingon,B2C\nC,4,2024-01-03,5,Português,maybe\nD,5,2024-01-03,5,,\n";
    let preview = read(&format!("Customer,Invoice No,Invoice Date,Amount,Language,Customer type\n{rows}"));
    let known: Vec<_> = preview.batch.customers.iter().map(|one| (one.language, one.kind)).collect();
    let (business, consumer) = (Some(CustomerKind::Business), Some(CustomerKind::Consumer));
    assert_eq!(known, [(Some(Language::Fr), business), (None, consumer), (Some(Language::Pt), None), (None, None)]);
    let warnings: Vec<String> = preview.warnings.iter().map(|one| format!("{} {}", one.line, one.kind)).collect();
    let left_out =
        ["4 the language of the customer cannot be used and was left out", "5 the kind of customer cannot be used and was left out"];
    assert_eq!(warnings, left_out);
    let mut ledger = Ledger::default();
    ledger.execute(&Command::ImportFile { batch: Box::new(preview.batch) }, days().today).unwrap();
    let approach = &ledger.customer(CustomerId(1)).unwrap().details.approach;
    assert_eq!((approach.language, approach.kind), known[0]);
}

#[test]
fn terms_of_the_file_count_from_the_end_of_the_month_where_they_say_so() {
    let cells = ["30", "Net 15 EOM", "20 prox", "10 days end of month", "due on receipt", "2/10 net 30", "soon"];
    let rows = cells.iter().enumerate().map(|(place, terms)| format!("A,{place},2026-01-10,{terms},5\n"));
    let preview = read(&format!("Customer,Invoice No,Invoice Date,Terms,Amount\n{}", rows.collect::<String>()));
    let dues: Vec<String> = preview.batch.invoices.iter().map(|one| one.due.to_string()).collect();
    assert_eq!(dues, ["2026-02-09", "2026-02-15", "2026-02-20", "2026-02-10", "2026-01-10"]);
    assert!(preview.batch.invoices.iter().all(|one| one.due_from == DueFrom::Terms));
    let why = "is neither a number of days from 0 to 3650 nor terms such as net 15 EOM";
    assert!(preview.rejected.iter().all(|row| row.problems[0].to_string().ends_with(why)) && preview.rejected.len() == 2);
}

#[test]
fn an_invoice_without_a_due_date_is_left_to_the_answer_or_the_policy() {
    let text = "Customer,Invoice No,Invoice Date,Amount\nA,1,2026-01-10,5\n";
    let due = |when_due: Option<&str>| {
        let preview = read_with(text, |mapping| mapping.when_due = when_due.map(|terms| terms.parse().unwrap()));
        preview.batch.invoices.iter().map(|one| (one.due.to_string(), one.due_from)).next().unwrap()
    };
    assert_eq!(due(Some("14")), ("2026-01-24".to_owned(), DueFrom::Terms));
    assert_eq!(due(Some("net 15 EOM")), ("2026-02-15".to_owned(), DueFrom::Terms));
    assert_eq!(due(None), ("2026-01-10".to_owned(), DueFrom::Policy));
}
