//! A schema as it is printed: with its head, and with what it shares with others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::view::schema::all::Schema;
use crate::words::Language;

/// What several answers share, by name.
const SHARED: &str = include_str!("shared.json");

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The members of an object in their order, as they are written.
struct Members<'a>(Vec<(&'a str, &'a RawValue)>);

impl Schema {
    /// The whole of it, as it lies in its file, with what it refers to.
    pub fn text(&self) -> String {
        let head = [
            ("$schema", DIALECT.to_owned()),
            ("$id", self.id()),
            ("title", self.title.get(Language::English).to_owned()),
        ];
        let head = head.map(|(key, value)| format!("  {key:?}: {}", quoted(&value)));
        let (mut own, mut defs) = (Vec::new(), BTreeMap::new());
        for (key, value) in members(self.file) {
            match key {
                "$defs" => defs.extend(members(value.get())),
                _ => own.push(format!("  {key:?}: {}", value.get())),
            }
        }
        defs.extend(shared(self.file));
        let defs = defs
            .iter()
            .map(|(name, def)| format!("    {name:?}: {}", def.get()));
        let defs: Vec<String> = defs.collect();
        if !defs.is_empty() {
            own.push(format!("  \"$defs\": {{\n{}\n  }}", defs.join(",\n")));
        }
        let all: Vec<String> = head.into_iter().chain(own).collect();
        format!("{{\n{}\n}}\n", all.join(",\n"))
    }

    /// Names it and its version to those who keep it.
    pub fn id(&self) -> String {
        format!("urn:ugat:schema:{}:{}", self.name, self.version)
    }
}

/// What a text refers to of what is shared, and what that refers to.
fn shared(text: &str) -> BTreeMap<&'static str, &'static RawValue> {
    let all: BTreeMap<&str, &RawValue> = members(SHARED).collect();
    let mut used = BTreeMap::new();
    let mut ahead: BTreeSet<&str> = references(text).collect();
    while let Some(name) = ahead.pop_first() {
        let known = all.get_key_value(name);
        if let Some((name, def)) = known.filter(|(name, _)| !used.contains_key(*name)) {
            ahead.extend(references(def.get()));
            used.insert(*name, *def);
        }
    }
    used
}

fn references(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("\"#/$defs/").skip(1);
    after.filter_map(|rest| Some(rest.split_once('"')?.0))
}

fn members(text: &str) -> impl Iterator<Item = (&str, &RawValue)> {
    let Members(all) = serde_json::from_str(text).expect("a schema is a JSON object");
    all.into_iter()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is written to memory")
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{SHARED, members, references, shared};
    use crate::view::schema::all::SCHEMAS;

    #[test]
    fn a_schema_has_its_head_and_what_it_refers_to() {
        let schema = SCHEMAS.iter().find(|one| one.name == "store-path");
        let text = schema.expect("it is there").text();
        let expected = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ugat:schema:store-path:1",
  "title": "Where the store is",
  "description": "What `ugat store path` answers in JSON.",
  "type": "object",
  "properties": {
    "store": { "type": "string", "description": "Folder of the store." }
  },
  "required": ["store"],
  "additionalProperties": false
}
"#;
        assert_eq!(text, expected);
    }

    #[test]
    fn what_a_schema_refers_to_is_there_and_what_is_shared_is_referred_to() {
        let mut used = BTreeSet::new();
        for schema in SCHEMAS {
            let text = schema.text();
            let whole = members(&text).find(|(key, _)| *key == "$defs");
            let defs = whole.map(|(_, defs)| members(defs.get()).map(|(name, _)| name));
            let defs: BTreeSet<&str> = defs.into_iter().flatten().collect();
            for name in references(&text) {
                assert!(defs.contains(name), "{}: {name}", schema.name);
            }
            used.extend(shared(schema.file).into_keys());
        }
        let all: BTreeSet<&str> = members(SHARED).map(|(name, _)| name).collect();
        assert_eq!(used, all);
    }
}
