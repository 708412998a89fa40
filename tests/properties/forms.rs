//! What stands in a filled form, by the type of its field.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use serde_json::{Value, json};
use ugat::shipped;
use ugat::{Entry, FieldKey, FieldValue};
use ugat::{filled, masked};

const OPTIONS: [&str; 6] = [
    "profile",
    "fecha_nacimiento",
    "email",
    "celular",
    "openid",
    "offline_access",
];

/// Every character a letter, so that none can be part of a name or a value.
const SECRET: &str = "NOSEGUARDA";

/// What is read of a field of annex 2, nothing where it is empty; an error where it is refused.
fn read(key: &str, value: &Value) -> Result<Option<FieldValue>, usize> {
    let text = json!({ "form": "anexo-2", key: value }).to_string();
    let read = filled(&text, shipped::forms()).unwrap();
    if !read.problems.is_empty() {
        return Err(read.problems.len());
    }
    let key = FieldKey::parse(key).unwrap();
    Ok(read.filled.entry(&key).map(|entry| match entry {
        Entry::Value(value) => value.clone(),
        Entry::Secret(_) => unreachable!("annex 2 has none"),
    }))
}

proptest! {
    #[test]
    fn an_address_is_kept_to_the_letter(text in "[!-~ñÑ%/\u{e9}]{1,40}") {
        let kept = read("uri-redireccion", &json!(text));
        prop_assert_eq!(kept, Ok(Some(FieldValue::One(text))));
    }

    #[test]
    fn a_text_is_kept_without_the_blanks_around_it(text in "[ !-~ñ]{1,40}") {
        let trimmed = text.trim();
        let expected = (!trimmed.is_empty()).then(|| FieldValue::One(trimmed.to_owned()));
        prop_assert_eq!(read("nombre-sistema", &json!(text)), Ok(expected));
    }

    #[test]
    fn yes_and_no_are_taken_as_people_write_them_and_nothing_else(
        word in "(yes|si|sí|no|[a-zñ]{1,6})", capital in any::<bool>()
    ) {
        let typed = if capital { word.to_uppercase() } else { word.clone() };
        // Whatever the accents are; an ñ is no n.
        let expected = match word.as_str() {
            "yes" | "si" | "sí" => Ok(Some(FieldValue::Flag(true))),
            "no" => Ok(Some(FieldValue::Flag(false))),
            _ => Err(1),
        };
        prop_assert_eq!(read("refresh-token", &json!(typed)), expected);
    }

    #[test]
    fn one_of_several_is_kept_by_its_key_and_what_is_none_is_refused(
        typed in "(web|WEB|Web application|aplicacion web|[a-v]{1,6})"
    ) {
        let is_web = typed.to_lowercase().contains("web");
        let expected = if is_web { Ok(Some(FieldValue::One("web".into()))) } else { Err(1) };
        prop_assert_eq!(read("perfil", &json!(typed)), expected);
    }

    #[test]
    fn some_of_several_are_kept_in_their_order_each_once(
        chosen in subsequence(OPTIONS.to_vec(), 1..=6), order in any::<Index>()
    ) {
        let mut typed = [chosen.clone(), chosen.clone()].concat();
        let first = order.index(typed.len());
        typed.rotate_left(first);
        let kept = chosen.into_iter().map(str::to_owned).collect();
        prop_assert_eq!(read("scopes", &json!(typed)), Ok(Some(FieldValue::Many(kept))));
    }

    #[test]
    fn a_list_keeps_what_is_not_blank_to_the_letter(
        typed in proptest::collection::vec("[a-z@. ]{0,6}", 0..6)
    ) {
        let kept = typed.iter().filter(|text| !text.trim().is_empty()).cloned();
        let kept: Vec<String> = kept.collect();
        let expected = (!kept.is_empty()).then_some(FieldValue::Many(kept));
        prop_assert_eq!(read("contactos", &json!(typed)), Ok(expected));
    }

    #[test]
    fn a_secret_is_blanked_out_wherever_a_form_is_cut_or_mistyped(
        at in any::<Index>(), typed in "[=:\"'{}\\[\\],.x\n]{0,2}", cut in any::<bool>()
    ) {
        let text = format!(
            "form = \"anexo-1\" # {SECRET}\ncorreo = \"a@b.bo\"\ntoken-notificacion = \"{SECRET}\"\n\
             client-id = \"k#7\" #{SECRET}#\n"
        );
        let at = at.index(text.len());
        let end = if cut { "" } else { &text[at..] };
        let harmed = text[..at].to_owned() + &typed + end;
        let shown = masked(&harmed, shipped::forms());
        prop_assert!(!shown.contains(SECRET), "{harmed}\n{shown}");
        prop_assert_eq!(shown.len(), harmed.len());
    }
}
