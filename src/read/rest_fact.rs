//! What can be met while rows are pulled from an endpoint.

/// What was met at an endpoint. Each is told by the rule of its [`RestFact::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestFact {
    /// The address had no versioned path; another one answered.
    BasePath,
    /// Some collections are refused (403).
    ScopeMissing,
    /// The credentials were refused in the middle of the pull.
    AuthFailed,
    /// A collection is not there (404, 501).
    EndpointMissing,
    /// A collection fails with 500.
    ServerErrorCollection,
    /// A collection could not be pulled to its end.
    Partial,
    /// 429 or 503 during the pull.
    Throttled,
    /// A request had to be repeated: reset, timeout, 500, 502, 504.
    Retried,
    /// A page took long.
    Slow,
    /// The token ended in the middle of the pull.
    TokenExpired,
    /// The clock of the server differs from ours.
    ClockSkew,
    /// A redirect or link leads to another host.
    OtherHost,
    /// A page has the default size instead of the asked one.
    PageDefault,
    /// Pages are smaller than asked for.
    LimitCapped,
    /// Pages are larger than asked for.
    LimitIgnored,
    /// Neither total nor links are told.
    TotalUnknown,
    /// Rows differ from the total.
    TotalMismatch,
    /// The total changed during the pull.
    TotalChanged,
    /// The data behind the endpoint were made anew during the pull.
    DataChanged,
    /// Next links that repeat, never end or do not advance; an offset that is ignored.
    NextLoop,
    /// A link header that is malformed, or that skips rows.
    LinkMalformed,
    /// Paging facts in the body.
    PagingInBody,
    /// The same row on two pages.
    DupAcrossPages,
    /// The sort is refused or not followed.
    SortIgnored,
    /// A filter makes no difference.
    FilterIgnored,
    /// Rows that are to be deleted come unasked.
    DeletedReturned,
    /// The rows stand under another name, or bare.
    Envelope,
    /// An answer of 200 that holds an error or a page for people.
    ErrorBody,
    /// A row that cannot be read.
    BrokenRow,
    /// References and lists in the form of CSV.
    FieldShape,
    /// A field under another name.
    FieldRenamed,
    /// A field that the standard does not know.
    FieldUnknown,
    /// Truth values as text where the version has real ones, or the reverse.
    BooleanForm,
    /// A number where text belongs.
    NumberForText,
    /// `null`, the word NULL, or blank text in place of nothing.
    NullForm,
    /// A reference without a sourcedId, or of another type.
    ReferenceForm,
    /// A date in another form.
    DateForm,
    /// Rows of another version than the path says.
    VersionMixed,
    /// A narrower list holds rows of another type.
    TypeMix,
    /// Secrets in rows.
    SecretInRow,
    /// What CSV has no form for.
    NotInCsv,
    /// People are named who are not served.
    AccountOnly,
    /// A teacher is not found by the email.
    EmailFilter,
}

impl RestFact {
    /// Every one.
    pub const ALL: [Self; 43] = [
        Self::BasePath,
        Self::ScopeMissing,
        Self::AuthFailed,
        Self::EndpointMissing,
        Self::ServerErrorCollection,
        Self::Partial,
        Self::Throttled,
        Self::Retried,
        Self::Slow,
        Self::TokenExpired,
        Self::ClockSkew,
        Self::OtherHost,
        Self::PageDefault,
        Self::LimitCapped,
        Self::LimitIgnored,
        Self::TotalUnknown,
        Self::TotalMismatch,
        Self::TotalChanged,
        Self::DataChanged,
        Self::NextLoop,
        Self::LinkMalformed,
        Self::PagingInBody,
        Self::DupAcrossPages,
        Self::SortIgnored,
        Self::FilterIgnored,
        Self::DeletedReturned,
        Self::Envelope,
        Self::ErrorBody,
        Self::BrokenRow,
        Self::FieldShape,
        Self::FieldRenamed,
        Self::FieldUnknown,
        Self::BooleanForm,
        Self::NumberForText,
        Self::NullForm,
        Self::ReferenceForm,
        Self::DateForm,
        Self::VersionMixed,
        Self::TypeMix,
        Self::SecretInRow,
        Self::NotInCsv,
        Self::AccountOnly,
        Self::EmailFilter,
    ];

    /// The name of the rule that tells of it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BasePath => "rest-base-path",
            Self::ScopeMissing => "rest-scope-missing",
            Self::AuthFailed => "rest-auth-failed",
            Self::EndpointMissing => "rest-endpoint-missing",
            Self::ServerErrorCollection => "rest-server-error-collection",
            Self::Partial => "rest-partial",
            Self::Throttled => "rest-throttled",
            Self::Retried => "rest-retried",
            Self::Slow => "rest-slow",
            Self::TokenExpired => "rest-token-expired",
            Self::ClockSkew => "rest-clock-skew",
            Self::OtherHost => "rest-other-host",
            Self::PageDefault => "rest-page-default",
            Self::LimitCapped => "rest-limit-capped",
            Self::LimitIgnored => "rest-limit-ignored",
            Self::TotalUnknown => "rest-total-unknown",
            Self::TotalMismatch => "rest-total-mismatch",
            Self::TotalChanged => "rest-total-changed",
            Self::DataChanged => "rest-data-changed",
            Self::NextLoop => "rest-next-loop",
            Self::LinkMalformed => "rest-link-malformed",
            Self::PagingInBody => "rest-paging-in-body",
            Self::DupAcrossPages => "rest-dup-across-pages",
            Self::SortIgnored => "rest-sort-ignored",
            Self::FilterIgnored => "rest-filter-ignored",
            Self::DeletedReturned => "rest-deleted-returned",
            Self::Envelope => "rest-envelope",
            Self::ErrorBody => "rest-error-body",
            Self::BrokenRow => "rest-broken-row",
            Self::FieldShape => "rest-field-shape",
            Self::FieldRenamed => "rest-field-renamed",
            Self::FieldUnknown => "rest-field-unknown",
            Self::BooleanForm => "rest-boolean-form",
            Self::NumberForText => "rest-number-for-text",
            Self::NullForm => "rest-null-form",
            Self::ReferenceForm => "rest-dangling-ref",
            Self::DateForm => "rest-date-form",
            Self::VersionMixed => "rest-version-mixed",
            Self::TypeMix => "rest-type-mix",
            Self::SecretInRow => "rest-secret-in-row",
            Self::NotInCsv => "rest-not-in-csv",
            Self::AccountOnly => "rest-account-only",
            Self::EmailFilter => "rest-email-filter",
        }
    }
}
