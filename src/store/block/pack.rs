//! What is seldom asked for, packed into bytes: written field by field, read back when it is asked
//! for. Reading never panics; bytes that were not written by [`Packer`] give `None`.
#![expect(
    clippy::option_option,
    reason = "the outer one says that the bytes are sound, the inner one that there is a value"
)]

/// Packs values into bytes.
pub(super) struct Packer<'a>(pub(super) &'a mut Vec<u8>);

impl Packer<'_> {
    /// A number, the small ones in one byte (LEB128).
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push((number & 0x7f) as u8);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn maybe(&mut self, text: Option<&str>) {
        match text {
            Some(text) => {
                self.number(text.len() as u64 + 1);
                self.0.extend_from_slice(text.as_bytes());
            }
            None => self.number(0),
        }
    }

    pub(super) fn float(&mut self, number: Option<f64>) {
        self.0.push(u8::from(number.is_some()));
        if let Some(number) = number {
            self.0.extend_from_slice(&number.to_bits().to_le_bytes());
        }
    }

    /// One of a closed set, by its place; nothing is 0.
    pub(super) fn place(&mut self, place: Option<usize>) {
        self.number(place.map_or(0, |place| place as u64 + 1));
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        for item in items {
            each(self, item);
        }
    }
}

/// Takes values out of bytes again.
pub(super) struct Unpacker<'a>(pub(super) &'a [u8]);

impl<'a> Unpacker<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self, len: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(len).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let len = self.number()?;
        let bytes = self.bytes(len)?;
        Some(std::str::from_utf8(bytes).ok()?.to_owned())
    }

    /// A text that may be absent.
    pub(super) fn maybe(&mut self) -> Option<Option<String>> {
        let Some(len) = self.number()?.checked_sub(1) else {
            return Some(None);
        };
        let bytes = self.bytes(len)?;
        Some(Some(std::str::from_utf8(bytes).ok()?.to_owned()))
    }

    pub(super) fn float(&mut self) -> Option<Option<f64>> {
        if self.byte()? == 0 {
            return Some(None);
        }
        let bytes = self.bytes(8)?.try_into().ok()?;
        Some(Some(f64::from_bits(u64::from_le_bytes(bytes))))
    }

    /// One of a closed set.
    pub(super) fn of<T: Copy>(&mut self, all: &[T]) -> Option<Option<T>> {
        match usize::try_from(self.number()?).ok()?.checked_sub(1) {
            None => Some(None),
            Some(place) => all.get(place).copied().map(Some),
        }
    }

    pub(super) fn list<T>(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let len = usize::try_from(self.number()?).ok()?;
        // Every item takes a byte at least: a length beyond that is no list.
        if len > self.0.len() {
            return None;
        }
        // Collecting would take room for four where there is one, as there most often is.
        let mut all = Vec::with_capacity(len);
        for _ in 0..len {
            all.push(each(self)?);
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_back(number: u64, text in ".*", items in prop::collection::vec(".{0,4}", 0..5), float in prop::option::of(any::<f64>())) {
            let mut bytes = Vec::new();
            let mut packer = Packer(&mut bytes);
            packer.number(number);
            packer.maybe(Some(&text));
            packer.maybe(None);
            packer.float(float);
            packer.list(&items, |packer, item| packer.text(item));
            let mut unpacker = Unpacker(&bytes);
            prop_assert_eq!(unpacker.number(), Some(number));
            prop_assert_eq!(unpacker.maybe(), Some(Some(text)));
            prop_assert_eq!(unpacker.maybe(), Some(None));
            prop_assert_eq!(unpacker.float().flatten().map(f64::to_bits), float.map(f64::to_bits));
            prop_assert_eq!(unpacker.list(Unpacker::text), Some(items));
            prop_assert!(unpacker.0.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut unpacker = Unpacker(&bytes);
            while unpacker.list(Unpacker::maybe).is_some() && unpacker.float().is_some() {}
        }
    }
}
