//! Templates that are typed on the command line, and what they make of rows.

use std::io;
use std::ops::Range;

use crate::model::{Moment, Zone};
use crate::view::json;
use crate::words::{Language, escaped, iso, nearest};
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, UndefinedBehavior};

/// As many steps as a template may take for a row.
const FUEL: u64 = 200_000;
/// As many bytes as it may write for one.
const LONGEST: usize = 1 << 20;

/// A template of rows that cannot be followed, and where in it, in bytes of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    pub what: Unfit,
    pub at: Option<Range<usize>>,
}

/// Why it cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It asks for what a row does not have.
    Field {
        name: String,
        meant: Option<String>,
        /// Empty where it is a part of a field.
        known: Vec<String>,
    },
    Filter(String),
    /// It does not come to an end.
    Endless,
    /// What it writes for a row has no end.
    TooLong,
    /// What the reader of templates says, in English.
    Unreadable(String),
}

/// What a template makes of rows, each a line of JSON, one after the other. What an expression gives is text, whatever
/// stands in the row: it stays on its line and steers no terminal. A row for which something is
/// written ends its line.
pub fn templated<L: AsRef<[u8]>>(
    typed: &str,
    lines: impl Iterator<Item = L>,
    language: Language,
    zone: Zone,
) -> Result<String, RowFault> {
    let source = Unescaped::of(typed);
    let environment = environment(language, zone);
    let template = environment.template_from_str(&source.text);
    let template = template.map_err(|error| source.fault(&error, &[]))?;
    let mut written = String::new();
    for line in lines {
        let row: serde_json::Value = serde_json::from_slice(line.as_ref()).expect("it is JSON");
        let mut page = Page::default();
        let outcome = template.render_captured_to(Serde(&row), &mut page);
        if let Err(error) = outcome {
            return Err(source.fault(&error, &fields(row)));
        }
        let row = String::from_utf8_lossy(&page.0);
        written += &row;
        if !row.is_empty() && !row.ends_with('\n') {
            written.push('\n');
        }
    }
    Ok(written)
}

fn environment(language: Language, zone: Zone) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.set_formatter(move |out, _, value| shown(out, value, language));
    // Nothing of a row is safe, and no page is written.
    for filter in ["safe", "escape", "e"] {
        environment.remove_filter(filter);
    }
    environment.add_filter("json", in_json);
    environment.add_filter("date", move |at: Option<String>| {
        let at = at.unwrap_or_default();
        Moment::parse(&at).map_or(at, |at| iso(zone.day(&at)))
    });
    environment
}

/// A value as people read it: a list as its parts, a text of both languages in theirs, what else has
/// parts as JSON.
fn shown(out: &mut Output, value: &Value, language: Language) -> Result<(), Error> {
    let kind = value.kind();
    if kind == ValueKind::Undefined {
        return Err(ErrorKind::UndefinedError.into());
    }
    if matches!(kind, ValueKind::Seq | ValueKind::Iterable) {
        for (place, part) in value.try_iter()?.enumerate() {
            if place > 0 {
                out.write_str(", ").map_err(Error::from)?;
            }
            shown(out, &part, language)?;
        }
    } else if kind == ValueKind::Map && is_bilingual(value) {
        shown(out, &value.get_attr(language.tag())?, language)?;
    } else if matches!(kind, ValueKind::Map | ValueKind::Bool) {
        out.write_str(&in_json(value)?).map_err(Error::from)?;
    } else if kind != ValueKind::None {
        out.write_str(&escaped(&value.to_string()))
            .map_err(Error::from)?;
    }
    Ok(())
}

fn is_bilingual(value: &Value) -> bool {
    let has = |language: &Language| {
        value
            .get_attr(language.tag())
            .is_ok_and(|one| !one.is_undefined())
    };
    value.len() == Some(Language::ALL.len()) && Language::ALL.iter().all(has)
}

fn in_json(value: &Value) -> Result<String, Error> {
    let value = serde_json::to_value(value)
        .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))?;
    Ok(json(&value).trim_end().to_owned())
}

fn fields(row: serde_json::Value) -> Vec<String> {
    let serde_json::Value::Object(fields) = row else {
        return Vec::new();
    };
    fields.into_iter().map(|(key, _)| key).collect()
}

/// What is written for one row, which has an end.
#[derive(Default)]
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template whose line ends and tabs were typed as `\n` and `\t`.
struct Unescaped<'t> {
    typed: &'t str,
    text: String,
    /// Where in `text` one character stands for two.
    places: Vec<usize>,
}

impl<'t> Unescaped<'t> {
    /// Within an expression they are left to the reader of templates.
    fn of(typed: &'t str) -> Self {
        let (mut text, mut places, mut rest) = (String::new(), Vec::new(), typed);
        while let Some(first) = rest.chars().next() {
            let inside = ["{{", "{%", "{#"].iter().zip(["}}", "%}", "#}"]);
            let end = inside
                .filter(|(begin, _)| rest.starts_with(**begin))
                .map(|(_, end)| rest.find(end).map_or(rest.len(), |at| at + end.len()))
                .next();
            let meant = match rest.get(..2) {
                Some("\\n") => Some('\n'),
                Some("\\t") => Some('\t'),
                Some("\\\\") => Some('\\'),
                _ => None,
            };
            let taken = if let Some(end) = end {
                text.push_str(&rest[..end]);
                end
            } else if let Some(meant) = meant {
                places.push(text.len());
                text.push(meant);
                2
            } else {
                text.push(first);
                first.len_utf8()
            };
            rest = &rest[taken..];
        }
        Self {
            typed,
            text,
            places,
        }
    }

    fn fault(&self, error: &Error, fields: &[String]) -> RowFault {
        let range = error.range();
        let part = range.clone().and_then(|range| self.text.get(range));
        let detail = error.detail().unwrap_or_default();
        let kind = error.kind();
        let what = if kind == ErrorKind::UndefinedError {
            unknown(part.unwrap_or_default(), fields)
        } else if kind == ErrorKind::UnknownFilter {
            Unfit::Filter(detail.split(' ').nth(1).unwrap_or_default().to_owned())
        } else if kind == ErrorKind::OutOfFuel {
            Unfit::Endless
        } else if kind == ErrorKind::WriteFailure {
            Unfit::TooLong
        } else if detail.is_empty() {
            Unfit::Unreadable(kind.to_string())
        } else {
            Unfit::Unreadable(detail.to_owned())
        };
        let at = range.map(|range| self.typed_at(range.start)..self.typed_at(range.end));
        let at = at.filter(|at| self.typed.get(at.clone()).is_some());
        RowFault { what, at }
    }

    fn typed_at(&self, place: usize) -> usize {
        place + self.places.iter().filter(|at| **at < place).count()
    }
}

/// What of an expression there is not.
fn unknown(expression: &str, fields: &[String]) -> Unfit {
    let word = |character: char| character.is_alphanumeric() || character == '_';
    let first = expression.split(|character| !word(character)).next();
    let first = first.unwrap_or_default();
    if fields.iter().any(|field| field == first) {
        let name = expression.to_owned();
        let known = Vec::new();
        let meant = None;
        return Unfit::Field { name, meant, known };
    }
    let meant = nearest(first, fields.iter().map(String::as_str));
    Unfit::Field {
        name: first.to_owned(),
        meant: meant.map(str::to_owned),
        known: fields.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{RowFault, Unfit, templated};
    use crate::model::Zone;
    use crate::view::json;
    use crate::words::{Language, Text};

    #[derive(Serialize)]
    struct Row {
        case: &'static str,
        days: Option<u32>,
        entities: Vec<&'static str>,
        title: Text,
        since: Option<&'static str>,
    }

    fn row(case: &'static str, days: Option<u32>) -> Row {
        Row {
            case,
            days,
            entities: vec!["A", "B"],
            title: Text::of("Informe", "Report"),
            since: Some("2026-03-02T10:12:00-04:00"),
        }
    }

    fn written(template: &str) -> Result<String, RowFault> {
        let rows = [row("a", Some(9)), row("b\u{1b}[2J\nc\u{202e}", None)];
        templated(
            template,
            rows.iter().map(json),
            Language::Spanish,
            Zone::la_paz(),
        )
    }

    #[track_caller]
    fn case(template: &str, expected: &str) {
        assert_eq!(written(template).as_deref(), Ok(expected), "{template}");
    }

    #[track_caller]
    fn wrong(template: &str, part: &str, expected: Unfit) {
        let fault = written(template).expect_err("it is wrong");
        assert_eq!(fault.what, expected, "{template}");
        let found = fault.at.and_then(|at| template.get(at)).unwrap_or_default();
        assert_eq!(found, part, "{template}");
    }

    #[test]
    fn a_row_is_written_by_its_fields_and_cannot_leave_its_line() {
        case("{{ case }}", "a\nb\\u{1b}[2J\\u{a}c\\u{202e}\n");
        case("{{ days }}\\t{{ title }}\\n", "9\tInforme\n\tInforme\n");
        case(
            "{{ entities }}; {{ since|date }}",
            "A, B; 2026-03-02\nA, B; 2026-03-02\n",
        );
        case("{% if days %}{{ case|upper }}{% endif %}", "A\n");
        case(
            "{{ [case, days, title]|json }}",
            "[\"a\",9,{\"en\":\"Report\",\"es\":\"Informe\"}]\n[\"b\\u001b[2J\\nc\\u202e\",null,{\"en\":\"Report\",\"es\":\"Informe\"}]\n",
        );
        case("\\\\n {{ \"\\\\\" }} \\x", "\\n \\ \\x\n\\n \\ \\x\n");
        case(
            "{% for one in entities %}{{ one }}\\n{% endfor %}",
            "A\nB\nA\nB\n",
        );
        case(
            "{{ days is none }} {{ {\"a\": since|date} }}",
            "false {\"a\":\"2026-03-02\"}\ntrue {\"a\":\"2026-03-02\"}\n",
        );
        case("", "");
        case("{# nada #}", "");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let known = ["case", "days", "entities", "since", "title"];
        let known: Vec<String> = known.iter().map(ToString::to_string).collect();
        wrong(
            "{{ case }}\\t{{ dais }}",
            "dais",
            Unfit::Field {
                name: "dais".to_owned(),
                meant: Some("days".to_owned()),
                known,
            },
        );
        wrong(
            "{{ title.fr }}",
            "title.fr",
            Unfit::Field {
                name: "title.fr".to_owned(),
                meant: None,
                known: Vec::new(),
            },
        );
        wrong(
            "\\n{{ case|uper }}",
            "uper",
            Unfit::Filter("uper".to_owned()),
        );
        wrong("{{ case|safe }}", "safe", Unfit::Filter("safe".to_owned()));
        let endless =
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}";
        wrong(endless, "", Unfit::Endless);
        let long = "{% for a in range(9999) %}{{ \"0123456789\" * 99 }}{% endfor %}";
        wrong(long, "", Unfit::TooLong);
        let said = "unexpected end of input, expected end of variable block";
        wrong("{{ case", "case", Unfit::Unreadable(said.to_owned()));
    }
}
