//! Two groups of journeys side by side.

use journey_core::analysis::{self as core, Comparable, Comparison};
use journey_core::render::Drawn;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::{EventLog, options};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How two groups are compared. */
export interface CompareOptions {
  /** How often journeys are dealt anew for p-values: 199 unless told; none with 0. */
  permutations?: number;
  /** So many rows of a report at most: 100 unless told. */
  top?: number;
  /** Columns whose mix is told; unless told, all of at most 20 names. */
  mix?: string[];
  /** Column whose mix is made the same in both groups, for a further difference of each row. */
  sameMix?: string;
  /** Other deals. */
  seed?: number;
}
"#;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CompareOptions {
    permutations: Option<u32>,
    top: Option<usize>,
    mix: Option<Vec<String>>,
    same_mix: Option<String>,
    seed: Option<u64>,
}

/// Two groups of journeys, to which the same questions can be asked: each answer says how the numbers differ.
#[wasm_bindgen]
pub struct TwoGroups(core::TwoGroups);

impl TwoGroups {
    fn run<Q: Comparable + DeserializeOwned>(&self, given: &JsValue) -> Result<Ts<Comparison>> {
        crate::data(&self.compare::<Q>(given)?)
    }

    fn compare<Q: Comparable + DeserializeOwned>(&self, given: &JsValue) -> Result<Comparison> {
        self.0.run(&options::read::<Q>(given)?).map_err(throw)
    }
}

#[wasm_bindgen]
impl EventLog {
    /// How do the answers to a question differ between this group of journeys and another one, and is that more than
    /// chance? `a.compare(b).funnel({ steps: ["cart", "purchase"] })`.
    ///
    /// Each row has the number in both groups, the difference (first less second) with an interval, and a p-value: journeys
    /// are dealt anew to the groups again and again.
    pub fn compare(
        &self,
        other: &EventLog,
        #[wasm_bindgen(unchecked_optional_param_type = "CompareOptions")] options: JsValue,
    ) -> Result<TwoGroups> {
        let given: CompareOptions = crate::options::read(&options)?;
        let groups = self.0.compare(&other.0).map_err(throw)?;
        let groups = given.permutations.into_iter().fold(groups, core::TwoGroups::permutations);
        let groups = given.top.into_iter().fold(groups, core::TwoGroups::top);
        let groups = given.mix.into_iter().fold(groups, core::TwoGroups::mix);
        let groups = given.same_mix.into_iter().fold(groups, core::TwoGroups::same_mix);
        Ok(TwoGroups(given.seed.into_iter().fold(groups, core::TwoGroups::seed)))
    }
}

/// The questions that can be asked to two groups.
macro_rules! compared {
    ($($name:ident $camel:literal $options:literal => $question:ty,)+) => {
        #[wasm_bindgen]
        impl TwoGroups {
            $(
                /// Compares the answers of both groups to the question of the same name.
                #[wasm_bindgen(js_name = $camel)]
                pub fn $name(
                    &self,
                    #[wasm_bindgen(unchecked_optional_param_type = $options)] options: JsValue,
                ) -> Result<Ts<Comparison>> {
                    self.run::<$question>(&options)
                }
            )+

            /// The picture of a comparison, by the name of its question, as an SVG document that stands alone.
            #[wasm_bindgen(js_name = toSvg)]
            pub fn to_svg(
                &self,
                operation: &str,
                #[wasm_bindgen(unchecked_optional_param_type = "object")] options: JsValue,
            ) -> Result<String> {
                let report = match operation {
                    $($camel => self.compare::<$question>(&options)?,)+
                    _ => return Err(option("operation", format!("{operation:?}"), [$($camel),+].join(", "))),
                };
                Ok(report.to_svg())
            }
        }
    };
}

compared! {
    ces "ces" "Ces" => core::Ces,
    conversion "conversion" "Conversion" => core::Conversion,
    csat "csat" "Csat" => core::Csat,
    funnel "funnel" "Funnel" => core::Funnel,
    handoffs "handoffs" "Handoffs" => core::Handoffs,
    interactions "interactions" "Interactions" => core::Interactions,
    lifecycle "lifecycle" "Lifecycle" => core::Lifecycle,
    matches "matches" "Matches" => core::Matches,
    nps "nps" "Nps" => core::Nps,
    outcomes "outcomes" "Outcomes" => core::Outcomes,
    retention "retention" "Retention" => core::Retention,
    rework "rework" "Rework" => core::Rework,
    step_matrix "stepMatrix" "StepMatrix" => core::StepMatrix,
    survival "survival" "Survival" => core::Survival,
    time_spent "timeSpent" "TimeSpent" => core::TimeSpent,
    transitions "transitions" "Transitions" => core::Transitions,
    variants "variants" "Variants" => core::Variants,
    waiting_time "waitingTime" "WaitingTime" => core::WaitingTime,
}
