//! Which touchpoints and moves are drawn: the most important ones, chosen by their share of customers.

use std::collections::BTreeMap;

use crate::analysis::{TransitionNode, TransitionReport, TransitionRow};

/// Touchpoints and moves drawn at most.
const NODES: usize = 26;
const MOVES: usize = 52;
/// With fewer touchpoints of many, those with fewer customers are drawn, too.
const FEW: usize = 8;
/// Shares below which something is hidden, tried from the least until little enough remains.
const SHARES: [f64; 10] = [0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5];

/// All rows from one touchpoint to another, whatever came before.
#[derive(Debug, Clone)]
pub(super) struct Move<'a> {
    /// Position of the touchpoint that it leaves, among those drawn.
    pub from: usize,
    /// Position of the touchpoint that it reaches.
    pub to: usize,
    /// Customers who make it; with histories, traversals.
    pub size: u64,
    /// Its rows, the most frequent first.
    pub rows: Vec<&'a TransitionRow>,
}

/// What is drawn.
#[derive(Debug, Default)]
pub(super) struct Shown<'a> {
    /// Touchpoints.
    pub nodes: Vec<&'a TransitionNode>,
    /// Moves between different ones, by falling size.
    pub moves: Vec<Move<'a>>,
    /// Moves to the same touchpoint again, by touchpoint.
    pub again: Vec<Option<Move<'a>>>,
    /// Least share of customers of a touchpoint that is drawn for itself.
    pub least_node: f64,
    /// Least share of a move that is drawn for itself.
    pub least_move: f64,
    /// Whether there was no room for all of them.
    pub full: bool,
    /// Touchpoints that are not drawn.
    pub hidden_nodes: usize,
    /// Moves between touchpoints that are not drawn, those hidden in the report not counted.
    pub hidden_moves: usize,
    /// Traversals of these.
    pub hidden_count: u64,
    /// Whether moves are sized by traversals, since customers of several histories cannot be added.
    pub traversals: bool,
    /// All customers, or all traversals.
    pub all: u64,
    /// All customers.
    pub customers: u64,
}

impl<'a> Shown<'a> {
    /// Chooses. Each touchpoint that is drawn is on a way of drawn moves from where journeys begin to where they end, if the
    /// report has any and there is room: the broadest one, whose touchpoints and moves are drawn however few customers they
    /// have.
    pub(super) fn new(report: &'a TransitionReport) -> Self {
        let all = Graph::new(report);
        let ways = all.ways();
        let mut choice = all.choose(&ways, SHARES[0]);
        for share in &SHARES[1..] {
            let stricter = all.choose(&ways, *share);
            if !choice.full || stricter.count() < NODES / 2 {
                break;
            }
            choice = stricter;
        }
        if choice.count() < FEW && all.nodes.len() > 3 * choice.count() {
            choice = all.choose(&ways, 0.0);
        }
        all.shown(choice)
    }

    /// Share of everybody that a number of customers or traversals is.
    pub(super) fn share(&self, size: u64) -> f64 {
        size as f64 / self.all.max(1) as f64
    }
}

/// Everything, before the choice.
struct Graph<'a> {
    report: &'a TransitionReport,
    nodes: Vec<&'a TransitionNode>,
    moves: Vec<Move<'a>>,
    traversals: bool,
    all: u64,
}

/// Which touchpoints are drawn, and which moves whatever their size.
#[derive(Debug, Clone, Default)]
struct Choice {
    nodes: Vec<bool>,
    moves: Vec<bool>,
    share: f64,
    /// Whether there was no room for all with that share.
    full: bool,
}

impl Choice {
    fn count(&self) -> usize {
        self.nodes.iter().filter(|shown| **shown).count()
    }
}

/// The last move of the broadest way to each touchpoint from where journeys begin, and the first one on to where they end.
struct Ways {
    into: Vec<Option<usize>>,
    on: Vec<Option<usize>>,
}

impl<'a> Graph<'a> {
    fn new(report: &'a TransitionReport) -> Self {
        let traversals = report.rows.iter().any(|row| !row.history.is_empty());
        let nodes: Vec<&TransitionNode> = report.nodes.iter().filter(|node| node.count > 0).collect();
        let places: BTreeMap<&str, usize> =
            nodes.iter().zip(0..).map(|(node, at)| (node.touchpoint.as_str(), at)).collect();
        let mut moves: BTreeMap<(usize, usize), Move<'a>> = BTreeMap::new();
        for row in &report.rows {
            let ends = (places.get(row.source.as_str()), places.get(row.target.as_str()));
            let (Some(&from), Some(&to)) = ends else { continue };
            let found = moves.entry((from, to)).or_insert(Move { from, to, size: 0, rows: Vec::new() });
            found.size = found.size.saturating_add(if traversals { row.count } else { row.customers });
            found.rows.push(row);
        }
        let mut moves: Vec<Move<'_>> = moves.into_values().collect();
        moves.sort_by_key(|found| std::cmp::Reverse(found.size));
        let all = if traversals { report.count } else { report.customers };
        Self { report, nodes, moves, traversals, all }
    }

    fn ways(&self) -> Ways {
        let ends = |of: fn(&TransitionNode) -> u64| self.nodes.iter().map(|node| of(node)).collect();
        Ways {
            into: self.broadest(ends(|node| node.starts), false),
            on: self.broadest(ends(|node| node.ends), true),
        }
    }

    /// The move over which the broadest way comes to each touchpoint: the way whose least part has most customers.
    fn broadest(&self, mut breadth: Vec<u64>, turned: bool) -> Vec<Option<usize>> {
        let mut near = vec![Vec::new(); self.nodes.len()];
        for (number, found) in self.moves.iter().enumerate() {
            near[if turned { found.to } else { found.from }].push(number);
        }
        let mut over = vec![None; self.nodes.len()];
        let mut done = vec![false; self.nodes.len()];
        for _ in 0..self.nodes.len() {
            let next = (0..done.len()).rev().filter(|at| !done[*at]).max_by_key(|at| breadth[*at]);
            let Some(next) = next.filter(|at| breadth[*at] > 0) else { break };
            done[next] = true;
            for &number in &near[next] {
                let found = &self.moves[number];
                let far = if turned { found.from } else { found.to };
                let broad = breadth[next].min(found.size);
                if !done[far] && broad > breadth[far] {
                    breadth[far] = broad;
                    over[far] = Some(number);
                }
            }
        }
        over
    }

    /// Touchpoints with at least a share of the customers, and what lies on the broadest ways to and from them; if these are
    /// too many even so, those with most customers.
    fn choose(&self, ways: &Ways, share: f64) -> Choice {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.nodes[*at].customers));
        let enough = |at: &usize| self.nodes[*at].customers as f64 >= share * self.report.customers as f64;
        let mut choice = Choice {
            nodes: vec![false; order.len()],
            moves: vec![false; self.moves.len()],
            share,
            full: false,
        };
        for at in order.into_iter().filter(enough) {
            if choice.count() == NODES {
                if choice.nodes[at] {
                    continue;
                }
                choice.full = true;
                break;
            }
            let mut wider = choice.clone();
            self.add(&mut wider, ways, at);
            if wider.count() <= NODES {
                choice = wider;
            } else {
                choice.full = true;
                choice.nodes[at] |= choice.count() < NODES;
            }
        }
        choice
    }

    /// Adds a touchpoint with its ways.
    fn add(&self, choice: &mut Choice, ways: &Ways, at: usize) {
        choice.nodes[at] = true;
        for (over, turned) in [(&ways.into, false), (&ways.on, true)] {
            let mut here = at;
            while let Some(number) = over[here] {
                choice.moves[number] = true;
                here = if turned { self.moves[number].to } else { self.moves[number].from };
                choice.nodes[here] = true;
            }
        }
    }

    fn shown(self, choice: Choice) -> Shown<'a> {
        let mut places = vec![None; self.nodes.len()];
        let mut shown = Shown {
            least_node: choice.share,
            full: choice.full,
            traversals: self.traversals,
            all: self.all,
            customers: self.report.customers,
            ..Shown::default()
        };
        for (at, node) in self.nodes.iter().enumerate().filter(|(at, _)| choice.nodes[*at]) {
            places[at] = Some(shown.nodes.len());
            shown.nodes.push(node);
        }
        shown.hidden_nodes = self.nodes.len() - shown.nodes.len();
        shown.again = vec![None; shown.nodes.len()];
        shown.least_move = self.least_move(&choice);
        for (number, found) in self.moves.iter().enumerate() {
            let large = choice.moves[number] || found.size as f64 >= shown.least_move * self.all as f64;
            match (places[found.from], places[found.to]) {
                (Some(from), Some(to)) if from == to => {
                    shown.again[from] = Some(Move { from, to, ..found.clone() })
                }
                (Some(from), Some(to)) if large => shown.moves.push(Move { from, to, ..found.clone() }),
                _ => {
                    shown.hidden_moves += 1;
                    shown.hidden_count += found.rows.iter().map(|row| row.count).sum::<u64>();
                }
            }
        }
        shown
    }

    /// The least share of moves with which little enough is drawn.
    fn least_move(&self, choice: &Choice) -> f64 {
        let inside =
            |found: &Move<'_>| choice.nodes[found.from] && choice.nodes[found.to] && found.from != found.to;
        let few = |share: &f64| {
            let large = |(number, found): &(usize, &Move<'_>)| {
                inside(found) && (choice.moves[*number] || found.size as f64 >= share * self.all as f64)
            };
            self.moves.iter().enumerate().filter(large).count() <= MOVES
        };
        SHARES.into_iter().find(few).unwrap_or(1.0)
    }
}
