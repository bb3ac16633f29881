//! The findings: which rules found something, where, and what each rule is about.
//!
//! `data` says what is drawn, the panes draw it: rules, places, the page of a rule.
//! What is deliberately absent: judgement; that is done by the checks.

pub mod data;
mod by_cause;
mod keys;
mod listing;
mod cause_head;
mod toolbar;
mod rules_pane;
mod places_pane;
mod rule_page;
mod shared;
mod asked;
mod numbers_pane;
mod view;

pub use view::show;
