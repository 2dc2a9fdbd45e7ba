//! What git is asked, and the one thing it is told: its settings and attributes for a folder.
//!
//! Only commands that read or write settings are run: none that could run something of the folder's.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Where git settings of one folder are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Git<'a> {
    /// The folder.
    pub dir: &'a Path,
}

impl Git<'_> {
    /// Tells that the folder is in a git repository's work tree.
    ///
    /// # Errors
    /// git can not be run.
    pub fn is_in_work_tree(&self) -> Result<bool, String> {
        let output = self.run(&["rev-parse", "--is-inside-work-tree"])?;
        Ok(output.status.success() && output.stdout.trim_ascii() == b"true")
    }

    /// Returns a setting in force; `None` when it is not set.
    ///
    /// # Errors
    /// git can not be run, or its settings can not be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, String> {
        let output = self.run(&["config", "--get", key])?;
        match output.status.code() {
            Some(0) => Ok(Some(text(&output.stdout).trim_end().to_owned())),
            Some(1) => Ok(None),
            _ => Err(reason(&output)),
        }
    }

    /// Sets a setting of this clone alone.
    ///
    /// # Errors
    /// git's reason.
    pub fn set(&self, key: &str, value: &str) -> Result<(), String> {
        let output = self.run(&["config", "--local", key, value])?;
        if output.status.success() {
            Ok(())
        } else {
            Err(reason(&output))
        }
    }

    /// Returns an attribute of a file of the folder, which need not be there; `None` where none says.
    ///
    /// # Errors
    /// git can not be run, or its attributes can not be read.
    pub fn attribute(&self, name: &str, file: &str) -> Result<Option<String>, String> {
        let output = self.run(&["check-attr", "-z", name, "--", file])?;
        if !output.status.success() {
            return Err(reason(&output));
        }
        let value = output.stdout.split(|byte| *byte == 0).nth(2).map(text);
        Ok(value.filter(|value| value != "unspecified"))
    }

    /// Tells that git ignores a file of the folder, which need not be there.
    ///
    /// # Errors
    /// git can not be run.
    pub fn ignores(&self, file: &str) -> Result<bool, String> {
        let output = self.run(&["check-ignore", "-q", "--no-index", "--", file])?;
        Ok(output.status.success())
    }

    fn run(&self, args: &[&str]) -> Result<Output, String> {
        let mut command = Command::new("git");
        command
            .args(args)
            .current_dir(self.dir)
            .stdin(Stdio::null());
        command
            .output()
            .map_err(|error| format!("cannot run git: {error}"))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn reason(output: &Output) -> String {
    let said = text(&output.stderr);
    let said = said.trim();
    if said.is_empty() {
        return format!("git failed: {}", output.status);
    }
    said.to_owned()
}
