use serde::Serialize;

use crate::definition::{Problem, Reason};
use crate::model::Level;
use crate::view::problem::hint::hint;
use crate::view::problem::reason::sentence;
use crate::view::problem::snippet::{Manner, Notice, Place, Source, snippet};
use crate::words::{Text, count};

/// The most problems of one file that a report shows whole.
const MOST: usize = 100;

/// What is wrong with a file, one excerpt each, in order of place.
pub fn problem_report(source: Source, problems: &[Problem], manner: Manner) -> String {
    let (shown, rest) = problems.split_at(problems.len().min(MOST));
    let mut report: Vec<String> = shown
        .iter()
        .map(|problem| snippet(source, &notice(problem), manner))
        .collect();
    if !rest.is_empty() {
        let rest = count(
            rest.len(),
            &Text::of("problema más", "more problem"),
            &Text::of("problemas más", "more problems"),
        );
        report.push(rest.get(manner.language).to_owned() + "\n");
    }
    report.join("\n")
}

pub(in crate::view) fn notice(problem: &Problem) -> Notice {
    Notice {
        level: Level::Error,
        title: sentence(&problem.reason),
        places: vec![Place::unlabelled(problem.span.clone())],
        notes: Vec::new(),
        hints: hint(&problem.reason).into_iter().collect(),
    }
}

/// What a problem is, as a fact in lower case.
pub fn problem_sentence(problem: &Problem) -> Text {
    sentence(&problem.reason)
}

/// A problem as scripts read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    pub kind: &'static str,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub es: String,
    pub en: String,
    pub hint: Option<Text>,
}

/// What is wrong with a file, for scripts, in order of place.
pub fn problem_views(text: &str, problems: &[Problem]) -> Vec<ProblemView> {
    let mut cursor = Cursor::default();
    let view = |problem: &Problem| {
        cursor.move_to(text, problem.span.start);
        ProblemView::of(&cursor, &problem.reason)
    };
    problems.iter().map(view).collect()
}

impl ProblemView {
    pub(in crate::view) fn of(cursor: &Cursor, reason: &Reason) -> Self {
        let sentence = sentence(reason);
        Self {
            kind: reason.kind(),
            line: cursor.line,
            column: cursor.column,
            es: sentence.es.into_owned(),
            en: sentence.en.into_owned(),
            hint: hint(reason),
        }
    }
}

/// A place of a text that only moves on, so that many places cost one pass.
pub(in crate::view) struct Cursor {
    at: usize,
    pub line: usize,
    pub column: usize,
}

impl Default for Cursor {
    fn default() -> Self {
        Self {
            at: 0,
            line: 1,
            column: 1,
        }
    }
}

impl Cursor {
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
