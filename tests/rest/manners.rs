//! How the server behaves: by the standard, or in the ways in which real ones do not.

use serde_json::{Map, Value};

/// Changes the objects of a collection before they are sent.
pub type Reshape = fn(&str, &mut Map<String, Value>);

/// How the server behaves. The default obeys the standard.
#[derive(Clone)]
pub struct Manners {
    /// Where the endpoint lies.
    pub prefix: String,
    /// Credentials that are asked for.
    pub auth: Wanted,
    /// Most rows of a page.
    pub cap: usize,
    /// Rows of a page if it is asked for more: the standard's default, whatever the limit says.
    pub only_default: bool,
    /// Every second page is shorter than it could be.
    pub short_pages: bool,
    /// `X-Total-Count` is sent.
    pub total: bool,
    /// The total differs from what is there by so much.
    pub total_off: i64,
    /// The total grows with every page.
    pub total_drifts: bool,
    /// What the link header is like.
    pub link: Links,
    /// The offset is ignored.
    pub ignores_offset: bool,
    /// The limit is ignored: everything comes at once.
    pub ignores_limit: bool,
    /// The order of rows differs from page to page.
    pub unstable: bool,
    /// A sort is refused.
    pub refuses_sort: bool,
    /// Filters are ignored.
    pub ignores_filter: bool,
    /// Totals and pages are told in the body.
    pub body_paging: bool,
    /// How rows are wrapped.
    pub envelope: Wrap,
    /// Changes objects.
    pub reshape: Option<Reshape>,
    /// Answers in place of rows: for requests whose path ends like this, from the number on, so many times.
    pub mishaps: Vec<Mishap>,
    /// A token is good for so many requests.
    pub token_uses: usize,
    /// The clock is off by so many seconds.
    pub clock_off: i64,
    /// The revision header changes with this page.
    pub revision_changes: bool,
    /// Pages are packed.
    pub gzip: bool,
}

/// What goes wrong.
#[derive(Clone)]
pub struct Mishap {
    /// The end of the path.
    pub at: &'static str,
    /// The first request to that path that is hit; 0 = the first one.
    pub from: usize,
    /// How many are hit.
    pub times: usize,
    pub kind: Trouble,
}

/// Kinds of mishaps.
#[derive(Clone)]
pub enum Trouble {
    /// This status, with Retry-After if there is one.
    Status(u16, Option<&'static str>),
    /// This body with status 200.
    Body(&'static str),
    /// Half of the answer, then a reset.
    Half,
    /// A redirect.
    Redirect(String),
    /// So many milliseconds of silence before the answer.
    Slow(u64),
    /// Many megabytes, packed small.
    Bomb,
}

/// Credentials that are asked for.
#[derive(Clone)]
pub enum Wanted {
    None,
    Bearer(&'static str),
    Basic(&'static str, &'static str),
    Header(&'static str, &'static str),
    OAuth1 {
        key: &'static str,
        secret: &'static str,
        sha1: bool,
    },
    OAuth2 {
        key: &'static str,
        secret: &'static str,
        takes: Takes,
        scope: Option<&'static str>,
        query: Option<(&'static str, &'static str)>,
    },
}

/// Where a token endpoint looks for credentials.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Basic,
    Body,
    Both,
}

/// What the link header is like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Links {
    None,
    Sound,
    /// There is always a next page.
    Endless,
    /// The next page is this page.
    Itself,
    /// Without angle brackets, with typographic quotes.
    Malformed,
    /// The next offset is one too far.
    OffByOne,
    /// To another host.
    Elsewhere,
}

/// How rows are wrapped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    Sound,
    /// Under the last word of the path, in lower case.
    LowerCase,
    /// Under a name that nobody expects.
    Data,
    Bare,
    /// One row comes without its list.
    OneObject,
    /// A set of warnings stands first.
    StatusFirst,
    /// An empty list is null.
    NullWhenEmpty,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            prefix: String::new(),
            auth: Wanted::None,
            cap: 10_000,
            only_default: false,
            short_pages: false,
            total: true,
            total_off: 0,
            total_drifts: false,
            link: Links::Sound,
            ignores_offset: false,
            ignores_limit: false,
            unstable: false,
            refuses_sort: false,
            ignores_filter: false,
            body_paging: false,
            envelope: Wrap::Sound,
            reshape: None,
            mishaps: Vec::new(),
            token_uses: usize::MAX,
            clock_off: 0,
            revision_changes: false,
            gzip: false,
        }
    }
}
