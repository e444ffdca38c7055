//! What a page says to somebody who does not see it: its pieces in the order of reading, and what each of them is.
//!
//! Logical structure and marked content, ISO 32000-2, 14.7 and 14.8: a section for each slip, in it the title as a
//! heading, paragraphs, the table of facts, and the code as a figure that says what it is.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};
use printpdf::{DictItem, Op};

use crate::Problem;
use crate::file::File;
use crate::write::text;

/// What a piece is (ISO 32000-2, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A slip.
    Section,
    /// What it is and from whom.
    Title,
    /// Anything else that is read.
    Paragraph,
    /// The facts of a page.
    Table,
    /// One of them.
    Row,
    /// What it is about.
    Label,
    /// What it says.
    Value,
    /// The code.
    Code,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Section => "Sect",
            Self::Title => "H1",
            Self::Paragraph => "P",
            Self::Table => "Table",
            Self::Row => "TR",
            Self::Label => "TH",
            Self::Value => "TD",
            Self::Code => "Figure",
        }
    }
}

/// The pieces of one page as a tree.
#[derive(Default)]
pub(crate) struct Tags {
    nodes: Vec<Node>,
    /// The innermost that is open.
    open: Option<usize>,
    /// Marked pieces of content so far.
    marked: i64,
}

struct Node {
    role: Role,
    parent: Option<usize>,
    /// The number of its content, or none if it holds further pieces.
    content: Option<i64>,
    /// What stands for what cannot be read aloud.
    instead: Option<String>,
}

/// Where the pieces of a page have come to.
#[derive(Clone, Copy)]
pub(crate) struct Reached(usize, Option<usize>, i64);

impl Tags {
    /// Begins a piece that holds others.
    pub(crate) fn begin(&mut self, role: Role) {
        self.push(role, None, None);
        self.open = Some(self.nodes.len() - 1);
    }

    /// Ends what was begun last.
    pub(crate) fn end(&mut self) {
        let open = self.open.and_then(|open| self.nodes.get(open));
        self.open = open.and_then(|node| node.parent);
    }

    /// Begins a piece of content; [`END`] ends it.
    pub(crate) fn mark(&mut self, role: Role, instead: Option<String>) -> Op {
        let number = self.marked;
        self.marked += 1;
        self.push(role, Some(number), instead);
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
        Op::BeginMarkedContentWithProperties {
            tag: role.name().to_owned(),
            properties: DictItem::Dict { map },
        }
    }

    pub(crate) fn reached(&self) -> Reached {
        Reached(self.nodes.len(), self.open, self.marked)
    }

    /// Forgets what came after.
    pub(crate) fn back_to(&mut self, Reached(nodes, open, marked): Reached) {
        self.nodes.truncate(nodes);
        (self.open, self.marked) = (open, marked);
    }

    fn push(&mut self, role: Role, content: Option<i64>, instead: Option<String>) {
        self.nodes.push(Node {
            role,
            parent: self.open,
            content,
            instead,
        });
    }
}

/// Ends a piece of content.
pub(crate) const END: Op = Op::EndMarkedContent;

/// What is seen and not read: rules, bands, marks to cut along.
pub(crate) fn unread() -> Op {
    Op::BeginMarkedContent {
        tag: "Artifact".to_owned(),
    }
}

/// The structure of a whole file, as far as its pages are written.
pub(crate) struct Structure {
    root: ObjectId,
    document: ObjectId,
    /// The topmost pieces of all pages.
    sections: Vec<ObjectId>,
    /// For each page the list of what its marked content belongs to.
    pages: Vec<ObjectId>,
}

impl Structure {
    pub(crate) fn new(file: &mut File) -> Self {
        Self {
            root: file.number(),
            document: file.number(),
            sections: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// Writes the pieces of the next page; gives its key in the tree of parents.
    pub(crate) fn page(
        &mut self,
        tags: &Tags,
        page: ObjectId,
        file: &mut File,
    ) -> Result<i64, Problem> {
        let ids: Vec<ObjectId> = tags.nodes.iter().map(|_| file.number()).collect();
        let mut kids: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
        let mut marked = Vec::new();
        for (node, id) in tags.nodes.iter().zip(&ids) {
            match node.parent {
                Some(parent) => kids[parent].push((*id).into()),
                None => self.sections.push(*id),
            }
            if node.content.is_some() {
                marked.push(Object::from(*id));
            }
        }
        for ((node, id), kids) in tags.nodes.iter().zip(&ids).zip(kids) {
            let parent = node.parent.map_or(self.document, |parent| ids[parent]);
            let mut element = Dictionary::from_iter([
                ("S", Object::from(node.role.name())),
                ("P", parent.into()),
                ("K", node.content.map_or(kids.into(), Object::from)),
            ]);
            if node.content.is_some() {
                element.set("Pg", page);
            }
            if let Some(instead) = &node.instead {
                element.set("Alt", text(instead));
            }
            if node.role == Role::Label {
                let scope = [("O", Object::from("Table")), ("Scope", "Row".into())];
                element.set("A", Dictionary::from_iter(scope));
            }
            file.small_as(*id, element)?;
        }
        self.pages.push(file.small(marked)?);
        Ok(self.pages.len() as i64 - 1)
    }

    /// Writes what holds all pages together; gives the root.
    pub(crate) fn finish(self, file: &mut File) -> Result<ObjectId, Problem> {
        let numbered = (0_i64..).zip(self.pages);
        let numbers = numbered.flat_map(|(key, list)| [Object::from(key), list.into()]);
        let numbers: Vec<Object> = numbers.collect();
        let parents = file.small(Dictionary::from_iter([("Nums", Object::from(numbers))]))?;
        let sections: Vec<Object> = self.sections.into_iter().map(Object::from).collect();
        let document = Dictionary::from_iter([
            ("S", Object::from("Document")),
            ("P", self.root.into()),
            ("K", sections.into()),
        ]);
        file.small_as(self.document, document)?;
        let root = Dictionary::from_iter([
            ("Type", Object::from("StructTreeRoot")),
            ("K", self.document.into()),
            ("ParentTree", parents.into()),
        ]);
        file.small_as(self.root, root)?;
        Ok(self.root)
    }
}
