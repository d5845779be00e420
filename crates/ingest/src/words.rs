//! Cells that take one word of a list.

/// A value that stands in a cell as one word of a list.
pub(crate) trait Word: Copy {
    /// The value that a word names, written exactly so.
    fn parse(word: &str) -> Option<Self>;
    /// Every word, in the order in which messages list them.
    fn words() -> Vec<&'static str>;
}

/// Declares an enum whose variants are the words of a column, with `ALL`, `as_str`, `parse`
/// and `Display`.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order in which messages list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as it stands in the cell.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that a word names, written exactly so.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl crate::words::Word for $name {
            fn parse(word: &str) -> Option<Self> {
                Self::parse(word)
            }

            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.as_str()).collect()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;
