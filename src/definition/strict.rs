//! The check that a text uses only TOML 1.0.

use std::ops::Range;

use crate::definition::problem::{Newer, Problem, Reason};

/// The features of TOML 1.1 in a well-formed text, which other readers would refuse.
pub fn newer(text: &str) -> Vec<Problem> {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        last: None,
        found: Vec::new(),
    };
    while let Some(&byte) = scan.bytes.get(scan.at) {
        scan.step(byte);
    }
    scan.found
}

enum Open {
    Array,
    Table { start: usize, broken: bool },
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Vec<Open>,
    /// The last byte that is neither blank nor in a comment.
    last: Option<usize>,
    found: Vec<Problem>,
}

impl Scan<'_> {
    fn step(&mut self, byte: u8) {
        match byte {
            b'#' => return self.skip_comment(),
            b'"' | b'\'' => return self.skip_string(byte),
            b'\n' => self.end_line(),
            b'[' => self.open.push(Open::Array),
            b'{' => self.open.push(Open::Table {
                start: self.at,
                broken: false,
            }),
            b']' => drop(self.open.pop()),
            b'}' => self.close_table(),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.last = Some(self.at);
        }
        self.at += 1;
    }

    fn report(&mut self, span: Range<usize>, newer: Newer) {
        self.found.push(Problem {
            span,
            reason: Reason::NewerToml(newer),
        });
    }

    fn end_line(&mut self) {
        if let Some(Open::Table { start, broken }) = self.open.last_mut()
            && !std::mem::replace(broken, true)
        {
            let start = *start;
            self.report(start..start + 1, Newer::LineEndInTable);
        }
    }

    fn close_table(&mut self) {
        self.open.pop();
        if let Some(last) = self.last.filter(|last| self.bytes[*last] == b',') {
            self.report(last..last + 1, Newer::TrailingComma);
        }
    }

    fn skip_comment(&mut self) {
        let mut rest = self.bytes[self.at..].iter();
        self.at += rest
            .position(|byte| *byte == b'\n')
            .unwrap_or(self.bytes.len() - self.at);
    }

    fn skip_string(&mut self, quote: u8) {
        let many = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if many { 3 } else { 1 };
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'\\' && quote == b'"' {
                self.skip_escape();
            } else if byte == quote && !many {
                self.at += 1;
                break;
            } else if self.bytes[self.at..].starts_with(&[quote; 3]) {
                self.at += 3;
                self.skip_quotes(quote);
                break;
            } else {
                self.at += 1;
            }
        }
        self.last = Some(self.at.min(self.bytes.len()) - 1);
    }

    /// Skips the up to two quotes that may precede the closing three of a multi-line string.
    fn skip_quotes(&mut self, quote: u8) {
        for _ in 0..2 {
            if self.bytes.get(self.at) == Some(&quote) {
                self.at += 1;
            }
        }
    }

    fn skip_escape(&mut self) {
        let span = self.at..self.at + 2;
        match self.bytes.get(self.at + 1) {
            Some(b'e') => self.report(span, Newer::EscapeE),
            Some(b'x') => self.report(span, Newer::EscapeX),
            _ => {}
        }
        self.at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::newer;
    use crate::definition::problem::{Newer, Reason};

    #[track_caller]
    fn case(text: &str, expected: &[(usize, Newer)]) {
        let found: Vec<_> = newer(text)
            .into_iter()
            .map(|problem| (problem.span.start, problem.reason))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(at, newer)| (*at, Reason::NewerToml(*newer)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_only_the_newer_toml_allows_is_found() {
        case("a = {\n b = 1\n}", &[(4, Newer::LineEndInTable)]);
        case("a = { b = 1, }", &[(11, Newer::TrailingComma)]);
        case(
            "a = { b = 'x', # c\n}",
            &[(4, Newer::LineEndInTable), (13, Newer::TrailingComma)],
        );
        case(r#"a = "\e""#, &[(5, Newer::EscapeE)]);
        case(r#"a = "\x41""#, &[(5, Newer::EscapeX)]);
    }

    #[test]
    fn what_the_older_toml_allows_is_let_be() {
        case("a = [\n 1,\n]", &[]);
        case("a = { b = [\n 1,\n] }", &[]);
        case("a = { b = \"\"\"\n{,}\n\"\"\" }", &[]);
        case("a = \"{ , }\" # { , }\n[b]\n[[c]]\n", &[]);
        case(r"a = 'C:\x\e'", &[]);
        case(r#"a = "\\e \\x""#, &[]);
        case("a = \"\"\"x\"\"\"\"\"\nb = {}", &[]);
    }
}
