//! The window's commands as they stand in five places: written, handled, permitted, granted, called.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One `#[tauri::command]`.
#[derive(Debug, Eq, PartialEq)]
pub struct Command {
    /// The function's name, by which the page calls it.
    pub name: String,
    /// Lines between its braces, without blank ones.
    pub body: usize,
}

/// All commands written in the Rust files of `folder` and below.
pub fn in_folder(folder: &Path) -> Vec<Command> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder)
        .expect("the shell's folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
    {
        if path.is_dir() {
            found.extend(in_folder(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.extend(written(
                &fs::read_to_string(&path).expect("a source file is text"),
            ));
        }
    }
    found
}

/// The commands of one file. Relies on rustfmt: the opening brace ends its line, the closing one begins its own.
pub fn written(source: &str) -> Vec<Command> {
    let mut lines = source.lines().map(str::trim_end);
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if !line.trim_start().starts_with("#[tauri::command") {
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let mut head = String::new();
        for part in lines.by_ref() {
            head.push_str(part);
            if part.ends_with('{') {
                break;
            }
        }
        let end = format!("{indent}}}");
        let body = lines
            .by_ref()
            .take_while(|inner| *inner != end)
            .filter(|inner| !inner.is_empty())
            .count();
        let name = head
            .split("fn ")
            .nth(1)
            .and_then(|rest| rest.split(['(', '<']).next())
            .unwrap_or_default();
        found.push(Command {
            name: name.to_owned(),
            body,
        });
    }
    found
}

/// The names in `generate_handler![..]`.
pub fn handled(lib: &str) -> BTreeSet<String> {
    let list = lib
        .split("generate_handler![")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .unwrap_or_default();
    list.split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The names in `commands.allow = [".."]` of a permission file, if each is in a permission of its own name.
pub fn permitted(toml: &str) -> BTreeSet<String> {
    let value = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let lines = |key: &'static str| {
        toml.lines()
            .filter(move |line| line.starts_with(key))
            .map(value)
    };
    let identifiers: BTreeSet<String> = lines("identifier").collect();
    lines("commands.allow")
        .filter(|name| identifiers.contains(&permission_of(name)))
        .collect()
}

/// The commands that a capability grants.
pub fn granted(json: &str) -> BTreeSet<String> {
    let capability: serde_json::Value = serde_json::from_str(json).expect("a capability is JSON");
    let permissions = capability["permissions"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let names = permissions
        .iter()
        .filter_map(|one| one.as_str())
        .filter_map(|one| one.strip_prefix("allow-"));
    names.map(|name| name.replace('-', "_")).collect()
}

/// The names that the page asks for: `ask("name"` in the one file that may call `invoke`.
pub fn called(typescript: &str) -> BTreeSet<String> {
    let calls = typescript.split("ask(").skip(1).map(str::trim_start);
    calls
        .filter_map(|rest| rest.strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn permission_of(command: &str) -> String {
    format!("allow-{}", command.replace('_', "-"))
}

#[test]
fn bodies_are_measured() {
    let source = "#[tauri::command]\npub async fn print<R: Runtime>(\n    a: u8,\n) -> u8 {\n    one();\n\n    two()\n}\n\n\
                  #[tauri::command]\npub fn clear() {\n    go()\n}\n";
    let found = written(source);
    assert_eq!(
        found[0],
        Command {
            name: "print".into(),
            body: 2
        }
    );
    assert_eq!(
        found[1],
        Command {
            name: "clear".into(),
            body: 1
        }
    );
}

#[test]
fn each_list_is_read() {
    assert_eq!(
        handled("generate_handler![a::print, slips,\n]"),
        ["print", "slips"].map(str::to_owned).into()
    );
    let toml = "identifier = \"allow-lay-aside\"\ncommands.allow = [\"lay_aside\"]\nidentifier = \"x\"\ncommands.allow = [\"y\"]\n";
    assert_eq!(permitted(toml), ["lay_aside".to_owned()].into());
    assert_eq!(
        granted("{\"permissions\": [\"core:default\", \"allow-lay-aside\"]}"),
        ["lay_aside".to_owned()].into()
    );
    let page = "slips: () => ask(\"slips\", {}), print: () => ask(\n \"print\", {}), task(x); ask(command)";
    assert_eq!(called(page), ["print", "slips"].map(str::to_owned).into());
}
