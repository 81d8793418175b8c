//! Which placeholders a template has.

use super::parse::{Name, Node, parse};
use super::vocabulary;

/// The names of all placeholders in a template, each once; nothing for one that cannot be read.
pub(super) fn names(source: &str) -> Vec<String> {
    fn walk(nodes: &[Node], found: &mut Vec<String>) {
        let mut add = |name: &Name| {
            let name = match name {
                Name::Plain(name) => name.clone(),
                Name::Field(_) => vocabulary::LIST.to_owned(),
            };
            if !found.contains(&name) {
                found.push(name);
            }
        };
        let mut inner: Vec<&[Node]> = Vec::new();
        for node in nodes {
            match node {
                Node::Text(_) => {}
                Node::Value(name) => add(name),
                Node::If(branches) => {
                    branches.iter().flat_map(|(tests, _)| tests.iter().flatten()).for_each(|test| add(&test.name));
                    inner.extend(branches.iter().map(|(_, nodes)| nodes.as_slice()));
                }
                Node::Each(nodes) => inner.push(nodes),
            }
        }
        inner.into_iter().for_each(|nodes| walk(nodes, found));
    }
    let mut found = Vec::new();
    if let Ok(nodes) = parse(source) {
        walk(&nodes, &mut found);
    }
    found
}
