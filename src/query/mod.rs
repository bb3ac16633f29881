//! Which rows of a table are shown, and in which order: filter and sort, as plain functions over loaded columns.
//!
//! Deliberately absent: any memory of the last query, and any change to the data.

mod error;
mod column_name;
mod condition;
mod filter;
mod ask;
mod pattern;
mod line;
mod pairs;
mod folded;
mod needle;
mod judge;
mod scan;
mod narrow;
mod text_order;
mod letters;
mod sort_words;
mod parted;
mod sort;
mod first;
mod order;
mod facet;
mod summary;
mod people;
mod numbers;
mod among;
mod charts;
mod gradebook;
mod around;
mod belongs;
mod parcel;
mod subset;
mod sift;
mod search;

pub use among::{Among, rows_among};
pub use around::{Around, OrgAround, around, has_around};
pub use ask::{Query, RowPick, SortKey};
pub use belongs::record_name;
pub use charts::{Bar, Charts, charts};
pub use column_name::{column_named, column_names};
pub use condition::{Condition, Found, Test};
pub use error::QueryError;
pub use facet::{Facet, FacetAsk, FacetValue, Profile, facet, profile};
pub use filter::{Filter, Join, Part};
pub use gradebook::{Gradebook, Item, Score, State, Student, range, score};
pub use line::{LineError, parse_filter, parse_line};
pub use needle::Needle;
pub use numbers::{Lack, LackCounts, Numbers, numbers};
pub use order::{RowOrder, first_rows, order, order_in_steps};
pub use parcel::{Parcel, ParcelCell, ParcelFile, ParcelSource, source_of};
pub use people::{grade_rank, with_role as people_with_role};
pub use search::{Hit, Matches, MatchesIn, Searching, search, start_search};
pub use sift::{PlaceColumn, Sift, Wanted, sift, sort_cause_places, sort_places};
pub use subset::{Along, OpenLink, Seed, Subset, SubsetTable, Why, subset};
pub use summary::{Summary, Tally, summary};

pub use crate::store::RowSet;
use pattern::pattern;
