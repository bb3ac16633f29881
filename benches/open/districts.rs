//! The districts that are measured, made once and kept in the target folder.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Cursor};
use std::path::{Path, PathBuf};

use roster_inspector::generate::{Ids, Options, write_district};
use roster_inspector::job::Watch;
use zip::ZipArchive;

/// How a district is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// UUIDs, rows in the order of the schools, quotes where needed.
    Uuid,
    /// Short numbers as sourcedIds.
    Numeric,
    /// Rows in no order.
    Shuffled,
    /// Quotes around every cell.
    Quoted,
}

impl Variant {
    /// All but the first, against which they are measured.
    pub const OTHERS: [Self; 3] = [Self::Numeric, Self::Shuffled, Self::Quoted];

    /// The words of the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uuid => "UUIDs",
            Self::Numeric => "numeric ids",
            Self::Shuffled => "shuffled rows",
            Self::Quoted => "every cell quoted",
        }
    }

    fn options(self, students: u64) -> Options {
        Options {
            students,
            ids: if self == Self::Numeric { Ids::Numeric } else { Ids::Uuid },
            shuffle: self == Self::Shuffled,
            quote_all: self == Self::Quoted,
            ..Options::default()
        }
    }
}

/// A district on disk.
pub struct District {
    /// How many students it has.
    pub students: u64,
    /// Where it is.
    pub zip: PathBuf,
    /// Bytes of the zip.
    pub zip_bytes: u64,
    /// Bytes of all its files, unpacked.
    pub csv_bytes: u64,
}

/// Makes the district, unless this generator has made it before.
pub fn make(students: u64, variant: Variant) -> Result<District, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("districts");
    fs::create_dir_all(&folder)?;
    let zip = folder.join(format!("{students}-{variant:?}-{:08x}.zip", fingerprint(variant)?).to_lowercase());
    if !zip.exists() {
        eprintln!("making {students} students, {}", variant.name());
        let unfinished = zip.with_extension("part");
        write_district(&variant.options(students), BufWriter::new(File::create(&unfinished)?), &Watch::new())?;
        fs::rename(&unfinished, &zip)?;
    }
    let csv_bytes = ZipArchive::new(File::open(&zip)?)?.decompressed_size().ok_or("a zip whose sizes are known")?;
    Ok(District { students, zip_bytes: fs::metadata(&zip)?.len(), csv_bytes: u64::try_from(csv_bytes)?, zip })
}

/// Of what the generator writes for a small district: another generator makes other files.
fn fingerprint(variant: Variant) -> Result<u32, Box<dyn Error>> {
    let mut zip = Cursor::new(Vec::new());
    write_district(&variant.options(200), &mut zip, &Watch::new())?;
    Ok(libdeflater::crc32(zip.get_ref()))
}
