//! Pairs of whole processes, timed one after the other, and what is printed of them.

use std::time::Duration;

/// The milliseconds of a program and of its floor, and their ratio: median, least and most.
pub fn report(name: &str, floor: &str, taken: &[(Duration, Duration)]) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:>20}: {}",
        spread(taken.iter().map(|(ours, _)| milliseconds(*ours)))
    );
    println!(
        "{floor:>20}: {}",
        spread(taken.iter().map(|(_, floor)| milliseconds(*floor)))
    );
    let ratios = taken
        .iter()
        .map(|(ours, floor)| ours.as_secs_f64() / floor.as_secs_f64());
    println!("{:>20}: {}\n", "ratio", spread(ratios));
}

fn spread(figures: impl Iterator<Item = f64>) -> String {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    let median = figures[figures.len() / 2];
    format!(
        "{median:.3} ({:.3}, {:.3})",
        figures[0],
        figures[figures.len() - 1]
    )
}
