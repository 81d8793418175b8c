//! What a column can mean, and the header names it is known by.
//!
//! Names come from the exports of shops and accounting programs. They are matched whole, never by position, and
//! without regard to case, spaces, punctuation or a byte order mark.

use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the labels say it")]
pub enum Field {
    CustomerName,
    CustomerReference,
    Email,
    Phone,
    Address,
    Country,
    InvoiceNumber,
    InvoiceDate,
    DueDate,
    TermsDays,
    /// The whole amount of the document; repeated on every row of it, never summed.
    Amount,
    Balance,
    PaidAmount,
    PaidDate,
    Currency,
    Disputed,
    DocumentType,
    Status,
    Note,
    /// The amount of one line of the document: summed when the file has no total.
    LineAmount,
}

impl Field {
    /// Every field, in the order of a mapping form.
    pub const ALL: [Self; 20] = [
        Self::CustomerName,
        Self::CustomerReference,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::Country,
        Self::InvoiceNumber,
        Self::InvoiceDate,
        Self::DueDate,
        Self::TermsDays,
        Self::Balance,
        Self::Amount,
        Self::PaidAmount,
        Self::PaidDate,
        Self::Currency,
        Self::Disputed,
        Self::DocumentType,
        Self::Status,
        Self::Note,
        Self::LineAmount,
    ];

    /// The name to show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CustomerName => "customer name",
            Self::CustomerReference => "customer number",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Country => "country",
            Self::InvoiceNumber => "invoice number",
            Self::InvoiceDate => "invoice date",
            Self::DueDate => "due date",
            Self::TermsDays => "payment terms in days",
            Self::Amount => "amount",
            Self::Balance => "balance still open",
            Self::PaidAmount => "amount paid",
            Self::PaidDate => "date paid",
            Self::Currency => "currency",
            Self::Disputed => "disputed",
            Self::DocumentType => "type of document",
            Self::Status => "status",
            Self::Note => "note",
            Self::LineAmount => "amount of one line",
        }
    }

    /// Whether the column holds amounts of money.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Amount | Self::Balance | Self::PaidAmount | Self::LineAmount)
    }

    /// Whether the column holds dates.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::InvoiceDate | Self::DueDate | Self::PaidDate)
    }

    /// The names a header of this meaning goes by, folded, the surest first.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::CustomerName => &[
                "customername",
                "customerfullname",
                "clientname",
                "contactname",
                "debtorname",
                "buyername",
                "billtoname",
                "billingname",
                "customer",
                "client",
                "contact",
                "debtor",
                "buyer",
                "companyname",
                "company",
                "billtocompany",
                "billingcompany",
                "billto",
                "accountname",
                "kundenname",
                "kunde",
                "nomclient",
                "cliente",
                "klant",
                "fullname",
                "name",
            ],
            Self::CustomerReference => &[
                "customerid",
                "customernumber",
                "customerno",
                "customercode",
                "customerref",
                "customerreference",
                "clientid",
                "clientnumber",
                "clientno",
                "clientcode",
                "contactid",
                "contactnumber",
                "debtorid",
                "debtornumber",
                "debtorno",
                "accountnumber",
                "accountno",
                "accountid",
                "kundennummer",
                "kundennr",
                "codeclient",
                "klantnummer",
                "customer",
                "client",
            ],
            Self::Email => {
                &["customeremail", "email", "emailaddress", "clientemail", "contactemail", "billingemail", "emailbilling", "mail", "correo"]
            }
            Self::Phone => &[
                "customerphone",
                "phone",
                "phonenumber",
                "phonenumbers",
                "telephone",
                "billingphone",
                "phonebilling",
                "mobile",
                "tel",
                "telefon",
            ],
            Self::Address => {
                &["billingaddress", "billaddress", "billtoaddress", "customeraddress", "address", "billingstreet", "street", "anschrift"]
            }
            Self::Country => &["country", "countrycode", "customercountry", "billingcountry", "billtocountry", "land", "pays", "pais"],
            Self::InvoiceNumber => &[
                "invoicenumber",
                "invoiceno",
                "invoicenum",
                "invoicenr",
                "invoice",
                "documentnumber",
                "documentno",
                "docnumber",
                "docno",
                "billnumber",
                "rechnungsnummer",
                "rechnungsnr",
                "rechnung",
                "belegnummer",
                "numérofacture",
                "numerofacture",
                "facture",
                "númerofactura",
                "numerofactura",
                "factura",
                "fattura",
                "numerofattura",
                "factuurnummer",
                "number",
                "num",
                "no",
                "ordernumber",
                "orderno",
                "invoiceid",
                "id",
                "name",
            ],
            Self::InvoiceDate => &[
                "invoicedate",
                "dateissued",
                "issuedate",
                "issuedon",
                "issued",
                "documentdate",
                "docdate",
                "billdate",
                "dateutc",
                "createdutc",
                "rechnungsdatum",
                "belegdatum",
                "datefacture",
                "datedefacture",
                "fechafactura",
                "datafattura",
                "factuurdatum",
                "transactiondate",
                "orderdate",
                "createdat",
                "date",
                "datum",
                "fecha",
                "data",
            ],
            Self::DueDate => &[
                "duedate",
                "datedue",
                "dueon",
                "due",
                "duedateutc",
                "paymentduedate",
                "paymentdue",
                "netduedate",
                "nextpaymentdueat",
                "fälligkeitsdatum",
                "faelligkeitsdatum",
                "fälligam",
                "fälligkeit",
                "datedéchéance",
                "dateéchéance",
                "échéance",
                "echeance",
                "fechavencimiento",
                "vencimiento",
                "scadenza",
                "datascadenza",
                "vervaldatum",
            ],
            Self::TermsDays => &[
                "termsdays",
                "paymenttermsdays",
                "netdays",
                "terms",
                "term",
                "paymentterms",
                "netterms",
                "creditdays",
                "creditterms",
                "paymenttermsname",
                "zahlungsziel",
            ],
            Self::Amount => &[
                "invoiceamount",
                "invoicetotal",
                "grandtotal",
                "totalamount",
                "amounttotal",
                "total",
                "ordertotalamount",
                "originalamount",
                "amount",
                "grossamount",
                "gross",
                "invoicevalue",
                "rechnungsbetrag",
                "gesamtbetrag",
                "betrag",
                "montantttc",
                "montant",
                "importe",
                "importo",
                "totale",
                "bedrag",
                "value",
                "amountdue",
            ],
            Self::Balance => &[
                "balance",
                "openbalance",
                "balancedue",
                "outstandingbalance",
                "outstandingamount",
                "amountoutstanding",
                "outstanding",
                "invoiceamountdue",
                "amountremaining",
                "remaining",
                "openamount",
                "amountopen",
                "unpaidamount",
                "unpaid",
                "offenerbetrag",
                "offen",
                "saldo",
                "solde",
                "amountdue",
            ],
            Self::PaidAmount => &[
                "paidamount",
                "amountpaid",
                "invoiceamountpaid",
                "totalpaid",
                "amountreceived",
                "received",
                "paymentamount",
                "bezahlt",
                "paid",
            ],
            Self::PaidDate => &[
                "settleddate",
                "datesettled",
                "settlementdate",
                "paiddate",
                "datepaid",
                "paidon",
                "paidat",
                "paidatutc",
                "paymentdate",
                "lastpaymentdate",
                "clearingdate",
                "cleardate",
                "receiveddate",
                "bezahltam",
                "settled",
            ],
            Self::Currency => {
                &["currency", "currencycode", "invoicecurrency", "ccy", "curr", "währung", "waehrung", "devise", "moneda", "valuta"]
            }
            Self::Disputed => &["disputed", "isdisputed", "indispute", "disputeflag", "dispute"],
            Self::DocumentType => &["documenttype", "transactiontype", "invoicetype", "doctype", "type"],
            Self::Status => &["invoicestatus", "documentstatus", "status", "financialstatus", "orderstatus"],
            Self::Note => &["note", "notes", "memo", "remarks", "comment", "comments", "customernote", "bemerkung", "description"],
            Self::LineAmount => &["linetotal", "lineamount"],
        }
    }

    /// Whether a folded header is known for any field.
    pub(super) fn is_known(folded: &str) -> bool {
        static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| Field::ALL.iter().flat_map(|field| field.names()).copied().collect());
        NAMES.contains(folded)
    }
}

/// A header without case, spaces, punctuation and hidden characters: `* Invoice No.` is `invoiceno`.
pub fn fold_header(header: &str) -> String {
    header.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
