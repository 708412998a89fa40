use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Lets a write beyond the largest size that a file may have fail as any other, where the system
/// would end the program for it.
pub fn limits_fail() {
    // A handled signal does not end the program; whether it came is never asked.
    let came = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, came);
}
