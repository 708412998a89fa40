//! The reading of the manual's file.

use crate::definition::heading::{approval, readings};
use crate::definition::part::Part;
use crate::definition::problem::Problem;
use crate::definition::reader::{Fields, Reader, values};
use crate::definition::syntax;
use crate::definition::values::{boolean, day, key, line, prose, title, version};
use crate::model::{Clause, Manual, Norm, OtherManual, ProcedureId, Revised, Term};

/// Reads a manual, without its procedures, from the text of its file.
pub fn manual(text: &str) -> Result<Manual, Vec<Problem>> {
    let tree = syntax::parse(text);
    let mut reader = Reader::new(text);
    let fields = reader.fields(tree.root.get_ref(), Part::Manual, 0..0);
    let manual = read(&mut reader, &fields);
    reader.finish(tree.problems)?;
    Ok(manual.expect("a file without problems has every part"))
}

fn read(reader: &mut Reader, fields: &Fields) -> Option<Manual> {
    let code = reader.required(fields, "code", line);
    let version = reader.required(fields, "version", version);
    let name = reader.required(fields, "title", title);
    let approved = reader.required(fields, "approved", approval);
    let unexplained = reader.items(fields, "unexplained", line);
    Some(Manual {
        clauses: each(reader, fields, ("clause", Part::Clause), clause),
        norms: each(reader, fields, ("norm", Part::Norm), norm),
        changes: each(reader, fields, ("change", Part::Revised), revised),
        manuals: each(reader, fields, ("manual", Part::OtherManual), other),
        terms: each(reader, fields, ("term", Part::Term), term),
        readings: readings(reader, fields),
        unexplained: values(unexplained),
        code: code?.value,
        version: version?.value,
        title: name?.value,
        approved: approved?.value,
    })
}

fn each<T>(
    reader: &mut Reader,
    fields: &Fields,
    (header, part): (&'static str, Part),
    read: fn(&mut Reader, &Fields) -> Option<T>,
) -> Vec<T> {
    let read = reader.each(fields, header, part, read);
    read.into_iter().flatten().collect()
}

fn clause(reader: &mut Reader, fields: &Fields) -> Option<Clause> {
    let numeral = reader.required(fields, "numeral", line);
    let name = reader.required(fields, "title", title);
    let text = reader.required(fields, "text", prose);
    Some(Clause {
        numeral: numeral?.value,
        title: name?.value,
        text: text?.value,
    })
}

fn norm(reader: &mut Reader, fields: &Fields) -> Option<Norm> {
    let name = reader.required(fields, "name", title);
    let on = reader.required(fields, "on", day);
    Some(Norm {
        name: name?.value,
        on: on?.value,
    })
}

fn revised(reader: &mut Reader, fields: &Fields) -> Option<Revised> {
    let procedure = reader.required(fields, "procedure", key(ProcedureId::parse));
    let before = reader.required(fields, "before", version);
    let now = reader.required(fields, "now", version);
    Some(Revised {
        procedure: procedure?.value,
        before: before?.value,
        now: now?.value,
    })
}

fn other(reader: &mut Reader, fields: &Fields) -> Option<OtherManual> {
    let name = reader.required(fields, "name", title);
    let by = reader.required(fields, "where", title);
    Some(OtherManual {
        name: name?.value,
        by: by?.value,
    })
}

fn term(reader: &mut Reader, fields: &Fields) -> Option<Term> {
    let name = reader.required(fields, "name", title);
    let text = reader.required(fields, "text", prose);
    let inferred = reader.optional(fields, "inferred", boolean);
    Some(Term {
        name: name?.value,
        text: text?.value,
        inferred: inferred.into_value() == Some(true),
    })
}

#[cfg(test)]
mod tests {
    use super::manual;
    use crate::definition::problem::Reason;

    #[test]
    fn every_mistake_of_a_manual_is_reported() {
        let text = "code = \"A\"\nversion = 1\ntitle = { es = \"a\", en = \"a\" }\n\
            approved = { by = \"b\", on = 2023-11-20 }\n[[norm]]\nname = \"x\"\n[[term]]\ncolour = 1\n";
        let reasons: Vec<&str> = manual(text)
            .expect_err("it is wrong")
            .iter()
            .map(|problem| problem.reason.kind())
            .collect();
        assert_eq!(
            reasons,
            [
                "missing-key",
                "wrong-type",
                "missing-key",
                "missing-key",
                "unknown-key"
            ]
        );
        let reason = Reason::MissingKey("approved");
        let without = text.lines().filter(|line| !line.starts_with("approved"));
        let without: Vec<&str> = without.collect();
        let problems = manual(&without[..3].join("\n")).expect_err("it is wrong");
        assert!(problems.iter().any(|problem| problem.reason == reason));
    }
}
