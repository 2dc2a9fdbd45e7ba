//! What can not be exported, and what to do instead.

use std::io;

/// Why a selection can not be written in a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A claim file holds the claims of one article.
    #[error("a YAML file holds the claims of one article, and these are from {0}")]
    ManyArticles(usize),
    /// A template of the user's can not be carried out.
    #[error("the template `{name}` failed: {why}")]
    Template {
        /// The format's name.
        name: String,
        /// What happened, with the line.
        why: String,
    },
    /// A library of the format failed.
    #[error("{0}")]
    Failed(String),
    /// There is no such column.
    #[error("there is no column `{name}`")]
    UnknownColumn {
        /// As typed, hidden characters as marks.
        name: String,
        /// The nearest column.
        near: Option<&'static str>,
    },
}

impl ExportError {
    /// Returns what to do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::ManyArticles(_) => "write one file an article with `-o DIR/`".to_owned(),
            Self::Template { .. } => {
                "a template is given claims, articles, speakers, query, made and scale: see docs/exchange.md".to_owned()
            }
            Self::Failed(_) => "another format may do".to_owned(),
            Self::UnknownColumn {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::UnknownColumn { near: None, .. } => {
                let names: Vec<_> = super::COLUMNS.iter().map(|column| column.name).collect();
                format!("the columns are {}", names.join(", "))
            }
        }
    }

    /// Returns the reason inside an I/O error, when a format gave one.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<ExportError> for io::Error {
    fn from(error: ExportError) -> Self {
        Self::new(io::ErrorKind::InvalidInput, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_comes_back_out_of_an_io_error() {
        let error = io::Error::from(ExportError::ManyArticles(3));
        assert_eq!(ExportError::of(&error), Some(&ExportError::ManyArticles(3)));
        assert!(error.to_string().ends_with("and these are from 3"));
        assert_eq!(ExportError::of(&io::Error::other("disk full")), None);
    }
}
