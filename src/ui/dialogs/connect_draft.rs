//! What is typed into the dialog that connects; secrets in it are wiped when it closes.

use std::sync::Arc;

use zeroize::Zeroize as _;

use super::file_place::FilePlace;
use crate::app::{App, ConnectForm, ConnectSecrets, Plan};
use crate::rest::{Only, PullOptions, Scope, Secret};

/// Room that a secret has before it would have to move in memory.
const SECRET_ROOM: usize = 4096;

/// What the dialog remembers while it is open. Secrets in it are wiped when it closes.
pub(super) struct Draft {
    pub(super) form: ConnectForm,
    pub(super) secret: String,
    /// Values of further headers, in the order of their names.
    pub(super) headers: Vec<String>,
    pub(super) more: bool,
    pub(super) scope: usize,
    pub(super) collections: Vec<String>,
    pub(super) school: String,
    pub(super) rows: usize,
    pub(super) since: String,
    pub(super) demographics: bool,
    pub(super) keep_pages: bool,
    pub(super) replace: bool,
    pub(super) archive: FilePlace,
    /// Fields that hold secrets: what they remember for undoing is wiped too.
    pub(super) secret_fields: Vec<egui::Id>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            form: ConnectForm::default(),
            secret: String::with_capacity(SECRET_ROOM),
            headers: Vec::new(),
            more: false,
            scope: 0,
            collections: Vec::new(),
            school: String::new(),
            rows: 0,
            since: String::new(),
            demographics: true,
            keep_pages: false,
            replace: false,
            archive: FilePlace::default(),
            secret_fields: Vec::new(),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.secret.zeroize();
        self.headers.iter_mut().for_each(|value| value.zeroize());
    }
}

impl Draft {
    /// Wipes every secret, also from what the fields remember.
    pub(super) fn wipe(&mut self, ctx: &egui::Context) {
        self.secret.zeroize();
        self.headers.iter_mut().for_each(|value| value.zeroize());
        for field in self.secret_fields.drain(..) {
            egui::text_edit::TextEditState::default().store(ctx, field);
        }
    }

    /// A header more, with room for its value.
    pub(super) fn add_header(&mut self) {
        self.form.headers.push(String::new());
        self.headers.push(String::with_capacity(SECRET_ROOM));
    }

    /// Takes a connection that is kept; what was typed as a secret is wiped.
    pub(super) fn take(&mut self, form: ConnectForm, ctx: &egui::Context) {
        self.wipe(ctx);
        self.headers = form.headers.iter().map(|_| String::with_capacity(SECRET_ROOM)).collect();
        self.more = !form.headers.is_empty() || !form.ca_file.is_empty() || !form.proxy.is_empty();
        self.form = form;
    }

    /// What was typed, else what is kept under this name.
    pub(super) fn secrets(&self, app: &App) -> ConnectSecrets {
        let kept = app.kept_secrets(&self.form.name).map(|(secrets, _)| secrets);
        let or = |typed: &String, kept: Option<&Secret>| match (typed.is_empty(), kept) {
            (true, Some(kept)) => kept.clone(),
            _ => Secret::new(typed.as_str()),
        };
        ConnectSecrets {
            main: or(&self.secret, kept.map(|kept| &kept.main)),
            headers: self.headers.iter().enumerate().map(|(at, typed)| or(typed, kept.and_then(|kept| kept.headers.get(at)))).collect(),
        }
    }

    fn options(&self) -> Result<PullOptions, &'static str> {
        let scope = match self.scope {
            1 => Scope::Rostering,
            2 if self.collections.is_empty() => return Err("Choose at least one collection"),
            2 => Scope::Collections(self.collections.clone()),
            3 if self.school.trim().is_empty() => return Err("Give the sourcedId of the school"),
            3 => Scope::School(self.school.trim().to_owned()),
            _ => Scope::All,
        };
        let only = match self.rows {
            1 => Only::Deleted,
            2 if self.since.trim().is_empty() => return Err("Say since when"),
            2 => Only::ChangedSince(self.since.trim().to_owned()),
            _ => Only::Everything,
        };
        let archive = if self.keep_pages { Some(self.archive.given().ok_or("Say where the archive shall be")?) } else { None };
        Ok(PullOptions {
            scope,
            only,
            demographics: self.demographics,
            page_size: self.form.rows(),
            at_once: self.form.at_once,
            archive,
            replace: self.replace,
            ..PullOptions::default()
        })
    }

    /// What is to be pulled and from where, or what is missing.
    pub(super) fn plan(&self, app: &App) -> Result<Arc<Plan>, &'static str> {
        let connection = self.form.connection(&self.secrets(app))?;
        Ok(Arc::new(Plan { form: self.form.clone(), connection, options: self.options()? }))
    }
}
