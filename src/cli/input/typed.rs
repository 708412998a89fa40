//! The texts, days and times that arguments give, each checked and typed.

use chrono::{Datelike as _, NaiveDate};

use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::input::checked::{checked, named};
use crate::cli::input::decoding::{self, STANDARD_INPUT_NAMED};
use crate::model::{Actor, Entered, EnteredFault, Line, Moment, Prose, UnitClock};
use crate::text;
use crate::words::{date, find_lookalike, iso, typed_date};

/// The argument that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// One line as given for this argument; `-` reads it from standard input.
pub fn line(env: &mut Env, argument: &'static str, given: &str) -> Result<Line, Failure> {
    entered(env, argument, given, Line::parse)
}

/// Several lines as given for an argument that is repeated; at most one may be `-`.
pub fn lines(
    env: &mut Env,
    argument: &'static str,
    given: &[String],
) -> Result<Vec<Line>, Failure> {
    given.iter().map(|text| line(env, argument, text)).collect()
}

/// A note or a reason as given for this argument; `-` reads it from standard input.
pub fn prose(env: &mut Env, argument: &'static str, given: &str) -> Result<Prose, Failure> {
    entered(env, argument, given, Prose::parse)
}

/// A person as given for this argument; `-` reads the name from standard input.
pub fn actor(env: &mut Env, argument: &'static str, given: &str) -> Result<Actor, Failure> {
    entered(env, argument, given, Actor::parse)
}

/// A text that may be left out, as given for this argument.
pub fn optional<T: Entered>(
    env: &mut Env,
    argument: &'static str,
    given: Option<&str>,
    parse: fn(&str) -> Result<T, EnteredFault>,
) -> Result<Option<T>, Failure> {
    let entered = |given| entered(env, argument, given, parse);
    given.map(entered).transpose()
}

fn entered<T: Entered>(
    env: &mut Env,
    argument: &'static str,
    given: &str,
    parse: fn(&str) -> Result<T, EnteredFault>,
) -> Result<T, Failure> {
    let read = match given {
        STANDARD_INPUT => {
            let bytes = env.input().all(argument, T::MOST)?;
            Some(decoding::text(env, &STANDARD_INPUT_NAMED, bytes)?)
        }
        _ => None,
    };
    part(env, argument, read.as_deref().unwrap_or(given), parse)
}

/// A text as given for this argument, or as a part of it, in which `-` is a text as well.
pub fn part<T: Entered>(
    env: &mut Env,
    argument: &str,
    given: &str,
    parse: fn(&str) -> Result<T, EnteredFault>,
) -> Result<T, Failure> {
    let entered = checked(argument, given, parse)?;
    // A letter that only looks like one of its word: whoever searches for the word misses it.
    if !T::MANY_LINES
        && let Some(letter) = find_lookalike(given)
    {
        let (code, (es, en)) = (letter as u32, named(argument));
        env.say(&text!(
        "en `{es}` hay una letra de otro alfabeto, U+{code:04X}, que parece latina: quien la busque no la encontrará",
        "`{en}` contains a letter of another alphabet, U+{code:04X}, that looks Latin: a search for the Latin letter will not find it"
        ));
    }
    Ok(entered)
}

/// When something happened, as given for this argument and not after now.
pub fn moment(argument: &str, given: &str, clock: UnitClock) -> Result<Moment, Failure> {
    let Some(moment) = typed_moment(given) else {
        return Err(usage!(
            "invalid-date",
            "`{argument} {given}` no es un día como `29/11/2026` o `2026-11-29` ni una hora como `2026-11-29T10:12:00-04:00`",
            "`{argument} {given}` is neither a day such as `29/11/2026` or `2026-11-29` nor a time such as `2026-11-29T10:12:00-04:00`"
        ));
    };
    past(argument, given, moment, clock)
}

/// A moment that was read, unless its year is a slip or it is after now.
pub fn past(
    argument: &str,
    given: &str,
    moment: Moment,
    clock: UnitClock,
) -> Result<Moment, Failure> {
    of_our_time(argument, given, clock.zone.day(&moment))?;
    if clock.is_future(&moment) {
        return Err(future(argument, given, clock.today()));
    }
    Ok(moment)
}

/// The first year that a day can be of without being a slip.
const FIRST_YEAR: i32 = 1900;

/// A day that was read, unless its year is a slip such as 0026.
fn of_our_time(argument: &str, given: &str, day: NaiveDate) -> Result<NaiveDate, Failure> {
    let year = day.year();
    if year >= FIRST_YEAR {
        return Ok(day);
    }
    let failure = usage!(
        "invalid-date",
        "el año de `{argument} {given}` se lee como {year:04}, y ninguno es anterior a {FIRST_YEAR}",
        "the year of `{argument} {given}` is read as {year:04}, and none is before {FIRST_YEAR}"
    );
    let meant = (0..100)
        .contains(&year)
        .then(|| day.with_year(2000 + year))
        .flatten();
    Err(failure.with_nearest(meant.map(iso)))
}

/// A day as people type it, or a time with its offset.
pub fn typed_moment(given: &str) -> Option<Moment> {
    let day = typed_date(given).map(Moment::Day);
    day.or_else(|| Moment::parse(given.trim()).ok())
}

/// A day, as given for this argument.
pub fn day(argument: &str, given: &str) -> Result<NaiveDate, Failure> {
    let day = typed_date(given).ok_or_else(|| {
        usage!(
            "invalid-date",
            "`{argument} {given}` no es un día como `29/11/2026` o `2026-11-29`",
            "`{argument} {given}` is not a day such as `29/11/2026` or `2026-11-29`"
        )
    })?;
    of_our_time(argument, given, day)
}

/// A day that is not after today, as given for this argument.
pub fn past_day(argument: &str, given: &str, now: NaiveDate) -> Result<NaiveDate, Failure> {
    let day = day(argument, given)?;
    if day > now {
        return Err(future(argument, given, now));
    }
    Ok(day)
}

fn future(argument: &str, given: &str, now: NaiveDate) -> Failure {
    let today = date(now);
    usage!(
        "future",
        "`{argument} {given}` está en el futuro",
        "`{argument} {given}` is in the future"
    )
    .with_hint(text!(
        "hoy es `{argument} {today}`",
        "today is `{argument} {today}`";
        today
    ))
}

/// So many days, as given for an option such as `--older`: `10d`, or `10`.
pub fn days(option: &str, typed: Option<&str>) -> Result<Option<u32>, Failure> {
    let Some(typed) = typed else {
        return Ok(None);
    };
    let number = typed.trim().trim_end_matches(['d', 'D']).parse().ok();
    let days = number.filter(|days| (0..=36_500).contains(days));
    days.map(Some).ok_or_else(|| {
        usage!(
            "invalid-days",
            "`{option} {typed}` no es un número de días, como `10d`",
            "`{option} {typed}` is not a number of days, such as `10d`"
        )
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{day, line, lines, moment, prose};
    use crate::cli::env::Env;
    use crate::cli::failure::Failure;
    use crate::model::{UnitClock, Zone};

    #[track_caller]
    fn refused<T: std::fmt::Debug>(found: Result<T, Failure>, es: &str, en: &str) {
        let failure = found.expect_err("it is refused");
        assert_eq!((&*failure.text.es, &*failure.text.en), (es, en));
    }

    #[test]
    fn a_hyphen_stands_for_standard_input() {
        let mut env = Env::fixed(&[], &[]).with_input("Ministerio X\r\n");
        let found = line(&mut env, "--entity", "-").map(|line| line.to_string());
        assert_eq!(found, Ok("Ministerio X".to_owned()));
    }

    #[test]
    fn standard_input_is_read_once_a_call() {
        let mut env = Env::fixed(&[], &[]).with_input("uno");
        line(&mut env, "--title", "-").expect("the first");
        refused(
            lines(&mut env, "--entity", &["a".into(), "-".into()]),
            "`--title` y `--entity` piden ambos la entrada estándar, que se lee una sola vez",
            "`--title` and `--entity` both ask for standard input, which is read once",
        );
    }

    #[test]
    fn standard_input_may_hold_as_much_as_the_text_and_no_more() {
        let read = |input: &str| line(&mut Env::fixed(&[], &[]).with_input(input), "--title", "-");
        for end in ["", "\n", "\r\n"] {
            assert!(read(&format!("{}{end}", "x".repeat(500))).is_ok());
        }
        refused(
            read(&"x".repeat(1024 * 1024)),
            "el texto de `--title` pasa de 500 bytes, el máximo",
            "the text of `--title` exceeds 500 bytes, the most it may have",
        );
    }

    #[test]
    fn a_text_that_is_empty_or_hostile_is_refused_with_its_argument() {
        let mut env = Env::fixed(&[], &[]).with_input(" \n");
        refused(
            prose(&mut env, "--reason", "-"),
            "el texto de `--reason` está vacío",
            "the text of `--reason` is empty",
        );
        refused(
            prose(&mut env, "--note", "uno\n\u{1b}[2J"),
            "el carácter 5 del texto de `--note` es U+001B, que podría alterar la terminal",
            "character 5 of the text of `--note` is U+001B, which could steer a terminal",
        );
    }

    #[test]
    fn a_year_that_nobody_can_mean_is_refused_as_it_was_read() {
        #[track_caller]
        fn case(typed: &str, year: &str, meant: Option<&str>) {
            let clock = UnitClock {
                now: DateTime::parse_from_rfc3339("2026-03-03T02:00:00Z").expect("a time"),
                zone: Zone::la_paz(),
            };
            let failure = moment("--on", typed, clock).expect_err("it is refused");
            let en =
                format!("the year of `--on {typed}` is read as {year}, and none is before 1900");
            assert_eq!(failure.text.en, en);
            let hint = failure.hint.map(|hint| hint.text.en.into_owned());
            assert_eq!(hint, meant.map(|meant| format!("did you mean `{meant}`?")));
            assert_eq!(
                day("--since", typed).is_err(),
                moment("--on", typed, clock).is_err()
            );
        }
        case("29/11/0026", "0026", Some("2026-11-29"));
        case("0026-11-29", "0026", Some("2026-11-29"));
        case("29/02/0024", "0024", Some("2024-02-29"));
        case("31/12/1899", "1899", None);
        assert!(day("--since", "1900-01-01").is_ok());
    }

    #[test]
    fn what_has_not_happened_yet_is_refused() {
        let zone = Zone::la_paz();
        let now = DateTime::parse_from_rfc3339("2026-03-03T02:00:00Z").expect("a time");
        let clock = UnitClock { now, zone };
        assert_eq!(
            moment("--on", " 2/3/2026", clock),
            moment("--on", "2026-03-02", clock)
        );
        refused(
            moment("--on", "03/03/2026", clock),
            "`--on 03/03/2026` está en el futuro",
            "`--on 03/03/2026` is in the future",
        );
        refused(
            moment("--on", "2026-03-03", clock),
            "`--on 2026-03-03` está en el futuro",
            "`--on 2026-03-03` is in the future",
        );
        refused(
            moment("--on", "2/3", clock),
            "`--on 2/3` no es un día como `29/11/2026` o `2026-11-29` ni una hora como `2026-11-29T10:12:00-04:00`",
            "`--on 2/3` is neither a day such as `29/11/2026` or `2026-11-29` nor a time such as `2026-11-29T10:12:00-04:00`",
        );
    }
}
