//! Ordering by small numbers: they are counted, not compared.

/// Keys that lie closer are counted.
const COUNTED: u32 = 1 << 16;

/// Returns the items in order of their keys, the least first; those that share one stay as they came.
pub(crate) fn by_key<T: Copy>(items: &[T], key: impl Fn(&T) -> i32) -> Vec<T> {
    let keys: Vec<i32> = items.iter().map(key).collect();
    let least = keys.iter().copied().min().unwrap_or(0);
    let most = keys.iter().copied().max().unwrap_or(0);
    if most.abs_diff(least) > COUNTED {
        let mut keyed: Vec<(i32, T)> = keys.into_iter().zip(items.iter().copied()).collect();
        keyed.sort_by_key(|(key, _)| *key);
        return keyed.into_iter().map(|(_, item)| item).collect();
    }
    let place = |key: i32| key.abs_diff(least) as usize;
    let mut starts = vec![0_u32; place(most) + 2];
    for &key in &keys {
        starts[place(key) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut ordered = items.to_vec();
    for (key, item) in keys.into_iter().zip(items) {
        let start = &mut starts[place(key)];
        ordered[*start as usize] = *item;
        *start += 1;
    }
    ordered
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::by_key;

    proptest! {
        #[test]
        fn counting_and_comparing_give_the_same_order(
            keys in prop::collection::vec(prop_oneof![-3_i32..3, -200_000_i32..200_000], 0..40),
        ) {
            let items: Vec<usize> = (0..keys.len()).rev().collect();
            for far in [1, 1 << 12] {
                let key = |&at: &usize| keys[at] * far;
                let mut sorted = items.clone();
                sorted.sort_by_key(key);
                prop_assert_eq!(by_key(&items, key), sorted);
            }
        }
    }
}
