//! The lines of a batch or the rows of a sheet, each read once into what is asked for.

use crate::cli::bulk::line::{CASE, DO, Line, NAME, Value};
use crate::cli::bulk::request::{Action, Grammar, Request};
use crate::cli::failure::{Failure, usage};
use crate::view::Unit;

/// All that a file asks for, in order.
pub struct Rows {
    pub unit: Unit,
    pub all: Vec<Row>,
}

/// One line of a file, or one row of a sheet.
pub struct Row {
    /// The number by which a person finds it.
    pub place: usize,
    /// Which case it is about, or why that cannot be told.
    pub about: Result<About, Failure>,
    /// What it asks for, or why that is nothing.
    pub request: Result<Request, Failure>,
    /// Whether the act, once accepted, changes which acts the case accepts next.
    pub changes: bool,
}

/// Which case a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// One that begins here, and how it is called in what follows.
    New {
        name: Option<String>,
        reference: Option<String>,
        /// Whether a case is meant that bears the reference already.
        if_new: bool,
    },
    /// One that is there, or that a line before has begun, as it is typed; `links` it to another.
    Known { named: String, links: bool },
}

impl About {
    fn of(line: &Line) -> Result<Self, Failure> {
        if line.text(DO) == Some("start") {
            return Ok(Self::New {
                name: line.text(NAME).map(|name| name.trim().to_owned()),
                reference: line.text("ref").map(str::to_owned),
                if_new: line.value("if-new") == Some(&Value::Flag(true)),
            });
        }
        match line.value(CASE) {
            Some(Value::Text(named)) => Ok(Self::Known {
                named: named.trim().to_owned(),
                links: line.text(DO) == Some("link"),
            }),
            Some(Value::Nothing) | None => Err(usage!(
                "missing-key",
                "falta `{CASE}`, el caso",
                "`{CASE}`, the case, is missing"
            )),
            Some(Value::Texts(_) | Value::Flag(_) | Value::Other) => Err(usage!(
                "wrong-type",
                "`{CASE}` es un texto",
                "`{CASE}` is a text"
            )),
        }
    }
}

impl Row {
    /// The case that it is about, as it is named, where that is there.
    pub fn case(&self) -> Option<&str> {
        match self.about.as_ref().ok()? {
            About::Known { named, .. } => Some(named),
            About::New { .. } => None,
        }
    }

    /// What is asked for by a line that is about this case, as far as it could be read.
    pub fn of(
        place: usize,
        about: Result<About, Failure>,
        line: Result<Line, Failure>,
        grammar: &Grammar,
    ) -> Self {
        let action = line.as_ref().ok().and_then(|line| line.text(DO));
        let action = action.and_then(|name| name.parse().ok());
        Self {
            place,
            about,
            changes: action.is_none_or(Action::changes),
            request: line.and_then(|line| grammar.request(&line)),
        }
    }
}

impl Rows {
    /// The references that the lines give to cases.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        let requests = self.all.iter().filter_map(|row| row.request.as_ref().ok());
        requests.filter_map(|request| request.command.reference())
    }

    /// The most bytes of a line, its end not counted.
    const LONGEST: usize = 1 << 20;

    /// The lines of a file of actions, blank ones left out.
    pub fn of_lines(text: &str) -> Self {
        let grammar = Grammar::new();
        let lines = text.split('\n').zip(1..);
        let lines = lines.map(|(line, number)| (line.trim_ascii(), number));
        let all = lines
            .filter(|(line, _)| !line.is_empty())
            .map(|(line, number)| {
                let line = match line.len() > Self::LONGEST {
                    true => Err(too_long(Self::LONGEST)),
                    false => Line::parse(line),
                };
                let about = line.as_ref().map_err(Clone::clone).and_then(About::of);
                Row::of(number, about, line, &grammar)
            });
        Self {
            unit: Unit::Line,
            all: all.collect(),
        }
    }
}

fn too_long(most: usize) -> Failure {
    usage!(
        "line-too-long",
        "tiene más de {most} bytes, el máximo de una línea",
        "it has more than {most} bytes, the most of a line"
    )
}

#[cfg(test)]
mod tests {
    use super::{About, Rows};

    #[track_caller]
    fn lines(text: &str, expected: &[(usize, Result<&str, &str>)]) {
        let rows = Rows::of_lines(text).all.into_iter();
        let found: Vec<(usize, Result<String, String>)> = rows
            .map(|row| {
                let about = row.about.map(|about| match about {
                    About::Known { named, .. } => named,
                    About::New { name, .. } => name.unwrap_or_default(),
                });
                let about = about.map_err(|failure| failure.text.en.into_owned());
                (row.place, about)
            })
            .collect();
        let expected: Vec<(usize, Result<String, String>)> = expected
            .iter()
            .map(|(place, about)| (*place, about.map(str::to_owned).map_err(str::to_owned)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        lines("", &[]);
        lines("\n \r\n", &[]);
        lines(
            "{\"do\":\"start\",\"name\":\" a \"}\r\n\r\n{\"do\":\"note\",\"case\":\" b\"}",
            &[(1, Ok("a")), (3, Ok("b"))],
        );
        lines(
            "{\"do\":\"note\"}\n{\"do\":\"note\",\"case\":true}\n",
            &[
                (1, Err("`case`, the case, is missing")),
                (2, Err("`case` is a text")),
            ],
        );
        let long = format!(
            "{{\"do\":\"note\",\"case\":\"{}\"}}\n",
            "x".repeat(Rows::LONGEST)
        );
        lines(
            &long,
            &[(1, Err("it has more than 1048576 bytes, the most of a line"))],
        );
    }
}
