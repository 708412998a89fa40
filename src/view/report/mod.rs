//! Reports: each counts every case once, in any order and in parts, and keeps only its groups. What
//! is counted of the past of a case comes from `engine`; tables lie in `rows`.

mod accounts;
mod accounts_told;
mod aging;
mod answer;
mod beside;
mod days;
mod departures;
mod documents;
mod durations;
mod fact;
mod group;
mod key;
mod lens;
mod part;
mod row;
mod status;
mod throughput;
mod workload;

pub use accounts_told::Listed;
pub use aging::Aging;
pub use answer::ReportView;
pub use beside::Beside;
pub use departures::Departures;
pub use documents::Documents;
pub use durations::Durations;
pub use group::{Groups, Measure};
pub use lens::{By, Lens, Period};
pub use status::Status;
pub use throughput::Throughput;
pub use workload::Workload;
