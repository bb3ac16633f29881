//! Chance without state: every number follows from the seed, the kind of row and its index alone.

/// The golden ratio in 64 bits, the step of splitmix64.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads `x` over all 64 bits; different inputs give different outputs.
pub(super) const fn spread(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The dice of one purpose: a seed and a name for what is decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of `seed` for the purpose numbered `purpose`.
    pub(super) const fn new(seed: u64, purpose: u64) -> Self {
        Self(spread(seed.wrapping_add(STEP)) ^ spread(purpose.wrapping_mul(STEP).wrapping_add(0x5851_f42d_4c95_7f2d)))
    }

    /// 64 bits for `index`.
    pub(super) const fn roll(self, index: u64) -> u64 {
        spread(self.0.wrapping_add(index.wrapping_add(1).wrapping_mul(STEP)))
    }
}

/// A roll that is used up piece by piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roll(pub(super) u64);

impl Roll {
    /// A number below `sides`.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let product = u128::from(self.0) * sides as u128;
        self.0 = spread(self.0.wrapping_add(STEP));
        (product >> 64) as usize
    }

    /// True in `percent` of all cases.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A shuffle of `0..count` that needs no memory: a Feistel network over the next even power of two,
/// walked until it lands inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shuffle {
    count: u64,
    half: u32,
    dice: Dice,
}

impl Shuffle {
    /// The shuffle of `count` rows.
    pub(super) fn new(count: u64, dice: Dice) -> Self {
        let bits = 64 - count.max(2).saturating_sub(1).leading_zeros();
        Self { count, half: bits.div_ceil(2), dice }
    }

    /// The row that stands at `place`.
    pub(super) fn at(&self, place: u64) -> u64 {
        let mut x = place;
        loop {
            x = self.round_trip(x);
            if x < self.count {
                return x;
            }
        }
    }

    fn round_trip(&self, x: u64) -> u64 {
        let mask = (1u64 << self.half) - 1;
        let (mut left, mut right) = (x >> self.half, x & mask);
        for round in 0..4u64 {
            let mixed = self.dice.roll((round << 40) ^ right) & mask;
            (left, right) = (right, left ^ mixed);
        }
        (left << self.half) | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_gives_every_row_once() {
        for count in [1u64, 2, 3, 7, 64, 1000, 4097] {
            let shuffle = Shuffle::new(count, Dice::new(3, 9));
            let mut seen: Vec<u64> = (0..count).map(|place| shuffle.at(place)).collect();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..count), "{count} rows");
        }
    }
}
