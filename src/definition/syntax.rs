//! The parsing of TOML, and the translation of the parser's errors.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, Error};

use crate::definition::problem::{Problem, Reason, Syntax};
use crate::definition::reader::within;
use crate::definition::strict;

/// The tree of a text, as far as it can be read, and its syntax problems.
pub struct Tree<'a> {
    pub root: Spanned<DeTable<'a>>,
    pub problems: Vec<Problem>,
    /// Whether all tables could be read, so that what is missing is really missing.
    pub whole: bool,
}

pub fn parse(text: &str) -> Tree<'_> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut problems = first_of_each_line(text, &errors);
    problems.dedup_by(|later, earlier| is_follow_up(&later.reason, &earlier.reason));
    let whole = problems.iter().all(|problem| problem.reason == DUPLICATE);
    if whole {
        problems.extend(strict::newer(text));
    }
    Tree {
        root,
        problems,
        whole,
    }
}

const DUPLICATE: Reason = Reason::Syntax(Syntax::DuplicateKey);

/// The first error of each line; further ones mostly follow from it.
fn first_of_each_line(text: &str, errors: &[Error]) -> Vec<Problem> {
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    let mut lines = BTreeSet::new();
    errors
        .iter()
        .map(|error| problem(text, error))
        .filter(|problem| lines.insert(ends.partition_point(|end| *end < problem.span.start)))
        .collect()
}

/// Whether an error follows from the one before: after an unclosed bracket each line lacks a comma.
fn is_follow_up(later: &Reason, earlier: &Reason) -> bool {
    let is_open = |reason: &Reason| {
        matches!(
            reason,
            Reason::Syntax(Syntax::MissingComma | Syntax::Unclosed)
        )
    };
    is_open(later) && is_open(earlier)
}

fn problem(text: &str, error: &Error) -> Problem {
    let span = within(text, error.span().unwrap_or(0..0));
    let mut syntax = fault(error.message());
    if syntax == Syntax::Unquoted && span.is_empty() {
        syntax = Syntax::MissingValue;
    }
    let reason = Reason::Syntax(syntax);
    Problem { span, reason }
}

/// The kind of an error, by its English message: the parser gives no other.
fn fault(message: &str) -> Syntax {
    let (fact, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    match fact {
        "duplicate key" => Syntax::DuplicateKey,
        "missing value" | "missing value for key" => Syntax::MissingValue,
        "key with no value" | "missing assignment between key-value pairs" => Syntax::MissingEquals,
        "extra assignment between key-value pairs" | "extra `=`" | "unexpected `=` in array" => {
            Syntax::ExtraEquals
        }
        "unexpected key or value" => Syntax::Trailing,
        "string values must be quoted" | "invalid boolean" => Syntax::Unquoted,
        "invalid unquoted key" => Syntax::BadKey,
        "unquoted keys cannot be empty" | "missing key for inline table element" => {
            Syntax::MissingKey
        }
        "unexpected leading zero"
        | "`_` may only go between digits"
        | "radix must be lowercase"
        | "invalid fraction"
        | "invalid exponent" => Syntax::BadNumber,
        "missing escaped value" | "too few unicode value digits" => Syntax::BadEscape,
        "recursion limit" | "cannot recurse further; max recursion depth met" => Syntax::TooDeep,
        _ => family(message, (fact, expected)),
    }
}

fn family(message: &str, (fact, expected): (&str, &str)) -> Syntax {
    if fact.starts_with("cannot extend value of type") {
        Syntax::DuplicateKey
    } else if fact.starts_with("missing comma between") {
        Syntax::MissingComma
    } else if fact.starts_with("extra comma in") {
        Syntax::ExtraComma
    } else if fact.starts_with("invalid date") || fact.starts_with("invalid time") {
        Syntax::BadMoment
    } else if fact.starts_with("invalid ") && expected.contains("characters") {
        Syntax::BadCharacter
    } else if fact.starts_with("unclosed") || is_quote(fact, expected) {
        Syntax::Unclosed
    } else {
        Syntax::Other(message.to_owned())
    }
}

/// Whether a message is about a string without its last quote.
fn is_quote(fact: &str, expected: &str) -> bool {
    fact.starts_with("invalid ")
        && fact.ends_with("string")
        && matches!(expected, "`\"`" | "`'`" | "`\"\"\"`" | "`'''`")
}

#[cfg(test)]
mod tests {
    use super::{fault, parse};
    use crate::definition::problem::{Reason, Syntax};

    #[test]
    fn a_fault_of_syntax_is_reported_by_what_people_did() {
        #[track_caller]
        fn case(text: &str, expected: &[(&str, Syntax)]) {
            let found: Vec<_> = parse(text)
                .problems
                .into_iter()
                .map(|problem| {
                    let Reason::Syntax(syntax) = problem.reason else {
                        panic!("{:?}", problem.reason)
                    };
                    (text[problem.span].to_owned(), syntax)
                })
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(place, syntax)| ((*place).to_owned(), syntax.clone()))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
        case("a = 1\na = 2\n", &[("a", Syntax::DuplicateKey)]);
        case("a = \n", &[("", Syntax::MissingValue)]);
        case("a 1\n", &[("", Syntax::MissingEquals)]);
        case("a = \"x\n", &[("", Syntax::Unclosed)]);
        case("a = [{} {}]\n", &[("", Syntax::MissingComma)]);
        case("a = 1 b = 2\n", &[("", Syntax::Trailing)]);
        case("a = 2023-13-01\n", &[("2023-13-01", Syntax::BadMoment)]);
        case("a = \"\u{1b}\"\n", &[("\u{1b}", Syntax::BadCharacter)]);
        case("a = yes\n", &[("yes", Syntax::Unquoted)]);
        case("a = \"\\q\"\n", &[("", Syntax::BadEscape)]);
        case("a = [1,\n", &[("", Syntax::Unclosed)]);
        case("[a\nb = 1\n", &[("", Syntax::Unclosed)]);
        case("a = {b = 1,, c = 2}\n", &[("", Syntax::ExtraComma)]);
        case(
            "a = 1\na = 2\nb = x\n",
            &[("a", Syntax::DuplicateKey), ("x", Syntax::Unquoted)],
        );
        case("a = 01\n", &[("0", Syntax::BadNumber)]);
    }

    #[test]
    fn what_has_no_words_of_its_own_keeps_those_of_the_reader() {
        assert_eq!(fault("odd thing"), Syntax::Other("odd thing".into()));
    }
}
