//! The table that is asked: ten million invented people in six columns, made once and kept in the target folder.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

const HEADER: &str = "sourcedId,role,identifier,givenName,familyName,email";

/// Makes the file, unless it was made before.
pub fn make(rows: u32) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("people-{rows}"));
    let file = folder.join("users.csv");
    if file.exists() {
        return Ok(folder);
    }
    eprintln!("making {rows} people");
    fs::create_dir_all(&folder)?;
    let unfinished = folder.join("users.part");
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&unfinished)?);
    writeln!(out, "{HEADER}")?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for row in 0..rows {
        write_person(&mut out, row, &mut dice)?;
    }
    out.flush()?;
    fs::rename(unfinished, file)?;
    Ok(folder)
}

fn write_person(out: &mut impl std::io::Write, row: u32, dice: &mut Dice) -> std::io::Result<()> {
    let (id, more) = (dice.next(), dice.next());
    let role = ["student", "student", "student", "student", "student", "guardian", "guardian", "teacher"][dice.below(8)];
    let (given, family) = (name(dice.below(3_000), 2), name(dice.below(40_000), 3));
    write!(out, "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x},", id >> 32, id >> 16 & 0xffff, id & 0xfff, more & 0xfff, more >> 16)?;
    writeln!(
        out,
        "{role},{row:08},{given},{family},{}.{}{}@schools.example",
        given.to_lowercase(),
        family.to_lowercase(),
        dice.below(10_000)
    )
}

/// A name of some syllables.
fn name(mut number: usize, syllables: usize) -> String {
    const STARTS: [&str; 14] = ["b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "t"];
    const ENDS: [&str; 12] = ["a", "e", "i", "o", "u", "an", "el", "in", "or", "ra", "is", "ez"];
    let mut text = String::new();
    for _ in 0..=syllables {
        text.push_str(STARTS[number % STARTS.len()]);
        text.push_str(ENDS[number / 3 % ENDS.len()]);
        number = number / 7 + 5;
    }
    text[..1].make_ascii_uppercase();
    text
}

/// Numbers without order, the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
