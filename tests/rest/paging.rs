//! Deviations of paging: the whole roster arrives, and what is odd is named.

use roster_inspector::read::RestFact;

use roster_inspector::rest::CollectionStage;
use roster_inspector::spec::Table;

use super::manners::{Links, Manners};
use super::pulling::{assert_met, assert_rows, assert_whole, pull, v1_1};

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

#[test]
fn d03_a_silent_cap() {
    let (pulled, server) = pull(&v1_1(), Manners { cap: 70, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::LimitCapped);
    assert!(
        server.seen(|seen| seen.requests.iter().any(|request| request.contains("offset=70&"))),
        "rows received count, not rows asked for"
    );
}

#[test]
fn d03_only_the_default_of_the_standard() {
    let (pulled, _server) = pull(&v1_1(), Manners { only_default: true, total: false, link: Links::None, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::PageDefault);
}

#[test]
fn d03_everything_at_once_whatever_the_limit() {
    for total in [true, false] {
        let manners = Manners { ignores_limit: true, ignores_offset: true, total, link: Links::None, ..Manners::default() };
        let (pulled, _server) = pull(&v1_1(), manners);
        assert_whole(&pulled, &v1_1());
        assert_met(&pulled, RestFact::LimitIgnored);
    }
}

#[test]
fn d04_odd_limits_are_never_sent() {
    let (_, server) = pull(&v1_1(), Manners::default());
    let odd = |request: &String| request.contains("limit=0") || request.contains("limit=-");
    assert!(!server.seen(|seen| seen.requests.iter().any(odd)));
}

#[test]
fn d05_next_links_without_end() {
    for link in [Links::Endless, Links::Itself] {
        for total in [true, false] {
            let (pulled, server) = pull(&v1_1(), Manners { total, link, ..Manners::default() });
            assert_whole(&pulled, &v1_1());
            assert!(server.seen(|seen| seen.requests.len()) < 200);
            if link == Links::Itself {
                assert_met(&pulled, RestFact::NextLoop);
            }
        }
    }
}

#[test]
fn d06_malformed_links() {
    for link in [Links::Malformed, Links::OffByOne] {
        for total in [true, false] {
            let (pulled, _server) = pull(&v1_1(), Manners { total, link, ..Manners::default() });
            assert_whole(&pulled, &v1_1());
            assert_met(&pulled, RestFact::LinkMalformed);
        }
    }
}

#[test]
fn a_next_link_to_another_host_is_not_followed() {
    let (pulled, _server) = pull(&v1_1(), Manners { link: Links::Elsewhere, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::OtherHost);
}

#[test]
fn d07_an_order_that_is_not_stable() {
    let (pulled, _server) = pull(&v1_1(), Manners { unstable: true, ..Manners::default() });
    assert_met(&pulled, RestFact::DupAcrossPages);
    // Walked again with other borders until all of it is there.
    assert_whole(&pulled, &v1_1());
}

#[test]
fn d08_paging_in_the_body() {
    let (pulled, _server) = pull(&v1_1(), Manners { body_paging: true, total: false, link: Links::None, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::PagingInBody);
}

#[test]
fn d09_totals_that_are_not_true() {
    let (pulled, _server) = pull(&v1_1(), Manners { total_drifts: true, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::TotalChanged);
    let (pulled, _server) = pull(&v1_1(), Manners { total_off: 5, ..Manners::default() });
    assert_rows(&pulled, &v1_1(), &|_, _| true);
    assert_met(&pulled, RestFact::TotalMismatch);
    assert!(!pulled.is_whole(), "five rows are promised and do not come");
    let (pulled, _server) = pull(&v1_1(), Manners { total_off: -5, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::TotalMismatch);
}

#[test]
fn an_ignored_offset_ends_as_partial() {
    let (pulled, server) = pull(&v1_1(), Manners { ignores_offset: true, ..Manners::default() });
    assert_met(&pulled, RestFact::NextLoop);
    let state = pulled.collections.iter().find(|state| state.name == "enrollments").expect("enrollments");
    assert!(matches!(state.stage, CollectionStage::Partial(_)), "{:?}", state.stage);
    assert_eq!(state.rows, 120, "exactly the one page that comes");
    assert_eq!(pulled.roster.table(Table::Enrollments).expect("a table").rows(), 120);
    assert!(server.seen(|seen| seen.requests.len()) < 60);
}

#[test]
fn a_refused_sort_is_left_out() {
    let (pulled, _server) = pull(&v1_1(), Manners { refuses_sort: true, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::SortIgnored);
}

#[test]
fn d32_data_made_anew_during_the_pull() {
    let (pulled, _server) = pull(&v1_1(), Manners { revision_changes: true, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::DataChanged);
}
