//! What is odd about where the store lies.

use std::path::{Path, PathBuf};

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::{Session, place};
use crate::cli::store::doctor::oddity::{odd, word};
use crate::store::Place;
use crate::text;
use crate::view::OddityRow;
use crate::words::escaped;

/// The first words of the folders of services that copy files between machines.
const SYNCED: [&str; 9] = [
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "iclouddrive",
    "nextcloud",
    "owncloud",
    "megasync",
];

/// That there is no store where one is looked for.
pub fn missing(env: &Env, general: &General) -> Option<OddityRow> {
    let folder = match place(env, general) {
        Ok(place) if place.is_there() => return None,
        Ok(_) => PathBuf::from("."),
        Err(_) => {
            let variable = env.variable_os("UGAT_STORE").map(PathBuf::from);
            general
                .store
                .clone()
                .or(variable)
                .unwrap_or_else(|| ".".into())
        }
    };
    let folder = word(&folder);
    let said = text!(
        "no hay registro de casos; uno nuevo quedaría en `{folder}`",
        "there is no store; a new one would be in `{folder}`"
    );
    Some(odd("no-store", said, format!("ugat store init {folder}")))
}

/// The stores that a command could mean beside the one that it uses.
pub fn in_sight(env: &Env, general: &General) -> Result<Vec<OddityRow>, Failure> {
    let Ok(used) = place(env, general) else {
        return Ok(Vec::new());
    };
    let current = env.directory()?;
    let above = current.ancestors().map(Path::to_owned);
    let own = env.data_folder().map(|data| data.join("ugat"));
    let mut others: Vec<PathBuf> = Vec::new();
    for folder in above.chain(own) {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_new = !others.contains(&folder) && real(&folder) != real(used.path());
        if is_new && Place::Own(folder.clone()).is_there() {
            others.push(folder);
        }
    }
    let used = used.path().display().to_string();
    let rows = others.iter().map(|other| {
        let (used, shown) = (escaped(&used), other.display().to_string());
        let shown = escaped(&shown);
        let said = text!(
            "hay dos registros a la vista: se usa `{used}`, y otro está en `{shown}`",
            "there are two stores in sight: `{used}` is used, and another is in `{shown}`"
        );
        let command = format!("ugat --store {} case list", word(other));
        odd("two-stores", said, command)
    });
    Ok(rows.collect())
}

pub fn findings(session: &Session) -> Vec<OddityRow> {
    let root = session.store.root();
    let mut findings = Vec::new();
    findings.extend(synced(root));
    findings.extend(session.store.unwritable().iter().map(|folder| {
        let shown = folder.display().to_string();
        let shown = escaped(&shown);
        let said = text!(
            "no se puede escribir en la carpeta `{shown}`",
            "the folder `{shown}` cannot be written to"
        );
        odd("unwritable", said, format!("chmod u+rwx {}", word(folder)))
    }));
    findings
}

/// A folder that a service copies while it is written to.
fn synced(root: &Path) -> Option<OddityRow> {
    let is_synced = |part: &String| {
        let part = part.to_lowercase();
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let mut services = SYNCED.iter();
        services.any(|service| part.strip_prefix(service).is_some_and(ends))
    };
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut parts = real.iter().map(|part| part.to_string_lossy().into_owned());
    let service = parts.find(is_synced)?;
    let service = escaped(&service);
    let said = text!(
        "el registro está dentro de `{service}`, que copia y cambia archivos mientras se escriben; compártalo con git",
        "the store is inside `{service}`, which copies and changes files while they are written; share it by git"
    );
    Some(odd("synced-folder", said, format!("mv {} ~/", word(&real))))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::synced;

    #[test]
    fn folders_of_services_are_known_by_whole_words() {
        let kind = |path: &str| synced(Path::new(path)).map(|row| row.kind);
        for path in [
            "/home/ana/OneDrive - Unidad/casos",
            "/home/ana/Dropbox (Personal)",
            "/mnt/c/Users/ana/iCloudDrive/casos",
        ] {
            assert_eq!(kind(path), Some("synced-folder"), "{path}");
        }
        for path in ["/home/megan/casos", "/srv/dropboxes/casos", "/srv/casos"] {
            assert_eq!(kind(path), None, "{path}");
        }
    }
}
