//! Rows of a report as named, typed columns: what leaves to Arrow, data frames, HTML and Markdown.

/// Rows of a report as columns of equal length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Columns in order.
    pub columns: Vec<TableColumn>,
}

/// A named, typed column.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// Name, equal in all languages.
    pub name: String,
    /// What the values say about people.
    pub role: Role,
    /// Values.
    pub cells: Cells,
}

/// What the values of a column say about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What a row is about: a name, the number of a step or period.
    Key,
    /// How many people or events there are.
    Count,
    /// Which share of them; the column with `_n` after its name, or else the last one before it that ends so, has the
    /// denominator.
    Share,
    /// Anything else that was computed from them.
    Value,
}

/// Values of a column; `None` is undefined.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Texts.
    Text(Vec<Option<String>>),
    /// Counts.
    Integer(Vec<Option<i64>>),
    /// Numbers, never NaN.
    Number(Vec<Option<f64>>),
    /// Booleans.
    Boolean(Vec<Option<bool>>),
    /// UTC microseconds.
    Time(Vec<Option<i64>>),
}

/// A report whose main list is a table.
pub trait Tabular {
    /// The main list as columns.
    fn table(&self) -> Table;
}

impl Table {
    /// Adds a column of texts.
    #[must_use]
    pub fn text<T: Into<String>>(self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        self.push(name, Role::Key, Cells::Text(values.into_iter().map(|value| Some(value.into())).collect()))
    }

    /// Adds a column of texts some of which are missing.
    #[must_use]
    pub fn optional_text(self, name: &str, values: impl IntoIterator<Item = Option<String>>) -> Self {
        self.push(name, Role::Key, Cells::Text(values.into_iter().collect()))
    }

    /// Adds a column of counts.
    #[must_use]
    pub fn count(self, name: &str, values: impl IntoIterator<Item = u64>) -> Self {
        self.push(name, Role::Count, integers(values))
    }

    /// Adds a column of numbers that say which row it is, such as that of a step.
    #[must_use]
    pub fn ordinal(self, name: &str, values: impl IntoIterator<Item = u64>) -> Self {
        self.push(name, Role::Key, integers(values))
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn number(self, name: &str, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        self.push(name, Role::Value, Cells::Number(values.into_iter().collect()))
    }

    /// Adds a column of shares of what the estimate before it has.
    #[must_use]
    pub fn share(self, name: &str, values: impl IntoIterator<Item = Option<f64>>) -> Self {
        self.push(name, Role::Share, Cells::Number(values.into_iter().collect()))
    }

    /// Adds a column of booleans.
    #[must_use]
    pub fn boolean(self, name: &str, values: impl IntoIterator<Item = bool>) -> Self {
        self.push(name, Role::Key, Cells::Boolean(values.into_iter().map(Some).collect()))
    }

    /// Adds an estimate as the columns `prefix`, `prefix_low`, `prefix_high` and `prefix_n`.
    #[must_use]
    pub fn estimate<'a>(
        self,
        prefix: &str,
        values: impl Iterator<Item = &'a super::Estimate> + Clone,
    ) -> Self {
        use super::Method::{LogLog, Wilson};
        let shares = values.clone().any(|estimate| matches!(estimate.method, Wilson | LogLog));
        let role = if shares { Role::Share } else { Role::Value };
        let value = values.clone().map(|estimate| estimate.value).collect();
        self.push(prefix, role, Cells::Number(value))
            .number(&format!("{prefix}_low"), values.clone().map(|estimate| estimate.low))
            .number(&format!("{prefix}_high"), values.clone().map(|estimate| estimate.high))
            .count(&format!("{prefix}_n"), values.map(|estimate| estimate.n))
    }

    /// Adds distributions of times as the columns `mean_seconds`, `median_seconds` and so on, each with the
    /// prefix (such as `from_first_`, or nothing) before it; `relative_error` only if one of them has it.
    #[must_use]
    pub fn durations<'a>(
        self,
        prefix: &str,
        values: impl Iterator<Item = &'a super::DurationStats> + Clone,
    ) -> Self {
        type Field = fn(&super::DurationStats) -> Option<f64>;
        const FIELDS: [(&str, Field); 9] = [
            ("mean_seconds", |stats| stats.mean_seconds),
            ("median_seconds", |stats| stats.median_seconds),
            ("low_seconds", |stats| stats.low_seconds),
            ("high_seconds", |stats| stats.high_seconds),
            ("q05_seconds", |stats| stats.q05_seconds),
            ("q25_seconds", |stats| stats.q25_seconds),
            ("q75_seconds", |stats| stats.q75_seconds),
            ("q90_seconds", |stats| stats.q90_seconds),
            ("q95_seconds", |stats| stats.q95_seconds),
        ];
        let table = FIELDS.iter().fold(self, |table, (name, field)| {
            table.number(&format!("{prefix}{name}"), values.clone().map(field))
        });
        let error = values.map(|stats| stats.relative_error);
        match error.clone().all(|error| error.is_none()) {
            true => table,
            false => table.number(&format!("{prefix}relative_error"), error),
        }
    }

    /// The table as CSV (RFC 4180, lines end with `\n`): names first, times as RFC 3339 in UTC, nothing where a value is
    /// undefined.
    ///
    /// ```
    /// use journey_core::analysis::Table;
    /// let table = Table::default().text("path", ["a, b", "c"]).count("customers", [90, 12]);
    /// assert_eq!(table.to_csv(), "path,customers\n\"a, b\",90\nc,12\n");
    /// ```
    pub fn to_csv(&self) -> String {
        let mut out = String::new();
        let mut line = |cells: Vec<String>| {
            let quoted = cells.into_iter().map(|cell| match cell.contains([',', '"', '\n', '\r']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell,
            });
            out.push_str(&quoted.collect::<Vec<_>>().join(","));
            out.push('\n');
        };
        line(self.columns.iter().map(|column| column.name.clone()).collect());
        (0..self.rows()).for_each(|row| {
            line(self.columns.iter().map(|column| column.cells.text(row).unwrap_or_default()).collect());
        });
        out
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    fn push(mut self, name: &str, role: Role, cells: Cells) -> Self {
        self.columns.push(TableColumn { name: name.into(), role, cells });
        self
    }
}

fn integers(values: impl IntoIterator<Item = u64>) -> Cells {
    Cells::Integer(values.into_iter().map(|value| i64::try_from(value).ok()).collect())
}

impl Cells {
    /// The values of some rows, in their order.
    pub(crate) fn pick(&self, rows: &[usize]) -> Self {
        fn pick<T: Clone>(values: &[Option<T>], rows: &[usize]) -> Vec<Option<T>> {
            rows.iter().map(|&row| values.get(row).cloned().flatten()).collect()
        }
        match self {
            Self::Text(values) => Self::Text(pick(values, rows)),
            Self::Integer(values) => Self::Integer(pick(values, rows)),
            Self::Number(values) => Self::Number(pick(values, rows)),
            Self::Boolean(values) => Self::Boolean(pick(values, rows)),
            Self::Time(values) => Self::Time(pick(values, rows)),
        }
    }

    /// A value as text.
    fn text(&self, row: usize) -> Option<String> {
        fn at<T: Clone>(values: &[Option<T>], row: usize) -> Option<T> {
            values.get(row).cloned().flatten()
        }
        match self {
            Self::Text(values) => at(values, row),
            Self::Integer(values) => at(values, row).map(|value| value.to_string()),
            Self::Number(values) => at(values, row).map(|value| value.to_string()),
            Self::Boolean(values) => at(values, row).map(|value| value.to_string()),
            Self::Time(values) => at(values, row).map(crate::log::detect::write_time),
        }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Integer(values) | Self::Time(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Boolean(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
