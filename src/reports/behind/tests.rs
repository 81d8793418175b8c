use super::*;
use crate::domain::calendar::add_days;
use crate::domain::sample_shop::sample_shop;
use crate::reports::expected::owed_sums;

fn sum(ledger: &Ledger, question: &Question) -> i64 {
    behind(ledger, question).iter().map(|part| part.amount.minor()).sum()
}

#[test]
fn the_parts_of_every_figure_sum_to_it() {
    let today: NaiveDate = "2026-11-22".parse().unwrap();
    let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
    for (back, basis) in [(0, AgingBasis::DueDate), (0, AgingBasis::InvoiceDate), (5, AgingBasis::DueDate), (200, AgingBasis::DueDate)] {
        let as_of = add_days(today, -back);
        let parameters = AgingParameters { basis, ..AgingParameters::of(&ledger, as_of) };
        let question =
            |figure, currency| Question { figure, currency, customer: None, parameters: parameters.clone(), credit_on_oldest: false };
        for sums in owed_sums(&ledger, as_of) {
            let of = |figure| sum(&ledger, &question(figure, sums.currency));
            assert_eq!([of(Figure::Owed), of(Figure::PastDue)], [sums.owed, sums.past_due]);
            assert_eq!([of(Figure::Soon), of(Figure::Credit)], [sums.soon, sums.unapplied]);
            assert_eq!(behind(&ledger, &question(Figure::Owed, sums.currency)).len(), sums.open);
            assert_eq!(behind(&ledger, &question(Figure::PastDue, sums.currency)).len(), sums.past_due_count);
            assert_eq!(behind(&ledger, &question(Figure::Soon, sums.currency)).len(), sums.soon_count);
        }
        let report = aging(&ledger, &parameters);
        for (row, on_oldest) in report.rows.iter().flat_map(|row| [(row, false), (row, true)]) {
            let amounts = if on_oldest { row.amounts.with_credit_on_oldest() } else { row.amounts.clone() };
            let of = |figure| {
                let customer = Some(row.customer);
                sum(&ledger, &Question { customer, credit_on_oldest: on_oldest, ..question(figure, row.currency) })
            };
            assert_eq!([of(Figure::Open), of(Figure::Total)], [amounts.open(), amounts.total()]);
            assert_eq!([of(Figure::Late), of(Figure::Unapplied)], [report.past_due(&amounts), amounts.unapplied]);
            assert_eq!([of(Figure::Disputed), of(Figure::OnPlan)], [amounts.disputed, amounts.on_plan]);
            for (bucket, minor) in amounts.buckets.iter().enumerate() {
                assert_eq!(of(Figure::Bucket(bucket)), *minor, "bucket {bucket} on {as_of}");
            }
        }
    }
}

#[test]
fn a_bucket_that_is_not_there_has_no_parts() {
    let today: NaiveDate = "2026-11-22".parse().unwrap();
    let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
    let parameters = AgingParameters::of(&ledger, today);
    for credit_on_oldest in [false, true] {
        let figure = Figure::Bucket(99);
        let question = Question { figure, currency: Currency::USD, customer: None, parameters: parameters.clone(), credit_on_oldest };
        assert_eq!(behind(&ledger, &question), vec![]);
    }
}
