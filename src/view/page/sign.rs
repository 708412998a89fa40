use crate::words::Text;

pub const LOOP: char = '↺';
pub const RETURN: char = '↶';

/// A sign of a picture, in the order of the legend.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    Activity,
    Question,
    Review,
    ReviewWithQuestion,
    End,
    Fork,
    Join,
    Crossing,
    Loop,
    LoopFrom,
    Return,
}

impl Sign {
    /// The character of a sign; forks, joins and crossings are drawn by the lanes.
    pub const fn mark(self) -> char {
        match self {
            Self::Activity => '●',
            Self::Question => '◇',
            Self::Review => '◆',
            Self::ReviewWithQuestion => '◈',
            Self::End => '◎',
            Self::Fork => '┬',
            Self::Join => '┴',
            Self::Crossing => '│',
            Self::Loop | Self::LoopFrom => LOOP,
            Self::Return => RETURN,
        }
    }

    /// Its line of the legend.
    pub fn meaning(self) -> Text {
        match self {
            Self::Activity => Text::of("● actividad", "● activity"),
            Self::Question => Text::of("◇ pregunta", "◇ question"),
            Self::Review => Text::of("◆ revisión", "◆ review"),
            Self::ReviewWithQuestion => {
                Text::of("◈ revisión con pregunta", "◈ review with a question")
            }
            Self::End => Text::of("◎ fin", "◎ end"),
            Self::Fork => Text::of("├─╮ se abre", "├─╮ forks"),
            Self::Join => Text::of("├─╯ se une", "├─╯ joins"),
            Self::Crossing => Text::of("─│─ cruza sin unirse", "─│─ crosses, does not join"),
            Self::Loop => Text::of("↺ n vuelve a n", "↺ n goes back to n"),
            Self::LoopFrom => Text::of("↺ de n: se vuelve desde n", "↺ from n: n goes back here"),
            Self::Return => Text::of("↶ n puede devolver a n", "↶ n may return it to n"),
        }
    }
}
