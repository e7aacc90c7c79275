//! Reading a character that may be escaped for JSON, for a URL or for HTML, or for one inside another.

/// How many escapes may be inside one another.
pub(super) const LAYERS: usize = 2;

/// Whether an escape can begin with it.
pub(super) const fn is_introducer(character: char) -> bool {
    matches!(character, '\\' | '%' | '&' | '+')
}

/// The character at `at` after `layers` rounds of resolving escapes, and where the next one begins.
pub(super) fn character(text: &str, at: usize, layers: usize) -> Option<(char, usize)> {
    let Some(below) = layers.checked_sub(1) else {
        let character = text.get(at..)?.chars().next()?;
        return Some((character, at + character.len_utf8()));
    };
    let (first, after) = character(text, at, below)?;
    let mut reader = Reader { text, at: after, layers: below };
    let resolved = match first {
        '\\' => reader.json(),
        '%' => reader.percent(),
        '&' => reader.entity(),
        '+' => Some(' '),
        _ => None,
    };
    Some(resolved.map_or((first, after), |character| (character, reader.at)))
}

/// Reads what follows an introducer; where it is no escape, the place it has reached means nothing.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    layers: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let (character, after) = character(self.text, self.at, self.layers)?;
        self.at = after;
        Some(character)
    }

    fn hex(&mut self, digits: u32) -> Option<u32> {
        (0..digits).try_fold(0, |sum, _| Some(sum * 16 + self.next()?.to_digit(16)?))
    }

    /// After a backslash. PHP and JavaScript write more escapes than JSON has; any other character is itself.
    fn json(&mut self) -> Option<char> {
        Some(match self.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let after = self.at;
                return self.utf16().or_else(|| {
                    self.at = after;
                    Some('u')
                });
            }
            character => character,
        })
    }

    fn utf16(&mut self) -> Option<char> {
        let first = self.hex(4)?;
        let after = self.at;
        if let 0xD800..0xDC00 = first
            && self.next() == Some('\\')
            && self.next() == Some('u')
            && let Some(second @ 0xDC00..0xE000) = self.hex(4)
        {
            return char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        }
        self.at = after;
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// After a percent sign: the bytes of one character of UTF-8, else one byte of something else.
    fn percent(&mut self) -> Option<char> {
        let first = self.hex(2)?;
        let (rest, bits) = match first {
            0..0x80 => return char::from_u32(first),
            0xC2..0xE0 => (1, first & 0x1F),
            0xE0..0xF0 => (2, first & 0x0F),
            0xF0..0xF5 => (3, first & 0x07),
            _ => return Some(char::REPLACEMENT_CHARACTER),
        };
        let after = self.at;
        let code = (0..rest).try_fold(bits, |sum, _| match (self.next()?, self.hex(2)?) {
            ('%', byte @ 0x80..0xC0) => Some(sum << 6 | (byte & 0x3F)),
            _ => None,
        });
        let decoded = code.and_then(char::from_u32);
        if decoded.is_none() {
            self.at = after;
        }
        decoded.or(Some(char::REPLACEMENT_CHARACTER))
    }

    /// After an ampersand.
    fn entity(&mut self) -> Option<char> {
        let mut name = String::new();
        loop {
            match self.next()? {
                ';' => break,
                character if name.len() < 10 && (character == '#' || character.is_ascii_alphanumeric()) => {
                    name.push(character);
                }
                _ => return None,
            }
        }
        match name.as_str() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some(' '),
            _ => {
                let number = name.strip_prefix("#")?;
                let hex = number.strip_prefix("x").or(number.strip_prefix("X"));
                let (digits, radix) = hex.map_or((number, 10), |hex| (hex, 16));
                let code = digits.chars().try_fold(0, |sum, digit| Some(sum * radix + digit.to_digit(radix)?))?;
                if digits.is_empty() { None } else { char::from_u32(code) }
            }
        }
    }
}
