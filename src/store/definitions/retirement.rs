//! Which versions of procedures end starting, as the settings of a store say.

use std::io;

use serde::Deserialize;

use crate::model::Retired;
use crate::store::definitions::rewrite;
use crate::store::{Result, Store};

/// What the settings say of it, with its place.
#[derive(Deserialize)]
struct Written {
    retired: Option<toml::Spanned<Vec<String>>>,
}

impl Store {
    /// Retires a version, or admits it again; whether that is new. All else in the settings stays as it
    /// is.
    ///
    /// # Errors
    /// Where the settings cannot be read or written.
    pub fn retire_version(&self, version: &Retired, undo: bool) -> Result<bool> {
        rewrite(self, |text| edited(text, &version.to_string(), undo))
    }
}

/// The settings with one name more or less in their list; nothing where it is so already.
fn edited(text: &str, name: &str, undo: bool) -> io::Result<Option<String>> {
    let written: Written = toml::from_str(text).map_err(io::Error::other)?;
    let listed = written.retired.as_ref();
    let mut names = listed.map_or_else(Vec::new, |listed| listed.get_ref().clone());
    if names.iter().any(|one| one == name) != undo {
        return Ok(None);
    }
    names.retain(|one| one != name);
    names.extend((!undo).then(|| name.to_owned()));
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    let list = format!("[{}]", names.join(", "));
    let mut edited = text.to_owned();
    match listed {
        Some(listed) => edited.replace_range(listed.span(), &list),
        None => {
            let head = head(text);
            let (before, after) = text.split_at(head);
            let gap = if before.is_empty() { "" } else { "\n" };
            edited = format!("{before}{gap}retired = {list}\n{after}");
        }
    }
    Ok(Some(edited))
}

/// Where the first comment of a file ends: a key there belongs to no table.
fn head(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    let comment = lines.take_while(|line| line.starts_with('#') && line.ends_with('\n'));
    comment.map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::edited;
    use crate::model::Retired;
    use crate::store::SETTINGS;
    use crate::testing::store::{open, store};

    #[test]
    fn only_the_list_changes_and_comments_stay() {
        #[track_caller]
        fn case(before: &str, name: &str, undo: bool, expected: Option<&str>) {
            let found = edited(before, name, undo).expect("it is TOML");
            assert_eq!(found.as_deref(), expected);
        }
        let one = "# ours\n\nretired = [\"a@1\"]\n\n[gate] # theirs\nallow = []\n";
        case(
            "# ours\n\n[gate] # theirs\nallow = []\n",
            "a@1",
            false,
            Some(one),
        );
        case(one, "a@1", false, None);
        let two = one.replace("\"a@1\"", "\"a@1\", \"b@2\"");
        case(one, "b@2", false, Some(&two));
        case(&two, "b@2", true, Some(one));
        case(one, "b@2", true, None);
        case("", "a@1", false, Some("retired = [\"a@1\"]\n"));
        let spread = "retired = [ # why\n  \"a@1\",\n]\nentities = [\"X\"] # names\n";
        let closed = "retired = []\nentities = [\"X\"] # names\n";
        case(spread, "a@1", true, Some(closed));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (folder, store) = store();
        let version = Retired::parse("pr07@2").expect("a version");
        assert!(
            store
                .retire_version(&version, false)
                .expect("it is written")
        );
        assert!(!store.retire_version(&version, false).expect("it is there"));
        assert_eq!(
            open(&folder).settings.retired,
            std::slice::from_ref(&version)
        );
        assert!(store.retire_version(&version, true).expect("it is written"));
        let text = fs::read_to_string(folder.path().join(SETTINGS)).expect("it is there");
        assert!(text.contains("retired = []\n"), "{text}");
        assert!(open(&folder).settings.retired.is_empty());
    }
}
