//! That a case has lines that cannot be believed, or lacks events.

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
    let path = path.display();
    let text = if lines.is_empty() {
        lacking(case, missing)
    } else {
        let (es, en) = match lines {
            [_] => ("línea", "line"),
            [..] => ("líneas", "lines"),
        };
        let (named, rest) = lines.split_at(lines.len().min(NAMED));
        let more = rest.len() + more;
        let all = match more {
            0 => all_of(named),
            _ => {
                let named = series(named);
                text!("{named} y {more} más", "{named} and {more} more")
            }
        };
        Text::owned(
            format!("el caso `{case}` está dañado: `{path}`, {es} {}", all.es),
            format!("case `{case}` is damaged: `{path}`, {en} {}", all.en),
        )
    };
    Failure::damaged("damaged", text).with_hint(text!(
        "nada se escribe en él; vea cómo se repara: `ugat store repair`",
        "nothing is written to it; see how it is mended: `ugat store repair`"
    ))
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
