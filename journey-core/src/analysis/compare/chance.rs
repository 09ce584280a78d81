//! What chance alone would do: p-values from deals of the journeys.

/// Differences of every deal beside the real ones.
pub(super) struct Chance {
    real: Vec<Option<f64>>,
    distance: Option<f64>,
    /// Deal by deal.
    dealt: Vec<f64>,
    distances: Vec<f64>,
}

/// p-values.
#[derive(Default)]
pub(super) struct P {
    pub each: Vec<Option<f64>>,
    pub adjusted: Vec<Option<f64>>,
    pub distance: Option<f64>,
}

/// Differences that are equal but for rounding count as equal.
const ROUNDING: f64 = 1.0 - 1e-9;

impl Chance {
    pub fn new(real: Vec<Option<f64>>, distance: Option<f64>) -> Self {
        Self { real, distance, dealt: Vec::new(), distances: Vec::new() }
    }

    pub fn distance(&self) -> Option<f64> {
        self.distance
    }

    /// Adds a deal. A difference that is undefined there is none.
    pub fn add(&mut self, differences: &[Option<f64>], distance: Option<f64>) {
        self.dealt.extend(differences.iter().map(|difference| difference.unwrap_or_default().abs()));
        self.distances.push(distance.unwrap_or_default());
    }

    /// p-values; `exact` if the deals are all that there are, with the real one among them.
    pub fn p(&self, exact: bool) -> P {
        let deals = self.distances.len();
        if deals == 0 {
            return P::default();
        }
        // The real groups are one of the deals that could have come up.
        let own = if exact { 0 } else { 1 };
        let p = |extreme: usize| (extreme + own) as f64 / (deals + own) as f64;
        let column = |at: usize| self.dealt.iter().skip(at).step_by(self.real.len().max(1));
        let each = self.real.iter().enumerate().map(|(at, real)| {
            let real = real.as_ref()?.abs();
            Some(p(column(at).filter(|&&dealt| dealt >= real * ROUNDING).count()))
        });
        let distance = self
            .distance
            .map(|real| p(self.distances.iter().filter(|&&distance| distance >= real * ROUNDING).count()));
        P { each: each.collect(), adjusted: self.adjusted(&p), distance }
    }

    /// Step-down by the largest standardised difference (Westfall and Young 1993, algorithm 4.1).
    fn adjusted(&self, p: &dyn Fn(usize) -> f64) -> Vec<Option<f64>> {
        let rows = self.real.len();
        let scale: Vec<f64> = (0..rows)
            .map(|at| {
                let column = self.dealt.iter().skip(at).step_by(rows);
                let squares: f64 = column.map(|dealt| dealt * dealt).sum();
                let deviation = (squares / self.distances.len() as f64).sqrt();
                if deviation > 0.0 { 1.0 / deviation } else { 0.0 }
            })
            .collect();
        let size = |at: usize, difference: f64| difference * scale.get(at).copied().unwrap_or_default();
        let mut order: Vec<(usize, f64)> = self
            .real
            .iter()
            .enumerate()
            .filter_map(|(at, real)| Some((at, size(at, real.as_ref()?.abs()))))
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut extreme = vec![0_usize; order.len()];
        for deal in self.dealt.chunks_exact(rows.max(1)) {
            let mut largest = 0.0_f64;
            for ((at, real), extreme) in order.iter().zip(&mut extreme).rev() {
                largest = largest.max(size(*at, deal.get(*at).copied().unwrap_or_default()));
                *extreme += usize::from(largest >= real * ROUNDING);
            }
        }
        let mut adjusted = vec![None; rows];
        let mut least = 0.0_f64;
        for ((at, _), extreme) in order.iter().zip(extreme) {
            least = least.max(p(extreme));
            adjusted.get_mut(*at).into_iter().for_each(|adjusted| *adjusted = Some(least));
        }
        adjusted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_by_hand() {
        // Two rows; real differences 3 and 1; four deals, all there are.
        let mut chance = Chance::new(vec![Some(3.0), Some(-1.0)], Some(3.0));
        for (first, second, distance) in
            [(3.0, 1.0, 3.0), (-1.0, 1.0, 1.0), (1.0, -1.0, 1.0), (-3.0, 0.5, 3.0)]
        {
            chance.add(&[Some(first), Some(second)], Some(distance));
        }
        let p = chance.p(true);
        assert_eq!(p.each, [Some(0.5), Some(0.75)]);
        assert_eq!(p.distance, Some(0.5));
        // Standardised by sqrt(5) and sqrt(3.25 / 4) = 0.9014: 1.342 and 1.109. Largest of each deal: 1.342, 1.109, 1.109,
        // 1.342; two reach 1.342, and of the second row alone three reach 1.109.
        assert_eq!(p.adjusted, [Some(0.5), Some(0.75)]);
        // If more deals could have come up, the real one is counted too.
        assert_eq!(chance.p(false).each, [Some(3.0 / 5.0), Some(4.0 / 5.0)]);
    }

    #[test]
    fn undefined_differences_have_no_p() {
        let mut chance = Chance::new(vec![None, Some(0.0)], None);
        chance.add(&[Some(1.0), Some(0.0)], None);
        let p = chance.p(false);
        assert_eq!((p.each, p.adjusted), (vec![None, Some(1.0)], vec![None, Some(1.0)]));
        assert_eq!(p.distance, None);
        assert!(Chance::new(vec![Some(1.0)], None).p(false).each.is_empty());
    }
}
