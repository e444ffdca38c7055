//! What the window is shown of a region: what its packs say, and where that stands.

use serde::Serialize;
use ts_rs::TS;

/// A region that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RegionName {
    /// Its id: `CN-GD`.
    pub id: String,
    /// Its name in the language of the window.
    pub name: String,
}

/// What holds in a region today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RegionView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// That it is an example and nobody's rule; `None` for a rule.
    pub mark: Option<String>,
    /// Until when it is in force.
    pub until: String,
    /// What a guardian does to bind a child there, one sentence each.
    pub steps: Vec<String>,
    /// What it says, and what it does not know.
    pub facts: Vec<RegionFactView>,
}

/// One thing that a region says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RegionFactView {
    /// About what.
    pub label: String,
    /// What it says.
    pub value: String,
    /// What the region that it is compared with says, if that is something else.
    pub other: Option<String>,
    /// Where it stands; `None` if it is not known.
    pub source: Option<String>,
}
