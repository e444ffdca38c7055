//! Filling the shelf: everything that is held is read anew, and becomes what codes are judged by.

use std::sync::Arc;

use data_encoding::HEXLOWER;
use healthcode::kc1::{Real, Store, World};
use healthcode::kct::{Accepted, PartType};
use healthcode::list::{About, KeyList};
use jiff::Timestamp;
use rules::Packs;

use super::read::{self, Piece};
use super::{Known, Provenance, Shelf, Shelved, is_practice, pieces_at};

impl Shelf {
    /// Reads everything anew: one way in, whatever has changed.
    pub(super) fn fill(&mut self) {
        self.grounds = Arc::default();
        self.lists.clear();
        // They say nothing about a real code, and something about what is practised.
        let mut packs = Packs::examples().unwrap_or_default();
        let mut real: Store<Real> = Store::new();
        let held: Vec<_> = self
            .publishers
            .held
            .iter()
            .filter_map(|held| {
                let from = match held.shipped {
                    true => Provenance::Shipped,
                    false => Provenance::Publisher(held.state.publisher()),
                };
                held.accepted(|file| {
                    // Of another world than this store it cannot be: none of practice is held.
                    let _ = real.take(file, WHENEVER);
                    put_in(&mut packs, file);
                    (
                        from,
                        file.signed_time(),
                        read::parts(file).collect::<Vec<_>>(),
                    )
                })
            })
            .collect();
        self.times.clear();
        for (from, time, parts) in held {
            self.times.extend(time);
            for (index, (kind, list)) in parts.into_iter().enumerate() {
                let id = match &from {
                    Provenance::Publisher(publisher) => HEXLOWER.encode(&publisher.0),
                    _ => "shipped".to_owned(),
                };
                self.shelve(format!("{id}-{index}"), from.clone(), Some(kind), list);
            }
        }
        let added: Vec<_> = self
            .added
            .iter()
            .filter_map(|kept| {
                let about = About {
                    name: kept.label.name.clone(),
                    as_of: Some(kept.label.added),
                    ..About::default()
                };
                Some((kept.id.clone(), read::list(&kept.bytes, about).ok()?))
            })
            .collect();
        for (id, list) in added {
            self.shelve(id, Provenance::Added, None, list);
        }
        let mut practice = self.rehearsal.files.as_ref().map(|files| {
            let mut store = Store::new();
            files
                .iter()
                .for_each(|file| take_outright(&mut store, &mut packs, file));
            store
        });
        let rehearsed = self.rehearsal.lists.held.iter();
        let mut tokens: Vec<Vec<u8>> = rehearsed.map(|(_, token)| token.clone()).collect();
        for path in self.given.clone() {
            for piece in pieces_at(&path, Timestamp::MAX).unwrap_or_default() {
                match piece {
                    Piece::List(list) => {
                        self.shelve(String::new(), Provenance::Given, None, list);
                    }
                    Piece::Status(bytes) => tokens.push(bytes),
                    Piece::Authorities(bytes) => match &mut practice {
                        Some(practice) if is_practice(&bytes) => {
                            take_outright(practice, &mut packs, &bytes)
                        }
                        _ => take_outright(&mut real, &mut packs, &bytes),
                    },
                }
            }
        }
        for (publisher, token) in &self.statuses.held {
            // One that its publisher's file has overtaken, or whose key has gone, says nothing any more.
            let _ = real.take_status(*publisher, token, WHENEVER);
        }
        for token in &tokens {
            let _ = real.take_status_of_any(token, WHENEVER);
            if let Some(practice) = &mut practice {
                let _ = practice.take_status_of_any(token, WHENEVER);
            }
        }
        let grounds = Arc::make_mut(&mut self.grounds);
        grounds.packs = packs;
        grounds.region.clone_from(&self.region);
        let graces = grounds.graces();
        let authorities = grounds.trust.kc1_mut();
        authorities.graces = graces;
        authorities.real = real;
        authorities.practice = practice;
        authorities.places.clone_from(&self.places);
        self.fill_times();
    }

    /// The signed times that are held now; those of lists of other formats stay.
    pub(super) fn fill_times(&mut self) {
        self.times
            .extend(self.grounds.trust.kc1().real.signed_times());
        self.times.sort_unstable();
        self.times.dedup();
    }

    fn shelve(&mut self, id: String, from: Provenance, kind: Option<PartType>, list: KeyList) {
        self.lists.push(Shelved {
            id,
            from,
            about: Arc::clone(&list.about),
            kind,
            issuers: Known::all(&list),
        });
        Arc::make_mut(&mut self.grounds).trust.add(list);
    }
}

/// Puts what a trust file says that was named outright into `store`, if it is of its world.
fn take_outright<W: World>(store: &mut Store<W>, packs: &mut Packs, bytes: &[u8]) {
    // What cannot be accepted any more is left out, as every damaged file is.
    let _ = read::outright(bytes, WHENEVER, |accepted| {
        let _ = store.take(accepted, WHENEVER);
        put_in(packs, accepted);
    });
}

/// Puts the region packs of a trust file beside those that are there; of a file with a damaged one, none.
fn put_in(packs: &mut Packs, file: &Accepted<'_>) {
    if let Ok(more) = Packs::of_file(file) {
        *packs = std::mem::take(packs).and(more);
    }
}

/// Files that are held are read anew at moments that nobody tells. A status list of the future says nothing
/// when a code is looked at, so it may be taken.
const WHENEVER: Timestamp = Timestamp::MAX;
