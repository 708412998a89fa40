//! The help page of a command in one language, made by clap of what is declared in both.

use std::fmt::Write as _;

use anstyle::Style;
use clap::builder::{PossibleValue, StyledStr, Styles};
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::cli::arguments::Arguments;
use crate::cli::columns::columns;
use crate::cli::help::said::{about, calls, details, said};
use crate::cli::help::topic::TOPICS;
use crate::cli::help::value::{Value, argument_in};
use crate::view::Look;
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
    let mut root = Arguments::command();
    root.build();
    let command = path.split_whitespace().fold(&root, |command, name| {
        let below = command.find_subcommand(name);
        below.expect("a path is of commands that exist")
    });
    let mut shown = Localising { language }.command(command, path);
    let details = details(command, language);
    if length == Length::Whole && !details.is_empty() {
        shown = shown.about(about(command, language) + "\n\n" + &details);
    }
    let width = match width {
        Look::ENDLESS => width,
        width => width.min(WIDEST),
    };
    shown.term_width(width).render_help()
}

#[derive(Clone, Copy)]
struct Localising {
    language: Language,
}

impl Localising {
    fn say(self, text: &'static Text) -> &'static str {
        text.get(self.language)
    }

    /// The command in this language, its own arguments first, as the general ones are handed down to
    /// it before it has any. Of the commands below it, what they are for.
    fn command(self, command: &Command, path: &str) -> Command {
        let arguments = command.get_arguments();
        let (general, own): (Vec<_>, Vec<_>) = arguments.partition(|one| one.is_global_set());
        let arguments = own.into_iter().chain(general);
        let below = command.get_subcommands().map(|below| {
            Command::new(below.get_name().to_owned()).about(about(below, self.language))
        });
        Command::new(command.get_name().to_owned())
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .version(env!("CARGO_PKG_VERSION"))
            .args(arguments.map(|argument| self.argument(argument, path)))
            .subcommands(below)
            .styles(Styles::plain().header(BOLD).literal(BOLD))
            .subcommand_help_heading(self.say(&COMMANDS))
            .subcommand_value_name(self.say(&COMMAND))
            .override_usage(self.usage(command, path))
            .help_template(self.template())
            .about(about(command, self.language))
            .after_help(self.after(command, path))
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

    fn argument(self, argument: &Arg, path: &str) -> Arg {
        let shown = argument
            .clone()
            .help_heading(self.say(heading(argument)))
            .help(self.with_values(argument, path));
        let shown = match argument.get_index() {
            Some(order) => shown.display_order(order),
            None => shown,
        };
        if !argument.get_action().takes_values() {
            return shown;
        }
        let shown = shown.hide_possible_values(true);
        match Value::of(argument) {
            Some(value) => shown.value_name(value.name(self.language)),
            None => shown,
        }
    }

    /// What is said of an argument, and the values that it can have where these are known.
    fn with_values(self, argument: &Arg, path: &str) -> String {
        let text = said(argument, self.language);
        let values = argument.get_possible_values();
        let names: Vec<&str> = match Value::of(argument) {
            Some(Value::Columns) => columns(path).into_iter().map(|(key, _)| key).collect(),
            _ => values.iter().map(PossibleValue::get_name).collect(),
        };
        if names.is_empty() || !argument.get_action().takes_values() {
            return text;
        }
        format!("{text} [{}: {}]", self.say(&VALID), names.join(", "))
    }

    /// The examples; of the program itself, the topics as well.
    fn after(self, command: &Command, path: &str) -> String {
        let mut after = calls(command, self.language);
        if !after.is_empty() {
            after.insert_str(0, &format!("{BOLD}{}:{BOLD:#}", self.say(&EXAMPLES)));
        }
        if path.is_empty() {
            after += "\n\n";
            after += &self.topics();
        }
        after
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
}

fn heading(argument: &Arg) -> &'static Text {
    if argument.is_positional() {
        return &ARGUMENTS;
    }
    let general = argument.is_global_set() || matches!(argument.get_action(), ArgAction::Version);
    if general { &GENERAL } else { &OPTIONS }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use super::{Length, about, calls, page, said};
    use crate::cli::arguments::Arguments;
    use crate::cli::help::Value;
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
    fn every_command_and_argument_has_its_text_and_no_kind_of_value_is_left_over() {
        let mut unused = <Value as strum::VariantArray>::VARIANTS.to_vec();
        each(|command, path| {
            for language in Language::ALL {
                assert!(
                    !about(command, language).is_empty(),
                    "`{path}` says nothing"
                );
                for argument in command.get_arguments() {
                    let id = argument.get_id();
                    let text = said(argument, language);
                    assert!(!text.is_empty(), "`{path}` says nothing of `{id}`");
                }
            }
            let arguments = command.get_arguments();
            for argument in arguments.filter(|one| one.get_action().takes_values()) {
                let value = Value::of(argument);
                let value = value.unwrap_or_else(|| panic!("`{path}`: {argument} is of no kind"));
                unused.retain(|one| *one != value);
            }
        });
        assert_eq!(unused, []);
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
        each(|command, _| {
            for calls in Language::ALL.map(|language| calls(command, language)) {
                for call in calls.lines().filter_map(|line| line.strip_prefix("    ")) {
                    let words = split(call.rsplit(" | ").next().expect("a last part"));
                    let parsed = Arguments::command().try_get_matches_from(&words);
                    assert!(parsed.is_ok(), "{call}");
                }
            }
        });
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
