//! A text in whatever form finds, stands and counts as any other form of it.

use proptest::prelude::*;
use proptest::sample::select;
use ugat::{Actor, Beginning, Collated, Line, Moment, Place, Settings, Signature, Store, matching};
use unicode_normalization::UnicodeNormalization as _;

/// How people, keyboards and word processors write a text in another way.
#[derive(Clone, Copy, Debug)]
enum Disguise {
    Composed,
    Apart,
    Compatible,
    Capitals,
    Small,
    /// An invisible character behind each.
    Unseen(char),
    Dashes(char),
    /// Other blanks, more of them, and some around.
    Blanks(char),
}

impl Disguise {
    fn of(self, text: &str) -> String {
        match self {
            Self::Composed => text.nfc().collect(),
            Self::Apart => text.nfd().collect(),
            Self::Compatible => text.nfkc().collect(),
            Self::Capitals => text.to_uppercase(),
            Self::Small => text.to_lowercase(),
            Self::Unseen(unseen) => text.chars().flat_map(|one| [one, unseen]).collect(),
            Self::Dashes(dash) => text.replace('-', &dash.to_string()),
            Self::Blanks(blank) => {
                format!("{blank}{} ", text.replace(' ', &format!("{blank} {blank}")))
            }
        }
    }
}

fn disguise() -> impl Strategy<Value = Disguise> {
    use Disguise::{Apart, Blanks, Capitals, Compatible, Composed, Dashes, Small, Unseen};
    let unseen = "\u{200b}\u{2060}\u{ad}\u{34f}\u{115f}\u{3164}\u{feff}\u{fe0f}\u{e0041}";
    let dashes = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe58}\u{ff0d}";
    let blanks = "\u{a0}\u{2009}\u{202f}\u{3000}\t";
    let one_of = |characters: &str| select(characters.chars().collect::<Vec<char>>());
    prop_oneof![
        select(vec![Composed, Apart, Compatible, Capitals, Small]),
        one_of(unseen).prop_map(Unseen),
        one_of(dashes).prop_map(Dashes),
        one_of(blanks).prop_map(Blanks),
    ]
}

fn text() -> impl Strategy<Value = String> {
    "[A-Za-zÑñÁáÉéÍíÓóÚúÜü]([A-Za-z0-9ÑñÁáÉéÍíÓóÚúÜüçãﬁº /'-]{0,12}[a-z0-9ñé])?"
}

fn disguised(text: &str, disguises: &[Disguise]) -> String {
    let mut text = text.to_owned();
    for disguise in disguises {
        text = disguise.of(&text);
    }
    text
}

proptest! {
    #[test]
    fn a_text_in_disguise_matches_and_groups_as_itself(
        text in text(),
        other in text(),
        disguises in prop::collection::vec(disguise(), 0..4),
    ) {
        let typed = disguised(&text, &disguises);
        prop_assert_eq!(matching(&typed), matching(&text));
        let settings = Settings { entities: vec![text.clone()], ..Settings::default() };
        prop_assert_eq!(settings.entity(&typed), Some(&*text));
        if matching(&text) != matching(&other) {
            prop_assert_eq!(settings.entity(&disguised(&other, &disguises)), None);
        }
    }

    #[test]
    fn a_text_in_disguise_stands_where_itself_does(
        text in text(),
        other in text(),
        disguises in prop::collection::vec(disguise(), 0..4),
    ) {
        let (itself, typed) = (Collated::of(&text), Collated::of(&disguised(&text, &disguises)));
        prop_assert_eq!(itself.letters(), typed.letters());
        let other = Collated::of(&other);
        if itself.letters() != other.letters() {
            prop_assert_eq!(typed.cmp(&other), itself.cmp(&other));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn a_reference_in_disguise_finds_its_case(
        reference in "HR-[0-9]{5}[/ ][A-ZÑÁ]{2}",
        other in "CITE-[0-9]{5}",
        disguises in prop::collection::vec(disguise(), 0..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        Store::init(folder.path()).unwrap();
        let open = || Store::open(&Place::There(folder.path().to_owned())).unwrap();
        let ids = [&other, &reference].map(|reference| begin(&open(), reference));
        let typed = disguised(&reference, &disguises);
        prop_assert_eq!(&open().find(&typed).unwrap().id, &ids[1]);
        let id = disguised(&ids[0].to_string(), &disguises);
        prop_assert_eq!(&open().find(&id).unwrap().id, &ids[0]);
    }
}

/// Begins a case of this reference.
fn begin(store: &Store, reference: &str) -> ugat::CaseId {
    let at = Moment::parse("2026-03-02T10:12:00-04:00").unwrap();
    let signature = Signature {
        by: Actor::parse("Ana").unwrap(),
        role: None,
        on_behalf: None,
        authority: None,
        at,
        rec: "2026-03-02T14:12:05Z".parse().unwrap(),
        not_secret: false,
    };
    let beginning = Beginning {
        definition: store.procedure("pr09").unwrap(),
        entities: Vec::new(),
        title: None,
        reference: Line::parse(reference).ok(),
        nonce: reference.to_owned(),
    };
    store.begin(&beginning, &signature).unwrap().id
}
