//! The words that may stand where a line is being typed.

use clap::{Arg, Command};

use crate::cli::completions::candidate::Candidate;
use crate::cli::completions::expected::{Expected, commands};
use crate::cli::completions::line::{Line, Place, repeats};
use crate::cli::env::Env;
use crate::cli::help;
use crate::cli::short::SHORT;
use crate::words::Language;

/// What may stand where a line is being typed.
pub fn offered(env: &Env, line: &Line) -> Vec<Candidate> {
    let language = env.language();
    let (place, typed) = line.place();
    match place {
        Place::Nothing => Vec::new(),
        Place::Option => begun(options(line, language), typed),
        Place::Value(argument, "") => Expected::of(env, line).values(argument, typed),
        Place::Value(argument, long) => {
            let values = Expected::of(env, line).values(argument, typed);
            let before = format!("--{long}=");
            let values = values.into_iter();
            values.map(|value| value.behind(&before)).collect()
        }
        Place::Word(argument) => {
            let all = line.command.get_subcommands().chain(short(line));
            let mut words = begun(commands(all, language), typed);
            match argument {
                Some(argument) => words.extend(Expected::of(env, line).values(argument, typed)),
                None if words.is_empty() && typed.is_empty() => words = options(line, language),
                None => {}
            }
            words
        }
    }
}

fn begun(mut candidates: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.begins(typed));
    candidates
}

/// The commands that need not name their group.
fn short<'c>(line: &Line<'c>) -> impl Iterator<Item = &'c Command> {
    let group = line.root.find_subcommand("case");
    let group = group.filter(|_| std::ptr::eq(line.command, line.root));
    SHORT
        .iter()
        .filter_map(move |name| group?.find_subcommand(name))
}

/// Those that can still be given, the general ones last.
fn options(line: &Line, language: Language) -> Vec<Candidate> {
    let arguments = line.command.get_arguments();
    let open = arguments.filter(|argument| repeats(argument) || !line.has(argument));
    let (general, own): (Vec<&Arg>, Vec<&Arg>) = open.partition(|one| one.is_global_set());
    let all = own.into_iter().chain(general);
    let offered = all.filter_map(|argument| {
        let long = argument.get_long()?;
        Candidate::new(format!("--{long}"), &help::said(argument, language))
    });
    offered.collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use crate::cli::env::Env;
    use crate::cli::run;

    /// A store with a case of PR07 whose activities 1 to 4 are done, the last without its output.
    fn unit() -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().to_str().expect("UTF-8").to_owned();
        for call in [
            "store init",
            "case start pr07 --entity E --ref HR-1",
            "case advance . 1 --output nota-requerimiento=N-1",
            "case advance . 2",
            "case advance . 3",
            "case advance . 4",
        ] {
            let mut words: Vec<&str> = vec!["--store", &root];
            words.extend(call.split(' '));
            if call == "store init" {
                words = vec!["store", "init", &root];
            }
            let mut env = Env::fixed(&words, &[("UGAT_USER", "Ana")]);
            assert_eq!(run(&mut env), std::process::ExitCode::SUCCESS, "{call}");
        }
        folder
    }

    /// The words offered for the last one of a line.
    fn offered(unit: &TempDir, line: &str) -> Vec<String> {
        let told = told(unit, "", line).into_iter();
        told.map(|(value, _)| value).collect()
    }

    /// The same to whoever acts, with what is said of each.
    fn told(unit: &TempDir, by: &str, line: &str) -> Vec<(String, String)> {
        let root = unit.path().to_str().expect("UTF-8");
        let mut words = vec!["completions", "zsh", "--", "ugat", "--store", root];
        words.extend(line.split(' '));
        let mut env = Env::fixed(&words, &[("UGAT_USER", by)]);
        let (answer, _) = env.recorded();
        run(&mut env);
        let answer = answer.text();
        let lines = answer.lines().filter_map(|line| line.split_once('\t'));
        lines
            .map(|(value, about)| (value.to_owned(), about.to_owned()))
            .collect()
    }

    #[test]
    fn whoever_acts_is_offered_what_they_may_do_and_told_in_whose_place() {
        let unit = unit();
        let people = "
            [[people]]
            name = \"Ana\"
            roles = [\"profesional-ait\"]
            substitutes = [{ name = \"Luis\", from = 2026-03-02, until = 2026-03-02 }]
            [[people]]
            name = \"Luis\"
            roles = [\"upat\"]
            [[people]]
            name = \"Eva\"
        ";
        std::fs::write(unit.path().join("ugat.toml"), people).expect("the settings");
        let case = |by: &str, line: &str, expected: &[(&str, bool)]| {
            let told = told(&unit, by, line);
            let told = told.iter();
            let found = told.map(|(value, about)| (&**value, about.starts_with("por Ana · ")));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{by} {line}");
        };
        let both = [("5", true), ("16", true), ("17", false), ("19", false)];
        case("Luis", "case advance HR-1 ", &both);
        let own = [("5", false), ("16", false)];
        case("Ana", "case advance HR-1 ", &own);
        case("Eva", "case advance --by Ana HR-1 ", &own);
        let all = both.map(|(number, _)| (number, false));
        case("Eva", "case advance HR-1 ", &all);
        case("Luis", "case advance --on-behalf-of Ana HR-1 ", &all);
        let own = [("17", false), ("19", false)];
        case("Luis", "case advance --on 2026-03-01 HR-1 ", &own);
    }

    #[test]
    fn each_place_is_offered_what_may_stand_there() {
        let unit = unit();
        let case = |line: &str, expected: &[&str]| {
            assert_eq!(offered(&unit, line), expected, "{line}");
        };
        case("st", &["store", "status"]);
        case("advance HR-1 1", &["16", "17", "19"]);
        case("--lang es advance hr", &["HR-1"]);
        case(
            "case re",
            &[
                "return", "retract", "resolve", "redirect", "resume", "reopen",
            ],
        );
        case("case advance hr", &["HR-1"]);
        case("case advance HR-1 ", &["5", "16", "17", "19"]);
        case("case advance HR-1 1", &["16", "17", "19"]);
        case("case advance HR-1 --answer ", &["yes", "no"]);
        case("case advance HR-1 5 --answer yes --answer ", &["no"]);
        case("case advance HR-1 16 --answer ", &[]);
        case("case advance HR-1 --no", &["--note", "--not-secret"]);
        case("case advance HR-1 --note x --no", &["--not-secret"]);
        case("case return HR-1 ", &[]);
        case("case redirect HR-1 --from ", &["5", "16", "17", "19"]);
        case(
            "case attach HR-1 ",
            &["4", "1", "2", "3", "5", "16", "17", "19"],
        );
        case("case note HR-1 ", &[]);
        case("case start pr06 --entity ", &[]);
        case("case list --state s", &["suspended"]);
        case(
            "case list --procedure pr0",
            &["pr05", "pr06", "pr07", "pr09"],
        );
        case("procedure diff pr07", &["pr07@2"]);
        case("inbox --role jefe", &["jefe-ugat"]);
        case("roles pr0", &["pr05", "pr06", "pr07", "pr09"]);
        case("kinds pr09 --format c", &["csv"]);
        case("do", &["doctor"]);
        case("form show ", &["anexo-1", "anexo-2", "anexo-3"]);
        case("manual glossary hg", &["HGE"]);
        case("help ma", &["manual", "marks"]);
        case(
            "schema case-l",
            &["case-link", "case-label", "case-log", "case-list"],
        );
        case("schema case-list ", &[]);
        case("help case adv", &["advance"]);
        case("help secrets ", &[]);
        case("store init ", &[]);
        case("--la", &["--lang"]);
        case("--lang e", &["es", "en"]);
        case("nothing ", &[]);
    }

    #[test]
    fn the_outputs_of_the_activity_come_first() {
        let unit = unit();
        let first = |line: &str| offered(&unit, line).into_iter().next();
        let attached = first("case attach HR-1 4 --output ");
        assert_eq!(attached.as_deref(), Some("plan-transferencia="));
        let given = first("case advance HR-1 16 --file ");
        assert_eq!(given.as_deref(), Some("acta-capacitacion="));
        let kinds = offered(&unit, "case draft HR-1 16 --kind ");
        assert_eq!(kinds[0], "acta-capacitacion");
        assert!(!kinds.contains(&"flujo".to_owned()), "it is no document");
        assert!(kinds.contains(&"correo".to_owned()), "all others follow");
    }

    #[test]
    fn events_are_offered_the_last_first_and_only_those_that_can_be_undone() {
        let unit = unit();
        let all = offered(&unit, "case correct HR-1 ");
        assert_eq!(all.len(), 5);
        let undone = offered(&unit, "case undo HR-1 ");
        assert_eq!(undone, all[..4], "all but the start");
        let begun = format!("case undo HR-1 {}", &undone[2][..6]);
        assert_eq!(offered(&unit, &begun), [undone[2].clone()]);
    }

    #[test]
    fn files_are_offered_where_a_file_is_meant() {
        let unit = unit();
        let root = unit.path().to_str().expect("UTF-8");
        for name in ["informe uno.pdf", "informe\u{1b}.pdf", ".oculto"] {
            std::fs::write(unit.path().join(name), "x").expect("a file");
        }
        let case = |line: String, expected: &[&str]| {
            let expected: Vec<String> =
                expected.iter().map(|end| format!("{root}/{end}")).collect();
            let found = offered(&unit, &line);
            let found: Vec<&str> = found
                .iter()
                .map(|one| one.trim_start_matches("correo="))
                .collect();
            assert_eq!(found, expected, "{line}");
        };
        case(format!("form check {root}/inf"), &["informe uno.pdf"]);
        case(
            format!("form check {root}/."),
            &[".gitattributes", ".gitignore", ".oculto"],
        );
        case(format!("store init {root}/c"), &["cases/"]);
        case(
            format!("case advance HR-1 5 --file correo={root}/inf"),
            &["informe uno.pdf"],
        );
        case(format!("form check {root}/nowhere/"), &[]);
    }
}
