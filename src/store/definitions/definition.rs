use std::sync::Arc;

use crate::engine::{Net, Version};
use crate::model::Procedure;

/// A procedure with its flow made ready for asking.
#[derive(Debug)]
pub struct Definition {
    pub procedure: Procedure,
    pub net: Net,
}

impl Definition {
    pub(in crate::store) fn of(procedure: Procedure) -> Arc<Self> {
        let net = Net::of(&procedure);
        Arc::new(Self { procedure, net })
    }

    /// As a case runs under it.
    pub const fn version(&self) -> Version<'_> {
        Version {
            procedure: &self.procedure,
            net: &self.net,
        }
    }

    /// Of a procedure from whose markings the build has searched how far it is to the end.
    pub(in crate::store) fn searched(procedure: Procedure, distances: &'static str) -> Arc<Self> {
        let net = Net::of(&procedure).with_distances(distances);
        Arc::new(Self { procedure, net })
    }
}
