//! Numbers as bytes: varints, and columns of them.
//!
//! A varint holds seven bits a byte, lowest first, the high bit set while more follow. A column of varints is stored by
//! *planes*: the first byte of every value, then the second byte of those that have one, and so on. Bytes of one kind
//! stand together, which deflate likes (100,000 amounts: 15 % smaller than varints one after the other).
//!
//! Reading is total: a length is only believed as far as there are bytes, since each value takes at least one.

use super::CodecError;

/// Small magnitudes of both signs as small numbers: 0, −1, 1, −2 → 0, 1, 2, 3.
pub(super) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// Back from [`zigzag`].
pub(super) fn unzigzag(code: u64) -> i64 {
    ((code >> 1) as i64) ^ -((code & 1) as i64)
}

/// Bytes being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn varint(&mut self, value: u64) {
        self.column([value]);
    }

    pub(super) fn count(&mut self, count: usize) {
        self.varint(count as u64);
    }

    /// Values by planes; how many there are is known to the reader.
    pub(super) fn column(&mut self, values: impl IntoIterator<Item = u64>) {
        let mut rest = Vec::new();
        for value in values {
            self.septet(value, &mut rest);
        }
        while !rest.is_empty() {
            let values = std::mem::take(&mut rest);
            for value in values {
                self.septet(value, &mut rest);
            }
        }
    }

    fn septet(&mut self, value: u64, rest: &mut Vec<u64>) {
        let low = (value & 0x7f) as u8;
        let high = value >> 7;
        if high == 0 {
            self.bytes.push(low);
        } else {
            self.bytes.push(low | 0x80);
            rest.push(high);
        }
    }

    /// Values by planes, small magnitudes of both signs.
    pub(super) fn signed(&mut self, values: impl IntoIterator<Item = i64>) {
        self.column(values.into_iter().map(zigzag));
    }

    /// The few places (ascending) at which a rarely used field is set.
    pub(super) fn places(&mut self, places: &[usize]) {
        self.count(places.len());
        let mut next = 0;
        self.column(places.iter().map(|place| {
            let gap = place - next;
            next = place + 1;
            gap as u64
        }));
    }

    /// A rarely used number: the places at which it is set, then the values there.
    pub(super) fn sparse(&mut self, values: impl Iterator<Item = Option<i64>>) {
        let set: Vec<(usize, i64)> = values.enumerate().filter_map(|(place, value)| Some((place, value?))).collect();
        let places: Vec<usize> = set.iter().map(|(place, _)| *place).collect();
        self.places(&places);
        self.signed(set.iter().map(|(_, value)| *value));
    }
}

/// Bytes being read.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], CodecError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or_else(|| CodecError::damaged("it ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    /// Refuses bytes after the end.
    pub(super) fn finish(&self) -> Result<(), CodecError> {
        if self.rest.is_empty() { Ok(()) } else { Err(CodecError::damaged("it goes on after its end")) }
    }

    pub(super) fn varint(&mut self) -> Result<u64, CodecError> {
        Ok(self.column(1)?.first().copied().unwrap_or_default())
    }

    /// A number of things that each take at least one byte of what follows.
    pub(super) fn count(&mut self) -> Result<usize, CodecError> {
        let count = self.varint()?;
        match usize::try_from(count) {
            Ok(count) if count <= self.rest.len() => Ok(count),
            _ => Err(CodecError::damaged("it ends too early")),
        }
    }

    /// `count` values by planes.
    pub(super) fn column(&mut self, count: usize) -> Result<Vec<u64>, CodecError> {
        let plane = self.take(count)?;
        let mut values: Vec<u64> = plane.iter().map(|byte| u64::from(byte & 0x7f)).collect();
        let mut open: Vec<usize> = plane.iter().enumerate().filter(|(_, byte)| **byte >= 0x80).map(|(place, _)| place).collect();
        let mut shift = 7;
        while !open.is_empty() {
            let plane = self.take(open.len())?;
            let mut still_open = Vec::new();
            for (place, byte) in open.into_iter().zip(plane) {
                if *byte == 0 || (shift == 63 && *byte > 1) {
                    return Err(CodecError::damaged("a number is not in its shortest form"));
                }
                values[place] |= u64::from(byte & 0x7f) << shift;
                if *byte >= 0x80 {
                    still_open.push(place);
                }
            }
            open = still_open;
            shift += 7;
        }
        Ok(values)
    }

    pub(super) fn signed(&mut self, count: usize) -> Result<Vec<i64>, CodecError> {
        Ok(self.column(count)?.into_iter().map(unzigzag).collect())
    }

    /// Ascending places in a list of `len`.
    pub(super) fn places(&mut self, len: usize) -> Result<Vec<usize>, CodecError> {
        let count = self.count()?;
        let mut next = 0_usize;
        let mut place_after = |gap: u64| {
            let place = usize::try_from(gap).ok().and_then(|gap| next.checked_add(gap)).filter(|place| *place < len)?;
            next = place + 1;
            Some(place)
        };
        let gaps = self.column(count)?;
        let places: Option<Vec<usize>> = gaps.into_iter().map(&mut place_after).collect();
        places.ok_or_else(|| CodecError::damaged("a field belongs to no record"))
    }

    /// A rarely used number, for the records that have it.
    pub(super) fn sparse(&mut self, len: usize) -> Result<Vec<(usize, i64)>, CodecError> {
        let places = self.places(len)?;
        let values = self.signed(places.len())?;
        Ok(places.into_iter().zip(values).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back() {
        let values = [0, 1, 127, 128, 300, 16_383, 16_384, u64::from(u32::MAX), u64::MAX - 1, u64::MAX];
        let mut writer = Writer::default();
        writer.column(values);
        writer.signed([0, -1, 1, i64::MIN, i64::MAX]);
        writer.sparse([None, Some(-5), None, Some(7)].into_iter());
        let bytes = writer.into_bytes();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.column(10).unwrap(), values);
        assert_eq!(reader.signed(5).unwrap(), [0, -1, 1, i64::MIN, i64::MAX]);
        assert_eq!(reader.sparse(4).unwrap(), [(1, -5), (3, 7)]);
        assert_eq!(reader.finish(), Ok(()));
    }

    #[test]
    fn a_length_is_believed_only_as_far_as_there_are_bytes() {
        let mut writer = Writer::default();
        writer.varint(u64::MAX);
        let bytes = writer.into_bytes();
        assert!(Reader::new(&bytes).count().is_err());
        assert!(Reader::new(&bytes).column(2).is_err());
        assert!(Reader::new(&[0x80, 0]).varint().is_err(), "not the shortest form");
        assert!(Reader::new(&[0xff; 12]).varint().is_err(), "more than 64 bits");
    }
}
