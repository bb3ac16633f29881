//! Which files a package of the district has, how many rows each, and who writes a row.

use super::district::{District, Memo};
use super::row::Row;
use crate::spec::Table;

impl District {
    /// Data rows of `table`; `None` if the package has no such file.
    pub(super) fn count(&self, table: Table) -> Option<u64> {
        let new = self.options.version.is_1_2();
        let graded = self.options.gradebook;
        let schools = self.plan.schools.len() as u64;
        match table {
            Table::Manifest => None,
            Table::Orgs => Some(self.org_count()),
            Table::AcademicSessions => Some(self.session_count()),
            Table::Users => Some(self.plan.user_count()),
            Table::UserProfiles => new.then(|| self.profile_count()),
            Table::Roles => new.then(|| self.role_count()),
            Table::Courses => Some(self.plan.course_count()),
            Table::Classes => Some(self.plan.class_count()),
            Table::Enrollments => Some(self.plan.enrollments),
            Table::Demographics => Some(self.demographic_count()).filter(|&count| count > 0),
            Table::Resources => Some(self.resource_count()),
            Table::CourseResources => Some(self.plan.course_count().div_ceil(3)),
            Table::ClassResources => Some(self.plan.class_count().div_ceil(5)),
            Table::UserResources => new.then(|| self.plan.class_count().div_ceil(9)),
            Table::Categories => graded.then(|| self.category_count()),
            Table::LineItems => graded.then_some(self.plan.line_items),
            Table::Results => graded.then_some(self.plan.results),
            Table::ScoreScales | Table::LineItemScoreScales | Table::LineItemLearningObjectiveIds => (graded && new).then_some(schools),
            Table::ResultScoreScales | Table::ResultLearningObjectiveIds => (graded && new).then(|| self.scaled_count()),
        }
    }

    /// Writes one row, without its end.
    pub(super) fn write(&self, table: Table, index: u64, memo: &mut Memo, row: &mut Row) {
        match table {
            Table::Manifest => {}
            Table::Orgs => self.org(index, row),
            Table::AcademicSessions => self.session(index, row),
            Table::Users => self.user(index, row),
            Table::UserProfiles => self.user_profile(index, row),
            Table::Roles => self.role(index, row),
            Table::Courses => self.course(index, row),
            Table::Classes => self.class(index, row),
            Table::Enrollments => self.enrollment(index, memo, row),
            Table::Demographics => self.demographic(index, row),
            Table::Resources => self.resource(index, row),
            Table::CourseResources => self.course_resource(index, row),
            Table::ClassResources => self.class_resource(index, row),
            Table::UserResources => self.user_resource(index, row),
            Table::Categories => self.category(index, row),
            Table::LineItems => self.line_item(index, memo, row),
            Table::Results => self.result(index, memo, row),
            Table::ScoreScales => self.score_scale(index, row),
            Table::LineItemScoreScales => self.line_item_score_scale(index, row),
            Table::LineItemLearningObjectiveIds => self.line_item_objective(index, row),
            Table::ResultScoreScales => self.result_score_scale(index, row),
            Table::ResultLearningObjectiveIds => self.result_objective(index, row),
        }
    }
}
