//! Where the bytes that matter stand among 64 bytes of text, as one bit each.

/// One bit for each of 64 bytes; the lowest bit is the first byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    pub delimiter: u64,
    pub lf: u64,
    pub cr: u64,
    pub quote: u64,
    /// Control characters other than tab, line feed and carriage return.
    pub control: u64,
}

/// Finds them. SSE2 is part of every x86-64 processor, so nothing is detected at run time.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[inline(always)]
#[expect(unsafe_code, reason = "the compiler asks for it where a target feature is named")]
pub(super) fn masks(bytes: &[u8; 64], delimiter: u8) -> Masks {
    // SAFETY: this is compiled only where SSE2 is there.
    unsafe { sse2(bytes, delimiter) }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[target_feature(enable = "sse2")]
#[inline]
#[expect(unsafe_code, reason = "there is no safe way to load 16 bytes into a vector register")]
fn sse2(bytes: &[u8; 64], delimiter: u8) -> Masks {
    use std::arch::x86_64::{_mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_set1_epi8};
    let mut found = Masks::default();
    for part in 0..4 {
        // SAFETY: the 16 bytes from `16 * part` on lie within the 64 that `bytes` refers to; the load needs no alignment.
        let v = unsafe { _mm_loadu_si128(bytes.as_ptr().add(16 * part).cast()) };
        let bits = |mask| u64::from(_mm_movemask_epi8(mask) as u16) << (16 * part);
        let equal = |byte: u8| _mm_cmpeq_epi8(v, _mm_set1_epi8(byte as i8));
        found.delimiter |= bits(equal(delimiter));
        found.lf |= bits(equal(b'\n'));
        found.cr |= bits(equal(b'\r'));
        found.quote |= bits(equal(b'"'));
        let below_space = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
        found.control |= bits(below_space) & !bits(equal(b'\t'));
    }
    found.control &= !(found.lf | found.cr);
    found
}

/// Finds them on other processors, eight bytes at a time.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
#[inline(always)]
pub(super) fn masks(bytes: &[u8; 64], delimiter: u8) -> Masks {
    portable(bytes, delimiter)
}

#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
fn portable(bytes: &[u8; 64], delimiter: u8) -> Masks {
    let mut found = Masks::default();
    for (part, chunk) in bytes.chunks_exact(8).enumerate() {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        let word = u64::from_le_bytes(word);
        let shift = 8 * part;
        found.delimiter |= equal(word, delimiter) << shift;
        found.lf |= equal(word, b'\n') << shift;
        found.cr |= equal(word, b'\r') << shift;
        found.quote |= equal(word, b'"') << shift;
        let tab = equal(word, b'\t');
        found.control |= (zero(word & 0xe0e0_e0e0_e0e0_e0e0) & !tab) << shift;
    }
    found.control &= !(found.lf | found.cr);
    found
}

#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
const fn equal(word: u64, byte: u8) -> u64 {
    zero(word ^ (byte as u64 * 0x0101_0101_0101_0101))
}

/// One bit for each byte of `word` that is zero.
#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
const fn zero(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    // The high bit of a byte stays clear only if all of its bits are.
    let high = !(((word & LOW) + LOW) | word | LOW);
    // The product gathers the eight high bits in the topmost byte.
    ((high >> 7).wrapping_mul(0x0102_0408_1020_4080)) >> 56
}

/// For every bit: whether an odd number of bits is set up to and with it.
#[inline(always)]
pub(super) const fn prefix_xor(bits: u64) -> u64 {
    let mut x = bits;
    x ^= x << 1;
    x ^= x << 2;
    x ^= x << 4;
    x ^= x << 8;
    x ^= x << 16;
    x ^ (x << 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_find_the_same() {
        let mut seed = 7_u64;
        for _ in 0..2000 {
            let mut bytes = [0; 64];
            for byte in &mut bytes {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let pick = (seed >> 40) as usize;
                *byte = if pick.is_multiple_of(3) { (seed >> 50) as u8 } else { b",\n\r\"\0\x1f\t;a \x20\x80"[pick % 12] };
            }
            for delimiter in [b',', b';', b'\t'] {
                assert_eq!(masks(&bytes, delimiter), portable(&bytes, delimiter), "{bytes:?}");
            }
        }
    }

    #[test]
    fn a_bit_is_set_between_two_bits() {
        assert_eq!(prefix_xor(0b0100_0010), 0b0011_1110);
        assert_eq!(prefix_xor(1), u64::MAX);
    }
}
