//! The page's types are the desk's types: `ui/src/ipc/bindings.ts` is what Rust says it is.
//! `cargo xtask bindings` writes it again.

use std::fs;
use std::path::Path;

use desk::view::*;
use ts_rs::{Config, TS};

const HEAD: &str =
    "// Written by `cargo xtask bindings` from crates/desk/src/view.rs. Change the types there.\n";

#[test]
fn the_bindings_are_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
    let wanted = bindings();
    if std::env::var_os("KINCODE_WRITE_BINDINGS").is_some() {
        fs::write(&file, &wanted).expect("the page's folder can be written");
    }
    let there = fs::read_to_string(&file).expect("the page has bindings");
    assert!(
        there == wanted,
        "ui/src/ipc/bindings.ts is stale: cargo xtask bindings"
    );
}

#[test]
fn a_changed_type_changes_the_text() {
    #[derive(TS)]
    struct Changed {
        #[expect(dead_code, reason = "only its type is looked at")]
        field: Option<u32>,
    }
    assert_eq!(
        declared::<Changed>().lines().last(),
        Some("export type Changed = { field: number | null, };")
    );
}

fn bindings() -> String {
    let types = [
        declared::<Verdict>(),
        declared::<FactView>(),
        declared::<HolderView>(),
        declared::<Printing>(),
        declared::<EventView>(),
        declared::<SlipView>(),
        declared::<ProblemView>(),
        declared::<NoticeView>(),
        declared::<SourceView>(),
        declared::<HandedView>(),
        declared::<PageView>(),
        declared::<ListState>(),
        declared::<ListView>(),
        declared::<IssuerView>(),
        declared::<PublisherView>(),
        declared::<ScopeView>(),
        declared::<TrustOffer>(),
        declared::<TrustChange>(),
        declared::<TrustView>(),
        declared::<Stock>(),
        declared::<Lang>(),
        declared::<Theme>(),
        declared::<AskAgain>(),
        declared::<BackupEvery>(),
        declared::<Settings>(),
        declared::<OwnSize>(),
        declared::<Printer>(),
        declared::<PageSpan>(),
        declared::<PrintRequest>(),
        declared::<PrintedSlip>(),
        declared::<PrintView>(),
        declared::<Saved>(),
        declared::<DoorView>(),
        declared::<LockView>(),
        declared::<StuckView>(),
        declared::<WayView>(),
        declared::<Way>(),
        declared::<SecretField>(),
        declared::<TypedView>(),
        declared::<SetUp>(),
        declared::<KitView>(),
        declared::<SymbolView>(),
        declared::<BackupView>(),
        declared::<RescueView>(),
        declared::<VaultView>(),
        declared::<FamilyView>(),
        declared::<PersonView>(),
        declared::<HeldView>(),
        declared::<HeldKind>(),
        declared::<Relation>(),
        declared::<Right>(),
        declared::<PersonFields>(),
        declared::<Belongs>(),
        declared::<FoundPageView>(),
        declared::<FoundView>(),
        declared::<KeepRequest>(),
        declared::<ShowView>(),
        declared::<NeighbourView>(),
        declared::<HeldListView>(),
        declared::<OwnedView>(),
        declared::<AskedView>(),
        declared::<AuthoritiesView>(),
        declared::<AuthorityView>(),
        declared::<AuthorityOffer>(),
        declared::<RunView>(),
        declared::<ColourView>(),
        declared::<Colour>(),
        declared::<PaperView>(),
        declared::<LiveView>(),
        declared::<CompareView>(),
        declared::<SideView>(),
        declared::<ReadinessView>(),
        declared::<RegionName>(),
        declared::<RegionView>(),
        declared::<RegionFactView>(),
        declared::<ReadyView>(),
        declared::<SchoolView>(),
        declared::<SchoolKeyView>(),
        declared::<SchoolKeyRequest>(),
        declared::<SchoolListRequest>(),
        declared::<SchoolListView>(),
        declared::<PupilView>(),
        declared::<LineProblemView>(),
    ];
    HEAD.to_owned() + &types.concat()
}

fn declared<T: TS + 'static>() -> String {
    let config = Config::default();
    format!(
        "\n{}export {}\n",
        T::docs().unwrap_or_default(),
        T::decl(&config)
    )
}
