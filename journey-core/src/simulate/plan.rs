//! A map made ready to be simulated: what events look like, who comes, what goes wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::Simulate;
use super::answers::{Answer, answers};
use super::cells::Looks;
use super::draw::Weights;
use super::faulty::{Wrong, plant};
use super::people::{self, Kind, Leaf, unsatisfied};
use super::solve::{Assignment, Pool, Tree, column_of};
use crate::analysis::time_zone;
use crate::error::{Error, Result};
use crate::log::ColumnKind;
use crate::measure::{Expectation, Layout};
use crate::model::{Comparison, EventRule, JourneyMap, Predicate, Scalar, Touchpoint};

/// Everything that a walk needs.
#[derive(Debug)]
pub(super) struct Plan {
    pub layout: Layout,
    pub spots: Vec<Spot>,
    pub kinds: Vec<Kind>,
    /// How frequent each kind is.
    pub kind_weights: Weights,
    /// Where each kind goes.
    pub routes: Vec<Route>,
    /// For each kind, the paths that it may follow; those first that are more frequent.
    pub paths: Vec<Paths>,
    /// For each kind, what may follow once the end of the scope is reached: the planned paths that begin
    /// there.
    pub sequels: Vec<Paths>,
    /// Whether the paths were designed, rather than being the order of the map.
    pub planned: bool,
    pub answers: Vec<Answer>,
    /// Touchpoints that customers come to for help.
    pub support: Vec<usize>,
    /// Columns of comments and of their sentiment.
    pub comments: Option<(String, Option<String>)>,
    /// Further columns of the log, sorted by name.
    pub columns: Vec<(String, ColumnKind)>,
    /// Names of events that belong to no touchpoint.
    pub noise: Vec<&'static str>,
    /// Probability to leave at a touchpoint where nothing is wrong.
    pub leave: f64,
    pub looks: Looks,
}

/// Where a kind of customer goes.
#[derive(Debug)]
pub(super) struct Route {
    /// How frequent each of its paths is.
    pub weights: Weights,
    /// Touchpoints that it visits in any case.
    pub must: BTreeSet<usize>,
    /// Touchpoints that it may visit beside its path.
    pub open: Vec<bool>,
    /// How many these are.
    pub free: u32,
}

impl Route {
    fn of(kind: &Kind, paths: &Paths, layout: &Layout, support: &[usize]) -> Self {
        let mut open = vec![true; layout.touchpoints.len()];
        for touchpoint in kind.never.iter().chain(support).copied().chain(layout.end.clone()) {
            open.get_mut(touchpoint).into_iter().for_each(|open| *open = false);
        }
        Self {
            weights: Weights::new((0..paths.len()).map(|i| 1.0 / (1.0 + i as f64))),
            must: kind.must.iter().map(|(touchpoint, _)| *touchpoint).collect(),
            free: open.iter().filter(|open| **open).count() as u32,
            open,
        }
    }
}

/// Lists of touchpoints in order.
type Paths = Vec<Vec<usize>>;

/// A touchpoint.
#[derive(Debug, Default)]
pub(super) struct Spot {
    /// What its events may look like: raw name and columns.
    pub looks: Vec<Assignment>,
    /// Median wait, in seconds.
    pub wait: f64,
    /// Nobody waits longer, in seconds: a journey must not look over while it goes on.
    pub longest_wait: f64,
    /// Median time spent, in seconds.
    pub spent: f64,
    /// Column, worst and best rating.
    pub rating: Option<(String, f64, f64)>,
    /// What each kind feels, from -2 to +2.
    pub valence: Vec<f64>,
    /// From this of its looks on, they are those of failed attempts.
    pub failing: usize,
    /// Whether customers come here for help, and how many do after any other touchpoint.
    pub support: bool,
    /// What is wrong here.
    pub wrong: Wrong,
}

/// Ratings where the map expects nothing in particular.
const CALM: f64 = 0.6;
/// Share of journeys that reach the end of the longest path.
const REACH: f64 = 0.5;
/// 20 days, where no target is stated.
const LONGEST_WAIT: f64 = 20.0 * 86_400.0;
const NOISE: [&str; 3] = ["heartbeat", "page_hidden", "cookie_banner"];

impl Plan {
    pub(super) fn of(map: &JourneyMap, options: &Simulate) -> Result<Self> {
        let layout = Layout::of(map)?;
        if layout.touchpoints.is_empty() {
            return Err(Error::option("stages", "no touchpoint", "a map with at least one touchpoint"));
        }
        let trees = people::trees(map, &layout)?;
        let rules = event_trees(map);
        let pool = pool(map, &trees, &rules)?;
        let kinds = people::kinds(&trees, &pool)?;
        let ways = kinds.iter().map(|kind| paths(map, &layout, kind)).collect::<Result<Vec<_>>>()?;
        let (paths, sequels): (Vec<Paths>, Vec<Paths>) = ways.into_iter().unzip();
        let support = map.touchpoints().enumerate().filter(|(_, touchpoint)| touchpoint.support);
        let support: Vec<usize> = support.map(|(position, _)| position).collect();
        let routes =
            kinds.iter().zip(&paths).map(|(kind, paths)| Route::of(kind, paths, &layout, &support)).collect();
        let mut plan = Self {
            spots: spots(map, &rules, &pool, &kinds)?,
            planned: !map.planned_paths.is_empty(),
            answers: answers(map, &layout)?,
            support,
            comments: map.comments.as_ref().map(|it| (it.column.clone(), it.sentiment.clone())),
            columns: Vec::new(),
            noise: NOISE.into_iter().filter(|name| is_noise(name, &rules, &pool)).collect(),
            leave: 0.0,
            looks: Looks::default(),
            kind_weights: Weights::new(kinds.iter().map(|kind| kind.weight)),
            routes,
            layout,
            kinds,
            paths,
            sequels,
        };
        plan.leave = plan.usual_loss();
        plant((map, &plan.layout), (&mut plan.spots, &plan.kinds), &options.faults)?;
        plan.columns = plan.list_columns(map);
        plan.looks = Looks::of(&plan);
        Ok(plan)
    }

    fn usual_loss(&self) -> f64 {
        let before_end = |path: &Vec<usize>| {
            path.iter().take_while(|touchpoint| !self.layout.end.contains(touchpoint)).count()
        };
        let steps = self.paths.iter().flatten().map(before_end).max().unwrap_or_default().max(1);
        1.0 - libm::pow(REACH, 1.0 / steps as f64)
    }

    /// All columns that simulated events have, with their kinds.
    fn list_columns(&self, map: &JourneyMap) -> Vec<(String, ColumnKind)> {
        let mut kinds: BTreeMap<String, ColumnKind> = BTreeMap::new();
        if map.touchpoints().any(|touchpoint| touchpoint.channel.is_some()) {
            kinds.insert("channel".into(), ColumnKind::Dictionary);
        }
        for column in self.spots.iter().filter_map(|spot| spot.rating.as_ref()) {
            kinds.insert(column.0.clone(), ColumnKind::Number);
        }
        if let Some((text, sentiment)) = &self.comments {
            kinds.insert(text.clone(), ColumnKind::Dictionary);
            sentiment.iter().for_each(|column| {
                kinds.insert(column.clone(), ColumnKind::Number);
            });
        }
        for answer in &self.answers {
            answer.content.columns(|column, kind| {
                kinds.insert(column.into(), kind);
            });
        }
        let looks = self.spots.iter().flat_map(|spot| &spot.looks);
        for assignment in looks.chain(self.kinds.iter().map(|kind| &kind.columns)) {
            for (column, value) in assignment {
                let kind = kind_of(value);
                let known = kinds.entry(column.clone()).or_insert(kind);
                if *known != kind {
                    *known = ColumnKind::Dictionary;
                }
            }
        }
        for (_, predicate) in predicates(map) {
            let kind = match predicate {
                Predicate::Equals { value, .. } => kind_of(value),
                Predicate::OneOf { values, .. } => values.first().map_or(ColumnKind::Dictionary, kind_of),
                Predicate::Glob { .. } => ColumnKind::Dictionary,
                Predicate::Compare(comparison) => compared(comparison),
            };
            let column = column_of(predicate);
            if kind == ColumnKind::Time || !kinds.contains_key(column) {
                kinds.insert(column.clone(), kind);
            }
        }
        kinds
            .into_iter()
            .filter(|(name, _)| !matches!(name.as_str(), "touchpoint" | "time" | "customer"))
            .collect()
    }
}

fn kind_of(value: &Scalar) -> ColumnKind {
    match value {
        Scalar::Text(_) => ColumnKind::Dictionary,
        Scalar::Number(_) => ColumnKind::Number,
        Scalar::Boolean(_) => ColumnKind::Boolean,
    }
}

fn compared(comparison: &Comparison) -> ColumnKind {
    let bounds = [&comparison.at_least, &comparison.greater_than, &comparison.at_most, &comparison.less_than];
    match bounds.into_iter().flatten().next() {
        Some(Scalar::Text(_)) => ColumnKind::Time,
        _ => ColumnKind::Number,
    }
}

/// The rule of each touchpoint.
fn event_trees(map: &JourneyMap) -> Vec<Tree<Predicate>> {
    let of = |touchpoint: &Touchpoint| match &touchpoint.rule {
        Some(rule) => tree(rule),
        None => Tree::Leaf(Predicate::Equals {
            column: "touchpoint".into(),
            value: Scalar::Text(touchpoint.id.clone()),
        }),
    };
    map.touchpoints().map(of).collect()
}

fn tree(rule: &EventRule) -> Tree<Predicate> {
    match rule {
        EventRule::Is(predicate) => Tree::Leaf(predicate.clone()),
        EventRule::Any(rules) => Tree::Any(rules.iter().map(tree).collect()),
        EventRule::All(rules) => Tree::All(rules.iter().map(tree).collect()),
        EventRule::Not(rule) => Tree::Not(Box::new(tree(rule))),
    }
}

fn pool(map: &JourneyMap, trees: &[Option<Tree<Leaf>>], rules: &[Tree<Predicate>]) -> Result<Pool> {
    let mut pool = Pool::new(time_zone(map.time_zone.as_deref())?);
    for tree in trees.iter().flatten() {
        tree.leaves(&mut |leaf| {
            if let Leaf::Value(predicate) = leaf {
                pool.add(predicate);
            }
        });
    }
    let failed = map.touchpoints().filter_map(|touchpoint| touchpoint.failed.as_ref().map(tree));
    let failed: Vec<Tree<Predicate>> = failed.collect();
    rules.iter().chain(&failed).for_each(|tree| tree.leaves(&mut |predicate| pool.add(predicate)));
    Ok(pool)
}

/// Names under which the events of a touchpoint appear, at most.
const LOOKS: usize = 3;

fn spots(map: &JourneyMap, rules: &[Tree<Predicate>], pool: &Pool, kinds: &[Kind]) -> Result<Vec<Spot>> {
    let mut spots = Vec::new();
    let mut position = 0;
    for (s, stage) in map.stages.iter().enumerate() {
        for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
            let field = format!("stages[{s}].touchpoints[{t}].rule");
            let shown = looks(touchpoint, position, rules, pool).ok_or_else(|| unsatisfied(&field))?;
            let failing = match &touchpoint.failed {
                Some(_) => failing(touchpoint, position, rules, pool)
                    .ok_or_else(|| unsatisfied(&format!("stages[{s}].touchpoints[{t}].failed")))?,
                None => Vec::new(),
            };
            spots.push(Spot {
                failing: shown.len(),
                looks: [shown, failing].concat(),
                support: touchpoint.support,
                longest_wait: touchpoint
                    .target_waiting_time
                    .map_or(0.0, |target| 1.9 * target.as_seconds())
                    .max(LONGEST_WAIT),
                wait: touchpoint
                    .target_waiting_time
                    .map_or(7200.0, |target| target.as_seconds() / 4.0)
                    .max(1.0),
                spent: touchpoint
                    .target_time_spent
                    .map_or(120.0, |target| target.as_seconds() / 2.0)
                    .max(1.0),
                rating: touchpoint
                    .rating
                    .as_ref()
                    .or(map.rating.as_ref())
                    .map(|scale| (scale.column.clone(), scale.min, scale.max)),
                valence: kinds.iter().map(|kind| valence(map, touchpoint, kind)).collect::<Result<_>>()?,
                ..Spot::default()
            });
            position += 1;
        }
    }
    Ok(spots)
}

/// What events of a touchpoint may look like, so that they match its rule and none before it, and are no failed attempts.
fn looks(
    touchpoint: &Touchpoint,
    position: usize,
    rules: &[Tree<Predicate>],
    pool: &Pool,
) -> Option<Vec<Assignment>> {
    let own = rules.get(position)?.clone();
    match &touchpoint.failed {
        None => ways_to_look(touchpoint, (position, &own), rules, pool),
        Some(failed) => {
            let sound = Tree::All(vec![own, Tree::Not(Box::new(tree(failed)))]);
            ways_to_look(touchpoint, (position, &sound), rules, pool)
        }
    }
}

/// The same of failed attempts.
fn failing(
    touchpoint: &Touchpoint,
    position: usize,
    rules: &[Tree<Predicate>],
    pool: &Pool,
) -> Option<Vec<Assignment>> {
    let failed = Tree::All(vec![rules.get(position)?.clone(), tree(touchpoint.failed.as_ref()?)]);
    ways_to_look(touchpoint, (position, &failed), rules, pool)
}

fn ways_to_look(
    touchpoint: &Touchpoint,
    (position, wanted): (usize, &Tree<Predicate>),
    rules: &[Tree<Predicate>],
    pool: &Pool,
) -> Option<Vec<Assignment>> {
    let mut base = Assignment::new();
    base.insert("touchpoint".into(), Scalar::Text(touchpoint.id.clone()));
    if let Some(channel) = &touchpoint.channel {
        base.insert("channel".into(), Scalar::Text(channel.clone()));
    }
    let mut looks: Vec<Assignment> = Vec::new();
    for way in wanted.ways(true) {
        for assignment in pool.solve(&way, &base) {
            let matches = |rule: &Tree<Predicate>| rule.holds(&|leaf| pool.satisfies(leaf, &assignment));
            let first = rules.iter().position(matches);
            if first == Some(position) && matches(wanted) && !looks.contains(&assignment) {
                looks.push(assignment);
            }
            if looks.len() == LOOKS {
                return Some(looks);
            }
        }
    }
    (!looks.is_empty()).then_some(looks)
}

fn is_noise(name: &str, rules: &[Tree<Predicate>], pool: &Pool) -> bool {
    let event = Assignment::from([("touchpoint".to_string(), Scalar::Text(name.into()))]);
    !rules.iter().any(|rule| rule.holds(&|leaf| pool.satisfies(leaf, &event)))
}

/// What a kind of customer feels at a touchpoint: what the map expects of its personas.
fn valence(map: &JourneyMap, touchpoint: &Touchpoint, kind: &Kind) -> Result<f64> {
    let members: Vec<bool> =
        (0..map.personas.len()).map(|persona| kind.personas.contains(&persona)).collect();
    let expected = Expectation::of(map, touchpoint)?.assumed(&members);
    Ok(expected.unwrap_or(CALM).clamp(-2.0, 2.0))
}

/// All predicates of a map that are about columns.
fn predicates(map: &JourneyMap) -> Vec<(String, &Predicate)> {
    fn event<'a>(rule: &'a EventRule, into: &mut Vec<(String, &'a Predicate)>) {
        match rule {
            EventRule::Is(predicate) => into.push((column_of(predicate).clone(), predicate)),
            EventRule::Any(rules) | EventRule::All(rules) => rules.iter().for_each(|rule| event(rule, into)),
            EventRule::Not(rule) => event(rule, into),
        }
    }
    fn customer<'a>(rule: &'a crate::model::CustomerRule, into: &mut Vec<(String, &'a Predicate)>) {
        use crate::model::CustomerRule as Rule;
        match rule {
            Rule::First(predicate) | Rule::Last(predicate) | Rule::Ever(predicate) => {
                into.push((column_of(predicate).clone(), predicate));
            }
            Rule::Any(rules) | Rule::All(rules) => rules.iter().for_each(|rule| customer(rule, into)),
            Rule::Not(rule) => customer(rule, into),
            Rule::Visited { .. } | Rule::Matches { .. } | Rule::Persona(_) => {}
        }
    }
    let mut all = Vec::new();
    map.touchpoints()
        .flat_map(|touchpoint| touchpoint.rule.iter().chain(&touchpoint.failed))
        .for_each(|rule| event(rule, &mut all));
    map.personas.iter().filter_map(|persona| persona.rule.as_ref()).for_each(|rule| customer(rule, &mut all));
    all
}

/// The paths of a kind: those planned for it, else the whole map; each reaches the end of the scope. And
/// those that begin at the end.
fn paths(map: &JourneyMap, layout: &Layout, kind: &Kind) -> Result<(Paths, Paths)> {
    let meant = |ids: &[String]| {
        let mut personas = kind.personas.iter().filter_map(|&persona| map.personas.get(persona));
        ids.is_empty() || personas.any(|persona| ids.contains(&persona.id))
    };
    let (mut paths, mut sequels) = (Paths::new(), Paths::new());
    for planned in map.planned_paths.iter().filter(|planned| meant(&planned.personas)) {
        let path = planned.touchpoints.iter().map(|id| layout.touchpoint(id)).collect::<Result<Vec<_>>>()?;
        match path.split_first() {
            Some((first, rest)) if *first >= layout.end.start => sequels.push(rest.to_vec()),
            Some(_) => paths.push(path),
            None => {}
        }
    }
    if paths.is_empty() {
        // Nobody plans to need help.
        let on_the_way = map.touchpoints().enumerate().filter(|(_, touchpoint)| !touchpoint.support);
        paths.push(on_the_way.map(|(position, _)| position).collect());
    }
    paths.iter_mut().for_each(|path| fit(path, layout, kind));
    sequels.iter_mut().for_each(|path| path.retain(|touchpoint| !kind.never.contains(touchpoint)));
    Ok((paths, sequels))
}

/// Makes a path reach the end of the scope and what a kind must and must not visit.
fn fit(path: &mut Vec<usize>, layout: &Layout, kind: &Kind) {
    path.retain(|touchpoint| !kind.never.contains(touchpoint));
    let reaches = path.iter().any(|touchpoint| layout.end.contains(touchpoint));
    if !reaches && !layout.end.is_empty() && !kind.never.contains(&layout.end.start) {
        path.push(layout.end.start);
    }
    for &(touchpoint, times) in &kind.must {
        let there = path.iter().filter(|&&step| step == touchpoint).count();
        let place = path.iter().position(|&step| step > touchpoint).unwrap_or(path.len());
        let missing = (times as usize).saturating_sub(there).min(1000);
        path.splice(place..place, std::iter::repeat_n(touchpoint, missing));
    }
}
