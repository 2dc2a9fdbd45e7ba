//! `onrecord config`: what can be configured, what is, and where.

use super::Judge;
use super::exit::Exit;
use super::failure::Failure;
use super::line::{DIM, Line};
use super::report::Report;
use super::session::{Session, shown_path};
use crate::disk::Config;
use crate::disk::config::in_words;
use crate::model::Diagnostic;

/// Options of `onrecord config`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord config > \"$(onrecord config --path)\"    begin one, every setting in it a comment
  $EDITOR \"$(onrecord config --path)\"
  onrecord config --check                         what is wrong with it, line by line
  onrecord config --show                          what is in force, and where it comes from")]
pub struct Args {
    /// Print only where the configuration file is, or would be
    #[arg(long)]
    pub path: bool,

    /// Print what is in force, and where it comes from
    #[arg(long, conflicts_with = "path")]
    pub show: bool,

    /// Say what is wrong with the configuration file, clashes of keys too; ends with 1 when anything is
    #[arg(long, conflicts_with_all = ["path", "show"])]
    pub check: bool,
}

/// Runs `onrecord config`.
///
/// # Errors
/// No place for a configuration file, a closed pipe.
pub fn run(
    args: &Args,
    session: &Session,
    report: &mut Report,
    judge: Judge,
) -> Result<Exit, Failure> {
    if args.check {
        return check(session, report, judge);
    }
    if !args.path && !args.show {
        report.own(&Config::commented_default())?;
        return Ok(Exit::Done);
    }
    if args.path {
        let file = session.config_file.as_deref().ok_or_else(|| {
            Failure::new("this system names no home folder for a configuration file")
                .hint("name one with --config FILE")
        })?;
        report.line(&Line::from(file.display().to_string()))?;
        return Ok(Exit::Done);
    }
    for (label, value) in rows(session, report) {
        let head = format!("{label:<12}");
        report.line(&Line::new().add(DIM, head).text(value))?;
    }
    Ok(Exit::Done)
}

/// Says what is wrong beyond what every command says of the file.
fn check(session: &Session, report: &mut Report, judge: Judge) -> Result<Exit, Failure> {
    let config = &session.config;
    let problems = judge(config);
    let told = |problem: &&Diagnostic| !config.problems.contains(problem);
    for problem in problems.iter().filter(told) {
        report.warn(&in_words(problem));
    }
    if problems.is_empty() {
        let file = &config.file;
        report.line(&Line::from(format!("nothing is wrong with {file}")))?;
    }
    Ok(Exit::found(problems.is_empty()))
}

/// Returns what is in force: label and value.
fn rows(session: &Session, report: &mut Report) -> Vec<(&'static str, String)> {
    let config = &session.config;
    let file = session.config_file.as_deref().map(|path| {
        let there = if path.exists() {
            ""
        } else {
            " (not there: the defaults hold)"
        };
        format!("{}{there}", path.display())
    });
    let mut rows = vec![
        (
            "config",
            file.unwrap_or_else(|| "no place for one".to_owned()),
        ),
        ("author", session.author()),
    ];
    let mut views: Vec<String> = Vec::new();
    match session.place(None, report) {
        Ok(place) => {
            let (root, cwd) = (&place.root, &session.env.cwd);
            rows.push(("claims", format!("{} ({})", root.dir.display(), root.how)));
            rows.push(("folder", shown_path(root, cwd, "onrecord.toml")));
            rows.push(("sources", place.settings.sources.display().to_string()));
            rows.push(("verdicts", place.settings.scale.name.clone()));
            views.extend(
                session
                    .views(&place)
                    .iter()
                    .map(|v| format!("{}: {}", v.name, v.query)),
            );
        }
        Err(_) => rows.push(("claims", "none found".to_owned())),
    }
    rows.push((
        "theme",
        config
            .theme
            .clone()
            .unwrap_or_else(|| "chosen by the terminal".to_owned()),
    ));
    rows.push(("mouse", if config.mouse { "yes" } else { "no" }.to_owned()));
    rows.push(("max_file_mb", config.max_file_mb.to_string()));
    rows.push(("max_depth", config.max_depth.to_string()));
    let optional = [
        ("editor", &config.editor),
        ("query", &config.default_query),
        ("first view", &config.default_view),
        ("sort", &config.default_sort),
        ("date_format", &config.date_format),
    ];
    rows.extend(
        optional
            .into_iter()
            .filter_map(|(label, value)| Some((label, value.clone()?))),
    );
    rows.extend(views.into_iter().map(|view| ("view", view)));
    for binding in &config.keys {
        rows.push((
            "key",
            format!("{}: {}", binding.action, binding.keys.join(" ")),
        ));
    }
    rows
}
