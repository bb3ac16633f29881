//! The versions of the CSV binding, and what each holds.

use super::{Table, TableSpec, v1_1, v1_2};

/// A version of the CSV binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.0: seven files, no manifest. Read leniently, with the tables of 1.1.
    V1_0,
    /// 1.1: 14 files.
    V1_1,
    /// 1.2 as of September 2022: 22 files, `users.resourceSourcedIds`.
    V1_2_0,
    /// 1.2.1: 22 files.
    V1_2_1,
}

impl Version {
    /// The number as people write it. 1.2.0 and 1.2.1 are both `1.2` in a manifest; this tells them apart.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V1_2_0 => "1.2.0",
            Self::V1_2_1 => "1.2.1",
        }
    }

    /// What `oneroster.version` says in a manifest.
    pub const fn manifest_value(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V1_2_0 | Self::V1_2_1 => "1.2",
        }
    }

    /// True for 1.2.0 and 1.2.1.
    pub const fn is_1_2(self) -> bool {
        matches!(self, Self::V1_2_0 | Self::V1_2_1)
    }

    /// The tables of this version.
    pub const fn spec(self) -> VersionSpec {
        VersionSpec {
            version: self,
            tables: match self {
                Self::V1_0 | Self::V1_1 => v1_1::TABLES,
                Self::V1_2_0 => v1_2::TABLES_1_2_0,
                Self::V1_2_1 => &v1_2::TABLES,
            },
        }
    }
}

/// Whether a file is a full reference set or a set of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Everything; what is missing is to be deleted.
    Bulk,
    /// Changes only, each with status and time.
    Delta,
}

impl Mode {
    /// The word of the manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bulk => "bulk",
            Self::Delta => "delta",
        }
    }
}

/// What one version says.
#[derive(Clone, Copy, Debug)]
pub struct VersionSpec {
    /// Which version.
    pub version: Version,
    /// Its files, the manifest first, then parents before children.
    pub tables: &'static [TableSpec],
}

impl VersionSpec {
    /// What this version says about `table`; `None` if it has no such file.
    pub fn table(&self, table: Table) -> Option<&'static TableSpec> {
        self.tables.iter().find(|spec| spec.table == table)
    }
}
