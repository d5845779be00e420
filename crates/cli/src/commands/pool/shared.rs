//! Rows of one study that have the same control group: made one comparison, or given a share of the control each.

use super::studies::{Given, Study};
use crate::args::SharedControl;
use trialpool_meta_analysis::effect_size::{
    GroupMean, Proportion, StudyData, TwoByTwo, TwoMeans, TwoRates,
};
use trialpool_meta_analysis::recovery::{
    RecoveryError, combine_means, combine_proportions, split_mean, split_proportion,
};

/// Treats the rows with the same label and the same control group as asked; the others stay as they are.
pub(super) fn apply(studies: Vec<Study>, how: SharedControl) -> Vec<Study> {
    let mut out: Vec<Study> = Vec::with_capacity(studies.len());
    let mut places: Vec<Vec<usize>> = Vec::new();
    for study in studies {
        let known = places.iter_mut().find(|places| {
            let first = &out[places[0]];
            first.label == study.label && has_same_control(first, &study)
        });
        match known {
            Some(places) => places.push(out.len()),
            None => places.push(vec![out.len()]),
        }
        out.push(study);
    }
    let mut keep = vec![true; out.len()];
    for places in places.iter().filter(|places| places.len() > 1) {
        let data: Vec<StudyData> = places
            .iter()
            .filter_map(|place| data(&out[*place]))
            .collect();
        let done = match how {
            SharedControl::Combine => combined(&data).map(|data| vec![data]),
            SharedControl::Split => data.iter().map(|one| share(one, places.len())).collect(),
        };
        let route = match how {
            SharedControl::Combine => format!("{} treated groups as one", places.len()),
            SharedControl::Split => format!(
                "the control group divided by {}, an approximation",
                places.len()
            ),
        };
        match done {
            Ok(data) => {
                for (place, data) in places.iter().zip(&data) {
                    out[*place].given = Given::Data(*data);
                    out[*place].routes.push(route.clone());
                }
                for place in &places[data.len()..] {
                    keep[*place] = false;
                }
            }
            Err(error) => {
                for place in places {
                    out[*place].given = Given::Refused(error.to_string());
                }
            }
        }
    }
    let mut keep = keep.into_iter();
    out.retain(|_| keep.next() == Some(true));
    out
}

fn data(study: &Study) -> Option<StudyData> {
    match study.given {
        Given::Data(data) => Some(data),
        _ => None,
    }
}

/// Whether both report a control group, and the same numbers for it.
fn has_same_control(one: &Study, other: &Study) -> bool {
    let control = |study: &Study| match data(study)? {
        StudyData::TwoByTwo(x) => Some([x.control_events, x.control_total, 0.0]),
        StudyData::TwoRates(x) => Some([x.control_events, x.control_time, 0.0]),
        StudyData::TwoMeans(x) => Some([x.control_mean, x.control_sd, x.control_total]),
        _ => None,
    };
    control(one).is_some_and(|numbers| control(other) == Some(numbers))
}

/// All treated groups against the control of the first.
fn combined(data: &[StudyData]) -> Result<StudyData, RecoveryError> {
    match data.first() {
        Some(StudyData::TwoByTwo(first)) => {
            let groups = data.iter().filter_map(|data| match data {
                StudyData::TwoByTwo(x) => Some(Proportion {
                    events: x.treated_events,
                    total: x.treated_total,
                }),
                _ => None,
            });
            let treated = combine_proportions(&groups.collect::<Vec<_>>())?.value;
            Ok(StudyData::TwoByTwo(TwoByTwo {
                treated_events: treated.events,
                treated_total: treated.total,
                ..*first
            }))
        }
        Some(StudyData::TwoMeans(first)) => {
            let groups = data.iter().filter_map(|data| match data {
                StudyData::TwoMeans(x) => Some(GroupMean {
                    mean: x.treated_mean,
                    sd: x.treated_sd,
                    total: x.treated_total,
                }),
                _ => None,
            });
            let treated = combine_means(&groups.collect::<Vec<_>>())?.value;
            Ok(StudyData::TwoMeans(TwoMeans {
                treated_mean: treated.mean,
                treated_sd: treated.sd,
                treated_total: treated.total,
                ..*first
            }))
        }
        Some(StudyData::TwoRates(first)) => {
            let mut sum = TwoRates {
                treated_events: 0.0,
                treated_time: 0.0,
                ..*first
            };
            for rates in data {
                if let StudyData::TwoRates(x) = rates {
                    sum.treated_events += x.treated_events;
                    sum.treated_time += x.treated_time;
                }
            }
            Ok(StudyData::TwoRates(sum))
        }
        _ => Err(RecoveryError::Empty),
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
