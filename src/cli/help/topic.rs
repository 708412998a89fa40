//! The topics of `ugat help TOPIC`: longer texts than a command's page, as Markdown in both
//! languages under `topics/`. A topic is added by its two files and one line of the table; the
//! README leads to it.

use crate::words::{Text, matching};

/// One topic of help.
#[derive(Debug)]
pub struct Topic {
    /// As it is typed and listed.
    pub name: &'static str,
    /// As it may be typed in Spanish, with accents or without.
    pub spanish: &'static str,
    /// Markdown, with the title as its first line.
    pub text: Text,
}

macro_rules! topic {
    ($name:literal, $spanish:literal) => {
        Topic {
            name: $name,
            spanish: $spanish,
            text: Text::of(
                include_str!(concat!("topics/", $name, ".es.md")),
                include_str!(concat!("topics/", $name, ".en.md")),
            ),
        }
    };
}

/// Every topic, in the order in which they are listed.
pub static TOPICS: &[Topic] = &[
    topic!("terms", "terminos"),
    topic!("cases", "casos"),
    topic!("documents", "documentos"),
    topic!("forms", "formularios"),
    topic!("procedures", "procedimientos"),
    topic!("reports", "informes"),
    topic!("people", "personas"),
    topic!("marks", "marcas"),
    topic!("calendar", "calendario"),
    topic!("batches", "lotes"),
    topic!("sheets", "planillas"),
    topic!("scripts", "guiones"),
    topic!("formats", "formatos"),
    topic!("json", "json"),
    topic!("exit-codes", "codigos"),
    topic!("settings", "ajustes"),
    topic!("files", "archivos"),
    topic!("journal", "diario"),
    topic!("merging", "union"),
    topic!("upkeep", "mantenimiento"),
    topic!("trust", "confianza"),
    topic!("secrets", "secretos"),
    topic!("limits", "limites"),
    topic!("safety", "seguridad"),
    topic!("speed", "rapidez"),
    topic!("changes", "cambios"),
];

impl Topic {
    pub fn named(name: &str) -> Option<&'static Self> {
        let typed = matching(name);
        TOPICS
            .iter()
            .find(|topic| topic.name == typed || topic.spanish == typed)
    }

    /// The text of its first heading.
    pub fn title(&self) -> Text {
        Text::of_each(|language| {
            let first = self.text.get(language).lines().next().unwrap_or_default();
            first.trim_start_matches('#').trim().to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use clap::{Command, CommandFactory as _};

    use super::{TOPICS, Topic};
    use crate::cli::arguments::Arguments;
    use crate::cli::help::Level;
    use crate::cli::short::written_out;
    use crate::model::budget;
    use crate::view::width;
    use crate::words::Language;

    fn each(mut visit: impl FnMut(&str, &'static str)) {
        for topic in TOPICS {
            for language in Language::ALL {
                let called = format!("{}.{}.md", topic.name, language.tag());
                visit(&called, topic.text.get(language));
            }
        }
    }

    /// The lines but for the fences, those within with the word behind the opening fence.
    fn lines(text: &str) -> Vec<(Option<&str>, &str)> {
        let (mut fence, mut lines) = (None, Vec::new());
        for line in text.lines() {
            match (line.strip_prefix("```"), fence) {
                (Some(name), None) => fence = Some(name),
                (Some(_), Some(_)) => fence = None,
                (None, fence) => lines.push((fence, line)),
            }
        }
        lines
    }

    /// The runs of digits of a text.
    fn figures(text: &str) -> Vec<&str> {
        let runs = text.split(|character: char| !character.is_ascii_digit());
        runs.filter(|run| !run.is_empty()).collect()
    }

    /// Words as a shell splits them, quotes of both kinds, up to a comment.
    fn split(call: &str) -> Vec<String> {
        let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
        for character in call.chars() {
            match (character, quote) {
                (_, Some(open)) if character == open => quote = None,
                ('"' | '\'', None) => {
                    quote = Some(character);
                    word.get_or_insert_default();
                }
                (' ', None) => words.extend(word.take()),
                ('#' | '|' | '>' | '&', None) if word.is_none() => break,
                (_, _) => word.get_or_insert_default().push(character),
            }
        }
        words.extend(word);
        words
    }

    #[test]
    fn every_file_of_a_topic_stands_in_the_table_and_there_is_no_other() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/help/topics");
        let files = fs::read_dir(folder).expect("the topics are there");
        let there: BTreeSet<String> = files
            .map(|file| file.expect("it is listed").file_name())
            .map(|name| name.into_string().expect("it is UTF-8"))
            .collect();
        let mut known = BTreeSet::new();
        each(|called, _| assert!(known.insert(called.to_owned()), "{called} stands twice"));
        assert_eq!(there, known);
    }

    /// What a person reads of a bound is what the program holds to.
    #[test]
    fn the_limits_are_those_of_the_program() {
        let mebibytes = |bytes: u64| format!("{} MiB", bytes >> 20);
        let rows = [
            mebibytes(budget::LINE_BYTES as u64),
            mebibytes(budget::FILE_BYTES as u64),
            mebibytes(budget::JOURNAL_BYTES),
            budget::EVENTS.to_string(),
            budget::ENTITIES.to_string(),
            budget::SIDES.to_string(),
            budget::ENDED_SIDES.to_string(),
            budget::TOKENS.to_string(),
            budget::MIGRATIONS.to_string(),
            mebibytes(budget::PUSHED_FILE_BYTES),
            mebibytes(budget::PUSH_BYTES),
            budget::DAMAGE_LISTED.to_string(),
        ];
        let topic = Topic::named("limits").expect("it is a topic");
        for language in Language::ALL {
            let text = topic.text.get(language);
            let told = text.lines().filter_map(|line| {
                let (_, told) = line.strip_suffix(" |")?.rsplit_once("| ")?;
                told.contains(|digit: char| digit.is_ascii_digit())
                    .then_some(told)
            });
            // Before these: what a name and a note may have.
            assert_eq!(told.skip(2).collect::<Vec<_>>(), rows);
            for steps in [budget::STEPS, budget::STEPS_PER_EVENT] {
                let words = text.split_whitespace();
                assert!(words.into_iter().any(|word| word == steps.to_string()));
            }
        }
    }

    #[test]
    fn both_languages_of_a_topic_have_the_same_parts() {
        for topic in TOPICS {
            let parts = |language| -> Vec<String> {
                let lines = topic.text.get(language).lines();
                let marks = ["# ", "## ", "### ", "- ", "|", "```"];
                let marked = lines.filter_map(|line| {
                    let mark = marks.iter().find(|mark| line.starts_with(**mark))?;
                    let cells = line.matches('|').count();
                    Some(format!("{mark} {cells}"))
                });
                marked.collect()
            };
            let both = Language::ALL.map(parts);
            assert_eq!(both[0], both[1], "{}", topic.name);
        }
    }

    #[test]
    fn both_languages_of_a_topic_give_the_same_figures_in_a_table() {
        for topic in TOPICS {
            let rows = |language| -> Vec<Vec<&str>> {
                let lines = topic.text.get(language).lines();
                lines
                    .filter(|line| line.starts_with('|'))
                    .map(figures)
                    .collect()
            };
            let both = Language::ALL.map(rows);
            assert_eq!(both[0], both[1], "{}", topic.name);
        }
    }

    #[test]
    fn the_readme_leads_to_every_topic_in_both_languages() {
        let readme = include_str!("../../../README.md");
        for topic in TOPICS {
            let link = |language: Language| {
                let (title, tag) = (topic.title(), language.tag());
                let title = title.get(language);
                format!("[{title}](src/cli/help/topics/{}.{tag}.md)", topic.name)
            };
            let [es, en] = [Language::Spanish, Language::English].map(link);
            let row = format!("| `{}` | {es} | {en} |\n", topic.name);
            assert!(readme.contains(&row), "{row}");
        }
    }

    #[test]
    fn a_topic_begins_with_its_title_and_keeps_to_what_can_be_shown() {
        each(|called, text| {
            assert!(text.starts_with("# "), "{called}");
            for (fence, line) in lines(text).into_iter().skip(1) {
                assert_eq!(line, line.trim_end(), "{called}");
                assert!(!line.contains('\t'), "{called}: {line}");
                if fence.is_some() {
                    assert!(width(line) <= 80, "{called}: {line}");
                    continue;
                }
                for mark in ["**", "]("] {
                    assert!(!line.contains(mark), "{called}: {line}");
                }
                for mark in ["# ", "* "] {
                    assert!(!line.starts_with(mark), "{called}: {line}");
                }
            }
        });
    }

    #[test]
    fn every_command_of_ugat_in_a_topic_can_be_parsed() {
        each(|called, text| {
            let lines = lines(text).into_iter();
            for (_, line) in lines.filter(|(name, _)| *name == Some("sh")) {
                let words = split(line.trim_start_matches("$ "));
                if words.first().is_some_and(|word| word == "ugat") {
                    let parsed = Arguments::command().try_get_matches_from(&words);
                    let fault = parsed.err().map(|error| error.to_string());
                    assert_eq!(fault, None, "{called}: {line}");
                }
            }
        });
    }

    #[test]
    fn every_command_that_a_sentence_names_is_there() {
        let mut root = Arguments::command();
        root.build();
        each(|called, text| {
            for named in text.split('`').skip(1).step_by(2) {
                let words: Vec<String> = named.split_whitespace().map(str::to_owned).collect();
                if words.len() < 2 || words[0] != "ugat" {
                    continue;
                }
                let words = written_out(words[1..].to_vec());
                if words[0] == "help" {
                    let topic = words.get(1);
                    let is_there = topic.is_none_or(|topic| Topic::named(topic).is_some());
                    assert!(is_there, "{called}: `{named}`");
                    continue;
                }
                let level = Level::of(&root, &words);
                assert_eq!(level.stopped_at(), None, "{called}: `{named}`");
            }
        });
    }

    #[test]
    fn every_walkthrough_that_a_sentence_names_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        each(|called, text| {
            let named = text.split('`').skip(1).step_by(2);
            for path in named.filter(|named| named.starts_with("examples/")) {
                assert!(root.join(path).exists(), "{called}: `{path}`");
            }
        });
    }

    #[test]
    fn no_topic_is_called_like_a_command() {
        let mut root = Arguments::command();
        root.build();
        let commands: BTreeSet<&str> = root.get_subcommands().map(Command::get_name).collect();
        for topic in TOPICS {
            assert!(!commands.contains(topic.name), "{}", topic.name);
            assert!(!commands.contains(topic.spanish), "{}", topic.spanish);
            let named = Topic::named(topic.spanish).expect("it is a topic");
            assert_eq!(named.name, topic.name);
        }
    }
}
