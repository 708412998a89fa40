use std::path::PathBuf;

use clap::Args;

use crate::cli::checked::checked;
use crate::cli::failure::Failure;
use crate::model::{Line, OutputKind};
use crate::text;

// The outputs given with an act.
#[derive(Debug, Default, Args)]
pub struct Documents {
    #[arg(long, value_name = "KIND=REF")]
    pub output: Vec<String>,
    #[arg(long, value_name = "KIND=PATH")]
    pub file: Vec<String>,
}

/// One output as given: a reference, a file of this machine, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub kind: OutputKind,
    pub reference: Option<Line>,
    pub path: Option<PathBuf>,
}

impl Documents {
    pub fn is_empty(&self) -> bool {
        self.output.is_empty() && self.file.is_empty()
    }

    /// The outputs in the order given; the n-th reference and the n-th file of one kind are one.
    ///
    /// # Errors
    /// Where one is not `KIND=…`, its kind is not known, or its reference is refused.
    pub fn resolved(
        &self,
        kind: impl Fn(&str) -> Result<OutputKind, Failure>,
    ) -> Result<Vec<Document>, Failure> {
        let mut documents: Vec<Document> = Vec::new();
        for given in &self.output {
            let (name, reference) = halves("--output", given)?;
            documents.push(Document {
                kind: kind(name)?,
                reference: Some(checked("--output", reference, Line::parse)?),
                path: None,
            });
        }
        for given in &self.file {
            let (name, path) = halves("--file", given)?;
            add_file(&mut documents, kind(name)?, path.into());
        }
        Ok(documents)
    }
}

/// Gives the file to the first reference of its kind that has none, else to an output of its own.
fn add_file(documents: &mut Vec<Document>, kind: OutputKind, path: PathBuf) {
    let bare = documents
        .iter_mut()
        .find(|document| document.kind == kind && document.path.is_none());
    match bare {
        Some(document) => document.path = Some(path),
        None => documents.push(Document {
            kind,
            reference: None,
            path: Some(path),
        }),
    }
}

/// What stands before and after the first `=`, neither of them empty.
fn halves<'a>(flag: &str, given: &'a str) -> Result<(&'a str, &'a str), Failure> {
    match given.split_once('=') {
        Some((kind, value)) if !kind.trim().is_empty() && !value.trim().is_empty() => {
            Ok((kind.trim(), value))
        }
        Some(_) | None => Err(no_halves(flag, given)),
    }
}

fn no_halves(flag: &str, given: &str) -> Failure {
    let value = if flag == "--file" {
        "informe.pdf"
    } else {
        "UGAT-INF-12/2026"
    };
    Failure::usage(
        "invalid-output",
        text!(
            "`{flag} {given}` no nombra un tipo de salida y su valor, separados por `=`",
            "`{flag} {given}` does not name a kind of output and its value, separated by `=`"
        ),
    )
    .with_hint(text!(
        "por ejemplo, `{flag} informe-tecnico={value}`",
        "for example, `{flag} informe-tecnico={value}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::{Document, Documents};
    use crate::model::{Line, OutputKind};

    fn kind(text: &str) -> OutputKind {
        OutputKind::parse(text).expect("a key")
    }

    fn resolved(output: &[&str], file: &[&str]) -> Result<Vec<Document>, String> {
        let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let documents = Documents {
            output: owned(output),
            file: owned(file),
        };
        documents
            .resolved(|name| Ok(kind(name)))
            .map_err(|failure| failure.text.es.into_owned())
    }

    fn document(name: &str, reference: Option<&str>, path: Option<&str>) -> Document {
        let reference = reference.map(|text| Line::parse(text).expect("a line"));
        Document {
            kind: kind(name),
            reference,
            path: path.map(Into::into),
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
