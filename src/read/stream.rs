//! The rows of one file, streamed: one thread inflates, one parses, and whoever asks for rows is the third stage.
//! Buffers go round and are used again, for touching fresh memory costs more than parsing. Dropping the stream stops
//! both threads at their next block.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Builder;

use super::batch::RowBatch;
use super::parser::{MAX_RECORD, Parser};
use super::text::TextReader;
use super::{Fact, FactKind, FileId, ReadError, ReadErrorKind, RowFact, RowFactKind, TextEncoding, TextForm};
use crate::job::Watch;

/// Text is unpacked and parsed in blocks of this size at most.
const BLOCK: usize = 512 << 10;
/// The same for small files, whose buffers would otherwise take more memory than their data.
const SMALL_BLOCK: usize = 48 << 10;
/// Room before each block for the record that the block before it left incomplete.
const ROOM: usize = 16 << 10;
/// Batches that may wait for the consumer, at least and at most. It takes them in fast and then packs a row group at leisure:
/// the threads before it must have room to work on meanwhile.
const AHEAD: (usize, usize) = (4, 24);
/// The blocks that wait hold at most this part of the file.
const AHEAD_SHARE: u64 = 48;

/// How much is in memory between the threads: more for larger files.
#[derive(Clone, Copy, Debug)]
struct Buffers {
    block: usize,
    ahead: usize,
}

impl Buffers {
    fn for_file(bytes: u64) -> Self {
        let budget = usize::try_from(bytes / AHEAD_SHARE).unwrap_or(usize::MAX);
        let block = if budget < AHEAD.0 * BLOCK { SMALL_BLOCK } else { BLOCK };
        Self { block, ahead: (budget / block).clamp(AHEAD.0, AHEAD.1) }
    }
}

/// The rows of one file, batch by batch.
#[derive(Debug)]
pub struct RowStream {
    batches: Receiver<Parsed>,
    used: SyncSender<RowBatch>,
    /// What is known so far; all of it once `ended`.
    end: Box<StreamEnd>,
    ended: bool,
}

/// What is known once a file was read to its end.
#[derive(Clone, Debug)]
pub struct StreamEnd {
    /// How the text is written.
    pub form: TextForm,
    /// What was met in rows: the first million places of each kind.
    pub row_facts: Vec<RowFact>,
    /// How many row facts of each kind there are, in the order of [`RowFactKind::ALL`].
    pub row_fact_counts: [u64; RowFactKind::ALL.len()],
    /// What was met in the file as a whole.
    pub facts: Vec<Fact>,
    /// How many rows it has.
    pub rows: u64,
}

enum Parsed {
    Batch(RowBatch),
    End(Box<StreamEnd>),
    Failed(ReadError),
}

/// What the inflating thread hands over.
enum Unpacked {
    /// A buffer with this many bytes of text behind [`ROOM`].
    Block(Vec<u8>, usize),
    End {
        facts: Vec<Fact>,
        bytes: u64,
    },
    Failed(ReadError),
}

impl RowStream {
    /// The next rows; `None` = the end.
    #[expect(clippy::should_implement_trait, reason = "batches go back by `recycle`, which an iterator has no place for")]
    pub fn next(&mut self) -> Result<Option<RowBatch>, ReadError> {
        if self.ended {
            return Ok(None);
        }
        match self.batches.recv() {
            Ok(Parsed::Batch(batch)) => Ok(Some(batch)),
            Ok(Parsed::End(end)) => {
                self.end = end;
                self.ended = true;
                Ok(None)
            }
            Ok(Parsed::Failed(error)) => {
                self.ended = true;
                Err(error)
            }
            Err(_) => Err(ReadError::new(ReadErrorKind::Io, "".as_ref(), "The reading thread ended without a result.")),
        }
    }

    /// Gives a batch back, whose memory the next one uses.
    pub fn recycle(&mut self, batch: RowBatch) {
        // A full channel means that enough are on their way.
        drop(self.used.try_send(batch));
    }

    /// Reads on to the end if need be, and gives what is known then; after an error, what was known at the beginning.
    pub fn finish(mut self) -> StreamEnd {
        while let Ok(Some(batch)) = self.next() {
            self.recycle(batch);
        }
        *self.end
    }

    /// Starts both threads. `name` is that of the file, for the threads' names; `bytes` its size as far as it is known.
    pub(super) fn start(
        (name, bytes): (&str, u64),
        file: FileId,
        reader: TextReader,
        parser: Parser,
        watch: &Watch,
    ) -> Result<Self, ReadError> {
        let Buffers { block, ahead } = Buffers::for_file(bytes);
        let (to_parser, from_inflater) = sync_channel(ahead.min(8));
        let (to_inflater, free) = sync_channel(2 * ahead);
        let (to_consumer, batches) = sync_channel(ahead);
        let (used, from_consumer) = sync_channel(2 * ahead);
        let watch = watch.clone();
        let end = Box::new(StreamEnd {
            form: parser.form.clone(),
            row_facts: Vec::new(),
            row_fact_counts: Default::default(),
            facts: Vec::new(),
            rows: 0,
        });
        let inflating = move || inflate(reader, block, &to_parser, &free, &watch);
        let parsing = move || parse(parser, file, &from_inflater, &to_inflater, &to_consumer, &from_consumer);
        let no_thread = |error| ReadError::io("".as_ref(), error);
        Builder::new().name(format!("inflate {name}")).spawn(inflating).map_err(no_thread)?;
        Builder::new().name(format!("parse {name}")).spawn(parsing).map_err(no_thread)?;
        Ok(Self { batches, used, end, ended: false })
    }
}

fn inflate(mut reader: TextReader, block: usize, blocks: &SyncSender<Unpacked>, free: &Receiver<Vec<u8>>, watch: &Watch) {
    while !reader.is_done() {
        let mut buffer = free.try_recv().unwrap_or_default();
        buffer.resize(ROOM + block, 0);
        let message = match reader.fill(&mut buffer[ROOM..], watch) {
            Ok(filled) => Unpacked::Block(buffer, filled),
            Err(error) => Unpacked::Failed(error),
        };
        let failed = matches!(message, Unpacked::Failed(_));
        if blocks.send(message).is_err() || failed {
            return;
        }
    }
    // Nobody listens when the stream was dropped.
    drop(blocks.send(Unpacked::End { facts: std::mem::take(&mut reader.unpacker.facts), bytes: reader.bytes }));
}

fn parse(
    mut parser: Parser,
    file: FileId,
    blocks: &Receiver<Unpacked>,
    free: &SyncSender<Vec<u8>>,
    batches: &SyncSender<Parsed>,
    used: &Receiver<RowBatch>,
) {
    let mut carry = Carry { text: Vec::new(), wanted: 0, source: parser.first_byte() };
    loop {
        let (buffer, filled, ended) = match blocks.recv() {
            Ok(Unpacked::Block(buffer, filled)) => (buffer, filled, None),
            Ok(Unpacked::End { facts, bytes }) => (vec![0; ROOM], 0, Some((facts, bytes))),
            Ok(Unpacked::Failed(error)) => {
                drop(batches.send(Parsed::Failed(error)));
                return;
            }
            Err(_) => return,
        };
        let mut batch = used.try_recv().unwrap_or_default();
        let text = std::mem::take(&mut batch.text);
        if text.capacity() > 0 {
            drop(free.try_send(text));
        }
        let Some((text, from)) = carry.join(buffer, filled, ended.is_some()) else { continue };
        let to = text.len();
        batch.text = text;
        let (used_bytes, source) = parser.block(&mut batch, from..to, carry.source, ended.is_some());
        carry.keep(&batch.text[from + used_bytes..to], source);
        if batch.rows > 0 && batches.send(Parsed::Batch(batch)).is_err() {
            return;
        }
        if let Some((facts, bytes)) = ended {
            drop(batches.send(Parsed::End(Box::new(end_of(parser, file, facts, bytes)))));
            return;
        }
    }
}

/// The text of an incomplete record, carried over to the next block.
struct Carry {
    text: Vec<u8>,
    /// Parsing waits until this much text is there, so that a long record is not begun again with every block.
    wanted: usize,
    /// Where it starts in the file.
    source: u64,
}

impl Carry {
    /// The text to parse and where it starts in the buffer; `None` = more must come first.
    fn join(&mut self, mut buffer: Vec<u8>, filled: usize, ended: bool) -> Option<(Vec<u8>, usize)> {
        buffer.truncate(ROOM + filled);
        let len = self.text.len();
        if len <= ROOM {
            buffer[ROOM - len..ROOM].copy_from_slice(&self.text);
            return Some((buffer, ROOM - len));
        }
        self.text.extend_from_slice(&buffer[ROOM..]);
        if self.text.len() < self.wanted && !ended {
            return None;
        }
        Some((std::mem::take(&mut self.text), 0))
    }

    fn keep(&mut self, rest: &[u8], source: u64) {
        self.text.clear();
        self.text.extend_from_slice(rest);
        self.wanted = (2 * rest.len()).min(MAX_RECORD);
        self.source = source;
    }
}

/// The facts that only the whole file shows.
fn end_of(mut parser: Parser, file: FileId, mut facts: Vec<Fact>, bytes: u64) -> StreamEnd {
    parser.form.bytes = bytes;
    let TextForm { crlf, lf, cr, blank_lines, encoding, .. } = parser.form;
    let mut add = |kind, detail| facts.push(Fact { kind, file: None, detail });
    if u8::from(crlf > 0) + u8::from(lf > 0) + u8::from(cr > 0) > 1 || cr > 0 {
        add(FactKind::LineEnds, format!("CR LF {crlf}, LF {lf}, CR {cr}"));
    }
    if blank_lines > 0 {
        add(FactKind::BlankLines, blank_lines.to_string());
    }
    if encoding == TextEncoding::Windows1252 {
        let count = parser.facts.counts[RowFactKind::NotUtf8 as usize];
        let first = parser.facts.first_not_utf8.unwrap_or_default();
        add(FactKind::NotUtf8, format!("{count} cells, the first at byte {first}"));
    }
    if parser.cut > 0 {
        add(FactKind::LimitReached, format!("record length, {MAX_RECORD} bytes; {} records were cut", parser.cut));
    }
    for fact in &mut facts {
        fact.file = Some(file);
    }
    for fact in &mut parser.facts.places {
        fact.file = file;
    }
    let rows = parser.rows();
    StreamEnd { form: parser.form, row_facts: parser.facts.places, row_fact_counts: parser.facts.counts, facts, rows }
}
