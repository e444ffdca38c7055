//! How long a start takes, against a window with nothing in it, in the same run and by the same driver.
//! The figure is the ratio: absolute times are those of this machine.

mod memory;
#[expect(dead_code, reason = "the tests press more than a bench does")]
mod page;
#[expect(dead_code, reason = "the tests open ours alone")]
mod stage;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use page::Page;
use stage::{Stage, shots};

/// Starts of each kind, in turn.
const ROUNDS: usize = 7;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let (mut ours, mut empty) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(runtime.block_on(start(
            Path::new(env!("CARGO_BIN_EXE_kincode-app")),
            "family-empty",
        )));
        empty.push(runtime.block_on(start(&empty_window(), "drop")));
    }
    let (ours, empty) = (median(ours), median(empty));
    println!("figure start.ours {ours:?}");
    println!("figure start.empty {empty:?}");
    println!(
        "figure start.ratio {:.2} (ours / an empty window)",
        ours.as_secs_f64() / empty.as_secs_f64()
    );
}

/// From asking for the window until its first screen can be used, as this part of it tells.
async fn start(program: &Path, part: &str) -> Duration {
    let home = tempfile::TempDir::new().expect("a temporary folder");
    let stage = Stage::set(home.path());
    let began = Instant::now();
    let window = stage.open_program(program, &[]).await;
    let page = Page::of(window.clone(), shots());
    page.part(part).await;
    let took = began.elapsed();
    window.close().await.expect("the window closes");
    took
}

/// Built beside us: `cargo bench` builds examples too if asked, and `cargo xtask bench` asks.
fn empty_window() -> PathBuf {
    let ours = Path::new(env!("CARGO_BIN_EXE_kincode-app"));
    let folder = ours.parent().expect("a program lies in a folder");
    let program = folder.join("examples/empty-window");
    assert!(
        program.exists(),
        "first: cargo build --release --example empty-window"
    );
    program
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
