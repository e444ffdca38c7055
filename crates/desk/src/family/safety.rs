//! What the board says of the vault itself: that nothing would bring it back, or only what is long past. (kc1.md 3.5)

use jiff::{SignedDuration, Timestamp, Zoned};
use vault::Vault;
use words::{Lang, t};

use super::notes::{Made, Notes};
use crate::dates;
use crate::view::NoticeView;

/// So long what changed may stand in no backup before the board says so.
const LONG: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What would bring the vault back.
struct Ways {
    has_kit: bool,
    /// When it was made, if that was noted.
    kit: Option<u64>,
    backup: Option<Made>,
    /// The vault's commit number now.
    commit: u64,
}

/// What is to be said, if anything. A vault that no key opens, as that of an assisted session, is to be gone.
pub(super) fn notice(vault: &Vault, now: &Zoned, lang: Lang) -> Option<NoticeView> {
    if vault.header().wraps.is_empty() {
        return None;
    }
    let notes = Notes::read(vault);
    let ways = Ways {
        has_kit: vault.header().kit.is_some(),
        kit: notes.kit,
        backup: notes.backup,
        commit: vault.commit_number(),
    };
    let code = judge(&ways, now.timestamp())?;
    let date = notes.backup.and_then(|made| moment(made.at));
    let date = date.map(|at| dates::day_of(at, now.time_zone(), lang));
    let args = [("date", date.unwrap_or_default().into())];
    let say = |part: &str| t(lang, &format!("notice-{code}-{part}"), &args);
    Some(NoticeView {
        code: code.to_owned(),
        what: say("what"),
        next: say("next"),
    })
}

/// Its code. A kit opens what is here and does not bring back what is not, so after a while a backup is asked for beside
/// it. What changed a minute ago is no reason to be told of.
fn judge(ways: &Ways, now: Timestamp) -> Option<&'static str> {
    let is_long_ago = |at: u64| moment(at).is_none_or(|at| now.duration_since(at) >= LONG);
    match ways.backup {
        None if !ways.has_kit => Some("kit-none"),
        None => ways.kit.is_none_or(is_long_ago).then_some("backup-none"),
        Some(made) => (made.commit != ways.commit && is_long_ago(made.at)).then_some("backup-old"),
    }
}

fn moment(at: u64) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(at).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60;

    #[test]
    fn a_way_back_is_asked_for_once_and_calmly() {
        let made = 1_790_000_000_u64;
        let after = |days: i64, ways: &Ways| {
            let at = i64::try_from(made).expect("it fits") + days * DAY;
            judge(ways, Timestamp::from_second(at).expect("a moment"))
        };
        let mut ways = Ways {
            has_kit: false,
            kit: None,
            backup: None,
            commit: 7,
        };
        assert_eq!(after(0, &ways), Some("kit-none"));
        (ways.has_kit, ways.kit) = (true, Some(made));
        assert_eq!(after(29, &ways), None);
        assert_eq!(after(30, &ways), Some("backup-none"));
        ways.backup = Some(Made {
            at: made,
            commit: 7,
        });
        assert_eq!(after(400, &ways), None);
        ways.commit = 8;
        assert_eq!(after(29, &ways), None);
        assert_eq!(after(-3, &ways), None);
        assert_eq!(after(30, &ways), Some("backup-old"));
        // A backup alone is a way back.
        (ways.has_kit, ways.commit) = (false, 7);
        assert_eq!(after(30, &ways), None);
    }
}
