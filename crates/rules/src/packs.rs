//! Packs of many regions, and what they say together.

use healthcode::kct::{Accepted, PartType, Realm};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value as Json;

use crate::pack::{Pack, Standing};
use crate::read::{self, FORMAT, MAX_PACKS, PackError};

/// The 34 example packs, canonical: 示例，据 2025 年网文，非现行规定. Whoever signs a trust file for practice puts
/// them in as a part; [`Packs::read`] reads them.
pub const EXAMPLES: &[u8] = include_bytes!("../examples.json");

/// Region packs, of one or several publishers. Empty at first: then nothing is known of any region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packs(Vec<Pack>);

impl Packs {
    /// Reads a part of type `pack` that fills `bytes`: the canonical JSON (RFC 8785) of
    /// `{"format":"kincode-packs/1","packs":[…]}`. Who signed it is for the trust file to say.
    ///
    /// # Errors
    ///
    /// [`PackError`] if anything in it is not as it must be, whichever pack: all or nothing.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        if bytes.len() > MAX_PACKS {
            return Err(PackError::TooLarge);
        }
        let json = json(bytes)?;
        if canonical(&json)? != bytes {
            return Err(PackError::Canonical);
        }
        Self::of(&json)
    }

    /// The packs of an accepted trust file: its parts of type `pack`, side by side. With the file's
    /// end they end too. What a file of practice calls a rule is an example all the same.
    ///
    /// # Errors
    ///
    /// [`PackError`] if one of the parts is not as it must be: then none counts.
    pub fn of_file(file: &Accepted<'_>) -> Result<Self, PackError> {
        let mut all = Self::default();
        for (_, bytes) in file.parts().filter(|(part, _)| part.kind == PartType::Pack) {
            all = all.and(Self::read(bytes)?);
        }
        for pack in &mut all.0 {
            pack.until = pack.until.min(file.manifest().exp);
            if file.state().realm() == Realm::Practice {
                pack.standing = Standing::Example;
            }
        }
        Ok(all)
    }

    /// The 34 example packs.
    ///
    /// # Errors
    ///
    /// None in a product that passed its tests.
    pub fn examples() -> Result<Self, PackError> {
        Self::read(EXAMPLES)
    }

    /// These and those of another publisher, side by side: where both speak of a region, the stricter
    /// one counts. A newer part of the same publisher takes the place of the older one instead: read
    /// it and [compare](crate::difference()), and join anew.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The packs of `region` that are in force at `now`, examples among them.
    pub fn at(&self, region: &str, now: Timestamp) -> impl Iterator<Item = &Pack> {
        self.of_region(region)
            .filter(move |pack| pack.is_in_force(now))
    }

    /// The same without what says nothing in `realm`: examples, where codes are real.
    pub fn counting(
        &self,
        region: &str,
        realm: Realm,
        now: Timestamp,
    ) -> impl Iterator<Item = &Pack> {
        let counts = move |pack: &&Pack| realm == Realm::Practice || !pack.is_example();
        self.at(region, now).filter(counts)
    }

    /// The packs of `region`, in force or not.
    pub fn of_region(&self, region: &str) -> impl Iterator<Item = &Pack> {
        self.0.iter().filter(move |pack| pack.region == region)
    }

    /// All packs, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.0.iter()
    }

    /// How old a status list may be in `region` at `now`: the shortest time that a pack states, else
    /// [`GRACE`].
    pub fn grace(&self, region: &str, now: Timestamp) -> SignedDuration {
        self.at(region, now)
            .filter_map(|pack| pack.grace_hours.known())
            .map(|hours| SignedDuration::from_hours(i64::from(*hours)))
            .min()
            .unwrap_or(GRACE)
    }

    fn of(json: &Json) -> Result<Self, PackError> {
        let packs = read::document(json)?;
        for (index, pack) in packs.iter().enumerate() {
            let meets = |other: &Pack| {
                other.region == pack.region && other.from < pack.until && pack.from < other.until
            };
            if packs[..index].iter().any(meets) {
                let region = pack.region.clone();
                return Err(PackError::Overlap { region });
            }
        }
        Ok(Self(packs))
    }
}

/// The bytes that an authority signs, from packs as people write them: each text the JSON of one pack,
/// in any spelling.
///
/// # Errors
///
/// [`PackError`] as in [`Packs::read`].
pub fn compile<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, PackError> {
    let packs = texts.into_iter().map(|text| json(text.as_bytes()));
    let packs = packs.collect::<Result<Vec<Json>, _>>()?;
    let document = serde_json::json!({ "format": FORMAT, "packs": packs });
    let bytes = canonical(&document)?;
    Packs::read(&bytes).map(|_| bytes)
}

fn json(bytes: &[u8]) -> Result<Json, PackError> {
    serde_json::from_slice(bytes).map_err(|e| PackError::Form(e.to_string()))
}

fn canonical(json: &Json) -> Result<Vec<u8>, PackError> {
    serde_json_canonicalizer::to_vec(json).map_err(|e| PackError::Form(e.to_string()))
}

/// How old a status list may be where no pack says: 24 hours, after which security.md section 3.6
/// warns.
pub const GRACE: SignedDuration = SignedDuration::from_hours(24);
