//! Every state of the vault that can be made on a real system: each has its screen in the real window, and a picture of it.
//! Not made here: a keychain that is locked and asks, or refuses (a person does both in a dialog of the desktop's), one that is
//! another program's now, a file of a newer program, a folder that cannot be written, a full disk.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use zbus::blocking::{Connection, connection::Builder};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::page::{LOOKS, Page};
use super::stage::{Keychain, Stage, shots};
use crate::data;

const PIN: &str = "402817";

/// Below `HOME`.
const VAULT: &str = ".local/share/org.kincode.desk/vault.kcv";
const KEYRINGS: &str = ".local/share/keyrings";

#[test]
fn every_state_of_the_vault_has_its_screen() {
    let kept = TempDir::new().expect("a temporary folder");
    let older = TempDir::new().expect("another");
    on(
        kept.path(),
        Keychain::Open,
        |_| {},
        async |page| {
            page.part("family-empty").await;
            page.look(LOOKS[3]).await;
            shoot(page, "never-set").await;
            page.keep_first(&data("genuine.png"), PIN).await;
        },
    );
    copy(kept.path(), older.path());
    on(
        kept.path(),
        Keychain::Open,
        |_| {},
        async |page| {
            page.part("unlock").await;
            shoot(page, "locked").await;
            page.type_secret(0, "402818").await;
            page.press("unlock-press").await;
            page.until(
                "return document.querySelector('[data-testid=unlock-note]').innerText !== ''",
            )
            .await;
            shoot(page, "wrong-pin").await;
            page.type_secret(0, PIN).await;
            page.press("unlock-press").await;
            page.css("[data-testid=slip]").await;
            // Somebody more: the copy from before is the older one now.
            let fields = "{id: null, fields: {name: '大雨', latin: '', birth: '2017-03-09', relation: 'son', \
                      right: 'guardian', until: ''}}";
            assert_eq!(page.invoke("save_person", fields).await, "answered");
            page.press("lock").await;
            page.part("unlock").await;
            // Five are free. (kc1.md 3.7)
            for _ in 0..5 {
                page.type_secret(0, "402818").await;
                page.press("unlock-press").await;
                let counted = "document.querySelector('[data-testid=countdown]') !== null || \
                           document.querySelector('[data-testid=dots]')?.dataset.dots === '0'";
                page.until(&format!("return {counted}")).await;
            }
            page.part("countdown").await;
            shoot(page, "throttled").await;
        },
    );
    // As it was, but for the tries, which are counted in the file: the copy of before has none.
    let file = |home: &Path| home.join(VAULT);
    let stuck = |state: &str, keychain: Keychain, change: &dyn Fn(&Path)| {
        let home = TempDir::new().expect("a temporary folder");
        copy(older.path(), home.path());
        change(home.path());
        on(
            home.path(),
            keychain,
            |stage| {
                if state == "wrong-secret" {
                    other_secret(&stage.bus());
                }
            },
            async |page| {
                if state == "older-copy" {
                    page.type_secret(0, PIN).await;
                    page.press("unlock-press").await;
                }
                page.css(&format!("[data-testid=stuck][data-state={state}]"))
                    .await;
                shoot(page, state).await;
            },
        );
    };
    stuck("no-service", Keychain::Absent, &|_| {});
    // It is locked, and nobody here draws the window in which a person would unlock it.
    stuck("no-answer", Keychain::Shut, &|_| {});
    stuck("broken", Keychain::Shut, &|home| {
        forget(&home.join(KEYRINGS))
    });
    stuck("gone", Keychain::Open, &|home| forget(&home.join(KEYRINGS)));
    stuck("wrong-secret", Keychain::Open, &|_| {});
    stuck("vault-missing", Keychain::Open, &|home| {
        fs::remove_file(file(home)).expect("it was there");
    });
    stuck("damaged", Keychain::Open, &|home| {
        let vault = File::options()
            .write(true)
            .open(file(home))
            .expect("it is there");
        vault
            .set_len(vault.metadata().expect("a file").len() / 2)
            .expect("it is cut");
    });
    stuck("older-copy", Keychain::Open, &|home| {
        forget(&home.join(KEYRINGS));
        copy(&kept.path().join(KEYRINGS), &home.join(KEYRINGS));
    });
    let held = std::cell::OnceCell::new();
    stuck("in-use", Keychain::Open, &|home| {
        let vault = File::options()
            .read(true)
            .write(true)
            .open(file(home))
            .expect("it is there");
        vault.lock().expect("nobody else has it");
        assert!(held.set(vault).is_ok());
    });
}

/// Opens the window there, on a stage with such a keychain; `first` is done before.
fn on(home: &Path, keychain: Keychain, first: impl FnOnce(&Stage), act: impl AsyncFnOnce(&Page)) {
    let stage = Stage::with(home, keychain);
    first(&stage);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let window = stage.open(&[]).await;
        act(&Page::of(window.clone(), shots())).await;
        window.close().await.expect("the window closes");
    });
}

async fn shoot(page: &Page, state: &str) {
    page.shoot(LOOKS[3], &format!("state-{state}")).await;
}

fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-aT").args([from, to]).status();
    assert!(done.is_ok_and(|status| status.success()));
}

fn forget(folder: &Path) {
    fs::remove_dir_all(folder).expect("it is there");
}

/// Puts another secret in the place of the vault's, as a well-meant tidying would. (Secret Service API: a session without
/// encryption, `SetSecret` of a `(oayays)`)
fn other_secret(bus: &str) {
    let bus = Builder::address(bus)
        .and_then(Builder::build)
        .expect("the bus answers");
    let nothing: HashMap<&str, &str> = HashMap::new();
    let (items, _): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
        ask(&bus, SERVICE, "Service", "SearchItems", &(nothing,));
    let (_, session): (OwnedValue, OwnedObjectPath) = ask(
        &bus,
        SERVICE,
        "Service",
        "OpenSession",
        &("plain", Value::from("")),
    );
    for item in items {
        let attributes = bus.call_method(
            Some(SECRETS),
            &item,
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &("org.freedesktop.Secret.Item", "Attributes"),
        );
        let attributes = format!(
            "{:?}",
            attributes
                .expect("it answers")
                .body()
                .deserialize::<OwnedValue>()
        );
        if !attributes.contains("/key/") {
            continue;
        }
        let secret = (&session, Vec::<u8>::new(), OTHER.as_bytes(), "text/plain");
        let () = ask(&bus, item.as_str(), "Item", "SetSecret", &(secret,));
    }
}

fn ask<A, T>(bus: &Connection, path: &str, interface: &str, method: &str, takes: &A) -> T
where
    A: serde::Serialize + zbus::zvariant::DynamicType,
    T: for<'a> serde::Deserialize<'a> + zbus::zvariant::Type,
{
    let interface = format!("org.freedesktop.Secret.{interface}");
    let answer = bus.call_method(Some(SECRETS), path, Some(interface.as_str()), method, takes);
    let answer = answer.unwrap_or_else(|error| panic!("{method}: {error}"));
    answer
        .body()
        .deserialize()
        .unwrap_or_else(|error| panic!("{method}: {error}"))
}

const SECRETS: &str = "org.freedesktop.secrets";
const SERVICE: &str = "/org/freedesktop/secrets";

/// Thirty-two times the byte 9, spelled as an entry of ours. (kc1.md 3.5)
const OTHER: &str =
    "kck1-0909090909090909090909090909090909090909090909090909090909090909-8c0cc17a";
