//! By which beginning of its id each case is called where space is short.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CaseId, ProcedureId};

/// By which beginning of its id each case of a store is called: one that names no other case.
#[derive(Clone, Debug)]
pub struct ShortNames {
    /// So many characters of the second part tell all cases apart.
    digits: usize,
    /// By the whole id: the cases for which those characters mean something else as well.
    longer: BTreeMap<String, String>,
}

impl Default for ShortNames {
    fn default() -> Self {
        Self {
            digits: CaseId::SHORTEST,
            longer: BTreeMap::new(),
        }
    }
}

impl ShortNames {
    /// Of all cases of a store, and those of their references that may be the beginning of an id, in the
    /// form in which references are compared, each with the cases that bear it.
    pub fn of<'a>(
        ids: impl Iterator<Item = &'a CaseId> + Clone,
        references: &BTreeMap<String, Vec<CaseId>>,
    ) -> Self {
        let mut all: Vec<&CaseId> = ids.clone().collect();
        all.sort_unstable_by_key(|id| id.leading());
        let mut names = Self::default();
        for pair in all.windows(2) {
            let [one, other] = [pair[0], pair[1]];
            if one.leading() != other.leading() {
                names.digits = names.digits.max(one.shared(other) + 1);
            } else if one != other {
                names.name_wholly(one);
                names.name_wholly(other);
            }
        }
        let procedures: BTreeSet<&ProcedureId> = ids.clone().map(CaseId::procedure).collect();
        let is_free = |name: &str, id: &CaseId| {
            let is_other = |bearers: &Vec<CaseId>| bearers.iter().any(|bearer| bearer != id);
            let mut begun = procedures
                .iter()
                .filter(|one| one.as_str().starts_with(name));
            !references.get(name).is_some_and(is_other) && begun.next().is_none()
        };
        for id in ids {
            let mut lengths = names.digits..=CaseId::LENGTH;
            match lengths.find(|digits| is_free(id.short(*digits), id)) {
                Some(digits) if digits == names.digits => {}
                Some(digits) => names.name(id, id.short(digits).to_owned()),
                None => names.name_wholly(id),
            }
        }
        names
    }

    /// By what a case is called, given its whole id.
    pub fn of_case<'a>(&'a self, id: &'a str) -> &'a str {
        match self.longer.get(id) {
            Some(name) => name,
            None => {
                let suffix = id.rsplit_once('-').map_or(id, |(_, suffix)| suffix);
                suffix.get(..self.digits).unwrap_or(suffix)
            }
        }
    }

    /// The same given the id.
    pub fn of_id<'a>(&'a self, id: &'a CaseId) -> &'a str {
        match self.longer.is_empty() {
            true => id.short(self.digits),
            false => match self.longer.get(id.to_compact().as_str()) {
                Some(name) => name,
                None => id.short(self.digits),
            },
        }
    }

    /// The same behind the procedure.
    pub fn of_id_in_full(&self, id: &CaseId) -> String {
        match self.of_id(id) {
            whole if whole.contains('-') => whole.to_owned(),
            short => format!("{}-{short}", id.procedure()),
        }
    }

    fn name_wholly(&mut self, id: &CaseId) {
        self.name(id, id.to_string());
    }

    fn name(&mut self, id: &CaseId, name: String) {
        self.longer.entry(id.to_string()).or_insert(name);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::{btree_set, vec};
    use proptest::prelude::{Strategy, proptest};
    use proptest::{prop_assert, prop_assert_eq};

    use super::ShortNames;
    use crate::model::CaseId;

    fn case(text: &str) -> CaseId {
        CaseId::parse(text).expect("an id")
    }

    fn names(ids: &[&str], references: &[(&str, &str)]) -> Vec<String> {
        let ids: Vec<CaseId> = ids.iter().map(|id| case(id)).collect();
        let mut known: BTreeMap<String, Vec<CaseId>> = BTreeMap::new();
        for (reference, bearer) in references {
            let bearers = known.entry((*reference).to_owned()).or_default();
            bearers.push(case(bearer));
        }
        let names = ShortNames::of(ids.iter(), &known);
        let name = |id: &CaseId| {
            assert_eq!(names.of_id(id), names.of_case(&id.to_string()));
            names.of_id(id).to_owned()
        };
        ids.iter().map(name).collect()
    }

    #[test]
    fn names_are_as_short_as_tells_every_case_apart_and_four_at_least() {
        assert_eq!(names(&[], &[]), [""; 0]);
        assert_eq!(names(&["pr07-000000000000"], &[]), ["0000"]);
        assert_eq!(
            names(&["pr07-000000000000", "pr07-100000000000"], &[]),
            ["0000", "1000"]
        );
        let three = [
            "pr07-000000100000",
            "pr07-100000000000",
            "pr05-000000000000",
        ];
        assert_eq!(names(&three, &[]), ["0000001", "1000000", "0000000"]);
        let same = [
            "pr07-000000000000",
            "pr05-000000000000",
            "pr05-100000000000",
        ];
        assert_eq!(names(&same, &[]), [same[0], same[1], "1000"]);
    }

    #[test]
    fn a_name_that_is_a_reference_of_another_or_begins_a_procedure_is_longer() {
        let ids = ["pr07-xtba00000000", "pr07-100000000000"];
        assert_eq!(names(&ids, &[("xtba", ids[1])]), ["xtba0", "1000"]);
        assert_eq!(
            names(&ids, &[("xtba", ids[1]), ("xtba0", ids[1])]),
            ["xtba00", "1000"]
        );
        assert_eq!(names(&ids, &[("xtba", ids[0])]), ["xtba", "1000"]);
        assert_eq!(
            names(&ids, &[("xtba", ids[0]), ("xtba", ids[1])]),
            ["xtba0", "1000"]
        );
        assert_eq!(names(&["pr07-pr0712345678"], &[]), ["pr071"]);
        let all: Vec<(&str, &str)> = (4..=12).map(|end| (&ids[0][5..5 + end], ids[1])).collect();
        assert_eq!(names(&ids, &all), [ids[0], "1000"]);
    }

    /// An id whose second part begins like many others.
    fn ids() -> impl Strategy<Value = CaseId> {
        let text = "pr0[57]-(pr07|0000|xtba)[0p]{8}";
        text.prop_map(|text| case(&text))
    }

    proptest! {
        #[test]
        fn every_name_means_its_own_case(
            ids in btree_set(ids(), 1..12),
            given in vec((0..12_usize, 0..12_usize, CaseId::SHORTEST..=CaseId::LENGTH), 0..12),
        ) {
            let ids: Vec<CaseId> = ids.into_iter().collect();
            let mut references: BTreeMap<String, Vec<CaseId>> = BTreeMap::new();
            for (bearer, like, digits) in given {
                let reference = ids[like % ids.len()].short(digits).to_owned();
                let bearer = ids[bearer % ids.len()].clone();
                references.entry(reference).or_default().push(bearer);
            }
            let names = ShortNames::of(ids.iter(), &references);
            for id in &ids {
                let name = names.of_id(id);
                let whole = id.to_string();
                prop_assert!(name == whole || name.len() >= CaseId::SHORTEST);
                prop_assert_eq!(name, names.of_case(&whole));
                // A whole id goes before a reference, and that before the beginning of an id.
                let begun = |one: &&CaseId| {
                    one.suffix().starts_with(name) || one.to_string().starts_with(name)
                };
                let meant: Vec<&CaseId> = match references.get(name) {
                    Some(bearers) if name != whole => bearers.iter().collect(),
                    Some(_) | None => ids.iter().filter(begun).collect(),
                };
                prop_assert!(meant.iter().all(|one| *one == id), "{name}: {meant:?}");
            }
        }
    }
}
