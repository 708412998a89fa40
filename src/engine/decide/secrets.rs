use crate::engine::Refusal;
use crate::model::Wording;
use crate::words::{SecretLike, secret_like};

/// Refuses texts that look as if they held a secret: a store is shared and never forgets.
pub fn refuse_secrets<'t>(
    wordings: impl IntoIterator<Item = (Wording, &'t str)>,
) -> Result<(), Refusal> {
    for (wording, text) in wordings {
        match secret_like(text) {
            Some(SecretLike::Token) if wording == Wording::Field => {}
            Some(like) => return Err(Refusal::LooksSecret { wording, like }),
            None => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::refuse_secrets;
    use crate::engine::Refusal;
    use crate::model::Wording;
    use crate::words::SecretLike;

    const TOKEN: &str = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

    #[test]
    fn words_that_look_like_a_secret_are_refused_with_where_they_stand() {
        let found = refuse_secrets([(Wording::Title, "Pasarela"), (Wording::Note, TOKEN)]);
        let (wording, like) = (Wording::Note, SecretLike::Token);
        assert_eq!(found, Err(Refusal::LooksSecret { wording, like }));
        assert_eq!(refuse_secrets([(Wording::Field, TOKEN)]), Ok(()));
        let address = "https://ana:clave@entidad.gob.bo/";
        assert!(refuse_secrets([(Wording::Field, address)]).is_err());
    }
}
