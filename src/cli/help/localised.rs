use std::fmt::Write as _;

use anstyle::Style;
use clap::builder::{PossibleValue, StyledStr, Styles};
use clap::{Arg, Command, CommandFactory as _};

use crate::cli::arguments::Arguments;
use crate::cli::help::pages::{self, Page, VALUES};
use crate::cli::help::topic::TOPICS;
use crate::words::{Language, Text};

/// How much of a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// What there is, and examples: `-h`.
    Brief,
    /// The details as well: `--help`.
    Whole,
}

impl Length {
    pub fn asked(args: &[String]) -> Self {
        if args.iter().any(|arg| arg == "--help") {
            Self::Whole
        } else {
            Self::Brief
        }
    }
}

static USAGE: Text = Text::of("Uso", "Usage");
static COMMAND: Text = Text::of("COMANDO", "COMMAND");
static COMMANDS: Text = Text::of("Comandos", "Commands");
static ARGUMENTS: Text = Text::of("Argumentos", "Arguments");
static OPTIONS: Text = Text::of("Opciones", "Options");
static GENERAL: Text = Text::of("Opciones generales", "General options");
static SOME_OPTIONS: Text = Text::of("[OPCIONES]", "[OPTIONS]");
static VALID: Text = Text::of("valores", "values");
static TOPICS_HEADING: Text = Text::of("Temas", "Topics");
static TOPIC: Text = Text::of("TEMA", "TOPIC");
static EXAMPLES: Text = Text::of("Ejemplos", "Examples");

const BOLD: Style = Style::new().bold();
const WIDEST: usize = 100;

/// The help of the command at this path, as wide as the terminal within reason.
pub fn page(path: &str, length: Length, language: Language, width: usize) -> StyledStr {
    let mut command = command(language);
    for name in path.split_whitespace() {
        let below = command
            .find_subcommand(name)
            .expect("a path is of commands that exist");
        command = below.clone();
    }
    let page = pages::of(path);
    let details = page
        .and_then(|page| page.details.as_ref())
        .filter(|_| length == Length::Whole);
    if let (Some(about), Some(details)) = (command.get_about(), details) {
        let about = format!("{about}\n\n{}", details.get(language));
        command = command.about(about);
    }
    command.term_width(width.min(WIDEST)).render_help()
}

/// The whole command tree in one language.
pub fn command(language: Language) -> Command {
    let mut command = Arguments::command();
    command.build();
    Localising { language }.command(&command, "")
}

/// An argument as clap writes it, such as `--entity <TEXT>`, its value named in this language.
pub fn argument_in(argument: &str, language: Language) -> String {
    let Some(start) = argument.find(['<', '[']) else {
        return argument.to_owned();
    };
    let Some(end) = argument.rfind(['>', ']']) else {
        return argument.to_owned();
    };
    let value = value_in(&argument[start + 1..end], language);
    format!("{}{value}{}", &argument[..=start], &argument[end..])
}

fn value_in(name: &str, language: Language) -> String {
    let found = VALUES.iter().find(|value| value.en == name);
    found.map_or(name, |value| value.get(language)).to_owned()
}

#[derive(Clone, Copy)]
struct Localising {
    language: Language,
}

impl Localising {
    fn say(self, text: &'static Text) -> &'static str {
        text.get(self.language)
    }

    /// The same command with its own arguments first: the general ones are handed down to it
    /// before it has any.
    fn command(self, command: &Command, path: &str) -> Command {
        let page = pages::of(path);
        let usage = self.usage(command, path);
        let arguments = command.get_arguments().cloned();
        let (general, own): (Vec<Arg>, Vec<Arg>) = arguments.partition(Arg::is_global_set);
        let arguments = own.into_iter().chain(general);
        let below = command.get_subcommands().map(|below| {
            let path = format!("{path} {}", below.get_name());
            self.command(below, path.trim_start())
        });
        let command = Command::new(command.get_name().to_owned())
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .version(env!("CARGO_PKG_VERSION"))
            .args(arguments.map(|argument| self.argument(argument, page)))
            .subcommands(below)
            .styles(Styles::plain().header(BOLD).literal(BOLD))
            .subcommand_help_heading(self.say(&COMMANDS))
            .subcommand_value_name(self.say(&COMMAND))
            .override_usage(usage)
            .help_template(self.template());
        match page {
            Some(page) if path.is_empty() => command
                .about(self.say(&page.about))
                .after_help(self.examples(page) + "\n\n" + &self.topics()),
            Some(page) => command
                .about(self.say(&page.about))
                .after_help(self.examples(page)),
            None => command,
        }
    }

    fn template(self) -> String {
        let usage = self.say(&USAGE);
        format!(
            "{{about-with-newline}}\n{BOLD}{usage}:{BOLD:#} {{usage}}\n\n{{all-args}}{{after-help}}\n"
        )
    }

    fn usage(self, command: &Command, path: &str) -> String {
        let mut usage = format!("ugat {path}").trim_end().to_owned();
        let mut add = |word: &str| {
            usage.push(' ');
            usage.push_str(word);
        };
        add(self.say(&SOME_OPTIONS));
        if command.has_subcommands() {
            add(&format!("<{}>", self.say(&COMMAND)));
        }
        for argument in command.get_arguments() {
            if argument.is_positional() || argument.is_required_set() {
                add(&argument_in(&argument.to_string(), self.language));
            }
        }
        usage
    }

    fn argument(self, argument: Arg, page: Option<&'static Page>) -> Arg {
        let heading = self.say(heading(&argument));
        let order = argument.get_index();
        let text = pages::text_of(&argument, page).map(|text| self.with_values(text, &argument));
        let value = argument
            .get_value_names()
            .and_then(<[_]>::first)
            .map(|name| value_in(name, self.language));
        let takes_value = argument.get_action().takes_values();
        let argument = argument
            .help_heading(heading)
            .hide_possible_values(takes_value)
            .help(text.unwrap_or_default());
        let argument = match order {
            Some(order) => argument.display_order(order),
            None => argument,
        };
        match value.filter(|_| takes_value) {
            Some(value) => argument.value_name(value),
            None => argument,
        }
    }

    fn with_values(self, text: &'static Text, argument: &Arg) -> String {
        let text = self.say(text);
        let values = argument.get_possible_values();
        if values.is_empty() || !argument.get_action().takes_values() {
            return text.to_owned();
        }
        let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
        format!("{text} [{}: {}]", self.say(&VALID), names.join(", "))
    }

    /// The topics of `ugat help TOPIC`.
    fn topics(self) -> String {
        let widest = TOPICS.iter().map(|topic| topic.name.len()).max();
        let widest = widest.unwrap_or(0);
        let mut topics = format!(
            "{BOLD}{} (ugat help {}):{BOLD:#}",
            self.say(&TOPICS_HEADING),
            self.say(&TOPIC)
        );
        for topic in TOPICS {
            let (name, title) = (topic.name, topic.title());
            let title = title.get(self.language);
            write!(
                topics,
                "\n  {BOLD}{name}{BOLD:#}{:pad$}  {title}",
                "",
                pad = widest - name.len()
            )
            .expect("writing to a string succeeds");
        }
        topics
    }

    fn examples(self, page: &'static Page) -> String {
        let mut examples = String::new();
        if page.examples.is_empty() {
            return examples;
        }
        write!(examples, "{BOLD}{}:{BOLD:#}", self.say(&EXAMPLES))
            .expect("writing to a string succeeds");
        for (call, what) in page.examples {
            let (call, what) = (self.say(call), self.say(what));
            write!(examples, "\n  {what}:\n    {call}").expect("writing to a string succeeds");
        }
        examples
    }
}

fn heading(argument: &Arg) -> &'static Text {
    if argument.is_positional() {
        return &ARGUMENTS;
    }
    let general = argument.is_global_set() || argument.get_id() == "version";
    if general { &GENERAL } else { &OPTIONS }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory as _};

    use super::{Length, VALUES, page, pages};
    use crate::cli::arguments::Arguments;
    use crate::cli::help::pages::SHARED;
    use crate::words::Language::{self, English, Spanish};

    fn walk(command: &Command, path: &str, visit: &mut impl FnMut(&Command, &str)) {
        visit(command, path);
        for below in command.get_subcommands() {
            walk(
                below,
                format!("{path} {}", below.get_name()).trim_start(),
                visit,
            );
        }
    }

    fn each(mut visit: impl FnMut(&Command, &str)) {
        let mut command = Arguments::command();
        command.build();
        walk(&command, "", &mut visit);
    }

    #[test]
    fn clap_finds_nothing_wrong_with_the_arguments() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_and_argument_has_its_text_and_no_text_is_left_over() {
        let mut unused: BTreeSet<(&str, &str)> = pages::all()
            .flat_map(|page| page.arguments.iter().map(|(id, _)| (page.path, *id)))
            .chain(pages::all().map(|page| (page.path, "")))
            .chain(SHARED.iter().map(|(id, _)| ("*", *id)))
            .chain(VALUES.iter().map(|value| ("<>", &*value.en)))
            .collect();
        each(|command, path| {
            let page = pages::of(path);
            let page = page.unwrap_or_else(|| panic!("`{path}` has no page"));
            unused.remove(&(page.path, ""));
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(
                    pages::text_of(argument, Some(page)).is_some(),
                    "`{path}` says nothing of `{id}`"
                );
                let own = page.arguments.iter().any(|(row, _)| *row == id);
                unused.retain(|row| *row != (if own { page.path } else { "*" }, id));
                if !argument.get_action().takes_values() {
                    continue;
                }
                let value = argument.get_value_names().expect("a value is named")[0].to_string();
                assert!(
                    VALUES.iter().any(|known| known.en == value),
                    "`{value}` has no Spanish"
                );
                unused.retain(|row| *row != ("<>", value.as_str()));
            }
        });
        assert_eq!(unused, BTreeSet::new());
    }

    fn each_page(language: Language, mut visit: impl FnMut(&str, String)) {
        each(|_, path| {
            for length in [Length::Brief, Length::Whole] {
                visit(path, page(path, length, language, 80).to_string());
            }
        });
    }

    #[test]
    fn spanish_help_has_no_word_of_clap_s_own() {
        each_page(Spanish, |path, shown| {
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Arguments",
                "Commands",
                "COMMAND",
                "Print",
                "help for",
                "default",
                "possible",
                "values",
                "General options",
                "Examples",
                "env:",
                "aliases",
            ] {
                assert!(!shown.contains(word), "`{path}` says {word}:\n{shown}");
            }
        });
    }

    #[test]
    fn help_fits_eighty_columns_and_ends_its_lines_cleanly() {
        for language in Language::ALL {
            each_page(language, |path, shown| {
                for line in shown.lines() {
                    assert!(
                        unicode_width::UnicodeWidthStr::width(line) <= 80,
                        "`{path}`: {line}"
                    );
                    assert_eq!(line, line.trim_end(), "`{path}`");
                }
                assert!(
                    shown.ends_with('\n') && !shown.ends_with("\n\n"),
                    "`{path}`:\n{shown}"
                );
            });
        }
    }

    #[test]
    fn every_example_can_be_parsed() {
        for language in Language::ALL {
            for (call, _) in pages::all().flat_map(|page| page.examples) {
                let call = call.get(language);
                let words = split(call.rsplit(" | ").next().expect("a last part"));
                let parsed = Arguments::command().try_get_matches_from(&words);
                assert!(parsed.is_ok(), "{call}");
            }
        }
    }

    /// Words as a shell splits them, double quotes only.
    fn split(call: &str) -> Vec<String> {
        let mut words = Vec::new();
        for (place, part) in call.split('"').enumerate() {
            if place % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }

    #[test]
    fn a_page_reads_whole() {
        assert_eq!(
            page("case note", Length::Whole, Spanish, 80).to_string(),
            include_str!("note.es.txt")
        );
        assert_eq!(
            page("case note", Length::Whole, English, 80).to_string(),
            include_str!("note.en.txt")
        );
    }
}
