//! What the tasks say about themselves.

/// `cargo xtask` alone.
pub(crate) const ALL: &str = "\
cargo xtask TASK: the developer's one entry, the same as CI.

  run       builds the page and the window, and opens it
  test      everything that must hold: page, formatting, lints, licences, documentation, tests, the real window
  check     the quick part of it: formatting, lints, licences
  bench     the figures and ratios that the product promises
  bundle    the packages that people install
  fuzz      hostile input by the million
  api       the authority's OpenAPI, driven by schemathesis
  fonts     fetches the typefaces of the printed page
  bindings  writes the window's TypeScript types again
  shots     keeps the real window's pictures for the documentation

On Debian and Ubuntu each task installs the system packages that it needs; on macOS and Windows it says which.
`cargo xtask TASK --help` says more.";

/// The text of one task; all of them if there is no such task.
pub(crate) fn of(task: Option<&str>) -> &'static str {
    match task {
        Some("run") => RUN,
        Some("test") => TEST,
        Some("check") => CHECK,
        Some("bench") => BENCH,
        Some("bundle") => BUNDLE,
        Some("fuzz") => FUZZ,
        Some("api") => API,
        Some("fonts") => FONTS,
        Some("bindings") => BINDINGS,
        Some("shots") => SHOTS,
        _ => ALL,
    }
}

const RUN: &str = "\
cargo xtask run [--release] [-- ARGUMENTS]

Installs what is missing, builds the page (ui/) and the fonts, builds the window and opens it.
The first time takes some minutes; after that seconds. It is the debug build, in which the heavy parts (pictures, PDF)
are optimised all the same; --release takes twice as long to build and is what people get.

What follows -- goes to the window:
  cargo xtask run -- --help
  cargo xtask run -- --home /tmp/empty-home";

const TEST: &str = "\
cargo xtask test

The whole of it, in this order, and the same as CI: system packages, the page (types, tests, build, and axe in Chromium: no violation in any state), fonts,
`cargo xtask check`, the examples in the documentation, and last `cargo test`, whose closing line is the last line.
No display is needed: the test of the real window starts its own (Xvfb, D-Bus session, WebKitWebDriver), and leaves
its pictures in <target>/shots.

One crate alone:  cargo test -p healthcode
The window alone: cargo test -p kincode-app --test window";

const CHECK: &str = "\
cargo xtask check

Formatting (cargo fmt), lints (cargo clippy, warnings are errors; clippy.toml says what is banned and why), and
licences, bans and sources of all dependencies (cargo-deny with deny.toml; built once into <target>/tools).
Which crate may use which, how long files may be and the like are tests: cargo test -p kincode-app --test layers";

const BENCH: &str = "\
cargo xtask bench [NAME]...

Runs every bench of the workspace, or those whose crate or bench is named, optimised. Each prints plain lines:
  ratio NAME VALUE         against something on the same machine, so it can be compared between machines
  figure NAME VALUE UNIT   as measured here";

const BUNDLE: &str = "\
cargo xtask bundle [--check] [--debug]

Builds the window and `kincode`, optimised, and packs them into <target>/release/bundle: on Linux a .deb and an .rpm, with
fonts, manual pages, completions, file types and licences. Takes a quarter of an hour the first time. On macOS (.dmg) and
Windows (NSIS) it is set up and untried.

--check, as root on a Debian: compares the two packages, installs the .deb on a root of its own with nothing but the base of
Debian, and opens the window there. Fetches the base once, into <target>/clean-root, and what the package depends on.
--debug packs what the tests use, into <target>/debug/bundle: quick, for whoever works on the packages.";

const FUZZ: &str = "\
cargo xtask fuzz [TARGET]... [--runs N]

Throws N made-up inputs at each target of tests/fuzz (or those named), with the address sanitizer and a memory limit,
and stops at the first crash. Without --runs each target gets what it promises: 1000000, and 50000 for the readers of
pictures and PDFs. Installs cargo-fuzz into <target>/tools the first time. Each ends with
  figure fuzz.TARGET N inputs
A crash is kept in tests/fuzz/artifacts; run it again with
  cargo xtask fuzz TARGET --again FILE";

const API: &str = "\
cargo xtask api

Starts a practice authority on this computer and has schemathesis send what its OpenAPI allows and what it forbids, half
of it signed as a device signs (tests/openapi/hooks.py). Fails at a server's error, and at any answer that the
description does not know. Installs schemathesis into <target>/tools the first time (python3 with venv). With
KINCODE_CAMPAIGN=full ten times as many.";

const FONTS: &str = "\
cargo xtask fonts

The typefaces of the printed page into <target>/fonts, each with its licence and checked by SHA-256: Noto Sans SC, Noto
Sans, Noto Naskh Arabic, Noto Serif Tibetan and Noto Sans Yi (OFL-1.1) from the npm packages that
xtask/fonts/package-lock.json pins; HanaMinB (Hanazono licence or OFL-1.1), for rare Han characters, from Debian's package
fonts-hanazono. Does nothing when they are there.";

const BINDINGS: &str = "\
cargo xtask bindings

Writes ui/src/ipc/bindings.ts again from the Rust types that the window is shown. Run it when
`the_bindings_are_fresh` fails, and commit the file.";

const SHOTS: &str = "\
cargo xtask shots

Copies the pictures that the documentation shows from <target>/shots to docs/screenshots. They are taken by the test of
the real window: cargo test -p kincode-app --test window";
