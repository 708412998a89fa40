use crate::definition::part::Part;
use crate::definition::reader::{Fields, Marked, Reader, Value};
use crate::definition::values::{day, key, line, number, prose, title, version};
use crate::definition::written::{Declaration, Heading};
use crate::model::{Approval, KeyFault, ProcedureId, Reading};

/// What a file says of the procedure as a whole.
pub(in crate::definition) fn heading(reader: &mut Reader, fields: &Fields) -> Heading {
    Heading {
        id: reader.required(fields, "id", key(ProcedureId::parse)),
        code: reader.optional(fields, "code", line),
        version: reader.required(fields, "version", version),
        title: reader.required(fields, "title", title),
        objective: reader.optional(fields, "objective", prose),
        approved: reader.optional(fields, "approved", approval),
        source: reader.optional(fields, "source", line),
        entity_from: reader.optional(fields, "entity_from", number),
        readings: readings(reader, fields),
    }
}

pub(in crate::definition) fn approval(reader: &mut Reader, value: &Value) -> Option<Approval> {
    let fields = reader.table(value, Part::Approval)?;
    let by = reader.required(&fields, "by", line);
    let on = reader.required(&fields, "on", day);
    Some(Approval {
        by: by?.value,
        on: on?.value,
    })
}

/// The readings of a procedure or of an activity.
pub(in crate::definition) fn readings(reader: &mut Reader, fields: &Fields) -> Vec<Reading> {
    let tables = reader.tables(fields, "reading", Part::Reading);
    tables
        .iter()
        .filter_map(|fields| reading(reader, fields))
        .collect()
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

/// The roles, output kinds or endings under a header of that name.
pub(in crate::definition) fn declarations<K>(
    reader: &mut Reader,
    fields: &Fields,
    header: &'static str,
    parse: fn(&str) -> Result<K, KeyFault>,
) -> Vec<Declaration<K>> {
    let mut declarations = Vec::new();
    for fields in reader.tables(fields, header, Part::Declaration) {
        let key: Option<Marked<K>> = reader.required(&fields, "key", key(parse));
        let title = reader.required(&fields, "title", title);
        declarations.push(Declaration { key, title });
    }
    declarations
}
