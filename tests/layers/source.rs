//! As much of Rust's syntax as it takes to tell which paths a file names outside its tests.

/// One word or sign of a source, and the line it stands on, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

/// A path that a file names: `use a::{b, c::*}` names `a::b` and `a::c::*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub path: Vec<String>,
    pub line: usize,
    /// Whether it is told on, by `pub use`.
    pub reexported: bool,
}

/// A source without its tests.
pub struct Source {
    pub paths: Vec<Named>,
    /// The modules declared for tests alone.
    pub test_modules: Vec<String>,
    /// Lines outside tests.
    pub lines: usize,
}

impl Source {
    pub fn of(text: &str) -> Self {
        let (tokens, tests) = without_tests(&tokens(text));
        let in_tests: usize = tests.iter().map(|test| test.lines).sum();
        Self {
            paths: paths(&tokens),
            test_modules: tests.into_iter().filter_map(|test| test.module).collect(),
            lines: text.lines().count() - in_tests,
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first);
        let (token, after) = rest.split_at(length);
        if !first.is_whitespace() && !token.starts_with("//") && !token.starts_with("/*") {
            tokens.push(Token {
                text: token.to_owned(),
                line,
            });
        }
        line += token.matches('\n').count();
        rest = after;
    }
    tokens
}

/// The bytes of the token, the comment or the blank that a text begins with.
fn length(text: &str, first: char) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |end| end + 2);
    }
    if let Some(length) = raw_string(text) {
        return length;
    }
    match first {
        '"' => closed(text, '"'),
        '\'' => character(text),
        ':' if text.starts_with("::") => 2,
        _ if is_word(first) => text.find(|c| !is_word(c)).unwrap_or(text.len()),
        _ => first.len_utf8(),
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// `r"…"`, `r#"…"#` and so on.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let opened = hashes.trim_start_matches('#');
    let count = hashes.len() - opened.len();
    let inside = opened.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(count));
    let end = inside
        .find(&close)
        .map_or(inside.len(), |at| at + close.len());
    Some(text.len() - inside.len() + end)
}

/// To behind the quote that ends what one begins, escapes counted.
fn closed(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, character)| {
        let ends = *character == quote && !escaped;
        escaped = *character == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// A character in quotes, or a lifetime.
fn character(text: &str) -> usize {
    let mut inside = text.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => closed(text, '\''),
        _ => 1,
    }
}

struct TestItem {
    /// Where it is `mod name;`: a file of its own.
    module: Option<String>,
    lines: usize,
}

fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<TestItem>) {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut tests = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        let texts = rest.iter().map(|token| token.text.as_str());
        if texts.take(MARK.len()).eq(MARK) {
            let length = item(rest);
            tests.push(test_item(&rest[..length]));
            at += length;
        } else {
            kept.push(rest[0].clone());
            at += 1;
        }
    }
    (kept, tests)
}

fn test_item(tokens: &[Token]) -> TestItem {
    let module = tokens
        .windows(3)
        .find(|three| three[0].text == "mod" && three[2].text == ";");
    let first = tokens.first().map_or(0, |token| token.line);
    let last = tokens.last().map_or(0, |token| token.line);
    TestItem {
        module: module.map(|three| three[1].text.clone()),
        lines: last + 1 - first,
    }
}

/// The tokens of an item with its attributes: to its semicolon or its closing brace.
fn item(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn paths(tokens: &[Token]) -> Vec<Named> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reexported = at > 0 && matches!(tokens[at - 1].text.as_str(), "pub" | ")");
        if tokens[at].text == "use" {
            let end = at + item(&tokens[at..]);
            tree(
                &tokens[at + 1..end],
                &mut Vec::new(),
                reexported,
                &mut paths,
            );
            at = end;
        } else {
            at += inline(&tokens[at..], &mut paths);
        }
    }
    paths
}

/// A path outside `use`; gives how many tokens were read.
fn inline(tokens: &[Token], paths: &mut Vec<Named>) -> usize {
    let mut path = Vec::new();
    let mut read = 0;
    while let Some(word) = tokens.get(read).filter(|one| one.text.starts_with(is_word)) {
        path.push(word.text.clone());
        read += 1;
        match tokens.get(read) {
            Some(next) if next.text == "::" => read += 1,
            Some(_) | None => break,
        }
    }
    if path.len() > 1 {
        paths.push(Named {
            path,
            line: tokens[0].line,
            reexported: false,
        });
    }
    read.max(1)
}

/// What a tree of `use` names below a stem; gives how many tokens were read.
fn tree(
    tokens: &[Token],
    stem: &mut Vec<String>,
    reexported: bool,
    paths: &mut Vec<Named>,
) -> usize {
    let depth = stem.len();
    let mut read = 0;
    while let Some(token) = tokens.get(read) {
        match token.text.as_str() {
            "{" => {
                read += 1;
                while tokens.get(read).is_some_and(|token| token.text != "}") {
                    read += tree(&tokens[read..], stem, reexported, paths);
                    read += usize::from(tokens.get(read).is_some_and(|one| one.text == ","));
                }
                stem.truncate(depth);
                return read + 1;
            }
            "::" => read += 1,
            "as" => read += 2,
            "," | "}" | ";" => break,
            word => {
                stem.push(word.to_owned());
                read += 1;
            }
        }
    }
    if stem.len() > depth {
        paths.push(Named {
            path: stem.clone(),
            line: tokens[0].line,
            reexported,
        });
    }
    stem.truncate(depth);
    read.max(1)
}

#[test]
fn the_paths_of_a_source_are_those_outside_its_comments_strings_and_tests() {
    let text = r##"
//! use crate::comment;
use crate::words::{Text, count as counted, dates::*};
pub use problem::Problem;
/* use crate::other; */
pub(super) fn a<'a>(text: &'a str) -> crate::model::Line {
    let quote = '"';
    let string = "use crate::string; \" ";
    let raw = r#"use crate::raw;"#;
    Vec::<u8>::new()
}
#[cfg(test)]
mod sample;
#[cfg(test)]
#[expect(dead_code, reason = "a test")]
mod tests {
    use super::*;
    fn b() { }
}
fn c() { std::env::var("X") }
"##;
    let source = Source::of(text);
    let found: Vec<(String, usize, bool)> = source
        .paths
        .iter()
        .map(|one| (one.path.join("::"), one.line, one.reexported))
        .collect();
    let expected = [
        ("crate::words::Text", 3, false),
        ("crate::words::count", 3, false),
        ("crate::words::dates::*", 3, false),
        ("problem::Problem", 4, true),
        ("crate::model::Line", 6, false),
        ("std::env::var", 20, false),
    ];
    assert_eq!(
        found,
        expected.map(|(path, line, told)| (path.to_owned(), line, told))
    );
    assert_eq!(source.test_modules, ["sample"]);
    assert_eq!(source.lines, 20 - 8);
}
