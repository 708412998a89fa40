//! `ugat help`: the page of a command, or a topic.

use clap::{Command, CommandFactory as _};
use serde::Serialize;

use crate::cli::arguments::Arguments;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, misuse, usage};
use crate::cli::help::{self, Length, Level, TOPICS, Topic};
use crate::text;
use crate::view::{Look, json, markdown};
use crate::words::{Text, nearest};

#[derive(Serialize)]
struct TopicView<'a> {
    topic: &'static str,
    title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a Text>,
}

#[derive(Serialize)]
struct TopicList<'a> {
    topics: Vec<TopicView<'a>>,
}

/// Answers `ugat help WORD…`.
pub fn answer(env: &mut Env, words: &[String]) -> Result<(), Failure> {
    let mut root = Arguments::command();
    root.build();
    match words {
        [] if env.json() => {
            let topics = TOPICS.iter().map(|topic| view(topic, false)).collect();
            env.answer(&json(&TopicList { topics }));
            Ok(())
        }
        [first, ..] if root.find_subcommand(first).is_none() => {
            match (Topic::named(first), words) {
                (Some(topic), [_]) => {
                    show_topic(env, topic);
                    Ok(())
                }
                (Some(_), _) => Err(too_many(&words[1], first)),
                (None, _) => Err(unknown(first, &root)),
            }
        }
        _ => show_page(env, &Level::of(&root, words), Length::Whole),
    }
}

/// Shows the page of a command.
pub fn show_page(env: &mut Env, level: &Level<'_>, length: Length) -> Result<(), Failure> {
    if let Some(unknown) = level.stopped_at() {
        return Err(misuse::unknown_command(unknown, level));
    }
    let page = help::page(&level.path(), length, env.language(), env.width());
    let shown = if env.colour() {
        page.ansi().to_string()
    } else {
        page.to_string()
    };
    env.answer_page(&shown);
    Ok(())
}

/// Laid out on a terminal, or in the columns that are asked for; else as the Markdown that it is.
fn show_topic(env: &mut Env, topic: &Topic) {
    let (language, width, colour) = (env.language(), env.width(), env.colour());
    if env.json() {
        env.answer(&json(&view(topic, true)));
    } else if env.answers_a_terminal() || colour || width != Look::ENDLESS {
        let look = Look { language, width };
        env.answer_page(&markdown(topic.text.get(language), look, colour));
    } else {
        env.answer(topic.text.get(language));
    }
}

fn view(topic: &Topic, whole: bool) -> TopicView<'_> {
    TopicView {
        topic: topic.name,
        title: topic.title(),
        text: whole.then_some(&topic.text),
    }
}

fn unknown(typed: &str, root: &Command) -> Failure {
    let commands = root.get_subcommands().map(Command::get_name);
    let topics = TOPICS.iter().flat_map(|topic| [topic.name, topic.spanish]);
    let names = topics.chain(commands);
    let near = nearest(typed, names);
    let hint = match near {
        Some(near) => text!(
            "¿quiso decir `ugat help {near}`? `ugat help` nombra los temas y los comandos",
            "did you mean `ugat help {near}`? `ugat help` names the topics and the commands"
        ),
        None => text!(
            "`ugat help` nombra los temas y los comandos",
            "`ugat help` names the topics and the commands"
        ),
    };
    usage!(
        "unknown-topic",
        "`{typed}` no es un comando ni un tema de la ayuda",
        "`{typed}` is neither a command nor a topic of help"
    )
    .with_hint(hint)
}

fn too_many(typed: &str, topic: &str) -> Failure {
    usage!(
        "unexpected-argument",
        "`{typed}` sobra tras `ugat help {topic}`",
        "`{typed}` is one argument too many for `ugat help {topic}`",
        "vea `ugat help {topic}`",
        "see `ugat help {topic}`"
    )
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use crate::cli::env::Env;
    use crate::cli::help::{TOPICS, Topic};
    use crate::cli::run;
    use crate::testing::command::{case, talked};
    use crate::view::{Look, markdown};
    use crate::words::Language;

    #[test]
    fn a_topic_is_markdown_where_no_terminal_reads_it_and_an_object_for_a_script() {
        for (topic, language) in TOPICS
            .iter()
            .flat_map(|one| Language::ALL.map(|l| (one, l)))
        {
            let variables = [("UGAT_LANG", language.tag()), ("COLUMNS", "0")];
            let mut env = Env::fixed(&["help", topic.name], &variables);
            let (answer, talk) = env.recorded();
            assert_eq!((run(&mut env), &*talk.text()), (ExitCode::SUCCESS, ""));
            assert_eq!(answer.text(), topic.text.get(language));
        }
        // In the columns that are asked for it is laid out as on a terminal.
        let (_, answer, _) = talked(&["help", "limits"], "es");
        let look = Look {
            language: Language::Spanish,
            width: 80,
        };
        let text = Topic::named("limits").expect("a topic").text.clone();
        assert_eq!(answer, markdown(text.get(Language::Spanish), look, false));
        let (_, answer, _) = talked(&["help", "limits", "--json"], "es");
        assert!(
            answer.starts_with(
                "{\"topic\":\"limits\",\"title\":{\"es\":\"Los límites de un registro\",\
                 \"en\":\"The limits of a store\"},\"text\":{\"es\":\"# Los"
            ),
            "{answer}"
        );
        let (_, answer, _) = talked(&["help", "--json"], "es");
        assert!(
            answer.starts_with("{\"topics\":[{\"topic\":\"terms\","),
            "{answer}"
        );
    }

    #[test]
    fn the_page_of_the_program_lists_the_topics() {
        let (_, answer, _) = talked(&["help"], "en");
        for topic in TOPICS {
            let title = topic.title();
            let line = format!("  {:10}  {}", topic.name, title.get(Language::English));
            assert!(answer.contains(line.trim_end()), "{answer}");
        }
    }

    #[test]
    fn what_is_no_topic_is_met_with_the_nearest_or_with_where_they_are_named() {
        case(
            "help limts",
            "error: `limts` no es un comando ni un tema de la ayuda\n\
             ayuda: ¿quiso decir `ugat help limits`? `ugat help` nombra los temas y los comandos",
            "error: `limts` is neither a command nor a topic of help\n\
             hint: did you mean `ugat help limits`? `ugat help` names the topics and the commands",
        );
        case(
            "help xyzzy",
            "error: `xyzzy` no es un comando ni un tema de la ayuda\n\
             ayuda: `ugat help` nombra los temas y los comandos",
            "error: `xyzzy` is neither a command nor a topic of help\n\
             hint: `ugat help` names the topics and the commands",
        );
        case(
            "help limits size",
            "error: `size` sobra tras `ugat help limits`\nayuda: vea `ugat help limits`",
            "error: `size` is one argument too many for `ugat help limits`\nhint: see `ugat help limits`",
        );
    }
}
