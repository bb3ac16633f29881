//! A connection check as text: for the terminal and for a file.

use std::io::{self, Write};

use super::probe::Probe;

/// Writes what a connection check found; `url` is the address as it was understood.
pub fn write_probe(found: &Probe, url: &str, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    writeln!(out, "{url}")?;
    for line in &found.lines {
        let means = if line.means.is_empty() { String::new() } else { format!(" ({})", line.means) };
        writeln!(out, "  {:<8} {:<20} {}{means}", line.outcome.name(), line.question, line.found)?;
    }
    if !found.endpoints.is_empty() {
        writeln!(out, "Collections")?;
    }
    for endpoint in &found.endpoints {
        let status = endpoint.status.map_or_else(|| "-".to_owned(), |status| status.to_string());
        let total = endpoint.total.map_or_else(|| "total unknown".to_owned(), |total| format!("{total} rows"));
        writeln!(out, "  {status:<4} {:<18} {total:<16} {} ms", endpoint.name, endpoint.millis)?;
    }
    out.flush()
}
