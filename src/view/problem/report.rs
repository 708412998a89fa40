//! The problems of a file, as a report and in JSON.

use serde::Serialize;

use crate::definition::{Problem, Reason};
use crate::view::each::each;
use crate::view::problem::hint::hint;
use crate::view::problem::reason::sentence;
use crate::view::problem::snippet::{LabelledSpan, Manner, Notice, Source, snippet};
use crate::words::Text;
use crate::words::counted;

/// How many problems of one file a report shows in full.
const MOST: usize = 100;

/// The problems of a file, one excerpt for each, in order of place.
pub fn problem_report(source: Source, problems: &[Problem], manner: Manner) -> String {
    let (shown, rest) = problems.split_at(problems.len().min(MOST));
    let mut report = each(shown, |one| snippet(source, &notice(one), manner));
    if !rest.is_empty() {
        let rest = counted(
            rest.len(),
            ["problema más", "problemas más"],
            ["more problem", "more problems"],
        );
        report.push(rest.get(manner.language).to_owned() + "\n");
    }
    report.join("\n")
}

pub(in crate::view) fn notice(problem: &Problem) -> Notice {
    Notice {
        places: vec![LabelledSpan::unlabelled(problem.span.clone())],
        ..Notice::error(sentence(&problem.reason), hint(&problem.reason))
    }
}

/// What a problem is, as a fact in lower case.
pub fn problem_sentence(problem: &Problem) -> Text {
    sentence(&problem.reason)
}

/// A problem in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    pub kind: &'static str,
    /// From 1; null if it has no place.
    pub line: Option<usize>,
    /// In characters, from 1.
    pub column: Option<usize>,
    #[serde(flatten)]
    pub text: Text,
    pub hint: Option<Text>,
}

/// The problems of a file in JSON, in order of place.
pub fn problem_views(text: &str, problems: &[Problem]) -> Vec<ProblemView> {
    let mut cursor = Cursor::START;
    each(problems, |problem| {
        cursor.move_to(text, problem.span.start);
        ProblemView::of(&cursor, &problem.reason)
    })
}

impl ProblemView {
    pub(in crate::view) fn of(cursor: &Cursor, reason: &Reason) -> Self {
        Self {
            kind: reason.kind(),
            line: Some(cursor.line),
            column: Some(cursor.column),
            text: sentence(reason),
            hint: hint(reason),
        }
    }
}

/// A place in a text that only moves forward, so that many places take one pass.
pub(in crate::view) struct Cursor {
    at: usize,
    pub line: usize,
    pub column: usize,
}

impl Cursor {
    pub const START: Self = Self {
        at: 0,
        line: 1,
        column: 1,
    };

    pub fn move_to(&mut self, text: &str, at: usize) {
        let passed = text.get(self.at..at).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.column = match passed.rfind('\n') {
            Some(end) => 1 + passed[end + 1..].chars().count(),
            None => self.column + passed.chars().count(),
        };
        self.at = self.at.max(at);
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, problem_report, problem_views};
    use crate::definition::{Problem, Reason};
    use crate::view::problem::snippet::{Manner, Source};
    use crate::words::Language;

    #[test]
    fn a_problem_is_given_to_scripts_by_kind_place_and_words() {
        let problem = Problem {
            span: 5..6,
            reason: Reason::MissingKey("title"),
        };
        let views = problem_views("é\nñ x", &[problem]);
        assert_eq!(
            serde_json::to_string(&views).expect("it serialises"),
            r#"[{"kind":"missing-key","line":2,"column":2,"es":"falta `title`","en":"`title` is missing","hint":null}]"#
        );
    }

    #[test]
    fn a_file_that_is_all_wrong_has_an_end_to_its_report() {
        let problem = Problem {
            span: 0..1,
            reason: Reason::EmptyText,
        };
        let problems = vec![problem; MOST + 2];
        let source = Source {
            file: "a.toml",
            text: "x",
        };
        let manner = Manner {
            language: Language::English,
            colour: false,
        };
        let report = problem_report(source, &problems, manner);
        assert_eq!(report.lines().last(), Some("2 more problems"));
        assert_eq!(report.matches("error: ").count(), MOST);
    }
}
