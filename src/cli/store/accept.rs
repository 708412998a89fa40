//! `ugat store verify --accept`: what a commit took out of the store lawfully is recorded in its
//! settings, and is no damage from then on.

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused, secret};
use crate::cli::input::checked::checked;
use crate::cli::session::Session;
use crate::cli::store::said::acts;
use crate::cli::store::sync_fault::{no_commit, no_repository};
use crate::model::{Accepted, Line, Wording};
use crate::store::{Acceptance, Git, taken_out};
use crate::text;
use crate::words::{Text, counted, secret_like};

/// Records that the acts and files which a commit removed may be missing.
pub fn accept(env: &mut Env, general: &General, named: &str, reason: &str) -> Result<(), Failure> {
    let reason = checked("--reason", reason, Line::parse)?;
    let by = env.actor()?;
    for (wording, text) in [
        (Wording::Reason, reason.as_str()),
        (Wording::Person, by.as_str()),
    ] {
        if let Some(like) = secret_like(text) {
            return Err(secret::failure(wording, like).with_hint(Text::of(
                "dígalo sin el secreto",
                "say it without the secret",
            )));
        }
    }
    let session = Session::open(env, general)?;
    session.is_there()?;
    if Git::around(session.store.root()).is_none() {
        return Err(no_repository());
    }
    let Some((commit, taken)) = taken_out(&session.store, named)? else {
        return Err(no_commit(named));
    };
    if taken == Accepted::default() {
        let commit = &commit.as_str()[..10];
        return Err(refused!(
            "nothing-lost",
            "nada falta que el commit {commit} haya quitado",
            "nothing is missing that commit {commit} took out",
            "`ugat store verify` nombra el commit que quitó cada acto; lo que falta desde el último commit lo devuelve `ugat store repair`",
            "`ugat store verify` names the commit that took out each act; what is missing since the last commit is given back by `ugat store repair`"
        ));
    }
    let said = said(&taken);
    let today = session.today()?.to_string();
    let acceptance = Acceptance {
        commit: commit.as_str().to_owned(),
        reason: reason.to_string(),
        by: by.to_string(),
        on: today.parse().expect("a day is one in TOML"),
        events: taken.events,
        files: taken.files,
    };
    acceptance.add_to(&session.store)?;
    session.env.say(&said);
    Ok(())
}

fn said(taken: &Accepted) -> Text {
    let Text { es, en } = acts(taken.events.len());
    let files = counted(
        taken.files.len(),
        ["archivo", "archivos"],
        ["file", "files"],
    );
    let (files_es, files_en) = (files.es, files.en);
    let Text { es, en } = match taken.files.is_empty() {
        true => Text { es, en },
        false => text!("{es}, {files_es}", "{en}, {files_en}"),
    };
    text!(
        "`ugat.toml` dice ahora que pueden faltar: {es}; compártalo con `ugat store sync`",
        "`ugat.toml` now says what may be missing: {en}; share it by `ugat store sync`"
    )
}
