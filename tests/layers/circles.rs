//! Which file uses which, told through re-exports to the file that a name comes from.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Source;

/// The folder below which the modules lie that a file declares: `view/` of `view/mod.rs`,
/// `cli/env/` of `cli/env.rs`, all of `src` of `lib.rs`.
pub fn folder_of_children(file: &str) -> String {
    let folder = file
        .strip_suffix("mod.rs")
        .or((file == "lib.rs").then_some(""));
    match folder {
        Some(folder) => folder.to_owned(),
        None => file.trim_end_matches(".rs").to_owned() + "/",
    }
}

/// The files, and for each those that it uses.
pub struct Graph<'a> {
    sources: &'a BTreeMap<String, Source>,
    uses: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Graph<'a> {
    pub fn of(sources: &'a BTreeMap<String, Source>) -> Self {
        let mut graph = Self {
            sources,
            uses: BTreeMap::new(),
        };
        for (file, source) in sources {
            let paths = source.paths.iter().filter(|named| !named.reexported);
            let used = paths.filter_map(|named| match named.path.split_first() {
                Some((first, rest)) if first == "crate" => graph.origin("", rest),
                Some(_) | None => None,
            });
            let used = used.filter(|used| used != file).collect();
            graph.uses.insert(file, used);
        }
        graph
    }

    /// The file that a path below a folder comes from.
    fn origin(&self, folder: &str, path: &[String]) -> Option<&'a str> {
        let (first, rest) = path.split_first()?;
        let module = [
            format!("{folder}{first}.rs"),
            format!("{folder}{first}/mod.rs"),
        ]
        .into_iter()
        .find_map(|file| self.sources.get_key_value(&file));
        match module {
            Some((file, _)) => {
                let inside = self.origin(&folder_of_children(file), rest);
                inside.or(Some(file))
            }
            None => self.told_on(folder, first),
        }
    }

    /// The file that a name comes from which the module of a folder tells on.
    fn told_on(&self, folder: &str, name: &str) -> Option<&'a str> {
        let (file, source) = [
            format!("{folder}mod.rs"),
            folder.trim_end_matches('/').to_owned() + ".rs",
        ]
        .into_iter()
        .find_map(|file| self.sources.get_key_value(&file))?;
        let told = source
            .paths
            .iter()
            .find(|named| named.reexported && named.path.last().is_some_and(|last| last == name))?;
        // A macro is told on by the file that it is written in.
        if told.path.len() == 1 {
            return Some(file);
        }
        if told.path[0] == "crate" {
            return self.origin("", &told.path[1..]);
        }
        self.origin(folder, &told.path)
    }

    /// Every set of files that all lead to each other, the module files aside: they only name.
    pub fn circles(&self) -> Vec<Vec<&'a str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .uses
            .keys()
            .map(|file| (*file, self.reached_from(file)))
            .collect();
        let mut seen = BTreeSet::new();
        let mut circles = Vec::new();
        for file in self.uses.keys() {
            if !reached[file].contains(file) || !seen.insert(*file) {
                continue;
            }
            let circle: Vec<&str> = reached[file]
                .iter()
                .copied()
                .filter(|other| reached[other].contains(file))
                .collect();
            seen.extend(&circle);
            circles.push(circle);
        }
        circles
    }

    fn reached_from(&self, file: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&str> = self.uses[file].iter().copied().collect();
        while let Some(file) = next.pop() {
            if reached.insert(file) {
                next.extend(&self.uses[file]);
            }
        }
        reached
    }
}

#[test]
fn files_that_use_each_other_are_found_through_re_exports() {
    let sources = [
        (
            "view/mod.rs",
            "mod a; mod b; mod c; pub use a::A; pub use b::{B, b}; pub use c::c;",
        ),
        ("view/a.rs", "use crate::view::B;"),
        ("view/b.rs", "use crate::view::a::A; use crate::view::c;"),
        ("view/c.rs", "use crate::words::Text; pub(crate) use c;"),
    ];
    let sources = sources
        .map(|(file, text)| (file.to_owned(), Source::of(text)))
        .into();
    assert_eq!(Graph::of(&sources).circles(), [["view/a.rs", "view/b.rs"]]);
}
