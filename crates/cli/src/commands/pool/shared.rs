//! Rows of one study that have the same control group: made one comparison, or given a share of the control each.

use super::studies::{Given, Study};
use trialpool_meta_analysis::effect_size::{
    GroupMean, Proportion, StudyData, TwoByTwo, TwoMeans, TwoRates,
};
use trialpool_meta_analysis::recovery::{
    RecoveryError, combine_treated_groups, split_mean, split_proportion,
};

/// Makes one comparison of the rows with the same label and the same control group: the treated groups together.
pub(super) fn combine(studies: Vec<Study>) -> Vec<Study> {
    let route = |count| format!("{count} treated groups as one");
    apply(studies, route, |data| {
        Ok(vec![combine_treated_groups(data)?])
    })
}

/// Gives each of these rows its share of the control group.
pub(super) fn split(studies: Vec<Study>) -> Vec<Study> {
    let route = |count| format!("the control group divided by {count}, an approximation");
    apply(studies, route, |data| {
        data.iter().map(|one| share(one, data.len())).collect()
    })
}

/// Treats the rows that share a control group; the others stay as they are.
fn apply(
    mut studies: Vec<Study>,
    route: fn(usize) -> String,
    treat: fn(&[StudyData]) -> Result<Vec<StudyData>, RecoveryError>,
) -> Vec<Study> {
    let mut keep = vec![true; studies.len()];
    let named = studies.iter().map(|study| (&*study.label, data(study)));
    for places in sharing(named) {
        let given: Vec<StudyData> = places
            .iter()
            .filter_map(|place| data(&studies[*place]))
            .collect();
        match treat(&given) {
            Ok(treated) => {
                for (place, data) in places.iter().zip(&treated) {
                    studies[*place].given = Given::Data(*data);
                    studies[*place].routes.push(route(places.len()));
                }
                for place in &places[treated.len()..] {
                    keep[*place] = false;
                }
            }
            Err(error) => {
                for place in places {
                    studies[place].given = Given::Refused(error.to_string());
                }
            }
        }
    }
    let mut keep = keep.into_iter();
    studies.retain(|_| keep.next() == Some(true));
    studies
}

/// The places of the rows that have the same label and the same control group, wherever there are several.
pub(super) fn sharing<'a>(
    rows: impl Iterator<Item = (&'a str, Option<StudyData>)>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<(&str, [f64; 3], Vec<usize>)> = Vec::new();
    for (place, (label, data)) in rows.enumerate() {
        let Some(control) = data.as_ref().and_then(control) else {
            continue;
        };
        let known = groups
            .iter_mut()
            .find(|(name, numbers, _)| *name == label && *numbers == control);
        match known {
            Some((_, _, places)) => places.push(place),
            None => groups.push((label, control, vec![place])),
        }
    }
    let groups = groups.into_iter().map(|(_, _, places)| places);
    groups.filter(|places| places.len() > 1).collect()
}

fn data(study: &Study) -> Option<StudyData> {
    match study.given {
        Given::Data(data) => Some(data),
        _ => None,
    }
}

/// What tells one control group from another.
fn control(data: &StudyData) -> Option<[f64; 3]> {
    match data {
        StudyData::TwoByTwo(x) => Some([x.control_events, x.control_total, 0.0]),
        StudyData::TwoRates(x) => Some([x.control_events, x.control_time, 0.0]),
        StudyData::TwoMeans(x) => Some([x.control_mean, x.control_sd, x.control_total]),
        _ => None,
    }
}

/// The comparison with its share of the control group.
fn share(data: &StudyData, comparisons: usize) -> Result<StudyData, RecoveryError> {
    match data {
        StudyData::TwoByTwo(x) => {
            let control = Proportion {
                events: x.control_events,
                total: x.control_total,
            };
            let control = split_proportion(&control, comparisons)?.value;
            Ok(StudyData::TwoByTwo(TwoByTwo {
                control_events: control.events,
                control_total: control.total,
                ..*x
            }))
        }
        StudyData::TwoMeans(x) => {
            let control = GroupMean {
                mean: x.control_mean,
                sd: x.control_sd,
                total: x.control_total,
            };
            let control = split_mean(&control, comparisons)?.value;
            Ok(StudyData::TwoMeans(TwoMeans {
                control_total: control.total,
                ..*x
            }))
        }
        StudyData::TwoRates(x) => Ok(StudyData::TwoRates(TwoRates {
            control_events: x.control_events / comparisons as f64,
            control_time: x.control_time / comparisons as f64,
            ..*x
        })),
        other => Ok(*other),
    }
}
