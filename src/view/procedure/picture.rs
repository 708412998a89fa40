//! The flow of a procedure drawn with characters.

use std::collections::BTreeSet;

use crate::model::{Activity, ActivityNumber, Answer, Procedure, Question, ResultKey, RoleId};
use crate::text;
use crate::view::each::each;
use crate::view::page::sign::{LOOP, RETURN, Sign};
use crate::view::procedure::course::Course;
use crate::view::procedure::lanes::Lanes;
use crate::view::{Look, cut, one_line, packed, width};
use crate::words::{Text, listed, series};

/// The flow of a procedure drawn downwards, one line for each activity, with a legend.
pub fn picture(procedure: &Procedure, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut picture = Picture {
        procedure,
        look: Look { width, ..look },
        course: Course::of(procedure),
        lanes: Lanes::default(),
        lines: Vec::new(),
        signs: BTreeSet::new(),
    };
    for number in picture.course.order.clone() {
        picture.draw(number);
    }
    picture.laid_out()
}

struct Picture<'a> {
    procedure: &'a Procedure,
    look: Look,
    course: Course,
    lanes: Lanes,
    lines: Vec<Line>,
    signs: BTreeSet<Sign>,
}

struct Line {
    lanes: String,
    /// The lanes beside further lines of its text.
    below: String,
    beside: Beside,
}

/// The text beside the lanes.
enum Beside {
    Activity(ActivityNumber),
    /// What follows, in parts, with the answers.
    Remark(Vec<String>),
}

impl Picture<'_> {
    fn draw(&mut self, number: ActivityNumber) {
        let Some(activity) = self.procedure.activity(number) else {
            return;
        };
        let sign = sign_of(activity);
        let (column, lanes) = self.lanes.mark(number, sign.mark());
        self.signs.insert(sign);
        self.add(lanes, Beside::Activity(number));
        let connected = self.lanes.lead_on(column, &self.targets(number));
        if let Some(row) = &connected {
            self.note_signs_in(row);
        }
        let remark = self.remark(activity);
        if connected.is_some() || !remark.is_empty() {
            let lanes = connected.unwrap_or_else(|| self.lanes.passing_by());
            self.add(lanes, Beside::Remark(remark));
        }
    }

    fn add(&mut self, lanes: String, beside: Beside) {
        let below = self.lanes.passing_by();
        self.lines.push(Line {
            lanes,
            below,
            beside,
        });
    }

    /// The targets of an activity, the one drawn last first.
    fn targets(&self, from: ActivityNumber) -> Vec<ActivityNumber> {
        let mut targets: Vec<ActivityNumber> = self.course.onward(from).collect();
        let order = &self.course.order;
        targets.sort_by_key(|target| order.iter().rposition(|one| one == target));
        targets.reverse();
        targets
    }

    fn note_signs_in(&mut self, row: &str) {
        for (characters, sign) in [(['┬', '╮', '╭'], Sign::Fork), (['┴', '╯', '┤'], Sign::Join)]
        {
            if row.contains(characters) {
                self.signs.insert(sign);
            }
        }
        if row.contains("─│") {
            self.signs.insert(Sign::Crossing);
        }
    }

    /// What follows, if it needs words: parallel flows, answers, ends.
    fn remark(&mut self, activity: &Activity) -> Vec<String> {
        match &activity.question {
            Some(question) => self.question_remark(activity, question),
            None if activity.next.len() > 1 => {
                let next = self.leads(activity.number, &activity.next);
                let next = listed(&next, self.look.language);
                vec![self.word(&text!("en paralelo: {next}", "in parallel: {next}"))]
            }
            None => Vec::new(),
        }
    }

    fn question_remark(&mut self, activity: &Activity, question: &Question) -> Vec<String> {
        let mut parts = Vec::new();
        if !activity.next.is_empty() {
            let next = series(&self.leads(activity.number, &activity.next));
            parts.push(self.word(&text!("siempre → {next}", "always → {next}")));
        }
        parts.push(one_line(&question.text, self.look.language));
        if question.many {
            parts.push(self.word(&Text::of("(una o varias)", "(one or more)")));
        }
        for answer in &question.answers {
            parts.push(self.answer_remark(activity, answer));
        }
        parts
    }

    fn answer_remark(&mut self, activity: &Activity, answer: &Answer) -> String {
        let label = one_line(&answer.title, self.look.language);
        if !answer.next.is_empty() {
            let next = series(&self.leads(activity.number, &answer.next));
            let arrow = if next.starts_with(LOOP) { "" } else { "→ " };
            return format!("{label} {arrow}{next}");
        }
        if !activity.next.is_empty() {
            let nothing = self.word(&Text::of("nada más", "nothing more"));
            return format!("{label}: {nothing}");
        }
        let end = self.end(answer.result.as_ref().or(activity.result.as_ref()));
        format!("{label} {end}")
    }

    fn end(&mut self, result: Option<&ResultKey>) -> String {
        self.signs.insert(Sign::End);
        let named = result.filter(|key| !is_plain(key));
        let ending = named.and_then(|key| self.procedure.ending(key));
        let end = ending.map_or(&END, |ending| &ending.title);
        format!("{} {}", Sign::End.mark(), one_line(end, self.look.language))
    }

    fn word(&self, words: &Text) -> String {
        words.get(self.look.language).to_owned()
    }

    /// Activity numbers; those that loop back are marked.
    fn leads(&mut self, from: ActivityNumber, to: &[ActivityNumber]) -> Vec<String> {
        each(to, |target| match self.course.loops(from, *target) {
            true => {
                self.signs.insert(Sign::Loop);
                format!("{LOOP} {target}")
            }
            false => target.to_string(),
        })
    }

    /// The loops, returns and end of an activity.
    fn turns(&mut self, activity: &Activity) -> String {
        let mut turns = Vec::new();
        let back: Vec<_> = self.course.back(activity.number).collect();
        if let ([only], [_], None) = (&back[..], &activity.next[..], &activity.question) {
            turns.push(format!("{LOOP} {only}"));
            self.signs.insert(Sign::Loop);
        }
        let from: Vec<_> = self.course.back_from(activity.number).collect();
        if !from.is_empty() {
            let from = series(&from);
            turns.push(self.word(&text!("{LOOP} de {from}", "{LOOP} from {from}")));
            self.signs.insert(Sign::LoopFrom);
        }
        if !activity.review.is_empty() {
            turns.push(format!("{RETURN} {}", series(&activity.review)));
            self.signs.insert(Sign::Return);
        }
        let named = activity.result.as_ref().filter(|key| !is_plain(key));
        if ends(activity) && (named.is_some() || !activity.review.is_empty()) {
            turns.push(self.end(named));
        }
        turns.join("  ")
    }
}

fn sign_of(activity: &Activity) -> Sign {
    match (activity.review.is_empty(), &activity.question) {
        (true, None) if ends(activity) => Sign::End,
        (true, None) => Sign::Activity,
        (true, Some(_)) => Sign::Question,
        (false, None) => Sign::Review,
        (false, Some(_)) => Sign::ReviewWithQuestion,
    }
}

/// Whether it is the usual end, which needs no name.
fn is_plain(key: &ResultKey) -> bool {
    *key == ResultKey::finished()
}

/// Whether an activity ends the case: nothing follows and nothing is asked.
fn ends(activity: &Activity) -> bool {
    activity.next.is_empty() && activity.question.is_none()
}

/// The fewest columns of a picture.
const NARROWEST: usize = 24;
static END: Text = Text::of("fin", "end");

/// The widths of the columns of a picture.
struct Columns {
    lanes: usize,
    number: usize,
    title: usize,
    /// 0 if there is no room for it.
    role: usize,
}

/// The fewest columns of a title; the roles are left out if it had less.
const TITLE: usize = 20;

impl Picture<'_> {
    fn laid_out(mut self) -> String {
        let columns = self.columns();
        let mut drawn = String::new();
        for line in std::mem::take(&mut self.lines) {
            for row in self.rows(&line, &columns) {
                drawn.push_str(row.trim_end());
                drawn.push('\n');
            }
        }
        drawn.push('\n');
        for line in self.legend() {
            drawn.push_str(&line);
            drawn.push('\n');
        }
        drawn
    }

    fn columns(&mut self) -> Columns {
        let lanes = self.lines.iter().map(|line| width(&line.lanes)).max();
        let lanes = lanes.unwrap_or(0).min(self.look.width / 2);
        let number = self.procedure.activities.len().to_string().len();
        let roles = self.procedure.activities.iter().map(roles);
        let role = roles.map(|roles| width(&roles)).max().unwrap_or(0);
        let rest = self.look.width.saturating_sub(lanes + number + 4);
        let (title, role) = match rest >= TITLE + 2 + role {
            true if self.look.width == Look::ENDLESS => (self.longest(), role),
            true => (rest - 2 - role, role),
            false => (rest.max(2), 0),
        };
        Columns {
            lanes,
            number,
            title,
            role,
        }
    }

    /// The columns of the longest title with what turns back from it.
    fn longest(&mut self) -> usize {
        let procedure = self.procedure;
        let columns = procedure.activities.iter().map(|activity| {
            let title = one_line(&activity.title, self.look.language);
            width(&title) + 2 + width(&self.turns(activity))
        });
        columns.max().unwrap_or(0)
    }

    fn rows(&mut self, line: &Line, columns: &Columns) -> Vec<String> {
        let lanes = padded(&cut(&line.lanes, columns.lanes), columns.lanes);
        match &line.beside {
            Beside::Activity(number) => {
                let activity = self.procedure.activity(*number);
                let beside = activity.map(|activity| self.beside(activity, columns));
                vec![format!("{lanes}  {}", beside.unwrap_or_default())]
            }
            Beside::Remark(remark) => {
                let room = match self.look.width {
                    Look::ENDLESS => Look::ENDLESS,
                    _ if columns.role > 0 => columns.title + columns.role + 2,
                    _ => columns.title,
                };
                let mut lines = packed(remark, room);
                lines.resize(lines.len().max(1), String::new());
                let below = padded(&cut(&line.below, columns.lanes), columns.lanes);
                let left = std::iter::once(&lanes).chain(std::iter::repeat(&below));
                let blank = " ".repeat(columns.number + 4);
                each(left.zip(lines), |(lanes, text)| {
                    format!("{lanes}{blank}{text}")
                })
            }
        }
    }

    fn beside(&mut self, activity: &Activity, columns: &Columns) -> String {
        let mut turns = self.turns(activity);
        if !turns.is_empty() {
            turns.insert_str(0, "  ");
        }
        let title = one_line(&activity.title, self.look.language);
        let room = columns.title.saturating_sub(width(&turns));
        let title = cut(&format!("{}{turns}", cut(&title, room)), columns.title);
        let title = padded(&title, columns.title);
        let number = activity.number.get();
        let role = match columns.role {
            0 => String::new(),
            _ => roles(activity),
        };
        format!("{number:>place$}  {title}  {role}", place = columns.number)
    }

    fn legend(&self) -> Vec<String> {
        let signs = each(&self.signs, |sign| self.word(&sign.meaning()));
        packed(&signs, self.look.width)
    }
}

/// The keys of its roles.
fn roles(activity: &Activity) -> String {
    each(&activity.roles, RoleId::as_str).join("/")
}

fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::picture;
    use crate::model::Procedure;
    use crate::testing::procedures::{procedure, step, transfer};
    use crate::view::Look;
    use crate::words::Language;

    #[track_caller]
    fn case(procedure: &Procedure, language: Language, width: usize, expected: &str) {
        let drawn = picture(procedure, Look { language, width });
        assert_eq!(drawn, expected, "\n{drawn}");
    }

    fn es(procedure: &Procedure, expected: &str) {
        case(procedure, Language::Spanish, 72, expected);
    }

    #[test]
    fn a_line_runs_straight_down() {
        es(
            &procedure([step(1), step(2), step(3)]),
            "\
●  1  Hacer lo de 1                                            jefe-ugat
●  2  Hacer lo de 2                                            jefe-ugat
◎  3  Hacer lo de 3                                            jefe-ugat

● actividad   ◎ fin
",
        );
    }

    #[test]
    fn parallel_branches_open_and_join() {
        es(
            &procedure([
                step(1).next([2, 3, 4]),
                step(2).next([5]),
                step(3).next([5]),
                step(4),
                step(5),
            ]),
            "\
●      1  Hacer lo de 1                                        jefe-ugat
├─┬─╮     en paralelo: 2, 3 y 4
│ │ ●  2  Hacer lo de 2                                        jefe-ugat
│ ● │  3  Hacer lo de 3                                        jefe-ugat
│ ├─╯
● │    4  Hacer lo de 4                                        jefe-ugat
├─╯
◎      5  Hacer lo de 5                                        jefe-ugat

● actividad   ◎ fin   ├─╮ se abre   ├─╯ se une
",
        );
    }

    #[test]
    fn a_question_says_where_each_answer_leads() {
        es(
            &procedure([
                step(1).asks([("yes", &[2]), ("no", &[3])]),
                step(2),
                step(3),
            ]),
            "\
◇    1  Hacer lo de 1                                          jefe-ugat
├─╮     ¿Está bien?   sí → 2   no → 3
│ ●  2  Hacer lo de 2                                          jefe-ugat
├─╯
◎    3  Hacer lo de 3                                          jefe-ugat

● actividad   ◇ pregunta   ◎ fin   ├─╮ se abre   ├─╯ se une
",
        );
    }

    #[test]
    fn a_loop_is_noted_at_both_ends() {
        es(
            &procedure([
                step(1),
                step(2).asks([("yes", &[3]), ("no", &[5])]),
                step(3),
                step(4).next([2]),
                step(5).asks([("yes", &[6]), ("no", &[5])]),
                step(6),
            ]),
            "\
●    1  Hacer lo de 1                                          jefe-ugat
◇    2  Hacer lo de 2  ↺ de 4                                  jefe-ugat
├─╮     ¿Está bien?   sí → 3   no → 5
│ ●  3  Hacer lo de 3                                          jefe-ugat
│ ●  4  Hacer lo de 4  ↺ 2                                     jefe-ugat
◇    5  Hacer lo de 5  ↺ de 5                                  jefe-ugat
│       ¿Está bien?   sí → 6   no ↺ 5
◎    6  Hacer lo de 6                                          jefe-ugat

● actividad   ◇ pregunta   ◎ fin   ├─╮ se abre   ↺ n vuelve a n
↺ de n: se vuelve desde n
",
        );
    }

    #[test]
    fn a_review_names_what_it_may_return_to() {
        es(
            &procedure([
                step(1),
                step(2).review([1]),
                step(3).review([1, 2]).asks([("yes", &[4]), ("no", &[])]),
                step(4).review([1]),
            ]),
            "\
●  1  Hacer lo de 1                                            jefe-ugat
◆  2  Hacer lo de 2  ↶ 1                                       jefe-ugat
◈  3  Hacer lo de 3  ↶ 1, 2                                    jefe-ugat
│     ¿Está bien?   sí → 4   no ◎ fin
◆  4  Hacer lo de 4  ↶ 1  ◎ fin                                jefe-ugat

● actividad   ◆ revisión   ◈ revisión con pregunta   ◎ fin
↶ n puede devolver a n
",
        );
    }

    #[test]
    fn an_answer_may_end_the_case_early() {
        es(
            &procedure([
                step(1)
                    .asks([("yes", &[2]), ("no", &[]), ("other", &[])])
                    .result(1, "concluded"),
                step(2).asks([("yes", &[3]), ("no", &[])]).next([3]),
                step(3),
            ]),
            "\
◇  1  Hacer lo de 1                                            jefe-ugat
│     ¿Está bien?   sí → 2   no ◎ Servicio concluido   other ◎ fin
◇  2  Hacer lo de 2                                            jefe-ugat
│     siempre → 3   ¿Está bien?   sí → 3   no: nada más
◎  3  Hacer lo de 3                                            jefe-ugat

◇ pregunta   ◎ fin
",
        );
    }

    #[test]
    fn several_answers_at_once_are_said_to_be_allowed() {
        es(
            &procedure([
                step(1)
                    .asks([
                        ("cd", &[2]),
                        ("iop", &[2]),
                        ("ppe", &[3]),
                        ("other", &[3, 4]),
                    ])
                    .many(),
                step(2).by(["uit", "upat"]).next([5]),
                step(3).next([5]),
                step(4),
                step(5),
            ]),
            "\
◇      1  Hacer lo de 1                                        jefe-ugat
├─┬─╮     ¿Está bien?   (una o varias)   cd → 2   iop → 2   ppe → 3
│ │ │     other → 3, 4
│ │ ●  2  Hacer lo de 2                                        uit/upat
│ ● │  3  Hacer lo de 3                                        jefe-ugat
│ ├─╯
● │    4  Hacer lo de 4                                        jefe-ugat
├─╯
◎      5  Hacer lo de 5                                        jefe-ugat

● actividad   ◇ pregunta   ◎ fin   ├─╮ se abre   ├─╯ se une
",
        );
    }

    #[test]
    fn the_transfer_of_solutions_fits_on_one_screen() {
        case(
            &transfer(),
            Language::Spanish,
            80,
            "\
●             1  Hacer lo de 1                               unidad-sustantiva
●             2  Hacer lo de 2                               jefe-ugat
●             3  Hacer lo de 3                               responsable-ait
●             4  Elaborar el plan de transferencia y aprob…  profesional-ait
├─┬─┬─╮          en paralelo: 5, 16, 17 y 19
│ │ │ ◇       5  Hacer lo de 5                               profesional-ait
│ │ │ ├─┬─╮      siempre → 6   ¿Está bien?   sí → 7   no → 15
│ │ │ │ │ ●   6  Hacer lo de 6                               entidad-solicitante
│ │ │ │ ● │   7  Hacer lo de 7                               profesional-ait
│ │ │ │ ◆ │   8  Hacer lo de 8  ↶ 7                          responsable-ait
│ │ │ │ ◆ │   9  Hacer lo de 9  ↶ 7                          jefe-ugat
│ │ │ │ ├─╯
│ │ ● │ │    16  Hacer lo de 16                              profesional-ait
│ │ ├─│─╯
│ │ ● │      10  Hacer lo de 10  ↺ de 11                     uit
│ │ ◇ │      11  Hacer lo de 11                              profesional-ait
│ │ │ │          ¿Está bien?   sí → 12   no ↺ 10
│ │ ● │      12  Hacer lo de 12                              profesional-ait
│ │ ◆ │      13  Hacer lo de 13  ↶ 12                        responsable-ait
│ │ ◆ │      14  Hacer lo de 14  ↶ 12                        jefe-ugat
│ │ ├─╯
│ │ ●        15  Hacer lo de 15                              uit
│ ● │        17  Hacer lo de 17                              upat
│ ● │        18  Hacer lo de 18                              upat
│ ├─╯
● │          19  Hacer lo de 19                              upat
├─╯
●            20  Hacer lo de 20                              jefe-ugat
◆            21  Hacer lo de 21  ↶ 15, 18, 19                responsable-ait
●            22  Hacer lo de 22                              profesional-ait
●            23  Hacer lo de 23                              profesional-ait
◆            24  Hacer lo de 24  ↶ 22, 23                    responsable-ait
◆            25  Hacer lo de 25  ↶ 22, 23                    jefe-ugat
◆            26  Hacer lo de 26  ↶ 23                        dge
◎            27  Hacer lo de 27                              entidad-solicitante

● actividad   ◇ pregunta   ◆ revisión   ◎ fin   ├─╮ se abre   ├─╯ se une
─│─ cruza sin unirse   ↺ n vuelve a n   ↺ de n: se vuelve desde n
↶ n puede devolver a n
",
        );
    }

    #[test]
    fn a_narrow_terminal_cuts_titles_and_drops_roles() {
        case(
            &transfer(),
            Language::English,
            40,
            "\
●             1  Do the work of 1
●             2  Do the work of 2
●             3  Do the work of 3
●             4  Draw up the transfer p…
├─┬─┬─╮          in parallel: 5, 16, 17
│ │ │ │          and 19
│ │ │ ◇       5  Do the work of 5
│ │ │ ├─┬─╮      always → 6
│ │ │ │ │ │      Is it right?   yes → 7
│ │ │ │ │ │      no → 15
│ │ │ │ │ ●   6  Do the work of 6
│ │ │ │ ● │   7  Do the work of 7
│ │ │ │ ◆ │   8  Do the work of 8  ↶ 7
│ │ │ │ ◆ │   9  Do the work of 9  ↶ 7
│ │ │ │ ├─╯
│ │ ● │ │    16  Do the work of 16
│ │ ├─│─╯
│ │ ● │      10  Do the work…  ↺ from 11
│ │ ◇ │      11  Do the work of 11
│ │ │ │          Is it right?   yes → 12
│ │ │ │          no ↺ 10
│ │ ● │      12  Do the work of 12
│ │ ◆ │      13  Do the work of 13  ↶ 12
│ │ ◆ │      14  Do the work of 14  ↶ 12
│ │ ├─╯
│ │ ●        15  Do the work of 15
│ ● │        17  Do the work of 17
│ ● │        18  Do the work of 18
│ ├─╯
● │          19  Do the work of 19
├─╯
●            20  Do the work of 20
◆            21  Do the w…  ↶ 15, 18, 19
●            22  Do the work of 22
●            23  Do the work of 23
◆            24  Do the work…  ↶ 22, 23
◆            25  Do the work…  ↶ 22, 23
◆            26  Do the work of 26  ↶ 23
◎            27  Do the work of 27

● activity   ◇ question   ◆ review
◎ end   ├─╮ forks   ├─╯ joins
─│─ crosses, does not join
↺ n goes back to n
↺ from n: n goes back here
↶ n may return it to n
",
        );
    }

    #[test]
    fn more_lanes_than_fit_are_cut_and_nothing_steers_the_terminal() {
        let wide = procedure([
            step(1)
                .titled("a\u{1b}[2J電子\nb", "a")
                .next([2, 3, 4, 5, 6, 7, 8]),
            step(2).next([9]),
            step(3).next([9]),
            step(4).next([9]),
            step(5).next([9]),
            step(6).next([9]),
            step(7).next([9]),
            step(8),
            step(9),
        ]);
        case(
            &wide,
            Language::Spanish,
            60,
            "\
●              1  a\\u{1b}[2J電子 b                 jefe-ugat
├─┬─┬─┬─┬─┬─╮     en paralelo: 2, 3, 4, 5, 6, 7 y 8
│ │ │ │ │ │ ●  2  Hacer lo de 2                    jefe-ugat
│ │ │ │ │ ● │  3  Hacer lo de 3                    jefe-ugat
│ │ │ │ │ ├─╯
│ │ │ │ ● │    4  Hacer lo de 4                    jefe-ugat
│ │ │ │ ├─╯
│ │ │ ● │      5  Hacer lo de 5                    jefe-ugat
│ │ │ ├─╯
│ │ ● │        6  Hacer lo de 6                    jefe-ugat
│ │ ├─╯
│ ● │          7  Hacer lo de 7                    jefe-ugat
│ ├─╯
● │            8  Hacer lo de 8                    jefe-ugat
├─╯
◎              9  Hacer lo de 9                    jefe-ugat

● actividad   ◎ fin   ├─╮ se abre   ├─╯ se une
",
        );
        case(
            &wide,
            Language::Spanish,
            5,
            "\
●             1  a\\u{1b…
├─┬─┬─┬─┬─┬…     en
│ │ │ │ │ │…     paralel
│ │ │ │ │ │…     o: 2,
│ │ │ │ │ │…     3, 4,
│ │ │ │ │ │…     5, 6, 7
│ │ │ │ │ │…     y 8
│ │ │ │ │ │…  2  Hacer…
│ │ │ │ │ ●…  3  Hacer…
│ │ │ │ │ ├…
│ │ │ │ ● │   4  Hacer…
│ │ │ │ ├─╯
│ │ │ ● │     5  Hacer…
│ │ │ ├─╯
│ │ ● │       6  Hacer…
│ │ ├─╯
│ ● │         7  Hacer…
│ ├─╯
● │           8  Hacer…
├─╯
◎             9  Hacer…

● actividad   ◎ fin
├─╮ se abre   ├─╯ se une
",
        );
    }

    #[test]
    fn a_branch_may_end_by_itself() {
        es(
            &procedure([step(1).next([2, 3]), step(2).ends(), step(3)]),
            "\
●    1  Hacer lo de 1                                          jefe-ugat
├─╮     en paralelo: 2 y 3
│ ◎  2  Hacer lo de 2                                          jefe-ugat
◎    3  Hacer lo de 3                                          jefe-ugat

● actividad   ◎ fin   ├─╮ se abre
",
        );
    }
}
