//! The answer of `schema` alone.

use serde::Serialize;

use crate::text;
use crate::view::schema::all::{SCHEMAS, Schema};
use crate::view::{Rows, Table};
use crate::words::{Language, Text};

#[derive(Debug, Default, Serialize)]
pub struct SchemaList {
    pub schemas: Vec<SchemaRow>,
}

#[derive(Debug, Serialize)]
pub struct SchemaRow {
    /// As it is asked for.
    pub schema: &'static str,
    /// The answer that it is of.
    pub id: String,
    pub title: Text,
}

impl SchemaList {
    /// One for each name, those of commands that answer as another does below it.
    pub fn all() -> Self {
        let rows = SCHEMAS.iter().flat_map(rows);
        Self {
            schemas: rows.collect(),
        }
    }
}

fn rows(schema: &Schema) -> impl Iterator<Item = SchemaRow> {
    let own = schema.name;
    schema.names().map(move |name| SchemaRow {
        schema: name,
        id: schema.id(),
        title: match name == own {
            true => schema.title.clone(),
            false => text!("como {own}", "as {own}"),
        },
    })
}

impl Rows for SchemaList {
    type Row = SchemaRow;

    fn rows(&self) -> &[SchemaRow] {
        &self.schemas
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.schemas, |columns| {
            columns.text("schema", Text::of("Esquema", "Schema"), |row| row.schema);
            columns.text(
                "title",
                Text::of("Qué describe", "What it describes"),
                |row| row.title.get(language),
            );
        })
    }
}
