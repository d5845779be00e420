//! Columns as the design of a meta-regression.

mod basis;
mod formula;

pub(crate) use formula::Formula;

use super::effects::Effects;
use formula::{Atom, Form};
use trialpool_meta_analysis::meta_regression::Design;

/// Named columns.
type Columns = Vec<(String, Vec<f64>)>;

/// The columns of a formula.
///
/// In a term, a factor leaves out its reference if the model holds the term without the factor (the
/// intercept for a factor alone); else it has an indicator for every level. This is R's rule, which
/// makes the columns of a model that obeys the hierarchy independent.
///
/// # Errors
/// What is wrong, in words: a reference that is no level, too few values for a polynomial or spline.
pub(crate) fn design(effects: &Effects, formula: &Formula) -> Result<Design, String> {
    let studies = &effects.usable;
    let names = formula.columns();
    let texts = |atom: &Atom| -> Vec<&str> {
        // The names are those of the formula, so there is a place.
        let place = names.iter().position(|name| *name == atom.column);
        let text = |place: usize| studies.iter().map(move |study| &*study.moderators[place]);
        place.map_or_else(Vec::new, |place| text(place).collect())
    };
    let is_factor = |atom: &Atom| match atom.form {
        Form::Factor(_) => true,
        Form::Plain => numbers(&texts(atom)).is_none(),
        Form::Polynomial(_) | Form::Spline(_) => false,
    };
    // Without an intercept the first factor spans it, and the others must not do so again.
    let mut factors = formula
        .terms
        .iter()
        .filter(|term| matches!(&***term, [atom] if is_factor(atom)));
    let first_factor = factors.next();
    let mut design = if formula.intercept {
        Design::with_intercept(studies.len())
    } else {
        Design::empty()
    };
    for term in &formula.terms {
        let mut product: Columns = vec![(String::new(), vec![1.0; studies.len()])];
        for atom in term {
            let rest: Vec<&Atom> = term.iter().filter(|other| *other != atom).collect();
            let is_margin_there = match rest.len() {
                0 => formula.intercept || first_factor != Some(term),
                count => formula
                    .terms
                    .iter()
                    .any(|known| known.len() == count && rest.iter().all(|a| known.contains(a))),
            };
            product = times(&product, &columns(atom, &texts(atom), is_margin_there)?);
        }
        for (name, values) in product {
            design = design.and(&name, values);
        }
    }
    Ok(design)
}

/// The texts as numbers, if all of them are.
fn numbers(texts: &[&str]) -> Option<Vec<f64>> {
    let number = |text: &&str| text.parse().ok().filter(|number: &f64| number.is_finite());
    texts.iter().map(number).collect()
}

/// Every product of a column of one and a column of the other.
fn times(left: &Columns, right: &Columns) -> Columns {
    let mut products = Vec::with_capacity(left.len() * right.len());
    for (name, values) in right {
        for (prefix, others) in left {
            let name = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix} × {name}")
            };
            let product = values.iter().zip(others).map(|(a, b)| a * b);
            products.push((name, product.collect()));
        }
    }
    products
}

/// What a column becomes.
fn columns(atom: &Atom, texts: &[&str], leave_out_reference: bool) -> Result<Columns, String> {
    let name = &atom.column;
    let numeric = |function: &str| {
        numbers(texts)
            .ok_or_else(|| format!("`{function}({name}, ...)`: `{name}` holds no numbers"))
    };
    let several = |function: &str, count: usize, columns: Option<Vec<Vec<f64>>>| {
        let columns = columns.ok_or_else(|| {
            format!("`{function}({name}, {count})`: `{name}` has too few different values")
        })?;
        let named = columns.into_iter().enumerate();
        Ok(named
            .map(|(place, column)| (format!("{function}({name}, {count}) {}", place + 1), column))
            .collect())
    };
    match &atom.form {
        Form::Polynomial(degree) => several(
            "poly",
            *degree,
            basis::polynomial(&numeric("poly")?, *degree),
        ),
        Form::Spline(knots) => several("rcs", *knots, basis::spline(&numeric("rcs")?, *knots)),
        Form::Factor(reference) => factor(name, texts, reference.as_deref(), leave_out_reference),
        Form::Plain => match numbers(texts) {
            Some(numbers) => Ok(vec![(name.clone(), numbers)]),
            None => factor(name, texts, None, leave_out_reference),
        },
    }
}

/// An indicator for every level, the reference first or left out.
fn factor(
    name: &str,
    texts: &[&str],
    reference: Option<&str>,
    leave_out_reference: bool,
) -> Result<Columns, String> {
    let mut levels = texts.to_vec();
    levels.sort_unstable();
    levels.dedup();
    if let Some(reference) = reference {
        let place = levels.iter().position(|level| *level == reference);
        let place = place.ok_or_else(|| {
            format!("`factor({name}, {reference})`: no study has `{reference}` in `{name}`")
        })?;
        levels[..=place].rotate_right(1);
    }
    let indicators = levels.iter().skip(usize::from(leave_out_reference));
    Ok(indicators
        .map(|level| {
            let column = texts.iter().map(|text| f64::from(u8::from(text == level)));
            (format!("{name}: {level}"), column.collect())
        })
        .collect())
}
