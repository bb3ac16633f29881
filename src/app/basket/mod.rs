//! What is to be handed over of a roster: chosen rows, everything that they need with the reason for each, and the package of it.

mod chosen;
mod work;
mod act;

pub use act::{BasketCommand, BasketState};
pub use chosen::{Basket, BasketItem, BasketList, HandOverView};

pub(super) use work::Baskets;
