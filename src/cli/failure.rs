//! How a command fails: one type for every failure, shown to a person or as JSON. Each file below
//! says in words why something is refused; nothing is decided here but the words.

pub mod budget;
pub mod cause;
pub mod damage;
pub mod denied;
pub mod file;
pub mod given;
pub mod journal;
pub mod misuse;
pub mod off_path;
pub mod procedure;
pub mod refusal;
pub mod secret;
pub mod store;
pub mod unread;

use std::fmt::Display;
use std::ops::Range;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::cli::failure::cause::{cause, more};
use crate::definition::Problem;
use crate::model::Level;
use crate::text;
use crate::view::{
    FindingRow, LabelledSpan, Look, Manner, Notice, ProblemView, Source, hanging, problem_report,
    problem_views, snippet,
};
use crate::words::{JsonFormatter, Language, Text, escaped, redacted_text};

/// A failure that says in both languages what is wrong, and what would help where that is given: by
/// two or four format strings after its kind. Texts that stand in the fact, each in its language, are
/// named behind it as in `text!`.
macro_rules! failures {
    ($d:tt $($exit:ident)+) => {$(
        macro_rules! $exit {
            ($d kind:literal, $d es:literal, $d en:literal $d (,)?) => {
                $crate::cli::failure::Failure::$exit($d kind, $crate::text!($d es, $d en))
            };
            ($d kind:literal, $d es:literal, $d en:literal, $d help:literal, $d hint:literal $d (,)?) => {
                $exit!($d kind, $d es, $d en).with_hint($crate::text!($d help, $d hint))
            };
            ($d kind:literal, $d es:literal, $d en:literal; $d ($d text:ident),+ $d (,)?) => {
                $crate::cli::failure::Failure::$exit($d kind, $crate::text!($d es, $d en; $d ($d text),+))
            };
            ($d kind:literal, $d es:literal, $d en:literal; $d ($d text:ident),+; $d help:literal, $d hint:literal $d (,)?) => {
                $exit!($d kind, $d es, $d en; $d ($d text),+).with_hint($crate::text!($d help, $d hint))
            };
        }
        pub(crate) use $exit;
    )+};
}

failures!($ refused usage damaged conflict);

/// Why a command ends without having done what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Names it for scripts, in lower case with hyphens.
    pub kind: &'static str,
    /// A lowercase fact without a full stop, names in backticks.
    pub text: Text,
    pub hint: Option<Box<Hint>>,
    /// What another program said, or the findings, a line each.
    pub details: Details,
    /// The file that stood in the way.
    pub faulty: Option<Box<Faulty>>,
    /// Where in what was typed it is wrong.
    pub excerpt: Option<Box<Excerpt>>,
    pub exit: Exit,
}

/// What would help, best with a command that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub text: Text,
    /// Whether it names a command of `ugat case`: of no use for a case that a batch has yet to begin.
    pub is_case_command: bool,
}

impl From<Text> for Hint {
    fn from(text: Text) -> Self {
        Self {
            text,
            is_case_command: false,
        }
    }
}

/// Lines beside the fact itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Details {
    Lines(Box<[Text]>),
    Findings(Box<[FindingRow]>),
}

impl Details {
    fn lines(&self) -> Vec<Text> {
        match self {
            Self::Lines(lines) => lines.to_vec(),
            Self::Findings(rows) => rows.iter().map(FindingRow::line).collect(),
        }
    }

    fn findings(&self) -> &[FindingRow] {
        match self {
            Self::Lines(_) => &[],
            Self::Findings(rows) => rows,
        }
    }
}

/// What was typed for an argument, and the place that is wrong, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub argument: &'static str,
    pub text: String,
    pub span: Range<usize>,
}

/// A file, and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    pub file: String,
    pub text: String,
    pub problems: Vec<Problem>,
}

/// The exit codes of a command that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Refused, not found, or not possible.
    Refused = 1,
    /// Wrong arguments.
    Usage = 2,
    /// Data that is damaged.
    Damaged = 3,
    /// Refused because in conflict.
    Conflict = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Of a file as a whole.
impl From<Failure> for ProblemView {
    fn from(failure: Failure) -> Self {
        Self {
            kind: failure.kind,
            line: None,
            column: None,
            text: failure.text,
            hint: failure.hint.map(|hint| hint.text),
        }
    }
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: Fields<'a>,
}

#[derive(Serialize)]
struct Fields<'a> {
    kind: &'static str,
    #[serde(flatten)]
    text: &'a Text,
    hint: Option<&'a Text>,
    details: Vec<Text>,
    findings: &'a [FindingRow],
    problems: Vec<ProblemView>,
}

impl Failure {
    /// That a file, the only one of a command, could not be read.
    pub fn unread(problem: &ProblemView) -> Self {
        let ProblemView {
            kind, text, hint, ..
        } = problem;
        Self::refused(kind, text.clone()).with_hint_if(hint.clone())
    }

    pub fn refused(kind: &'static str, text: Text) -> Self {
        Self::of(kind, text, Exit::Refused)
    }

    pub fn usage(kind: &'static str, text: Text) -> Self {
        Self::of(kind, text, Exit::Usage)
    }

    pub fn damaged(kind: &'static str, text: Text) -> Self {
        Self::of(kind, text, Exit::Damaged)
    }

    pub fn conflict(kind: &'static str, text: Text) -> Self {
        Self::of(kind, text, Exit::Conflict)
    }

    /// The machine refused something; `text` says what was tried, the causes come last.
    pub fn machine(text: Text, error: impl Into<anyhow::Error>) -> Self {
        let error = error.into();
        let cause = cause(&error);
        Self::refused(
            "io",
            Text::of_each(|language| format!("{}: {}", text.get(language), cause.get(language))),
        )
        .with_hint_if(more(&error))
    }

    /// Every failure is made here, so that none repeats a secret that was typed.
    fn of(kind: &'static str, text: Text, exit: Exit) -> Self {
        Self {
            kind,
            text: redacted_text(text),
            hint: None,
            details: Details::Lines(Box::default()),
            faulty: None,
            excerpt: None,
            exit,
        }
    }

    #[must_use]
    pub fn with_hint(mut self, hint: Text) -> Self {
        self.hint = Some(Box::new(redacted_text(hint).into()));
        self
    }

    /// With this hint, if there is one; else the hint stays as it is.
    #[must_use]
    pub fn with_hint_if(self, hint: Option<Text>) -> Self {
        match hint {
            Some(hint) => self.with_hint(hint),
            None => self,
        }
    }

    /// With the question whether a name close to what was typed is meant.
    #[must_use]
    pub fn with_nearest(self, name: Option<impl Display>) -> Self {
        self.with_hint_if(name.map(did_you_mean))
    }

    /// Says that its hint names a command of `ugat case`.
    #[must_use]
    pub fn with_case_command(mut self) -> Self {
        if let Some(hint) = &mut self.hint {
            hint.is_case_command = true;
        }
        self
    }

    /// With more lines between the fact and what would help.
    #[must_use]
    pub fn with_details(mut self, details: Vec<Text>) -> Self {
        self.details = Details::Lines(details.into());
        self
    }

    /// With what was found about the store, a line each.
    #[must_use]
    pub fn with_findings(mut self, findings: Vec<FindingRow>) -> Self {
        self.details = Details::Findings(findings.into());
        self
    }

    /// With everything that is wrong with the file that stood in the way.
    #[must_use]
    pub fn with_problems(mut self, faulty: Faulty) -> Self {
        self.faulty = Some(Box::new(faulty));
        self
    }

    /// With the place of an argument that is wrong.
    #[must_use]
    pub fn with_excerpt(
        mut self,
        argument: &'static str,
        text: String,
        span: Range<usize>,
    ) -> Self {
        self.excerpt = Some(Box::new(Excerpt {
            argument,
            text,
            span,
        }));
        self
    }

    /// As a person reads it: the places of a file that is wrong, one line for the fact, one for the
    /// hint.
    pub fn shown(&self, look: Look, colour: bool) -> String {
        let Look { language, width } = look;
        if let Some(excerpt) = &self.excerpt {
            return self.shown_at(excerpt, Manner { language, colour });
        }
        let faulty = self.faulty.as_ref();
        let mut shown = faulty.map_or_else(String::new, |faulty| {
            faulty.shown(Manner { language, colour }) + "\n"
        });
        shown += &labelled(
            "error",
            AnsiColor::Red,
            self.text.get(language),
            (width, colour),
        );
        for detail in self.details.lines() {
            shown += &hanging("  ", &escaped(detail.get(language)), width);
        }
        let label = match language {
            Language::Spanish => "ayuda",
            Language::English => "hint",
        };
        if let Some(hint) = &self.hint {
            shown += &labelled(
                label,
                AnsiColor::Cyan,
                hint.text.get(language),
                (width, colour),
            );
        }
        shown
    }

    fn shown_at(&self, excerpt: &Excerpt, manner: Manner) -> String {
        let source = Source {
            file: excerpt.argument,
            text: &excerpt.text,
        };
        let notice = Notice {
            level: Level::Error,
            title: self.text.clone(),
            places: vec![LabelledSpan::unlabelled(excerpt.span.clone())],
            notes: Vec::new(),
            hints: self.hint.iter().map(|hint| hint.text.clone()).collect(),
        };
        snippet(source, &notice, manner)
    }

    /// As a script reads it: one object on one line.
    pub fn json(&self) -> String {
        let fields = Fields {
            kind: self.kind,
            text: &self.text,
            hint: self.hint.as_ref().map(|hint| &hint.text),
            details: self.details.lines(),
            findings: self.details.findings(),
            problems: self.faulty.as_ref().map_or_else(Vec::new, |faulty| {
                let Faulty { text, problems, .. } = &**faulty;
                problem_views(text, problems)
            }),
        };
        let mut out = Vec::new();
        Envelope { error: fields }
            .serialize(&mut serde_json::Serializer::with_formatter(
                &mut out,
                JsonFormatter,
            ))
            .expect("texts serialise");
        out.push(b'\n');
        String::from_utf8(out).expect("JSON is UTF-8")
    }
}

/// Whether a name is meant that is close to what was typed.
pub fn did_you_mean(name: impl Display) -> Text {
    text!("¿quiso decir `{name}`?", "did you mean `{name}`?")
}

impl Faulty {
    fn shown(&self, manner: Manner) -> String {
        let (file, text) = (self.file.as_str(), self.text.as_str());
        problem_report(Source { file, text }, &self.problems, manner)
    }
}

fn labelled(label: &str, colour: AnsiColor, text: &str, how: (usize, bool)) -> String {
    let (width, coloured) = how;
    let style = match coloured {
        true => colour.on_default().bold(),
        false => Style::new(),
    };
    let label = format!("{label}:");
    let shown = hanging(&format!("{label} "), &escaped(text), width);
    shown.replacen(&label, &format!("{style}{label}{style:#}"), 1)
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::Failure;
    use crate::text;
    use crate::view::Look;
    use crate::words::Language::{English, Spanish};
    use crate::words::Text;

    fn refusal() -> Failure {
        let typed = "x\u{1b}[2J\ny";
        refused!(
            "unknown-case",
            "no hay caso `{typed}`",
            "there is no case `{typed}`",
            "vea `ugat case list`",
            "see `ugat case list`"
        )
    }

    #[test]
    fn a_failure_is_a_fact_and_a_hint_in_which_nothing_steers_the_terminal() {
        assert_eq!(
            refusal().shown(Look::endless(Spanish), false),
            "error: no hay caso `x\\u{1b}[2J\\u{a}y`\nayuda: vea `ugat case list`\n"
        );
        assert_eq!(
            refusal().shown(Look::endless(English), false),
            "error: there is no case `x\\u{1b}[2J\\u{a}y`\nhint: see `ugat case list`\n"
        );
    }

    #[test]
    fn on_a_terminal_it_is_broken_at_blanks_and_never_within_a_command() {
        let narrow = Look {
            width: 30,
            ..Look::endless(Spanish)
        };
        let long = refused!(
            "x",
            "no hay nada de lo que se pide",
            "nothing",
            "vea qué hay: `ugat case list --entity Ministerio`",
            "see"
        );
        assert_eq!(
            long.shown(narrow, false),
            "error: no hay nada de lo que\n  se pide\nayuda: vea qué hay:\n  `ugat case list --entity Ministerio`\n"
        );
    }

    #[test]
    fn colour_marks_the_labels_alone() {
        assert_eq!(
            refusal().shown(Look::endless(English), true),
            "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m there is no case `x\\u{1b}[2J\\u{a}y`\n\
             \u{1b}[1m\u{1b}[36mhint:\u{1b}[0m see `ugat case list`\n"
        );
    }

    #[test]
    fn a_script_gets_one_object_with_both_languages() {
        assert_eq!(
            refusal().json(),
            "{\"error\":{\"kind\":\"unknown-case\",\
             \"es\":\"no hay caso `x\\u001b[2J\\ny`\",\
             \"en\":\"there is no case `x\\u001b[2J\\ny`\",\
             \"hint\":{\"es\":\"vea `ugat case list`\",\"en\":\"see `ugat case list`\"},\"details\":[],\"findings\":[],\"problems\":[]}}\n"
        );
        let bare = Failure {
            hint: None,
            ..refusal()
        };
        assert!(
            bare.json()
                .ends_with(",\"hint\":null,\"details\":[],\"findings\":[],\"problems\":[]}}\n"),
            "{}",
            bare.json()
        );
    }

    #[test]
    fn what_the_machine_refused_comes_after_what_was_tried() {
        let error = io::Error::from(io::ErrorKind::StorageFull);
        let failure =
            Failure::machine(text!("no se puede escribir `a`", "cannot write `a`"), error);
        assert_eq!(
            failure.shown(Look::endless(Spanish), false),
            "error: no se puede escribir `a`: no queda espacio en el disco\n"
        );
        assert_eq!(
            failure.shown(Look::endless(English), false),
            "error: cannot write `a`: no space is left on the disk\n"
        );
        let unforeseen = anyhow::anyhow!("the device is gone").context("no answer");
        let failure = Failure::machine(Text::of("no", "cannot draw"), unforeseen);
        assert_eq!(
            failure.shown(Look::endless(English), false),
            "error: cannot draw: no answer: the device is gone\n"
        );
    }
}
