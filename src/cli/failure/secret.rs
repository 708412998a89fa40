//! Why a text is refused that looks as if it held a secret; the text itself is never repeated.

use crate::cli::failure::{Failure, refused};
use crate::model::Wording;
use crate::words::{SecretLike, Text};

pub fn failure(wording: Wording, like: SecretLike) -> Failure {
    let (place, Text { es, en }) = (place(wording), thing(like));
    let (place_es, place_en) = (place.es, place.en);
    refused!(
        "looks-secret",
        "{place_es} parece contener {es}; el registro se comparte y no puede olvidar",
        "{place_en} looks as if it held {en}; the store is shared and cannot forget",
        "quítelo, o agregue `--not-secret` si no es un secreto: quedará registrado",
        "take it out, or add `--not-secret` if it is not a secret: that will be recorded"
    )
}

const fn place(wording: Wording) -> Text {
    match wording {
        Wording::Note => Text::of("la nota", "the note"),
        Wording::Reason => Text::of("el motivo", "the reason"),
        Wording::Reference => Text::of("la referencia", "the reference"),
        Wording::Entity => Text::of("la entidad", "the entity"),
        Wording::Title => Text::of("el título", "the title"),
        Wording::FileName => Text::of("el nombre del archivo", "the name of the file"),
        Wording::Field => Text::of("un campo del formulario", "a field of the form"),
        Wording::Label => Text::of("la etiqueta", "the label"),
        Wording::Link => Text::of("el vínculo", "the link"),
        Wording::Authority => Text::of("la autorización", "the authority"),
        Wording::Person => Text::of("el nombre de la persona", "the name of the person"),
    }
}

const fn thing(like: SecretLike) -> Text {
    match like {
        SecretLike::PrivateKey => Text::of("una clave privada", "a private key"),
        SecretLike::Token => Text::of("un token", "a token"),
        SecretLike::Password => Text::of("una contraseña o un token", "a password or a token"),
    }
}
