//! The real window, driven as a person would: through WebKitWebDriver, on a display of its own.
#![cfg(target_os = "linux")]

mod window {
    pub mod stage;
}

use std::time::Duration;

use fantoccini::{Client, Locator};

use window::stage::{self, Stage};

#[test]
fn the_window_opens_on_the_page() {
    with_window(&[], async |window| {
        wait_for(&window, "main").await;
        shoot(&window, "first").await;
        assert_eq!(window.title().await.expect("a title"), "亲码 Kincode");
    });
}

/// Sets a stage, opens the window on it, and closes it whatever happens.
fn with_window(arguments: &[&str], act: impl AsyncFnOnce(Client)) {
    let stage = Stage::set();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let window = stage.open(arguments).await;
        act(window.clone()).await;
        window.close().await.expect("the window closes");
    });
}

async fn wait_for(window: &Client, css: &str) -> fantoccini::elements::Element {
    let found = window
        .wait()
        .at_most(Duration::from_secs(20))
        .for_element(Locator::Css(css))
        .await;
    found.unwrap_or_else(|error| panic!("{css} does not appear: {error}"))
}

/// Keeps a picture of the window in `<target>/shots`.
async fn shoot(window: &Client, name: &str) {
    let picture = window.screenshot().await.expect("a picture of the window");
    std::fs::write(stage::shots().join(format!("window-{name}.png")), picture)
        .expect("the shots folder");
}
