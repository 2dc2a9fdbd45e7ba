//! The closed word lists of the rules: one row a sort of word. Words stand in lower case.
//!
//! Data only; what a word means where it stands is the business of the rules.

use std::collections::HashMap;

use super::{given, verbs};

/// What a word may be: a set of the sorts below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sorts(u32);

impl Sorts {
    /// Tells that the word may be of one of these sorts.
    #[must_use]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns both sets in one.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

macro_rules! sorts {
    ($($(#[$doc:meta])* $name:ident $bit:literal $words:literal)*) => {
        $($(#[$doc])* pub const $name: Sorts = Sorts(1 << $bit);)*
        const ROWS: &[(Sorts, &str)] = &[$(($name, $words)),*];
    };
}

sorts! {
    /// Articles, demonstratives, quantifiers: a noun phrase begins.
    DETERMINER 0 "a an the this that these those some many several one two three four five six seven eight nine ten
        dozens both another each no all most few other his her their its our my your any an-other half hundreds
        thousands multiple various numerous certain"
    /// He, she and they: somebody who was named before.
    PRONOUN 1 "he she they i we it"
    /// Prepositions.
    PREPOSITION 2 "of in on at by for from with to into over under after before during against about as between
        through without within near despite amid among around outside inside since until per via like behind
        across toward towards following including regarding concerning upon than"
    /// Words that join or subordinate clauses.
    CONJUNCTION 3 "and but or nor so yet while when whereas because although though if as once after before that
        where whether however meanwhile still then also too instead moreover furthermore indeed thus therefore
        which who whom whose even"
    /// Auxiliaries, which may stand between a subject and its verb.
    AUXILIARY 4 "has have had is are was were be been being will would could should may might can must do does did
        'll 'd 'd've"
    /// Adverbs, which may stand between a subject and its verb.
    ADVERB 5 "later also then once recently repeatedly again further often previously earlier already simply just
        still now never always even ever today yesterday reportedly publicly privately flatly bluntly quietly
        famously jokingly simply first twice soon too not meanwhile afterward afterwards himself herself
        themselves itself instead finally initially separately underneath nearby elsewhere beneath overnight sadly
        clearly frankly"
    /// Forms of address before a name.
    HONORIFIC 6 "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady rev rev. fr fr. sister brother
        mx mx. hon hon. st madam monsieur señor señora herr frau"
    /// What a person is: offices, trades, ranks.
    ROLE 7 "ceo cfo coo cto cio chief executive officer president vice-president vp senator sen sen. rep rep.
        representative gov gov. governor lt lt. lieutenant judge justice mayor minister secretary general gen gen.
        director professor leader speaker chairman chairwoman chairperson chair spokesman spokeswoman spokesperson
        captain capt capt. sgt sgt. sergeant col col. colonel maj maj. major king queen prince princess pope
        cardinal bishop archbishop detective sheriff deputy inspector councillor councilman councilwoman
        councilmember ambassador commissioner attorney coach analyst republican democrat democratic treasurer
        manager founder co-founder cofounder author co-author columnist economist historian scientist researcher
        reporter correspondent editor journalist lawyer solicitor barrister prosecutor adviser advisor aide
        strategist consultant activist candidate nominee congressman congresswoman assemblyman assemblywoman
        chancellor premier rabbi imam pastor priest reverend nurse doctor surgeon physician teacher principal
        owner head boss partner member official pollster operative trader investor entrepreneur engineer pilot
        farmer resident witness neighbor neighbour victim driver student mother father son daughter wife husband
        brother sister friend colleague trainer striker midfielder goalkeeper defender player singer actor actress
        director-general filmmaker artist writer novelist poet planner geologist biologist oceanographer physicist
        chemist astronomer psychologist sociologist epidemiologist virologist ecologist climatologist
        meteorologist pathologist psychiatrist expert scholar fellow lecturer dean provost whip capitalist
        superintendent constable admiral commander chieftain lawmaker legislator mp msp mep clerk coroner
        supporter voter rival incumbent insider negotiator somebody someone widow widower pensioner grandmother
        grandfather mum dad uncle aunt nephew niece cousin ex-wife ex-husband shopkeeper survivor organiser organizer
        bystander onlooker caller blogger broadcaster pundit ref referee umpire chef baker headteacher head-teacher
        midwife paramedic welder plumber builder landlord landlady tenant businessman businesswoman diplomat envoy marshal ranger firefighter"
    /// Words that stand before a role: they never end a name.
    RANK 8 "former vice deputy acting prime first foreign home finance defence defense treasury senate house
        minority majority state u.s. us u.k. uk assistant associate senior junior lead interim ex then-president
        then outgoing incoming longtime veteran retired late legendary new national federal financial venture tech
        managing chief shadow democratic republican fellow conservative liberal labour union regional district
        supreme appeals county city police fire british american french german russian chinese european israeli"
    /// Small words inside a name.
    PARTICLE 9 "de van der den von zu la le di da dos del della bin ibn al al- el ben ter ten y e du des ní ó mac
        bint abu st."
    /// Groups and bodies: with an article they are a speaker.
    BODY 10 "company firm group campaign administration team government ministry department agency bank union
        association committee commission council court party family police force university school district board
        club foundation institute organization organisation network office officials authorities ministers
        analysts researchers scientists experts critics supporters opponents lawyers prosecutors residents
        witnesses economists lawmakers republicans democrats investigators aides advisers advisors sources
        source people person parents doctors executives investors traders historians activists observers
        campaigners pollsters crowd audience reports report study survey poll paper authors statement newspaper magazine
        chipmaker carmaker automaker retailer airline startup start-up charity watchdog regulator union's
        league federation centre center ministry's military army navy prosecution defence defense jury
        owners managers leaders workers fans voters teachers users customers men women insiders
        spokespeople diplomats judges employees neighbours neighbors friends relatives colleagues regulators
        conservatives liberals senators governors mayors politicians doctors' surgeons farmers farmers' scholars
        academics journalists reporters strategists operatives spokesmen candidates draft memo document filing lawsuit
        complaint indictment affidavit petition leaflet dossier tribe alliance coalition consortium syndicate panel
        parliament cabinet municipality diocese orchestra publisher broadcaster hospital clinic museum zoo"
    /// Capitalised, these are no names.
    CALENDAR 11 "monday tuesday wednesday thursday friday saturday sunday january february march april may june july
        august september october november december jan jan. feb feb. mar. apr. aug aug. sept sept. sep. oct oct. nov
        nov. dec dec. mon. tues. wed. thurs. fri. sat. sun. christmas easter english"
    /// Works that carry a title in marks.
    WORK 12 "book novel film movie song album show series play essay podcast documentary magazine
        memoir autobiography biography poem opera musical episode programme program exhibition painting anthem hymn ballad thriller drama comedy sequel bestseller editorial report paper study called titled entitled named"
    /// What makes a name of the words in marks.
    NAMING 13 "so-called nicknamed dubbed named titled entitled term terms word words phrase slogan known moniker
        nickname label labeled labelled termed called billed coined sign banner poster placard headline banners
        signs hashtag acronym codenamed guise expression motto"
    /// Words that soften a statement.
    HEDGE 14 "may might could reportedly allegedly apparently possibly perhaps probably likely unlikely seems appears
        suggests suggest seem appear estimated believed rumored rumoured supposedly about around roughly nearly
        almost some potentially expected thought unclear unconfirmed presumably"
    /// American states and the like, which follow a place after a comma.
    STATE 15 "ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo.
        mont. neb. nev. n.h. n.j. n.m. n.y. n.c. n.d. okla. ore. pa. r.i. s.c. s.d. tenn. vt. va. wash. w.va. wis.
        wyo. d.c. alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
        idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
        mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont
        virginia washington wisconsin wyoming d-n.y. r-neb. jr. jr sr. sr ii iii iv inc. inc ltd. ltd corp. llc
        ph.d. phd m.d. md esq. kc qc mp mep obe cbe"
    /// What the words that follow or precede are, said by their owner.
    WORDS 16 "message words answer statement reply response verdict advice motto view reaction comment comments
        remark remarks warning conclusion explanation tweet email e-mail letter post"
    /// What one makes: plans and promises.
    PROMISE 17 "pledged pledges pledge promised promises promise vowed vows vow plans planned commits committed
        intends undertakes guarantees agreed"
    /// Words of what will be.
    FUTURE 18 "will won't shall expects expect expected forecast forecasts predicts predict predicted projects
        projected anticipates anticipated poised going"
    /// Comparisons and superlatives.
    COMPARISON 19 "more less fewer biggest largest highest lowest smallest worst best most least fastest slowest
        strongest weakest bigger larger higher lower smaller faster cheaper greater record twice double doubled
        tripled halved times unprecedented first-ever only oldest youngest longest richest poorest deadliest"
    /// Accusations.
    ACCUSATION 20 "allege alleges alleged accuse accuses accused accusing allegedly"
    /// No name begins with one of these at the head of a sentence.
    OPENER 21 "there here what why how yes no well asked speaking giving according although though thanks not now
        perhaps maybe every everyone nobody nothing only such today tonight yesterday tomorrow last next both
        neither either more most much other others people soon taken ten under until unlike upon we what's when
        whatever where who why with yet you your consider fair good great let like look microsoft's to-wit
        asked told citing speaking reporting writing responding reacting addressing trees please"
    /// Feminine.
    SHE 22 "she mrs mrs. ms ms. miss dame lady spokeswoman chairwoman congresswoman councilwoman queen princess
        mother daughter wife sister actress woman girl mary patricia jennifer linda elizabeth barbara susan jessica
        sarah karen nancy lisa margaret betty sandra ashley dorothy kimberly emily donna michelle carol amanda
        melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela nicole
        helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia
        joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline
        martha gloria teresa ann anne sara madison frances kathryn janice jean alice abigail sophia grace denise
        amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla hillary
        ivanka melania kellyanne angela theresa nikki tammy jill claire elena eva leyla ioana wanda dolores lena
        priya ilse hanneke ellen fiona rosa carla nell ada jane kate katie kathy sally sheila tina wendy paula
        olga siobhán éloïse agnes dana eileen"
    /// Masculine.
    HE 23 "he mr mr. sir lord spokesman chairman congressman councilman king prince father son husband brother actor
        pope man boy james robert john michael david william richard joseph thomas christopher charles daniel matthew
        anthony mark donald steven andrew paul joshua kenneth kevin brian george timothy ronald jason edward jeffrey
        ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander
        patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah
        ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan
        jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph
        bobby russell bradley philip eugene barack vladimir bernie ted marco jeb chris mike tim tom steve jim bob
        bill dan dave ken ben rick rob ron sam todd greg ian marc yusuf gus kwame luis chip erik dale jeff elon sheldon
        viktor jürgen muhammad mohammed ali hans stefan ștefan harry rudy newt paul reince lindsey mitch chuck"
    /// What may stand before the verb of a question or an aside.
    RELATIVE 24 "who which whose whom that where"
    /// A sentence whose end was swallowed by an abbreviation goes on with one of these.
    STARTER 25 "the he she it they in a an but and on at this that his her we i for as when while"
}

/// The word lists, ready to be asked.
#[derive(Debug)]
pub struct Lexicon {
    words: HashMap<String, Sorts>,
    verbs: HashMap<String, verbs::Manner>,
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut words: HashMap<String, Sorts> = HashMap::new();
        let named = [(SHE, given::WOMEN), (HE, given::MEN)];
        for (sort, list) in ROWS.iter().chain(&named) {
            for word in list.split_whitespace() {
                let sorts = words.entry(word.to_owned()).or_default();
                *sorts = sorts.or(*sort);
            }
        }
        Self {
            words,
            verbs: verbs::forms(),
        }
    }
}

impl Lexicon {
    /// Returns what a word in lower case may be.
    #[must_use]
    pub fn sorts(&self, lower: &str) -> Sorts {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// Returns how a form of a verb of speech reports, if it is one.
    #[must_use]
    pub fn manner(&self, lower: &str) -> Option<verbs::Manner> {
        self.verbs.get(lower).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sorts_are_distinct_and_their_words_lower_case() {
        let mut seen = 0u32;
        for (sort, list) in ROWS {
            assert_eq!(seen & sort.0, 0, "{list}");
            seen |= sort.0;
            assert_eq!(*list, list.to_lowercase());
        }
    }

    #[test]
    fn a_word_may_be_of_several_sorts() {
        let lexicon = Lexicon::default();
        assert!(lexicon.sorts("as").any(PREPOSITION));
        assert!(lexicon.sorts("as").any(CONJUNCTION));
        assert!(!lexicon.sorts("harbour").any(PREPOSITION.or(ROLE)));
    }
}
