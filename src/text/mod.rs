//! Pure text work: cleaning, folding, width, figures, wording. Knows `model`, nothing else.
pub mod figure {
    pub fn amount(_: &crate::model::Figure) -> Option<crate::model::Amount> {
        None
    }
}
pub mod fold {
    pub fn fold(s: &str) -> String {
        s.to_lowercase()
    }
}
pub mod wording {
    use crate::model::Attribution;
    pub struct Wording;
    pub struct Voice<'a> {
        pub quote: Option<&'a str>,
        pub assertion: Option<&'a str>,
        pub attribution: Option<Attribution>,
        pub speaker: Option<&'a str>,
        pub via: Option<&'a str>,
        pub outlet: Option<&'a str>,
    }
    impl Voice<'_> {
        pub fn wording(&self) -> Wording {
            Wording
        }
    }
}
