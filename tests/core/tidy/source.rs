//! The tree as text, and Rust code without its comments, strings and unit tests.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder that holds `Cargo.toml`.
pub fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A Rust file.
pub struct Source {
    /// Its path from the top, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// The same length and lines, with comments, strings and the `#[cfg(test)]` module blanked.
    pub code: String,
    /// Lines without the `#[cfg(test)]` module.
    pub lines: usize,
}

impl Source {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut code = blank(&text);
        let all = text.lines().count();
        let lines = all - cut_tests(&mut code);
        Self { path: from_top(path), text, code, lines }
    }

    /// `file:line`, for a byte of the text or the code.
    pub fn place(&self, byte: usize) -> String {
        format!("{}:{}", self.path, self.code[..byte].split('\n').count())
    }

    /// Where `path` (such as `std::fs` or `egui`) stands in the code as whole words.
    pub fn find(&self, path: &str) -> Vec<usize> {
        let word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
        let bytes = self.code.as_bytes();
        let starts_word = word(path.as_bytes().first());
        let ends_word = word(path.as_bytes().last());
        let alone = |&(at, _): &(usize, &str)| {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            !(starts_word && word(before) || ends_word && word(bytes.get(at + path.len())))
        };
        self.code.match_indices(path).filter(alone).map(|(at, _)| at).collect()
    }
}

/// Every Rust file under a folder, sorted by path.
pub fn sources(folder: &str) -> Vec<Source> {
    files(folder).iter().filter(|path| path.ends_with(".rs")).map(|path| Source::read(&top().join(path))).collect()
}

/// Every file under a folder, sorted, as paths from the top; hidden ones too, without what is built.
pub fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![top().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("a folder that can be listed").path();
            if !path.is_dir() {
                found.push(from_top(&path));
            } else if !["target", ".git", "bench-data"].iter().any(|skipped| path.ends_with(skipped)) {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

fn from_top(path: &Path) -> String {
    let inside = path.strip_prefix(top()).expect("a path below the top");
    inside.to_string_lossy().replace('\\', "/")
}

/// The place of the brace that closes the one at `open`.
pub fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Blanks the unit tests and says how many lines they take.
fn cut_tests(code: &mut String) -> usize {
    let mut cut = 0;
    while let Some(start) = code.find("#[cfg(test)]") {
        let open = code[start..].find(['{', ';']).map_or(code.len() - 1, |open| start + open);
        let end = closing(code, open).filter(|_| code.as_bytes()[open] == b'{').unwrap_or(open);
        let tests = &code[start..=end];
        cut += tests.lines().count();
        let blanked: String = tests.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..=end, &blanked);
    }
    cut
}

/// Blanks comments, strings and character literals, byte for byte.
fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = skipped(bytes, at);
        if end == at {
            code.push(if bytes[at].is_ascii() { char::from(bytes[at]) } else { ' ' });
            at += 1;
        } else {
            code.extend(bytes[at..end].iter().map(|&b| if b == b'\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// The end of the comment or literal that begins at `at`; `at` itself if none does.
fn skipped(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let in_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    let length = if rest.starts_with(b"//") {
        rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len())
    } else if rest.starts_with(b"/*") {
        block_comment(rest)
    } else if rest[0] == b'"' {
        string(rest)
    } else if !in_word && (rest[0] == b'r' || rest.starts_with(b"br")) {
        raw_string(rest)
    } else if rest[0] == b'\'' {
        character(rest)
    } else {
        0
    };
    at + length
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let step = match &rest[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != b'"' {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    rest.len().min(at + 1)
}

fn raw_string(rest: &[u8]) -> usize {
    let prefix = if rest[0] == b'b' { 2 } else { 1 };
    let hashes = rest[prefix..].iter().take_while(|&&b| b == b'#').count();
    if rest.get(prefix + hashes) != Some(&b'"') {
        return 0;
    }
    let body = prefix + hashes + 1;
    let end = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
    rest[body..].windows(end.len()).position(|window| window == end).map_or(rest.len(), |close| body + close + end.len())
}

/// `'a'`, `'\n'` and `'ü'`, but not a lifetime.
fn character(rest: &[u8]) -> usize {
    let close = |from: usize| rest.iter().skip(from).take(9).position(|&b| b == b'\'').map(|more| from + more + 1);
    match rest.get(1) {
        Some(b'\\') => close(3).unwrap_or(0),
        Some(b) if b.is_ascii() => 3 * usize::from(rest.get(2) == Some(&b'\'')),
        Some(_) => close(2).unwrap_or(0),
        None => 0,
    }
}

#[test]
fn code_has_no_comments_strings_or_tests() {
    let text = "let a = \"{ //\"; // { \nlet b = '{'; let c: &'static str = r#\"}\"#; /* { /* */ */\n#[cfg(test)]\nmod tests {\n}\n";
    let mut code = blank(text);
    assert_eq!(code.len(), text.len());
    assert!(!code.contains(['}', '"']) || code.contains("mod tests"), "{code}");
    assert_eq!(cut_tests(&mut code), 3);
    assert!(!code.contains(['{', '}']), "{code}");
    assert!(code.contains("&'static str"), "{code}");
}
