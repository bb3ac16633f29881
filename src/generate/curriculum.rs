//! What is taught: seven courses in each grade, their subjects, and the calendar of the school year 2026–27.

/// Courses of each grade.
pub(super) const SLOTS: usize = 7;

/// The grades from kindergarten to grade 12 in CEDS codes.
pub(super) const GRADES: [&str; 13] = ["KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

/// What a school teaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Kindergarten to grade 5.
    Elementary,
    /// Grades 6 to 8.
    Middle,
    /// Grades 9 to 12.
    High,
    /// All grades, in a district with fewer than three schools.
    Whole,
}

impl Level {
    /// The level of the school `index` of `count`.
    pub(super) const fn of(index: u64, count: u64) -> Self {
        if count < 3 {
            return Self::Whole;
        }
        match index % 4 {
            0 => Self::High,
            1 => Self::Middle,
            _ => Self::Elementary,
        }
    }

    /// How many grades it has.
    pub(super) const fn grades(self) -> usize {
        match self {
            Self::Elementary => 6,
            Self::Middle => 3,
            Self::High => 4,
            Self::Whole => 13,
        }
    }

    /// Its lowest grade: 0 = kindergarten.
    pub(super) const fn first_grade(self) -> usize {
        match self {
            Self::Elementary | Self::Whole => 0,
            Self::Middle => 6,
            Self::High => 9,
        }
    }

    /// Classes of one teacher.
    pub(super) const fn load(self) -> u64 {
        match self {
            Self::Elementary => 7,
            Self::Middle | Self::High | Self::Whole => 5,
        }
    }

    /// True if a section has all its classes together.
    pub(super) const fn stays_together(self) -> bool {
        matches!(self, Self::Elementary)
    }

    /// The last word of a school's name.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Elementary => "Elementary",
            Self::Middle => "Middle",
            Self::High => "High",
            Self::Whole => "School",
        }
    }
}

/// One course of one grade.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    /// The title, which gets the grade behind it below grade 9.
    pub(super) title: &'static str,
    /// Three letters for codes.
    pub(super) code: &'static str,
    /// Subjects and their five-digit codes, at equal places.
    pub(super) subjects: &'static str,
    /// See `subjects`.
    pub(super) codes: &'static str,
}

const fn subject(title: &'static str, code: &'static str, subjects: &'static str, codes: &'static str) -> Subject {
    Subject { title, code, subjects, codes }
}

const ELEMENTARY: [Subject; SLOTS] = [
    subject("Homeroom", "HMR", "", ""),
    subject("Language Arts", "ELA", "Language Arts", "51038"),
    subject("Mathematics", "MAT", "Mathematics", "52038"),
    subject("Science and Social Studies", "SSS", "Science,Social Studies", "53238,54438"),
    subject("Music", "MUS", "General Music", "55138"),
    subject("Art", "ART", "General Art", "55188"),
    subject("Physical Education", "PED", "Physical Education", "58038"),
];

const MIDDLE: [Subject; SLOTS] = [
    subject("English", "ENG", "Language Arts", "51036"),
    subject("Mathematics", "MAT", "Mathematics", "52036"),
    subject("Science", "SCI", "Science", "53236"),
    subject("Social Studies", "SOC", "Social Studies", "54436"),
    subject("Español", "SPA", "Spanish", "56101"),
    subject("Physical Education", "PED", "Physical Education", "58036"),
    subject("Robotics", "ROB", "Robotics", "71009"),
];

const HIGH: [[Subject; SLOTS]; 4] = [
    [
        subject("English 9", "ENG", "Language Arts I", "01001"),
        subject("Algebra I", "ALG", "Algebra I", "02052"),
        subject("Biology", "BIO", "Biology", "03051"),
        subject("World History", "WHI", "World History and Geography", "04051"),
        subject("Français 1", "FRA", "French I", "24102"),
        subject("Physical Education 9", "PED", "Physical Education", "08001"),
        subject("Studio Art", "ART", "Studio Art", "05154"),
    ],
    [
        subject("English 10", "ENG", "Language Arts II", "01002"),
        subject("Geometry", "GEO", "Geometry", "02072"),
        subject("Chemistry", "CHE", "Chemistry", "03101"),
        subject("Humanities 10", "HUM", "World Literature,Modern World History", "01058,04053"),
        subject("Français 2", "FRA", "French II", "24103"),
        subject("Physical Education 10", "PED", "Physical Education", "08001"),
        subject("Choir", "CHO", "Chorus", "05110"),
    ],
    [
        subject("English 11", "ENG", "Language Arts III", "01003"),
        subject("Algebra II", "ALG", "Algebra II", "02056"),
        subject("Physics", "PHY", "Physics", "03151"),
        subject("U.S. History", "USH", "U.S. History", "04101"),
        subject("Français avancé", "FRA", "French III", "24104"),
        subject("Health", "HEA", "Health Education", "08051"),
        subject("Computer Science", "CSC", "Computer Science Principles", "10019"),
    ],
    [
        subject("English 12", "ENG", "Language Arts IV", "01004"),
        subject("Precalculus", "PCA", "Pre-Calculus", "02110"),
        subject("Environmental Science", "ENV", "Environmental Science", "03003"),
        subject("Government", "GOV", "U.S. Government", "04151"),
        subject("日本語", "JPN", "Japanese I", "24402"),
        subject("Personal Finance", "FIN", "Personal Finance", "19262"),
        subject("Creative Writing", "WRI", "Creative Writing", "01104"),
    ],
];

/// The course of `slot` in `grade`.
pub(super) const fn subject_of(grade: usize, slot: usize) -> &'static Subject {
    match grade {
        0..6 => &ELEMENTARY[slot],
        6..9 => &MIDDLE[slot],
        _ => &HIGH[grade - 9][slot],
    }
}

/// True where a course ends with the first semester.
pub(super) const fn is_semester_course(grade: usize, slot: usize) -> bool {
    grade >= 6 && slot == SLOTS - 1
}

/// A day as year, month, day.
pub(super) type Day = (u16, u8, u8);

/// One academic session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub(super) title: &'static str,
    pub(super) kind: &'static str,
    pub(super) start: Day,
    pub(super) end: Day,
    pub(super) parent: Option<u64>,
}

pub(super) const fn session(title: &'static str, kind: &'static str, start: Day, end: Day, parent: Option<u64>) -> Session {
    Session { title, kind, start, end, parent }
}

/// The sessions by these indexes.
pub(super) const YEAR: u64 = 0;
/// See [`SESSIONS`].
pub(super) const FALL: u64 = 1;
/// See [`SESSIONS`].
pub(super) const SPRING: u64 = 2;
/// The first of four grading periods.
pub(super) const FIRST_PERIOD: u64 = 3;

/// The school year, its semesters and grading periods. They neither touch nor overlap, whether or not the last day counts.
pub(super) const SESSIONS: [Session; 7] = [
    session("School Year 2026-27", "schoolYear", (2026, 8, 24), (2027, 6, 12), None),
    session("Semester 1", "semester", (2026, 8, 24), (2026, 12, 19), Some(YEAR)),
    session("Semester 2", "semester", (2027, 1, 4), (2027, 6, 12), Some(YEAR)),
    session("Quarter 1", "gradingPeriod", (2026, 8, 24), (2026, 10, 24), Some(FALL)),
    session("Quarter 2", "gradingPeriod", (2026, 10, 26), (2026, 12, 19), Some(FALL)),
    session("Quarter 3", "gradingPeriod", (2027, 1, 4), (2027, 3, 20), Some(SPRING)),
    session("Quarter 4", "gradingPeriod", (2027, 3, 22), (2027, 6, 12), Some(SPRING)),
];

/// The year in which the school year ends.
pub(super) const SCHOOL_YEAR: &str = "2027";

/// Days of each month of a year that is no leap year.
const MONTHS: [u16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The day that is `later` days after the first of `month`; 29 February is left out.
pub(super) const fn day_after(mut year: u16, mut month: u8, mut later: u16) -> Day {
    while later >= MONTHS[month as usize - 1] {
        later -= MONTHS[month as usize - 1];
        month += 1;
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    (year, month, later as u8 + 1)
}
