//! Where two bytes stand at their distance: 64 places at once.

/// A byte that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rare {
    /// Its place in what is looked for.
    pub(super) at: usize,
    pub(super) byte: u8,
    /// What turns both cases of a letter into the lower one.
    pub(super) fold: u8,
}

/// Places that are looked at together.
const BLOCK: usize = 64;

/// Puts every place below `end` where both bytes stand behind the others, in order. Both must lie within the text from every such
/// place on.
pub(super) fn pairs(text: &[u8], one: Rare, two: Rare, end: usize, places: &mut Vec<u32>) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[expect(unsafe_code, reason = "the compiler asks for it where a target feature is named")]
        // SAFETY: the processor has AVX2.
        return unsafe { pairs_avx2(text, one, two, end, places) };
    }
    pairs_by(text, one, two, end, places, |first, second| portable(first, second, one, two));
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn pairs_avx2(text: &[u8], one: Rare, two: Rare, end: usize, places: &mut Vec<u32>) {
    pairs_by(text, one, two, end, places, |first, second| avx2(first, second, one, two));
}

#[inline(always)]
fn pairs_by(text: &[u8], one: Rare, two: Rare, end: usize, places: &mut Vec<u32>, both: impl Fn(&[u8; BLOCK], &[u8; BLOCK]) -> u64) {
    let mut at = 0;
    while at + BLOCK <= end {
        let mut bits = match (text[at + one.at..].first_chunk(), text[at + two.at..].first_chunk()) {
            (Some(first), Some(second)) => both(first, second),
            _ => 0,
        };
        while bits != 0 {
            places.push(at as u32 + bits.trailing_zeros());
            bits &= bits - 1;
        }
        at += BLOCK;
    }
    places.extend((at..end).filter(|&at| stands(text, at, one) && stands(text, at, two)).map(|at| at as u32));
}

/// True if the byte stands where it should if what is looked for is at this place.
#[inline(always)]
pub(super) fn stands(text: &[u8], at: usize, rare: Rare) -> bool {
    text.get(at + rare.at).is_some_and(|byte| byte | rare.fold == rare.byte)
}

/// One bit for each place where both bytes stand.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
#[expect(unsafe_code, reason = "there is no safe way to load 32 bytes into a vector register")]
fn avx2(first: &[u8; BLOCK], second: &[u8; BLOCK], one: Rare, two: Rare) -> u64 {
    use std::arch::x86_64::{
        _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    };
    let half = |part: usize| {
        let equal = |bytes: &[u8; BLOCK], rare: Rare| {
            // SAFETY: the 32 bytes from `32 * part` on lie within the 64 that `bytes` refers to; the load needs no alignment.
            let bytes = unsafe { _mm256_loadu_si256(bytes.as_ptr().add(32 * part).cast()) };
            _mm256_cmpeq_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(rare.fold as i8)), _mm256_set1_epi8(rare.byte as i8))
        };
        u64::from(_mm256_movemask_epi8(_mm256_and_si256(equal(first, one), equal(second, two))) as u32)
    };
    half(0) | (half(1) << 32)
}

/// The same for any processor: eight bytes at once.
fn portable(first: &[u8; BLOCK], second: &[u8; BLOCK], one: Rare, two: Rare) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let wide = |byte: u8| u64::from_ne_bytes([byte; 8]);
    let load = |bytes: &[u8]| bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let eights = first.chunks_exact(8).zip(second.chunks_exact(8));
    (0..).step_by(8).zip(eights).fold(0, |both, (shift, (first, second))| {
        let differs = ((load(first) | wide(one.fold)) ^ wide(one.byte)) | ((load(second) | wide(two.fold)) ^ wide(two.byte));
        // The highest bit of each byte that does not differ; the product gathers them in the topmost byte.
        let high = !(((differs & LOW) + LOW) | differs | LOW);
        both | (((high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << shift)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_find_the_same() {
        let mut seed = 7_u64;
        for _ in 0..2000 {
            let mut bytes = [[0; BLOCK]; 2];
            for byte in bytes.as_flattened_mut() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = b"aA`@bB\x80\x00"[(seed >> 40) as usize % 8];
            }
            for (one, two) in [((b'a', 0x20), (b'b', 0x20)), ((b'@', 0), (b'A', 0)), ((0, 0), (0x80, 0))] {
                let rare = |at: usize, (byte, fold)| Rare { at, byte, fold };
                let (one, two) = (rare(0, one), rare(BLOCK, two));
                let found = portable(&bytes[0], &bytes[1], one, two);
                let mut places = Vec::new();
                pairs(bytes.as_flattened(), one, two, BLOCK, &mut places);
                assert_eq!(found, places.iter().fold(0, |all, at| all | (1 << at)));
                let stands = |at: usize| (bytes[0][at] | one.fold == one.byte) && (bytes[1][at] | two.fold == two.byte);
                assert_eq!(found, (0..BLOCK).fold(0, |all, at| all | (u64::from(stands(at)) << at)));
            }
        }
    }
}
