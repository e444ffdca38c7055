//! The licences of everything that is linked into the programs, gathered from where cargo keeps the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::place;
use crate::step::{Outcome, ask};

/// One text: each package with its licence, and each text of a licence once, with the packages it came with.
///
/// # Errors
/// If cargo does not say what is linked.
pub(crate) fn of_others() -> Outcome<String> {
    let words = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
    ];
    let says = ask(place::cargo().args(words).arg(host()?))?;
    let metadata: Value =
        serde_json::from_str(&says).map_err(|error| format!("cargo metadata: {error}"))?;
    let linked = linked(&metadata);
    let mut list =
        String::from("What is linked into kincode-app and kincode, and under which licence.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let no_packages = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&no_packages) {
        let ours = package["source"].is_null();
        if ours || !linked.contains(text(&package["id"])) {
            continue;
        }
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        list.push_str(&format!("{name}: {}\n", text(&package["license"])));
        let folder = Path::new(text(&package["manifest_path"])).parent();
        for licence in folder.map(texts_in).unwrap_or_default() {
            texts.entry(licence).or_default().push(name.clone());
        }
    }
    for (licence, packages) in texts {
        list.push_str(&format!(
            "\n{}\n{}\n\n{}\n",
            "-".repeat(72),
            packages.join(", "),
            licence.trim_end()
        ));
    }
    Ok(list)
}

/// The ids of what the two programs need when they run.
fn linked(metadata: &Value) -> BTreeSet<String> {
    let empty = Vec::new();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap_or(&empty);
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().map(|node| (text(&node["id"]), node)).collect();
    let programs = metadata["packages"].as_array().unwrap_or(&empty).iter();
    let programs = programs.filter(|package| PROGRAMS.contains(&text(&package["name"])));
    let mut left: Vec<&str> = programs.map(|package| text(&package["id"])).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = left.pop() {
        if !found.insert(id.to_owned()) {
            continue;
        }
        let needed = by_id
            .get(id)
            .and_then(|node| node["deps"].as_array())
            .unwrap_or(&empty);
        let at_run_time = |dep: &&Value| {
            let kinds = dep["dep_kinds"].as_array();
            // A kind without a name is the usual one; the others are for building and for tests.
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
        };
        left.extend(
            needed
                .iter()
                .filter(at_run_time)
                .map(|dep| text(&dep["pkg"])),
        );
    }
    found
}

/// The texts of the licences that lie in a package's folder.
fn texts_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let is_licence = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["license", "licence", "copying", "notice", "copyright"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    let named = entries
        .flatten()
        .filter(|entry| is_licence(&entry.file_name().to_string_lossy()));
    named
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect()
}

/// What is compiled for, as cargo calls it.
fn host() -> Outcome<String> {
    let says = ask(place::cargo().args(["-vV"]))?;
    let host = says.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "cargo -vV names no host.".to_owned().into())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

const PROGRAMS: [&str; 2] = ["kincode-app", "kincode-cli"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_linked_and_what_builds_or_tests_is_not() {
        let dep =
            |pkg: &str, kind: Value| serde_json::json!({"pkg": pkg, "dep_kinds": [{"kind": kind}]});
        let metadata = serde_json::json!({
            "packages": [{"name": "kincode-cli", "id": "cli"}, {"name": "xtask", "id": "xtask"}],
            "resolve": {"nodes": [
                {"id": "cli", "deps": [dep("a", Value::Null), dep("b", "build".into()), dep("c", "dev".into())]},
                {"id": "a", "deps": [dep("d", Value::Null)]},
                {"id": "xtask", "deps": [dep("e", Value::Null)]},
            ]},
        });
        let linked: Vec<String> = linked(&metadata).into_iter().collect();
        assert_eq!(linked, ["a", "cli", "d"]);
    }
}
