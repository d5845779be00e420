//! A strict reader of the page: every tag closed in order, every attribute quoted, no stray `<`
//! or `&`. Stricter than HTML, so that what passes reads the same in every program.

/// An element of the page.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// The names of the elements around it, outermost first.
    pub(super) path: Vec<String>,
    /// Its position in the list of elements; children come after their parents.
    pub(super) parent: Option<usize>,
    /// All text in it.
    pub(super) text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 4] = ["meta", "link", "br", "hr"];

/// Reads `html`, or says what is wrong with it and where.
pub(super) fn read(html: &str) -> Result<Vec<Element>, String> {
    let mut rest = html
        .strip_prefix("<!DOCTYPE html>")
        .ok_or("no document type")?;
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some(start) = rest.find('<') {
        let text = unescape(&rest[..start])?;
        for index in &open {
            elements[*index].text.push_str(&text);
        }
        rest = &rest[start + 1..];
        if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').ok_or("a tag that does not end")?;
            let index = open.pop().ok_or(format!("</{name}> closes nothing"))?;
            if elements[index].name != name {
                return Err(format!("</{name}> closes <{}>", elements[index].name));
            }
            rest = after;
            continue;
        }
        let (element, closed, after) = tag(rest)?;
        rest = after;
        let index = elements.len();
        let raw = matches!(element.name.as_str(), "style" | "script");
        let void = closed || VOID.contains(&element.name.as_str());
        elements.push(Element {
            path: open.iter().map(|at| elements[*at].name.clone()).collect(),
            parent: open.last().copied(),
            ..element
        });
        if raw {
            let end = format!("</{}>", elements[index].name);
            let (content, after) = rest.split_once(&end).ok_or("raw text that does not end")?;
            elements[index].text = content.to_owned();
            rest = after;
        } else if !void {
            open.push(index);
        }
    }
    match open.last() {
        Some(index) => Err(format!("<{}> is never closed", elements[*index].name)),
        None if rest.trim().is_empty() => Ok(elements),
        None => Err(format!("text after the end: {rest}")),
    }
}

/// The tag at the start of `rest`, whether it closes itself, and what follows.
fn tag(rest: &str) -> Result<(Element, bool, &str), String> {
    let name_end = rest
        .find(|character: char| !character.is_ascii_alphanumeric())
        .ok_or("a tag that does not end")?;
    let name = rest[..name_end].to_owned();
    if name.is_empty() {
        return Err(format!(
            "a stray `<` before {:?}",
            &rest[..rest.len().min(40)]
        ));
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut rest = rest[name_end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix("/>") {
            return Ok((element(name, attributes), true, after));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((element(name, attributes), false, after));
        }
        let end = rest
            .find(|character: char| {
                !(character.is_ascii_alphanumeric() || "-:".contains(character))
            })
            .ok_or("a tag that does not end")?;
        let attribute = rest[..end].to_owned();
        if attribute.is_empty() {
            return Err(format!(
                "<{name}> has a malformed attribute at {:?}",
                &rest[..rest.len().min(40)]
            ));
        }
        if attributes.iter().any(|(other, _)| *other == attribute) {
            return Err(format!("<{name}> has {attribute} twice"));
        }
        rest = &rest[end..];
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (value, after) = quoted
                .split_once('"')
                .ok_or("an attribute that does not end")?;
            attributes.push((attribute, unescape(value)?));
            rest = after.trim_start();
        } else if rest.starts_with('=') {
            return Err(format!("{attribute} of <{name}> is not quoted"));
        } else {
            attributes.push((attribute, String::new()));
            rest = rest.trim_start();
        }
    }
}

fn element(name: String, attributes: Vec<(String, String)>) -> Element {
    Element {
        name,
        attributes,
        path: Vec::new(),
        parent: None,
        text: String::new(),
    }
}

fn unescape(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (entity, after) = rest[at + 1..]
            .split_once(';')
            .ok_or_else(|| format!("a stray `&` before {:?}", &rest[at..]))?;
        out.push(match entity {
            "amp" | "#38" => '&',
            "lt" | "#60" => '<',
            "gt" | "#62" => '>',
            "quot" | "#34" => '"',
            "#39" | "apos" => '\'',
            other => return Err(format!("an unknown entity &{other};")),
        });
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
