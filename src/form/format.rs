//! The formats of form values.

use chrono::NaiveDate;
use email_address::{EmailAddress, Options};
use fluent_uri::Iri;
use strum::IntoStaticStr;

use crate::model::Format;

/// Why a text does not have the format of its field.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum FormatFault {
    Email,
    /// Not an address: a scheme, a colon and more.
    Uri,
    /// An address without a host.
    NoHost,
    /// An address with another scheme.
    Scheme(String),
    Query,
    Fragment,
    Blank,
    /// Not a visible ASCII character.
    NoAscii(char),
    TooLong {
        characters: usize,
        most: usize,
    },
    Date,
    Phone,
    IdentityNumber,
}

/// Checks a text against a format. Blanks around it count, as the text is stored unchanged.
pub fn check_format(format: Format, text: &str) -> Result<(), FormatFault> {
    match format {
        Format::Text => Ok(()),
        Format::Email => email(text),
        Format::Uri => uri(text).map(drop),
        Format::HttpsUri => https_uri(text),
        Format::RedirectUri => plain(text),
        Format::ClientId => visible(text, 255),
        Format::Token => visible(text, 2048),
        Format::Date => date(text).map(drop).ok_or(FormatFault::Date),
        Format::Phone => phone(text).then_some(()).ok_or(FormatFault::Phone),
        Format::IdentityNumber => {
            let right = identity_number(text);
            right.then_some(()).ok_or(FormatFault::IdentityNumber)
        }
    }
}

/// RFC 5321 and 5322, without display names and address literals, with a top-level domain.
fn email(text: &str) -> Result<(), FormatFault> {
    let options = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    let parsed = EmailAddress::parse_with_options(text, options);
    let of_host = |one: char| one.is_alphanumeric() || matches!(one, '-' | '.');
    let right = parsed.is_ok_and(|address| address.domain().chars().all(of_host));
    right.then_some(()).ok_or(FormatFault::Email)
}

/// RFC 3986 and, beyond ASCII, RFC 3987: an absolute address.
fn uri(text: &str) -> Result<Iri<&str>, FormatFault> {
    if text.contains(char::is_whitespace) {
        return Err(FormatFault::Blank);
    }
    let address = Iri::parse(text).map_err(|_| FormatFault::Uri)?;
    let host = address.authority().map(|authority| authority.host());
    match host {
        Some(host) if !host.is_empty() => Ok(address),
        Some(_) => Err(FormatFault::NoHost),
        None if is_web(address.scheme().as_str()) => Err(FormatFault::NoHost),
        None => Ok(address),
    }
}

fn https_uri(text: &str) -> Result<(), FormatFault> {
    plain(text)?;
    https(text)
}

/// An address that uses https; query and fragment are allowed.
pub fn https(text: &str) -> Result<(), FormatFault> {
    let address = uri(text)?;
    let scheme = address.scheme().as_str();
    match scheme.eq_ignore_ascii_case("https") {
        true => Ok(()),
        false => Err(FormatFault::Scheme(scheme.to_owned())),
    }
}

/// Not a web address: the activity of a mobile application, or an address with its own scheme.
pub fn app_activity(text: &str) -> Result<(), FormatFault> {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    match is_web(scheme) {
        true => Err(FormatFault::Scheme(scheme.to_owned())),
        false => Ok(()),
    }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// A text without query, fragment and blanks; nothing else is refused (annex 2, "special
/// characters").
fn plain(text: &str) -> Result<(), FormatFault> {
    let is_refused = |one: &char| matches!(one, '?' | '#') || one.is_whitespace();
    match text.chars().find(is_refused) {
        Some('?') => Err(FormatFault::Query),
        Some('#') => Err(FormatFault::Fragment),
        Some(_) => Err(FormatFault::Blank),
        None => Ok(()),
    }
}

/// The visible characters of ASCII (RFC 6749, appendix A, without the blank).
fn visible(text: &str, most: usize) -> Result<(), FormatFault> {
    let characters = text.chars().count();
    if characters > most {
        return Err(FormatFault::TooLong { characters, most });
    }
    match text.chars().find(|character| !character.is_ascii_graphic()) {
        Some(character) if character.is_whitespace() => Err(FormatFault::Blank),
        Some(character) => Err(FormatFault::NoAscii(character)),
        None => Ok(()),
    }
}

/// A day as `2026-03-02`, in exactly four, two and two digits.
pub fn date(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    day.filter(|_| shaped)
}

/// 7 to 15 digits (ITU-T E.164) with grouping signs, and an optional extension.
fn phone(text: &str) -> bool {
    let lower = text.to_lowercase();
    let extended = lower.split_once("int").or_else(|| lower.split_once("ext"));
    let number = extended.map_or(&*lower, |(number, _)| number);
    let extension = extended.map(|(_, extension)| extension);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let grouped = number.trim().trim_start_matches('+');
    let of_number = |one: char| one.is_ascii_digit() || " -()./".contains(one);
    let is_extension = extension.is_none_or(|extension| {
        let digits = extension.trim_start_matches(['.', ' ', ':']).trim_end();
        (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    grouped.chars().all(of_number) && is_extension && (7..=15).contains(&digits)
}

/// 4 to 10 digits, with `E-` before a foreigner's, an optional complement (`-1B`) and an optional
/// place of issue (`LP`).
fn identity_number(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix("E-").unwrap_or(&text);
    let end = text.find(|character: char| !character.is_ascii_digit());
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    let (complement, issued) = match rest.strip_prefix('-') {
        Some(rest) => rest
            .split_once(' ')
            .map_or((Some(rest), ""), |(one, other)| (Some(one), other)),
        None => (None, rest),
    };
    let is_complement = complement.is_none_or(|complement| {
        complement.len() == 2 && complement.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let issued = issued.trim().trim_end_matches('.');
    let is_issued = issued.is_empty()
        || ((2..=3).contains(&issued.len())
            && issued.bytes().all(|byte| byte.is_ascii_uppercase()));
    (4..=10).contains(&digits.len()) && is_complement && is_issued
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{FormatFault, app_activity, check_format, date, https};
    use crate::model::Format;

    #[track_caller]
    fn right(format: Format, texts: &[&str]) {
        for text in texts {
            assert_eq!(check_format(format, text), Ok(()), "{text}");
        }
    }

    #[track_caller]
    fn wrong(format: Format, fault: &FormatFault, texts: &[&str]) {
        for text in texts {
            assert_eq!(check_format(format, text).as_ref(), Err(fault), "{text}");
        }
    }

    #[test]
    fn e_mails() {
        right(
            Format::Email,
            &[
                "ana.quispe@entidad.gob.bo",
                "a@b.bo",
                "sistemas+pruebas@entidad.gob.bo",
                "o'connor@entidad.gob.bo",
                "soporte_1@sub.dominio.entidad.gob.bo",
                "ANA@ENTIDAD.GOB.BO",
                "1@2.bo",
                "\"ana quispe\"@entidad.gob.bo",
                "ñusta@entidad.gob.bo",
                "ana@ñandú.bo",
                "ana@xn--and-6ma2c.bo",
            ],
        );
        wrong(
            Format::Email,
            &FormatFault::Email,
            &[
                "ana",
                "ana@",
                "@entidad.gob.bo",
                "ana@entidad",
                "ana@@entidad.gob.bo",
                "ana@entidad..bo",
                "ana@.bo",
                ".ana@entidad.gob.bo",
                "ana.@entidad.gob.bo",
                "ana..quispe@entidad.gob.bo",
                "ana quispe@entidad.gob.bo",
                " ana@entidad.gob.bo",
                "ana@entidad.gob.bo ",
                "Ana <ana@entidad.gob.bo>",
                "ana@[10.0.0.1]",
                "ana@-entidad.bo",
                "ana@entidad-.bo",
                "ana@enti_dad.bo",
                "ana,luis@entidad.gob.bo",
                "ana@entidad.gob.bo;luis@entidad.gob.bo",
                "mailto:ana@entidad.gob.bo",
            ],
        );
        let long = format!("{}@entidad.gob.bo", "a".repeat(65));
        wrong(Format::Email, &FormatFault::Email, &[&long]);
    }

    #[test]
    fn addresses() {
        right(
            Format::Uri,
            &[
                "https://entidad.gob.bo/vuelta",
                "http://10.0.0.7:8080/aviso?app=1",
                "https://[2001:db8::1]/a",
                "https://entidad.gob.bo/trámite",
                "bo.gob.entidad:/vuelta",
                "urn:ietf:wg:oauth:2.0:oob",
            ],
        );
        let uri = FormatFault::Uri;
        wrong(
            Format::Uri,
            &uri,
            &[
                "entidad.gob.bo",
                "/vuelta",
                "//entidad.gob.bo/vuelta",
                "https://entidad.gob.bo/<a>",
                "https://entidad.gob.bo/%zz",
                "https://entidad.gob.bo:puerto/",
                "1https://entidad.gob.bo",
                "https:\\\\entidad.gob.bo\\a",
            ],
        );
        wrong(
            Format::Uri,
            &FormatFault::NoHost,
            &["https:///a", "https:a", "http:/a"],
        );
        let blank = [
            "https://entidad.gob.bo/a b",
            " https://entidad.gob.bo/",
            "https://e.bo/\t",
        ];
        wrong(Format::Uri, &FormatFault::Blank, &blank);
    }

    #[test]
    fn redirect_addresses_have_neither_query_nor_fragment_nor_blank_and_may_have_all_else() {
        let right_ones = [
            "https://entidad.gob.bo/vuelta",
            "https://entidad.gob.bo",
            "HTTPS://Entidad.gob.bo/Vuelta/",
            "https://entidad.gob.bo:8443/a;b=1/c@d/~e/%7Ef/(g)/trámite",
            "https://localhost/vuelta",
        ];
        right(Format::HttpsUri, &right_ones);
        right(Format::RedirectUri, &right_ones);
        right(
            Format::RedirectUri,
            &[
                "bo.gob.entidad.app.VueltaActivity",
                "bo.gob.entidad/.Vuelta",
                "bo.gob.app:/vuelta",
            ],
        );
        for format in [Format::HttpsUri, Format::RedirectUri] {
            wrong(
                format,
                &FormatFault::Query,
                &["https://e.bo/?", "https://e.bo/a?b=1#c", "https://e.bo?a"],
            );
            wrong(
                format,
                &FormatFault::Fragment,
                &["https://e.bo/#", "https://e.bo/a#b?c"],
            );
            wrong(
                format,
                &FormatFault::Blank,
                &["https://e.bo/a b", "https://e.bo/\u{a0}"],
            );
        }
        let found = |found: &str| FormatFault::Scheme(found.into());
        wrong(
            Format::HttpsUri,
            &found("http"),
            &["http://entidad.gob.bo/vuelta"],
        );
        wrong(
            Format::HttpsUri,
            &found("httpss"),
            &["httpss://entidad.gob.bo/vuelta"],
        );
        wrong(
            Format::HttpsUri,
            &FormatFault::Uri,
            &["entidad.gob.bo/vuelta"],
        );
        assert_eq!(https("HTTPS://e.bo/?a"), Ok(()));
        assert_eq!(app_activity("Https://e.bo/a"), Err(found("Https")));
        assert_eq!(app_activity("bo.gob.app:/vuelta"), Ok(()));
    }

    #[test]
    fn client_ids_and_tokens_are_visible_ascii() {
        right(
            Format::ClientId,
            &["k7Yx_1-2.3~", "0f8fad5b-d9cd-469f-a165-70867728950e"],
        );
        right(Format::Token, &["Bearer:abc/def+ghi=", "!"]);
        wrong(
            Format::Token,
            &FormatFault::Blank,
            &["a b", "a\u{a0}b", " a"],
        );
        wrong(Format::ClientId, &FormatFault::NoAscii('ñ'), &["añb"]);
        let (characters, most) = (256, 255);
        let long = "x".repeat(256);
        wrong(
            Format::ClientId,
            &FormatFault::TooLong { characters, most },
            &[&long],
        );
    }

    #[test]
    fn days() {
        right(Format::Date, &["1990-02-28", "2024-02-29"]);
        wrong(
            Format::Date,
            &FormatFault::Date,
            &[
                "28/02/1990",
                "1990-2-28",
                "1990-02-29",
                "1990-02-28T00:00:00",
                "+1990-02-28",
                "90-02-28",
                "",
            ],
        );
    }

    #[test]
    fn phones() {
        right(
            Format::Phone,
            &[
                "2184026",
                "22184026",
                "71234567",
                "+591 2 2184026",
                "(591) 2-218-4026",
                "2184026 int. 101",
                "2184026 Ext 7",
            ],
        );
        wrong(
            Format::Phone,
            &FormatFault::Phone,
            &[
                "",
                "123456",
                "1234567890123456",
                "2184026 / ana",
                "dos",
                "2184026 int.",
                "2184026 int. 1234567",
            ],
        );
    }

    #[test]
    fn identity_numbers() {
        right(
            Format::IdentityNumber,
            &[
                "4839201",
                "4839201 LP",
                "4839201-1B",
                "4839201-1b lp",
                "E-10234567",
                "123456 SCZ",
                "4839201 LP.",
            ],
        );
        wrong(
            Format::IdentityNumber,
            &FormatFault::IdentityNumber,
            &[
                "",
                "LP 4839201",
                "48392O1",
                "4839201-1",
                "4839201-1BC",
                "4839201 La Paz",
                "123",
                "12345678901",
                "4.839.201",
            ],
        );
    }

    proptest! {
        #[test]
        fn no_text_whatever_makes_a_check_fail_to_answer(text in "\\PC{0,60}") {
            for format in <Format as strum::VariantArray>::VARIANTS {
                let _ = check_format(*format, &text);
            }
        }

        #[test]
        fn an_address_that_passes_has_none_of_the_special_characters(
            text in "(https|http|HTTPS)://[a-z.]{1,9}[/a-zñ?# :;=%.-]{0,12}"
        ) {
            if check_format(Format::HttpsUri, &text).is_ok() {
                prop_assert!(!text.contains(['?', '#', ' ']));
                prop_assert!(text[..8].eq_ignore_ascii_case("https://"));
            }
        }

        #[test]
        fn a_day_that_passes_is_written_in_one_way_alone(text in "[0-9]{3,5}[-/][0-9]{1,2}[-/][0-9]{1,2}") {
            if let Some(day) = date(&text) {
                prop_assert_eq!(day.format("%Y-%m-%d").to_string(), text);
            }
        }

        #[test]
        fn a_token_passes_if_it_is_visible_ascii(text in "[ -~ñ\\t]{1,20}") {
            let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
            prop_assert_eq!(check_format(Format::Token, &text).is_ok(), visible);
        }

        #[test]
        fn an_e_mail_address_that_passes_has_one_sign_between_a_name_and_a_host_with_a_domain(
            text in "[a-z.\"@ ]{0,6}@?[a-z@.-]{0,8}"
        ) {
            if check_format(Format::Email, &text).is_ok() {
                let (name, host) = text.rsplit_once('@').expect("it has the sign");
                prop_assert!(!name.is_empty() && !host.starts_with(['.', '-']));
                prop_assert!(host.trim_end_matches('.').contains('.') && !host.contains(".."));
            }
        }

        #[test]
        fn a_redirect_address_passes_whatever_it_is_without_three_signs(
            text in "[a-zA-Z:/.?#ñ@%\\[\\]\" \t\u{a0}]{1,20}"
        ) {
            let special = text.contains(['?', '#']) || text.contains(char::is_whitespace);
            prop_assert_eq!(check_format(Format::RedirectUri, &text).is_ok(), !special);
        }

        #[test]
        fn a_client_id_passes_up_to_255_signs(text in "[!-~]{1,400}") {
            let right = check_format(Format::ClientId, &text).is_ok();
            prop_assert_eq!(right, text.len() <= 255);
        }

        #[test]
        fn an_identity_number_passes_by_its_parts(
            number in "[0-9]{1,14}", complement in "(-[A-Z0-9]{1,3})?", issued in "( [A-Z]{1,4})?"
        ) {
            let parts = (4..=10).contains(&number.len())
                && [0, 3].contains(&complement.len())
                && [0, 3, 4].contains(&issued.len());
            let text = number + &complement + &issued;
            prop_assert_eq!(check_format(Format::IdentityNumber, &text).is_ok(), parts, "{}", text);
        }

        #[test]
        fn a_phone_that_passes_has_7_to_15_digits(text in "[+()0-9 ./-]{0,24}") {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            if check_format(Format::Phone, &text).is_ok() {
                prop_assert!((7..=15).contains(&digits));
            }
        }
    }
}
