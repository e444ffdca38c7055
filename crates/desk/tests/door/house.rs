//! A folder, a keychain that outlives the window, and a machine that is told how long it has been up.

use std::path::PathBuf;
use std::sync::Arc;

use desk::problem::Problem;
use desk::view::{DoorView, Lang, SecretField, SetUp, StuckView};
use desk::{Home, Keychain, Machine};
use tempfile::TempDir;
use vault::Cost;
use vault::keychain::memory::Fake;
use vault::keychain::{Name, System, Trouble};
use zeroize::Zeroizing;

pub const PIN: &str = "402817";
pub const OTHER: &str = "739152";
pub const CHEAP: Cost = Cost { m: 64, t: 1, p: 1 };

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
            now: "2026-10-01T08:00:00+08:00[Asia/Shanghai]"
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
}
