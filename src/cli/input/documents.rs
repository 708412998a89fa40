//! The outputs that are given with an act, put together from the options that name them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde::Deserialize;

use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{Value, both};
use crate::cli::input::checked::filled_in;
use crate::cli::input::typed;
use crate::model::{Line, OutputKind};
use crate::words::Text;

// The outputs given with an act.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Documents {
    #[arg(long, value_name = Value::KindAndReference, help = both!(
        "Salida entregada, con su referencia (puede repetirse)",
        "Output given, with its reference (may be repeated)"
    ))]
    pub output: Vec<String>,
    #[arg(long, value_name = Value::KindAndPath, help = both!(
        "Salida entregada, con su archivo, que se copia al caso (puede repetirse)",
        "Output given, with its file, which is copied into the case (may be repeated)"
    ))]
    pub file: Vec<String>,
    #[arg(long, value_name = Value::File, help = both!(
        "Formulario llenado que se entrega, en TOML o JSON (puede repetirse)",
        "Form that was filled in and is given, in TOML or JSON (may be repeated)"
    ))]
    pub form: Vec<PathBuf>,
    #[arg(long, value_name = Value::KindAndDate, help = both!(
        "Fecha que lleva una salida entregada (puede repetirse)",
        "Date that an output given bears (may be repeated)"
    ))]
    pub output_date: Vec<String>,
    #[arg(long, value_name = Value::KindAndText, help = both!(
        "Nota sobre una salida entregada (puede repetirse)",
        "Note on an output given (may be repeated)"
    ))]
    pub output_note: Vec<String>,
}

/// One output as given: a reference, a file of this machine, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub kind: OutputKind,
    pub reference: Option<Line>,
    pub path: Option<PathBuf>,
    /// The day that it bears.
    pub date: Option<NaiveDate>,
    pub note: Option<Line>,
}

impl Documents {
    /// The outputs in the order given; the n-th reference, file, date and note of one kind are one.
    pub fn resolved(
        &self,
        env: &mut Env,
        kind: impl Fn(&str) -> Result<OutputKind, Failure>,
    ) -> Result<Vec<Document>, Failure> {
        let mut documents: Vec<Document> = Vec::new();
        for given in &self.output {
            let (name, reference) = halves("--output", given)?;
            documents.push(Document {
                reference: Some(typed::part(env, "--output", reference, Line::parse)?),
                ..Document::of(kind(name)?)
            });
        }
        for given in &self.file {
            let (name, path) = halves("--file", given)?;
            filled_in("--file", path)?;
            add_file(&mut documents, kind(name)?, path.into());
        }
        for given in &self.output_date {
            let (name, typed) = halves("--output-date", given)?;
            filled_in("--output-date", typed)?;
            let day = typed::day("--output-date", typed)?;
            let bare = bare(&mut documents, &kind(name)?, |one| one.date.is_none());
            bare.ok_or_else(|| of_nothing("--output-date", given))?.date = Some(day);
        }
        for given in &self.output_note {
            let (name, note) = halves("--output-note", given)?;
            let note = typed::part(env, "--output-note", note, Line::parse)?;
            let bare = bare(&mut documents, &kind(name)?, |one| one.note.is_none());
            bare.ok_or_else(|| of_nothing("--output-note", given))?.note = Some(note);
        }
        Ok(documents)
    }
}

impl Document {
    const fn of(kind: OutputKind) -> Self {
        Self {
            kind,
            reference: None,
            path: None,
            date: None,
            note: None,
        }
    }
}

/// The first output of a kind that still lacks something.
fn bare<'d>(
    documents: &'d mut [Document],
    kind: &OutputKind,
    lacks: impl Fn(&Document) -> bool,
) -> Option<&'d mut Document> {
    let mut of_kind = documents.iter_mut().filter(|one| one.kind == *kind);
    of_kind.find(|document| lacks(document))
}

fn of_nothing(flag: &str, given: &str) -> Failure {
    usage!(
        "invalid-output",
        "`{flag} {given}` no es de ninguna salida que se entregue",
        "`{flag} {given}` is of no output that is given",
        "entregue la salida con `--output` o `--file`",
        "give the output with `--output` or `--file`"
    )
}

/// Gives the file to the first reference of its kind that has none, else to an output of its own.
fn add_file(documents: &mut Vec<Document>, kind: OutputKind, path: PathBuf) {
    match bare(documents, &kind, |document| document.path.is_none()) {
        Some(document) => document.path = Some(path),
        None => documents.push(Document {
            path: Some(path),
            ..Document::of(kind)
        }),
    }
}

/// The parts before and after the first `=`, neither of them empty.
fn halves<'a>(flag: &str, given: &'a str) -> Result<(&'a str, &'a str), Failure> {
    match given.split_once('=') {
        Some((kind, value)) if !kind.trim().is_empty() && !value.trim().is_empty() => {
            Ok((kind.trim(), value))
        }
        Some(_) | None => Err(no_halves(flag, given)),
    }
}

fn no_halves(flag: &str, given: &str) -> Failure {
    let value = match flag {
        "--file" => Value::KindAndPath,
        "--output-date" => Value::KindAndDate,
        "--output-note" => Value::KindAndText,
        _ => Value::KindAndReference,
    };
    let Text { es, en } = Text::of_each(|language| value.name(language).to_owned());
    usage!(
        "invalid-output",
        "`{flag} {given}` no nombra un tipo de salida y su valor, separados por `=`",
        "`{flag} {given}` does not name a kind of output and its value, separated by `=`",
        "escriba `{flag} {es}`",
        "write `{flag} {en}`"
    )
}

#[cfg(test)]
mod tests {
    use super::{Document, Documents};
    use crate::cli::env::Env;
    use crate::model::{Line, OutputKind};

    fn kind(text: &str) -> OutputKind {
        OutputKind::parse(text).expect("a key")
    }

    fn resolved(output: &[&str], file: &[&str]) -> Result<Vec<Document>, String> {
        let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let documents = Documents {
            output: owned(output),
            file: owned(file),
            ..Documents::default()
        };
        documents
            .resolved(&mut Env::fixed(&[], &[]), |name| Ok(kind(name)))
            .map_err(|failure| failure.text.es.into_owned())
    }

    fn document(name: &str, reference: Option<&str>, path: Option<&str>) -> Document {
        let reference = reference.map(|text| Line::parse(text).expect("a line"));
        Document {
            reference,
            path: path.map(Into::into),
            ..Document::of(kind(name))
        }
    }

    #[test]
    fn the_nth_reference_and_the_nth_file_of_a_kind_are_one_output() {
        assert_eq!(
            resolved(
                &["nota=N-1", "correo=a=b", "nota=N-2"],
                &["nota=1.pdf", "acta=x=y.pdf", "nota=2.pdf", "nota=3.pdf"]
            ),
            Ok(vec![
                document("nota", Some("N-1"), Some("1.pdf")),
                document("correo", Some("a=b"), None),
                document("nota", Some("N-2"), Some("2.pdf")),
                document("acta", None, Some("x=y.pdf")),
                document("nota", None, Some("3.pdf")),
            ])
        );
    }

    #[test]
    fn an_output_without_kind_or_value_is_refused() {
        for (flag, output, file) in [
            ("--output nota", vec!["nota"], vec![]),
            ("--output =N-1", vec!["=N-1"], vec![]),
            ("--file nota=", vec![], vec!["nota="]),
        ] {
            assert_eq!(
                resolved(&output, &file),
                Err(format!(
                    "`{flag}` no nombra un tipo de salida y su valor, separados por `=`"
                ))
            );
        }
    }
}
