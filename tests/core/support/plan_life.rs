//! Random rules of plans.

use super::random::Random;
use recoup::domain::policy::PlanRules;

/// Rules within reason, mostly.
pub fn plan_rules(random: &mut Random) -> PlanRules {
    if random.chance(40) {
        return PlanRules::default();
    }
    PlanRules {
        cure_days: *random.pick(&[0, 3, 10, 90]),
        cure_by_working_days: random.chance(50),
        missed_for_default: 1 + u16::from(random.chance(30)),
        accelerates: random.chance(70),
        asks_signature: random.chance(20),
        most_instalments: *random.pick(&[3, 12, 1200]),
    }
}
