//! Bytes to text: what can not be an article says what it is instead.

/// Why bytes are no text that can be captured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoText {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// Control characters that no text has.
    #[error("it is binary, not text")]
    Binary,
    /// Text in another encoding.
    #[error("it is {0}, not UTF-8: `iconv -f {0} -t UTF-8` turns it into what can be read")]
    Encoding(&'static str),
}

/// Returns the text of bytes that are UTF-8; a byte order mark is left out, line ends are made `\n`.
///
/// # Errors
/// Empty, binary, or another encoding, named where it can be told.
pub fn decode(bytes: &[u8]) -> Result<String, NoText> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(name) = utf16(bytes) {
        return Err(NoText::Encoding(name));
    }
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    if bytes.iter().any(control) || bytes.starts_with(b"%PDF-") {
        return Err(NoText::Binary);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        let cp1252 = bytes.iter().any(|byte| (0x80..0xA0).contains(byte));
        return Err(NoText::Encoding(if cp1252 {
            "WINDOWS-1252"
        } else {
            "ISO-8859-1"
        }));
    };
    if text.trim().is_empty() {
        return Err(NoText::Empty);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// By its mark, or by every other byte being zero.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(2000)];
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
            * 5
    };
    if bytes.starts_with(b"\xFF\xFE")
        || sample.len() > 8 && zeros(1) > sample.len() && zeros(0) == 0
    {
        Some("UTF-16LE")
    } else if bytes.starts_with(b"\xFE\xFF")
        || sample.len() > 8 && zeros(0) > sample.len() && zeros(1) == 0
    {
        Some("UTF-16BE")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        let wide: Vec<u8> = "A headline"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, why) in [
            (&b" \n"[..], NoText::Empty),
            (b"\x7fELF\x00\x01", NoText::Binary),
            (b"%PDF-1.7 text", NoText::Binary),
            (b"caf\xe9 au lait", NoText::Encoding("ISO-8859-1")),
            (b"\x93quoted\x94", NoText::Encoding("WINDOWS-1252")),
            (&wide, NoText::Encoding("UTF-16LE")),
        ] {
            assert_eq!(decode(bytes), Err(why));
        }
        assert_eq!(decode(b"\xEF\xBB\xBFa\r\nb").unwrap(), "a\nb");
    }
}
