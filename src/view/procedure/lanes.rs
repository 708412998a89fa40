//! The lanes of a picture, row by row.

use crate::model::ActivityNumber;

/// The lanes of a picture: each leads down to one activity, or is free.
#[derive(Default)]
pub struct Lanes {
    columns: Vec<Option<ActivityNumber>>,
}

/// The lanes that one row connects.
struct Knot {
    /// The lane that the work comes from.
    from: usize,
    /// Lanes that already existed: one ends here or moves to `from`.
    met: Vec<usize>,
    /// Lanes that begin here.
    opened: Vec<usize>,
}

impl Lanes {
    /// The row of an activity: its mark in its lane, beside all other lanes.
    pub fn mark(&mut self, activity: ActivityNumber, mark: char) -> (usize, String) {
        let column = self.leading_to(activity).unwrap_or_else(|| {
            let column = self.free_from(0);
            self.columns[column] = Some(activity);
            column
        });
        (
            column,
            row(self.columns.len(), |at| self.passing(at, column, mark)),
        )
    }

    /// A row of lanes without a mark.
    pub fn passing_by(&self) -> String {
        row(self.columns.len(), |at| (self.lane(at), ' '))
    }

    /// Leads from a lane to the targets, the one drawn last first. Returns the row that connects
    /// them, unless all are straight below.
    ///
    /// The target drawn last stays on the left and an existing lane moves to the left, so that the
    /// next activity stands on the right, beside its text, and new lanes rarely cross old ones.
    pub fn lead_on(&mut self, from: usize, targets: &[ActivityNumber]) -> Option<String> {
        self.columns[from] = None;
        let (met, opened): (Vec<_>, Vec<_>) = targets
            .iter()
            .partition(|target| self.leading_to(**target).is_some());
        let knot = Knot {
            from,
            met: met
                .iter()
                .filter_map(|target| self.leading_to(*target))
                .collect(),
            opened: self.open(from, &opened),
        };
        if opened.is_empty() {
            self.move_left(from, &knot.met);
        }
        let row = knot.row(self);
        while self.columns.last() == Some(&None) {
            self.columns.pop();
        }
        row
    }

    fn open(&mut self, from: usize, targets: &[ActivityNumber]) -> Vec<usize> {
        let mut opened = Vec::new();
        for target in targets {
            let column = self.free_from(from);
            self.columns[column] = Some(*target);
            opened.push(column);
        }
        opened
    }

    fn move_left(&mut self, to: usize, met: &[usize]) {
        if let Some(moved) = met.iter().find(|column| **column > to) {
            self.columns.swap(to, *moved);
        }
    }

    fn leading_to(&self, activity: ActivityNumber) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| *column == Some(activity))
    }

    fn free_from(&mut self, first: usize) -> usize {
        let free = (first..self.columns.len()).find(|at| self.columns[*at].is_none());
        free.unwrap_or_else(|| {
            self.columns.push(None);
            self.columns.len() - 1
        })
    }

    fn is_taken(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(Option::is_some)
    }

    fn lane(&self, column: usize) -> char {
        if self.is_taken(column) { '│' } else { ' ' }
    }

    fn passing(&self, at: usize, marked: usize, mark: char) -> (char, char) {
        let sign = if at == marked { mark } else { self.lane(at) };
        (sign, ' ')
    }
}

impl Knot {
    fn row(&self, after: &Lanes) -> Option<String> {
        let tied = || {
            self.met
                .iter()
                .chain(&self.opened)
                .chain([&self.from])
                .copied()
        };
        let first = tied().min()?;
        let last = tied().max()?;
        let sign = |at: usize| match (tied().any(|column| column == at), first < at && at < last) {
            (true, _) => self.tie(at, first < at, at < last, after),
            (false, true) if !after.is_taken(at) => '─',
            (false, true | false) => after.lane(at),
        };
        let gap = |at: usize| if first <= at && at < last { '─' } else { ' ' };
        (first < last).then(|| row(after.columns.len(), |at| (sign(at), gap(at))))
    }

    fn tie(&self, at: usize, left: bool, right: bool, after: &Lanes) -> char {
        let above = at == self.from || self.met.contains(&at);
        match (above, after.is_taken(at), left, right) {
            (true, true, false, _) => '├',
            (true, true, true, false) => '┤',
            (true, true, true, true) => '┼',
            (true, false, false, _) => '╰',
            (true, false, true, false) => '╯',
            (true, false, true, true) => '┴',
            (false, _, false, _) => '╭',
            (false, _, true, false) => '╮',
            (false, _, true, true) => '┬',
        }
    }
}

fn row(columns: usize, signs: impl Fn(usize) -> (char, char)) -> String {
    let signs = (0..columns).flat_map(|at| {
        let (sign, gap) = signs(at);
        [sign, gap]
    });
    signs.collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::Lanes;
    use crate::testing::procedures::number;

    #[test]
    fn lanes_open_to_the_right_and_join_to_the_left() {
        let mut lanes = Lanes::default();
        let mut drawn = Vec::new();
        for (here, targets) in [
            (1, &[6, 5, 2][..]),
            (2, &[4, 3]),
            (3, &[6]),
            (4, &[5]),
            (5, &[6]),
            (6, &[]),
        ] {
            let (column, row) = lanes.mark(number(here), '●');
            drawn.push(row);
            let targets: Vec<_> = targets.iter().copied().map(number).collect();
            drawn.extend(lanes.lead_on(column, &targets));
        }
        let expected = [
            "●",
            "├─┬─╮",
            "│ │ ●",
            "│ │ ├─╮",
            "│ │ │ ●",
            "├─│─│─╯",
            "│ │ ●",
            "│ ├─╯",
            "│ ●",
            "├─╯",
            "●",
        ];
        assert_eq!(drawn, expected);
    }
}
