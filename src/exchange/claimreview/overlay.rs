//! JSON as it was imported, with what has been changed since and nothing else.

use serde_json::Value;

/// Returns `original` with every value that differs between `then` and `now`.
///
/// Both are what this program makes of it: `then` of the import, `now` of the claim as it is. What
/// they do not know stays. A list that was imported stands for its first entry.
pub(super) fn changed(original: Value, then: &Value, now: &Value) -> Value {
    if then == now {
        return original;
    }
    match (original, then, now) {
        (Value::Object(mut original), Value::Object(then), Value::Object(now)) => {
            for (key, value) in now {
                let Some(before) = then.get(key) else {
                    original.insert(key.clone(), value.clone());
                    continue;
                };
                if before != value {
                    let old = original.remove(key).unwrap_or(Value::Null);
                    original.insert(key.clone(), changed(old, before, value));
                }
            }
            for key in then.keys().filter(|key| !now.contains_key(*key)) {
                original.remove(key);
            }
            Value::Object(original)
        }
        (Value::Array(mut items), then, now) if !now.is_array() => {
            match items.first_mut() {
                Some(first) => *first = changed(first.take(), then, now),
                None => items.push(now.clone()),
            }
            Value::Array(items)
        }
        (_, _, now) => now.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_changed_is_changed() {
        let original =
            json!({"a": {"b": 1, "image": "x"}, "list": [{"n": "k", "u": 1}, 2], "z": 0});
        let then = json!({"a": {"b": 1}, "list": {"n": "k"}, "gone": 1});
        assert_eq!(changed(original.clone(), &then, &then), original);
        let now = json!({"a": {"b": 2}, "list": {"n": "m"}, "new": 3});
        assert_eq!(
            changed(original, &then, &now),
            json!({"a": {"b": 2, "image": "x"}, "list": [{"n": "m", "u": 1}, 2], "z": 0, "new": 3})
        );
    }
}
