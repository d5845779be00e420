//! Cox's model of two groups, from the order of events.

/// One participant: until when observed, whether with the event, and in which group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Observed {
    pub(super) time: f64,
    pub(super) event: bool,
    pub(super) treated: bool,
}

/// What Cox's model and the log-rank test say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cox {
    pub(super) log_hazard_ratio: f64,
    pub(super) standard_error: f64,
    /// The log-rank statistic, N(0, 1) without effect.
    pub(super) log_rank: f64,
}

/// Maximises the partial likelihood by Newton's steps; times have no ties. None where a group has
/// no event.
pub(super) fn cox(participants: &[Observed]) -> Option<Cox> {
    let mut sorted = participants.to_vec();
    sorted.sort_unstable_by(|a, b| b.time.total_cmp(&a.time));
    // At each event, who was at risk.
    let mut at_risk = [0.0; 2];
    let mut events = Vec::new();
    for one in &sorted {
        at_risk[usize::from(one.treated)] += 1.0;
        if one.event {
            events.push((one.treated, at_risk));
        }
    }
    let score = |beta: f64| {
        let mut total = [0.0; 2];
        for (treated, [control, active]) in &events {
            let share = active * beta.exp() / (active * beta.exp() + control);
            total[0] += f64::from(u8::from(*treated)) - share;
            total[1] += share * (1.0 - share);
        }
        total
    };
    let treated = events.iter().filter(|(treated, _)| *treated).count();
    if treated == 0 || treated == events.len() {
        return None;
    }
    let [slope, information] = score(0.0);
    let mut beta = 0.0;
    for _ in 0..30 {
        let [slope, information] = score(beta);
        let step = slope / information;
        beta += step.clamp(-1.0, 1.0);
        if step.abs() < 1e-12 {
            break;
        }
    }
    Some(Cox {
        log_hazard_ratio: beta,
        standard_error: score(beta)[1].sqrt().recip(),
        log_rank: slope / information.sqrt(),
    })
}
