/// Gives types of the model the wire form that the types here describe to serde.
macro_rules! on_wire {
    ($($model:ident as $wire:ident),+ $(,)?) => {$(
        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $wire::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $wire::deserialize(deserializer)
            }
        }
    )+};
}

pub(in crate::journal) use on_wire;
