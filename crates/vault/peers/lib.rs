//! Nothing of its own: `cargo bench` measures the vault against plain SQLite.
