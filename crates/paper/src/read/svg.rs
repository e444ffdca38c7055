//! SVG pictures to grey pixels, by `resvg`: the guide of SMART Health Cards publishes its codes so.
//!
//! Only plain shapes are drawn. What no code needs and what lets a small file ask for much memory
//! or time is refused: filters, masks, patterns, dashes, entities, copies of copies. No other file
//! is opened and no text is set.

use std::collections::HashMap;

use resvg::tiny_skia::{Color, PathSegment, Pixmap, Point, Transform};
use resvg::usvg::roxmltree::{Document, Node as Element, ParsingOptions};
use resvg::usvg::{self, Group, ImageHrefResolver, Node, Options, Paint, Path, Tree};

use super::{Gray, ReadError};

/// Bytes of the longest file: the largest QR code with a styled rectangle a module has 2.5 MB.
const MAX_LENGTH: usize = 4 * 1024 * 1024;
/// Elements and texts, with what `use` copies: the same code has 62,000.
const MAX_NODES: u32 = 100_000;
/// Elements within each other.
const MAX_DEPTH: usize = 32;
/// Clip paths and gradients, which may refer to each other.
const MAX_SHARED: usize = 64;
/// Bytes of style sheets: each rule is tried on each element.
const MAX_STYLE: usize = 8 * 1024;
/// Pixels of the longer side.
const SIDE: f32 = 2000.0;
/// Pixels of all layers that are drawn apart and laid over the rest: 4 bytes each.
const MAX_LAYERS: f32 = 8.0 * SIDE * SIDE;
/// Pixels that may be filled, one over the other: a hundred pictures full.
const MAX_FILLED: f32 = 100.0 * SIDE * SIDE;
/// Rows of pixels that all edges of all shapes may cross: half a million short ones, or two thousand
/// from top to bottom. Those that close a shape are at most as many again.
const MAX_CROSSED: f32 = 5_000_000.0;

/// What a picture of plain shapes is made of; others have no say in it.
const PLAIN: [&str; 24] = [
    "a",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "metadata",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "symbol",
    "text",
    "title",
    "tspan",
    "use",
    "view",
];

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Draws an SVG picture on white, [`SIDE`] pixels long.
pub(crate) fn draw(bytes: &[u8]) -> Result<Gray, ReadError> {
    if bytes.len() > MAX_LENGTH {
        return Err(ReadError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReadError::Damaged)?;
    if text.contains("<!ENTITY") {
        return Err(ReadError::Unsupported);
    }
    let tree = tree(text.trim_start_matches('\u{feff}'))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SIDE / width.max(height);
    Weight::of(&tree, scale)?;
    let pixels = |side: f32| (side * scale).round().clamp(1.0, SIDE) as u32;
    let mut pixmap = Pixmap::new(pixels(width), pixels(height)).ok_or(ReadError::Damaged)?;
    pixmap.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    // Opaque from the start, so that nothing is multiplied.
    let luma = |p: &[u8; 4]| {
        ((u32::from(p[0]) * 54 + u32::from(p[1]) * 183 + u32::from(p[2]) * 19 + 128) >> 8) as u8
    };
    let gray = pixmap.data().as_chunks::<4>().0.iter().map(luma).collect();
    Gray::new(pixmap.width(), pixmap.height(), gray).ok_or(ReadError::Damaged)
}

fn tree(text: &str) -> Result<Tree, ReadError> {
    let parsing = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, parsing).map_err(|error| match error {
        usvg::roxmltree::Error::NodesLimitReached => ReadError::TooLarge,
        _ => ReadError::Damaged,
    })?;
    plain(&document)?;
    // Without these, a picture could name any file on this computer.
    let alone = ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = Options {
        image_href_resolver: alone,
        ..Options::default()
    };
    Tree::from_xmltree(&document, &options).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => ReadError::TooLarge,
        _ => ReadError::Damaged,
    })
}

/// Whether there is nothing but plain shapes, not too deep and not copied too often.
fn plain(document: &Document<'_>) -> Result<(), ReadError> {
    let mut named: HashMap<&str, Vec<Element<'_, '_>>> = HashMap::new();
    let (mut shared, mut style) = (0, 0);
    for element in document.descendants().filter(is_drawn) {
        if !PLAIN.contains(&element.tag_name().name()) {
            return Err(ReadError::Unsupported);
        }
        if let Some(id) = element.attribute("id") {
            named.entry(id).or_default().push(element);
        }
        match element.tag_name().name() {
            "clipPath" | "linearGradient" | "radialGradient" => shared += 1,
            "style" => style += element.text().unwrap_or_default().len(),
            _ => {}
        }
        let deep = element.ancestors().nth(MAX_DEPTH).is_some();
        if deep || shared > MAX_SHARED || style > MAX_STYLE {
            return Err(ReadError::TooLarge);
        }
    }
    let mut copied = 0;
    for copy in document.descendants().filter(is_copy) {
        let reference = copy
            .attribute("href")
            .or_else(|| copy.attribute((XLINK, "href")));
        let id = reference.unwrap_or_default().trim().trim_start_matches('#');
        for part in named
            .get(id)
            .into_iter()
            .flatten()
            .flat_map(Element::descendants)
        {
            copied += 1;
            if is_copy(&part) {
                return Err(ReadError::Unsupported);
            }
            if copied > MAX_NODES {
                return Err(ReadError::TooLarge);
            }
        }
    }
    Ok(())
}

fn is_drawn(element: &Element<'_, '_>) -> bool {
    element.is_element() && matches!(element.tag_name().namespace(), None | Some(SVG))
}

fn is_copy(element: &Element<'_, '_>) -> bool {
    is_drawn(element) && element.tag_name().name() == "use"
}

/// What drawing will cost.
struct Weight {
    scale: f32,
    layers: f32,
    filled: f32,
    crossed: f32,
}

impl Weight {
    fn of(tree: &Tree, scale: f32) -> Result<(), ReadError> {
        let mut weight = Self {
            scale,
            layers: 0.0,
            filled: 0.0,
            crossed: 0.0,
        };
        weight.group(tree.root())
    }

    fn group(&mut self, group: &Group) -> Result<(), ReadError> {
        if !group.filters().is_empty() || group.mask().is_some() {
            return Err(ReadError::Unsupported);
        }
        if group.should_isolate() {
            let layer = group.abs_layer_bounding_box();
            self.layers += layer.width() * self.scale * (layer.height() * self.scale);
        }
        let mut clip = group.clip_path();
        while let Some(path) = clip {
            self.layers += SIDE * SIDE / 4.0;
            self.group(path.root())?;
            clip = path.clip_path();
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group)?,
                Node::Path(path) => self.path(path)?,
                Node::Image(_) | Node::Text(_) => return Err(ReadError::Unsupported),
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) -> Result<(), ReadError> {
        let paints = [
            path.fill().map(|fill| fill.paint()),
            path.stroke().map(|stroke| stroke.paint()),
        ];
        let patterned = paints
            .iter()
            .flatten()
            .any(|paint| matches!(paint, Paint::Pattern(_)));
        if patterned
            || path
                .stroke()
                .is_some_and(|stroke| stroke.dasharray().is_some())
        {
            return Err(ReadError::Unsupported);
        }
        let area = path.abs_stroke_bounding_box();
        let side = |side: f32| (side * self.scale).min(SIDE);
        self.filled += side(area.width()) * side(area.height());
        self.crossed += self.edges(path);
        let sums = [
            self.layers / MAX_LAYERS,
            self.filled / MAX_FILLED,
            self.crossed / MAX_CROSSED,
        ];
        // What is no number is too large as well.
        if !sums.iter().all(|sum| *sum <= 1.0) {
            return Err(ReadError::TooLarge);
        }
        Ok(())
    }

    /// Rows that the edges of a path cross, at the most. A stroke has edges on both sides and ends
    /// about as long as it is wide.
    fn edges(&self, path: &Path) -> f32 {
        let (x, y) = path.abs_transform().get_scale();
        let scale = x.max(y) * self.scale;
        let stroke = path.stroke().map(|stroke| stroke.width().get());
        let rows = |from: Point, to: Point| {
            let long = from.distance(to);
            let sides = stroke.map_or(0.0, |width| 2.0 * long + 4.0 * width);
            // Each edge costs a little wherever it lies.
            4.0 + (long * scale).min(SIDE) + (sides * scale).min(4.0 * SIDE)
        };
        let mut last = Point::zero();
        let mut crossed = 0.0;
        for segment in path.data().segments() {
            let points: &[Point] = match &segment {
                PathSegment::MoveTo(to) => {
                    last = *to;
                    &[]
                }
                PathSegment::LineTo(to) => &[*to],
                PathSegment::QuadTo(by, to) => &[*by, *to],
                PathSegment::CubicTo(one, two, to) => &[*one, *two, *to],
                PathSegment::Close => &[],
            };
            for to in points {
                crossed += rows(last, *to);
                last = *to;
            }
        }
        crossed
    }
}
