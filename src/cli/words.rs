//! The closed word sets of the model as values of options: checked, explained and completed.

/// Reads one word of a set of the model; the set's table gives the words and what they mean.
macro_rules! one_of {
    ($set:ident) => {
        clap::builder::PossibleValuesParser::new(
            $set::ALL
                .iter()
                .map(|value| clap::builder::PossibleValue::new(value.word()).help(value.doc())),
        )
    };
}

pub(crate) use one_of;
