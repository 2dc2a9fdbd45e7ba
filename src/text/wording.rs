//! Whose words: the one place that decides whether a claim's words get quote marks.
//!
//! The rule with teeth: nothing is ever printed as a quotation that a person did not speak. List,
//! detail, copy and every export ask here. Knows nothing of how the words are drawn.

use std::ops::Range;

use crate::model::Attribution;

/// Who says what, through whom; blank texts count as missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Voice<'a> {
    /// The article's text, verbatim.
    pub quote: Option<&'a str>,
    /// The recorder's words.
    pub assertion: Option<&'a str>,
    /// Whose words the quote is made of.
    pub attribution: Option<Attribution>,
    /// Who makes the claim.
    pub speaker: Option<&'a str>,
    /// Who passes it on: the claim's `via`, or else the article's author.
    pub via: Option<&'a str>,
    /// Where it was published.
    pub outlet: Option<&'a str>,
}

/// A claim's words, ready to print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// What must stand before the words: `Marc Andreessen, partly in the words of …: `, or nothing.
    pub lead: String,
    /// The words, with marks round them when they are due.
    pub words: String,
    /// Where the quote stands in `words` when marks were put round it, in bytes; none without marks.
    pub marked: Option<Range<usize>>,
    /// Whom the words are credited to: `Tom Serres`, `Alex Tapscott, author (own voice)`.
    pub credit: String,
}

impl Wording {
    /// Returns how far the words of the claim are shifted by an added mark, in bytes.
    #[must_use]
    pub fn shift(&self) -> usize {
        self.marked.as_ref().map_or(0, |inner| inner.start)
    }
}

/// How one attribution is worded.
struct Manner {
    /// Put marks round the quote.
    marks: bool,
    /// Between speaker and `VIA (OUTLET): `; without it there is no lead.
    by: Option<&'static str>,
    /// After the speaker's name in the credit.
    credit: &'static str,
}

const fn manner(attribution: Option<Attribution>) -> Manner {
    match attribution {
        Some(Attribution::Direct) => Manner {
            marks: true,
            by: None,
            credit: "",
        },
        Some(Attribution::Author) => Manner {
            marks: true,
            by: None,
            credit: ", author (own voice)",
        },
        Some(Attribution::Partial) => Manner {
            marks: false,
            by: Some("partly in"),
            credit: ", partly quoted",
        },
        Some(Attribution::Paraphrase) => Manner {
            marks: false,
            by: Some("in"),
            credit: ", paraphrased",
        },
        Some(Attribution::Unnamed) => Manner {
            marks: false,
            by: Some("in"),
            credit: ", unnamed",
        },
        None => Manner {
            marks: false,
            by: Some("attribution not recorded, in"),
            credit: ", attribution not recorded",
        },
    }
}

impl Voice<'_> {
    /// Returns the words of the claim as they may be shown: the quote, or else the assertion.
    #[must_use]
    pub fn wording(&self) -> Wording {
        let speaker = given(self.speaker);
        let Some(quote) = given(self.quote) else {
            return self.recorder(speaker);
        };
        let manner = manner(self.attribution);
        let speaker = speaker.unwrap_or("unknown speaker");
        let lead = manner.by.map_or_else(String::new, |by| {
            format!("{speaker}, {by} {}: ", self.carrier())
        });
        let marked = manner
            .marks
            .then(|| '“'.len_utf8()..'“'.len_utf8() + quote.len());
        Wording {
            lead,
            words: if manner.marks {
                format!("“{quote}”")
            } else {
                quote.to_owned()
            },
            marked,
            credit: format!("{speaker}{}", manner.credit),
        }
    }

    /// Returns lead and words as one line.
    #[must_use]
    pub fn line(&self) -> String {
        let Wording {
            mut lead, words, ..
        } = self.wording();
        lead.push_str(&words);
        lead
    }

    /// Words of the recorder never get marks.
    fn recorder(&self, speaker: Option<&str>) -> Wording {
        let assertion = given(self.assertion);
        let whose = if assertion.is_some() {
            "recorder’s words"
        } else {
            "no words recorded"
        };
        Wording {
            words: assertion.unwrap_or_default().to_owned(),
            credit: speaker.map_or_else(|| whose.to_owned(), |name| format!("{name}, {whose}")),
            ..Wording::default()
        }
    }

    /// `the words of VIA (OUTLET)`, with what is known of the two.
    fn carrier(&self) -> String {
        match (given(self.via), given(self.outlet)) {
            (Some(via), Some(outlet)) => format!("the words of {via} ({outlet})"),
            (Some(one), None) | (None, Some(one)) => format!("the words of {one}"),
            (None, None) => "reported words".to_owned(),
        }
    }
}

fn given(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FULL: Voice<'static> = Voice {
        quote: Some("the arrival of DeepSeek as AI’s “Sputnik Moment”"),
        assertion: Some("DeepSeek is a wake-up call."),
        attribution: None,
        speaker: Some("Marc Andreessen"),
        via: Some("Alex Tapscott"),
        outlet: Some("New York Post"),
    };

    #[test]
    fn each_attribution_has_its_manner() {
        let quote = FULL.quote.unwrap();
        for (attribution, lead, marks, credit) in [
            (Some(Attribution::Direct), "", true, "Marc Andreessen"),
            (
                Some(Attribution::Author),
                "",
                true,
                "Marc Andreessen, author (own voice)",
            ),
            (
                Some(Attribution::Partial),
                "Marc Andreessen, partly in the words of Alex Tapscott (New York Post): ",
                false,
                "Marc Andreessen, partly quoted",
            ),
            (
                Some(Attribution::Paraphrase),
                "Marc Andreessen, in the words of Alex Tapscott (New York Post): ",
                false,
                "Marc Andreessen, paraphrased",
            ),
            (
                Some(Attribution::Unnamed),
                "Marc Andreessen, in the words of Alex Tapscott (New York Post): ",
                false,
                "Marc Andreessen, unnamed",
            ),
            (
                None,
                "Marc Andreessen, attribution not recorded, in the words of Alex Tapscott (New York Post): ",
                false,
                "Marc Andreessen, attribution not recorded",
            ),
        ] {
            let voice = Voice {
                attribution,
                ..FULL
            };
            let wording = voice.wording();
            assert_eq!(wording.lead, lead);
            assert_eq!(wording.credit, credit);
            let words = if marks {
                format!("“{quote}”")
            } else {
                quote.to_owned()
            };
            assert_eq!(wording.words, words);
            assert_eq!(
                wording.marked.clone().map(|inner| &words[inner]),
                marks.then_some(quote)
            );
            assert_eq!(&words[wording.shift()..][..quote.len()], quote);
            assert_eq!(voice.line(), format!("{lead}{words}"));
        }
    }

    #[test]
    fn what_is_missing_is_left_out() {
        let said = Voice {
            attribution: Some(Attribution::Paraphrase),
            ..FULL
        };
        let lead = |voice: Voice<'_>| voice.wording().lead;
        assert_eq!(
            lead(Voice {
                speaker: None,
                ..said
            }),
            "unknown speaker, in the words of Alex Tapscott (New York Post): "
        );
        assert_eq!(
            lead(Voice {
                outlet: None,
                ..said
            }),
            "Marc Andreessen, in the words of Alex Tapscott: "
        );
        assert_eq!(
            lead(Voice {
                via: Some(" "),
                ..said
            }),
            "Marc Andreessen, in the words of New York Post: "
        );
        assert_eq!(
            lead(Voice {
                via: None,
                outlet: None,
                ..said
            }),
            "Marc Andreessen, in reported words: "
        );
    }

    #[test]
    fn an_assertion_is_the_recorders() {
        for attribution in Attribution::ALL.iter().copied().map(Some).chain([None]) {
            let own = Voice {
                quote: None,
                attribution,
                ..FULL
            };
            let wording = own.wording();
            assert_eq!(wording.words, FULL.assertion.unwrap());
            assert_eq!((wording.lead.as_str(), &wording.marked), ("", &None));
            assert_eq!(wording.credit, "Marc Andreessen, recorder’s words");
            assert_eq!(
                Voice {
                    speaker: None,
                    ..own
                }
                .wording()
                .credit,
                "recorder’s words"
            );
        }
        let silent = Voice {
            quote: Some(""),
            assertion: None,
            ..FULL
        };
        assert_eq!(silent.wording().words, "");
        assert_eq!(
            silent.wording().credit,
            "Marc Andreessen, no words recorded"
        );
    }

    fn text() -> impl Strategy<Value = Option<String>> {
        prop::option::of("[a-z “”\"]{0,12}")
    }

    proptest! {
        #[test]
        fn marks_are_put_only_round_spoken_words(
            quote in text(), assertion in text(), speaker in text(), via in text(), outlet in text(),
            kind in 0usize..6,
        ) {
            let attribution = Attribution::ALL.get(kind).copied();
            let voice = Voice {
                quote: quote.as_deref(), assertion: assertion.as_deref(), attribution,
                speaker: speaker.as_deref(), via: via.as_deref(), outlet: outlet.as_deref(),
            };
            let wording = voice.wording();
            let spoken = matches!(attribution, Some(Attribution::Direct | Attribution::Author));
            let quoted = given(voice.quote);
            let plain = quoted.or(given(voice.assertion)).unwrap_or_default();
            if spoken && quoted.is_some() {
                prop_assert_eq!(&wording.words, &format!("“{plain}”"));
                prop_assert!(wording.lead.is_empty());
            } else {
                prop_assert_eq!(&wording.words, plain);
                prop_assert!(wording.marked.is_none());
                prop_assert_eq!(wording.lead.is_empty(), quoted.is_none());
            }
            prop_assert!(!wording.credit.is_empty());
        }
    }
}
