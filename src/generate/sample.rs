//! The sample district, carried within the program: a small 1.1 district with a few faults planted by hand.

/// What it is called.
pub const SAMPLE_NAME: &str = "Marlow Valley";

/// The day that it is judged by, YYYY-MM-DD, so that it does not age.
pub const SAMPLE_AS_OF: &str = include_str!("../../assets/sample/as-of.txt").trim_ascii();

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/sample/", $name)))),*]
    };
}

/// Its files by name, the manifest first.
pub const SAMPLE: &[(&str, &[u8])] = files![
    "manifest.csv",
    "orgs.csv",
    "academicSessions.csv",
    "users.csv",
    "courses.csv",
    "classes.csv",
    "enrollments.csv",
    "demographics.csv",
    "resources.csv",
    "courseResources.csv",
    "classResources.csv",
    "categories.csv",
    "lineItems.csv",
    "results.csv",
];
