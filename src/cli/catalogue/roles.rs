use clap::Args;

use crate::cli::General;
use crate::cli::catalogue::chosen::{Asked, Chosen};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{both, examples};
use crate::cli::session::Session;
use crate::store::shipped;
use crate::view::RoleList;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Lista los roles: su clave, sus nombres y quién los ejerce",
        "List the roles: their key, their names and who holds them"
    ),
    long_about = both!(
        "La clave es la que se escribe en `ugat.toml`, en una definición y en `--role`. Están los \
         roles del catálogo y los que traen los procedimientos del registro, y se ve cuáles son de \
         fuera de la unidad, según su definición. Si `ugat.toml` nombra a las personas, se ve quién \
         ejerce hoy cada rol.",
        "The key is what is written in `ugat.toml`, in a definition and after `--role`. The roles \
         are those of the catalogue and those that the procedures of the store bring; it shows which \
         are outside the unit, by their definition. Where `ugat.toml` names the people, it shows who \
         holds each role today."
    ),
    after_help = examples!(
        "Los roles de un procedimiento, con sus actividades",
        "The roles of a procedure, with their activities" => "ugat roles pr07"
    )
)]
pub struct Roles {
    #[command(flatten)]
    pub asked: Asked,
}

impl Roles {
    /// Lists the roles, and who holds them.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.asked.rows.layout(env)?;
        let mut session = Session::open_if_any(env, general)?;
        let chosen = Chosen::of(&mut session, self.asked.procedure.as_deref())?;
        let (people, day) = (session.store.settings.people.clone(), session.today()?);
        let procedures = chosen.procedures();
        let all = RoleList::of(shipped::catalogue(), &procedures, people.as_ref(), day);
        let list = match self.asked.procedure {
            Some(_) => all.used(),
            None => all,
        };
        session.env.answer_rows(&list, &layout)?;
        chosen.fault.map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::ExitCode;

    use crate::testing::command::talked;
    use crate::testing::store::store;

    const PEOPLE: &str = "[[people]]\nname = \"Ana Quispe\"\n\
        roles = [\"dge\", { role = \"uit\", until = 2026-03-01 }]\n\
        [[people]]\nname = \"Luis Poma\"\nroles = \"dge\"\nrecords_for = [\"notario\"]\n";

    const OWN: &str = "id = \"compra\"\ncode = \"C-1\"\nversion = 1\n\
        title = { es = \"Compra\", en = \"Purchase\" }\n\
        [[role]]\nkey = \"notario\"\noutside = true\n\
        title = { es = \"Notario\", en = \"Notary\" }\n\
        [[output]]\nkey = \"testimonio\"\n\
        title = { es = \"Testimonio\", en = \"Certified copy\" }\n\
        [[activity]]\nnumber = 1\ntitle = { es = \"Protocolizar\", en = \"Notarise\" }\n\
        role = [\"notario\", \"dge\"]\noutputs = [\"testimonio\"]\nnext = []\n";

    /// Answers of a store with people and a procedure of its own.
    fn answers<const N: usize>(calls: [&str; N]) -> [String; N] {
        let (folder, _) = store();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("ugat.toml"), PEOPLE).expect("a file");
        fs::create_dir(path("procedures")).expect("a folder");
        fs::write(path("procedures/compra.toml"), OWN).expect("a file");
        let root = folder.path().to_str().expect("UTF-8");
        calls.map(|call| {
            let words = ["--store", root].into_iter().chain(call.split(' '));
            let (code, answer, talk) = talked(&words.collect::<Vec<_>>(), "es");
            assert_eq!((code, talk.as_str()), (ExitCode::SUCCESS, ""), "{call}");
            answer
        })
    }

    #[test]
    fn roles_are_listed_with_who_holds_them_today_and_outside_are_those_that_say_so() {
        let [of_one, json, all, page] = answers([
            "roles compra --format csv",
            "roles compra --format ndjson",
            "roles --template {{key}}:{{held_by}}:{{outside}}",
            "roles --columns key,held_by,outside --format table",
        ]);
        assert_eq!(
            of_one,
            "key,es,en,used_by,held_by,recorded_by,outside\n\
             dge,DGE,DGE,compra@1: 1,Ana Quispe; Luis Poma,,true\n\
             notario,Notario,Notary,compra@1: 1,,Luis Poma,true\n"
        );
        let used = "\"used_by\":[{\"procedure\":\"compra\",\"version\":1,\"official\":null,\"activities\":[1]}]";
        assert_eq!(
            json,
            format!(
                "{{\"key\":\"dge\",\"es\":\"DGE\",\"en\":\"DGE\",\"own\":false,{used},\
                 \"held_by\":[\"Ana Quispe\",\"Luis Poma\"],\"recorded_by\":[],\"outside\":true}}\n\
                 {{\"key\":\"notario\",\"es\":\"Notario\",\"en\":\"Notary\",\"own\":true,{used},\
                 \"held_by\":[],\"recorded_by\":[\"Luis Poma\"],\"outside\":true}}\n"
            )
        );
        let has = |line: &str| all.lines().any(|one| one == line);
        assert!(has("notario::true"), "{all}");
        assert!(has("uit::false"), "nobody holds it any more: {all}");
        let row = page.lines().find(|line| line.starts_with("uit "));
        assert!(
            row.is_some_and(|row| row.trim_end().ends_with("(nadie)")),
            "{page}"
        );
    }

    #[test]
    fn kinds_are_listed_with_the_activities_that_leave_them() {
        let [of_one, json] = answers(["kinds compra --format csv", "kinds compra --json"]);
        assert_eq!(
            of_one,
            "key,es,en,used_by\ntestimonio,Testimonio,Certified copy,compra@1: 1\n"
        );
        assert_eq!(
            json,
            "{\"kinds\":[{\"key\":\"testimonio\",\"es\":\"Testimonio\",\"en\":\"Certified copy\",\
             \"own\":true,\"used_by\":[{\"procedure\":\"compra\",\"version\":1,\"official\":null,\
             \"activities\":[1]}],\"flow\":false}]}\n"
        );
    }
}
