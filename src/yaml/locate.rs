//! Where a claim stands in a file, for an editor that is opened there.

use super::limits::Limits;
use super::read::read_claims;

/// Returns the line (1-based) of a claim's item; `None` for a claim that can not be read.
#[must_use]
pub fn item_line(bytes: &[u8], id: &str) -> Option<u32> {
    let read = read_claims("", bytes, &Limits::default());
    let found = read.claims.iter().find(|read| read.claim.id == id);
    found.map(|read| read.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_found_in_a_file_with_a_broken_one() {
        let text = b"article: {title: t}\nclaims:\n- id: a\n  quote: x: y: z\n\n# c\n- quote: z\n  id: b\n";
        assert_eq!(item_line(text, "b"), Some(7));
        assert_eq!(item_line(text, "a"), None);
    }
}
