//! A case has damaged lines, or lacks events.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::model::CaseId;
use crate::text;
use crate::words::{Text, all_of, series};

/// How many damaged lines a sentence names by their numbers.
const NAMED: usize = 20;

pub fn damaged(
    case: &CaseId,
    path: &Path,
    (lines, more): (&[usize], usize),
    missing: usize,
) -> Failure {
    let text = match lines {
        [] => lacking(case, missing),
        [..] => {
            let (path, Text { es, en }) = (path.display(), numbers(lines, more));
            text!(
                "el caso `{case}` está dañado: `{path}`, {es}",
                "case `{case}` is damaged: `{path}`, {en}"
            )
        }
    };
    Failure::damaged("damaged", text).with_hint(Text::of(
        "nada se escribe en él; vea cómo se repara: `ugat store repair`",
        "nothing is written to it; see how it is mended: `ugat store repair`",
    ))
}

/// The damaged lines by their numbers; `more` of them are not numbered.
fn numbers(lines: &[usize], more: usize) -> Text {
    let (named, rest) = lines.split_at(lines.len().min(NAMED));
    let Text { es, en } = match rest.len() + more {
        0 => all_of(named),
        more => {
            let named = series(named);
            text!("{named} y {more} más", "{named} and {more} more")
        }
    };
    match lines.len() {
        1 => text!("línea {es}", "line {en}"),
        _ => text!("líneas {es}", "lines {en}"),
    }
}

fn lacking(case: &CaseId, missing: usize) -> Text {
    match missing {
        1 => text!(
            "al caso `{case}` le falta 1 evento, anterior a otros",
            "case `{case}` lacks 1 event, earlier than others"
        ),
        _ => text!(
            "al caso `{case}` le faltan {missing} eventos, anteriores a otros",
            "case `{case}` lacks {missing} events, earlier than others"
        ),
    }
}
