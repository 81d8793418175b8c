//! The three descriptions of the format agree: the writer, the shapes and the domain's own serializers.

use super::*;
use crate::exchange::json::shape::{FILE, Field, Shape};
use serde_json::Value;

const SAMPLE: &str = include_str!("sample.json");

#[test]
fn the_sample_comes_back_byte_for_byte() {
    let facts = import_ledger(SAMPLE.as_bytes()).unwrap();
    let ledger = Ledger::from_facts(facts.clone()).unwrap();
    let file = export_ledger(&ledger);
    assert_eq!(file, SAMPLE.replace("\"app\":\"0.1.0\"", &format!("\"app\":\"{}\"", env!("CARGO_PKG_VERSION"))));
    let body = file.split_once("\"settings\":").unwrap().1.replace('\n', "");
    assert_eq!(format!("{{\"settings\":{body}"), serde_json::to_string(&facts).unwrap(), "the domain's serializer says the same");
}

#[test]
fn control_characters_are_escaped_as_the_standard_serializer_does() {
    let text: String = (0..=0x80).filter_map(char::from_u32).chain("é\u{2028}\u{fffd}😀\"\\".chars()).collect();
    let mut out = write::Out::with_capacity(0);
    out.string(&text);
    assert_eq!(out.into_text(), serde_json::to_string(&text).unwrap());
}

/// Compares a shape with the part of the JSON Schema that describes it.
fn compare(shape: &Shape, schema: &Value, root: &Value, path: &str) {
    let schema = match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("{path}: {name} is not defined")),
        None => schema,
    };
    let is = |key: &str, expected: Value| assert_eq!(schema[key], expected, "{path}: {key}");
    assert!(schema["description"].is_string() || path.ends_with(']') || !path.contains('.'), "{path} has no description");
    match shape {
        Shape::Format => is("const", FORMAT.into()),
        Shape::Version | Shape::MinReader => is("const", VERSION.into()),
        Shape::App => is("type", "string".into()),
        Shape::Id => (is("type", "integer".into()), is("minimum", 1.into()), is("maximum", u32::MAX.into())).0,
        Shape::Whole { least, most } => {
            is("type", "integer".into());
            is("minimum", (*least).into());
            is("maximum", (*most).into());
        }
        Shape::Flag => is("type", "boolean".into()),
        Shape::Text { most, required, .. } => {
            is("type", "string".into());
            is("maxLength", (*most).into());
            assert_eq!(schema["minLength"] == 1, *required, "{path}: minLength");
        }
        Shape::Word(words) => is("enum", (*words).into()),
        Shape::Terms => is("type", "string".into()),
        Shape::Money | Shape::Total | Shape::Rate | Shape::ReferenceRate | Shape::PaymentTerms | Shape::Currency => {
            assert!(schema["pattern"].is_string(), "{path}: pattern")
        }
        Shape::Date => is("format", "date".into()),
        Shape::Buckets => is("type", "array".into()),
        Shape::List(each) => {
            is("type", "array".into());
            compare(each, &schema["items"], root, &format!("{path}[]"));
        }
        Shape::Row(shapes) => {
            is("items", false.into());
            is("minItems", shapes.len().into());
            for (place, shape) in shapes.iter().enumerate() {
                compare(shape, &schema["prefixItems"][place], root, &format!("{path}[{place}]"));
            }
        }
        Shape::Record(fields) => compare_record(fields, schema, root, path),
        Shape::Variant(kinds) => compare_variant(kinds, schema, root, path),
    }
}

fn compare_record(fields: &[Field], schema: &Value, root: &Value, path: &str) {
    assert_eq!(schema["type"], "object", "{path}");
    assert_eq!(schema["additionalProperties"], false, "{path}");
    let mut named: Vec<_> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    named.sort_unstable();
    let mut known: Vec<_> = fields.iter().map(|field| field.name).collect();
    known.sort_unstable();
    assert_eq!(named, known, "{path}");
    let must: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    assert_eq!(schema["required"].as_array().map_or(Vec::new(), |list| list.iter().filter_map(Value::as_str).collect()), must, "{path}");
    for field in fields {
        compare(&field.shape, &schema["properties"][field.name], root, &format!("{path}.{}", field.name));
    }
}

fn compare_variant(kinds: &[(&str, Option<Shape>)], schema: &Value, root: &Value, path: &str) {
    let choices = schema["oneOf"].as_array().unwrap();
    let words: Vec<_> = kinds.iter().filter(|(_, shape)| shape.is_none()).map(|(name, _)| *name).collect();
    let records: Vec<_> = kinds.iter().filter_map(|(name, shape)| Some((name, shape.as_ref()?))).collect();
    assert_eq!(choices.len(), records.len() + usize::from(!words.is_empty()), "{path}");
    if !words.is_empty() {
        assert!(choices.iter().any(|choice| choice["enum"] == Value::from(words.clone())), "{path}: {words:?}");
    }
    for (name, shape) in records {
        let choice = choices.iter().find(|choice| !choice["properties"][name].is_null()).unwrap_or_else(|| panic!("{path}.{name}"));
        assert_eq!((choice["required"][0].as_str(), &choice["additionalProperties"]), (Some(*name), &Value::Bool(false)), "{path}.{name}");
        compare(shape, &choice["properties"][name], root, &format!("{path}.{name}"));
    }
}

#[test]
fn the_public_schema_describes_every_shape() {
    let schema: Value = serde_json::from_str(include_str!("../../../public/ledger.schema.json")).unwrap();
    compare_record(FILE, &schema, &schema, "");
}
