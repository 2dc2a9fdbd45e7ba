//! The verbs that report speech, with what they may take. Regular forms are made, the others listed.

use std::collections::HashMap;

/// How a verb reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// Words or a clause, before or after: said, told, added.
    Say,
    /// The same, less often: warned, argued, insisted.
    Argue,
    /// Written words: wrote, tweeted, posted.
    Write,
    /// A voice or a gesture; reports speech only beside marks: whispered, laughed.
    Voice,
    /// A name or a judgement given to something: called, described.
    Call,
    /// Something made known; reports a clause, hardly ever a phrase: announced, revealed.
    Announce,
    /// What somebody thinks or wants: believes, hopes, expects.
    Think,
}

impl Manner {
    /// Tells that a clause after the verb is what was said: `said the plan was bad`.
    #[must_use]
    pub const fn takes_a_clause(self) -> bool {
        matches!(
            self,
            Self::Say | Self::Argue | Self::Write | Self::Announce | Self::Think
        )
    }
}

/// Verbs with regular forms (`-s`, `-ed`, `-ing`).
const REGULAR: &[(Manner, &str)] = &[
    (
        Manner::Say,
        "add answer ask reply respond explain note remark comment continue state recall observe conclude mention
        counter declare",
    ),
    (
        Manner::Argue,
        "acknowledge admit affirm agree allege argue assert assure attest aver caution chide claim clarify complain
        concede confess confide confirm contend contest counsel decline demand deny disagree elaborate emphasize
        emphasise enthuse exclaim explain express imply indicate inform inquire insist interject joke lament maintain
        muse object opine plead pledge point proclaim profess promise protest query question quip ratify reaffirm
        reassure reckon recommend recount reflect reiterate relate remind repeat report request retort signal stress
        submit suggest summarize summarise testify theorize underline underscore urge venture volunteer vow warn
        wonder advise advocate beseech boast brag champion charge cite convey dispute divulge hint instruct intone
        lecture lie moan narrate persuade preach predict pronounce propose rebut recite refute rejoin remonstrate
        specify speculate vent vouch beg rule vote threaten assess justify rail fume gush",
    ),
    (
        Manner::Write,
        "tweet retweet post email e-mail text message blog comment scrawl note pen",
    ),
    (
        Manner::Voice,
        "whisper shout yell scream cry sigh laugh chuckle giggle smile grin nod shrug mutter murmur mumble growl
        snap bark roar bellow boom thunder sob gasp hiss groan grumble stammer stutter drawl croak chant cheer chime
        coo crow deadpan demur erupt explode huff interrupt joke pause rasp shriek sneer snarl snort spit wail whine
        offer start finish fire press implore croon purr blurt beam wince frown scoff bristle",
    ),
    (
        Manner::Call,
        "call describe label brand dub characterize characterise term portray depict denounce condemn blast slam
        mock ridicule criticize criticise attack praise hail dismiss accuse blame deride decry lambaste lambast
        taunt belittle tout refer compare liken thank laud applaud salute credit welcome defend cast vilify fault
        reject paint declare tag christen style",
    ),
    (
        Manner::Announce,
        "announce disclose reveal release issue unveil publish notify outline propose detail recommend find project
        estimate forecast calculate discover order rule",
    ),
    (
        Manner::Think,
        "believe hope expect fear consider doubt worry want suspect assume guess anticipate envision imagine realize
        realise wish prefer intend plan fret regret support oppose favor favour learn conclude decide",
    ),
];

/// Forms that are not regular, and phrasal ones told by their verb alone.
const LISTED: &[(Manner, &str)] = &[
    (
        Manner::Say,
        "say says said saying tell tells told telling goes",
    ),
    (
        Manner::Write,
        "write writes wrote writing written tweeting texting",
    ),
    (
        Manner::Argue,
        "swear swears swore put puts putting shot shoots begged begging referring conceding
        admitted admitting rebutted quipped quipping teach",
    ),
    (Manner::Voice, "spat begin begins began spoke"),
    (Manner::Announce, "found finds show shows showed shown"),
    (
        Manner::Think,
        "think thinks thought thinking feel feels felt know knows knew understand understands understood see sees saw",
    ),
];

/// Returns every form with how it reports; a verb in two rows keeps the first.
#[must_use]
pub fn forms() -> HashMap<String, Manner> {
    let mut forms = HashMap::new();
    for (manner, verbs) in LISTED {
        for form in verbs.split_whitespace() {
            forms.entry(form.to_owned()).or_insert(*manner);
        }
    }
    for (manner, verbs) in REGULAR {
        for verb in verbs.split_whitespace() {
            for form in inflected(verb) {
                forms.entry(form).or_insert(*manner);
            }
        }
    }
    forms
}

fn inflected(verb: &str) -> Vec<String> {
    let doubled = [
        "quip", "brag", "nod", "grin", "snap", "slam", "blog", "sob", "tag", "plan", "dub", "beg",
        "rebut",
    ];
    let mut forms = vec![verb.to_owned()];
    let consonant_y = verb
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    if let Some(stem) = consonant_y {
        forms.extend([
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{verb}ing"),
        ]);
    } else if let Some(stem) = verb.strip_suffix('e') {
        forms.extend([format!("{verb}s"), format!("{verb}d"), format!("{stem}ing")]);
    } else {
        let stem = match verb.chars().next_back() {
            Some(last) if doubled.contains(&verb) => format!("{verb}{last}"),
            _ => verb.to_owned(),
        };
        let s = if verb.ends_with("sh") || verb.ends_with("ss") || verb.ends_with("ch") {
            "es"
        } else {
            "s"
        };
        forms.extend([
            format!("{verb}{s}"),
            format!("{stem}ed"),
            format!("{stem}ing"),
        ]);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_are_those_of_the_language() {
        let forms = forms();
        for (form, manner) in [
            ("said", Manner::Say),
            ("replied", Manner::Say),
            ("adds", Manner::Say),
            ("warning", Manner::Argue),
            ("quipped", Manner::Argue),
            ("wrote", Manner::Write),
            ("whispered", Manner::Voice),
            ("describes", Manner::Call),
            ("dubbed", Manner::Call),
            ("announced", Manner::Announce),
            ("believes", Manner::Think),
        ] {
            assert_eq!(forms.get(form), Some(&manner), "{form}");
        }
        assert_eq!(forms.get("opened"), None);
    }

    #[test]
    fn there_are_more_than_two_hundred_verbs() {
        let verbs = REGULAR
            .iter()
            .flat_map(|(_, verbs)| verbs.split_whitespace());
        assert!(verbs.count() > 200);
    }
}
