//! Why two places, or two packs of one place, answer differently (mission S1-45).

use crate::fact::Fact;
use crate::pack::Pack;

/// One thing that two packs do not say alike. Not known differs from everything that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the first says.
    pub one: Fact,
    /// What the second says of the same.
    pub other: Fact,
}

/// What two packs do not say alike, in the order of [`Field::ALL`](crate::Field::ALL). The same value
/// from another source is no difference.
pub fn difference(one: &Pack, other: &Pack) -> Vec<Difference> {
    let facts = one.facts().into_iter().zip(other.facts());
    facts
        .filter(|(one, other)| one.said != other.said)
        .map(|(one, other)| Difference { one, other })
        .collect()
}
