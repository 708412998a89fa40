use crate::cli::bulk::grammar::case_of;
use crate::cli::bulk::saying::{DO, NAME, Saying, Word};
use crate::cli::failure::{Failure, usage};
use crate::view::Unit;

/// The lines of a file or the rows of a sheet, each read when it is wanted.
pub trait Told {
    const UNIT: Unit;

    fn count(&self) -> usize;

    /// The number by which a person finds one.
    fn place(&self, at: usize) -> usize;

    /// Which case one is about.
    fn about(&self, at: usize) -> Result<About, Failure>;

    /// All that one says.
    fn saying(&self, at: usize) -> Result<Saying<'_>, Failure>;
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
    pub fn of(saying: &Saying) -> Result<Self, Failure> {
        if saying.text(DO) == Some("start") {
            return Ok(Self::New {
                name: saying.text(NAME).map(|name| name.trim().to_owned()),
                reference: saying.text("ref").map(str::to_owned),
                if_new: saying.word("if-new") == Some(&Word::Flag(true)),
            });
        }
        Ok(Self::Known {
            named: case_of(saying)?.trim().to_owned(),
            links: saying.text(DO) == Some("link"),
        })
    }
}

/// What was made out of a row: which case it is about, and what it says or why that is nothing.
pub struct Row {
    pub place: usize,
    pub about: About,
    pub says: Result<Saying<'static>, Failure>,
}

/// The rows of a sheet.
pub struct Rows(pub Vec<Row>);

impl Told for Rows {
    const UNIT: Unit = Unit::Row;

    fn count(&self) -> usize {
        self.0.len()
    }

    fn place(&self, at: usize) -> usize {
        self.0[at].place
    }

    fn about(&self, at: usize) -> Result<About, Failure> {
        Ok(self.0[at].about.clone())
    }

    fn saying(&self, at: usize) -> Result<Saying<'_>, Failure> {
        self.0[at].says.clone()
    }
}

/// The lines of a file of actions.
pub struct Lines {
    bytes: Vec<u8>,
    lines: Vec<Line>,
}

/// Where a line stands, blank ones left out.
struct Line {
    number: u32,
    from: usize,
    until: usize,
}

impl Lines {
    /// The most bytes of a line, its end not counted.
    pub const LONGEST: usize = 1 << 20;
    const MARK: &[u8] = "\u{feff}".as_bytes();

    pub fn of(bytes: Vec<u8>) -> Self {
        let mut from = if bytes.starts_with(Self::MARK) {
            Self::MARK.len()
        } else {
            0
        };
        let mut lines = Vec::new();
        for (line, number) in bytes[from..]
            .split_inclusive(|byte| *byte == b'\n')
            .zip(1..)
        {
            let until = from + line.len();
            if !line.trim_ascii().is_empty() {
                lines.push(Line {
                    number,
                    from,
                    until,
                });
            }
            from = until;
        }
        Self { bytes, lines }
    }
}

impl Told for Lines {
    const UNIT: Unit = Unit::Line;

    fn count(&self) -> usize {
        self.lines.len()
    }

    fn place(&self, at: usize) -> usize {
        self.lines[at].number as usize
    }

    fn about(&self, at: usize) -> Result<About, Failure> {
        About::of(&self.saying(at)?)
    }

    fn saying(&self, at: usize) -> Result<Saying<'_>, Failure> {
        let Line { from, until, .. } = self.lines[at];
        let line = self.bytes[from..until].trim_ascii();
        if line.len() > Self::LONGEST {
            return Err(too_long());
        }
        Saying::parse(line)
    }
}

fn too_long() -> Failure {
    let most = Lines::LONGEST;
    usage!(
        "line-too-long",
        "tiene más de {most} bytes, el máximo de una línea",
        "it has more than {most} bytes, the most of a line"
    )
}

#[cfg(test)]
mod tests {
    use super::{About, Lines, Told};

    #[track_caller]
    fn lines(bytes: &[u8], expected: &[(usize, Result<&str, &str>)]) {
        let lines = Lines::of(bytes.to_vec());
        let found: Vec<(usize, Result<String, String>)> = (0..lines.count())
            .map(|at| {
                let about = lines.about(at).map(|about| match about {
                    About::Known { named, .. } => named,
                    About::New { name, .. } => name.unwrap_or_default(),
                });
                let about = about.map_err(|failure| failure.text.en.into_owned());
                (lines.place(at), about)
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
        lines(b"", &[]);
        lines(b"\n \r\n", &[]);
        lines(
            b"\xef\xbb\xbf{\"do\":\"start\",\"name\":\" a \"}\r\n\r\n{\"do\":\"note\",\"case\":\" b\"}",
            &[(1, Ok("a")), (3, Ok("b"))],
        );
        lines(
            b"{\"do\":\"note\",\"case\":\"b\xff\"}\n{\"do\":\"note\"}\n{\"do\":\"note\",\"case\":true}\n",
            &[
                (1, Err("byte 23 is not UTF-8")),
                (2, Err("`case`, the case, is missing")),
                (3, Err("`case` is a text")),
            ],
        );
        let long = format!(
            "{{\"do\":\"note\",\"case\":\"{}\"}}\n",
            "x".repeat(Lines::LONGEST)
        );
        lines(
            long.as_bytes(),
            &[(1, Err("it has more than 1048576 bytes, the most of a line"))],
        );
    }
}
