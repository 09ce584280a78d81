//! Arbitrary valid maps, with texts that are hard to write.

use journey_core::model::*;
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that YAML or JSON could misunderstand.
const PIECES: &[&str] = &[
    "no",
    "On",
    "y",
    "null",
    "~",
    "true",
    "1",
    "-1.5e3",
    "0x1F",
    "007",
    "1_000",
    "1:30",
    "2024-03-01",
    ".inf",
    "- a",
    "? b",
    "a: b",
    "a:",
    ": ",
    " #c",
    "#",
    "'",
    "\"",
    "''",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "---",
    "\n---\n",
    "...",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a",
    "*a",
    "!t",
    "|",
    ">",
    "%d",
    "@",
    "`",
    "\\",
    "\\n",
    "=",
    "<<",
    "\0",
    "\u{7}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "é",
    "検索",
    "😀",
    "مرحبا",
    "word",
    "long words and more",
];

/// Any text that is not blank.
fn text() -> BoxedStrategy<String> {
    let pieces = vec(select(PIECES), 1..5).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>()]
        .prop_filter("not blank", |text| !text.trim().is_empty())
        .boxed()
}

fn texts() -> BoxedStrategy<Vec<String>> {
    vec(text(), 0..3).boxed()
}

/// The id of element number `number`.
fn id(prefix: &str, number: usize) -> String {
    const HARD: [&str; 8] = ["on", "12", "null", "a: b", "#x", "1e3", "007", "é 'q' \"d\""];
    match HARD.get(number) {
        Some(hard) if prefix == "t" => hard.to_string(),
        _ => format!("{prefix}{number}"),
    }
}

fn number() -> BoxedStrategy<f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    let any = POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO;
    prop_oneof![
        any,
        (-1000i32..1000).prop_map(f64::from),
        (-1000i32..1000).prop_map(|n| f64::from(n) / 100.0)
    ]
    .boxed()
}

fn scalar() -> BoxedStrategy<Scalar> {
    prop_oneof![
        any::<bool>().prop_map(Scalar::Boolean),
        number().prop_map(Scalar::Number),
        text().prop_map(Scalar::Text),
        select(PIECES).prop_map(Scalar::from),
    ]
    .boxed()
}

fn span() -> BoxedStrategy<TimeSpan> {
    prop_oneof![0i64..10_000_000_000, (0i64..400).prop_map(|days| days * 86_400_000_000)]
        .prop_map(TimeSpan::from_micros)
        .boxed()
}

fn positive_span() -> BoxedStrategy<TimeSpan> {
    (1i64..100_000_000_000).prop_map(TimeSpan::from_micros).boxed()
}

fn scale() -> BoxedStrategy<RatingScale> {
    (text(), -100i32..100, 1i32..100)
        .prop_map(|(column, min, width)| RatingScale::new(column, f64::from(min), f64::from(min + width)))
        .boxed()
}

fn predicate() -> BoxedStrategy<Predicate> {
    let comparison = (text(), -100i32..100, 1i32..100, 0..4).prop_map(|(column, low, width, kind)| {
        let (low, high) = (Some(f64::from(low).into()), Some(f64::from(low + width).into()));
        Predicate::Compare(match kind {
            0 => Comparison { column, greater_than: low, less_than: high, ..Comparison::default() },
            1 => Comparison { column, at_least: low, at_most: high, ..Comparison::default() },
            2 => Comparison { column, at_least: Some("2024-03-01".into()), ..Comparison::default() },
            _ => Comparison { column, less_than: high, ..Comparison::default() },
        })
    });
    prop_oneof![
        (text(), scalar()).prop_map(|(column, value)| Predicate::Equals { column, value }),
        (text(), vec(scalar(), 1..4)).prop_map(|(column, values)| Predicate::OneOf { column, values }),
        (text(), text()).prop_map(|(column, pattern)| Predicate::Glob { column, pattern }),
        comparison,
    ]
    .boxed()
}

fn event_rule() -> BoxedStrategy<EventRule> {
    let leaf = predicate().prop_map(EventRule::Is);
    leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(EventRule::Any),
            vec(inner.clone(), 1..3).prop_map(EventRule::All),
            inner.prop_map(EventRule::not),
        ]
    })
    .boxed()
}

/// Rules of a persona, which may name the touchpoint 0 and the persona 0 (unless it is that one).
fn customer_rule() -> BoxedStrategy<CustomerRule> {
    let leaf = prop_oneof![
        predicate().prop_map(CustomerRule::First),
        predicate().prop_map(CustomerRule::Last),
        predicate().prop_map(CustomerRule::Ever),
        (1u32..5).prop_map(|least| CustomerRule::visited(id("t", 0), least)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(CustomerRule::Any),
            vec(inner.clone(), 1..3).prop_map(CustomerRule::All),
            inner.prop_map(CustomerRule::not),
        ]
    })
    .boxed()
}

fn emotions() -> BoxedStrategy<Vec<Emotion>> {
    let emotion = || (-2.0..=2.0, of(text()));
    (of(emotion()), of(emotion()))
        .prop_map(|(all, first)| {
            let all = all.map(|(valence, name)| Emotion { valence, name, persona: None });
            let first = first.map(|(valence, name)| Emotion { valence, name, persona: Some(id("p", 0)) });
            all.into_iter().chain(first).collect()
        })
        .boxed()
}

fn pain_point() -> impl Strategy<Value = PainPoint> {
    let kind = select(vec![FindingKind::DropOff, FindingKind::WaitingTime, FindingKind::RepeatedContact]);
    (text(), of(1u8..=5), of(text()), of(kind)).prop_map(|(text, severity, evidence, kind)| PainPoint {
        text,
        severity,
        evidence,
        kind,
    })
}

fn opportunity() -> impl Strategy<Value = Opportunity> {
    let status = select(vec![
        OpportunityStatus::Idea,
        OpportunityStatus::Planned,
        OpportunityStatus::InProgress,
        OpportunityStatus::Done,
        OpportunityStatus::Rejected,
    ]);
    (text(), of(text()), of(text()), of(status)).prop_map(|(text, effort, owner, status)| Opportunity {
        text,
        effort,
        owner,
        status,
    })
}

fn touchpoint() -> BoxedStrategy<Touchpoint> {
    let place = select(vec![TouchpointPlace::Online, TouchpointPlace::Offline]);
    let words = (text(), of(text()), of(place), of(text()), of(text()), texts());
    let facts = (emotions(), any::<bool>(), any::<(bool, bool)>(), of(span()), of(span()));
    let rules = (of(event_rule()), of(event_rule()));
    let lists = (vec(pain_point(), 0..2), vec(opportunity(), 0..2), of(scale()), rules);
    (words, facts, lists)
        .prop_map(|((name, channel, place, owner, action, thoughts), facts, lists)| {
            let (emotions, moment_of_truth, (support, once), target_time_spent, target_waiting_time) = facts;
            let (pain_points, opportunities, rating, (rule, failed)) = lists;
            let id = String::new();
            Touchpoint {
                id,
                name,
                channel,
                place,
                owner,
                action,
                thoughts,
                emotions,
                moment_of_truth,
                support,
                once,
                target_time_spent,
                target_waiting_time,
                pain_points,
                opportunities,
                rating,
                rule,
                failed,
            }
        })
        .boxed()
}

fn stages() -> BoxedStrategy<Vec<Stage>> {
    let stage = (text(), of(text()), of(text()), vec(touchpoint(), 1..4)).prop_map(
        |(name, goal, question, touchpoints)| Stage { id: String::new(), name, goal, question, touchpoints },
    );
    vec(stage, 1..4)
        .prop_map(|mut stages| {
            for (s, stage) in stages.iter_mut().enumerate() {
                stage.id = id("s", s);
            }
            for (t, touchpoint) in stages.iter_mut().flat_map(|stage| &mut stage.touchpoints).enumerate() {
                touchpoint.id = id("t", t);
            }
            stages
        })
        .boxed()
}

fn persona() -> BoxedStrategy<Persona> {
    let other = btree_map(text().prop_filter("short", |name| name.len() <= 200), scalar(), 0..3);
    let facts = (of(text()), of(text()), of(text()), other)
        .prop_map(|(age, gender, location, other)| Demographics { age, gender, location, other });
    let mind = (texts(), texts(), texts()).prop_map(|(values, interests, lifestyle)| Psychographics {
        values,
        interests,
        lifestyle,
    });
    let words = (text(), of(text()), of(facts), of(mind));
    (words, texts(), texts(), texts(), texts(), texts(), of(customer_rule()))
        .prop_map(|(words, behaviours, motivations, goals, pains, preferred_channels, rule)| {
            let (name, description, demographics, psychographics) = words;
            let id = String::new();
            Persona {
                id,
                name,
                description,
                demographics,
                psychographics,
                behaviours,
                motivations,
                goals,
                pains,
                preferred_channels,
                rule,
            }
        })
        .boxed()
}

fn personas() -> BoxedStrategy<Vec<Persona>> {
    vec(persona(), 1..3)
        .prop_map(|mut personas| {
            for (p, persona) in personas.iter_mut().enumerate() {
                persona.id = id("p", p);
                if p > 0 && persona.rule.is_none() {
                    persona.rule = Some(CustomerRule::not(CustomerRule::persona(id("p", 0))));
                }
            }
            personas
        })
        .boxed()
}

fn share() -> BoxedStrategy<Option<KpiTarget>> {
    of((0.0..=1.0).prop_map(KpiTarget::Number)).boxed()
}

fn amount() -> BoxedStrategy<Option<KpiTarget>> {
    of(number().prop_map(KpiTarget::Number)).boxed()
}

fn time() -> BoxedStrategy<Option<KpiTarget>> {
    of(span().prop_map(KpiTarget::Time)).boxed()
}

fn statistic() -> impl Strategy<Value = Statistic> {
    select(vec![Statistic::Median, Statistic::Mean, Statistic::Q90])
}

/// A measure with a target it can reach.
fn measure() -> BoxedStrategy<(KpiMeasure, Option<KpiTarget>)> {
    let period = select(vec![Period::Day, Period::Week, Period::Month]);
    let rates = prop_oneof![
        of(positive_span()).prop_map(|within| KpiMeasure::ConversionRate {
            from: Some(id("s", 0)),
            to: id("t", 0),
            within
        }),
        Just(KpiMeasure::DropOffRate {}),
        (scale(), of(Just("w".to_string()))).prop_map(|(scale, weight)| KpiMeasure::Csat {
            column: format!("{}c", scale.column),
            min: scale.min,
            max: scale.max,
            satisfied_from: scale.max,
            weight
        }),
        (period, 1u32..99).prop_map(|(period, after)| KpiMeasure::RetentionRate { period, after }),
        positive_span().prop_map(|inactivity| KpiMeasure::ChurnRate { inactivity }),
        (1u32..u32::MAX).prop_map(|at_least| KpiMeasure::EngagementRate { at_least }),
    ];
    let money = prop_oneof![
        text().prop_map(|column| KpiMeasure::RevenuePerCustomer { column }),
        (text(), 0.0..=1.0, -0.9..9.0).prop_map(|(column, margin, discount_rate)| {
            KpiMeasure::CustomerLifetimeValue { column, margin, discount_rate }
        }),
        (text(), of(text())).prop_map(|(column, order)| KpiMeasure::AverageOrderValue { column, order }),
    ];
    let times = prop_oneof![
        statistic().prop_map(|statistic| KpiMeasure::TimeSpent { statistic }),
        statistic().prop_map(|statistic| KpiMeasure::WaitingTime { statistic }),
    ];
    let ces = select(vec![CesForm::Effort, CesForm::Ease]);
    let scores = prop_oneof![
        text().prop_map(KpiMeasure::nps),
        (text(), ces).prop_map(|(column, form)| KpiMeasure::Ces { column, form, weight: None }),
        Just(KpiMeasure::InteractionsPerCustomer {}),
    ];
    prop_oneof![
        (rates, share()),
        (money, amount()),
        (times, time()),
        (scores, of((1.0..=5.0).prop_map(KpiTarget::Number))),
    ]
    .boxed()
}

fn kpis() -> BoxedStrategy<Vec<Kpi>> {
    let scope = select(vec![
        KpiScope::Map,
        KpiScope::Stage(id("s", 0)),
        KpiScope::Touchpoint(id("t", 0)),
        KpiScope::Persona(id("p", 0)),
    ]);
    let direction = select(vec![Direction::Up, Direction::Down]);
    let kpi =
        (text(), measure(), scope, of(direction)).prop_map(|(name, (measure, target), scope, direction)| {
            Kpi { id: String::new(), name, measure, scope, target, direction }
        });
    vec(kpi, 0..5)
        .prop_map(|mut kpis| {
            kpis.iter_mut().enumerate().for_each(|(k, kpi)| kpi.id = id("k", k));
            kpis
        })
        .boxed()
}

/// Any valid map.
pub fn map() -> BoxedStrategy<JourneyMap> {
    let scope = select(vec![
        None,
        Some(Scope { from: Some(id("s", 0)), to: None }),
        Some(Scope { from: Some(id("s", 0)), to: Some(id("t", 0)) }),
        Some(Scope { from: None, to: None }),
    ]);
    let zone = select(vec![None, Some("Europe/Berlin".to_string()), Some("UTC".to_string())]);
    let paths = vec((text(), 1usize..4, any::<bool>()), 0..3).prop_map(|paths| {
        let path = |(name, length, everybody): (String, usize, bool)| PlannedPath {
            name,
            touchpoints: vec![id("t", 0); length],
            personas: if everybody { Vec::new() } else { vec![id("p", 0)] },
        };
        paths.into_iter().map(path).collect::<Vec<_>>()
    });
    let comments = (text(), of(text())).prop_map(|(column, sentiment)| CommentColumn { column, sentiment });
    let columns = (of(scale()), of(comments));
    let head = (text(), of(text()), scope, of(text()), zone, columns);
    (head, personas(), stages(), paths, kpis())
        .prop_map(
            |((name, objective, scope, owner, time_zone, columns), personas, stages, planned_paths, kpis)| {
                let (rating, comments) = columns;
                JourneyMap {
                    format: 1,
                    name,
                    objective,
                    scope,
                    owner,
                    time_zone,
                    rating,
                    comments,
                    personas,
                    stages,
                    planned_paths,
                    kpis,
                }
            },
        )
        .boxed()
}
