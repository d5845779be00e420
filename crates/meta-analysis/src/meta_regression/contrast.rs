//! Linear hypotheses about coefficients, as they are typed.
//!
//! ```text
//! hypothesis = contrast {";" contrast}
//! contrast   = sum ["=" sum]                     without "=" the sum is 0
//! sum        = ["+" | "-"] product {("+" | "-") product}
//! product    = factor {["*"] factor | "/" number}    at most one factor is a coefficient
//! factor     = number | name | "`" name "`" | '"' name '"'
//! ```
//!
//! A name is that of a coefficient as the design has it, `alloc: random` say; the longest that fits is meant. In
//! interactions `:` stands for ` × `, too.

use std::fmt;

use super::formula::is_of_name;

/// A linear combination of coefficients, and the value that a hypothesis gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// As it was typed, `= 0` added where there was no `=`.
    pub text: String,
    /// One number a coefficient, not all 0.
    pub weights: Vec<f64>,
    /// The value.
    pub value: f64,
}

/// Why a text is no linear hypothesis.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContrastError {
    /// A name that no coefficient has.
    Unknown {
        /// The name.
        name: String,
    },
    /// A coefficient or a number is missing at this place.
    Missing {
        /// What stands there; empty at the end.
        before: String,
    },
    /// Two coefficients are multiplied, or one is divided by.
    NotLinear,
    /// No coefficient is left once both sides are taken together.
    NoCoefficient {
        /// The contrast.
        text: String,
    },
    /// A second `=`.
    TwoEquals,
    /// A quote is not closed.
    NotClosed,
    /// A number beyond all bounds, or a division by 0.
    NotFinite,
}

impl fmt::Display for ContrastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name } => write!(f, "`{name}` is no coefficient of the model"),
            Self::Missing { before } if before.is_empty() => {
                write!(f, "a coefficient or a number is missing at the end")
            }
            Self::Missing { before } => {
                write!(f, "a coefficient or a number is missing before `{before}`")
            }
            Self::NotLinear => write!(f, "it is not linear in the coefficients"),
            Self::NoCoefficient { text } => write!(f, "no coefficient is left in `{text}`"),
            Self::TwoEquals => write!(f, "there is more than one `=`"),
            Self::NotClosed => write!(f, "a quote is not closed"),
            Self::NotFinite => write!(f, "a number is not finite"),
        }
    }
}

impl std::error::Error for ContrastError {}

impl Contrast {
    /// Reads a hypothesis about coefficients with these names: one contrast, or several separated by `;`.
    ///
    /// # Errors
    /// [`ContrastError`] says what is no linear hypothesis.
    /// # Examples
    /// ```
    /// use trialpool_meta_analysis::meta_regression::Contrast;
    /// let names = ["intercept", "dose", "blinding: open"].map(str::to_owned);
    /// let contrasts = Contrast::parse("blinding: open = 10*dose; dose = 0.5", &names)?;
    /// assert_eq!(contrasts[0].weights, [0.0, -10.0, 1.0]);
    /// assert_eq!((&*contrasts[1].text, contrasts[1].value), ("dose = 0.5", 0.5));
    /// # Ok::<(), trialpool_meta_analysis::meta_regression::ContrastError>(())
    /// ```
    pub fn parse(text: &str, names: &[String]) -> Result<Vec<Self>, ContrastError> {
        let mut reader = Reader { rest: text, names };
        let mut contrasts = Vec::new();
        loop {
            contrasts.push(reader.contrast()?);
            if !reader.take(';') {
                return Ok(contrasts);
            }
        }
    }
}

/// A weighted sum of coefficients and a constant.
struct Sum {
    weights: Vec<f64>,
    constant: f64,
}

/// One factor of a product.
enum Factor {
    Number(f64),
    Coefficient(usize),
}

struct Reader<'t> {
    rest: &'t str,
    names: &'t [String],
}

impl Reader<'_> {
    fn contrast(&mut self) -> Result<Contrast, ContrastError> {
        let start = self.rest;
        let left = self.sum()?;
        let has_right = self.take('=');
        let right = if has_right { self.sum()? } else { self.none() };
        self.skip_blanks();
        let text = start[..start.len() - self.rest.len()].trim();
        match self.rest.chars().next() {
            None | Some(';') => {}
            Some('=') => return Err(ContrastError::TwoEquals),
            Some(_) => return Err(self.unknown()),
        }
        let weights: Vec<f64> = left
            .weights
            .iter()
            .zip(&right.weights)
            .map(|(left, right)| left - right)
            .collect();
        let value = right.constant - left.constant;
        if !weights.iter().chain([&value]).all(|x| x.is_finite()) {
            return Err(ContrastError::NotFinite);
        }
        if weights.iter().all(|weight| *weight == 0.0) {
            return Err(ContrastError::NoCoefficient {
                text: text.to_owned(),
            });
        }
        let text = if has_right {
            text.to_owned()
        } else {
            format!("{text} = 0")
        };
        Ok(Contrast {
            text,
            weights,
            value,
        })
    }

    fn none(&self) -> Sum {
        Sum {
            weights: vec![0.0; self.names.len()],
            constant: 0.0,
        }
    }

    fn sum(&mut self) -> Result<Sum, ContrastError> {
        let mut sum = self.none();
        let mut sign = self.sign().unwrap_or(1.0);
        loop {
            let (number, coefficient) = self.product()?;
            match coefficient {
                Some(place) => sum.weights[place] += sign * number,
                None => sum.constant += sign * number,
            }
            match self.sign() {
                Some(next) => sign = next,
                None => return Ok(sum),
            }
        }
    }

    /// The number of a product, and its coefficient if it has one.
    fn product(&mut self) -> Result<(f64, Option<usize>), ContrastError> {
        let (mut number, mut coefficient) = (1.0, None);
        let mut divides = false;
        loop {
            match (self.factor()?, divides) {
                (Factor::Number(factor), false) => number *= factor,
                (Factor::Number(factor), true) => number /= factor,
                (Factor::Coefficient(place), false) if coefficient.is_none() => {
                    coefficient = Some(place);
                }
                (Factor::Coefficient(_), _) => return Err(ContrastError::NotLinear),
            }
            divides = self.take('/');
            let goes_on = divides || self.take('*') || (coefficient.is_none() && self.is_at_name());
            if !goes_on {
                return Ok((number, coefficient));
            }
        }
    }

    fn factor(&mut self) -> Result<Factor, ContrastError> {
        self.skip_blanks();
        if let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '`' | '"')) {
            let inner = &self.rest[1..];
            let end = inner.find(quote).ok_or(ContrastError::NotClosed)?;
            let name = &inner[..end];
            let place = self.names.iter().position(|known| is_meant(name, known));
            self.rest = &inner[end + 1..];
            return place
                .map(Factor::Coefficient)
                .ok_or_else(|| ContrastError::Unknown {
                    name: name.to_owned(),
                });
        }
        if let Some((place, length)) = self.name() {
            self.rest = &self.rest[length..];
            return Ok(Factor::Coefficient(place));
        }
        match number_length(self.rest) {
            0 => Err(self.unknown()),
            length => {
                let number: f64 = self.rest[..length]
                    .parse()
                    .map_err(|_| ContrastError::NotFinite)?;
                self.rest = &self.rest[length..];
                Ok(Factor::Number(number))
            }
        }
    }

    /// The coefficient whose name stands here, and the length of that; the longest, if several do.
    fn name(&self) -> Option<(usize, usize)> {
        let fits = |name: &str| {
            let after = self.rest.strip_prefix(name)?;
            let ends = !(name.ends_with(is_of_name) && after.starts_with(is_of_name));
            // A column called `2020` is meant in quotes only.
            (ends && number_length(name) < name.len()).then_some(name.len())
        };
        let places = self.names.iter().enumerate();
        let found = places.filter_map(|(place, name)| {
            let length = fits(name).or_else(|| fits(&with_colons(name)))?;
            Some((place, length))
        });
        found.max_by_key(|(_, length)| *length)
    }

    fn is_at_name(&mut self) -> bool {
        self.skip_blanks();
        let is_name = self.rest.starts_with(is_of_name) && number_length(self.rest) == 0;
        is_name || self.rest.starts_with(['`', '"'])
    }

    fn sign(&mut self) -> Option<f64> {
        if self.take('-') || self.take('\u{2212}') {
            return Some(-1.0);
        }
        self.take('+').then_some(1.0)
    }

    fn take(&mut self, character: char) -> bool {
        self.skip_blanks();
        match self.rest.strip_prefix(character) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// What stands here is neither a name nor a number.
    fn unknown(&self) -> ContrastError {
        let signs = ['+', '-', '*', '/', '=', ';', '\u{2212}', '`', '"'];
        let end = self.rest.find(signs).unwrap_or(self.rest.len());
        let name = self.rest[..end].trim();
        if name.is_empty() {
            return ContrastError::Missing {
                before: self.rest.chars().take(1).collect(),
            };
        }
        ContrastError::Unknown {
            name: name.to_owned(),
        }
    }
}

/// Whether a coefficient has this name; `:` may stand for ` × `.
fn is_meant(name: &str, known: &str) -> bool {
    name == known || name == with_colons(known)
}

fn with_colons(name: &str) -> String {
    name.replace(" × ", ":")
}

/// The length of the number without a sign that a text starts with; 0 if it does not start with one.
fn number_length(text: &str) -> usize {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole = digits(text);
    let mut length = whole;
    if let Some(fraction) = text[length..].strip_prefix('.') {
        length += 1 + digits(fraction);
    }
    if length == 0 || &text[..length] == "." {
        return 0;
    }
    if let Some(exponent) = text[length..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let power = digits(&exponent[sign..]);
        if power > 0 {
            length += 1 + sign + power;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Vec<Contrast>, ContrastError> {
        let names = [
            "intercept",
            "a",
            "a b",
            "alloc: random",
            "poly(a, 2) 1",
            "alloc: random × a",
            "2020",
        ];
        Contrast::parse(text, &names.map(str::to_owned))
    }

    #[track_caller]
    fn assert_is(text: &str, weights: &[(usize, f64)], value: f64) {
        let mut expected = vec![0.0; 7];
        for (place, weight) in weights {
            expected[*place] = *weight;
        }
        let contrasts = parse(text).unwrap();
        assert_eq!(contrasts[0].weights, expected, "{text}");
        assert_eq!(contrasts[0].value, value, "{text}");
    }

    #[test]
    fn contrasts_read_as_in_algebra() {
        assert_is("a - 10*intercept = 0", &[(1, 1.0), (0, -10.0)], 0.0);
        assert_is("a = a b", &[(1, 1.0), (2, -1.0)], 0.0);
        assert_is("alloc: random - a/2", &[(3, 1.0), (1, -0.5)], 0.0);
        assert_is("-poly(a, 2) 1 + 2 a", &[(4, -1.0), (1, 2.0)], 0.0);
        assert_is("1/4 * `a b` + 3 = 2e-1", &[(2, 0.25)], 0.2 - 3.0);
        assert_is("alloc: random:a = alloc: random × a*3", &[(5, -2.0)], 0.0);
        assert_is("a*2*3 \u{2212} 2.5a b", &[(1, 6.0), (2, -2.5)], 0.0);
        assert_is("\"2020\" = 2020", &[(6, 1.0)], 2020.0);
        assert_is("1 = a", &[(1, -1.0)], -1.0);
        let both = parse(" a ;a b=1 ").unwrap();
        let texts: Vec<&str> = both.iter().map(|contrast| &*contrast.text).collect();
        assert_eq!(texts, ["a = 0", "a b=1"]);
    }

    #[test]
    fn what_is_no_linear_hypothesis_says_why() {
        use ContrastError as E;
        let unknown = |name: &str| E::Unknown {
            name: name.to_owned(),
        };
        let missing = |before: &str| E::Missing {
            before: before.to_owned(),
        };
        assert_eq!(parse("year - a"), Err(unknown("year")));
        assert_eq!(parse("ab"), Err(unknown("ab")));
        assert_eq!(parse("a c"), Err(unknown("c")));
        assert_eq!(parse("2 3 a"), Err(unknown("3 a")));
        assert_eq!(parse("`year`"), Err(unknown("year")));
        assert_eq!(parse(""), Err(missing("")));
        assert_eq!(parse("a;"), Err(missing("")));
        assert_eq!(parse("a - = 0"), Err(missing("=")));
        assert_eq!(parse("a * a"), Err(E::NotLinear));
        assert_eq!(parse("1 / a"), Err(E::NotLinear));
        assert_eq!(parse("a = 1 = 2"), Err(E::TwoEquals));
        assert_eq!(parse("`a"), Err(E::NotClosed));
        assert_eq!(parse("a / 0"), Err(E::NotFinite));
        assert_eq!(parse("1e999 a"), Err(E::NotFinite));
        for text in ["a - a", "1 = 1", "0*a"] {
            let text = text.to_owned();
            assert_eq!(parse(&text), Err(E::NoCoefficient { text }));
        }
    }
}
