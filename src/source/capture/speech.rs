//! Every stretch in marks with what it is and who says it: the rules within a sentence first, then what
//! the sentences and quotes round it tell.

use std::ops::Range;

use super::attribution::{Found, attribute, may_speak};
use super::frame::Frame;
use super::names::{Mention, Sort};
use super::page::Page;
use super::people::People;
use super::voice::{Voice, voice};

/// Who says something, as far as the rules tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The full name, or the description in the article's words.
    pub name: String,
    /// Role as written.
    pub role: Option<String>,
    /// Organisation as written.
    pub org: Option<String>,
    /// Described, not named.
    pub unnamed: bool,
    /// Bytes of the mention that the rule read.
    pub mention: Range<usize>,
}

/// A stretch in marks, judged.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// The quote, an index into [`Page::quotes`].
    pub quote: usize,
    /// What it is.
    pub voice: Voice,
    /// Who says it, when it is speech and a rule tells.
    pub speaker: Option<Speaker>,
    /// The rule, `none` when no speaker was found.
    pub rule: &'static str,
    /// How sure the rule is, 0 to 100.
    pub confidence: u8,
    /// The quote's sentence says more than who speaks: words in marks within the article's own.
    pub partial: bool,
}

/// Judges every quote of a page; nothing when `goes_on`, told which one it is at, says no.
#[must_use]
pub fn spoken(
    page: &Page<'_>,
    people: &People,
    goes_on: &dyn Fn(usize) -> bool,
) -> Option<Vec<Spoken>> {
    let mut reader = Reader {
        page,
        people,
        heard: Vec::new(),
        done: Vec::new(),
    };
    for quote in 0..page.quotes.len() {
        if !goes_on(quote) {
            return None;
        }
        if let Some(frame) = Frame::of(page, quote) {
            reader.read(&frame);
        }
    }
    reader.followers();
    Some(reader.done)
}

struct Reader<'a> {
    page: &'a Page<'a>,
    people: &'a People,
    /// Speakers so far, each with the sentence of the quote.
    heard: Vec<(usize, String)>,
    done: Vec<Spoken>,
}

impl Reader<'_> {
    fn read(&mut self, frame: &Frame) {
        let found =
            attribute(self.page, frame).filter(|found| may_speak(self.page, &found.mention));
        let voice = voice(self.page, frame, found.as_ref());
        let mut spoken = Spoken {
            quote: frame.quote,
            voice,
            speaker: None,
            rule: "none",
            confidence: 40,
            partial: is_partial(self.page, frame),
        };
        if voice == Voice::Speech {
            let who = found
                .and_then(|found| self.known(&found, frame))
                .or_else(|| self.gap(frame))
                .or_else(|| self.carried(frame))
                .or_else(|| self.floating(frame))
                .or_else(|| self.turn(frame));
            if let Some((speaker, rule, confidence)) = who {
                self.heard.push((frame.sentence, speaker.name.clone()));
                spoken.speaker = Some(speaker);
                spoken.rule = rule;
                spoken.confidence = confidence;
            }
        }
        self.done.push(spoken);
    }

    /// A rule's mention, resolved: surnames to full names, pronouns to persons.
    fn known(&self, found: &Found, frame: &Frame) -> Option<(Speaker, &'static str, u8)> {
        let mention = &found.mention;
        if self.is_description(mention) {
            let name = self.people.described(frame.sentence, &self.heard);
            let confidence = found.confidence.saturating_sub(20);
            if let Some(name) = name {
                return Some((self.resolve(name, mention), "pronoun", confidence));
            }
        }
        // his statement said
        let first = &self.page.tokens[mention.first];
        let words = &self.page.tokens[mention.first..mention.end];
        let possessed = words.iter().any(|token| token.any(super::lexicon::WORDS));
        if possessed
            && mention.sort == Sort::Described
            && matches!(first.lower.as_str(), "his" | "her")
        {
            let word = first.lower.as_str();
            let name = (self.people).meant(word, mention.first, frame.sentence, &self.heard)?;
            let confidence = found.confidence.saturating_sub(20);
            return Some((self.resolve(name, mention), "pronoun", confidence));
        }
        match mention.sort {
            Sort::Pronoun => {
                let word = self.page.tokens[mention.first].lower.as_str();
                let name = self
                    .people
                    .meant(word, mention.first, frame.sentence, &self.heard)?;
                let confidence = found.confidence.saturating_sub(20);
                Some((self.resolve(name, mention), "pronoun", confidence))
            }
            _ => Some((self.speaker(mention), found.rule, found.confidence)),
        }
    }

    /// `the 52-year-old`, `the Argentine`: somebody named before, by age or nation.
    fn is_description(&self, mention: &Mention) -> bool {
        let words = &self.page.tokens[mention.first..mention.end];
        let [article, word] = words else {
            return false;
        };
        let nation = ["an", "ese", "ish", "ch", "ine", "iard", "eek", "iss"];
        let nobody = [
            "vatican", "guardian", "african", "american", "church", "branch",
        ];
        article.is("the")
            && (word.lower.ends_with("year-old")
                || word.is_capital
                    && !nobody.contains(&word.lower.as_str())
                    && nation.iter().any(|end| word.lower.ends_with(end)))
    }

    fn speaker(&self, mention: &Mention) -> Speaker {
        let at = self.bytes(mention);
        if mention.sort == Sort::Described {
            let org = mention.org.clone();
            return Speaker {
                name: mention.name.clone(),
                role: None,
                org,
                unnamed: true,
                mention: at,
            };
        }
        let (name, role, org) = self.people.full(mention);
        Speaker {
            name,
            role,
            org,
            unnamed: false,
            mention: at,
        }
    }

    fn bytes(&self, mention: &Mention) -> Range<usize> {
        self.page.tokens[mention.first].span.start..self.page.tokens[mention.end - 1].span.end
    }

    fn resolve(&self, name: String, mention: &Mention) -> Speaker {
        let mut named = mention.clone();
        named.name = name;
        named.sort = Sort::Named;
        self.speaker(&named)
    }

    /// The last quote that was speech, with its frame's sentence.
    fn last(&self) -> Option<&Spoken> {
        self.done
            .iter()
            .rev()
            .find(|spoken| spoken.voice == Voice::Speech)
    }

    /// `“It's like,” she paused, “like a wall.”`: the halves of one quote.
    fn gap(&self, frame: &Frame) -> Option<(Speaker, &'static str, u8)> {
        let last = self.last()?;
        let same = self
            .page
            .sentence_at(self.page.quotes[last.quote].outer.start)
            == Some(frame.sentence);
        let speaker = last.speaker.clone()?;
        (same && last.quote + 1 == frame.quote).then_some((speaker, "same-sentence", 50))
    }

    /// A quote that is a sentence of its own goes on with the speaker before it in the paragraph.
    fn carried(&self, frame: &Frame) -> Option<(Speaker, &'static str, u8)> {
        let last = self.last()?;
        let before = &self.page.quotes[last.quote];
        let here = &self.page.quotes[frame.quote];
        if before.last_paragraph != here.paragraph {
            return None;
        }
        let speaker = last.speaker.clone()?;
        let from = self.page.sentence_at(before.outer.start)?;
        let between = (from + 1..frame.sentence).any(|at| {
            self.people
                .subject_of(at)
                .is_some_and(|name| name != speaker.name)
        });
        (!between).then_some((speaker, "carried-on", 90))
    }

    /// `Ioana disagrees. “We will see about that.”`: the subject of the sentence before.
    fn floating(&self, frame: &Frame) -> Option<(Speaker, &'static str, u8)> {
        let paragraph = self.page.quotes[frame.quote].paragraph;
        let own = self.named_here(frame);
        if own.is_none()
            && is_partial(self.page, frame)
            && let Some(name) = self.people.first_of(frame.sentence)
        {
            let name = name.to_owned();
            return Some((self.named_as(name, frame), "sentence-subject", 50));
        }
        let before = frame.sentence.checked_sub(1);
        let before = before.filter(|&at| self.page.sentences[at].paragraph == paragraph);
        let (sentence, confidence) = match (own, before) {
            (Some(name), _) => return Some((self.named_as(name, frame), "sentence-subject", 60)),
            (None, Some(before)) => (before, 65),
            (None, None) => return None,
        };
        if let Some(owner) = self.words_of(sentence) {
            return Some((self.speaker(&owner), "his-words", 66));
        }
        if let Some(name) = self.people.subject_of(sentence) {
            return Some((
                self.named_as(name.to_owned(), frame),
                "sentence-before",
                confidence,
            ));
        }
        let first = self.page.sentences[sentence].tokens.start;
        let token = &self.page.tokens[first];
        let name = self
            .people
            .meant(&token.lower, first, sentence, &self.heard)?;
        Some((self.named_as(name, frame), "pronoun", confidence - 10))
    }

    /// `Fitch's message was simple.`: whose words the sentence before announces.
    fn words_of(&self, sentence: usize) -> Option<Mention> {
        let words: Vec<usize> = self.page.sentences[sentence].tokens.clone().collect();
        let at =
            (words.iter()).position(|&tok| self.page.tokens[tok].any(super::lexicon::WORDS))?;
        super::attribution::owner(self.page, &words, at).filter(|owner| owner.sort == Sort::Named)
    }

    fn named_here(&self, frame: &Frame) -> Option<String> {
        if frame.is_bare(self.page) {
            return None;
        }
        self.people.subject_of(frame.sentence).map(str::to_owned)
    }

    fn named_as(&self, name: String, frame: &Frame) -> Speaker {
        let mention = &self.page.quotes[frame.quote].outer;
        let bare = Mention {
            first: 0,
            end: 1,
            name,
            sort: Sort::Named,
            role: None,
            org: None,
        };
        Speaker {
            mention: mention.start..mention.start,
            ..self.speaker(&bare)
        }
    }

    /// A quote alone in its paragraph: whoever spoke, or was spoken of, right before.
    fn turn(&self, frame: &Frame) -> Option<(Speaker, &'static str, u8)> {
        let paragraph = self.page.quotes[frame.quote].paragraph;
        if !frame.is_bare(self.page) || paragraph == 0 {
            return None;
        }
        let before = self.page.sentences[..frame.sentence]
            .iter()
            .rposition(|sentence| sentence.paragraph + 1 == paragraph)?;
        let last = self
            .last()
            .filter(|last| self.page.quotes[last.quote].last_paragraph + 1 == paragraph);
        if let Some(name) = self.people.subject_of(before) {
            return Some((
                self.named_as(name.to_owned(), frame),
                "paragraph-before",
                55,
            ));
        }
        let speaker = last?.speaker.clone()?;
        Some((speaker, "paragraph-before", 50))
    }

    /// A quote without a speaker before one that has one in the same paragraph: theirs.
    fn followers(&mut self) {
        for at in (0..self.done.len().saturating_sub(1)).rev() {
            let (first, rest) = self.done.split_at_mut(at + 1);
            let (this, next) = (&mut first[at], &rest[0]);
            let own = &self.page.quotes[this.quote];
            let near = self.page.quotes[next.quote].paragraph == own.last_paragraph;
            let unsure = this.speaker.is_none() || matches!(this.rule, "paragraph-before");
            if this.voice == Voice::Speech
                && unsure
                && near
                && next.voice == Voice::Speech
                && next.speaker.is_some()
                && !this.partial
            {
                this.speaker.clone_from(&next.speaker);
                this.rule = "following-quote";
                this.confidence = 50;
            }
        }
    }
}

/// Tells that the words in marks stand inside of the article's own: `called it “frankly amateurish”`.
fn is_partial(page: &Page<'_>, frame: &Frame) -> bool {
    let inner = &page.text[page.quotes[frame.quote].inner.clone()];
    let led = frame.before().is_some_and(|tok| page.tokens[tok].is_word);
    led && !frame.is_bare(page) && inner.starts_with(|c: char| !c.is_uppercase())
        || led
            && frame
                .after()
                .is_some_and(|tok| page.tokens[tok].is_word && page.tokens[tok].manner.is_none())
}
