//! What is wrong with a journal, in words, and the failure of a command that met it.

use std::path::Path;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::journal::{BadLine, Journal, LineFault, Misread, Newer, Tail};
use crate::store::{Record, StoreFault};
use crate::text;
use crate::view::{ErrorRow, ErrorView};
use crate::words::{Text, counted};

/// Everything that was left out of a journal, with its line where it has one.
pub fn lines(journal: &Journal) -> Vec<Text> {
    let bad = journal.bad.iter().map(said);
    let more = (journal.more_bad > 0).then(|| more_lines(journal.more_bad));
    let missing = journal.missing.iter().map(|event| {
        text!(
            "falta el evento {event}, anterior a otros",
            "event {event}, earlier than others, is missing"
        )
    });
    bad.chain(more).chain(missing).collect()
}

/// Says on standard error what a record lacks, and fails where it lacks something.
pub fn tell(env: &mut Env, record: &Record) -> Result<(), Failure> {
    tell_newer(env, record);
    if !env.json() {
        for line in lines(&record.journal) {
            env.say(&line);
        }
    }
    sound(record)
}

/// Says on standard error where only a later version of the program understands all of a record.
pub fn tell_newer(env: &mut Env, record: &Record) {
    if let Some(newer) = &record.journal.newer {
        env.say(&not_understood(newer));
    }
}

/// Fails where a record that was shown lacks something, so that scripts notice.
pub fn sound(record: &Record) -> Result<(), Failure> {
    Ok(record.sound()?)
}

/// The row of a journal that cannot be read; its paths are relative to the root.
pub fn row(root: &Path, path: &Path, fault: StoreFault) -> ErrorRow {
    let names_file = fault.named_file() == Some(path);
    let failure = Failure::from(fault);
    let file = path.strip_prefix(root).unwrap_or(path);
    ErrorRow {
        names_file,
        file: file.display().to_string(),
        error: ErrorView {
            kind: failure.kind,
            text: within(root, &failure.text),
        },
    }
}

/// A text in which every path of the store is relative to its root.
pub fn within(root: &Path, text: &Text) -> Text {
    let above = format!("`{}/", root.display());
    let short = |text: &str| text.replace(&above, "`");
    Text::owned(short(&text.es), short(&text.en))
}

/// Says on standard error which journals could not be read, and fails where there are any.
pub fn tell_rows(env: &mut Env, rows: &[ErrorRow]) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    if !env.json() {
        for row in rows {
            env.say(&with_file(row));
        }
    }
    let files = counted(
        rows.len(),
        [
            "archivo de caso no se pudo leer entero",
            "archivos de caso no se pudieron leer enteros",
        ],
        [
            "journal could not be read whole",
            "journals could not be read whole",
        ],
    );
    Err(Failure::damaged("damaged", files))
}

/// What is wrong with a journal, which it names once.
fn with_file(row: &ErrorRow) -> Text {
    let (file, Text { es, en }) = (&row.file, &row.error.text);
    match row.names_file {
        true => row.error.text.clone(),
        false => text!("`{file}`: {es}", "`{file}`: {en}"),
    }
}

/// Where the last write of a journal was cut short: that it does not count.
pub fn cut_short(record: &Record) -> Option<Text> {
    let Tail::Torn { bytes, .. } = record.journal.tail else {
        return None;
    };
    let path = record.path.display();
    Some(text!(
        "`{path}` termina en una escritura inconclusa de {bytes} bytes, que no cuenta",
        "`{path}` ends in a write of {bytes} bytes that was cut short and does not count"
    ))
}

/// That only a later version of the program understands all of a case.
pub fn not_understood(newer: &Newer) -> Text {
    match newer {
        Newer::Format(version) => text!(
            "el caso tiene eventos del formato {version}, que este `ugat` no conoce; actualícelo",
            "the case has events of format {version}, which this `ugat` does not know; update it"
        ),
        Newer::Act(name) => text!(
            "el caso tiene un acto `{name}`, que este `ugat` no conoce; actualícelo",
            "the case has an act `{name}`, which this `ugat` does not know; update it"
        ),
    }
}

fn said(bad: &BadLine) -> Text {
    let (line, Text { es, en }) = (bad.line, fault(&bad.fault));
    text!("línea {line}: {es}", "line {line}: {en}")
}

/// How many lines were left out beside those that are told.
pub fn more_lines(more: usize) -> Text {
    let Text { es, en } = counted(
        more,
        ["línea dañada más", "líneas dañadas más"],
        ["more damaged line", "more damaged lines"],
    );
    text!("{es}, sin detallar", "{en}, not told one by one")
}

/// Why a line was left out.
pub fn fault(fault: &LineFault) -> Text {
    match fault {
        LineFault::TooLong { bytes } => text!(
            "tiene {bytes} bytes, más que ningún evento",
            "it has {bytes} bytes, more than any event"
        ),
        LineFault::NotAnEvent(misread) => no_event(*misread),
        LineFault::ConflictMarker => Text::of(
            "es una marca de conflicto de git",
            "it is a conflict marker of git",
        ),
        LineFault::Hash { stated, found } => text!(
            "fue alterada: su contenido no es el de `{stated}`, sino el de {found}",
            "it was altered: its content is not that of `{stated}` but of {found}"
        ),
        LineFault::Seq { stated, expected } => text!(
            "su `seq` es {stated} y debía ser {expected}",
            "its `seq` is {stated} and should be {expected}"
        ),
        LineFault::OtherStart => Text::of(
            "no sigue a ningún evento y no es el inicio de este caso",
            "it comes after no event and is not the start of this case",
        ),
    }
}

fn no_event(misread: Misread) -> Text {
    match misread {
        Misread::Json { column } => text!(
            "no es un evento: desde la columna {column} no es JSON",
            "it is not an event: from column {column} on it is not JSON"
        ),
        Misread::Form { column } => text!(
            "no es un evento: lo que está en la columna {column} no es de un evento",
            "it is not an event: what stands at column {column} is not of an event"
        ),
        Misread::Format(version) => text!(
            "no es un evento: nunca hubo un formato {version}",
            "it is not an event: there never was a format {version}"
        ),
        Misread::Time => Text::of(
            "no es un evento: su fecha no existe",
            "it is not an event: there is no such date",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::with_file;
    use crate::view::{ErrorRow, ErrorView};
    use crate::words::Text;

    #[test]
    fn a_row_names_its_file_once() {
        #[track_caller]
        fn case(names_file: bool, text: Text, expected: &str) {
            let error = ErrorView {
                kind: "damaged",
                text,
            };
            let row = ErrorRow {
                file: "cases/2026/pr07-0.jsonl".to_owned(),
                error,
                names_file,
            };
            assert_eq!(with_file(&row).en, expected);
        }
        case(
            false,
            Text::of("está dañado", "it is damaged"),
            "`cases/2026/pr07-0.jsonl`: it is damaged",
        );
        let named = "`cases/2026/pr07-0.jsonl`, line 2, is damaged";
        let text = Text::of("`cases/2026/pr07-0.jsonl`, línea 2", named);
        case(true, text, named);
    }
}
