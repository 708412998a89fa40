use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::rows::Rows;
use crate::view::{SCHEMAS, Schema, SchemaList};
use crate::words::nearest;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra la forma del JSON de una respuesta, como JSON Schema",
        "Show what the JSON of an answer looks like, as JSON Schema"
    ),
    long_about = both!(
        "El esquema se nombra con las palabras del comando; `error` es el de los errores, y \
         `procedure`, `form` y `settings` son los de los archivos TOML. Sin nombre, los lista. Qué se \
         mantiene de una versión a otra: `ugat help json`.",
        "A schema is named by the words of the command; `error` is that of failures, and `procedure`, \
         `form` and `settings` are those of the TOML files. With no name, they are listed. What stays \
         as it is from one version to the next: `ugat help json`."
    ),
    after_help = examples!(
        "La respuesta de `ugat case list --json`", "The answer of `ugat case list --json`" =>
            "ugat schema case list";
        "Los errores, y sus clases", "Failures, and their kinds" => "ugat schema error"
    )
)]
pub struct Describe {
    #[arg(value_name = Value::Schema, help = both!(
        "Las palabras de un comando, o `error`, `procedure`, `form` o `settings`",
        "The words of a command, or `error`, `procedure`, `form` or `settings`"
    ))]
    pub words: Vec<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Describe {
    /// Prints a schema, or lists them; no store is needed.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        if self.words.is_empty() {
            return env.answer_rows(&SchemaList::all(), &layout);
        }
        let name = self.words.join("-");
        let schema = Schema::named(&name).ok_or_else(|| unknown(&name))?;
        env.answer(&schema.text());
        Ok(())
    }
}

fn unknown(name: &str) -> Failure {
    let names = SCHEMAS.iter().flat_map(Schema::names);
    usage!(
        "unknown-schema",
        "no hay un esquema `{name}`",
        "there is no schema `{name}`",
        "véalos con `ugat schema`",
        "see them with `ugat schema`"
    )
    .with_nearest(nearest(name, names).map(|near| format!("ugat schema {near}")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory as _};
    use serde_json::Value;

    use crate::cli::arguments::Arguments;
    use crate::definition::Part;
    use crate::testing::command::{case, talked};
    use crate::view::{SCHEMAS, Schema};

    /// What answers with a file, a script or a page, whether JSON is asked for or not.
    const NO_JSON: [&str; 5] = [
        "form-new",
        "form-fill",
        "procedure-new",
        "procedure-export",
        "completions",
    ];

    /// What is no answer of a command.
    const OTHERS: [&str; 5] = ["error", "remark", "procedure", "form", "settings"];

    /// The commands that can be called, by their words.
    fn called(command: &Command, words: &str, all: &mut BTreeSet<String>) {
        if !command.is_subcommand_required_set() {
            all.insert(words.to_owned());
        }
        for inner in command.get_subcommands() {
            let name = inner.get_name();
            let words = match words {
                "" => name.to_owned(),
                before => format!("{before}-{name}"),
            };
            called(inner, &words, all);
        }
    }

    #[test]
    fn every_command_that_answers_in_json_has_a_schema_and_there_is_no_other() {
        let mut root = Arguments::command();
        root.build();
        let mut all = BTreeSet::new();
        for command in root.get_subcommands() {
            called(command, command.get_name(), &mut all);
        }
        all.extend(OTHERS.map(str::to_owned));
        for name in NO_JSON {
            assert!(all.remove(name), "{name}");
        }
        let names: Vec<&str> = SCHEMAS.iter().flat_map(Schema::names).collect();
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
        let names: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
        assert_eq!(names, all);
    }

    /// The keys of the object at a place of the schema of a file.
    fn keys(schema: &str, place: &str) -> BTreeSet<String> {
        let text = Schema::named(schema).expect("it is there").text();
        let whole: Value = serde_json::from_str(&text).expect("JSON");
        let object = whole.pointer(place).expect("it is there");
        let keys = object["properties"].as_object().expect("it has keys");
        keys.keys().cloned().collect()
    }

    #[test]
    fn the_schema_of_a_file_has_the_keys_that_are_read() {
        #[track_caller]
        fn case(part: Part, schema: &str, place: &str) {
            let read = part.keys().iter().map(|key| (*key).to_owned());
            assert_eq!(keys(schema, place), read.collect::<BTreeSet<_>>());
        }
        let (activity, people) = ("/$defs/written-activity", "/properties/people/items");
        case(Part::Procedure, "procedure", "");
        case(Part::Approval, "procedure", "/$defs/approval");
        case(Part::Reading, "procedure", "/$defs/written-reading");
        case(Part::Declaration, "procedure", "/$defs/declaration");
        case(Part::Role, "procedure", "/properties/role/items");
        case(Part::Activity, "procedure", activity);
        let within = |place: &str| format!("{activity}/properties/{place}");
        case(Part::Group, "procedure", &within("outputs/items/oneOf/1"));
        case(Part::FormGroup, "procedure", &within("forms/items"));
        case(Part::Question, "procedure", &within("question"));
        case(
            Part::Answer,
            "procedure",
            &within("question/properties/answers/items"),
        );
        case(Part::Text, "procedure", "/$defs/text");
        case(Part::Settings, "settings", "");
        case(Part::Calendar, "settings", "/properties/calendar");
        case(Part::Gate, "settings", "/properties/gate");
        case(Part::Acceptance, "settings", "/properties/accepted/items");
        case(Part::Limit, "settings", "/properties/limits/items");
        case(Part::Person, "settings", people);
        let roles = "properties/roles/oneOf/0/oneOf/1";
        case(Part::HeldRole, "settings", &format!("{people}/{roles}"));
        let substitutes = "properties/substitutes/items";
        case(
            Part::Substitute,
            "settings",
            &format!("{people}/{substitutes}"),
        );
        let (field, rule) = ("/properties/field/items", "/properties/rule/items");
        case(Part::Form, "form", "");
        case(Part::Field, "form", field);
        case(
            Part::Choice,
            "form",
            &format!("{field}/properties/options/items"),
        );
        let list = format!("{field}/properties/type/oneOf/1");
        case(Part::ListType, "form", &list);
        case(Part::Rule, "form", rule);
    }

    #[test]
    fn a_schema_is_named_by_words_or_by_one_and_another_name_is_refused() {
        let (_, by_words, _) = talked(&["schema", "case", "advance"], "es");
        let (_, by_name, talk) = talked(&["schema", "case-status", "--json"], "en");
        assert_eq!((&*by_words, &*talk), (&*by_name, ""));
        case(
            "schema case lst",
            "error: no hay un esquema `case-lst`\nayuda: ¿quiso decir `ugat schema case-list`?",
            "error: there is no schema `case-lst`\nhint: did you mean `ugat schema case-list`?",
        );
        case(
            "schema xyzzyx",
            "error: no hay un esquema `xyzzyx`\nayuda: véalos con `ugat schema`",
            "error: there is no schema `xyzzyx`\nhint: see them with `ugat schema`",
        );
    }
}
