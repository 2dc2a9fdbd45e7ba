//! What of a terminal's input may be seen: a frame that is sent in pieces is shown when it is whole, as a
//! terminal with synchronized updates does. A test never reads half a frame.

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// The bytes of a frame that is still on its way.
#[derive(Debug, Default)]
pub struct Frames {
    kept: Vec<u8>,
}

impl Frames {
    /// Takes what came, and returns what can be shown now.
    pub fn whole(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.kept.extend_from_slice(bytes);
        let begun = last(&self.kept, BEGIN);
        let open = begun.filter(|at| last(&self.kept[*at..], END).is_none());
        let until = open.unwrap_or_else(|| self.kept.len() - cut(&self.kept));
        let rest = self.kept.split_off(until);
        std::mem::replace(&mut self.kept, rest)
    }

    /// Returns what never became whole, at the end.
    pub fn rest(self) -> Vec<u8> {
        self.kept
    }
}

fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|part| part == word)
}

/// Returns how many bytes at the end may be the first ones of a mark.
fn cut(bytes: &[u8]) -> usize {
    let longest = (BEGIN.len() - 1).min(bytes.len());
    let mut lengths = (1..=longest).rev();
    let ends = |n: &usize| BEGIN.starts_with(&bytes[bytes.len() - n..]);
    lengths.find(ends).unwrap_or(0)
}

#[test]
fn a_frame_in_pieces_is_shown_once_it_is_whole() {
    let sent = b"before\x1b[?2026hone\x1b[?2026lbetween\x1b[?2026htwo\x1b[?2026lafter";
    let (first, second) = (&sent[..17], &sent[17..]);
    let mut frames = Frames::default();
    assert_eq!(frames.whole(first), b"before");
    assert_eq!(frames.whole(second), &sent[6..]);
    for size in 1..sent.len() {
        let mut frames = Frames::default();
        let mut shown = Vec::new();
        for piece in sent.chunks(size) {
            shown.extend(frames.whole(piece));
            let begun = shown.windows(8).filter(|w| *w == BEGIN).count();
            let ended = shown.windows(8).filter(|w| *w == END).count();
            assert_eq!(begun, ended, "half a frame, in pieces of {size}");
        }
        shown.extend(frames.rest());
        assert_eq!(shown, sent);
    }
    let mut frames = Frames::default();
    assert_eq!(frames.whole(b"x\x1b[?2026hbroken off"), b"x");
    assert_eq!(frames.rest(), b"\x1b[?2026hbroken off");
}
