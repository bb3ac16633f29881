//! The record page: one row of any table, read as a page about a person, a class or whatever it is.
//!
//! `data` says what is drawn, `page` builds it from the roster, `view` draws it.
//! What is deliberately absent: work that grows with the data; lists stop at a fixed number and lead to the table.

pub mod data;
mod look;
mod enrolled;
mod related;
mod timeline;
mod results;
mod person;
mod classes;
mod class;
mod org;
mod page;
pub mod source;
mod value_view;
mod sent_view;
mod source_view;
mod timeline_view;
mod card_view;
mod gradebook_view;
mod view;

pub use look::Look;
pub use page::{find, page};
pub use value_view::shown_level;
pub use view::show;
