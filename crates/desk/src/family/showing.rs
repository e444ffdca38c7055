//! A code shown full-screen, with what comes before and after it.

use words::{Lang, t};

use super::record::What;
use super::sorts::look;
use super::{Family, rights};
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::view::{NeighbourView, ShowView, SymbolView};

impl Family {
    /// A kept code as it is shown to somebody else's scanner.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a thing that is not there any more, [`Code::NotShown`] for one without a code that a symbol
    /// holds.
    pub fn show(&mut self, held: u32, sight: &Sight) -> Result<ShowView, Problem> {
        let (id, thing) = self.thing(held)?;
        let What::Code(text) = &thing.what else {
            return Err(Problem::new(Code::NotShown, ""));
        };
        let checked = look(text, sight);
        let symbol = paper::symbol_path(&checked.printed_text());
        let symbol = symbol.ok_or_else(|| Problem::new(Code::NotShown, ""))?;
        let owner = self.people.get(&thing.person);
        let (before, after) = self.neighbours(held, sight);
        Ok(ShowView {
            slip: self.code_view(id, &checked, 0, sight).slip,
            name: self.name_of(thing.person),
            line: owner.map_or_else(String::new, |person| {
                rights::introduction(&person.fields, sight.lang)
            }),
            symbols: vec![SymbolView {
                side: symbol.side,
                path: symbol.path,
            }],
            before,
            after,
            capture: capture(sight.lang),
        })
    }

    /// What lies before and after a code on the board, among what can be shown: by whose it is, or by what it is where it is
    /// the same person's.
    pub(super) fn neighbours(
        &self,
        held: u32,
        sight: &Sight,
    ) -> (Option<NeighbourView>, Option<NeighbourView>) {
        let same = self.thing(held).map(|(_, thing)| thing.person).ok();
        let mut shelves = self.shelves(sight);
        let mut row = Vec::new();
        for (id, person) in self.on_board() {
            let shelf = shelves.remove(&id).unwrap_or_default();
            let shown = shelf.into_iter().filter(|(_, held)| held.shows);
            row.extend(shown.map(|(_, held)| NeighbourView {
                id: held.slip.id,
                name: match same == Some(id) {
                    true => held.slip.title,
                    false => person.fields.name.clone(),
                },
            }));
        }
        let Some(at) = row.iter().position(|neighbour| neighbour.id == held) else {
            return (None, None);
        };
        let before = at.checked_sub(1).and_then(|before| row.get(before));
        (before.cloned(), row.get(at + 1).cloned())
    }
}

/// What keeps this window out of pictures of the screen. Windows 10 2004 and later leave it out
/// (`WDA_EXCLUDEFROMCAPTURE`); on macOS `NSWindowSharingNone` does so for the older ways, and `ScreenCaptureKit` has seen
/// such windows since macOS 15; X11 and Wayland have nothing of the kind.
pub(super) fn capture(lang: Lang) -> String {
    let key = if cfg!(target_os = "windows") {
        "capture-windows"
    } else if cfg!(target_os = "macos") {
        "capture-macos"
    } else {
        "capture-linux"
    };
    t(lang, key, &[])
}
