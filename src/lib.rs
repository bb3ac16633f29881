//! Roster Inspector: opens OneRoster packages, shows them, walks their relations and says what is wrong with them.
//!
//! A room imports only rooms before it; data walks through them in this order.
//!
//! | room | what it does |
//! |---|---|
//! | [`job`] | long work that can be watched and stopped |
//! | [`spec`] | what OneRoster says, as constant tables |
//! | [`read`] | bytes in, raw rows out, with their origin and the facts met |
//! | [`store`] | packed columns, the sourcedId index, references resolved to rows |
//! | [`relate`] | the other direction of every reference |
//! | [`check`] | rules that turn facts, cells and relations into findings |
//! | [`roster`] | the immutable roster in its stages, and the corridor that makes it |
//! | [`rest`] | a live endpoint: pulls pages, and makes of them the rows that its CSV files would hold |
//! | [`cause`] | findings that share a cause, in the order of repair |
//! | [`receiver`] | what each receiver is known to do with what was found |
//! | [`track`] | what was decided to be left, and what was known before |
//! | [`report`] | what was found, written for people and for programs |
//! | [`query`] | which rows are shown, and in which order |
//! | [`compare`] | two rosters side by side, and base and delta |
//! | [`export`] | rows out: what a table shows, as a file |
//! | [`generate`] | invented, sound districts of any size |
//! | [`cli`] | the program without a window |
//! | [`app`] | what the window shows and can be told, without egui |
//! | [`ui`] | the window: egui, and nothing but drawing and asking |

pub mod job;
pub mod spec;
pub mod read;
pub mod store;
pub mod relate;
pub mod check;
pub mod roster;
pub mod rest;
pub mod cause;
pub mod receiver;
pub mod track;
pub mod report;
pub mod query;
pub mod compare;
pub mod export;
pub mod generate;
pub mod cli;
pub mod app;
#[cfg(feature = "gui")]
pub mod ui;
