//! A device becomes known.

use issuing::message::Device;
use rusqlite::OptionalExtension;

use crate::authority::Authority;
use crate::keys::signer::kid;
use crate::refusal::Refusal;
use crate::signed::Asked;
use issuing::Code;
use issuing::text::AccountKey;

/// Makes the device that signed the request known, as an account of its own. Again does no harm.
pub(crate) fn register(authority: &Authority, asked: &Asked) -> Result<Vec<u8>, Refusal> {
    let key = asked.device.key;
    let (name, bytes) = (key.kid(), AccountKey::from(&key).0);
    let now = authority.clock.now().as_second();
    authority.gate.new_device(now)?;
    authority.store.write_blocking(move |connection| {
        let held: Option<[u8; 64]> = connection
            .prepare_cached("SELECT key FROM devices WHERE kid = ?")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        match held {
            Some(held) if held == bytes => Ok(()),
            // Eight bytes are a name and no proof: two keys may share them, and then the first one has it.
            Some(_) => Err(Refusal::from(Code::Keys)),
            None => {
                connection
                    .prepare_cached("INSERT INTO devices (kid, key, at) VALUES (?, ?, ?)")?
                    .execute((name, bytes, now))?;
                Ok(())
            }
        }
    })?;
    let device = Device { kid: kid(&key) };
    Ok(serde_json::to_vec(&device).map_err(|_| Code::Failed)?)
}
