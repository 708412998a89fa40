//! How bash parts a line into words, and what it puts in place of the last one.

/// How the word that is being typed stands on a line of bash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// The quote that is still open.
    quote: Option<char>,
    /// The beginning of the word, without its quotes, that bash leaves as it is.
    kept: String,
}

/// The words of a line behind its first, without their quotes, as bash parts them. Nothing is
/// expanded; the characters of `breaks` begin a part of a word that bash completes by itself.
pub fn split(line: &str, breaks: &str) -> (Vec<String>, Last) {
    let mut reader = Reader::default();
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (reader.quote, character) {
            (None, ' ' | '\t' | '\n') => reader.end(),
            (None, '\\') => reader.extend(characters.next()),
            (None, '\'' | '"') => reader.open(character),
            (Some('"'), '\\') if matches!(characters.peek(), Some('"' | '\\' | '$' | '`')) => {
                reader.extend(characters.next());
            }
            (Some(quote), closing) if quote == closing => reader.quote = None,
            (quote, other) => {
                reader.extend(Some(other));
                if quote.is_none() && breaks.contains(other) {
                    reader.keep();
                }
            }
        }
    }
    let Reader {
        mut words,
        word,
        quote,
        kept,
        ..
    } = reader;
    words.push(word.unwrap_or_default());
    words.remove(0);
    if words.is_empty() {
        words.push(String::new());
    }
    (words, Last { quote, kept })
}

/// A word without its quotes.
pub fn unquoted(word: &str) -> String {
    let (mut words, _) = split(&format!("_ {word}"), "");
    words.pop().unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    words: Vec<String>,
    word: Option<String>,
    quote: Option<char>,
    kept: String,
}

impl Reader {
    fn extend(&mut self, character: Option<char>) {
        self.word.get_or_insert_default().extend(character);
    }

    fn open(&mut self, quote: char) {
        self.word.get_or_insert_default();
        self.quote = Some(quote);
        self.keep();
    }

    fn keep(&mut self) {
        self.kept = self.word.clone().unwrap_or_default();
    }

    fn end(&mut self) {
        self.words.extend(self.word.take());
        self.kept.clear();
    }
}

impl Last {
    /// What bash puts in place of what it replaces, so that the word becomes this one; nothing
    /// where it cannot.
    pub fn completed(&self, value: &str) -> Option<String> {
        let rest = strip(value, &self.kept)?;
        match self.quote {
            None => Some(escaped(rest)),
            Some('\'') => Some(rest.replace('\'', r"'\''")),
            // Between double quotes nothing keeps bash from taking it for a past command.
            Some(_) if rest.contains('!') => None,
            Some(_) => Some(before_each(rest, |character| {
                matches!(character, '"' | '\\' | '$' | '`')
            })),
        }
    }
}

/// The rest of a value after a beginning, whatever the case of either.
fn strip<'v>(value: &'v str, beginning: &str) -> Option<&'v str> {
    let (start, rest) = value.split_at_checked(beginning.len())?;
    (start.to_lowercase() == beginning.to_lowercase()).then_some(rest)
}

fn escaped(value: &str) -> String {
    before_each(value, |character| {
        let plain = character.is_alphanumeric() || "-_./,:=@%+".contains(character);
        !plain
    })
}

fn before_each(value: &str, wanted: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        if wanted(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{split, unquoted};

    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    #[track_caller]
    fn case(line: &str, words: &[&str], value: &str, completed: Option<&str>) {
        let (found, last) = split(line, BREAKS);
        assert_eq!(found, words, "{line}");
        assert_eq!(last.completed(value).as_deref(), completed, "{line}");
    }

    #[test]
    fn a_line_is_parted_as_bash_parts_it() {
        case("ugat ", &[""], "case", Some("case"));
        case("ugat", &[""], "case", Some("case"));
        case("ugat case  st", &["case", "st"], "status", Some("status"));
        case(
            "ugat a\\ b 'c d' \"e\\\"f\" ",
            &["a b", "c d", "e\"f", ""],
            "x",
            Some("x"),
        );
        case("ugat '' ''", &["", ""], "x", Some("x"));
        case(
            "ugat $(id) `id` $HOME",
            &["$(id)", "`id`", "$HOME"],
            "x",
            Some("x"),
        );
        assert_eq!(unquoted("'Ministerio X"), "Ministerio X");
        assert_eq!(unquoted(r"a\ b"), "a b");
        assert_eq!(unquoted(""), "");
    }

    #[test]
    fn what_bash_does_not_replace_is_left_out() {
        case(
            "ugat --store=/t",
            &["--store=/t"],
            "--store=/tmp/",
            Some("/tmp/"),
        );
        case("ugat nota=a:b", &["nota=a:b"], "nota=a:bc", Some("bc"));
        case("ugat --file no", &["--file", "no"], "nota=", Some("nota="));
        case("ugat pr07@", &["pr07@"], "pr07@2", Some("2"));
        case(
            "ugat --store=\"/a b",
            &["--store=/a b"],
            "--store=/a b c",
            Some("/a b c"),
        );
        case("ugat x=", &["x="], "y", None);
    }

    #[test]
    fn what_is_put_on_the_line_is_one_word_that_runs_nothing() {
        let hostile = "a b$(id)`id`'\"\\;&|<>*?~#!{}[]";
        case(
            "ugat ",
            &[""],
            hostile,
            Some(r#"a\ b\$\(id\)\`id\`\'\"\\\;\&\|\<\>\*\?\~\#\!\{\}\[\]"#),
        );
        case("ugat '", &[""], "a'$(id)", Some(r"a'\''$(id)"));
        case("ugat \"", &[""], "a\"$(id)`\\", Some(r#"a\"\$(id)\`\\"#));
        case("ugat \"", &[""], "a!!", None);
    }
}
