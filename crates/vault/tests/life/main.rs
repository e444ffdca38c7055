//! A vault's life: set-up, PINs, secrets, kit, rollback, deletion.

#[cfg(test)]
mod folder;
#[cfg(test)]
mod format;
#[cfg(test)]
mod rescue;

use std::fs;

use folder::{CHEAP, Folder, PIN, at, key, rng};
use vault::states::Unfinished;
use vault::{
    Batch, Closed, Error, FILE, HEAD, Key, Kit, Mode, Moment, NEW, NewKey, Refusal, Secret, Setup,
    Vault,
};

#[test]
fn what_was_put_is_there_after_unlocking() {
    let folder = Folder::new();
    let rng = &mut rng(1);
    let mut vault = folder.create(rng);
    assert_eq!(vault.commit_number(), 1);
    let ids: Vec<_> = (0..100).map(|_| Vault::new_id(rng)).collect();
    let mut batch = Batch::new();
    for (n, id) in ids.iter().enumerate() {
        batch.put(*id, 2 + (n % 3) as u8, &vec![n as u8; n * 100]);
    }
    assert_eq!(vault.commit(batch, at(2), rng).unwrap(), 2);
    assert_eq!(vault.put(ids[5], 9, b"newer", at(3), rng).unwrap(), 3);
    assert_eq!(vault.remove(ids[6], at(4), rng).unwrap(), 4);
    let check = |vault: &Vault| {
        assert_eq!(vault.list(None).count(), 99);
        assert_eq!(vault.list(Some(9)).next().unwrap().id, ids[5]);
        assert_eq!(&vault.get(&ids[5]).unwrap().unwrap().content[..], b"newer");
        assert!(vault.get(&ids[6]).unwrap().is_none());
        assert_eq!(vault.get(&ids[99]).unwrap().unwrap().content.len(), 9900);
    };
    check(&vault);
    drop(vault);
    let vault = folder.unlock(rng);
    check(&vault);
    assert_eq!((vault.commit_number(), vault.written()), (4, 4));
}

#[test]
fn the_header_is_readable_before_unlocking_and_the_throttle_writable() {
    let folder = Folder::new();
    let rng = &mut rng(2);
    drop(folder.create(rng));
    let mut closed = Closed::open(folder.path()).unwrap();
    let header = closed.header();
    assert_eq!((header.vault_id, header.mode), ([1; 16], Mode::Pin));
    assert_eq!((header.cost, header.revision), (CHEAP, 1));
    assert_eq!((header.wraps.len(), header.wraps[0].n), (1, 1));
    assert_eq!(header.store, "a store");
    assert!(closed.fits(&[secret(1)]));
    assert!(!closed.fits(&[secret(2)]));
    assert_eq!(closed.throttle().unwrap(), None);
    closed.set_throttle(b"opaque").unwrap();
    drop(closed);
    let closed = Closed::open(folder.path()).unwrap();
    assert_eq!(closed.throttle().unwrap().unwrap(), b"opaque");
    assert!(matches!(Closed::open(folder.path()), Err(Error::InUse)));
}

#[test]
fn a_wrong_pin_and_a_wrong_secret_are_told_apart() {
    let folder = Folder::new();
    let rng = &mut rng(3);
    drop(folder.create(rng));
    let closed = Closed::open(folder.path()).unwrap();
    let secrets = [secret(1)];
    let wrong = Key::Pin {
        pin: b"000000",
        secrets: &secrets,
    };
    let Err(Refusal::WrongPin(closed)) = closed.unlock(wrong, None, rng) else {
        panic!("the PIN is wrong");
    };
    let mut other = secret(1);
    other.kc[0] ^= 1;
    for secrets in [&[other][..], &[secret(2)], &[]] {
        assert!(!closed.fits(secrets));
    }
    let Err(Refusal::WrongSecret(closed)) = closed.unlock(Key::Passphrase(PIN), None, rng) else {
        panic!("the mode is another");
    };
    let Err(Refusal::WrongSecret(closed)) = closed.unlock(
        Key::Pin {
            pin: PIN,
            secrets: &[],
        },
        None,
        rng,
    ) else {
        panic!("there is no secret");
    };
    let kit = Kit::random(rng);
    let Err(Refusal::WrongKit(closed)) = closed.unlock(Key::Kit(&kit), None, rng) else {
        panic!("there is no kit");
    };
    let vault = closed
        .unlock(
            Key::Pin {
                pin: PIN,
                secrets: &secrets,
            },
            None,
            rng,
        )
        .unwrap();
    assert!(vault.is_pin(PIN) && !vault.is_pin(b"000000"));
    let closed = vault.lock().unwrap();
    assert_eq!(closed.header().revision, 1);
}

#[test]
fn an_older_copy_is_noticed() {
    let folder = Folder::new();
    let rng = &mut rng(4);
    let mut vault = folder.create(rng);
    let id = Vault::new_id(rng);
    vault.put(id, 2, b"old", at(10), rng).unwrap();
    drop(vault);
    let old = fs::read(folder.path().join(FILE)).unwrap();
    let mut vault = folder.unlock(rng);
    vault.put(id, 2, b"new", at(20), rng).unwrap();
    let seen = vault.commit_number();
    drop(vault);
    assert!(folder.try_unlock(Some(seen), rng).is_ok());
    assert!(folder.try_unlock(Some(seen - 1), rng).is_ok());
    fs::write(folder.path().join(FILE), old).unwrap();
    let Err(Refusal::OlderCopy(older)) = folder.try_unlock(Some(seen), rng) else {
        panic!("the copy is older");
    };
    assert_eq!((older.commit(), older.seen(), older.written()), (2, 3, 10));
    let vault = older.open_anyway();
    assert_eq!(&vault.get(&id).unwrap().unwrap().content[..], b"old");
}

#[test]
fn the_pin_changes_and_the_old_one_is_refused() {
    let folder = Folder::new();
    let rng = &mut rng(5);
    let mut vault = folder.create(rng);
    let secrets = [secret(1)];
    let new = NewKey::Pin {
        pin: b"918273",
        secrets: &secrets,
    };
    vault.rewrap(new, CHEAP, "a store", at(2), rng).unwrap();
    assert!(vault.is_pin(b"918273") && !vault.is_pin(PIN));
    drop(vault);
    assert!(matches!(
        folder.try_unlock(None, rng),
        Err(Refusal::WrongPin(_))
    ));
    let closed = Closed::open(folder.path()).unwrap();
    let key = Key::Pin {
        pin: b"918273",
        secrets: &secrets,
    };
    assert!(closed.unlock(key, None, rng).is_ok());
}

#[test]
fn a_new_secret_stands_beside_the_old_one_until_a_later_boot_used_it() {
    let folder = Folder::new();
    let rng = &mut rng(6);
    let mut vault = folder.create(rng);
    let both = [secret(1), secret(2)];
    let new = NewKey::Pin {
        pin: PIN,
        secrets: &both,
    };
    let boot = |boot| Moment { time: 5, boot };
    vault.rewrap(new, CHEAP, "a store", boot("A"), rng).unwrap();
    assert!(matches!(
        vault.change_vmk(None, boot("A"), rng),
        Err(Error::KeyChanging)
    ));
    let left = Unfinished {
        wraps: vec![1, 2],
        absent: vec![],
        leftovers: vec![],
    };
    let finish = |vault: &mut Vault, at, rng: &mut rand_chacha::ChaCha20Rng| {
        let removed = vault.finish_key_change(&left, at, rng).unwrap();
        (removed, vault.header().wraps.len())
    };
    assert_eq!(finish(&mut vault, boot("B"), rng), (vec![], 2));
    drop(vault);
    let open = |secrets: &[_], rng: &mut rand_chacha::ChaCha20Rng| {
        let closed = Closed::open(folder.path()).unwrap();
        closed.unlock(Key::Pin { pin: PIN, secrets }, None, rng)
    };
    // The keychain may have lost the new one: the old one opens, and nothing is finished without its word.
    let mut vault = open(&both[..1], rng).unwrap();
    assert_eq!(finish(&mut vault, boot("B"), rng), (vec![], 2));
    drop(vault);
    let mut vault = open(&both, rng).unwrap();
    assert_eq!(vault.opened_by(), Some(2));
    assert_eq!(finish(&mut vault, boot("A"), rng), (vec![], 2));
    assert_eq!(finish(&mut vault, boot(""), rng), (vec![], 2));
    assert_eq!(finish(&mut vault, boot("B"), rng), (vec![1], 1));
    vault.change_vmk(None, boot("B"), rng).unwrap();
    drop(vault);
    assert!(matches!(
        open(&both[..1], rng),
        Err(Refusal::WrongSecret(_))
    ));
    assert!(open(&both[1..], rng).is_ok());
}

#[test]
fn the_kit_opens_without_the_keychain_and_survives_a_change_of_key() {
    let folder = Folder::new();
    let rng = &mut rng(7);
    let mut vault = folder.create(rng);
    let id = Vault::new_id(rng);
    vault.put(id, 2, b"content", at(2), rng).unwrap();
    let kit = vault.make_kit(at(3), rng).unwrap();
    assert_eq!(*vault.kit().unwrap().text(), *kit.text());
    vault.change_vmk(None, at(4), rng).unwrap();
    drop(vault);
    let kit = Kit::parse(&kit.text()).unwrap();
    let closed = Closed::open(folder.path()).unwrap();
    let mut vault = closed.unlock(Key::Kit(&kit), None, rng).unwrap();
    assert_eq!(&vault.get(&id).unwrap().unwrap().content[..], b"content");
    assert!(!vault.is_pin(b""));
    // After use: a new PIN, a new VMK, a new kit (kc1.md 3.8).
    let new_kit = Kit::random(rng);
    assert!(matches!(
        vault.change_vmk(Some(&new_kit), at(5), rng),
        Err(Error::NoKey)
    ));
    let secrets = [secret(2)];
    let key = NewKey::Pin {
        pin: PIN,
        secrets: &secrets,
    };
    vault.rewrap(key, CHEAP, "a store", at(6), rng).unwrap();
    vault.change_vmk(Some(&new_kit), at(7), rng).unwrap();
    drop(vault);
    let closed = Closed::open(folder.path()).unwrap();
    let Err(Refusal::WrongKit(closed)) = closed.unlock(Key::Kit(&kit), None, rng) else {
        panic!("the old kit is void");
    };
    let vault = closed.unlock(Key::Kit(&new_kit), None, rng).unwrap();
    assert_eq!(&vault.get(&id).unwrap().unwrap().content[..], b"content");
}

#[test]
fn what_was_deleted_cannot_be_opened_any_more() {
    let folder = Folder::new();
    let rng = &mut rng(8);
    let mut vault = folder.create(rng);
    let (kept, gone) = (Vault::new_id(rng), Vault::new_id(rng));
    vault.put(kept, 2, b"kept", at(2), rng).unwrap();
    vault.put(gone, 2, b"gone", at(2), rng).unwrap();
    vault.remove(gone, at(3), rng).unwrap();
    drop(vault);
    let path = folder.path().join(FILE);
    let old = fs::read(&path).unwrap();
    assert!(holds(&old, &gone), "old pages keep the sealed record");
    // The throttle outlives the change.
    let mut closed = Closed::open(folder.path()).unwrap();
    closed.set_throttle(b"opaque").unwrap();
    drop(closed);
    let mut vault = folder.unlock(rng);
    assert_eq!(vault.change_vmk(None, at(4), rng).unwrap(), 5);
    assert_eq!(&vault.get(&kept).unwrap().unwrap().content[..], b"kept");
    drop(vault);
    let new = fs::read(&path).unwrap();
    assert!(!holds(&new, &gone) && holds(&new, &kept));
    assert!(!folder.path().join(NEW).exists());
    let closed = Closed::open(folder.path()).unwrap();
    assert_eq!(closed.throttle().unwrap().unwrap(), b"opaque");
    drop(closed);
    // The new header's key opens none of the old rows: the header row of the new file over the old file's rows.
    let header = fs::read(folder.path().join(HEAD)).unwrap();
    let mut mixed = old.clone();
    let place = find(&mixed, b"KCh1");
    mixed[place..place + header.len()].copy_from_slice(&header);
    let found = vault::rescue::read(&mixed, None, key(), &[2]).unwrap();
    assert!(
        found.records.is_empty(),
        "no old row opens with the new key"
    );
    let found = vault::rescue::read(&old, None, key(), &[2]).unwrap();
    assert_eq!(found.records.len(), 1, "the test sees what it looks for");
}

#[test]
fn set_up_overwrites_nothing() {
    let folder = Folder::new();
    let rng = &mut rng(9);
    fs::write(folder.path().join(NEW), "left over").unwrap();
    drop(folder.create(rng));
    let before = fs::read(folder.path().join(FILE)).unwrap();
    let secrets = [secret(1)];
    let setup = Setup {
        vault_id: [2; 16],
        key: NewKey::Pin {
            pin: PIN,
            secrets: &secrets,
        },
        cost: CHEAP,
        store: "a store",
    };
    let again = Vault::create(folder::permit(), folder.path(), setup, at(1), rng);
    assert!(matches!(again, Err(Error::Exists)));
    assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), before);
    fs::remove_file(folder.path().join(HEAD)).unwrap();
    drop(folder.unlock(rng));
    assert!(folder.path().join(HEAD).exists(), "the copy comes back");
    fs::remove_file(folder.path().join(FILE)).unwrap();
    let missing = Closed::open(folder.path());
    assert!(matches!(missing, Err(Error::Missing)));
    assert!(!folder.path().join(FILE).exists(), "opening makes no file");
}

#[test]
fn a_passphrase_needs_no_keychain() {
    let folder = Folder::new();
    let rng = &mut rng(10);
    let words = b"six words that nobody would guess";
    let setup = Setup {
        vault_id: [1; 16],
        key: NewKey::Passphrase(words),
        cost: CHEAP,
        store: "",
    };
    drop(Vault::create(folder::permit(), folder.path(), setup, at(1), rng).unwrap());
    let closed = Closed::open(folder.path()).unwrap();
    assert_eq!(closed.header().mode, Mode::Passphrase);
    let mut vault = closed.unlock(Key::Passphrase(words), None, rng).unwrap();
    vault.change_vmk(None, at(2), rng).unwrap();
    let closed = vault.lock().unwrap();
    let wrong = closed.unlock(Key::Passphrase(b"no"), None, rng);
    assert!(matches!(wrong, Err(Refusal::WrongPin(_))));
}

#[test]
fn a_vault_in_memory_leaves_nothing_and_does_everything() {
    let rng = &mut rng(11);
    let mut vault = Vault::in_memory(at(1), rng).unwrap();
    let id = Vault::new_id(rng);
    vault.put(id, 2, b"content", at(1), rng).unwrap();
    vault.change_vmk(None, at(1), rng).unwrap();
    assert_eq!(&vault.get(&id).unwrap().unwrap().content[..], b"content");
    assert!(matches!(vault.lock(), Err(Error::Missing)));
}

#[test]
fn the_index_is_nobody_elses() {
    let rng = &mut rng(12);
    let mut vault = Vault::in_memory(at(1), rng).unwrap();
    let mut low = [0; 16];
    low[15] = 1;
    for (id, kind) in [(low, 2), ([9; 16], 0), ([9; 16], 1)] {
        assert!(matches!(
            vault.put(id, kind, b"", at(1), rng),
            Err(Error::Reserved)
        ));
    }
    vault.remove(low, at(1), rng).unwrap();
    let large = vec![0; (4 << 20) + 1];
    let large = vault.put([9; 16], 2, &large, at(1), rng);
    assert!(matches!(large, Err(Error::TooLarge)));
    assert_eq!(vault.list(None).count(), 0);
}

fn secret(n: u32) -> Secret {
    Secret {
        n,
        kc: [n as u8; 32],
    }
}

fn holds(file: &[u8], id: &[u8]) -> bool {
    file.windows(24)
        .any(|row| row.starts_with(b"KCr1") && row[8..] == *id)
}

fn find(file: &[u8], what: &[u8]) -> usize {
    let at = file.windows(what.len()).rposition(|here| here == what);
    at.expect("it is there")
}
