//! Sources that come with the library.

use serde::{Deserialize, Serialize};

use super::Source;
use crate::error::{Error, Result};
use crate::similar::similar;

/// Name and text of every preset.
const PRESETS: &[(&str, &str)] = &[
    ("ga4", include_str!("../../../sources/ga4.yaml")),
    ("segment", include_str!("../../../sources/segment.yaml")),
    ("rudderstack", include_str!("../../../sources/rudderstack.yaml")),
    ("snowplow_tsv", include_str!("../../../sources/snowplow_tsv.yaml")),
    ("snowplow_json", include_str!("../../../sources/snowplow_json.yaml")),
    ("amplitude", include_str!("../../../sources/amplitude.yaml")),
    ("mixpanel", include_str!("../../../sources/mixpanel.yaml")),
    ("posthog", include_str!("../../../sources/posthog.yaml")),
    ("matomo_visits", include_str!("../../../sources/matomo_visits.yaml")),
    ("adobe_data_feed", include_str!("../../../sources/adobe_data_feed.yaml")),
    ("adobe_xdm", include_str!("../../../sources/adobe_xdm.yaml")),
    ("zendesk_tickets", include_str!("../../../sources/zendesk_tickets.yaml")),
    ("zendesk_audits", include_str!("../../../sources/zendesk_audits.yaml")),
    ("jira_issues", include_str!("../../../sources/jira_issues.yaml")),
    ("hubspot_engagements", include_str!("../../../sources/hubspot_engagements.yaml")),
    ("salesforce_activities", include_str!("../../../sources/salesforce_activities.yaml")),
    ("shopify_orders", include_str!("../../../sources/shopify_orders.yaml")),
    ("woocommerce_orders", include_str!("../../../sources/woocommerce_orders.yaml")),
    ("qualtrics", include_str!("../../../sources/qualtrics.yaml")),
    ("surveymonkey", include_str!("../../../sources/surveymonkey.yaml")),
    ("survey_long", include_str!("../../../sources/survey_long.yaml")),
    ("google_play_reviews", include_str!("../../../sources/google_play_reviews.yaml")),
    ("app_store_reviews", include_str!("../../../sources/app_store_reviews.yaml")),
    ("reviews", include_str!("../../../sources/reviews.yaml")),
    ("mastodon_posts", include_str!("../../../sources/mastodon_posts.yaml")),
    ("x_posts", include_str!("../../../sources/x_posts.yaml")),
];

/// What is to be known of a preset before it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SourceInfo {
    /// Name, for [`Source::preset`].
    pub name: String,
    /// Name for people.
    pub title: String,
    /// Address of the vendor's description of the export.
    pub documentation: String,
}

impl Source {
    /// A source that comes with the library; [`Source::presets`] lists them.
    ///
    /// ```
    /// use journey_core::ingest::Source;
    /// assert_eq!(Source::preset("shopify_orders")?.events.len(), 6);
    /// let error = Source::preset("shopfy_orders").unwrap_err();
    /// assert_eq!(error.to_string(), "no source \"shopfy_orders\"; did you mean \"shopify_orders\"?");
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownName`] if there is no such preset.
    pub fn preset(name: &str) -> Result<Self> {
        Self::from_yaml(Self::preset_text(name)?)
    }

    /// The YAML text of a preset with its comments, as a start for an own source.
    ///
    /// # Errors
    /// [`Error::UnknownName`] if there is no such preset.
    pub fn preset_text(name: &str) -> Result<&'static str> {
        let found = PRESETS.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text).ok_or_else(|| Error::UnknownName {
            kind: "source".into(),
            name: name.into(),
            similar: similar(name, PRESETS.iter().map(|(known, _)| *known)),
        })
    }

    /// All presets.
    ///
    /// ```
    /// use journey_core::ingest::Source;
    /// assert!(Source::presets().iter().any(|preset| preset.title == "Shopify orders"));
    /// ```
    pub fn presets() -> Vec<SourceInfo> {
        let info = |(_, text): &(&str, &str)| {
            let source = Self::from_yaml(text).ok()?;
            Some(SourceInfo {
                title: source.title.unwrap_or_else(|| source.name.clone()),
                documentation: source.documentation.unwrap_or_default(),
                name: source.name,
            })
        };
        PRESETS.iter().filter_map(info).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_says_what_it_is_and_is_written_as_it_is_read() {
        for (name, text) in PRESETS {
            let source = Source::from_yaml(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(source.name, *name);
            assert!(source.title.is_some(), "{name}");
            assert!(source.documentation.as_ref().is_some_and(|page| page.starts_with("https://")), "{name}");
            assert_eq!(Source::from_yaml(&source.to_yaml().unwrap()).unwrap(), source, "{name}");
            assert_eq!(Source::from_json(&source.to_json().unwrap()).unwrap(), source, "{name}");
        }
        assert_eq!(Source::presets().len(), PRESETS.len());
    }
}
