//! The owner's settings, with the ways to pay.

use super::agency::AGENCIES;
use super::allowance::ALLOWANCE_RULES;
use super::interest::RATES;
use super::{Field, LANGUAGE, LAW, Shape, line, lines, may, must, name};

pub(super) const SETTINGS: &[Field] = &[
    must("business", Shape::Record(BUSINESS)),
    must("home_currency", Shape::Currency),
    must("aging_basis", Shape::Word(&["due_date", "invoice_date"])),
    must("aging_buckets", Shape::Buckets),
    may("payment", Shape::Record(PAYMENT_OPTIONS)),
    may("language", LANGUAGE),
    may("rates", RATES),
    may("bookkeeping", Shape::Record(BOOKKEEPING)),
    may("limitation", Shape::Record(LIMITATION)),
    may("ways_out", Shape::Record(WAYS_OUT)),
    may("allowance", Shape::Record(ALLOWANCE_RULES)),
    may("agencies", AGENCIES),
];

const PERCENT: Shape = Shape::Whole { least: 0, most: 100 };
const COUNT: Shape = Shape::Whole { least: 0, most: u8::MAX as i64 };
const BY_AGE: Shape = Shape::Row(&[PERCENT, PERCENT, PERCENT, PERCENT, PERCENT]);
const BY_WAY: Shape = Shape::Row(&[COUNT, COUNT, COUNT, COUNT, COUNT, COUNT]);

const WAYS_OUT: &[Field] = &[
    must("chance", BY_AGE),
    must("own_history", Shape::Flag),
    must("commission", BY_AGE),
    must("price", BY_AGE),
    must("chase_share", PERCENT),
    must("settle_sum", PERCENT),
    must("settle_share", Shape::Whole { least: 0, most: 200 }),
    must("court_share", PERCENT),
    must("court_fee", PERCENT),
    must("hours", BY_WAY),
    may("hour_cost", Shape::Money),
    must("months", BY_WAY),
];

const LIMITATION: &[Field] = &[may("place", LAW), may("own_law", Shape::Flag), may("services", Shape::Flag), may("restarts", Shape::Flag)];

const BOOKKEEPING: &[Field] =
    &[may("accounts", Shape::List(&Shape::Record(ACCOUNT))), may("tax_rate", line(60)), may("locked_through", Shape::Date)];

const ACCOUNT: &[Field] = &[
    must(
        "role",
        Shape::Word(&[
            "cash",
            "receivable",
            "allowance",
            "sales",
            "tax",
            "returns",
            "discounts",
            "settlements",
            "late_fees",
            "interest",
            "plan_interest",
            "fixed_sums",
            "return_fees",
            "waived",
            "bad_debts",
            "recovered_bad_debts",
            "opening_balances",
            "clearing",
        ]),
    ),
    must("code", name(10)),
    must("name", name(100)),
];

const BUSINESS: &[Field] = &[
    may("name", line(200)),
    may("address", lines(500)),
    may("email", line(254)),
    may("phone", line(60)),
    may("payment_details", lines(2000)),
];

const PAYMENT_OPTIONS: &[Field] = &[
    may("holder", line(70)),
    may("iban", line(34)),
    may("bic", line(11)),
    may("bank", line(70)),
    may("link", line(500)),
    may("upi", line(100)),
    may("address", Shape::Record(HOLDER_ADDRESS)),
];

const HOLDER_ADDRESS: &[Field] =
    &[may("street", line(70)), may("building", line(16)), may("postcode", line(16)), may("town", line(35)), may("country", line(2))];
