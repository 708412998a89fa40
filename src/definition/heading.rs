//! The reading of a file's heading, readings and declarations.

use crate::definition::part::Part;
use crate::definition::reader::{Fields, Reader, Value};
use crate::definition::values::{boolean, day, key, line, number, prose, title, version};
use crate::definition::written::{Declaration, Heading};
use crate::model::{Approval, KeyFault, ProcedureId, Reading};

/// The keys for the procedure as a whole.
pub fn heading(reader: &mut Reader, fields: &Fields) -> Heading {
    Heading {
        id: reader.required(fields, "id", key(ProcedureId::parse)),
        code: reader.optional(fields, "code", line),
        version: reader.required(fields, "version", version),
        revision: reader.optional(fields, "revision", version),
        title: reader.required(fields, "title", title),
        name: reader.optional(fields, "name", title),
        objective: reader.optional(fields, "objective", prose),
        approved: reader.optional(fields, "approved", approval),
        source: reader.optional(fields, "source", line),
        entity_from: reader.optional(fields, "entity_from", number),
        readings: readings(reader, fields),
    }
}

fn approval(reader: &mut Reader, value: &Value) -> Option<Approval> {
    let fields = reader.table(value, Part::Approval)?;
    let by = reader.required(&fields, "by", line);
    let on = reader.required(&fields, "on", day);
    Some(Approval {
        by: by?.value,
        on: on?.value,
    })
}

/// The readings of a procedure, an activity or a form.
pub fn readings(reader: &mut Reader, fields: &Fields) -> Vec<Reading> {
    let readings = reader.each(fields, "reading", Part::Reading, reading);
    readings.into_iter().flatten().collect()
}

fn reading(reader: &mut Reader, fields: &Fields) -> Option<Reading> {
    let issue = reader.required(fields, "issue", prose);
    let adopted = reader.required(fields, "adopted", prose);
    let why = reader.required(fields, "why", prose);
    let alternative = reader.optional(fields, "alternative", prose).into_value();
    Some(Reading {
        issue: issue?.value,
        adopted: adopted?.value,
        why: why?.value,
        alternative,
    })
}

/// The roles, output kinds or ends under a header.
pub fn declarations<K>(
    reader: &mut Reader,
    fields: &Fields,
    (header, part): (&'static str, Part),
    parse: fn(&str) -> Result<K, KeyFault>,
) -> Vec<Declaration<K>> {
    reader.each(fields, header, part, |reader, fields| {
        let outside = reader.optional(fields, "outside", boolean);
        Declaration {
            key: reader.required(fields, "key", key(parse)),
            title: reader.required(fields, "title", title),
            is_outside: outside.into_value().unwrap_or_default(),
        }
    })
}
