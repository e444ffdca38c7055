//! A folder, a keychain that outlives the window, and a machine that is told how long it has been up.

use std::path::PathBuf;
use std::sync::Arc;

use desk::problem::Problem;
use desk::view::{
    DoorView, KitView, Lang, PersonFields, Relation, Right, SecretField, SetUp, StuckView,
};
use desk::{Desk, Home, Keychain, Machine, Sight};
use tempfile::TempDir;
use vault::Cost;
use vault::keychain::memory::Fake;
use vault::keychain::{Name, System, Trouble};
use zeroize::Zeroizing;

pub const PIN: &str = "402817";
pub const OTHER: &str = "739152";
pub const CHEAP: Cost = Cost { m: 64, t: 1, p: 1 };

/// Where a test keeps what it takes out of the keychain.
const ASIDE: Name = Name::Seen { vault: [0xff; 16] };

pub struct House {
    folder: TempDir,
    pub keychain: Arc<Fake>,
    pub lang: Lang,
}

/// One keychain for several windows.
struct Shared(Arc<Fake>);

impl Keychain for Shared {
    fn store(&self) -> Result<String, Trouble> {
        self.0.store()
    }

    fn read(&self, name: &Name) -> Result<Vec<Zeroizing<Vec<u8>>>, Trouble> {
        self.0.read(name)
    }

    fn write(&self, name: &Name, value: &str) -> Result<(), Trouble> {
        self.0.write(name, value)
    }

    fn remove(&self, name: &Name) -> Result<(), Trouble> {
        self.0.remove(name)
    }
}

impl House {
    pub fn new() -> Self {
        Self::on(System::Linux)
    }

    pub fn on(system: System) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            keychain: Arc::new(Fake::new(system)),
            lang: Lang::Zh,
        }
    }

    /// With a vault, which is locked.
    pub fn open() -> Self {
        Self::open_on(System::Linux)
    }

    pub fn open_on(system: System) -> Self {
        let house = Self::on(system);
        let mut home = house.home();
        house.look(&mut home);
        house.set_up(&mut home);
        house
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn file(&self) -> PathBuf {
        self.path().join(vault::FILE)
    }

    /// A window, just started.
    pub fn home(&self) -> Home {
        Home::with_cost(
            self.path(),
            Box::new(Shared(Arc::clone(&self.keychain))),
            CHEAP,
        )
    }

    pub fn machine(&self) -> Machine {
        self.at(1_000)
    }

    /// So many seconds after the machine began.
    pub fn at(&self, up: u64) -> Machine {
        Machine {
            now: "2026-10-01T08:00:00+08:00[+08:00]"
                .parse()
                .expect("a moment"),
            boot: "this boot".to_owned(),
            up,
            memory: 8 << 20,
        }
    }

    pub fn look(&self, home: &mut Home) -> DoorView {
        home.look(&self.machine(), self.lang)
    }

    pub fn stuck(&self, home: &mut Home) -> StuckView {
        match self.look(home) {
            DoorView::Stuck(stuck) => stuck,
            other => panic!("{other:?}"),
        }
    }

    pub fn lock(&self, home: &mut Home) -> DoorView {
        home.lock(&self.machine(), self.lang)
    }

    pub fn type_in(&self, home: &mut Home, field: SecretField, text: &str) {
        home.type_secret(field, "Clear");
        for key in text.chars() {
            home.type_secret(field, &key.to_string());
        }
    }

    pub fn type_new(&self, home: &mut Home, text: &str) {
        self.type_in(home, SecretField::New, text);
        self.type_in(home, SecretField::Again, text);
    }

    pub fn set_up(&self, home: &mut Home) {
        self.type_new(home, PIN);
        let view = home.set_up(SetUp::Pin, &self.machine(), self.lang);
        assert_eq!(view.expect("it is set up"), DoorView::Open);
    }

    pub fn unlock(&self, home: &mut Home, pin: &str) -> Result<DoorView, Problem> {
        self.type_in(home, SecretField::Present, pin);
        home.unlock(&self.machine(), self.lang)
    }

    /// Unlocked, with somebody in it.
    pub fn lived_in(system: System) -> (Self, Home) {
        let house = Self::open_on(system);
        let mut home = house.home();
        house.unlock(&mut home, PIN).expect("it opens");
        house.add(&mut home, "陈安");
        (house, home)
    }

    pub fn sight(&self) -> Sight {
        Desk::open(None, PathBuf::new()).sight(&self.machine().now)
    }

    pub fn add(&self, home: &mut Home, name: &str) {
        let fields = PersonFields {
            name: name.to_owned(),
            latin: String::new(),
            birth: "2017-03-09".to_owned(),
            relation: Relation::Daughter,
            right: Right::Guardian,
            until: String::new(),
        };
        let (family, _) = home.family().expect("it is open");
        let saved = family.save_person(None, &fields, &self.sight(), &self.machine());
        saved.expect("it is kept");
    }

    pub fn people(&self, home: &mut Home) -> Vec<String> {
        let (family, _) = home.family().expect("it is open");
        let view = family.view("", &self.sight()).expect("it is read");
        view.people.into_iter().map(|person| person.name).collect()
    }

    pub fn make_kit(&self, home: &mut Home) -> String {
        self.type_in(home, SecretField::Present, PIN);
        let kit = home.make_kit(&self.machine(), self.lang);
        spelled(&kit.expect("it is made"))
    }

    /// What the keychain has under the vault's first number.
    fn key(&self) -> Name {
        // Past the lock: a window may hold the file.
        let header = vault::rescue::header(&self.path()).expect("it is there");
        Name::Key {
            vault: header.vault_id,
            number: header.wraps[0].n,
        }
    }

    pub fn forget_key(&self) {
        self.keychain.remove(&self.key()).expect("it is taken out");
    }

    /// Beside the vault's, to be given back.
    pub fn keep_key(&self) {
        let kept = self.keychain.read(&self.key()).expect("it answers");
        self.keychain.add(&ASIDE, &kept[0]);
    }

    pub fn give_key_back(&self) {
        let kept = self.keychain.read(&ASIDE).expect("it answers");
        self.keychain.add(&self.key(), &kept[0]);
    }

    /// Another secret in its place.
    pub fn change_key(&self) {
        self.forget_key();
        let other = vault::keychain::Secret::new([9; 32]);
        self.keychain.add(&self.key(), other.spelled().as_bytes());
    }

    /// Names of the files, sorted.
    pub fn files(&self) -> Vec<String> {
        let folder = std::fs::read_dir(self.path()).expect("a folder");
        let mut names: Vec<String> = folder
            .map(|entry| entry.expect("an entry").file_name().into_string())
            .map(|name| name.expect("a name of ours"))
            .collect();
        names.sort();
        names
    }
}

pub fn spelled(kit: &KitView) -> String {
    kit.groups.join("-")
}

/// The code of what went wrong.
pub fn code<T>(result: Result<T, Problem>) -> &'static str {
    result
        .err()
        .map_or("no problem", |problem| problem.code.as_str())
}
