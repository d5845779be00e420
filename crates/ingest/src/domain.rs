use crate::column::Column;

/// More than any trial counts, and so few that counts add up without loss.
const MOST: f64 = 1e9;

/// The values that a numeric column can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Any number.
    Any,
    /// A whole number from `least` to [`MOST`].
    Count { least: u8 },
    /// Above 0.
    Positive,
    /// 0 or more.
    NotNegative,
    /// From 0 to 1.
    Probability,
    /// From 0 to 100.
    Percent,
    /// Up to 100: what falls by more than all of it would be negative.
    Reduction,
    /// A confidence level in per cent, between 50 and 100.
    Level,
    /// A year of publication.
    Year,
}

impl Domain {
    /// The domain of a column.
    pub(crate) fn of(column: Column) -> Self {
        match column {
            Column::N | Column::Participants | Column::Items => Self::Count { least: 1 },
            Column::Events | Column::Analysed | Column::Lost => Self::Count { least: 0 },
            Column::PersonTime | Column::Mid | Column::Step => Self::Positive,
            Column::Rate | Column::Sd | Column::Se | Column::Weeks => Self::NotNegative,
            Column::P => Self::Probability,
            Column::Percent => Self::Percent,
            Column::ReductionPercent | Column::ReductionLower | Column::ReductionUpper => {
                Self::Reduction
            }
            Column::CiLevel => Self::Level,
            Column::Year => Self::Year,
            _ => Self::Any,
        }
    }

    /// Whether the digits are all there is: nobody rounds a count, a year or a level.
    pub(crate) fn is_exact(self) -> bool {
        matches!(self, Self::Count { .. } | Self::Level | Self::Year)
    }

    /// Whether a value can be right.
    pub(crate) fn holds(self, value: f64) -> bool {
        match self {
            Self::Any => true,
            Self::Count { least } => (f64::from(least)..=MOST).contains(&value),
            Self::Positive => value > 0.0,
            Self::NotNegative => value >= 0.0,
            Self::Probability => (0.0..=1.0).contains(&value),
            Self::Percent => (0.0..=100.0).contains(&value),
            Self::Reduction => value <= 100.0,
            Self::Level => value > 50.0 && value < 100.0,
            Self::Year => (1900.0..=2100.0).contains(&value) && value.fract() == 0.0,
        }
    }

    /// The message that says which values it takes, to whoever wrote `value`.
    pub(crate) fn message(self, value: f64) -> &'static str {
        match self {
            Self::Count { .. } if value > MOST => "domain-count-most",
            Self::Any => "domain-any",
            Self::Count { least: 0 } => "domain-count",
            Self::Count { .. } => "domain-count-from-one",
            Self::Positive => "domain-positive",
            Self::NotNegative => "domain-not-negative",
            Self::Probability => "domain-probability",
            Self::Percent => "domain-percent",
            Self::Reduction => "domain-reduction",
            Self::Level => "domain-level",
            Self::Year => "domain-year",
        }
    }
}
