//! What findings are judged by, from the arguments: the day, limits, and rules that run only on request.

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use crate::check::{self, Settings, Threshold};
use crate::receiver::Profile;

/// What findings are judged by.
#[derive(Debug, Args)]
pub(super) struct JudgeArguments {
    /// Judge as if this were today, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Run this rule too, which runs only on request; may be given several times
    #[arg(long, value_name = "RULE")]
    also: Vec<String>,
    /// Judge by another limit, such as class-students=40; may be given several times. Limits are class-students, teacher-classes,
    /// student-guardians, stale-days, youngest-student, oldest-student, usual-domains (percent) and equal-values (rows);
    /// against a package before drop-percent, rise-percent, churn-percent, emptied-percent, fill-points and hold-percent
    #[arg(long, value_name = "NAME=NUMBER", value_parser = limit)]
    threshold: Vec<(String, u32)>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day such as 2026-09-01 is expected".to_owned())
}

fn limit(text: &str) -> Result<(String, u32), String> {
    let parts = text.split_once('=').and_then(|(name, number)| Some((name.trim().to_owned(), number.trim().parse().ok()?)));
    parts.ok_or_else(|| "a limit such as class-students=40 is expected".to_owned())
}

impl JudgeArguments {
    /// The settings; `today` is asked for the day if none is given.
    pub(super) fn settings(&self, profile: Option<&Profile>, today: impl FnOnce() -> Date) -> Result<Settings, Failure> {
        let settings = Settings::as_of(self.as_of.unwrap_or_else(today));
        // What is asked for here goes before what the receiver's profile says.
        let mut settings = profile.map_or(settings.clone(), |profile| profile.settings(settings));
        for code in &self.also {
            let rule = check::rule(code).ok_or_else(|| Failure::unknown_rule(code))?;
            settings = settings.also(rule.code);
        }
        for (name, number) in &self.threshold {
            let Some(threshold) = Threshold::ALL.into_iter().find(|threshold| threshold.code() == name) else {
                return Err(Failure::unknown("threshold", name, &Threshold::ALL.map(Threshold::code)));
            };
            if !threshold.range().contains(number) {
                let (least, most) = threshold.range().into_inner();
                return Err(Failure::OutOfRange { name: threshold.code(), number: *number, least, most });
            }
            settings.thresholds = threshold.set(settings.thresholds, *number);
        }
        Ok(settings)
    }
}
