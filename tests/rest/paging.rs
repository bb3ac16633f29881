//! Deviations of paging: the whole roster arrives, and what is odd is named.

use roster_inspector::read::RestFact;

use super::manners::{Links, Manners};
use super::pulling::{assert_met, assert_whole, pull, v1_1};

#[test]
fn d01_pages_shorter_than_asked_for() {
    let (pulled, _server) = pull(&v1_1(), Manners { short_pages: true, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::LimitCapped);
}

#[test]
fn d02_neither_total_nor_link() {
    let (pulled, _server) = pull(&v1_1(), Manners { total: false, link: Links::None, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::TotalUnknown);
}
