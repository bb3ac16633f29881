//! The page of a pull: its collections, what the server does, every request and its answer.

mod data;
mod request_list;
mod answer;
mod view;

pub use data::{CollectionRow, CollectionSign, NoteRow, PullData, pull};
pub use view::show;
