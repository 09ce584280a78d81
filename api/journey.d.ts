/// <reference lib="esnext.disposable" />

/**
 * Loads the WebAssembly file. Browsers: once, before anything else. In Node it does nothing, so that
 * the same code runs everywhere.
 *
 * @param source Where the file `journey_bg.wasm` is; beside the script if left out.
 */
export default function init(source?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;

/**
 * Loads the WebAssembly file from its bytes, at once.
 *
 * @param source The bytes of `journey_bg.wasm`.
 */
export function initSync(source: BufferSource | WebAssembly.Module): void;

/** Every error of this package. */
export class JourneyError extends Error {
  private constructor();
  /** Stable name of the kind of error, such as `missing_column`. */
  readonly code: ErrorCode;
  /** The parts of the error: where it is, what was found, what was expected. */
  readonly details: ErrorDetails;
}

/** Kinds of errors. */
export type ErrorCode =
  | "invalid_map"
  | "invalid_source"
  | "bad_value"
  | "syntax"
  | "encoding"
  | "missing_column"
  | "duplicate_column"
  | "invalid_option"
  | "unknown_name"
  | "limit"
  | "io"
  | "unsupported"
  | "cancelled";

/** Parts of an error; which ones are there depends on the code. */
export interface ErrorDetails {
  /** Where in the input the problem lies. */
  place?: Place;
  /** `invalid_map`, `invalid_source`: every problem of the document. */
  issues?: Issue[];
  /** `bad_value`, `invalid_option`: what was found. */
  value?: string;
  /** `encoding`: what the bytes look like, if that is known. */
  found?: string;
  /** `bad_value`, `invalid_option`: what would be right. */
  expected?: string;
  /** `syntax`, `io`: what is wrong. */
  message?: string;
  /** `missing_column`, `duplicate_column`: the column. */
  column?: string;
  /** `missing_column`: the columns there are. */
  available?: string[];
  /** `invalid_option`: the option. */
  field?: string;
  /** `unknown_name`: what kind of thing was named. */
  kind?: string;
  /** `unknown_name`: the name. */
  name?: string;
  /** `unknown_name`: names that look alike, best first. */
  similar?: string[];
  /** `limit`, `unsupported`: what it is about. */
  what?: string;
  /** `limit`: the limit. */
  limit?: number;
  /** `unsupported`: the feature that this build does not have. */
  feature?: string;
  /** `io`: the file. */
  path?: string;
}
/**
 * How many days customers were active in a period.
 */
export interface ActiveDaysRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Active days.
     */
    days: number;
    /**
     * Customers with so many, summed over the periods that are over.
     */
    count: number;
    /**
     * `count` as a share of all customers active in a period.
     */
    share: Estimate;
    /**
     * Share of those with so many or more.
     */
    at_least: Estimate;
}

/**
 * What is taken off the difference of a KPI before it is judged.
 */
export type Adjustment = "none" | "season" | "control";

/**
 * How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
 *
 * All pairs of events are compared. *Precision* is the share of the pairs in one journey that have one value, *recall*
 * the share of the pairs of one value that are in one journey, *F1* their harmonic mean. The *adjusted Rand index* is 1
 * for full agreement and 0 for what chance would give. Events without a value are left out, and counted.
 *
 * # Complexity
 * O(events · log values) time; memory for one count a value.
 *
 * # Reference
 * Hubert and Arabie, *Comparing partitions*, Journal of Classification 2 (1985).
 */
export interface Agreement {
    /**
     * Column of any kind that says what belongs together.
     */
    column: string;
}

/**
 * Answer of `Agreement`.
 */
export interface AgreementReport {
    /**
     * The column.
     */
    column: string;
    /**
     * Events with a value.
     */
    events: number;
    /**
     * Events without one, which are left out.
     */
    without_value: number;
    /**
     * Journeys with an event that has a value.
     */
    journeys: number;
    /**
     * Distinct values.
     */
    values: number;
    /**
     * Share of the pairs of events in one journey that have one value; `null` without any such pair.
     */
    precision: number | null;
    /**
     * Share of the pairs of events with one value that are in one journey; `null` without any such pair.
     */
    recall: number | null;
    /**
     * Harmonic mean of both.
     */
    f1: number | null;
    /**
     * Adjusted Rand index; `null` where chance alone gives full agreement.
     */
    adjusted_rand: number | null;
}

/**
 * What to take out of a log or to make coarser before others see it.
 *
 * Steps apply in the order of the fields. Nothing here makes a log *anonymous* in the sense of the law by itself: who knows some
 * events of a person may still find their journey. Publish counts instead of logs where that matters: see `privacy`.
 */
export interface Anonymize {
    /**
     * Customers who are taken out. Where their ids stand alone in a further column of others, the value is taken out as well; where
     * they are part of a longer text, or of the name of a touchpoint, `[forgotten]` stands in their place.
     */
    forget?: string[];
    /**
     * Further columns that are taken out.
     */
    drop?: string[];
    /**
     * Further columns that stay; all if `null`.
     */
    keep?: string[] | null;
    /**
     * Text and dictionary columns in which e-mail addresses, phone numbers and card numbers are replaced by `[e-mail]`, `[phone]` and
     * `[card]`.
     */
    redact?: string[];
    /**
     * Columns that are made coarser.
     */
    generalize?: Generalized[];
    /**
     * Times of events, and their ends, are put back to the beginning of a span of this length, counted from 1970 in UTC.
     */
    times?: TimeSpan | null;
    /**
     * Whether ids of journeys, and those in a column `customer`, are replaced by pseudonyms.
     */
    pseudonyms?: boolean;
    /**
     * Text and dictionary columns whose values are replaced by pseudonyms; the same id has the same pseudonym everywhere.
     */
    pseudonym_columns?: string[];
}

/** What to take out of a log, with the key of pseudonyms: 32 bytes, such as `crypto.getRandomValues(new Uint8Array(32))`, or 64 hexadecimal digits. The key is not part of any log, report or file. */
export type AnonymizeOptions = Partial<Anonymize> & { key?: PseudonymKey };

/**
 * What `anonymize` did.
 */
export interface AnonymizeReport {
    /**
     * Customers before.
     */
    customers_before: number;
    /**
     * Customers after.
     */
    customers_after: number;
    /**
     * Events before.
     */
    events_before: number;
    /**
     * Events after.
     */
    events_after: number;
    /**
     * Customers who were to be forgotten and were there.
     */
    customers_forgotten: number;
    /**
     * Customers who were to be forgotten and were not there.
     */
    customers_unknown: number;
    /**
     * Values and touchpoints of others that named a forgotten customer.
     */
    mentions: number;
    /**
     * Columns taken out.
     */
    columns_dropped: string[];
    /**
     * What was taken out of texts.
     */
    redacted: Redacted;
    /**
     * Values made coarser: those that changed.
     */
    values_generalized: number;
    /**
     * Times of events and ends made coarser: those that changed.
     */
    times_generalized: number;
    /**
     * Ids and values that were replaced by pseudonyms.
     */
    pseudonyms: number;
    /**
     * Events that stayed and of which something was changed: customer, time, end, touchpoint or a value.
     */
    events_changed: number;
}

/**
 * How often a value was answered.
 */
export interface AnswerCount {
    /**
     * The value.
     */
    answer: number;
    /**
     * Answers.
     */
    count: number;
    /**
     * Share of all answers that count, weighted if weights are used; `null` if all weights are 0.
     */
    share: number | null;
}

/**
 * Beyond what time is lost.
 */
export type BaselineKind = "lower_quartile" | "target";

/**
 * Was the change a success? What is compared with what, and what counts.
 *
 * Either an instant at which something changed (`at`), or a column that tells which version a customer had (`version`, with
 * the values `before` and `after`).
 */
export interface BeforeAfter {
    /**
     * When the change was made.
     */
    at?: string | null;
    /**
     * Length of both periods. If `null`: as long as the log allows, in whole weeks if that is a week or more, so that both
     * periods have the same days of the week.
     */
    window?: TimeSpan | null;
    /**
     * Time after the change that belongs to neither period, for customers and staff to get used to it.
     */
    gap?: TimeSpan;
    /**
     * Column of names that tells the version of a journey, by its first event that has one.
     */
    version?: string | null;
    /**
     * Name of the version before.
     */
    before?: string | null;
    /**
     * Name of the version after.
     */
    after?: string | null;
    /**
     * Id of the KPI that the change was for; `completion` for the share of completed journeys.
     */
    goal?: string | null;
    /**
     * Ids of KPIs that must not become worse.
     */
    guards?: string[];
    /**
     * A change of less than this share of the value before does not matter; of scores in points, this share of 100 points.
     */
    margin?: number;
    /**
     * Margins of single KPIs, by id, each in the unit of its KPI.
     */
    margins?: Record<string, number>;
    /**
     * Customers whom the change did not touch: how their numbers went is taken off those of the others.
     */
    control?: CustomerRule | null;
    /**
     * Column of names whose mix is made the same on both sides, for a further difference of each KPI. If `null`, the personas
     * of the map, if every customer belongs to exactly one.
     */
    sameMix?: string | null;
    /**
     * Columns whose mix is told; if `null`, all of at most 20 names.
     */
    mix?: string[] | null;
    /**
     * Samples under this size give no verdict.
     */
    minSample?: number;
    /**
     * How long journeys stay open: see `open_within`.
     */
    openWithin?: TimeSpan | null;
    /**
     * Opening hours: see `hours`.
     */
    hours?: OpeningHours | null;
    /**
     * Number column of what customers bring: see `value`.
     */
    value?: string | null;
}

/**
 * Answer to "was the change a success?".
 */
export interface BeforeAfterReport {
    /**
     * What was compared with.
     */
    before: ComparedSide;
    /**
     * What was compared.
     */
    after: ComparedSide;
    /**
     * Whether the goal was reached; `null` without a goal.
     */
    success: Success | null;
    /**
     * Every KPI, and the share of completed journeys: of everybody, then of each persona.
     */
    rows: KpiChange[];
    /**
     * Everything that was found before or after, in the order of before, then what is only found after.
     */
    findings: FindingChange[];
    /**
     * How the customers of both sides differ: personas, days of the week on which they began, columns.
     */
    mix: MixChange[];
    /**
     * What else could have made the differences, and what was done about it.
     */
    limits: Limit[];
    /**
     * KPIs and findings that were tested together: p-values are adjusted for so many.
     */
    tested: number;
}

/**
 * What customers are put in order by.
 */
export type Behaviour = "events" | "active_days" | "sum" | "mean" | "since_last" | "matches";

/**
 * How programs are told from people. Any one of the signs suffices.
 *
 * * *Rate*: so many different instants within a minute. A person needs 2.65 seconds to look, decide, point and click
 *   (Keystroke-Level Model; Card, Moran and Newell 1980), so 40 in a minute are nearly twice what anybody keeps up.
 *   Instants are counted rather than events, as one click, or one basket, may be many events.
 * * *Regularity*: so many gaps in a row that hardly differ. The times between what people do are heavy-tailed
 *   (Barabási 2005); those of a script are those of its timer. Longer gaps, such as monthly bills, do not count.
 * * *User agent*: what the client calls itself, if the log has such a column.
 */
export interface Bots {
    /**
     * Different instants within a minute from which on nobody is a person; 40 unless set, 0 to not look.
     */
    instants_a_minute?: number;
    /**
     * Gaps in a row that must hardly differ; 20 unless set, 0 to not look.
     */
    regular_gaps?: number;
    /**
     * By how many percent of the shortest the longest of these gaps is longer at most; 5 unless set.
     */
    gap_percent?: number;
    /**
     * Longer gaps say nothing; an hour unless set.
     */
    longest_gap?: TimeSpan;
    /**
     * Column with the user agent of the client.
     */
    user_agent?: string;
    /**
     * What the user agent of a program has in it, in whatever case.
     */
    agents?: string[];
}

/**
 * Answer of `Bottlenecks`.
 */
export interface BottleneckReport {
    /**
     * Moves by falling time lost, then by source and target in the order of the log.
     */
    rows: BottleneckRow[];
    /**
     * Customers.
     */
    customers: number;
    /**
     * Moves.
     */
    count: number;
    /**
     * Time lost in all.
     */
    lost_seconds: number;
    /**
     * Rows whose load was tested.
     */
    tested: number;
}

/**
 * Waiting from one touchpoint to another.
 */
export interface BottleneckRow {
    /**
     * Touchpoint that comes first.
     */
    source: string;
    /**
     * Touchpoint that is waited for.
     */
    target: string;
    /**
     * Moves.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Moves that began before the event before was over; their waiting time is 0.
     */
    overlaps: number;
    /**
     * Waiting times by the clock.
     */
    wait: DurationStats;
    /**
     * Waiting times within opening hours, if there are any.
     */
    open_wait: DurationStats | null;
    /**
     * What the baseline is.
     */
    baseline: BaselineKind;
    /**
     * The baseline; within opening hours, if there are any, as all that follows from it.
     */
    baseline_seconds: number;
    /**
     * Share of the moves that took longer.
     */
    late: Estimate;
    /**
     * Mean time beyond the baseline, in seconds.
     */
    excess_seconds: Estimate;
    /**
     * Time beyond the baseline of all moves, in seconds.
     */
    lost_seconds: Estimate;
    /**
     * Share of all time lost; `null` if none is.
     */
    share: number | null;
    /**
     * Spearman's correlation of waiting with how many others were waiting; `null` where one of both is always the same.
     */
    load_correlation: number | null;
    /**
     * Two-sided p-value of that; `null` for fewer than ten moves.
     */
    p: number | null;
    /**
     * The same, adjusted for the number of rows that were tested.
     */
    p_adjusted: number | null;
    /**
     * What one more who is waiting costs, by least squares.
     */
    slope_seconds: number | null;
    /**
     * Thirds of the moves by load, lowest first; fewer where many have the same load.
     */
    bands: LoadBand[];
    /**
     * Share of the moves that ended in a batch.
     */
    batched: Estimate;
    /**
     * Batches.
     */
    batches: number;
    /**
     * Median number of moves in a batch; `null` without batches.
     */
    batch_size: number | null;
    /**
     * Share of all waiting by the clock that was for the last one of a batch; `null` if nobody waited.
     */
    batch_share: number | null;
    /**
     * Share of the pairs of journeys that waited at the same time, of which the later one was served first.
     */
    overtaken: Estimate;
}

/**
 * Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?
 *
 * A *move* is from an event to the next one of the journey. Waiting is from the end of the first one (its `end` if the log
 * knows it, else its time) to the second one; it is never below 0: where they overlap it is 0 and counted in `overlaps`.
 * With `hours`, waiting for the purpose of losses is what of it falls into opening hours; `wait` stays clock time.
 *
 * Time is *lost* beyond a baseline: the target of the touchpoint that is waited for, if `targets` has it, else the lower quartile
 * of the moves of the same kind, which a quarter of them keep to. So what takes everybody equally long, such as a period of the law, is no
 * loss. `excess` is the mean over all moves of the kind of what is beyond the baseline, 0 for those within it; `lost_seconds`
 * is that times their number. Intervals take the baseline as given and moves as independent (normal approximation).
 *
 * *Load*: how many others were waiting for the same move when one began to wait, those left out who began at the same instant. Spearman's
 * correlation with the waiting time has a p-value by the normal approximation, adjusted for all rows (Benjamini and Hochberg). Neighbours in
 * a queue are no independent observations: take p for a filter, not for a proof. `slope_seconds` is by least squares what one
 * more costs; `bands` are thirds of the moves by load.
 *
 * *Batches*: at least `batch_least` moves that end within `batch_within` each after the one before, though they began at so many
 * times that lie further apart. Of the waiting in a batch, that until its last one had come is due to it.
 *
 * *Overtaking*: of all pairs of journeys that waited at the same time, those of which the later one was served first. In a fair
 * queue there are none.
 *
 * # Errors
 * For targets of touchpoints that the log does not have, negative time spans, `batch_least` below 2, and opening hours that
 * are never open; `Limit` for opening hours over more than 100,000 days.
 *
 * # Complexity
 * O(moves · log(moves)) time; 16 bytes a move while running. In a `LogStream` with a memory limit,
 * it is `Limit` if these do not find room.
 *
 * # Reference
 * Denisov, Fahland and van der Aalst, "Unbiased, fine-grained description of processes performance from event data" (BPM
 * 2018), on batches and queues; Lashkevich et al., "Why am I waiting?" (CAiSE 2023), on waiting that is due to batches.
 */
export interface Bottlenecks {
    /**
     * Longest waiting that is all right before a touchpoint.
     */
    targets?: Record<string, TimeSpan>;
    /**
     * Opening hours: waiting while it is closed is no loss. All time counts if `null`.
     */
    hours?: OpeningHours | null;
    /**
     * Longest time between two ends in a batch; five seconds unless set otherwise.
     */
    batchWithin?: TimeSpan;
    /**
     * Fewest moves in a batch; three unless set otherwise.
     */
    batchLeast?: number;
}

/**
 * Journeys by the values of a column, such as orders of customers.
 */
export interface By {
    /**
     * Column of any kind whose values, as text, become the ids of the journeys.
     */
    column: string;
    /**
     * What becomes of events without a value.
     */
    without?: Without;
    /**
     * Name of the column that keeps the id of the former journey; `customer` if `null`.
     */
    keepAs?: string | null;
}

/**
 * What `by` did.
 */
export interface ByReport {
    /**
     * The column.
     */
    column: string;
    /**
     * Journeys before.
     */
    journeys_before: number;
    /**
     * Journeys after.
     */
    journeys_after: number;
    /**
     * Events before.
     */
    events: number;
    /**
     * Events without a value.
     */
    without_value: number;
    /**
     * Events left out, which are those without a value or none.
     */
    left_out: number;
    /**
     * Journeys with events of more than one former journey, such as orders of two customers.
     */
    shared: number;
}

/** Bytes that are there or come chunk by chunk: a text, bytes, a Blob or File, a ReadableStream, or whatever can be iterated over asynchronously, such as a stream of Node. */
export type ByteSource = string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * How hard was it for customers? The customer effort score, the mean answer.
 *
 * Two families point in opposite directions, so `form` says which it is. `effort` (CES 1.0): "how much effort
 * did you have to put forth?", 1 to 5, *low* is good. `ease` (CES 2.0): "the company made it easy for me to
 * handle my issue", agreement 1 to 7, *high* is good; it also has the share of answers 5 to 7 and the net
 * index, percentage of 6 and 7 minus percentage of 1 to 3.
 *
 * Every event with a value in `column` is one answer. Answers that are off the scale or missing are left out
 * and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the score is
 * undefined. With `weight`, everything is weighted and intervals use the effective size of the sample. With `by`, the mean of each group is also compared with that of all other answers (normal
 * approximation). A difference between groups is no proof of a cause.
 *
 * # Errors
 * For a column that does not exist or has no numbers, and for a weight that is negative or infinite.
 *
 * # Complexity
 * O(events) time; memory for one count a group and value.
 *
 * # References
 * Dixon, Freeman and Toman (2010), "Stop trying to delight your customers"; Dixon, Toman and DeLisi (2013),
 * *The Effortless Experience*.
 */
export interface Ces {
    /**
     * Number column with the answers.
     */
    column?: string;
    /**
     * Which of the two families.
     */
    form?: CesForm;
    /**
     * Number column with survey weights.
     */
    weight?: string | null;
    /**
     * Groups to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
    /**
     * Codes on the scale that mean "no answer".
     */
    missing?: number[];
}

/**
 * The two families of customer effort scores.
 */
export type CesForm = "effort" | "ease";

/**
 * Answer of `Ces`.
 */
export interface CesReport {
    /**
     * Mean answer of everybody.
     */
    score: Estimate;
    /**
     * Everybody first, then the groups with answers in the order of their names in the log.
     */
    rows: CesRow[];
    /**
     * Events that gave no answer.
     */
    dropped: DroppedAnswers;
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
}

/**
 * Effort of everybody or of one group.
 */
export interface CesRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Mean answer, with an interval by the normal approximation.
     */
    score: Estimate;
    /**
     * Share of answers 5 to 7; only for `ease`.
     */
    easy: Estimate | null;
    /**
     * Percentage of answers 6 and 7 minus percentage of answers 1 to 3, in points; only for `ease`.
     */
    net: Estimate | null;
    /**
     * How often each value was answered.
     */
    distribution: AnswerCount[];
    /**
     * Size of an unweighted sample with the same precision; the number of answers without weights.
     */
    effective_n: number | null;
    /**
     * Two-sided p-value for "the group has the same mean as all others".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * Whether a score really changed.
 */
export type ChangeVerdict = "yes" | "no" | "too_few_answers" | "not_enough_evidence";

/**
 * Events of a channel.
 */
export interface ChannelCount {
    /**
     * Channel.
     */
    channel: string;
    /**
     * Events.
     */
    count: number;
}

/**
 * How probable a label is.
 */
export interface ClassProbability {
    /**
     * Label.
     */
    label: string;
    /**
     * Its probability. Those of all labels sum to 1.
     */
    probability: number;
}

/**
 * How right a classifier is about a label.
 */
export interface ClassRow {
    /**
     * Label.
     */
    label: string;
    /**
     * Texts with it.
     */
    texts: number;
    /**
     * Share of those that were told to have it and have it; `null` if none were.
     */
    precision: number | null;
    /**
     * Share of those that have it and were told to.
     */
    recall: number;
    /**
     * 2 · right / (texts with it + texts told to have it).
     */
    f1: number;
}

/**
 * A word, or a run of words, that speaks for a label.
 */
export interface ClassWord {
    /**
     * Label.
     */
    label: string;
    /**
     * The words.
     */
    words: string;
    /**
     * Weight in the model.
     */
    weight: number;
}

/**
 * What names the touchpoint of an event.
 */
export type Classifier = string | string[];

/**
 * How right a classifier is about texts that it did not learn from: cross-validation.
 *
 * Texts are dealt to folds so that each has about the same share of each label; equal texts are always in one fold, for to
 * recognise a text is not to understand it. Each fold is told by a classifier that learned from the others. Intervals
 * are percentiles of 1000 draws of different texts with their copies (bootstrap).
 */
export interface ClassifierReport {
    /**
     * Texts.
     */
    texts: number;
    /**
     * Different texts.
     */
    different_texts: number;
    /**
     * Folds.
     */
    folds: number;
    /**
     * Share of texts that were told right.
     */
    accuracy: number;
    /**
     * Lower end of its 95 % interval.
     */
    accuracy_low: number;
    /**
     * Upper end of its 95 % interval.
     */
    accuracy_high: number;
    /**
     * Mean of the F1 scores of all labels.
     */
    macro_f1: number;
    /**
     * Lower end of its 95 % interval.
     */
    macro_f1_low: number;
    /**
     * Upper end of its 95 % interval.
     */
    macro_f1_high: number;
    /**
     * Share of the most frequent label: who always says that one is as often right.
     */
    most_frequent: number;
    /**
     * Labels in byte order.
     */
    rows: ClassRow[];
}

/**
 * What cleaning did.
 */
export interface CleaningReport {
    /**
     * Events before the first step.
     */
    events_before: number;
    /**
     * Events after the last one.
     */
    events_after: number;
    /**
     * Customers before the first step.
     */
    customers_before: number;
    /**
     * Customers after the last one.
     */
    customers_after: number;
    /**
     * What each step did.
     */
    rows: CleaningRow[];
}

/**
 * What a step did.
 */
export interface CleaningRow {
    /**
     * The step.
     */
    step: Step;
    /**
     * Events of which something was changed: time, end, customer, touchpoint, a value, or their place among ties; those
     * that stand for several now, and those that were added.
     */
    events_changed: number;
    /**
     * Events that it left out.
     */
    events_dropped: number;
    /**
     * Customers who are no longer there.
     */
    customers_dropped: number;
}

/**
 * Where periods begin.
 */
export type Clock = "calendar" | "rolling";

/**
 * Events of one touchpoint that directly follow each other become one.
 *
 * The event has the time and the input row of the first one, the latest end that is known, and of every further column
 * the first value that there is, unless something else is stated.
 */
export interface CollapseRuns {
    /**
     * Which events, as a pattern of a single event; all if left out.
     */
    touchpoints?: Pattern;
    /**
     * Longest time from an event to the next one of its run; any if left out.
     */
    within?: TimeSpan;
    /**
     * What of the values of a column stays, by its name.
     */
    columns?: Record<string, RunValue>;
}

/**
 * Name and kind of a column of a log.
 */
export interface ColumnInfo {
    /**
     * Name.
     */
    name: string;
    /**
     * Kind.
     */
    kind: ColumnKind;
}

/**
 * What a further column holds.
 */
export type ColumnKind = "dictionary" | "number" | "boolean" | "time" | "text";

/** Rows of a report as columns of equal length: numbers as typed arrays (undefined ones are NaN), times as epoch milliseconds, texts and booleans as arrays (undefined ones are null). */
export type Columns = Record<string, Float64Array | (string | null)[] | (boolean | null)[]>;

/**
 * How exports of several sources become one log.
 */
export interface Combine {
    /**
     * Name of the column with the source of every event; `source` if `null`.
     */
    column?: string | null;
    /**
     * What happens to columns of the same name and different kinds.
     */
    kinds?: Kinds;
}

/**
 * A column of comments.
 */
export interface CommentColumn {
    /**
     * Text column with what customers wrote.
     */
    column: string;
    /**
     * Number column with how positive each comment is, from -1 to +1. If left out, comments are taken for English and
     * scored word by word.
     */
    sentiment?: string;
}

/**
 * A comment that shows what a number is about.
 */
export interface CommentExample {
    /**
     * Id of the customer.
     */
    customer: string;
    /**
     * Row of the input, from 1.
     */
    row: number;
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * The comment, at most 300 characters of it.
     */
    text: string;
    /**
     * Its compound score, if it was scored.
     */
    compound: number | null;
}

/**
 * How positive or negative are comments? Their sentiment, by touchpoint or any other group.
 *
 * Each comment gets a compound score from -1 (most negative) to 1 (most positive): see
 * `score`. One of -0.05 or less is negative, one of 0.05 or more positive. Shares are of the comments, means are
 * of compound scores, with an interval by the normal approximation. With `by`, the mean of each group is also compared
 * with that of all other comments (difference of two independent means, normal approximation); p-values are adjusted. A
 * difference between groups is no proof of a cause. Missing and blank comments are left out and counted.
 *
 * Without a lexicon, the English one is used. Scores of single comments can be added to a log as a column: see
 * `ScoreSentiment`.
 *
 * # Errors
 * For a column that does not exist or holds no texts, and for a lexicon that cannot be read, with its line.
 *
 * # Complexity
 * O(length of all comments) time; memory for the words that were found, and some comments of each group.
 *
 * # References
 * Hutto and Gilbert (2014), "VADER: A parsimonious rule-based model for sentiment analysis of social media text".
 */
export interface CommentSentiment {
    /**
     * Text or dictionary column with the comments.
     */
    column?: string;
    /**
     * Groups to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
    /**
     * Text of a lexicon, as `read_text` reads it; the English one if left out.
     */
    lexicon?: string | null;
    /**
     * What words mean together.
     */
    rules?: SentimentRules;
    /**
     * Comments that are shown at most at each end of each group.
     */
    examples?: number;
    /**
     * Words that are listed at most at each end.
     */
    words?: number;
}

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

/**
 * One side of the comparison.
 */
export interface ComparedSide {
    /**
     * Name to show: `before` and `after`, or the names of the versions.
     */
    name: string;
    /**
     * Beginning of the period, or first event.
     */
    from: string | null;
    /**
     * End of the period, which no longer belongs to it; of versions and measured maps the last event.
     */
    to: string | null;
    /**
     * Customers with events of the map.
     */
    customers: number;
    /**
     * Completed journeys.
     */
    completed: number;
    /**
     * Journeys that may still go on: they are neither completed nor lost.
     */
    open: number;
    /**
     * Journeys that are over and not complete.
     */
    lost: number;
    /**
     * Journeys that went on after the end of the period: what came then does not count.
     */
    cut_off: number;
}

/**
 * Answer of `TwoGroups`.
 */
export interface Comparison {
    /**
     * What `key` of a row consists of.
     */
    keys: string[];
    /**
     * Numbers in the order of the report for both groups together.
     */
    rows: ComparisonRow[];
    /**
     * Further rows of the report that only limits keep out of `rows`.
     */
    hidden: number;
    /**
     * How far the groups lie apart as a whole; `null` if there is nothing to compare.
     */
    distance: ComparisonDistance | null;
    /**
     * Attributes of the journeys of both groups.
     */
    mix: MixRow[];
    /**
     * The first group.
     */
    a: GroupSize;
    /**
     * The second group.
     */
    b: GroupSize;
    /**
     * How often journeys were dealt anew.
     */
    permutations: number;
    /**
     * Whether these are all deals that there are, so that p-values are exact.
     */
    exact: boolean;
}

/**
 * Bounds for a number (`at_least: 100`) or a time (`at_least: 2024-03-01`).
 */
export interface Comparison {
    /**
     * Column.
     */
    column: string;
    /**
     * The value must be greater.
     */
    greater_than?: Scalar;
    /**
     * The value must be greater or equal.
     */
    at_least?: Scalar;
    /**
     * The value must be smaller.
     */
    less_than?: Scalar;
    /**
     * The value must be smaller or equal.
     */
    at_most?: Scalar;
}

/**
 * How far two groups lie apart as a whole.
 */
export interface ComparisonDistance {
    /**
     * What it is.
     */
    kind: DistanceKind;
    /**
     * The number that it is about.
     */
    measure: string;
    /**
     * The distance.
     */
    value: number;
    /**
     * Probability of a distance at least as large if journeys belonged to the groups by chance.
     */
    p: number | null;
}

/**
 * A number of a row of the report in both groups.
 */
export interface ComparisonRow {
    /**
     * Which row of the report it is, as `keys` of the comparison says; `null` for everybody or everything.
     */
    key: (string | null)[];
    /**
     * Name of the number: that of its column in the table of the report.
     */
    measure: string;
    /**
     * The number in the first group.
     */
    a: Estimate;
    /**
     * The number in the second group.
     */
    b: Estimate;
    /**
     * The first number less the second one.
     */
    difference: Estimate;
    /**
     * Probability of a difference at least as large if journeys belonged to the groups by chance; `null` without
     * permutations.
     */
    p: number | null;
    /**
     * The same, adjusted for all rows and measures.
     */
    p_adjusted: number | null;
    /**
     * Difference if both groups had the same mix of the column `same_mix`; `null` without one.
     */
    same_mix: number | null;
}

/**
 * An id that belongs to several customers.
 */
export interface Conflict {
    /**
     * Its column.
     */
    column: string;
    /**
     * Its value.
     */
    value: string;
    /**
     * Events with it.
     */
    events: number;
    /**
     * The ids that it belongs to, at most five.
     */
    ids: IdExample[];
    /**
     * How many these are.
     */
    count: number;
}

/**
 * How low and high ratings of an item go with the outcome.
 */
export type ContrastKind = "dissatisfier" | "delighter" | "linear" | "none";

/**
 * How many customers get from one touchpoint to another, and how long does it take?
 *
 * Of the customers with `source`, those are *converted* who reach `target` after it in the order of their journey
 * (at equal times that of the input), `within` the given time if there is one. It counts from the first `source`
 * that succeeds: a customer who is late at first may begin again. With equal touchpoints the next event of the
 * kind is the target. Source and target are touchpoints, or patterns of a single event such as `cart | basket` or
 * `cart(amount > 100)`.
 *
 * Who is not converted is *lost* or still *open*. With `within`, a customer is open whose time was still running
 * at the end of the data; otherwise, with `open_after`, one whose last event was less than so long before
 * the end; with neither, nobody. The rate is converted among converted and lost.
 *
 * # Errors
 * For a touchpoint that the log does not have, a text that is no pattern of a single event, a negative time span, and `open_after` together with `within`.
 *
 * # Complexity
 * O(events) time; some six bytes a customer with `source` while running, for exact quantiles.
 */
export interface Conversion {
    /**
     * Where it begins: a touchpoint, or a pattern of a single event.
     */
    source?: string;
    /**
     * What is to be reached: a touchpoint, or a pattern of a single event.
     */
    target?: string;
    /**
     * Longest time it may take; any time if `null`.
     */
    within?: TimeSpan | null;
    /**
     * Without `within`: silence after which a customer counts as lost rather than open.
     */
    openAfter?: TimeSpan | null;
}

/**
 * Answer of `Conversion`.
 */
export interface ConversionReport {
    /**
     * Touchpoint where it begins.
     */
    source: string;
    /**
     * Touchpoint to reach.
     */
    target: string;
    /**
     * Customers with `source`.
     */
    customers: number;
    /**
     * Of these, customers who reached `target` in time.
     */
    converted: number;
    /**
     * Customers who did not, and whose time is over.
     */
    lost: number;
    /**
     * Customers who did not yet, and still may.
     */
    open: number;
    /**
     * Share of converted customers among converted and lost ones.
     */
    share: Estimate;
    /**
     * Time from `source` to `target`, of converted customers.
     */
    time: DurationStats;
}

/**
 * What is counted.
 */
export type Counted = "touchpoints" | "transitions";

/**
 * What the data say and the map does not.
 */
export interface Coverage {
    /**
     * Events bound to a touchpoint.
     */
    bound_events: number;
    /**
     * Events bound to no touchpoint.
     */
    unbound_events: number;
    /**
     * Names of unbound events, most frequent first, at most 100.
     */
    unbound: EventCount[];
    /**
     * Customers without any bound event.
     */
    unbound_customers: number;
    /**
     * Events that match the rules of several touchpoints; they belong to the first.
     */
    ambiguous_events: number;
    /**
     * Which touchpoints compete for them, most frequent first.
     */
    overlaps: Overlap[];
    /**
     * Ids of touchpoints without any event.
     */
    unseen_touchpoints: string[];
    /**
     * How the personas cover the customers.
     */
    personas: PersonaCoverage;
    /**
     * Columns that the ratings and KPIs of the map name and that the log does not have: the numbers
     * that need them are undefined.
     */
    missing_columns?: string[];
}

/**
 * Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.
 *
 * Time runs as in `Survival`: from `start` to `end`, or to a silence longer than `inactivity`; competing
 * outcomes censor. An attribute is a column's value at the event at which the time starts, or else the latest one before it:
 * later values would explain what happened by what came of it. Numbers are taken as they are, booleans as 0 and 1; names
 * (and `touchpoint`, that of the start) are compared with a reference, the first name in byte order unless `references`
 * names another. Customers without a value of an attribute are left out and counted.
 *
 * A hazard ratio of 1.2 means: at any time, of those to whom it has not yet happened, it happens to 1.2 times as many per
 * unit of time if the attribute is one larger (or the name is this one rather than the reference), the others being equal.
 * That ratio is assumed to be the same at all times. It is no proof of a cause.
 *
 * Ties are taken by Efron's approximation, numbers are centred. What cannot be estimated is said so in `note` and has no
 * number: attributes that are combinations of others, and those that separate customers with the event from the others.
 *
 * # Errors
 * Without covariates; for columns of times or texts; for references that the log does not have; for more than 100 terms;
 * those of `Survival`.
 *
 * # Complexity
 * O(events) time, and O(customers · terms²) some five times; eight bytes a customer and covariate.
 *
 * # References
 * Cox (1972), "Regression models and life-tables"; Efron (1977), "The efficiency of Cox's likelihood function for censored
 * data"; Harrell et al. (1982), "Evaluating the yield of medical tests", for the concordance.
 */
export interface Cox {
    /**
     * Attributes: columns of numbers, booleans or names, or `touchpoint`.
     */
    covariates?: string[];
    /**
     * The name that others are compared with, by attribute.
     */
    references?: Record<string, string>;
    /**
     * Where the time starts; the first event of the journey if `null`.
     */
    start?: Pattern | null;
    /**
     * What is waited for.
     */
    end?: Pattern | null;
    /**
     * A customer is lost by a silence longer than this.
     */
    inactivity?: TimeSpan | null;
    /**
     * Other outcomes, after which `end` is not waited for any more.
     */
    competing?: Pattern[];
    /**
     * The longest time that is looked at.
     */
    within?: TimeSpan | null;
    /**
     * End of observation, if it is not the last event of the data. Later events are left out.
     */
    until?: string | null;
}

/**
 * What became of a term of the model.
 */
export type CoxNote = "estimated" | "reference" | "redundant" | "unbounded";

/**
 * Answer of `Cox`.
 */
export interface CoxReport {
    /**
     * Attributes in the order asked for, their names in byte order.
     */
    rows: CoxRow[];
    /**
     * Customers of the model.
     */
    customers: number;
    /**
     * Of these, customers to whom it happened.
     */
    events: number;
    /**
     * Customers who were left out, for want of a value of an attribute.
     */
    left_out: number;
    /**
     * Logarithm of the partial likelihood.
     */
    log_likelihood: number;
    /**
     * The same without any attribute.
     */
    null_log_likelihood: number;
    /**
     * Twice the difference of the two (likelihood ratio test).
     */
    statistic: number;
    /**
     * Terms that are not redundant.
     */
    degrees_of_freedom: number;
    /**
     * p-value for "no attribute says anything", by the likelihood ratio test.
     */
    p: number | null;
    /**
     * Share of the pairs of customers of whom it is known to whom it happened first in which the model says the same.
     */
    concordance: number | null;
    /**
     * Steps of Newton's method.
     */
    iterations: number;
    /**
     * Whether a maximum of the likelihood was reached. If not, no number of this report is to be used.
     */
    converged: boolean;
}

/**
 * An attribute, or a name of it.
 */
export interface CoxRow {
    /**
     * The attribute.
     */
    covariate: string;
    /**
     * The name that is compared with the reference; `null` for numbers and booleans.
     */
    level: string | null;
    /**
     * Mean over all customers of the model; of a name the share of those with it.
     */
    mean: number;
    /**
     * How often it happens per unit of time, as a multiple: for one more, or for the name rather than the reference.
     */
    hazard_ratio: Estimate;
    /**
     * Logarithm of the hazard ratio.
     */
    coefficient: Estimate;
    /**
     * Standard error of the coefficient.
     */
    standard_error: number | null;
    /**
     * Two-sided p-value for "the hazard ratio is 1" (Wald).
     */
    p: number | null;
    /**
     * The same, adjusted for the number of terms (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * What became of it.
     */
    note: CoxNote;
}

/**
 * How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
 *
 * The scale is stated, 1 to 5 with 4 and 5 satisfied (top two boxes) unless set otherwise. Every event with a
 * value in `column` is one answer. Answers that are off the scale (codes for "never used") or missing are left
 * out and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the score is
 * undefined. Mean and distribution come with the share.
 *
 * With `weight`, shares are weighted and intervals use the effective size of the sample. With `by`, each
 * group is also compared with all other answers (z-test of two proportions, pooled). A difference between
 * groups is no proof of a cause.
 *
 * # Errors
 * For a scale without room, a threshold off the scale, a
 * column that does not exist or has no numbers, and a weight that is negative or infinite.
 *
 * # Complexity
 * O(events) time; memory for one count a group and value.
 *
 * # References
 * Wilson (1927), "Probable inference, the law of succession, and statistical inference"; Kish (1965), *Survey
 * Sampling*, for the effective size.
 */
export interface Csat {
    /**
     * Number column with the answers.
     */
    column?: string;
    /**
     * Worst answer of the scale.
     */
    min?: number;
    /**
     * Best answer of the scale.
     */
    max?: number;
    /**
     * Answers from here on count as satisfied.
     */
    satisfiedFrom?: number;
    /**
     * Number column with survey weights.
     */
    weight?: string | null;
    /**
     * Groups to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
    /**
     * Codes on the scale that mean "no answer".
     */
    missing?: number[];
}

/**
 * Answer of `Csat`.
 */
export interface CsatReport {
    /**
     * Share of satisfied answers of everybody.
     */
    score: Estimate;
    /**
     * Everybody first, then the groups with answers in the order of their names in the log.
     */
    rows: CsatRow[];
    /**
     * Events that gave no answer.
     */
    dropped: DroppedAnswers;
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
}

/**
 * Satisfaction of everybody or of one group.
 */
export interface CsatRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Share of satisfied answers.
     */
    score: Estimate;
    /**
     * Satisfied answers, not weighted.
     */
    satisfied: number;
    /**
     * Mean answer on the scale, with an interval by the normal approximation.
     */
    mean: Estimate;
    /**
     * How often each value was answered.
     */
    distribution: AnswerCount[];
    /**
     * Size of an unweighted sample with the same precision; the number of answers without weights.
     */
    effective_n: number | null;
    /**
     * Two-sided p-value for "the group is satisfied as often as all others".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * Which column of a table of customers is what. Further columns become attributes of the customers.
 */
export interface CustomerOptions {
    /**
     * Column whose value names the customer.
     */
    customer: string;
    /**
     * Further columns to keep; all if left out.
     */
    keep?: string[] | null;
    /**
     * Kinds that further columns must have; the others are detected.
     */
    kinds?: Record<string, ColumnKind>;
    /**
     * Texts that mean "no value" besides the empty one.
     */
    missing?: string[];
    /**
     * IANA time zone of times without one; UTC if left out.
     */
    timeZone?: string | null;
    /**
     * One ASCII character between two cells of a CSV text; a comma if left out.
     */
    delimiter?: string | null;
}

/**
 * Which customers belong to a persona.
 */
export type CustomerRule = { first: Predicate } | { last: Predicate } | { ever: Predicate } | { visited: { touchpoint: string; at_least?: number } } | { matches: { pattern: Pattern; at_least?: number } } | { persona: string } | { any: CustomerRule[] } | { all: CustomerRule[] } | { not: CustomerRule };

/**
 * Customers of so many former ones.
 */
export interface CustomerSize {
    /**
     * Former customers.
     */
    former: number;
    /**
     * Customers with events of so many.
     */
    customers: number;
}

/**
 * The part of every journey from one place to another one: both of them belong to it.
 *
 * Places are patterns: `cart`, `cart(amount > 100)`, or `search => view`, of which the first match counts. The part begins
 * with the first event of the match of `from` and ends with the last one of the first match of `to` after that.
 */
export interface CutBetween {
    /**
     * Where a part begins; at the start of the journey, or where the part before ended, if left out.
     */
    from?: Pattern;
    /**
     * Where it ends; at the end of the journey, or before the next part begins, if left out.
     */
    to?: Pattern;
    /**
     * Whether every part of a journey becomes a journey, `ann/1` and so on, instead of the first part alone, which stays
     * `ann`.
     */
    each?: boolean;
    /**
     * Whether a part that does not come to `to` goes on to the end of the journey, instead of being left out.
     */
    keep_open?: boolean;
    /**
     * With `each`, the name of the column that keeps the id of the former journey; `customer` if left out.
     */
    keep_as?: string;
}

/**
 * Something that is wrong with the data, planted in a stated number. Touchpoints are the raw names of events.
 */
export type DataFault = { duplicates: { events: number } } | { ties: { events: number } } | { skipped_rows: { rows: number } } | { future_times: { events: number; now: string } } | { placeholder_times: { events: number } } | { day_resolution: { touchpoint: string } } | { clock_changes: { events: number } } | { clock_skew: { events: number; by: TimeSpan } } | { negative_durations: { events: number } } | { reversed_order: { touchpoint: string; journeys: number } } | { late_events: { events: number } } | { fast_bots: { customers: number } } | { regular_bots: { customers: number } } | { crawler_agents: { customers: number } } | { truncated_beginning: { journeys: number } } | { truncated_end: { journeys: number } } | { collection_gap: { days: number } } | { volume_change: { touchpoint: string; from: string; share: number } } | { mixed_scales: { column: string; touchpoint: string } } | { no_answer_codes: { column: string; code: number; events: number } } | { missing_values: { column: string; touchpoint: string; events: number } } | { similar_ids: { customers: number } };

/**
 * Facts about a kind of customer.
 */
export interface Demographics {
    /**
     * Age or range of ages, such as `25-34`.
     */
    age?: string;
    /**
     * Gender.
     */
    gender?: string;
    /**
     * Where they live.
     */
    location?: string;
    /**
     * Anything else, by name.
     */
    other?: Record<string, Scalar>;
}

/**
 * Which way a KPI should go.
 */
export type Direction = "up" | "down";

/**
 * What a distance is.
 */
export type DistanceKind = "total_variation" | "largest_difference";

/**
 * How the outcome depends on the items.
 */
export type DriverForm = "linear" | "logistic";

/**
 * What became of an item.
 */
export type DriverNote = "estimated" | "constant" | "redundant";

/**
 * Answer of `Drivers`.
 */
export interface DriverReport {
    /**
     * What is explained, in a few words.
     */
    outcome: string;
    /**
     * How it depends on the items.
     */
    form: DriverForm;
    /**
     * Items from the most important one; those left out of the model last.
     */
    rows: DriverRow[];
    /**
     * What low and high ratings do, in the same order. Differences of the outcome, also in the logistic form.
     */
    contrasts: PenaltyRewardRow[];
    /**
     * Importance beside performance of the rated items, in the same order.
     */
    priorities: ImportancePerformanceRow[];
    /**
     * Customers of the model.
     */
    customers: number;
    /**
     * Journeys without an outcome.
     */
    without_outcome: number;
    /**
     * Journeys with an outcome and without a weight.
     */
    without_weight: number;
    /**
     * Journeys with an outcome that lack an item.
     */
    left_out: number;
    /**
     * Size of an unweighted sample with the same precision; the number of customers without weights.
     */
    effective_n: number;
    /**
     * Mean outcome of the customers of the model.
     */
    outcome_mean: number;
    /**
     * Share of the variance that all items explain together; in the logistic form McFadden's.
     */
    r_squared: number;
    /**
     * Whether the logistic regression reached a maximum; where items separate yes from no it does not, and there are no
     * coefficients.
     */
    converged: boolean;
    /**
     * Whether all orders of the items were looked at.
     */
    exact: boolean;
    /**
     * Whether importance of the opportunity scores was stated, and not derived.
     */
    stated: boolean;
    /**
     * How often customers were drawn anew.
     */
    bootstrap: number;
    /**
     * Importance from here on counts as high.
     */
    importance_from: number | null;
    /**
     * Performance from here on counts as high.
     */
    performance_from: number | null;
    /**
     * Coefficients that were tested.
     */
    tested: number;
}

/**
 * How much an item has to do with the outcome.
 */
export interface DriverRow {
    /**
     * The item in a few words.
     */
    item: string;
    /**
     * The touchpoint that it is about.
     */
    touchpoint: string | null;
    /**
     * Share of the explained variance, with an interval by resampling; `null` if nothing is explained.
     */
    importance: Estimate;
    /**
     * The same as a part of R² (LMG).
     */
    lmg: number | null;
    /**
     * Standard error of `importance` by drawing orders; `null` if it is exact.
     */
    sampling_error: number | null;
    /**
     * Share of the explained variance by Johnson's relative weights; only in the linear form.
     */
    johnson: number | null;
    /**
     * Correlation with the outcome, all other items left aside.
     */
    correlation: number | null;
    /**
     * Change of the outcome for one more, the other items being equal; in the logistic form of its log odds.
     */
    coefficient: Estimate;
    /**
     * The same for one standard deviation more, in standard deviations of the outcome; in the logistic form in log odds.
     */
    standardized: number | null;
    /**
     * Two-sided p-value for "the coefficient is 0".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of items (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * Variance inflation factor: 1 / (1 - R² of the item by the others).
     */
    vif: number | null;
    /**
     * Mean over the customers of the model.
     */
    mean: number | null;
    /**
     * What became of it.
     */
    note: DriverNote;
}

/**
 * Which ratings, waits, loops and visits move an outcome, and by how much?
 *
 * One row a journey: the outcome and the items, each a `JourneyFact`. Answers count wherever they are in the journey
 * (`several` says how several answers to one question are joined); of what happened at touchpoints only events up to the one
 * that settles the outcome count, since later ones would explain it by what came of it. Journeys without an outcome or without
 * an item are left out and counted (complete cases); "not applicable" is missing and never 0.
 *
 * * **Importance** is the share of the explained variance: R² is shared out by averaging what each item adds over all orders
 *   of the items (LMG, the Shapley value), exactly up to 18 items, by `orders` drawn orders above, with the standard error of
 *   drawing. Johnson's relative weights stand beside it. Both add up to 1 over the items.
 * * **Intervals of importance** come from resampling customers (`bootstrap` times, percentiles). An importance is never below 0
 *   nor its interval below it, so an interval above 0 is no test: that is `p`.
 * * **Coefficients** are those of all items together, with standard errors that hold whatever the variance does (HC1), also for
 *   survey weights. `standardized` is per standard deviation. `vif` says how much an item is explained by the others: above 5
 *   or 10 its coefficient says little.
 * * A yes/no outcome is taken as 0 and 1 in the `linear` form, which is the linear probability model. The `logistic` form has
 *   log odds as coefficients, and shares out McFadden's R², exactly up to 10 items; it has neither intervals of importance nor
 *   relative weights.
 * * **Penalty and reward** compare low and high ratings (the `boxes` worst and best answers) with those between, all items
 *   together: an item that only hurts when it is bad is a dissatisfier, one that only pleases when it is good a delighter.
 * * **Priorities** set importance beside the mean rating, with the quadrants of Martilla and James and Ulwick's opportunity
 *   score: importance + max(importance − satisfaction, 0), both from 0 to 10, satisfaction being ten times the share of the
 *   `boxes` best answers; so is importance if it is stated (`stated`), else it is the share rescaled so that the largest is 10.
 *
 * What cannot be told has no number and a note: items that are the same for everybody, and those that are combinations of
 * items before them. Observation is not cause: an item may stand for something else that moves the outcome.
 *
 * # Errors
 * Without an outcome or items; for columns and touchpoints that the log does not have; for an outcome that is the same for
 * everybody; for no more customers than items; for the logistic form of an outcome that is not yes or no; for a weight that
 * is negative or infinite, or if all are 0.
 *
 * # Complexity
 * O(events · items) time and O(bootstrap · (customers · items² + 2^items)); eight bytes a customer and item.
 *
 * # References
 * Lindeman, Merenda and Gold (1980), *Introduction to Bivariate and Multivariate Analysis*; Grömping (2006), "Relative
 * importance for linear regression in R"; Johnson (2000), "A heuristic method for estimating the relative weight of predictor
 * variables"; White (1980); Brandt (1987), for penalty and reward; Martilla and James (1977), "Importance-performance
 * analysis"; Ulwick (2005), *What Customers Want*.
 */
export interface Drivers {
    /**
     * What is to be explained.
     */
    outcome?: JourneyFact | null;
    /**
     * What may explain it.
     */
    items?: JourneyFact[];
    /**
     * Answers that state how important each item is, in the order of the items; derived from the data if empty.
     */
    stated?: JourneyFact[];
    /**
     * Linear, or logistic for a yes/no outcome.
     */
    form?: DriverForm;
    /**
     * What several answers of one journey to one question count as.
     */
    several?: SeveralAnswers;
    /**
     * Number column with survey weights; the last one of a journey counts.
     */
    weight?: string | null;
    /**
     * How many of the worst answers are low and of the best are high.
     */
    boxes?: number;
    /**
     * How often customers are drawn anew for the intervals of importance: at least 40, or 0 for none.
     */
    bootstrap?: number;
    /**
     * Drawn orders where there are too many items for all of them.
     */
    orders?: number;
    /**
     * Importance from here on is high; the mean of all rated items if left out.
     */
    importanceFrom?: number | null;
    /**
     * Performance (mean rating as a share of the scale) from here on is high; the mean of all rated items if left out.
     */
    performanceFrom?: number | null;
    /**
     * Other draws.
     */
    seed?: number;
}

/**
 * Events that gave no answer to be counted.
 */
export interface DroppedAnswers {
    /**
     * Events without a value in the answer column, or with a code that means "no answer".
     */
    missing: number;
    /**
     * Answers below or above the scale, such as codes for "no answer".
     */
    out_of_range: number;
    /**
     * Answers between two whole numbers, where only whole numbers count.
     */
    fractional: number;
    /**
     * Answers without a value in the weight column.
     */
    without_weight: number;
    /**
     * Answers on the scale, of which none counts: ten or more, and most of all, are off it, so that it is not theirs.
     */
    misfit?: number;
}

/**
 * Distribution of times in seconds.
 */
export interface DurationStats {
    /**
     * Number of times; the other fields are `null` if it is 0.
     */
    n: number;
    /**
     * Arithmetic mean.
     */
    mean_seconds: number | null;
    /**
     * Median: quantiles interpolate linearly between neighbours (type 7 of Hyndman and Fan 1996).
     */
    median_seconds: number | null;
    /**
     * Lower end of the 95 % interval of the median, from order statistics; `null` under six times.
     */
    low_seconds: number | null;
    /**
     * Upper end of the 95 % interval of the median; `null` under six times.
     */
    high_seconds: number | null;
    /**
     * 5 % are shorter.
     */
    q05_seconds: number | null;
    /**
     * 25 % are shorter.
     */
    q25_seconds: number | null;
    /**
     * 75 % are shorter.
     */
    q75_seconds: number | null;
    /**
     * 90 % are shorter.
     */
    q90_seconds: number | null;
    /**
     * 95 % are shorter.
     */
    q95_seconds: number | null;
    /**
     * Shortest.
     */
    min_seconds: number | null;
    /**
     * Longest.
     */
    max_seconds: number | null;
    /**
     * Whether `n` is under 30.
     */
    small_sample: boolean;
    /**
     * If there were too many times to hold each of them, by what share of itself a quantile may be off at most; mean,
     * shortest and longest are exact. Never there for an event log in memory.
     */
    relative_error?: number;
}

/**
 * Whether an element is a stage or a touchpoint.
 */
export type ElementKind = "stage" | "touchpoint";

/**
 * Who is in the denominator of period `k`.
 */
export type Eligibility = "period_over" | "time_elapsed";

/**
 * What the team expects a kind of customer to feel.
 */
export interface Emotion {
    /**
     * From -2 (very negative) to +2 (very positive).
     */
    valence: number;
    /**
     * A word for it, such as `relief`.
     */
    name?: string;
    /**
     * Id of the persona that feels so; everybody if left out.
     */
    persona?: string;
}

/**
 * What is told of a sequence of moods, of a customer or of a curve.
 */
export type EmotionMeasure = "mean" | "peak" | "end" | "peak_end" | "lowest" | "highest" | "volatility" | "trend" | "area";

/**
 * One number that tells about whole journeys, or about the curve as a whole.
 */
export interface EmotionMeasureRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * What is told.
     */
    measure: EmotionMeasure;
    /**
     * Mean over customers, each with the moods of the own journey in the order in which they were felt.
     */
    journeys: Estimate;
    /**
     * The same of the curve: of the mean moods of touchpoints, in their order. Averaging flattens: the peak of the curve is
     * less intense than the peaks of journeys.
     */
    curve: Estimate;
    /**
     * Where on the curve it is, for what is at one touchpoint.
     */
    touchpoint: string | null;
    /**
     * Correlation (Pearson) with the outcome, over customers with two moods or more up to it; `null` without an outcome.
     */
    correlation: Estimate | null;
    /**
     * How much more of the variance of the outcome it explains than the mean mood does: the difference of the squared
     * correlations.
     */
    gain: Estimate | null;
    /**
     * Its weight where mean, lowest, highest, end and trend explain the outcome together (least squares; HC1 standard errors):
     * how much the outcome rises by one point of it, the others being equal. Undefined for what follows from those before it;
     * `null` for the other measures and without an outcome.
     */
    weight: Estimate | null;
}

/**
 * How much of the variance of the outcome moods explain: squared correlations, not adjusted for the number of measures.
 */
export interface EmotionMemoryRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Customers with an outcome and two moods or more up to it.
     */
    customers: number;
    /**
     * The mean mood alone.
     */
    mean: number | null;
    /**
     * The peak-end value alone.
     */
    peak_end: number | null;
    /**
     * Mean, lowest, highest, end and trend together; `null` for fewer than seven customers.
     */
    together: number | null;
}

/**
 * A column of ratings, the scale they are on, and what they are about.
 */
export interface EmotionRating {
    /**
     * Number column with the ratings.
     */
    column?: string;
    /**
     * Only ratings that are given at this touchpoint; all if left out.
     */
    touchpoint?: string | null;
    /**
     * Touchpoint that they are about, such as `check-in` for a question of a final survey; where they are given if left out.
     */
    about?: string | null;
    /**
     * Worst rating.
     */
    min?: number;
    /**
     * Best rating.
     */
    max?: number;
    /**
     * Codes on the scale that mean "no answer".
     */
    missing?: number[];
}

/**
 * Answer of `Emotions`.
 */
export interface EmotionReport {
    /**
     * Touchpoints in their order: everybody's curve first, then that of each group with moods, in the order of its name.
     * Touchpoints without moods are there, without numbers.
     */
    rows: EmotionRow[];
    /**
     * Stages in the same way; empty if none were given.
     */
    stages: EmotionRow[];
    /**
     * What is told of journeys and curves as a whole, group by group.
     */
    measures: EmotionMeasureRow[];
    /**
     * What explains the outcome, group by group; empty without an outcome.
     */
    memory: EmotionMemoryRow[];
    /**
     * Customers with a mood.
     */
    customers: number;
    /**
     * Of these, customers with two moods or more.
     */
    several: number;
    /**
     * Ratings outside of their scales; they count nowhere.
     */
    out_of_scale: number;
    /**
     * Ratings and comments about touchpoints that are not in the order.
     */
    elsewhere: number;
    /**
     * How many differences from what is expected were tested, stages among them.
     */
    tested_expectations: number;
    /**
     * How many changes from moment to moment were tested.
     */
    tested_changes: number;
    /**
     * How many lifts were tested.
     */
    tested_lifts: number;
    /**
     * How many gaps between ratings and comments were tested.
     */
    tested_gaps: number;
}

/**
 * What customers feel at a touchpoint or in a stage: a moment of the emotion curve.
 *
 * All moods are on the emotion scale, from -2 (very negative) to +2 (very positive). A customer counts once, with the mean
 * of the customer's moods there.
 */
export interface EmotionRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Stage; `null` if no stages were given.
     */
    stage: string | null;
    /**
     * Touchpoint; `null` for a whole stage.
     */
    touchpoint: string | null;
    /**
     * Mean mood: ratings and comments together. `n` counts customers.
     */
    mood: Estimate;
    /**
     * Standard deviation of the moods of customers; `null` under two.
     */
    sd: number | null;
    /**
     * A quarter of the customers feel worse (quantiles interpolate linearly, type 7 of Hyndman and Fan 1996).
     */
    q25: number | null;
    /**
     * Median mood of customers.
     */
    median: number | null;
    /**
     * A quarter of the customers feel better.
     */
    q75: number | null;
    /**
     * Mean of the ratings alone.
     */
    ratings: Estimate;
    /**
     * Mean of the comments alone.
     */
    comments: Estimate;
    /**
     * Ratings that count.
     */
    rating_count: number;
    /**
     * Comments that count.
     */
    comment_count: number;
    /**
     * How much more positive the comments are than the ratings of the same customers.
     */
    gap: Estimate;
    /**
     * Two-sided p-value for "comments are as positive as ratings".
     */
    gap_p: number | null;
    /**
     * The same, adjusted for the number of moments (Benjamini-Hochberg).
     */
    gap_p_adjusted: number | null;
    /**
     * Whether ratings and comments disagree: the adjusted p-value is under 0.05, and they are a point of emotion apart.
     */
    disagree: boolean;
    /**
     * The moment before it in the curve, that the change is from.
     */
    change_from: string | null;
    /**
     * How the mood changes from the moment before it: within the customers who have both, if these are at least half of the
     * smaller sample; else between both samples. The denominator says which.
     */
    change: Estimate;
    /**
     * Two-sided p-value for "it does not change".
     */
    change_p: number | null;
    /**
     * The same, adjusted.
     */
    change_p_adjusted: number | null;
    /**
     * Whether it is a dip: the mood falls, by as much as matters, the adjusted p-value is under 0.05, and 30 customers or
     * more are compared.
     */
    dip: boolean;
    /**
     * How much better customers feel here than they do elsewhere in their own journeys.
     */
    lift: Estimate;
    /**
     * Two-sided p-value for "as elsewhere".
     */
    lift_p: number | null;
    /**
     * The same, adjusted.
     */
    lift_p_adjusted: number | null;
    /**
     * Whether it is a moment of delight: the lift matters, its adjusted p-value is under 0.05, 30 customers or more are
     * compared, and the interval of the mood is above neutral.
     */
    delight: boolean;
    /**
     * Share of customers whose lowest mood is here, of those with two moods or more.
     */
    lowest: Estimate;
    /**
     * Share of customers whose most intense mood is here, of the same.
     */
    peak: Estimate;
    /**
     * Emotion that is expected here; for a stage the mean over its touchpoints that have one.
     */
    expected: number | null;
    /**
     * Mean mood minus the expected one.
     */
    difference: Estimate;
    /**
     * Two-sided p-value for "as expected".
     */
    difference_p: number | null;
    /**
     * The same, adjusted.
     */
    difference_p_adjusted: number | null;
    /**
     * Whether customers feel as expected; `null` where nothing is expected or nobody said.
     */
    verdict: ExpectationVerdict | null;
}

/**
 * How do customers feel on their way, where does it dip, where does it delight, and what will they remember?
 *
 * The emotion curve: the mean mood of customers at each touchpoint, in the order of the journey, from -2 (very negative) to
 * +2 (very positive). Moods come from ratings (`min` of the scale is -2, `max` is +2), from the sentiment of comments
 * (twice the compound score), or both; each is also told apart. Where a customer gives both at one event, the mood is
 * `(1 - comment_weight) · rating + comment_weight · comment`; else it is the one that is there. The weight is a choice, not
 * an estimate: equal weights unless you know which of the two is the better measure. `gap` says where the two disagree.
 *
 * * **A customer counts once** at a touchpoint, with the mean of the moods there: `n` counts customers, and intervals are by
 *   the normal approximation over customers.
 * * **Changes** are between neighbouring touchpoints of the curve that have moods, within the customers who have both where
 *   these are at least half of the smaller sample. A significant fall that matters (`least`) is a *dip*.
 * * **Lift** is how much better customers feel here than elsewhere in their own journeys; a significant one above neutral is
 *   a *moment of delight*. Since each customer is compared with itself, a touchpoint is not delightful because cheerful people
 *   go there.
 * * **Expected** emotions are compared with the mean mood. Every kind of test is adjusted (Benjamini-Hochberg) over all
 *   moments, stages and groups; verdicts need 30 customers.
 * * **Measures** tell of whole journeys, each customer's moods in the order in which they were felt (answers of one event in
 *   the order of the curve), and of the mean curve. The peak-end value is the mean of the most intense and the last mood.
 *   Those of the curve have percentile intervals from customers drawn anew (`bootstrap`, `seed`).
 * * **Memory**: with an `outcome`, such as the final score, each measure is correlated with it over customers with two moods
 *   or more up to it, and compared with the mean mood. Correlation is not cause.
 *
 * Customers who say how they feel are not all customers: the curve is theirs. Nothing is made up where nobody said anything.
 *
 * # Errors
 * Without ratings and comments; for columns and touchpoints that the log does not have; for a scale whose end is not above its
 * beginning, and for one that most ratings are off (ten or more); for names twice in the order; for an expected emotion that is
 * not from -2 to +2; for weights that are not from 0 to 1.
 *
 * # Complexity
 * O(events + length of comments) time and O(groups · bootstrap · moods); 16 bytes a mood.
 *
 * # References
 * Kahneman, Fredrickson, Schreiber and Redelmeier (1993), "When more pain is preferred to less"; Fredrickson and Kahneman
 * (1993), "Duration neglect in retrospective evaluations of affective episodes"; Jahng, Wood and Trull (2008), "Analysis of
 * affective instability", for the squared successive differences; Hutto and Gilbert (2014), for sentiment; Efron (1979).
 */
export interface Emotions {
    /**
     * Where ratings are found.
     */
    ratings?: EmotionRating[];
    /**
     * Where comments are found.
     */
    comments?: CommentColumn | null;
    /**
     * Weight of a comment beside a rating of the same event, from 0 to 1.
     */
    commentWeight?: number;
    /**
     * Touchpoints in the order of the curve; others are left out. If empty, all with moods, in the order in which customers
     * have theirs: by the mean rank of their first mood there.
     */
    order?: string[];
    /**
     * Stages with their touchpoints, in order, instead of `order`.
     */
    stages?: [string, string[]][];
    /**
     * What is expected.
     */
    expected?: ExpectedEmotion[];
    /**
     * Groups to tell apart: a dictionary column. A customer belongs to the first value that the journey has.
     */
    by?: string | null;
    /**
     * What the journey led to in the end, such as a final score.
     */
    outcome?: JourneyFact | null;
    /**
     * Least change, lift or difference from what is expected that matters, in points of emotion.
     */
    least?: number;
    /**
     * How often customers are drawn anew for intervals: at least 40, or 0 for none. More than 1,000 customers are drawn in so
     * many groups made by chance.
     */
    bootstrap?: number;
    /**
     * Other draws.
     */
    seed?: number;
}

/**
 * Customers among whom some are engaged.
 */
export type EngagedAmong = "active" | "here";

/**
 * How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
 *
 * Interactions are the events at `touchpoints` (names, or patterns of single events such as `open | click`), or all events.
 * `at_least` so many of them make a customer engaged: overall, in all of the log; in a period, within it. The share is among
 * customers who were `active`, which are those with any event in that time, or among those who were `here`, with at
 * least one interaction. The KPI `engagement_rate` of maps is the share overall of those who were here.
 *
 * The first and the last period of a log are seldom complete: fewer do enough in them.
 *
 * # Errors
 * For touchpoints that the log does not have, a text that is no pattern of a single event, 0 interactions, and a time zone that
 * does not exist.
 *
 * # Complexity
 * O(events) time; memory for three counts a period.
 */
export interface Engagement {
    /**
     * Interactions that make a customer engaged.
     */
    atLeast?: number;
    /**
     * What counts as an interaction: touchpoints, or patterns of single events; all events if empty.
     */
    touchpoints?: string[];
    /**
     * Whom the share is about.
     */
    among?: EngagedAmong;
    /**
     * Length of a period; no periods if `null`.
     */
    period?: Period | null;
    /**
     * IANA time zone of the calendar; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of a week.
     */
    weekStart?: Weekday;
}

/**
 * Answer of `Engagement`.
 */
export interface EngagementReport {
    /**
     * Periods in their order, also those in which nothing happened.
     */
    rows: EngagementRow[];
    /**
     * All time.
     */
    overall: EngagementRow;
}

/**
 * Engagement overall or in a period.
 */
export interface EngagementRow {
    /**
     * First day of the period, of an hour its beginning; `null` for all time.
     */
    period: string | null;
    /**
     * Whether the period was over at the end of the data; `true` for all time.
     */
    complete: boolean;
    /**
     * Share of engaged customers.
     */
    share: Estimate;
    /**
     * Engaged customers.
     */
    engaged: number;
    /**
     * Customers of whom it is the share.
     */
    customers: number;
    /**
     * Interactions of all of them.
     */
    count: number;
}

/**
 * How often a customer enters a cohort.
 */
export type Entry = "first" | "first_ever" | "recurring";

/**
 * Unit of a time that is a number: what one is after 1970-01-01T00:00:00Z.
 */
export type EpochUnit = "s" | "ms" | "us" | "ns";

/**
 * A number with everything needed to judge it.
 */
export interface Estimate {
    /**
     * The estimate; `null` where it is undefined, such as a share of nothing.
     */
    value: number | null;
    /**
     * Lower end of the 95 % interval.
     */
    low: number | null;
    /**
     * Upper end of the 95 % interval.
     */
    high: number | null;
    /**
     * Size of the sample: the denominator of a share, the number of answers of a score.
     */
    n: number;
    /**
     * What `n` counts, in words, such as `customers at this step, open ones left out`.
     */
    denominator: string;
    /**
     * How the interval was made.
     */
    method: Method;
    /**
     * Whether `n` is under 30, so that the number should not be leant on.
     */
    small_sample: boolean;
}

/**
 * Events of a name.
 */
export interface EventCount {
    /**
     * Raw name of the events.
     */
    name: string;
    /**
     * Events.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
}

/**
 * Which events belong to a touchpoint: a `Predicate`, or a combination of such rules.
 *
 * In a document the predicate stands by itself: `equals: {column: touchpoint, value: add_to_cart}`.
 */
export type EventRule = Predicate | { any: EventRule[] } | { all: EventRule[] } | { not: EventRule };

/**
 * A type of events.
 */
export interface EventTypeInfo {
    /**
     * Its name.
     */
    name: string;
    /**
     * Events of this type.
     */
    events: number;
    /**
     * Names of their attributes.
     */
    attributes: string[];
}

/**
 * One kind of evidence of a finding.
 */
export interface Evidence {
    /**
     * Kind.
     */
    kind: FindingKind;
    /**
     * One line for people.
     */
    statement: string;
    /**
     * Beginning of the stretch of time it is about; `null` for the whole period.
     */
    from: string | null;
    /**
     * End of that stretch.
     */
    to: string | null;
    /**
     * What was measured: a share of customers, or for ratings a mean emotion from -2 to +2.
     */
    measured: Estimate;
    /**
     * What would be expected, in the same unit.
     */
    baseline: number;
    /**
     * What the baseline is, in words, such as `other touchpoints of the stage`.
     */
    baseline_name: string;
    /**
     * How much worse than the baseline it is, in the same unit; of a delight, how much better.
     */
    difference: Estimate;
    /**
     * Customers affected beyond the baseline: the difference times customers; of ratings, two points are one customer.
     */
    customers_affected: Estimate;
    /**
     * One-sided p-value for "no worse than the baseline".
     */
    p: number;
    /**
     * The same, adjusted for all candidates that were tested (Benjamini-Hochberg).
     */
    p_adjusted: number;
    /**
     * Customers who waited longer than this count as late; only for waits.
     */
    threshold_seconds: number | null;
    /**
     * Operation that gives the customers behind `measured`: `MeasuredMap.cases`.
     */
    operation: string;
}

/**
 * Whether what customers feel is what the map expects.
 */
export type ExpectationVerdict = "as_expected" | "better" | "worse" | "unclear";

/**
 * An emotion that is expected at a touchpoint.
 */
export interface ExpectedEmotion {
    /**
     * The touchpoint.
     */
    touchpoint: string;
    /**
     * From -2 (very negative) to +2 (very positive).
     */
    valence: number;
    /**
     * Group that is expected to feel so; everybody, and every group without an own one, if left out.
     */
    group?: string;
}

/**
 * What the time is counted from for which an id of a device is valid. A time equal to the limit is still valid.
 */
export type Expiry = "last_use" | "last_login";

/**
 * Something that is wrong at a touchpoint, planted to be found.
 */
export type Fault = { loses_customers: { touchpoint: string; share: number } } | { slow: { touchpoint: string; factor: number } } | { annoys: { touchpoint: string; persona: string; by: number } } | { breaks: { touchpoint: string; from: string; to: string; share: number } } | { worsens: { touchpoint: string; from: string; by: number } } | { draws_complaints: { touchpoint: string; share: number } } | { fails: { touchpoint: string; share: number } } | { repeats: { touchpoint: string; share: number } } | { sends_back: { touchpoint: string; share: number } } | { needs_help: { touchpoint: string; share: number } } | { does_not_help: { touchpoint: string; share: number } } | { hands_over_slowly: { touchpoint: string; factor: number } };

/**
 * One detected, ranked, evidenced statement: a pain point, a bottleneck, a silo or a delight.
 *
 * Everything that was found at one touchpoint about the same customers is one finding, with one piece of evidence for
 * each kind. What the data say is an observation: it is no proof of a cause.
 */
export interface Finding {
    /**
     * 1 is the worst; of delights, the best.
     */
    rank: number;
    /**
     * Kind of the weightiest evidence.
     */
    kind: FindingKind;
    /**
     * Id of the stage.
     */
    stage: string;
    /**
     * Id of the touchpoint.
     */
    touchpoint: string;
    /**
     * Team that answers for the touchpoint.
     */
    owner: string | null;
    /**
     * Id of the persona that it is about; `null` for everybody.
     */
    persona: string | null;
    /**
     * Since when: beginning of the stretch of time it is about; `null` for the whole period.
     */
    from: string | null;
    /**
     * End of that stretch; `null` if it goes on at the end of the data.
     */
    to: string | null;
    /**
     * One line for people, such as `38 % leave here, 21 % expected`: the weightiest evidence.
     */
    statement: string;
    /**
     * How it is known, weightiest first; at least one piece.
     */
    evidence: Evidence[];
    /**
     * Customers affected beyond what the baseline would give, by the weightiest evidence. Findings are ranked by the lower
     * end of its interval times the [severity](FindingKind::severity) of the kind.
     */
    customers_affected: Estimate;
    /**
     * What these customers would bring if it were as at the baseline: customers affected times the difference in value
     * between customers who do not suffer and those who do. `null` without a column of values, and for a
     * [summary](super::MeasureSummary) that was made elsewhere.
     */
    value_at_stake: Estimate | null;
    /**
     * Candidates that were tested: p-values are adjusted for so many.
     */
    tested: number;
    /**
     * Whether the map already states a pain point there.
     */
    status: FindingStatus;
    /**
     * Ids of some customers who went through it, at most five, in byte order.
     */
    examples: string[];
    /**
     * Where the time goes, if customers wait too long: the moves to the touchpoint by falling time lost, at most three, each with
     * its load, batches and overtaking, as `Bottlenecks` measures them; shares of time lost and
     * p-values are those among all moves to the touchpoint. Empty for other findings, and for a
     * [summary](super::MeasureSummary) that was made elsewhere.
     */
    delays: BottleneckRow[];
    /**
     * What some of them wrote there, at most three: the most negative first, for a delight the most positive.
     */
    comments: CommentExample[];
}

/**
 * A finding before and after.
 *
 * The shares are those of the customers who suffer (of a delight, who are delighted), counted alike on both sides: by
 * the limits and baselines of the side where it was found first.
 */
export interface FindingChange {
    /**
     * Kind of the evidence.
     */
    kind: FindingKind;
    /**
     * Id of the stage.
     */
    stage: string;
    /**
     * Id of the touchpoint.
     */
    touchpoint: string;
    /**
     * Id of the persona; `null` for everybody.
     */
    persona: string | null;
    /**
     * What became of it.
     */
    fate: FindingFate;
    /**
     * The same in words, with its numbers.
     */
    statement: string;
    /**
     * Rank of the finding before; `null` if it was not found.
     */
    rank_before: number | null;
    /**
     * Rank of the finding after; `null` if it was not found.
     */
    rank_after: number | null;
    /**
     * Share of the customers before.
     */
    before: Estimate;
    /**
     * Share of the customers after.
     */
    after: Estimate;
    /**
     * Where it was found before: the share among the half of the customers that was not used to find it. `null` if the other
     * half does not show it, and without logs.
     */
    before_again: Estimate | null;
    /**
     * The same for after.
     */
    after_again: Estimate | null;
    /**
     * After less before, of the shares found again where there are any: what is judged.
     */
    difference: Estimate;
    /**
     * Two-sided p-value for "no difference".
     */
    p: number | null;
    /**
     * The same, adjusted for everything that was tested (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * Value at stake before, if this was the weightiest evidence of a finding.
     */
    value_before: Estimate | null;
    /**
     * Value at stake after.
     */
    value_after: Estimate | null;
}

/**
 * What became of a finding.
 */
export type FindingFate = "gone" | "smaller" | "same" | "larger" | "new" | "unclear" | "not_enough_data";

/**
 * What a pain point, a bottleneck, a silo or a delight shows itself by.
 */
export type FindingKind = "drop_off" | "outage" | "waiting_time" | "handoff" | "rating" | "falling_rating" | "negative_comments" | "failed_attempts" | "repetition" | "return_loop" | "support_contact" | "repeated_contact" | "delight";

/**
 * How a finding relates to the pain points written in the map.
 */
export type FindingStatus = "confirmed" | "new";

/**
 * What flattening by a type of objects does to the events: an event is in the log as often as it has objects of the
 * type, so counts of events in the log are not counts of what happened.
 */
export interface FlattenReport {
    /**
     * The type.
     */
    object_type: string;
    /**
     * Events of the object log.
     */
    events: number;
    /**
     * Events of the flat log.
     */
    flat_events: number;
    /**
     * Objects of the type.
     */
    objects: number;
    /**
     * Objects of the type without any event; they are no journeys.
     */
    objects_without_events: number;
    /**
     * Events without an object of the type; they are not in the flat log (deficiency).
     */
    events_without_object: number;
    /**
     * Events with several objects of the type (convergence).
     */
    converging_events: number;
    /**
     * How many events of the flat log are repetitions of one for another object.
     */
    repeated_events: number;
    /**
     * Events of the flat log whose journey has another one of the same type with other objects of other types
     * (divergence): they look repeated, and are about something else.
     */
    diverging_events: number;
}

/**
 * One thing that is changed along the way. Each is by a factor, or to a value.
 *
 * In JSON, such as `{"drop_off": {"touchpoint": "cart", "factor": 0.5}}`.
 */
export type FlowChange = { move: { source: string; target: string; factor?: number; share?: number } } | { drop_off: { touchpoint: string; factor?: number; share?: number } } | { waiting: { touchpoint: string; factor?: number; span?: TimeSpan } };

/**
 * What do many journeys have in common, and what tells two groups of journeys apart?
 *
 * A pattern is a list of touchpoints that follow one another in a journey, with anything in between. Its support is the
 * number of journeys in which it occurs, each counted once, however often it occurs there. A pattern is frequent if its
 * support is at least `min_support` journeys, or at least the share `min_share` of them (a tenth unless set).
 *
 * **Limits.** `min_length` and `max_length` (at most 64) bound the number of touchpoints; gaps and the span bound what may
 * lie between them. An occurrence has between two neighbours from `min_gap` to `max_gap` other events and from
 * `min_gap_time` to `max_gap_time`; it lasts at most `max_span` from its first to its last event. With `column`, one of
 * `min_sum`, `max_sum`, `min_mean` and `max_mean` bounds the values of its events: for a sum, an event without a value
 * adds nothing; a mean is only that of events that all have one. A journey counts if one of its occurrences keeps all
 * limits. `contains` names touchpoints that must be part of a pattern.
 *
 * **Which ones.** Every part of a frequent pattern is frequent, too. `keep: closed` leaves out patterns of which all
 * journeys have one with one more touchpoint, `keep: maximal` those for which one with one more touchpoint is frequent.
 * At most `top` rows are listed (1,000 unless set); the report says how many are hidden, and whether there are longer ones.
 *
 * **Two groups.** With `by` and two `values` of that column (they may be left out if the column has only two), or with a
 * pattern `success` that journeys match or not, each row compares the two groups, and a pattern is frequent if it is in
 * one of them. Rows come by falling difference. `p` is that of the two-sided test of two proportions, adjusted
 * (Benjamini-Hochberg) for all patterns found. With `before_success`, only what comes before the first match is looked
 * at: else the touchpoints of the success itself tell the groups apart best. A difference is no cause: what the groups
 * differ in besides may explain it.
 *
 * # Errors
 * For options that contradict each other, shares beyond 0 and 1, groups without journeys;
 * `UnknownName`; `Limit` for more than 1,000,000
 * patterns, or more work than some minutes: raise the support.
 *
 * # Complexity
 * O(events) memory. Each pattern takes one look at what follows it in its journeys: O(patterns · events) time at worst,
 * mostly far less.
 *
 * # Reference
 * Pei et al., *Mining Sequential Patterns by Pattern-Growth: The PrefixSpan Approach* (2004); Wang and Han, *BIDE:
 * Efficient Mining of Frequent Closed Sequences* (2004); gaps, spans and values as in Wang et al., *Seq2Pat* (2022).
 */
export interface FrequentPatterns {
    /**
     * Journeys that must have a pattern; of a group, if two are compared.
     */
    minSupport?: number | null;
    /**
     * The same as a share of the journeys, above 0 and at most 1.
     */
    minShare?: number | null;
    /**
     * Touchpoints of a pattern at least.
     */
    minLength?: number;
    /**
     * Touchpoints of a pattern at most.
     */
    maxLength?: number;
    /**
     * Which of the frequent patterns are listed.
     */
    keep?: PatternSet;
    /**
     * Other events between two neighbours at least.
     */
    minGap?: number;
    /**
     * Other events between two neighbours at most.
     */
    maxGap?: number | null;
    /**
     * Time between two neighbours at least.
     */
    minGapTime?: TimeSpan | null;
    /**
     * Time between two neighbours at most.
     */
    maxGapTime?: TimeSpan | null;
    /**
     * Time from the first event of an occurrence to the last one at most.
     */
    maxSpan?: TimeSpan | null;
    /**
     * Number column of which one of the four following limits is.
     */
    column?: string | null;
    /**
     * Least sum of the values of an occurrence.
     */
    minSum?: number | null;
    /**
     * Largest sum.
     */
    maxSum?: number | null;
    /**
     * Least mean.
     */
    minMean?: number | null;
    /**
     * Largest mean.
     */
    maxMean?: number | null;
    /**
     * Touchpoints that must be part of a pattern.
     */
    contains?: string[];
    /**
     * Column whose values make two groups; a journey is in the group of its only value.
     */
    by?: string | null;
    /**
     * The two values.
     */
    values?: string[];
    /**
     * Journeys that match this are the first group, all others the second.
     */
    success?: Pattern | null;
    /**
     * Whether only events before the first match of `success` are looked at.
     */
    beforeSuccess?: boolean;
    /**
     * How many rows to list at most; all if `null`.
     */
    top?: number | null;
}

/**
 * Answer of `FrequentPatterns`.
 */
export interface FrequentReport {
    /**
     * Patterns by falling number of journeys; if groups are compared, by falling difference of their shares, whichever is
     * larger, and then by journeys. Then by their touchpoints in the order of the log.
     */
    rows: FrequentRow[];
    /**
     * The groups that are compared; one if none are.
     */
    groups: PatternGroup[];
    /**
     * Journeys of all groups.
     */
    customers: number;
    /**
     * Journeys of no group: they have another value, several values or none.
     */
    left_out: number;
    /**
     * Patterns that were found, also those that are not listed.
     */
    found: number;
    /**
     * Patterns that are not listed because of `top`.
     */
    hidden: number;
    /**
     * Whether longer patterns than asked for are frequent (with a limit on values: may be).
     */
    longer: boolean;
    /**
     * Patterns that were tested for a difference: p-values are adjusted for so many.
     */
    tested: number;
}

/**
 * A pattern and in how many journeys it is.
 */
export interface FrequentRow {
    /**
     * Touchpoints in order; anything may lie in between.
     */
    path: string[];
    /**
     * Journeys that have it: its support.
     */
    customers: number;
    /**
     * Share of all journeys, or of those of both groups.
     */
    share: Estimate;
    /**
     * How two groups differ; `null` unless they are compared.
     */
    contrast: PatternContrast | null;
}

/**
 * How many customers reach each step, in order and in time?
 *
 * For each customer, the longest prefix of the steps is found that was passed in order, every step at most
 * `within` after the first one (an event exactly `within` later still counts). Customers may begin again: the
 * latest start counts with which the later steps are still in time. Other events may lie in between, unless
 * `mode` says otherwise. Events at equal times match in the order of the steps; an event matches at most
 * one step, and a touchpoint may stand in several steps. A step is a touchpoint or a single event in the language of
 * patterns; see `FunnelStep`.
 *
 * A customer who did not finish but whose window is still running at the end of the data is *open*, neither
 * converted nor lost, and is left out of the denominators of later steps. Without a window in time nobody is open.
 *
 * Times of steps are those of the chain that first reached the customer's last step: its latest usable start,
 * and then the first event of every step after the step before.
 *
 * With the order `any`, row `n` has the customers who passed any `n` of the steps. A step that is `optional` may be left
 * out; its row has those who passed it on the way that counts, and rates of later steps are of the last step before that
 * is not optional.
 *
 * # Errors
 * For no steps or more than 256, a negative window, a touchpoint that the log does not have, and options that do not
 * fit together, by name.
 *
 * # Complexity
 * O(events · steps) time, and O(events) where every event is at most one step; some 12 bytes a customer and step while
 * running, for exact quantiles of times.
 *
 * # Reference
 * `windowFunnel` of ClickHouse (documentation of parametric aggregate functions), whose levels all modes
 * reproduce for distinct steps.
 */
export interface Funnel {
    /**
     * Steps in order.
     */
    steps?: FunnelStep[];
    /**
     * Longest time from the first step to any later one; any time if `null`.
     */
    within?: TimeSpan | null;
    /**
     * What may lie between two steps.
     */
    mode?: FunnelMode;
    /**
     * Whether the steps must come in their order.
     */
    order?: FunnelOrder;
    /**
     * Whether windows are measured from the first step or from the one before.
     */
    windowFrom?: WindowFrom;
    /**
     * A step is at most so many events later; 1 is the very next event.
     */
    withinEvents?: number | null;
    /**
     * All steps lie within so many sessions, those without a step counted; 1 is the same session.
     */
    withinSessions?: number | null;
    /**
     * Column with the ids of sessions, which `into_column` makes.
     */
    session?: string | null;
    /**
     * Events that must not lie between steps.
     */
    exclude?: FunnelExclusion[];
    /**
     * Which start of a customer counts.
     */
    reentry?: FunnelReentry;
    /**
     * Whether customers may enter at any step, and not at the first one only. A step then has all customers with an event
     * of it; `entered` says how many of them did not come from the step before, and rates are of those who
     * did. Shares are of all customers with any step.
     */
    open?: boolean;
    /**
     * What is counted.
     */
    count?: FunnelCount;
    /**
     * Columns whose values must be equal on all steps. Each journey is taken apart by these values, exclusions too, and
     * the part that comes furthest counts. Events without a value are left out.
     */
    hold?: string[];
    /**
     * Dictionary column whose values are groups, which get rows of their own.
     */
    by?: string | null;
    /**
     * Which value of a customer counts, of those at the steps passed.
     */
    attribution?: FunnelAttribution;
    /**
     * Number of the step, from 1, for the attribution `step`.
     */
    attributionStep?: number | null;
    /**
     * Rows for each day, week or month of the first step.
     */
    trend?: Period | null;
    /**
     * IANA time zone of `trend`; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of a week.
     */
    weekStart?: Weekday;
    /**
     * Number column whose values are summed up at each step.
     */
    value?: string | null;
    /**
     * So many bins of equal width for the times from the first step to the last one.
     */
    bins?: number | null;
    /**
     * So many touchpoints are shown that dropped customers came to next, for each step.
     */
    next?: number | null;
    /**
     * What is compared between converted and dropped customers: `touchpoint`, for those after the first step, and
     * dictionary columns.
     */
    correlate?: string[];
    /**
     * Least number of customers with, and without, what is compared; 25 if `null`.
     */
    correlateLeast?: number | null;
}

/**
 * Which value of a customer counts, of those at the steps that the customer passed.
 */
export type FunnelAttribution = "first" | "last" | "all" | "step";

/**
 * How many customers finished within a time, and the share that would have if nobody were open.
 */
export interface FunnelBin {
    /**
     * From this time after the first step.
     */
    from_seconds: number;
    /**
     * Up to this time, which is in the next bin unless it is the last one.
     */
    to_seconds: number;
    /**
     * Customers who finished in between.
     */
    customers: number;
    /**
     * Share of the customers of the first step who finished up to `to_seconds`, by the Kaplan-Meier estimate: open
     * customers count as long as they were seen, and so do dropped ones.
     */
    cumulative: Estimate;
    /**
     * Customers who were still seen without having finished right before `to_seconds`.
     */
    at_risk: number;
}

/**
 * Something that goes along with finishing, or with dropping. This is no proof of a cause.
 */
export interface FunnelCorrelation {
    /**
     * `touchpoint`, or the column.
     */
    column: string;
    /**
     * Touchpoint or value.
     */
    value: string;
    /**
     * Converted customers with it.
     */
    converted: number;
    /**
     * Dropped customers with it.
     */
    dropped: number;
    /**
     * Odds of success with it against those without it, 1 added to all four counts.
     */
    odds_ratio: number;
    /**
     * Two-sided p-value for "the share of converted customers is the same with and without it".
     */
    p: number | null;
    /**
     * The same, adjusted for all that were tested (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * What a funnel counts.
 */
export type FunnelCount = "customers" | "sessions" | "totals";

/**
 * Events that must not lie between two steps of a funnel: a touchpoint, or a single event in the language of
 * `Pattern`s, read as those of a `FunnelStep`.
 */
export type FunnelExclusion = string | { touchpoint?: string; pattern?: string; from?: number; to?: number };

/**
 * Which members of a step of a funnel are meant.
 */
export type FunnelMember = "reached" | "dropped" | "open";

/**
 * What may lie between two steps of a funnel.
 */
export type FunnelMode = "default" | "strict_deduplication" | "strict_order" | "strict_increase";

/**
 * What customers did next who dropped after a step.
 */
export interface FunnelNext {
    /**
     * Number of the last step that they passed, from 1.
     */
    step: number;
    /**
     * Touchpoint of the very next event; `null` if there is none, or for the sum of all others.
     */
    touchpoint: string | null;
    /**
     * What the row is.
     */
    kind: FunnelNextKind;
    /**
     * Customers who dropped here and did this next.
     */
    customers: number;
    /**
     * Share of the customers who dropped here.
     */
    share: Estimate;
}

/**
 * What a row of `FunnelNext` is.
 */
export type FunnelNextKind = "touchpoint" | "end" | "other";

/**
 * Whether the steps of a funnel must come in their order.
 */
export type FunnelOrder = "ordered" | "any";

/**
 * Customers whose first step lies in a period.
 */
export interface FunnelPeriod {
    /**
     * First day of the period, such as `2024-01-29`; of an hour its beginning, such as `2024-01-29T15:00+01:00`.
     */
    period: string;
    /**
     * Customers who passed the first step in it.
     */
    customers: number;
    /**
     * Of these, customers who passed all steps.
     */
    converted: number;
    /**
     * Customers who did not, and whose time is over.
     */
    dropped: number;
    /**
     * Customers who did not yet, and still may.
     */
    open: number;
    /**
     * Share of converted customers among converted and dropped ones.
     */
    conversion: Estimate;
    /**
     * Whether the period is over, and nobody in it is open: later data will not change the row.
     */
    complete: boolean;
}

/**
 * Which start of a customer counts in a funnel.
 */
export type FunnelReentry = "last_before" | "first";

/**
 * Answer of `Funnel`.
 */
export interface FunnelReport {
    /**
     * Steps in order; with `by`, those of everybody first, then those of each group in the order of the groups' names.
     */
    rows: FunnelRow[];
    /**
     * Customers of the log, also those without the first step.
     */
    customers: number;
    /**
     * Customers who passed all steps.
     */
    converted: number;
    /**
     * Customers who passed the first step, not all, and whose time is over.
     */
    dropped: number;
    /**
     * Customers who passed the first step, not all, and whose window is still running at the end of the data.
     */
    open: number;
    /**
     * Share of converted customers among converted and dropped ones.
     */
    conversion: Estimate;
    /**
     * Time from the first step to the last, of converted customers.
     */
    time: DurationStats;
    /**
     * By period of the first step, in order of time, if asked. Periods without anybody are left out.
     */
    trend?: FunnelPeriod[];
    /**
     * Times from the first step to the last one, if asked: from 0 to the window, or to the longest one without a window.
     * Empty if nobody finished, or if there were too many times to hold each of them.
     */
    bins?: FunnelBin[];
    /**
     * What dropped customers did next, if asked: by step, most frequent first.
     */
    next?: FunnelNext[];
    /**
     * What goes along with success, if asked: smallest p first.
     */
    correlations?: FunnelCorrelation[];
    /**
     * Touchpoints and values that were not compared, because too few customers have them, or lack them.
     */
    too_few?: number;
}

/**
 * A step of a funnel.
 */
export interface FunnelRow {
    /**
     * Value of `by`; `null` for everybody.
     */
    group?: string;
    /**
     * Number of the step, from 1.
     */
    step: number;
    /**
     * Name of the step, which is its touchpoint or pattern unless it has one of its own.
     */
    touchpoint: string;
    /**
     * Distinct customers who reached this step; sessions or attempts if these are counted.
     */
    customers: number;
    /**
     * Share of the customers of the first step, without those who are open at an earlier step.
     */
    share: Estimate;
    /**
     * Share of the customers of the step before, without those who are open there; undefined for the first.
     */
    conversion: Estimate;
    /**
     * In an open funnel, customers who did not come here from the step before.
     */
    entered?: number;
    /**
     * Customers who got here, no further, and whose time is over.
     */
    dropped: number;
    /**
     * Customers who got here, no further yet, and whose window is still running at the end of the data.
     */
    open: number;
    /**
     * Time from the step before.
     */
    time_from_previous: DurationStats;
    /**
     * Time from the first step.
     */
    time_from_first: DurationStats;
    /**
     * Sum of a column at this step, if asked.
     */
    value?: FunnelValue;
}

/**
 * A step of a funnel: a touchpoint, or a single event in the language of `Pattern`s.
 *
 * A text is the name of a touchpoint; if the log has no such touchpoint, it is read as a pattern such as `cart | basket`,
 * `!support` or `purchase(amount > 100)`.
 */
export type FunnelStep = string | { touchpoint?: string; pattern?: string; name?: string; optional?: boolean; anchored?: boolean; after?: string; within?: string };

/**
 * Values of a column at a step of a funnel.
 */
export interface FunnelValue {
    /**
     * Sum over the customers who passed the step.
     */
    sum: number;
    /**
     * Customers with a value there.
     */
    n: number;
    /**
     * Sum over those who went no further, and whose time is over.
     */
    lost: number;
}

/**
 * What a gain is counted in.
 */
export type GainUnit = "customers" | "value";

/**
 * Silences of about the same length.
 */
export interface GapBin {
    /**
     * Shortest length in this bin.
     */
    from_seconds: number;
    /**
     * Shortest length beyond it.
     */
    to_seconds: number;
    /**
     * Silences.
     */
    gaps: number;
    /**
     * Mean of the bins around, the nearer ones with more weight; what valleys are looked for in.
     */
    smoothed: number;
}

/**
 * Answer of `session_gap`.
 */
export interface GapReport {
    /**
     * Histogram of the silences: bins of an eighth of a power of ten, from the first to the last that is not empty.
     */
    rows: GapBin[];
    /**
     * Silences of more than 0.
     */
    gaps: number;
    /**
     * Events at the same time as the one before.
     */
    zero_gaps: number;
    /**
     * All silences are multiples of this; 1 µs if there is none.
     */
    resolution_seconds: number;
    /**
     * Where short and long silences part.
     */
    valley: GapValley | null;
    /**
     * Why there is no valley.
     */
    no_valley: NoValley | null;
}

/**
 * A limit that parts short silences from long ones.
 */
export interface GapValley {
    /**
     * The limit.
     */
    gap: TimeSpan;
    /**
     * The usual short silence.
     */
    shorter_seconds: number;
    /**
     * The usual long silence.
     */
    longer_seconds: number;
    /**
     * By what share of the lower hill the valley lies below it.
     */
    depth: number;
    /**
     * Share of the silences that are longer than the limit.
     */
    share_longer: number;
}

/**
 * How a column is made coarser.
 */
export type Generalize = { prefix: { characters: number } } | { width: { width: number } } | { span: { length: TimeSpan } } | { rare: { k: number; other: string } };

/**
 * A column and how it is made coarser.
 */
export interface Generalized {
    /**
     * Further column.
     */
    column: string;
    /**
     * How.
     */
    to: Generalize;
}

/**
 * How big a group is.
 */
export interface GroupSize {
    /**
     * Journeys.
     */
    customers: number;
    /**
     * Events.
     */
    events: number;
}

/**
 * A number, or a number between the least and the most that it may be.
 */
export type Guess = number | [number, number, number];

/**
 * Moves from a touchpoint of one owner to a touchpoint of another.
 */
export interface Handoff {
    /**
     * Owner who hands over.
     */
    source: string;
    /**
     * Owner who takes over.
     */
    target: string;
    /**
     * Moves.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * How long customers waited in between.
     */
    waiting_time: DurationStats;
}

/**
 * One who serves customers.
 */
export interface HandoffParty {
    /**
     * Value of the column.
     */
    name: string;
    /**
     * Events.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Handoffs to others.
     */
    given: number;
    /**
     * Handoffs from others.
     */
    taken: number;
    /**
     * Journeys that end here: customers who were not handed over any more.
     */
    ends: number;
}

/**
 * Answer of `Handoffs`.
 */
export interface HandoffReport {
    /**
     * Column that says who served the customer.
     */
    by: string;
    /**
     * Handoffs by falling count, then by source and target in byte order.
     */
    rows: HandoffRow[];
    /**
     * All who served customers, in byte order.
     */
    parties: HandoffParty[];
    /**
     * Repeats by falling count, then by touchpoint in the order of the log, source and target.
     */
    repeats: RepeatRow[];
    /**
     * Customers with an event of somebody.
     */
    customers: number;
    /**
     * Share of these who were handed over at least once.
     */
    handed_over: Estimate;
    /**
     * Share of these who had to ask somebody else again at least once.
     */
    repeated: Estimate;
    /**
     * Handoffs in all.
     */
    count: number;
    /**
     * Waiting time of all handoffs.
     */
    wait: DurationStats;
    /**
     * Events of nobody.
     */
    unassigned: number;
}

/**
 * Customers who went from one to another.
 */
export interface HandoffRow {
    /**
     * Who handed over.
     */
    source: string;
    /**
     * Who took over.
     */
    target: string;
    /**
     * Handoffs.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Share of the handoffs by `source`.
     */
    share: Estimate;
    /**
     * Handoffs back to whoever had the customer right before the source.
     */
    back: number;
    /**
     * Handoffs before the last event at the source was over; their waiting time is 0.
     */
    overlaps: number;
    /**
     * Waiting time.
     */
    wait: DurationStats;
}

/**
 * Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?
 *
 * A column says who served the customer at an event: an owner team, a system, a channel. Where the next event of a journey is
 * somebody else's, the customer was *handed over*. Waiting is from the end of the last event at the source (its `end` if
 * the log knows it, else its time) to the first one at the target; it is never below 0. A handoff is *back* if it returns the customer to
 * whoever had them right before the source. Events without a value in the column are nobody's: they are counted in `unassigned`, and
 * left out otherwise.
 *
 * An event is a *repeat* if the event before it at the same touchpoint was somebody else's, within `repeat_within`: the customer
 * came with the same thing again, to another desk. Seven days are the usual window of first contact resolution.
 *
 * # Errors
 * For a column that the log does not have or that is no dictionary column, and a negative time span.
 *
 * # Complexity
 * O(events · log(pairs)) time; some six bytes a handoff and repeat while running, for exact quantiles.
 *
 * # Reference
 * Handover of work: van der Aalst, Reijers and Song, "Discovering Social Networks from Event Logs", CSCW 14 (2005).
 */
export interface Handoffs {
    /**
     * Dictionary column that says who served the customer.
     */
    by?: string;
    /**
     * Longest time between two events at one touchpoint of which the second is a repeat.
     */
    repeatWithin?: TimeSpan;
}

/**
 * A number that a report begins with.
 */
export type Headline = "customers" | "journey_length" | { conversion: { source: string; target: string; within?: TimeSpan | null } } | { funnel: { steps: string[]; within?: TimeSpan | null } };

/**
 * An id.
 */
export interface IdExample {
    /**
     * Its column.
     */
    column: string;
    /**
     * Its value.
     */
    value: string;
}

/**
 * An id.
 */
export interface IdValue {
    /**
     * Its column.
     */
    column: string;
    /**
     * Its value.
     */
    value: string;
}

/**
 * How far do numbers move when a share of the links between ids is lost?
 *
 * Customers are brought together as `stitch` does it, first with all links, then several times with a share
 * of them lost. A link is a pair of ids that stand on one event; which of them are lost depends on the seed, the
 * repetition, and the two ids. With the same seed, the links lost at a smaller share are among those lost at a larger one.
 *
 * # Complexity
 * Ids are read once; each run costs what linking and indexing of `stitch` cost, and what the numbers cost.
 */
export interface IdentitySensitivity {
    /**
     * How customers are brought together.
     */
    stitching?: Stitching;
    /**
     * The numbers.
     */
    numbers?: Headline[];
    /**
     * Shares of the links that are lost, each 0 to 1.
     */
    shares?: number[];
    /**
     * How often each share is lost.
     */
    repeats?: number;
    /**
     * Which links are lost.
     */
    seed?: number;
}

/**
 * Importance of a rated item beside how well it does.
 */
export interface ImportancePerformanceRow {
    /**
     * The item in a few words.
     */
    item: string;
    /**
     * The touchpoint that it is about.
     */
    touchpoint: string | null;
    /**
     * Share of the explained variance.
     */
    importance: number | null;
    /**
     * Mean rating of all who answered, also of those who left another item out.
     */
    mean: Estimate;
    /**
     * The mean rating as a share of the scale: 0 is the worst answer, 1 the best.
     */
    performance: number | null;
    /**
     * Share of the best answers.
     */
    satisfied: Estimate;
    /**
     * Share of the best answers to how important it is; `null` if importance is derived.
     */
    stated: Estimate | null;
    /**
     * Opportunity score from 0 to 20: above 10 worth pursuing, above 15 extreme.
     */
    opportunity: number | null;
    /**
     * Where it lies.
     */
    quadrant: Quadrant | null;
}

/**
 * How many customers had one of several outcomes up to a time.
 */
export interface IncidenceRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * The outcome: a pattern, or `inactivity`.
     */
    outcome: string;
    /**
     * Time since the start.
     */
    seconds: number;
    /**
     * Customers with this outcome at this time and since the row before.
     */
    events: number;
    /**
     * Share of customers who had this outcome up to this time.
     */
    share: Estimate;
}

/**
 * Something that could be done. Which fields are needed depends on the score.
 */
export interface Initiative {
    /**
     * Its name, which no other one has.
     */
    name?: string;
    /**
     * How many customers it reaches in a stated time; the higher one comes first at equal scores.
     */
    reach?: Guess | null;
    /**
     * How much it does for each of them; for RICE by custom 0.25, 0.5, 1, 2 or 3.
     */
    impact?: Guess | null;
    /**
     * How sure that is, from 0 to 1.
     */
    confidence?: Guess | null;
    /**
     * What it costs, such as person-months: more than 0. The size of the job for WSJF.
     */
    effort?: Guess | null;
    /**
     * How easy it is, for ICE.
     */
    ease?: Guess | null;
    /**
     * What it is worth to customers and to the business, for WSJF.
     */
    business_value?: Guess | null;
    /**
     * How much of that is lost by waiting, for WSJF.
     */
    time_criticality?: Guess | null;
    /**
     * Which risk it takes away or which chance it opens, for WSJF; 0 if `null`.
     */
    risk_reduction?: Guess | null;
    /**
     * Ten times the share of customers to whom it is important, for the opportunity score.
     */
    importance?: Guess | null;
    /**
     * Ten times the share of customers who are satisfied with it as it is, for the opportunity score.
     */
    satisfaction?: Guess | null;
}

/** Values of a column. */
export type InputColumn =
| Float64Array | Float32Array | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array | BigInt64Array | BigUint64Array
| readonly (string | null | undefined)[]
| readonly (number | null | undefined)[]
| readonly (boolean | null | undefined)[]
| readonly (Date | null | undefined)[]
| { codes: Uint32Array; names: readonly string[] };

/** Columns of equal length by name. Lists hold one kind of value, with `null` or `undefined` where one is missing; `codes` are positions in `names`, 4294967295 where a value is missing. */
export type InputColumns = Record<string, InputColumn>;

/**
 * Customers with so many events.
 */
export interface InteractionCount {
    /**
     * Number of events.
     */
    events: number;
    /**
     * Customers with exactly this number.
     */
    customers: number;
}

/**
 * Answer of `Interactions`.
 */
export interface InteractionReport {
    /**
     * Touchpoints with events, in the order of the log.
     */
    rows: InteractionRow[];
    /**
     * All touchpoints together.
     */
    overall: InteractionRow;
}

/**
 * Events per customer, overall or at a touchpoint.
 */
export interface InteractionRow {
    /**
     * Touchpoint; `null` for all together.
     */
    touchpoint: string | null;
    /**
     * Customers with at least one event here.
     */
    customers: number;
    /**
     * Events.
     */
    count: number;
    /**
     * Events per customer, with an interval by the normal approximation.
     */
    mean: Estimate;
    /**
     * Customers by number of events, from the smallest number.
     */
    distribution: InteractionCount[];
}

/**
 * How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
 *
 * The denominator of a touchpoint is the customers with at least one event there, not all customers. The
 * interval of the mean is a normal approximation: with few customers and a few heavy users lean on the
 * distribution instead, which is exact.
 *
 * # Complexity
 * O(events) time; memory for one count a touchpoint and number of events.
 */
export interface Interactions {}

/**
 * One problem of a document, with its place. A document is read to its end, so that all its
 * problems are reported at once.
 */
export interface Issue {
    /**
     * Stable name of the kind of problem, such as `unknown_field`.
     */
    code: string;
    /**
     * Where it is.
     */
    place: Place;
    /**
     * What is wrong, in a sentence.
     */
    message: string;
    /**
     * What would be right there.
     */
    expected: string | null;
}

/**
 * One number that a journey has, or has not: an answer to a question, or what happened at a touchpoint.
 *
 * Yes is 1 and no is 0. Several answers of one journey are joined as the analysis says.
 */
export type JourneyFact = { answer: { column: string; touchpoint?: string; min?: number; max?: number; missing?: number[] } } | { number: { column: string; touchpoint?: string } } | { flag: { column: string } } | { visited: { touchpoint: string } } | { visits: { touchpoint: string } } | { repeated: { touchpoint: string } } | { waiting_time: { touchpoint: string } } | { matches: { pattern: Pattern } };

/**
 * A customer journey map: the document that a team keeps and that this library measures.
 */
export interface JourneyMapDocument {
    /**
     * Version of the format: 1.
     */
    format: number;
    /**
     * Name of the map.
     */
    name: string;
    /**
     * What the map is for.
     */
    objective?: string;
    /**
     * From where to where the journey goes.
     */
    scope?: Scope;
    /**
     * Who answers for the map.
     */
    owner?: string;
    /**
     * IANA time zone of everything with a calendar; UTC if left out.
     */
    time_zone?: string;
    /**
     * Where ratings are found in the events, unless a touchpoint says otherwise.
     */
    rating?: RatingScale;
    /**
     * Where comments are found in the events.
     */
    comments?: CommentColumn;
    /**
     * Kinds of customers.
     */
    personas?: Persona[];
    /**
     * Phases of the journey, in order.
     */
    stages?: Stage[];
    /**
     * Paths that the team designed.
     */
    planned_paths?: PlannedPath[];
    /**
     * Measures with targets.
     */
    kpis?: Kpi[];
}

/** A table from which every row with a small cell was left out: how many, and which share of the sum of `column`. */
export interface KAnonymous { columns: Columns; k: number; suppressed_rows: number; column: string | null; suppressed: Estimate }

/**
 * What happens to columns of the same name and different kinds, such as a price that one source writes as `12.50` and
 * another one as `12,50 EUR`.
 */
export type Kinds = "fail" | "mix";

/**
 * A measure with its target.
 */
export interface Kpi {
    /**
     * Unique within the map.
     */
    id: string;
    /**
     * Name to show.
     */
    name: string;
    /**
     * What is measured, with exactly the parameters it needs.
     */
    measure: KpiMeasure;
    /**
     * Which part of the map it is about; the whole map if left out.
     */
    scope?: KpiScope;
    /**
     * Value to reach: a number (rates as a share of 1, scores in points, money in its unit) or,
     * for times, a time span.
     */
    target?: KpiTarget;
    /**
     * Whether more is better; if left out, what is usual for the measure.
     */
    direction?: Direction;
}

/**
 * A KPI before and after.
 */
export interface KpiChange {
    /**
     * Id of the persona; `null` for everybody.
     */
    persona: string | null;
    /**
     * Id of the KPI; `completion` for the share of completed journeys.
     */
    kpi: string;
    /**
     * Name to show.
     */
    name: string;
    /**
     * Unit of all numbers.
     */
    unit: Unit;
    /**
     * Which way is better.
     */
    direction: Direction;
    /**
     * Value before.
     */
    before: Estimate;
    /**
     * Value after.
     */
    after: Estimate;
    /**
     * After less before.
     */
    difference: Estimate;
    /**
     * What is judged: the difference, less what would have come anyway as far as that is known.
     */
    effect: Estimate;
    /**
     * What was taken off.
     */
    adjustment: Adjustment;
    /**
     * Two-sided p-value for "no effect".
     */
    p: number | null;
    /**
     * The same, adjusted for everything that was tested (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * An effect within this on both sides of 0 does not matter.
     */
    margin: number;
    /**
     * What became of it.
     */
    verdict: KpiVerdict;
    /**
     * The verdict in words, with its numbers.
     */
    statement: string;
    /**
     * Value to reach.
     */
    target: number | null;
    /**
     * Whether it was reached before.
     */
    status_before: KpiStatus | null;
    /**
     * Whether it was reached after.
     */
    status_after: KpiStatus | null;
    /**
     * Value in as long a period just before the one before, if the log goes back so far: if that is closer to the value
     * after, the period before was unusual.
     */
    earlier: Estimate | null;
    /**
     * Difference between the same weeks a year (364 days) before, if the log goes back so far.
     */
    season: Estimate | null;
    /**
     * Difference of the customers whom the change did not touch.
     */
    control: Estimate | null;
    /**
     * Difference if both sides had the mix of both together.
     */
    same_mix: Estimate | null;
    /**
     * Whether the difference turns round with the same mix (Simpson's paradox).
     */
    mix_reverses: boolean;
}

/**
 * What a KPI measures.
 */
export type KpiMeasure = { conversion_rate: { from?: string; to: string; within?: TimeSpan } } | { drop_off_rate: {} } | { nps: { column: string; weight?: string } } | { csat: { column: string; min: number; max: number; satisfied_from: number; weight?: string } } | { ces: { column: string; form: CesForm; weight?: string } } | { retention_rate: { period: Period; after: number } } | { churn_rate: { inactivity: TimeSpan } } | { revenue_per_customer: { column: string } } | { customer_lifetime_value: { column: string; margin: number; discount_rate: number } } | { average_order_value: { column: string; order?: string } } | { time_spent: { statistic?: Statistic } } | { waiting_time: { statistic?: Statistic } } | { interactions_per_customer: {} } | { engagement_rate: { at_least: number } };

/**
 * Part of the map that a KPI is about.
 */
export type KpiScope = "map" | { stage: string } | { touchpoint: string } | { persona: string };

/**
 * Whether a KPI reaches its target.
 */
export type KpiStatus = "met" | "uncertain" | "missed";

/**
 * Value that a KPI should reach.
 */
export type KpiTarget = number | TimeSpan;

/**
 * What became of a KPI.
 */
export type KpiVerdict = "better" | "worse" | "no_change" | "unclear" | "not_enough_data";

/**
 * Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and usage
 * intervals.
 *
 * A customer is active in a period with an event in it (a match of `activity`, if that is given, that ends in it). Active
 * customers are *new* (never active before), *returning* (active in the period before, too) or *resurrected* (active before
 * that only); together with the *dormant* ones, who were active before but not in this period, they are all customers seen
 * so far. *Lost* are those dormant ones who were active in the period before.
 *
 * Churn is by a stated rule, not observed: a customer churns in the last of `churn_after` periods in a row without activity.
 * The churn rate is that of the customers who had not churned when the period began. Those who come back after that are
 * *reactivated* and are counted apart, never set off against churn.
 *
 * Stickiness is the share of the days of a period on which an active customer was active, on average: daily over monthly
 * active users. The usage interval is the median of a customer's own gaps between active days; `usage` says within how many
 * days a share of customers usually comes back, which is the period to ask retention for.
 *
 * The last period is rarely over when the data end: `complete` says so, and it has no rates.
 *
 * # Errors
 * For an unknown time zone, `churn_after` of 0, a share not between 0 and 1, and those of `matching`.
 *
 * # Complexity
 * O(events + periods) time; memory for some counts a period and group.
 */
export interface Lifecycle {
    /**
     * Length of a period.
     */
    period?: Period;
    /**
     * IANA time zone of the calendar; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of a week.
     */
    weekStart?: Weekday;
    /**
     * What counts as activity; any event if `null`.
     */
    activity?: Pattern | null;
    /**
     * A customer churns after so many periods without activity.
     */
    churnAfter?: number;
    /**
     * Share of customers for the usage interval.
     */
    share?: number;
    /**
     * Groups: `touchpoint`, or a dictionary column, at a customer's first activity.
     */
    by?: string | null;
    /**
     * End of observation, if it is not the last event of the data. Later events are left out.
     */
    until?: string | null;
}

/**
 * Answer of `Lifecycle`.
 */
export interface LifecycleReport {
    /**
     * Everybody first, then each group; periods in order of time.
     */
    rows: LifecycleRow[];
    /**
     * Active days of customers in a period.
     */
    active_days: ActiveDaysRow[];
    /**
     * Usage intervals of everybody and of each group.
     */
    usage: UsageInterval[];
    /**
     * The distribution of the usage intervals.
     */
    intervals: UsageIntervalRow[];
}

/**
 * Customers in a period.
 */
export interface LifecycleRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * First day of the period, such as `2024-01-29`; of an hour its beginning, such as `2024-01-29T15:00+01:00`.
     */
    period: string;
    /**
     * Whether the period was over when observation ended.
     */
    complete: boolean;
    /**
     * Customers active in this period or before: active and dormant ones.
     */
    seen: number;
    /**
     * Customers active in this period: new, returning and resurrected ones.
     */
    active: number;
    /**
     * Customers who were never active before.
     */
    new: number;
    /**
     * Customers active in the period before, too.
     */
    returning: number;
    /**
     * Customers active before, but not in the period before.
     */
    resurrected: number;
    /**
     * Customers active before, but not in this period.
     */
    dormant: number;
    /**
     * Dormant customers who were active in the period before.
     */
    lost: number;
    /**
     * Customers who had not churned when the period began.
     */
    customers: number;
    /**
     * Of these, customers for whom this was the last of so many periods without activity.
     */
    churned: number;
    /**
     * `churned` as a share of `customers`; no value in a period that is not over.
     */
    churn: Estimate;
    /**
     * Resurrected customers who had churned.
     */
    reactivated: number;
    /**
     * Share of the days of the period on which an active customer was active, on average; no value for hours, and in a period that is not
     * over.
     */
    stickiness: Estimate;
}

/**
 * Another reason why numbers may differ, and what was done about it.
 */
export interface Limit {
    /**
     * The reason.
     */
    kind: LimitKind;
    /**
     * What was done about it.
     */
    status: LimitStatus;
    /**
     * The same in words.
     */
    statement: string;
}

/**
 * Another reason why numbers may differ.
 */
export type LimitKind = "season" | "regression_to_the_mean" | "case_mix" | "weekdays" | "other_changes" | "open_journeys";

/**
 * What was done about it.
 */
export type LimitStatus = "handled" | "not_ruled_out" | "at_work";

/**
 * Moves that met with some load.
 */
export interface LoadBand {
    /**
     * Fewest others who were waiting.
     */
    least: number;
    /**
     * Most others who were waiting.
     */
    most: number;
    /**
     * Moves.
     */
    count: number;
    /**
     * Their mean waiting time.
     */
    mean_seconds: number;
}

/**
 * Result of the log-rank test of all groups.
 */
export interface LogRankTest {
    /**
     * Squared distance of observed from expected events.
     */
    statistic: number;
    /**
     * One less than the number of groups that can be told apart.
     */
    degrees_of_freedom: number;
    /**
     * p-value for "it comes at the same rate in all groups".
     */
    p: number | null;
}

/**
 * Ids that look alike.
 */
export interface LookAlikes {
    /**
     * Their column.
     */
    column: string;
    /**
     * At most five of them.
     */
    values: string[];
}

/**
 * Answer of `Matches`.
 */
export interface MatchReport {
    /**
     * What was looked for.
     */
    pattern: string;
    /**
     * Journeys.
     */
    customers: number;
    /**
     * Journeys with a match.
     */
    matched: number;
    /**
     * Share of the journeys with a match.
     */
    share: Estimate;
    /**
     * Matches.
     */
    count: number;
    /**
     * Matches of a journey at most.
     */
    most: number;
    /**
     * Events in all matches, those that lie in gaps too.
     */
    events: number;
    /**
     * Time from the first event of a match to its last one.
     */
    time: DurationStats;
}

/**
 * In how many journeys is a pattern found, how often, and how long does it take?
 *
 * See `Pattern` for the language and for what a match is: matches of a journey do not overlap. The share is that of the
 * journeys with at least one match in all journeys. The time of a match is from its first event to its last one, 0 for a
 * single event; a match up to `end` goes up to the end of the data.
 *
 * # Errors
 * Those of `matching`, and for an empty pattern.
 *
 * # Complexity
 * O(events · elements of the pattern) time; some six bytes a match while running, for exact quantiles.
 */
export interface Matches {
    /**
     * What is looked for.
     */
    pattern?: Pattern | null;
}

/**
 * How to measure a map.
 */
export interface Measure {
    /**
     * An incomplete journey is open, not lost, if its last event lies within this time of the end of
     * the data. If `null`: 30 days, or twice the longest target waiting time of the map if that is
     * longer.
     */
    openWithin?: TimeSpan | null;
    /**
     * Samples smaller than this are flagged, and nothing is concluded from them.
     */
    minSample?: number;
    /**
     * Pain points that are listed, at most; as many delights.
     */
    findings?: number;
    /**
     * Number column with the amounts that customers bring, for the value at stake. If `null`: that of the map's first KPI
     * about revenue, lifetime value or orders.
     */
    value?: string | null;
    /**
     * Customers who come for help within this time come because of the touchpoint before, and come again about the same.
     */
    supportWithin?: TimeSpan;
    /**
     * Opening hours: of every wait, only what falls into them counts. All time counts if `null`.
     */
    hours?: OpeningHours | null;
}

/**
 * Everything measured about one stage or touchpoint.
 *
 * A *visit* is an unbroken run of events of one journey at the element.
 */
export interface MeasuredElement {
    /**
     * Stage or touchpoint.
     */
    kind: ElementKind;
    /**
     * Id in the map.
     */
    id: string;
    /**
     * Id of the stage it belongs to; its own for a stage.
     */
    stage: string;
    /**
     * Distinct customers with an event here.
     */
    customers: number;
    /**
     * Share of the view's customers with an event here.
     */
    share: Estimate;
    /**
     * Events here.
     */
    events: number;
    /**
     * Visits here.
     */
    visits: number;
    /**
     * Customers here who later had an event in a later stage (for a touchpoint: at a touchpoint that
     * comes later in the map), as a share of those here of whom it is known: those who first came here before
     * `open_after`, but for open ones who may still go on. Undefined for the last.
     */
    conversion: Estimate;
    /**
     * Customers whose journey ended here, incomplete and over, as a share of those of whom it is known: who were last
     * here before the end of the scope and before `open_after`, but for open ones who may still go on.
     * Undefined at and after the end of the scope.
     */
    drop_off: Estimate;
    /**
     * Customers whose journey ended here, incomplete and over.
     */
    dropped: number;
    /**
     * Customers whose last event is here and who are still open.
     */
    open: number;
    /**
     * Arrivals from an element that comes later in the map.
     */
    backward: number;
    /**
     * How long visits took: from the first event to the end of the last one. A visit of one event
     * without an end has no measurable length and is not in `n`.
     */
    time_spent: DurationStats;
    /**
     * How long customers waited: from the end of the visit before to the beginning of this one.
     */
    waiting_time: DurationStats;
    /**
     * Events divided by customers here.
     */
    interactions_per_customer: Estimate;
    /**
     * Channels of the events here, most frequent first: from the log's column `channel` if there is
     * one, otherwise what the map says.
     */
    channels: ChannelCount[];
    /**
     * Arrivals from a touchpoint of another owner.
     */
    handoffs: number;
    /**
     * Mean rating on the scale of the input.
     */
    rating: Estimate;
    /**
     * Mean rating on the emotion scale, -2 to +2.
     */
    emotion: Estimate;
    /**
     * Emotion that the map expects: for this persona if stated, else for everybody. For a stage, the
     * mean over its touchpoints that state one.
     */
    expected_emotion: number | null;
    /**
     * Ratings outside of the stated scale; they count nowhere.
     */
    out_of_scale: number;
    /**
     * Input rows of some events here, at most five, smallest first.
     */
    rows: number[];
}

/**
 * A KPI with its value.
 */
export interface MeasuredKpi {
    /**
     * Id in the map.
     */
    id: string;
    /**
     * Name to show.
     */
    name: string;
    /**
     * Part of the map that it is about.
     */
    scope: KpiScope;
    /**
     * Name of the measure, such as `nps`.
     */
    measure: string;
    /**
     * Value with its interval and sample.
     */
    value: Estimate;
    /**
     * Unit of value and target.
     */
    unit: Unit;
    /**
     * Target in the same unit.
     */
    target: number | null;
    /**
     * Which way is better.
     */
    direction: Direction;
    /**
     * Met, missed or uncertain; `null` without target or value.
     */
    status: KpiStatus | null;
    /**
     * Answers that were left out: outside of the scale, or amounts that are not finite.
     */
    dropped: number;
    /**
     * Input rows of some events that it counts, at most five, smallest first.
     */
    rows: number[];
}

/**
 * A journey map with every number filled in from an event log.
 */
export interface MeasuredMapDocument {
    /**
     * The map that was measured.
     */
    map: JourneyMapDocument;
    /**
     * Where every number comes from.
     */
    provenance: Provenance;
    /**
     * First everybody, then each persona in the order of the map.
     */
    views: View[];
    /**
     * What hurts most, worst first, over all views.
     */
    pain_points: Finding[];
    /**
     * What delights most, best first, over all views.
     */
    delights: Finding[];
    /**
     * The pain points that the map states, in its order, and what the data say about each.
     */
    stated_pain_points: StatedPainPoint[];
    /**
     * How customers feel on their way, from the ratings and comments that the map names: everybody, then each persona (its id
     * is the group), held against what the map expects. Ratings and comments of one event have equal weights.
     */
    emotions?: EmotionReport;
    /**
     * What the data say and the map does not.
     */
    coverage: Coverage;
    /**
     * What was doubtful in the input of the log.
     */
    quality: Quality;
}

/**
 * How an interval was made. All are two-sided with 95 % coverage.
 */
export type Method = "wilson" | "wald" | "adjusted_wald" | "newcombe" | "square_and_add" | "delta" | "order_statistic" | "log_log" | "bootstrap" | "jackknife" | "none";

/**
 * A part of the customers before and after.
 */
export interface MixChange {
    /**
     * `persona`, `weekday` (of the first event) or the name of a column.
     */
    attribute: string;
    /**
     * Persona, day or value; `null` for customers without one.
     */
    value: string | null;
    /**
     * Share before.
     */
    before: Estimate;
    /**
     * Share after.
     */
    after: Estimate;
    /**
     * After less before.
     */
    difference: Estimate;
    /**
     * Two-sided p-value for "the shares are equal".
     */
    p: number | null;
    /**
     * The same, adjusted for the whole list (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * Share of a value of an attribute in both groups.
 */
export interface MixRow {
    /**
     * Column.
     */
    column: string;
    /**
     * The first value of a journey; `null` for journeys without one.
     */
    value: string | null;
    /**
     * Share of the first group.
     */
    a: Estimate;
    /**
     * Share of the second group.
     */
    b: Estimate;
    /**
     * The first share less the second one.
     */
    difference: Estimate;
    /**
     * p-value for "both shares are equal" (z-test with the pooled share).
     */
    p: number | null;
    /**
     * The same, adjusted for all values of all columns (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * Why there is no limit to be seen.
 */
export type NoValley = "too_few" | "one_hill";

/**
 * A difference between ids that does not count.
 */
export type Normal = "case" | "blanks" | "unicode";

/**
 * Would customers recommend us? The net promoter score of answers from 0 to 10.
 *
 * Promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6. The score is the percentage of promoters minus
 * the percentage of detractors, in points from -100 to +100, never rounded. Every event with a value in
 * `column` is one answer. Answers that are off the scale (codes for "no answer"), fractional or missing are
 * left out and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the
 * score is undefined.
 *
 * With `weight`, shares are weighted and intervals use the effective size of the sample. With `by`, each
 * group is also compared with all other answers (difference of two independent scores, normal
 * approximation). A difference between groups is no proof of a cause.
 *
 * # Errors
 * For a column that does not exist or has no numbers, and for a weight that is negative or infinite.
 *
 * # Complexity
 * O(events) time; memory for 11 counts a group.
 *
 * # References
 * Reichheld (2003), "The one number you need to grow"; Rocks (2016), "Interval estimation for the 'net
 * promoter score'", The American Statistician 70; Kish (1965), *Survey Sampling*, for the effective size.
 */
export interface Nps {
    /**
     * Number column with the answers.
     */
    column?: string;
    /**
     * Number column with survey weights.
     */
    weight?: string | null;
    /**
     * Groups to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
    /**
     * Codes on the scale that mean "no answer".
     */
    missing?: number[];
    /**
     * How the interval is made.
     */
    interval?: NpsInterval;
}

/**
 * How the interval of a net score is made.
 */
export type NpsInterval = "adjusted_wald" | "wald";

/**
 * Answer of `Nps`.
 */
export interface NpsReport {
    /**
     * Score of everybody, in points.
     */
    score: Estimate;
    /**
     * Everybody first, then the groups with answers in the order of their names in the log.
     */
    rows: NpsRow[];
    /**
     * Events that gave no answer.
     */
    dropped: DroppedAnswers;
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
}

/**
 * Score of everybody or of one group.
 */
export interface NpsRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Score in points.
     */
    score: Estimate;
    /**
     * Answers 9 and 10, not weighted.
     */
    promoters: number;
    /**
     * Answers 7 and 8, not weighted.
     */
    passives: number;
    /**
     * Answers 0 to 6, not weighted.
     */
    detractors: number;
    /**
     * Size of an unweighted sample with the same precision; the number of answers without weights.
     */
    effective_n: number | null;
    /**
     * Two-sided p-value for "the group scores as all other answers do".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * A type of objects.
 */
export interface ObjectTypeInfo {
    /**
     * Its name.
     */
    name: string;
    /**
     * Objects of this type.
     */
    objects: number;
    /**
     * Events that are related to at least one of them.
     */
    events: number;
    /**
     * Relations of events to them.
     */
    relations: number;
    /**
     * Names of their attributes.
     */
    attributes: string[];
}

/**
 * How an OCEL file is read.
 */
export interface OcelOptions {
    /**
     * Whether a file with a fault is refused. If not, what is wrong is left out, counted and sampled in `OcelReport`.
     */
    strict?: boolean;
    /**
     * IANA time zone of times without one; UTC unless set.
     */
    time_zone?: string | null;
    /**
     * Files with more (unpacked) bytes are refused. If `null`, only gzip files have a limit: 64 GiB.
     */
    max_bytes?: number | null;
}

/**
 * Where and how a file is wrong.
 */
export interface OcelProblem {
    /**
     * The event or object, such as `events["e1"]`.
     */
    field: string;
    /**
     * What is wrong there.
     */
    message: string;
}

/**
 * What was found in an OCEL file, and what of it was left out.
 */
export interface OcelReport {
    /**
     * Events in the file.
     */
    events?: number;
    /**
     * Objects in the file.
     */
    objects?: number;
    /**
     * Relations of events to objects that are kept.
     */
    event_relations?: number;
    /**
     * Relations of objects to objects that are kept.
     */
    object_relations?: number;
    /**
     * Relations of events to objects that the file does not have; left out.
     */
    dangling_event_relations?: number;
    /**
     * Relations of objects to objects that the file does not have; left out.
     */
    dangling_object_relations?: number;
    /**
     * Events whose type the file does not declare; kept.
     */
    undeclared_event_types?: number;
    /**
     * Objects whose type the file does not declare; kept.
     */
    undeclared_object_types?: number;
    /**
     * Values of attributes that the type does not declare; kept.
     */
    undeclared_attributes?: number;
    /**
     * Events with the id of one before; left out.
     */
    duplicate_events?: number;
    /**
     * Objects with the id of one before; left out.
     */
    duplicate_objects?: number;
    /**
     * Events without id, type or a time that can be read; left out.
     */
    skipped_events?: number;
    /**
     * Objects without id or type; left out.
     */
    skipped_objects?: number;
    /**
     * Values of attributes that are not of the declared type, or without name; left out.
     */
    skipped_attributes?: number;
    /**
     * Events without any object.
     */
    events_without_objects?: number;
    /**
     * Times without zone, read in that of the options.
     */
    times_without_zone?: number;
    /**
     * Local times that a change of the clocks skipped or repeated, read as an hour later or as the first of two.
     */
    ambiguous_times?: number;
    /**
     * Zone in which times without zone were read.
     */
    time_zone?: string;
    /**
     * The first faults, at most 20.
     */
    problems?: OcelProblem[];
}

/**
 * What happens if an id belongs to two customers.
 */
export type OnConflict = "keep_apart" | "merge";

/**
 * What happens to a row with a bad cell.
 */
export type OnError = "fail" | "skip";

/**
 * When somebody is at work: hours of the week in a time zone, holidays left out.
 */
export interface OpeningHours {
    /**
     * IANA time zone; UTC if `null`.
     */
    time_zone?: string | null;
    /**
     * Stretches of the week. Those of one day may overlap.
     */
    week?: OpeningTime[];
    /**
     * Dates on which it is closed all day.
     */
    holidays?: string[];
}

/**
 * A stretch of some days of the week.
 */
export interface OpeningTime {
    /**
     * On which days.
     */
    weekdays?: Weekday[];
    /**
     * Local time of opening; the beginning of the day if `null`.
     */
    from?: string | null;
    /**
     * Local time of closing; the end of the day if `null`.
     */
    to?: string | null;
}

/**
 * A possible improvement.
 */
export interface Opportunity {
    /**
     * What could be done.
     */
    text: string;
    /**
     * How much work it is, in the team's own words, such as `2 weeks`.
     */
    effort?: string;
    /**
     * Team that would do it.
     */
    owner?: string;
    /**
     * How far it is.
     */
    status?: OpportunityStatus;
}

/**
 * How far an opportunity is.
 */
export type OpportunityStatus = "idea" | "planned" | "in_progress" | "done" | "rejected";

/**
 * Answer of `Outcomes`.
 */
export interface OutcomeReport {
    /**
     * Touchpoints in the order of the log.
     */
    rows: OutcomeRow[];
    /**
     * Customers.
     */
    customers: number;
    /**
     * Customers who succeeded.
     */
    succeeded: number;
    /**
     * Share of all customers who succeeded.
     */
    share: Estimate;
    /**
     * The most probable path to success, the success itself left out; empty if there is none before it.
     */
    path: string[];
    /**
     * Its probability among all journeys, by the chain; `null` if nobody succeeded.
     */
    path_probability: number | null;
    /**
     * Touchpoints at which each journey that succeeded was before, in the order of the log.
     */
    required: string[];
    /**
     * Points of no return in the order of the log: touchpoints with a probability below `no_return_below` to which customers
     * come from one with a higher probability, or from the start.
     */
    no_return: string[];
    /**
     * Touchpoints that no way of observed moves to success leaves out, in the order in which they come.
     */
    dominators: string[];
    /**
     * Sets of touchpoints between which customers can go round, and touchpoints that follow themselves.
     */
    loops: string[][];
}

/**
 * How journeys go on from a touchpoint.
 */
export interface OutcomeRow {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Events before success.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Those of them who succeeded later.
     */
    succeeded: number;
    /**
     * Share of the customers at the touchpoint who succeeded later.
     */
    share: Estimate;
    /**
     * Probability of success from here, by the chain; that of an end without it is the rest to 1.
     */
    probability: number;
    /**
     * Expected number of steps to the end, by the chain.
     */
    steps: number;
    /**
     * Whether each journey that succeeded was here before.
     */
    required: boolean;
    /**
     * Whether the probability of success is below `no_return_below`.
     */
    no_return: boolean;
}

/**
 * From which touchpoint do how many journeys still succeed, and where is the point of no return?
 *
 * A journey succeeds at the last event of its first match of `success`; what comes after that is not looked at. All others
 * end without success: the end of the data is not told apart from the end of a journey, so leave out journeys that are
 * still open if there are many.
 *
 * `share` is what is observed: of the customers who were at a touchpoint (before success), those who succeeded.
 * `probability` is what the next steps say: moves between touchpoints as a Markov chain that ends in success or without it.
 * Where the two differ, it matters how customers came to the touchpoint. `steps` is the expected number of events from there
 * to the end, the last event of a success included. With `no_return_below`, points of no return are
 * told: touchpoints with a probability below that share, in which all ways back are counted, to which customers come from one
 * with a higher probability, or from the start.
 *
 * The path is the most probable one from the start to success. `required` touchpoints are in each journey that succeeded,
 * before its success; `dominators` are those that no way of observed moves from start to success leaves out. Each of these
 * is required, too. `loops` are the largest sets of touchpoints from each of which there is a way to each other one.
 *
 * # Errors
 * Those of `matching`; without `success`; for a share that is not between 0 and 1; `Limit` for more than 2,000 touchpoints.
 *
 * # Complexity
 * O(events · elements of the pattern + touchpoints³) time, O(touchpoints²) memory.
 *
 * # Reference
 * Kemeny and Snell, *Finite Markov Chains* (1960), chapter 3; Lengauer and Tarjan (1979) for dominators.
 */
export interface Outcomes {
    /**
     * What a journey succeeds with.
     */
    success?: Pattern | null;
    /**
     * Probability of success below which there is no return; nothing is told about that if `null`.
     */
    noReturnBelow?: number | null;
}

/**
 * Events that match the rules of several touchpoints.
 */
export interface Overlap {
    /**
     * Ids of the touchpoints, in map order; the events belong to the first.
     */
    touchpoints: string[];
    /**
     * Events.
     */
    count: number;
}

/**
 * A known obstacle.
 */
export interface PainPoint {
    /**
     * What hurts.
     */
    text: string;
    /**
     * From 1 (a nuisance) to 5 (customers leave).
     */
    severity?: number;
    /**
     * How the team knows.
     */
    evidence?: string;
    /**
     * What it shows itself by: only a finding of this kind then confirms it, else any at its touchpoint.
     */
    kind?: FindingKind;
}

/**
 * What the data say about a stated pain point.
 */
export type PainVerdict = "confirmed" | "not_supported" | "not_measured";

/**
 * Which events of a journey, in which order, how far apart.
 *
 * One language for everything that names journeys or places in them: selections, anchors, steps. It has a
 * text form, which is also its form in documents, and a typed one, `Path`.
 *
 * # The language
 *
 * | text | matches |
 * |---|---|
 * | `cart`, `"add to cart"` | an event at this touchpoint |
 * | `~"/shop/*"` | an event whose touchpoint matches: `*` any run of characters, `?` any one |
 * | `any` | any event |
 * | `!cart`, `!(cart \| pay)` | an event at any other touchpoint |
 * | `cart(amount > 100 and not channel = web)` | an event at the touchpoint for which a condition holds |
 * | `cart -> pay` | `cart`, and at some later event `pay`; any events may lie in between |
 * | `cart => pay` | `cart`, and `pay` as the very next event |
 * | `cart -> [^support] -> pay` | no event at `support` in between |
 * | `cart -> [search \| view] -> pay` | nothing but searches and views in between |
 * | `cart -> []{<30m} -> pay` | less than 30 minutes from the one to the other |
 * | `cart -> [^support]{1h..2d, <=3} -> pay` | from 1 hour to 2 days and at most 3 events in between, no `support` |
 * | `cart \| basket` | the one or the other |
 * | `(cart \| basket) -> pay` | parentheses group |
 * | `view{3}`, `view{2..5}`, `view{2..}` | so many events, one directly after the other |
 * | `view+`, `view*`, `coupon?` | at least one; any number, also none; one or none |
 * | `(view ->){3}`, `(view -> []{<1h} ->){3}` | so many, with that arrow between each two |
 * | `start => search`, `pay => end` | `search` is the first event, `pay` the last one |
 * | `start -> [^support] -> end` | a journey without `support` |
 * | `cart -> pay -> ship within 7d` | at most 7 days from the first event to the last one |
 *
 * What may be left out takes the gap before it with it: `cart -> []{<1h} -> coupon? -> pay` is `cart -> pay`
 * where there is no coupon. (At the beginning it takes the gap after it.)
 *
 * A condition compares columns with `=`, `!=`, `<`, `<=`, `>`, `>=`, `~` (a glob) and `in (a, b)`, combined by
 * `and`, `or`, `not` and parentheses. `touchpoint`, `time` and `customer` are columns, too. A missing value
 * satisfies no comparison; `!=` is the opposite of `=`, and so holds for a missing value.
 *
 * Names need quotes where they have spaces or other signs than letters, digits and `_ . / : @ # & %` and `-`, and
 * where they are the words `any`, `start`, `end`, `within`, `and`, `or`, `not`, `in`, `true`, `false`. In quotes, `\`
 * stands before a quote or another `\`.
 *
 * # Where it matches
 *
 * Events are taken in the order of the log. A match ends at the earliest event that completes the pattern, and
 * begins at the latest event from which it can be completed there; a repetition at the end of the pattern is
 * taken as often as it follows at once. The next match begins after it, so that matches never overlap. The
 * time of `start` is that of the first event of the journey, the time of `end` the end of the data: so
 * `cart -> [^pay]{>7d} -> end` finds carts that were not paid in the 7 days and more that are known.
 *
 * # Complexity
 * One pass over the events of a journey, whatever they are: O(events · elements).
 */
export type Pattern = string;

/**
 * How two groups of journeys differ in a pattern.
 */
export interface PatternContrast {
    /**
     * Journeys of the first group that have it.
     */
    first_customers: number;
    /**
     * Journeys of the second group that have it.
     */
    second_customers: number;
    /**
     * Share of the first group.
     */
    first: Estimate;
    /**
     * Share of the second group.
     */
    second: Estimate;
    /**
     * The first share less the second one, with Newcombe's interval (1998, method 10) of the two Wilson intervals.
     */
    difference: Estimate;
    /**
     * Odds of the first group by odds of the second, with the interval of its logarithm (Woolf 1955); undefined if a
     * group has the pattern never or always.
     */
    odds_ratio: Estimate;
    /**
     * Two-sided p-value of equal shares.
     */
    p: number | null;
    /**
     * The same, adjusted (Benjamini-Hochberg) for all patterns that were tested.
     */
    p_adjusted: number | null;
}

/**
 * A group of journeys that is compared with another one.
 */
export interface PatternGroup {
    /**
     * The value of the column; `success` or `others`; `all` if nothing is compared.
     */
    name: string;
    /**
     * Journeys.
     */
    customers: number;
    /**
     * Journeys that make a pattern frequent in this group.
     */
    min_support: number;
}

/**
 * Which of all frequent patterns are listed.
 */
export type PatternSet = "all" | "closed" | "maximal";

/**
 * What low and high ratings of an item do, compared with those between.
 */
export interface PenaltyRewardRow {
    /**
     * The item in a few words.
     */
    item: string;
    /**
     * The touchpoint that it is about.
     */
    touchpoint: string | null;
    /**
     * Customers of the model with a low rating.
     */
    low: number;
    /**
     * Customers of the model with a high rating.
     */
    high: number;
    /**
     * Outcome at low ratings less that at those between, the other items being equal; `null` where nobody or everybody is low.
     */
    penalty: Estimate;
    /**
     * Outcome at high ratings less that at those between.
     */
    reward: Estimate;
    /**
     * Reward and penalty together: above 0 the reward is larger, if low ratings lower the outcome.
     */
    asymmetry: Estimate;
    /**
     * p-value for "there is no penalty", adjusted for all penalties and rewards.
     */
    penalty_p_adjusted: number | null;
    /**
     * p-value for "there is no reward", adjusted likewise.
     */
    reward_p_adjusted: number | null;
    /**
     * What this makes of the item at the level of 5 %; `null` if penalty or reward is not known.
     */
    kind: ContrastKind | null;
}

/**
 * A calendar period.
 */
export type Period = "hour" | "day" | "week" | "month";

/**
 * How a score differs from that of an earlier period.
 */
export interface PeriodChange {
    /**
     * The earlier period; `null` if there is none with answers.
     */
    since: string | null;
    /**
     * This score less that one.
     */
    difference: Estimate;
    /**
     * Two-sided p-value for "both scores are equal".
     */
    p: number | null;
    /**
     * The same, adjusted for all periods (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * Whether it really changed; `null` if there is nothing to compare.
     */
    verdict: ChangeVerdict | null;
    /**
     * The verdict in words.
     */
    statement: string;
}

/**
 * A kind of customer.
 */
export interface Persona {
    /**
     * Unique within the map.
     */
    id: string;
    /**
     * Name to show.
     */
    name: string;
    /**
     * Who they are, in a sentence or two.
     */
    description?: string;
    /**
     * Facts such as age and place.
     */
    demographics?: Demographics;
    /**
     * Values, interests and lifestyle.
     */
    psychographics?: Psychographics;
    /**
     * What they do.
     */
    behaviours?: string[];
    /**
     * What moves them.
     */
    motivations?: string[];
    /**
     * What they want to reach.
     */
    goals?: string[];
    /**
     * What troubles them.
     */
    pains?: string[];
    /**
     * Channels they prefer, best first.
     */
    preferred_channels?: string[];
    /**
     * Which customers belong; nobody if left out.
     */
    rule?: CustomerRule;
}

/**
 * How the personas cover the customers with bound events.
 */
export interface PersonaCoverage {
    /**
     * Customers in no persona.
     */
    none: number;
    /**
     * Customers in exactly one.
     */
    one: number;
    /**
     * Customers in several.
     */
    several: number;
}

/**
 * Where in the user's input a problem lies. Every part that is known is filled in.
 */
export interface Place {
    /**
     * File, as the caller named it.
     */
    file: string | null;
    /**
     * Line of the text, from 1. In a table with a header, the header is line 1.
     */
    line: number | null;
    /**
     * Character within the line, from 1.
     */
    character: number | null;
    /**
     * Data row, from 1, the header not counted.
     */
    row: number | null;
    /**
     * Name of the table column.
     */
    column: string | null;
    /**
     * Path of the field in a document, such as `stages[2].touchpoints[0].owner`.
     */
    field: string | null;
}

/**
 * A path through the touchpoints that the team designed.
 */
export interface PlannedPath {
    /**
     * Name of the path.
     */
    name: string;
    /**
     * Ids of its touchpoints, in order.
     */
    touchpoints: string[];
    /**
     * Ids of the personas it is meant for; all if empty.
     */
    personas?: string[];
}

/**
 * What a group of posts has in common.
 */
export type PostGroup = "topic" | "hashtag" | "mention";

/**
 * Answer of `Posts`.
 */
export interface PostReport {
    /**
     * All posts first, then topics in their order, then hashtags and mentions, those in most posts first.
     */
    rows: PostRow[];
    /**
     * Terms that trend in the last period, the least likely by chance first.
     */
    trending: TrendingTerm[];
    /**
     * Beginning of the last period; `null` for a log without events.
     */
    period: string | null;
    /**
     * Terms that were tested.
     */
    tested: number;
    /**
     * Events without a text, or with nothing but blanks.
     */
    without_text: number;
}

/**
 * All posts, or those of a group.
 */
export interface PostRow {
    /**
     * What they have in common; `null` for all posts.
     */
    kind: PostGroup | null;
    /**
     * Topic, hashtag or mention; `null` for all posts.
     */
    name: string | null;
    /**
     * Posts.
     */
    posts: number;
    /**
     * Customers who wrote them.
     */
    customers: number;
    /**
     * Share of all posts.
     */
    share: Estimate;
    /**
     * Share of negative posts.
     */
    negative: Estimate;
    /**
     * Share of positive posts.
     */
    positive: Estimate;
    /**
     * Mean compound score, from -1 to 1.
     */
    mean: Estimate;
    /**
     * Reactions by column.
     */
    reactions: ReactionSum[];
    /**
     * Mean number of reactions of all kinds together, a post.
     */
    engagement: Estimate;
    /**
     * Posts with most reactions, then the latest; each text once.
     */
    examples: CommentExample[];
}

/**
 * What is looked for in posts.
 */
export interface PostTopic {
    /**
     * Name to show.
     */
    name: string;
    /**
     * Words, phrases, hashtags (`#wifi`) and mentions (`@brand`), any of which makes a post belong to it.
     */
    terms: string[];
}

/**
 * What do posts talk about, how positively, and what is new? Topics, hashtags and mentions with their reactions and sentiment, and
 * terms that trend.
 *
 * Every event with a text in `column` is a post. A hashtag is `#` and letters, marks, digits or `_` of any script, of which one is a
 * letter; a mention is `@` and ASCII letters, digits or `_`, with `.` and `-` within. Both count once a post, in small letters;
 * web addresses and e-mail addresses have none. A post belongs to a topic if it has any of its terms: a word or phrase, which may
 * also stand as hashtag, a hashtag, or a mention. It may belong to several topics, and shares need not sum to 1.
 *
 * Each row has the posts and customers, the share of all posts, the shares of negative and positive posts (compound score beyond
 * ±0.05, of the whole post), the mean score, and reactions: sums of the columns `reactions` (likes, shares, replies) and their mean a
 * post, over posts that have any. Intervals take posts as independent; where few people write much, they are too narrow.
 *
 * A term (a word that is no stop word, or a hashtag) *trends* if its share of the posts of the last period is higher than in all
 * periods before, by Fisher's exact test: the p-value is that of so many of the posts with the term falling into the last period by
 * chance, were all dealt out alike. Terms in at least `least` posts are tested, and listed if the p-value adjusted for all of them
 * (Benjamini-Hochberg) is at most 0.05. Mind `customers`: one who repeats himself is no trend.
 *
 * # Errors
 * For columns that are not there or hold no texts or numbers, topics without name or terms or with the same name, a lexicon that
 * cannot be read, a time zone that does not exist, and 0 posts as `least`.
 *
 * # References
 * Fisher (1935), "The logic of inductive inference"; Newcombe (1998), method 10, for differences; Hutto and Gilbert (2014), "VADER".
 * Rules of hashtags and mentions after those that X publishes (twitter-text).
 */
export interface Posts {
    /**
     * Text or dictionary column with the posts.
     */
    column?: string;
    /**
     * Number columns that count reactions: likes, shares, replies.
     */
    reactions?: string[];
    /**
     * What is looked for.
     */
    topics?: PostTopic[];
    /**
     * Text of a lexicon for the sentiment; the English one if left out.
     */
    lexicon?: string | null;
    /**
     * What words mean together.
     */
    rules?: SentimentRules;
    /**
     * Length of a period: the last one is compared with all before.
     */
    period?: Period;
    /**
     * IANA time zone of the calendar; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of a week.
     */
    weekStart?: Weekday;
    /**
     * Posts that a term has at least to be tested.
     */
    least?: number;
    /**
     * Hashtags, mentions and terms that are listed at most, each.
     */
    top?: number;
    /**
     * Posts that are shown at most for each: those with most reactions, then the latest.
     */
    examples?: number;
    /**
     * Words that are no terms, instead of the English ones.
     */
    stopWords?: string[] | null;
}

/**
 * A condition on one column. The columns every log has are called `touchpoint` (the raw name of
 * the event), `time` and `customer`; further columns have the names of the input.
 *
 * A missing value satisfies no predicate.
 */
export type Predicate = { equals: { column: string; value: Scalar } } | { one_of: { column: string; values: Scalar[] } } | { glob: { column: string; pattern: string } } | { compare: Comparison };

/**
 * Which of some initiatives should come first, and how sure is that?
 *
 * Each gets a [score](PriorityScore) and a rank by it; at equal scores the one with the higher reach comes first, then the
 * one that was named first. Where inputs are given as least, most likely and most, `draws` times all of them are drawn from triangular
 * distributions between these, independently and with a seed: intervals of scores and ranks hold 95 % of the draws, and
 * `first` is the share of them in which an initiative is the first one. A measured number with a 95 % interval can
 * be given as it is; its ends are then taken for the least and the most that are possible, so that ranks look a little surer
 * than they are.
 *
 * With `impact_from` and `effort_from`, each initiative is put into a [quadrant](PriorityQuadrant), too.
 *
 * # Errors
 * For an initiative without a number that the score needs, numbers that are negative or not finite, a least above the most
 * likely or a most below it, an effort of 0, a confidence above 1, importance or satisfaction above 10, and names that
 * are there twice; `Limit` for more than 1,000 initiatives or 1,000,000 draws.
 *
 * # Complexity
 * O(draws · initiatives · log(initiatives)) time, O(initiatives · (draws + initiatives)) memory.
 *
 * # Reference
 * RICE: McBride, Intercom (2016). WSJF: Reinertsen, *The Principles of Product Development Flow* (2009), and SAFe. ICE: Ellis and
 * Brown, *Hacking Growth* (2017). Opportunity: Ulwick, *What Customers Want* (2005).
 */
export interface Priorities {
    /**
     * What could be done.
     */
    initiatives?: Initiative[];
    /**
     * By what it is ranked.
     */
    score?: PriorityScore;
    /**
     * How often uncertain inputs are drawn; 10,000 unless set otherwise.
     */
    draws?: number;
    /**
     * Seed of the draws; 1 unless set otherwise.
     */
    seed?: number;
    /**
     * Impact from which on it is high; nothing is put into quadrants if `null`.
     */
    impactFrom?: number | null;
    /**
     * Effort from which on it is high.
     */
    effortFrom?: number | null;
}

/**
 * Where impact and effort put an initiative.
 */
export type PriorityQuadrant = "quick_win" | "big_bet" | "fill_in" | "money_pit";

/**
 * Answer of `Priorities`.
 */
export interface PriorityReport {
    /**
     * Initiatives by rank.
     */
    rows: PriorityRow[];
    /**
     * By what they are ranked.
     */
    score: PriorityScore;
    /**
     * How often uncertain inputs were drawn.
     */
    draws: number;
    /**
     * Seed of the draws.
     */
    seed: number;
    /**
     * Impact from which on it is high.
     */
    impact_from: number | null;
    /**
     * Effort from which on it is high.
     */
    effort_from: number | null;
}

/**
 * An initiative with its rank.
 */
export interface PriorityRow {
    /**
     * Rank by the most likely numbers, from 1.
     */
    rank: number;
    /**
     * Its name.
     */
    name: string;
    /**
     * Score by the most likely numbers.
     */
    score: number;
    /**
     * In 2.5 % of the draws the score is lower.
     */
    low: number;
    /**
     * In 2.5 % of the draws the score is higher.
     */
    high: number;
    /**
     * In 2.5 % of the draws the rank is better.
     */
    rank_low: number;
    /**
     * In 2.5 % of the draws the rank is worse.
     */
    rank_high: number;
    /**
     * Share of the draws in which it is the first one.
     */
    first: number;
    /**
     * Its quadrant, if there are thresholds.
     */
    quadrant: PriorityQuadrant | null;
    /**
     * How much it does for each customer, by the most likely number.
     */
    impact: number | null;
    /**
     * What it costs, by the most likely number.
     */
    effort: number | null;
}

/**
 * By what initiatives are ranked.
 */
export type PriorityScore = "rice" | "wsjf" | "ice" | "opportunity";

/**
 * Answer of `PrivateCounts`. All of it may be published.
 */
export interface PrivateCountReport {
    /**
     * All touchpoints, or all pairs of them, in the order of the log.
     */
    rows: PrivateCountRow[];
    /**
     * ε, rounded to a millionth.
     */
    epsilon: number;
    /**
     * For how many rows a customer counts at most.
     */
    contributions: number;
    /**
     * Scale of the noise: the mean of its size, about.
     */
    scale: number;
}

/**
 * A count with noise.
 */
export interface PrivateCountRow {
    /**
     * Touchpoint, or the first one of a pair.
     */
    source: string;
    /**
     * The second touchpoint of a pair.
     */
    target: string | null;
    /**
     * Customers, with noise.
     */
    customers: number;
}

/**
 * How many customers were at each touchpoint, or went from one to another, without telling about any of them: with
 * ε-differential privacy.
 *
 * Whoever sees the counts can tell hardly better than before whether a given customer is in the data: no answer is more than `e^ε` times
 * as likely with this customer as without. The unit is the customer with all events. For that,
 *
 * * every customer counts at most once for a touchpoint or pair, and for at most `contributions` of these, the first ones of
 *   the journey;
 * * every count, also those of 0, gets noise from the discrete Laplace distribution of scale `contributions / ε`;
 * * counts below 0 are shown as 0, which tells nothing new.
 *
 * The names of the touchpoints themselves are taken as known to everybody. Every further question about the same people adds its ε to
 * what can be learned about them; keep the sum in mind.
 *
 * `entropy` must be secret and used once: 32 bytes from the system's generator. Noise from a number that somebody knows protects nobody.
 *
 * # Errors
 * `InvalidOption` for an ε that is not from 0.000001 to 1,000,000, and for 0 contributions.
 *
 * # Complexity
 * O(events + pairs · log(pairs)).
 *
 * # Reference
 * Dwork, McSherry, Nissim and Smith, "Calibrating Noise to Sensitivity in Private Data Analysis" (2006); for event logs: Mannhardt
 * et al., "Privacy-Preserving Process Mining: Differential Privacy for Event Logs" (2019).
 */
export interface PrivateCounts {
    /**
     * What is counted.
     */
    of?: Counted;
    /**
     * ε: the smaller, the more noise.
     */
    epsilon?: number;
    /**
     * For how many touchpoints or pairs a customer may count.
     */
    contributions?: number;
}

/** How far a piece of work is. */
export interface Progress {
    /** What is being done. */
    step: "reading" | "indexing" | "analysing" | "writing";
    /** How much of it is done: bytes while reading, journeys while writing, else parts of the log. */
    done: number;
    /** How much it is in all; `null` if that is not known. */
    total: number | null;
}

/**
 * Where the numbers of a measured map come from. A name and a denominator stand beside every number;
 * the rest is the same for all of them and stands here.
 */
export interface Provenance {
    /**
     * Operation that made them: `measure`.
     */
    operation: string;
    /**
     * Version of this library.
     */
    version: string;
    /**
     * Options of the operation, as JSON.
     */
    options: string;
    /**
     * Digest of the log.
     */
    fingerprint: string;
    /**
     * Events of the log.
     */
    events: number;
    /**
     * Customers of the log.
     */
    customers: number;
    /**
     * Time of the first event.
     */
    from: string | null;
    /**
     * Time of the last event: the end of observation.
     */
    to: string | null;
    /**
     * A journey whose last event lies after this time, and which is not complete, is open.
     */
    open_after: string | null;
    /**
     * IANA zone of everything with a calendar.
     */
    time_zone: string;
}

/** A secret from which pseudonyms are made: 32 bytes, or 64 hexadecimal digits. */
export type PseudonymKey = Uint8Array | string;

/**
 * How a kind of customer thinks and lives.
 */
export interface Psychographics {
    /**
     * What they hold dear.
     */
    values?: string[];
    /**
     * What interests them.
     */
    interests?: string[];
    /**
     * How they live.
     */
    lifestyle?: string[];
}

/**
 * Quadrants of importance and performance.
 */
export type Quadrant = "concentrate_here" | "keep_up" | "low_priority" | "possible_overkill";

/**
 * What was doubtful in the input of a log.
 */
export interface Quality {
    /**
     * Data rows of the input.
     */
    rows: number;
    /**
     * Rows that became events.
     */
    events: number;
    /**
     * Records that the conditions of a source left out, and single events of other records.
     */
    left_out?: number;
    /**
     * Rows left out because a cell was bad and `on_error` was `skip`.
     */
    skipped: number;
    /**
     * The first of the rows left out, at most 20.
     */
    skipped_rows: SkippedRow[];
    /**
     * Times without zone, read in the stated one.
     */
    times_without_zone: number;
    /**
     * Zone in which they were read.
     */
    time_zone: string;
    /**
     * Unit of numeric times if it was detected rather than stated: `s`, `ms`, `us` or `ns`.
     */
    detected_epoch_unit: string | null;
    /**
     * Events with the same customer and time as the one before; their input order is kept.
     */
    equal_times: number;
    /**
     * Events that equal another one in customer, time, touchpoint and every further column.
     */
    duplicates: number;
    /**
     * Events whose end lies before their beginning; their end is treated as missing.
     */
    negative_durations: number;
    /**
     * Local times that a clock change skipped or repeated; read with the earlier offset's rule of
     * the zone (`jiff`'s "compatible").
     */
    ambiguous_times: number;
    /**
     * Times with digits below a microsecond, which were dropped.
     */
    truncated_times: number;
    /**
     * Ratings of a survey that were blank or a code for "no answer".
     */
    no_answers: number;
    /**
     * Customers of a joined table for whom the log has no event.
     */
    customers_without_events: number;
    /**
     * Customers of the log whom a joined table does not have.
     */
    customers_without_attributes: number;
    /**
     * What was found in XES files, if the log was read from such.
     */
    xes?: XesReport;
}

/**
 * What is doubtful about a log?
 *
 * The report has the counts that reading the input gave and a list of findings: kind, place, how many of what with
 * their share and its denominator, examples, which reports are bent and how, and the step of a recipe that mends it.
 * `QualityLimits` says from when on something is a finding, with reasons; a log of a well-kept system has none.
 *
 * * Copies, ties, days that stand for "no time", and times after `now` are counted one by one. What lies
 *   in the future or on such a day is left out of everything that follows.
 * * Local times that a change of the clocks skipped or repeated were counted while reading. Which events they became is not
 *   known any more: the examples are events within the hours that such times are read as.
 * * Events of one input row are no ties: the record says their order.
 * * `source` names the column with the system that an event comes from. Then clocks are compared, by
 *   the events of a customer at a touchpoint that two sources have both, one to one; days without any event are looked
 *   for in each source, as are changes of volume.
 * * Truncated journeys are those within the first tenth of the data that begin at a touchpoint at which journeys in the
 *   middle hardly ever begin; at the end likewise.
 * * A change of volume is a step of the daily numbers of events (variance-stabilised, Anscombe 1948; weekdays taken
 *   out) that fits clearly better than a straight line and a change over a week: not a trend, not a spike, not a log
 *   that fills up.
 * * Which events are late can only be said of an input that is otherwise in order of time: those that are not in its
 *   longest rising subsequence.
 * * Columns of ratings are found by their values, or stated: whole numbers on a common scale (0 to 10, 1 to 10, 1 to
 *   7, 1 to 5, -3 to 3, -2 to 2) whose most frequent value is not the lowest, as it is for counts.
 *
 * # Errors
 * `InvalidOption` for limits out of range and unknown zones,
 * `UnknownName` for columns that the log does not have.
 *
 * # Complexity
 * O(events · columns) time, and O(events log events) to find late ones; memory for 12 bytes an event (not for
 * streams, of which late events are not looked for), 8 bytes a customer, and a count a touchpoint and day.
 */
export interface QualityCheck {
    /**
     * The present: later events are in the future. None are looked for if it is not set.
     */
    now?: string | null;
    /**
     * IANA time zone of days; that in which times without zone were read unless set.
     */
    timeZone?: string | null;
    /**
     * Column with the source of an event.
     */
    source?: string | null;
    /**
     * Column with the user agent of an event.
     */
    userAgent?: string | null;
    /**
     * Columns of ratings; found by their values unless set.
     */
    ratings?: string[] | null;
    /**
     * How programs are told from people. `user_agent` above takes the place of the one in here.
     */
    bots?: Bots;
    /**
     * From when on something is doubtful.
     */
    limits?: QualityLimits;
}

/**
 * A doubtful row.
 */
export interface QualityExample {
    /**
     * Row of the input, from 1; `null` for a day.
     */
    row: number | null;
    /**
     * Customer.
     */
    customer: string | null;
    /**
     * Time of the event, or beginning of the day.
     */
    time: string | null;
    /**
     * What is doubtful there: a touchpoint, a value, an id.
     */
    value: string | null;
}

/**
 * Something doubtful about a log.
 */
export interface QualityFinding {
    /**
     * What is doubtful.
     */
    kind: QualityKind;
    /**
     * Column with the doubtful values, where it is not the time or the customer.
     */
    column: string | null;
    /**
     * Source that it is about; `null` for all.
     */
    source: string | null;
    /**
     * Touchpoint that it is about; `null` for all.
     */
    touchpoint: string | null;
    /**
     * How many are doubtful.
     */
    count: number;
    /**
     * What `count` counts, such as `events`, `customers` or `days`.
     */
    counts: string;
    /**
     * Their share, with its denominator.
     */
    share: Estimate;
    /**
     * What was measured: the difference of two clocks in seconds, or by what factor the volume changed.
     */
    measured: Estimate | null;
    /**
     * What was found, in a sentence.
     */
    statement: string;
    /**
     * At most five of them, those of the first input rows.
     */
    examples: QualityExample[];
    /**
     * Which reports it may bend, and how.
     */
    effect: string;
    /**
     * The step of a recipe that would mend it; `null` if none can, or if only you can know.
     */
    mend: Step | null;
}

/**
 * What is doubtful about some events.
 */
export type QualityKind = "skipped_rows" | "duplicates" | "ties" | "future_times" | "placeholder_times" | "day_resolution" | "clock_changes" | "clock_skew" | "negative_durations" | "reversed_order" | "late_events" | "bot_rate" | "bot_regularity" | "bot_agent" | "truncated_beginning" | "truncated_end" | "collection_gap" | "volume_change" | "mixed_scales" | "no_answer_codes" | "missing_values" | "similar_ids";

/**
 * The thresholds of a `QualityCheck`. They are chosen so that data as they come from the sources
 * of a well-kept system give no finding.
 */
export interface QualityLimits {
    /**
     * Fewest events of a touchpoint that all lie at midnight for "only the day is known"; 10 unless set. Even of times
     * on full hours, ten that happen to be midnight have a probability of 24⁻¹⁰.
     */
    day_events?: number;
    /**
     * Events of two sources that lie farther apart are not the same one; 26 hours unless set, the largest difference
     * between two time zones (UTC-12 to UTC+14).
     */
    skew_within?: TimeSpan;
    /**
     * Smaller differences of clocks are of no account; a minute unless set, above what queues and unsynchronised
     * clocks of servers usually take.
     */
    skew_least?: TimeSpan;
    /**
     * Fewest pairs of events for a difference of clocks; 30 unless set, under which samples are flagged everywhere.
     */
    skew_pairs?: number;
    /**
     * Largest distance between the quartiles of the differences; a minute unless set. Clocks that differ do so by the
     * same time at every event; what people do in two systems one after the other scatters.
     */
    skew_spread?: TimeSpan;
    /**
     * Share of the period at each end where truncated journeys are looked for; 0.1 unless set.
     */
    edge?: number;
    /**
     * In the middle of the data at most this share of the journeys that pass a touchpoint begin (or end) there, for a
     * journey that does so at the edge to be truncated; 0.02 unless set. Held against the upper end of the 95 %
     * interval, so that it takes 189 journeys that never do.
     */
    rare?: number;
    /**
     * Fewest truncated journeys; 5 unless set. Moreover there must be more than chance explains (`level`).
     */
    truncated?: number;
    /**
     * Events that a day without any must be expected to have, by the median of the same weekday in the four weeks
     * before and after; 20 unless set. The probability of none where 20 are expected is 2·10⁻⁹ (Poisson).
     */
    gap_events?: number;
    /**
     * Days before and after a change of volume that are compared; 14 unless set, two whole weeks.
     */
    change_days?: number;
    /**
     * By what factor the volume must change; 1.5 unless set.
     */
    change_factor?: number;
    /**
     * Fewest events a day, on the side that has more; 5 unless set.
     */
    change_events?: number;
    /**
     * Largest probability that chance gives a finding of the kinds that are tests, after adjusting for their number
     * (Benjamini and Hochberg 1995); 0.001 unless set.
     */
    level?: number;
    /**
     * The input counts as one in order of time if at most this share of its events is out of order; 0.01 unless set.
     * In any other input nobody can say which events are late.
     */
    late?: number;
    /**
     * Fewest journeys with both of two touchpoints to say which comes first; 200 unless set.
     */
    order_journeys?: number;
    /**
     * Largest share of them with the other order, for that to be an error rather than a habit; 0.005 unless set.
     */
    reversed?: number;
    /**
     * Least share of the journeys with the later of the two that have the earlier one as well, so that the one needs the
     * other, as a delivery needs an order; 0.99 unless set.
     */
    needed?: number;
    /**
     * Fewest ratings to tell their scale; 50 unless set.
     */
    ratings?: number;
    /**
     * Fewest events of a touchpoint to say that a value is nearly always there; 200 unless set.
     */
    filled_events?: number;
    /**
     * Largest share of missing values among them, for these to be an error rather than a habit; 0.01 unless set.
     */
    missing?: number;
}

/**
 * Answer of `QualityCheck`.
 */
export interface QualityReport {
    /**
     * What reading the input counted.
     */
    input: Quality;
    /**
     * What is doubtful, by kind; within a kind by column, source and touchpoint.
     */
    rows: QualityFinding[];
}

/**
 * A bin of `split_quantiles`.
 */
export interface QuantileBin {
    /**
     * Number of the bin, from 1; those that are empty are left out.
     */
    bin: number;
    /**
     * Quantile that all numbers of the bin are above, but for the first bin: the smallest number.
     */
    above: number;
    /**
     * Quantile that all numbers of the bin are at most; of the last bin the largest number.
     */
    at_most: number;
    /**
     * Smallest number in it.
     */
    low: number;
    /**
     * Largest number in it.
     */
    high: number;
    /**
     * Customers.
     */
    customers: number;
}

/**
 * Quantile bins of what customers do.
 *
 * The bounds of `bins` bins are the quantiles of the customers' numbers at 1/`bins`, 2/`bins` and so on, interpolated
 * between neighbours (type 7 of Hyndman and Fan 1996). A bin holds the numbers above its lower bound up to and with its
 * upper one, so that equal numbers are never apart: where many are equal, bins are larger, and others are empty and left
 * out. That is `pandas.qcut` with `duplicates="drop"`, but that customers with the smallest number have a bin of their
 * own where they fill it.
 */
export interface Quantiles {
    /**
     * What customers are put in order by.
     */
    behaviour?: Behaviour;
    /**
     * Number of bins, from 2 to 1,000.
     */
    bins?: number;
    /**
     * Events that count, as a pattern of a single event, all if `null`; with `matches` the pattern, of any kind.
     */
    of?: Pattern | null;
    /**
     * Number column of `sum` and `mean`.
     */
    column?: string | null;
    /**
     * IANA time zone of `active_days`; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * The end for `since_last`, if it is not that of the data. Later events are left out.
     */
    asOf?: string | null;
}

/**
 * A column of ratings and the scale it is on.
 *
 * The scale is mapped linearly to the emotion scale: `min` to -2, `max` to +2.
 */
export interface RatingScale {
    /**
     * Number column with the ratings.
     */
    column: string;
    /**
     * Worst rating.
     */
    min: number;
    /**
     * Best rating.
     */
    max: number;
}

/**
 * Reactions of one kind.
 */
export interface ReactionSum {
    /**
     * Column.
     */
    column: string;
    /**
     * Sum.
     */
    sum: number;
    /**
     * Posts with a number in this column.
     */
    posts: number;
}

/**
 * Which column is what, and how values are read. Further columns are kept under their own names.
 */
export interface ReadOptions {
    /**
     * Column whose value names the customer, or whatever unit a journey is about.
     */
    customer: string;
    /**
     * Column with the time of the event: ISO 8601 text, or a number since 1970.
     */
    time: string;
    /**
     * Column with the name of the event.
     */
    touchpoint?: string | null;
    /**
     * Instead of `touchpoint`: every row is an event of this name.
     */
    eventName?: string | null;
    /**
     * Column with the time at which the event was over.
     */
    end?: string | null;
    /**
     * IANA time zone of times without one; UTC if left out.
     */
    timeZone?: string | null;
    /**
     * Further columns to keep; all if left out.
     */
    keep?: string[] | null;
    /**
     * Touchpoints to read; all if left out. Rows of others are counted, but nothing else of them is looked at.
     */
    only?: string[] | null;
    /**
     * Events before this time, such as `2024-03-01T00:00:00Z`, are counted as rows but not read.
     */
    since?: string | null;
    /**
     * Events at this time or later are counted as rows but not read.
     */
    until?: string | null;
    /**
     * Kinds that further columns must have; the others are detected.
     */
    kinds?: Record<string, ColumnKind>;
    /**
     * Texts that mean "no value" besides the empty one.
     */
    missing?: string[];
    /**
     * What happens to rows with a bad cell: `fail` (if left out) or `skip`.
     */
    onError?: OnError;
    /**
     * One ASCII character between two cells of a CSV text; a comma if left out. It is never guessed.
     */
    delimiter?: string | null;
    /**
     * Unit of times that are numbers; detected and reported if left out.
     */
    epoch?: EpochUnit | null;
    /**
     * Order of touchpoints at equal times, first to last.
     */
    priority?: string[];
    /**
     * Number of shards; chosen from the number of events if left out. Reports do not depend on it.
     */
    shards?: number | null;
    /**
     * Inputs with more (unpacked) bytes are refused.
     */
    maxBytes?: number | null;
}

/**
 * Steps of cleaning in the order in which they are done: written once, replayed on every export.
 */
export type Recipe = Step[];

/**
 * What was taken out of texts.
 */
export interface Redacted {
    /**
     * Texts that were changed.
     */
    texts: number;
    /**
     * E-mail addresses.
     */
    emails: number;
    /**
     * Phone numbers.
     */
    phones: number;
    /**
     * Card numbers: 13 to 19 digits whose check digit is right.
     */
    cards: number;
}

/**
 * Of whom the share is told.
 */
export type Reference = "cohort" | "previous";

/**
 * Something that could be done about a pain point that was found.
 */
export interface Remedy {
    /**
     * Its name, which no other one has.
     */
    name: string;
    /**
     * Rank of the pain point that it is about.
     */
    finding: number;
    /**
     * Which share of what is beyond the baseline it takes away, from 0 to 1.
     */
    takes_away: Guess;
    /**
     * How sure that is, from 0 to 1.
     */
    confidence: Guess;
    /**
     * What it costs, such as person-months: more than 0.
     */
    effort: Guess;
}

/**
 * Customers who came with the same thing to somebody else.
 */
export interface RepeatRow {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Who had served the customer there.
     */
    source: string;
    /**
     * Who did it again.
     */
    target: string;
    /**
     * Repeats.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Time between the two events.
     */
    gap: DurationStats;
}

/**
 * The path with the least mean distance to the paths of all customers.
 */
export interface RepresentativePath {
    /**
     * Touchpoints in order.
     */
    path: string[];
    /**
     * Customers with just this path.
     */
    customers: number;
    /**
     * Mean distance from 0 (the same) to 1 (nothing in common) to the compared customers.
     */
    distance: number;
    /**
     * Share of all customers whose paths were compared.
     */
    compared: Estimate;
}

/**
 * How many invitations are answered in time? The response rate of a survey, of everybody and by group.
 *
 * `invitation` and `answer` are touchpoints, or patterns of a single event such as `mail(kind = "survey")`. An answer belongs to
 * the earliest invitation of the same customer that came before it, has no answer yet and whose time (`within`) is not over, so
 * that as many invitations are answered as can be. An invitation counts in the rate once its time is over; until then it is
 * *open*, answered or not, for those who answer at once would else count before those who take their time. Without `within`
 * any time is good, and none is open.
 *
 * Answers that came too late, and those without an invitation, are counted apart. With `by`, invitations are grouped by their
 * touchpoint or by a column, and each group is compared with all other invitations (z-test of two proportions, pooled).
 * Intervals take invitations as independent: where the same customers are invited often, they are too narrow. Who answers differs
 * from who does not; a high rate is no proof that scores are those of all.
 *
 * # Errors
 * For touchpoints and columns that the log does not have, a text that is no pattern of a single event, and a negative time span.
 *
 * # Complexity
 * O(events) time; some twelve bytes an invitation while running.
 *
 * # References
 * American Association for Public Opinion Research (2023), *Standard Definitions*, for what a rate must say it counts.
 */
export interface ResponseRate {
    /**
     * What asks: a touchpoint, or a pattern of a single event.
     */
    invitation?: string;
    /**
     * What answers: a touchpoint, or a pattern of a single event.
     */
    answer?: string;
    /**
     * Longest time to an answer; any time if `null`.
     */
    within?: TimeSpan | null;
    /**
     * Groups of invitations to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
}

/**
 * Answer of `ResponseRate`.
 */
export interface ResponseReport {
    /**
     * Everybody first, then the groups with invitations or answers in the order of their names in the log.
     */
    rows: ResponseRow[];
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
}

/**
 * Response rate of everybody or of one group.
 */
export interface ResponseRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Share of the invitations whose time is over that were answered in time.
     */
    share: Estimate;
    /**
     * Invitations.
     */
    invitations: number;
    /**
     * Customers who were invited.
     */
    customers: number;
    /**
     * Invitations whose time is over, answered in time.
     */
    answered: number;
    /**
     * Invitations whose time is over, not answered in time.
     */
    unanswered: number;
    /**
     * Invitations whose time was not over at the end of the data.
     */
    open: number;
    /**
     * Of these, invitations that were answered already.
     */
    open_answered: number;
    /**
     * Answers that came too late.
     */
    late: number;
    /**
     * Answers without an invitation, by the group of the answer.
     */
    uninvited: number;
    /**
     * Time from invitation to answer, of all that were answered in time, open ones too.
     */
    time: DurationStats;
    /**
     * Two-sided p-value for "the group answers as often as all others".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * How many customers come back? Retention by cohort and period.
 *
 * A cohort is all customers whose first event lies in the same calendar period. Period 0 is that of the first
 * event, period `k` the `k`-th after it. A customer counts in period `k` with at least one event in it or, with
 * `unbounded`, in it or later.
 *
 * Only customers whose period `k` is fully observed are in its denominator (`eligible`); rows without any are
 * left out, and `complete` says whether it is everybody. Observation ends at the last event of the data unless `until` says
 * otherwise.
 *
 * All of this can be chosen: what a cohort begins with (`start`, `entry`), what counts as coming back (`returns`, `minimum`),
 * in which period it counts (`rule`), longer periods later on (`brackets`), who is asked (`reference`), groups by a column at
 * the start (`by`), and a column that is summed over the returns (`value`).
 *
 * # Errors
 * For an unknown time zone, too many periods, months where a fixed length is needed, brackets that do not ascend, rules that
 * contradict one another, and those of `matching`.
 *
 * # Complexity
 * O(events) time, O(events · periods) with recurring cohorts; memory for a count a cohort, group and period, and with the
 * rolling clock or `time_elapsed` some bytes a customer and period.
 */
export interface Retention {
    /**
     * Length of a period.
     */
    period?: Period;
    /**
     * How many periods after the first one.
     */
    periods?: number;
    /**
     * IANA time zone of the calendar; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of a week.
     */
    weekStart?: Weekday;
    /**
     * Whether periods are those of the calendar or begin with the customer's first event.
     */
    clock?: Clock;
    /**
     * Whether coming back later counts as well: the same as the rule `on_or_after`.
     */
    unbounded?: boolean;
    /**
     * When coming back counts for a period.
     */
    rule?: ReturnRule;
    /**
     * Who is in the denominator.
     */
    eligibility?: Eligibility;
    /**
     * End of observation, if it is not the last event of the data. Later events are left out.
     */
    until?: string | null;
    /**
     * What a cohort begins with; the first event of the journey if `null`.
     */
    start?: Pattern | null;
    /**
     * How often a customer enters a cohort.
     */
    entry?: Entry;
    /**
     * What counts as coming back, from the start on; any event if `null`.
     */
    returns?: Pattern | null;
    /**
     * So many returns are needed to count.
     */
    minimum?: number;
    /**
     * Periods in brackets, such as 0, 1, 8, 29 for day 0, days 1 to 7 and days 8 to 28; one by one up to `periods` if empty.
     */
    brackets?: number[];
    /**
     * Number column to be summed over the returns.
     */
    value?: string | null;
    /**
     * Of whom the share is told.
     */
    reference?: Reference;
    /**
     * Groups: `touchpoint`, or a dictionary column, at the start.
     */
    by?: string | null;
}

/**
 * All cohorts together in a period.
 */
export interface RetentionOverall {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Number of the period, the first one of a bracket; 0 is that of the start.
     */
    period: number;
    /**
     * Last period of the bracket; the same as `period` without brackets.
     */
    last_period: number;
    /**
     * Customers whose period is fully observed; with the reference `previous` those of them who counted in the period before.
     */
    eligible: number;
    /**
     * Of these, customers who came back.
     */
    count: number;
    /**
     * `count` as a share of `eligible`: the mean of the cohorts, weighted by their sizes.
     */
    share: Estimate;
    /**
     * Mean of the shares of the cohorts, each with the same weight.
     */
    mean_share: number | null;
    /**
     * Sum of the column `value` over the returns in the period; `null` without one.
     */
    value: number | null;
    /**
     * `value` per eligible customer.
     */
    value_per_customer: number | null;
}

/**
 * Answer of `Retention`.
 */
export interface RetentionReport {
    /**
     * Everybody first, then each group; cohorts in order of time, each with its periods in order.
     */
    rows: RetentionRow[];
    /**
     * All cohorts together, by period: everybody first, then each group.
     */
    overall: RetentionOverall[];
    /**
     * Customers in all cohorts, each once.
     */
    customers: number;
}

/**
 * A cohort in a period.
 */
export interface RetentionRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * First day of the calendar period of the customers' starts, such as `2024-01-29`; of an hour its beginning, such as
     * `2024-01-29T15:00+01:00`.
     */
    cohort: string;
    /**
     * Customers of the cohort.
     */
    customers: number;
    /**
     * Number of the period, the first one of a bracket; 0 is that of the start.
     */
    period: number;
    /**
     * Last period of the bracket; the same as `period` without brackets.
     */
    last_period: number;
    /**
     * Customers whose period is fully observed; with the reference `previous` those of them who counted in the period before.
     */
    eligible: number;
    /**
     * Of these, customers who came back.
     */
    count: number;
    /**
     * `count` as a share of `eligible`.
     */
    share: Estimate;
    /**
     * Whether the period is fully observed of all customers of the cohort.
     */
    complete: boolean;
    /**
     * Sum of the column `value` over the returns in the period; `null` without one.
     */
    value: number | null;
    /**
     * `value` per eligible customer.
     */
    value_per_customer: number | null;
}

/**
 * A way away from a touchpoint and back.
 */
export interface ReturnRow {
    /**
     * Touchpoint that customers left and came back to.
     */
    touchpoint: string;
    /**
     * Touchpoint that they went to first.
     */
    via: string;
    /**
     * Returns.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Time until they were back.
     */
    time: DurationStats;
}

/**
 * When coming back counts for a period.
 */
export type ReturnRule = "on" | "on_or_after" | "on_or_before" | "streak";

/**
 * Which touchpoints do customers come to again, at once or after something else?
 *
 * An event repeats the last event of the journey at the same touchpoint. It is a *self-loop* if that was the event directly
 * before, and else a *return*: `a -> b -> … -> a`, which `returns` tells apart by the touchpoint `b` directly after the
 * first of the two. So each event at a touchpoint is the first one of a customer, a self-loop or a return. Rework is the
 * share of the customers of a touchpoint who came at least twice.
 *
 * With `by`, a column that says who served the customer or by which channel, repeats are told apart by whether that was
 * the same as before or another one; where one of the two events has no value, neither is counted.
 *
 * # Errors
 * For a column that is not a dictionary; `UnknownName`; `top` 0.
 *
 * # Complexity
 * O(events) time; four to six bytes a repeat while running, for exact quantiles.
 *
 * # Reference
 * Self-loops and repetitions, by the same (*repeat*) or another (*redo*) resource, as in Swennen et al., *Capturing
 * Process Behavior with Log-Based Process Metrics* (2015).
 */
export interface Rework {
    /**
     * Column that says who or what it was.
     */
    by?: string | null;
    /**
     * Returns of a row of `returns` at least.
     */
    minCount?: number;
    /**
     * How many rows of `returns` to list at most; all if `null`.
     */
    top?: number | null;
}

/**
 * Answer of `Rework`.
 */
export interface ReworkReport {
    /**
     * Touchpoints by falling number of customers who came at least twice, then in the order of the log.
     */
    rows: ReworkRow[];
    /**
     * Ways of returning by falling count, then by touchpoint and via in the order of the log.
     */
    returns: ReturnRow[];
    /**
     * Customers.
     */
    customers: number;
    /**
     * Share of the customers who came to any touchpoint at least twice.
     */
    rework: Estimate;
    /**
     * Repeats in all.
     */
    count: number;
    /**
     * Ways of returning that are not listed because of `min_count` or `top`.
     */
    hidden: number;
    /**
     * Returns on these ways.
     */
    hidden_count: number;
}

/**
 * How often customers come to a touchpoint again.
 */
export interface ReworkRow {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Events: the first one of each customer, self-loops and returns.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Customers who came at least twice.
     */
    rework_customers: number;
    /**
     * Share of the customers of the touchpoint who came at least twice.
     */
    rework: Estimate;
    /**
     * Events directly after another one here.
     */
    self_loops: number;
    /**
     * Customers with a self-loop.
     */
    self_loop_customers: number;
    /**
     * Events after another one here, with something else in between.
     */
    returns: number;
    /**
     * Customers with a return.
     */
    return_customers: number;
    /**
     * Self-loops with the same value as before; `null` without `by`.
     */
    self_loops_same: number | null;
    /**
     * Self-loops with another value.
     */
    self_loops_other: number | null;
    /**
     * Returns with the same value as before.
     */
    returns_same: number | null;
    /**
     * Returns with another value.
     */
    returns_other: number | null;
    /**
     * Time from an event to its self-loop.
     */
    self_loop_time: DurationStats;
    /**
     * Time from an event to its return.
     */
    return_time: DurationStats;
}

/**
 * Scores of recency, frequency and monetary value.
 *
 * Customers with an event that counts get a score from 1 to `scores` for each: for the time since the last such event (the
 * shortest is the best), the number of these events, and with `column` the sum of its values at them, 0 without any.
 * Scores are quantile bins as in `Quantiles`: one more than the number of quantiles, at 1/`scores` and so on, that are
 * smaller, so that equal customers have equal scores.
 */
export interface Rfm {
    /**
     * Events that count, such as purchases, as a pattern of a single event; all if `null`.
     */
    of?: Pattern | null;
    /**
     * Number column of the monetary value; no monetary score if `null`.
     */
    column?: string | null;
    /**
     * The date from which recency is counted back; the end of the data if `null`. Later events are left out.
     */
    asOf?: string | null;
    /**
     * Number of scores, from 2 to 10.
     */
    scores?: number;
}

/**
 * Answer of `rfm`.
 */
export interface RfmReport {
    /**
     * Cells with customers: the highest scores of recency first, then of frequency, then of monetary value.
     */
    rows: RfmRow[];
    /**
     * Customers with scores.
     */
    customers: number;
    /**
     * Customers without an event that counts.
     */
    without: number;
    /**
     * Bounds of the scores of recency, in seconds since the last event, from the worst to the best.
     */
    recency_seconds: number[];
    /**
     * Bounds of the scores of frequency.
     */
    frequency: number[];
    /**
     * Bounds of the scores of monetary value; empty without a column.
     */
    monetary: number[];
}

/**
 * Customers with the same scores.
 */
export interface RfmRow {
    /**
     * Score of recency; the highest came last.
     */
    recency: number;
    /**
     * Score of frequency.
     */
    frequency: number;
    /**
     * Score of monetary value; none without a column.
     */
    monetary: number | null;
    /**
     * Customers.
     */
    customers: number;
    /**
     * Share of the customers with scores.
     */
    share: Estimate;
    /**
     * Events that count.
     */
    events: number;
    /**
     * Sum of the column; none without one.
     */
    value: number | null;
}

/**
 * What of the values of a run stays.
 */
export type RunValue = "first" | "last" | "sum";

/**
 * A single value of a rule or of a persona's free fields.
 */
export type Scalar = boolean | number | string;

/**
 * From where to where a journey goes. A journey that has reached `to` is complete.
 */
export interface Scope {
    /**
     * Id of the stage or touchpoint where it begins; the first stage if left out.
     */
    from?: string;
    /**
     * Id of the stage or touchpoint where it is complete; the last stage if left out.
     */
    to?: string;
}

/**
 * What is the score of a survey question, of everybody and by group?
 *
 * `measure` says what is made of the answers: the net promoter score, the share of the best answers (top boxes), the customer
 * effort score, or the mean on any scale. `Nps`, `Csat` and `Ces` tell more about
 * theirs.
 *
 * Every event with a value in `column` is one answer. Answers off the scale, missing ones, and those in `missing` are left out
 * and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the score is
 * undefined. With `weight`, everything is weighted and intervals use the effective size of the sample. With
 * `by`, each group is also compared with all other answers. A difference between groups is no proof of a cause.
 *
 * # Errors
 * For a scale without room, a column that does not
 * exist or has no numbers, and a weight that is negative or infinite.
 *
 * # Complexity
 * O(events) time; memory for one count a group and value.
 *
 * # References
 * Those of the measures; Kish (1965), *Survey Sampling*, for the effective size.
 */
export interface Score {
    /**
     * Number column with the answers.
     */
    column?: string;
    /**
     * What is made of them.
     */
    measure?: SurveyMeasure;
    /**
     * Codes on the scale that mean "no answer".
     */
    missing?: number[];
    /**
     * Number column with survey weights.
     */
    weight?: string | null;
    /**
     * Groups to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
}

/**
 * Answer of `Score`.
 */
export interface ScoreReport {
    /**
     * Score of everybody.
     */
    score: Estimate;
    /**
     * Everybody first, then the groups with answers in the order of their names in the log.
     */
    rows: ScoreRow[];
    /**
     * Events that gave no answer.
     */
    dropped: DroppedAnswers;
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
}

/**
 * Score of everybody or of one group.
 */
export interface ScoreRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * The score.
     */
    score: Estimate;
    /**
     * How often each value was answered.
     */
    distribution: AnswerCount[];
    /**
     * Size of an unweighted sample with the same precision; the number of answers without weights.
     */
    effective_n: number | null;
    /**
     * Two-sided p-value for "the group scores as all other answers do".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * How comments become a number column with their compound scores, from -1 (most negative) to 1 (most positive).
 *
 * Events without a comment, or with nothing but blanks, get no score.
 */
export interface ScoreSentiment {
    /**
     * Text or dictionary column with the comments.
     */
    column?: string;
    /**
     * Name of the new column.
     */
    to?: string;
    /**
     * Text of a lexicon, as `read_text` reads it; the English one if left out.
     */
    lexicon?: string;
    /**
     * What words mean together.
     */
    rules?: SentimentRules;
}

/**
 * A word that moved a score.
 */
export interface ScoredWord {
    /**
     * The word, emoticon, emoji or idiom, in small letters.
     */
    word: string;
    /**
     * Its valence, with all that stands around it.
     */
    valence: number;
}

/**
 * Answer of `identity_sensitivity`.
 */
export interface SensitivityReport {
    /**
     * Number by number, share by share, in the order asked for.
     */
    rows: SensitivityRow[];
    /**
     * Links between ids.
     */
    links: number;
}

/**
 * A number, and where it was when links were lost.
 */
export interface SensitivityRow {
    /**
     * The number, such as `conversion look → buy`.
     */
    number: string;
    /**
     * Share of the links that was lost.
     */
    lost: number;
    /**
     * The number with all links; `null` where it is undefined.
     */
    value: number | null;
    /**
     * Mean of the repetitions.
     */
    mean: number | null;
    /**
     * Least of the repetitions.
     */
    min: number | null;
    /**
     * Greatest of the repetitions.
     */
    max: number | null;
    /**
     * Repetitions in which the number is defined.
     */
    n: number;
}

/**
 * How positive or negative a text is.
 */
export interface Sentiment {
    /**
     * All valences together, from -1 (most negative) to 1 (most positive): s / √(s² + 15), with the sum s. Not rounded.
     */
    compound: number;
    /**
     * Share of the text that is positive.
     */
    positive: number;
    /**
     * Share of the text that is neither.
     */
    neutral: number;
    /**
     * Share of the text that is negative. The three shares sum to 1, or are all 0 if the text has no words.
     */
    negative: number;
}

/**
 * Whether a text is negative, neutral or positive.
 */
export type SentimentClass = "negative" | "neutral" | "positive";

/**
 * Answer of `CommentSentiment`.
 */
export interface SentimentReport {
    /**
     * All comments first, then the groups with comments in the order of their names in the log.
     */
    rows: SentimentRow[];
    /**
     * Words that made comments more negative, those that did most first.
     */
    negative_words: SentimentWord[];
    /**
     * Words that made comments more positive, those that did most first.
     */
    positive_words: SentimentWord[];
    /**
     * Events without a comment, or with nothing but blanks.
     */
    without_text: number;
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
}

/**
 * Sentiment of all comments or of those of one group.
 */
export interface SentimentRow {
    /**
     * Name of the group; `null` for all comments.
     */
    group: string | null;
    /**
     * Comments.
     */
    comments: number;
    /**
     * Share of negative comments.
     */
    negative: Estimate;
    /**
     * Share of comments that are neither.
     */
    neutral: Estimate;
    /**
     * Share of positive comments.
     */
    positive: Estimate;
    /**
     * Mean compound score, from -1 to 1.
     */
    mean: Estimate;
    /**
     * Two-sided p-value for "the mean is that of all other comments".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * The most negative comments, each text once.
     */
    most_negative: CommentExample[];
    /**
     * The most positive comments, each text once.
     */
    most_positive: CommentExample[];
}

/**
 * What words mean together.
 */
export type SentimentRules = "corrected" | "vader";

/**
 * What a word did to the scores of comments.
 */
export interface SentimentWord {
    /**
     * The word, emoticon, emoji or idiom, in small letters.
     */
    word: string;
    /**
     * Comments with it.
     */
    comments: number;
    /**
     * Sum of its valences, each with all that stands around the word.
     */
    valence: number;
}

/**
 * How often a rule cut.
 */
export interface SessionCut {
    /**
     * The rule.
     */
    rule: SessionRule;
    /**
     * Its cuts.
     */
    cuts: number;
}

/**
 * What `sessions` did.
 */
export interface SessionReport {
    /**
     * Journeys before.
     */
    journeys: number;
    /**
     * Sessions.
     */
    sessions: number;
    /**
     * Events before.
     */
    events: number;
    /**
     * Separators, which were left out.
     */
    left_out: number;
    /**
     * Sessions with one event only.
     */
    single_event_sessions: number;
    /**
     * The limit of silence that was stated or found, in seconds.
     */
    gap_seconds: number | null;
    /**
     * Cuts of each rule that was asked for. Several rules may make the same cut.
     */
    cuts: SessionCut[];
}

/**
 * A rule by which journeys are cut.
 */
export type SessionRule = "gap" | "largest_gaps" | "context_gaps" | "starts" | "ends" | "separators" | "longest" | "most_events" | "calendar" | "change";

/**
 * Where journeys are cut into sessions: wherever any of the rules says so.
 */
export interface Sessions {
    /**
     * A silence longer than this ends a session; one of exactly this length does not.
     */
    gap?: TimeSpan | null;
    /**
     * The same with the limit that the data show, which is that of `session_gap`.
     */
    findGap?: boolean;
    /**
     * So many cuts in the whole log, at its longest silences (TAP). Equal ones: first by customer in byte order, then
     * the earlier one.
     */
    largestGaps?: number | null;
    /**
     * So many cuts in the whole log, between touchpoints that follow each other after the longest mean silence
     * (LCPAP). Cuts between the same two touchpoints, and equal means: the longer silence first, then by customer in
     * byte order, then the earlier one.
     */
    contextGaps?: number | null;
    /**
     * Touchpoints, or patterns of a single event such as `visit(channel = app)`, that begin a session.
     */
    starts?: string[];
    /**
     * Touchpoints, or patterns of a single event, that end one, and are in it.
     */
    ends?: string[];
    /**
     * Touchpoints, or patterns of a single event, between sessions, which are left out.
     */
    separators?: string[];
    /**
     * An event later than this after the first one of a session begins another one.
     */
    longest?: TimeSpan | null;
    /**
     * Sessions have at most so many events.
     */
    mostEvents?: number | null;
    /**
     * A session does not go on into another day, week or month.
     */
    calendar?: Period | null;
    /**
     * IANA time zone of the calendar; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of the week.
     */
    weekStart?: Weekday;
    /**
     * Columns, such as the campaign, of which another value begins a session. An event without a value changes
     * nothing.
     */
    change?: string[];
    /**
     * If stated, journeys stay as they are and get the ids of their sessions in a column of this name.
     */
    column?: string | null;
    /**
     * Name of the column that keeps the id of the former journey; `customer` if `null`.
     */
    keepAs?: string | null;
}

/**
 * What several answers of one journey to one question count as.
 */
export type SeveralAnswers = "last" | "mean";

/**
 * How to simulate a log.
 */
export interface Simulate {
    /**
     * Seed of the random numbers: the same map, options and seed give the same log everywhere.
     */
    seed?: number;
    /**
     * Customers, 1 to 10 million.
     */
    customers?: number;
    /**
     * Earliest arrival.
     */
    from?: string;
    /**
     * Time during which customers arrive; observation ends with it, so that late journeys stay open.
     */
    period?: TimeSpan;
    /**
     * What is wrong at the touchpoints.
     */
    faults?: Fault[];
    /**
     * What is wrong with the data, in the order in which it is planted. Not for `Simulation`, which draws journeys one
     * by one.
     */
    dataFaults?: DataFault[];
    /**
     * Share of the complete journeys after which the customer comes back for another, 0 to 0.95. Customers who
     * complete every journey then have `1 / (1 - returning)` of them on average; 0 means that nobody comes back.
     */
    returning?: number;
    /**
     * Median time after which customers come back; the times are log-normal.
     */
    returnAfter?: TimeSpan;
    /**
     * How the log is laid out.
     */
    shards?: number | null;
}

/**
 * A row that was left out, with the reason.
 */
export interface SkippedRow {
    /**
     * File, if the log has several inputs.
     */
    file: string | null;
    /**
     * Data row, from 1.
     */
    row: number;
    /**
     * Column with the bad value.
     */
    column: string;
    /**
     * The value, shortened.
     */
    value: string;
    /**
     * What was expected.
     */
    expected: string;
}

/**
 * What is to be known of a preset before it is used.
 */
export interface SourceInfo {
    /**
     * Name, for `preset`.
     */
    name: string;
    /**
     * Name for people.
     */
    title: string;
    /**
     * Address of the vendor's description of the export.
     */
    documentation: string;
}

/**
 * A phase of the journey, such as awareness or purchase.
 */
export interface Stage {
    /**
     * Unique within the map.
     */
    id: string;
    /**
     * Name to show.
     */
    name: string;
    /**
     * What the customer wants here.
     */
    goal?: string;
    /**
     * The question in the customer's mind.
     */
    question?: string;
    /**
     * Interactions of this stage, in their usual order.
     */
    touchpoints?: Touchpoint[];
}

/**
 * A pain point that is written in the map, and what the data say about it.
 */
export interface StatedPainPoint {
    /**
     * Id of the stage.
     */
    stage: string;
    /**
     * Id of the touchpoint.
     */
    touchpoint: string;
    /**
     * What hurts, in the words of the map.
     */
    text: string;
    /**
     * From 1 (a nuisance) to 5 (customers leave).
     */
    severity: number | null;
    /**
     * What it shows itself by, if the map says so.
     */
    kind: FindingKind | null;
    /**
     * What the data say.
     */
    verdict: PainVerdict;
    /**
     * Ranks of the findings that confirm it.
     */
    findings: number[];
}

/**
 * A statistic of times.
 */
export type Statistic = "median" | "mean" | "q90";

/**
 * One thing that cleaning does to a log, or that prepares its paths.
 *
 * In JSON a step is its name with its options, such as
 * `{"shift_times": {"when": {"equals": {"column": "source", "value": "crm"}}, "by": "-2h"}}`, or the name alone.
 *
 * Rules (`when`) are those of a map, on the columns `touchpoint`, `time`, `customer` and the further ones; where a
 * rule may be left out, the step is for all events. Steps that are about the sequence of touchpoints name events by a
 * `Pattern` of a single event, such as `cart`, `cart | basket`, `~"/shop/*"` or `cart(amount = 0)`. There, a name that
 * the log does not have is an error; `~"cart"` leaves open whether it is there.
 */
export type Step = "drop_duplicates" | { drop_events: { when: EventRule } } | { drop_customers: { customers: string[] } } | { drop_bots: Bots } | { shift_times: { when?: EventRule; by: TimeSpan } } | { set_time_zone: { when?: EventRule; from?: string; to: string } } | { recode: { column: string; values: Scalar[]; to?: Scalar; when?: EventRule } } | { rescale: { column: string; from: [number, number]; to: [number, number]; when?: EventRule } } | { rename_touchpoints: { names: Record<string, string> } } | { group_touchpoints: { touchpoints: Pattern; name: string } } | { hide_touchpoints: { touchpoints: Pattern } } | { keep_touchpoints: { touchpoints: Pattern } } | { collapse_runs: CollapseRuns } | { cut_between: CutBetween } | { mark_ends: { start?: string; end?: string } } | { url_touchpoints: UrlTree } | { score_sentiment: ScoreSentiment } | "fold_ids" | { order_ties: { touchpoints: string[] } } | { stitch: Stitching } | { sessions: Sessions } | { anonymize: Anonymize } | { keep_period: { from?: string; to?: string } };

/**
 * How many journeys go from a place to one of the next step.
 */
export interface StepLink {
    /**
     * Step of the source; the target is in the next one.
     */
    step: number;
    /**
     * Where they come from.
     */
    source_place: StepPlace;
    /**
     * The touchpoint they come from; `null` for other places.
     */
    source: string | null;
    /**
     * Where they go.
     */
    target_place: StepPlace;
    /**
     * The touchpoint they go to; `null` for other places.
     */
    target: string | null;
    /**
     * Journeys.
     */
    customers: number;
    /**
     * Share of the journeys at the source in this step.
     */
    share: Estimate;
}

/**
 * Where are customers one, two, three events after an anchor, and where do they go from there?
 *
 * Journeys are laid side by side so that their anchors are at step 0: the first event of each journey, or with `anchor` the
 * first event of a match (the `occurrence`-th one: 1 is the first match, -1 the last). A row says how many journeys are at
 * a touchpoint in a step. Journeys that are over are *ended*, those whose first event comes later have *not started*, so
 * that the shares of each step sum to 1. Links say how many go from one touchpoint to the next: the bands of a Sankey
 * picture. Journeys without such a match are left out and counted.
 *
 * `top` lists only the touchpoints with most events in these steps, or, with `per_step`, of each step; all others are
 * together *other*.
 *
 * # Errors
 * Those of `matching`; an `occurrence` of 0; more than 200 steps; `top` 0.
 *
 * # Complexity
 * O(journeys · steps) time beside finding the anchors; memory for touchpoints · steps, and for links.
 */
export interface StepMatrix {
    /**
     * What is at step 0; the start of the journey if `null`.
     */
    anchor?: Pattern | null;
    /**
     * Which match of the anchor: 1 is the first one, 2 the second, -1 the last one, -2 the last but one.
     */
    occurrence?: number;
    /**
     * Steps before the anchor.
     */
    before?: number;
    /**
     * Steps after the anchor.
     */
    after?: number;
    /**
     * How many touchpoints to tell apart; all if `null`.
     */
    top?: number | null;
    /**
     * Whether `top` is meant for each step by itself.
     */
    perStep?: boolean;
}

/**
 * Answer of `StepMatrix`.
 */
export interface StepMatrixReport {
    /**
     * Places where anybody is, step by step: touchpoints in the order of `touchpoints`, then other, ended, not started.
     */
    rows: StepRow[];
    /**
     * Moves between neighbouring steps, in the same order by source and then by target; who stays ended or not started
     * is left out.
     */
    links: StepLink[];
    /**
     * Touchpoints that are listed, by falling number of events in all steps, then in the order of the log.
     */
    touchpoints: string[];
    /**
     * Touchpoints with events in these steps that are listed nowhere.
     */
    hidden: number;
    /**
     * Events that are counted as other.
     */
    hidden_count: number;
    /**
     * Journeys with the anchor.
     */
    customers: number;
    /**
     * Journeys without it, or without so many of it.
     */
    left_out: number;
}

/**
 * Where a journey can be in a step.
 */
export type StepPlace = "touchpoint" | "other" | "ended" | "not_started";

/**
 * How many journeys are at a place in a step.
 */
export interface StepRow {
    /**
     * Step: 0 is the anchor, -1 the event before it, 1 the one after it.
     */
    step: number;
    /**
     * Where they are.
     */
    place: StepPlace;
    /**
     * The touchpoint; `null` for other places.
     */
    touchpoint: string | null;
    /**
     * Journeys.
     */
    customers: number;
    /**
     * Share of the journeys with the anchor.
     */
    share: Estimate;
}

/**
 * What the ids of a column did.
 */
export interface StitchColumn {
    /**
     * The column; `customer` for the log's own ids.
     */
    column: string;
    /**
     * Distinct ids. An id that expired and was used again counts once more.
     */
    ids: number;
    /**
     * Events with one.
     */
    events: number;
    /**
     * Links of its ids, to each other or to those of columns before, that brought two customers together.
     */
    merges: number;
    /**
     * Links that were not made as they would join what stays apart.
     */
    kept_apart: number;
    /**
     * Links that were not made as the customer would have too many ids.
     */
    too_large: number;
    /**
     * Ids that belong to several customers, and link nothing.
     */
    shared: number;
    /**
     * Ids with too many others, which link nothing.
     */
    hubs: number;
    /**
     * Values that are no ids, as stated.
     */
    never: number;
    /**
     * Ids that were used again after they had expired.
     */
    expired: number;
    /**
     * Ids that belong to nobody with another id.
     */
    unlinked: number;
    /**
     * Groups of ids that look alike.
     */
    look_alikes: number;
}

/**
 * What `stitch` did. Lists of examples have at most 20 entries, those with most events first.
 */
export interface StitchReport {
    /**
     * Customers before.
     */
    customers_before: number;
    /**
     * Customers after.
     */
    customers_after: number;
    /**
     * Customers before whose events went to several customers: their id was shared, expired, or a hub.
     */
    customers_split: number;
    /**
     * Events.
     */
    events: number;
    /**
     * Events that had no id that links, and stay with the log's own id.
     */
    events_without_id: number;
    /**
     * What each column did, in order of priority.
     */
    rows: StitchColumn[];
    /**
     * Customers by the number of former customers in them, from the smallest number.
     */
    sizes: CustomerSize[];
    /**
     * Ids that belong to several values of a distinct column before them.
     */
    conflicts: number;
    /**
     * Some of them.
     */
    conflict_examples: Conflict[];
    /**
     * Ids with too many others.
     */
    hubs: number;
    /**
     * Some of them.
     */
    hub_examples: SuspiciousId[];
    /**
     * Values that look as if they stood for no id, such as `unknown` or `0000`, and link nevertheless: they may belong
     * to `never`.
     */
    suspicious: SuspiciousId[];
    /**
     * Groups of ids that differ by case, white space or encoding only, and were not taken as the same. In order of
     * column and id.
     */
    look_alikes: LookAlikes[];
}

/**
 * How the ids of customers are brought together: events share ids, so ids share customers.
 */
export interface Stitching {
    /**
     * Columns with ids, of any kind, the most trustworthy first: a customer is named by the first of them that it has,
     * and of several ids by the first in byte order. `customer` stands for the log's own ids; unless listed, these
     * come last.
     */
    columns?: string[];
    /**
     * Whether the log's own ids link events. If not, they only name events that have no other id.
     */
    ownIds?: boolean;
    /**
     * Differences between ids of a column that do not count. Without this, ids that differ in such ways stay
     * different, and are reported.
     */
    normalise?: Record<string, Normal[]>;
    /**
     * For ids of devices: how long one links events. After a longer time it counts as another id; see `expiry`.
     */
    validFor?: Record<string, TimeSpan>;
    /**
     * What the time of `valid_for` is counted from.
     */
    expiry?: Expiry;
    /**
     * Values that are no ids, such as `unknown`, in any column; letter case and white space do not matter.
     */
    never?: string[];
    /**
     * Pairs of ids that are different customers.
     */
    apart?: [IdValue, IdValue][];
    /**
     * Columns of which a customer has one value only; the first column if `null`.
     */
    distinct?: string[] | null;
    /**
     * What happens if an id belongs to several values of a `distinct` column that comes before it.
     */
    onConflict?: OnConflict;
    /**
     * An id that comes with more other ids than this is a hub, such as the address of a shop, and links nothing; nor
     * does a link that would make a customer of more ids.
     */
    maxCluster?: number;
    /**
     * If stated, a column of this name keeps the id that the customer had before.
     */
    keepAs?: string | null;
}

/**
 * The answer for a named goal.
 */
export interface Success {
    /**
     * Id of the KPI.
     */
    goal: string;
    /**
     * The answer.
     */
    verdict: SuccessVerdict;
    /**
     * The answer in words, with its numbers and limits.
     */
    statement: string;
    /**
     * Guards that are worse.
     */
    guards_worse: string[];
    /**
     * Guards of which the data do not tell whether they are worse.
     */
    guards_unclear: string[];
}

/**
 * Whether a change was a success.
 */
export type SuccessVerdict = "success" | "at_a_price" | "no_success" | "failure" | "unclear";

/**
 * What is made of the answers to a survey question.
 */
export type SurveyMeasure = { nps: {} } | { csat: { min?: number; max?: number; satisfied_from?: number } } | { ces: { form: CesForm } } | { mean: { min: number; max: number } };

/**
 * Which column of a wide survey table (one row a respondent) is what.
 */
export interface SurveyOptions {
    /**
     * Column that names the respondent.
     */
    respondent: string;
    /**
     * Column with the time of the answers.
     */
    time?: string | null;
    /**
     * Instead of `time`: the time of all answers.
     */
    at?: string | null;
    /**
     * The rated touchpoints, in the order of their events.
     */
    ratings?: SurveyRating[];
    /**
     * Codes that mean "no answer" in every rated column.
     */
    noAnswer?: number[];
    /**
     * Codes that mean "no answer" in single columns, rated or kept, besides those of the whole survey.
     */
    noAnswerOf?: Record<string, number[]>;
    /**
     * Column with survey weights.
     */
    weight?: string | null;
    /**
     * Further columns to keep, on the event of the whole survey; all if left out.
     */
    keep?: string[] | null;
    /**
     * Names in the log of kept columns and of the weight, by their names in the table; the others stay.
     */
    names?: Record<string, string>;
    /**
     * By column: values that come in the place of those that are written. What is not listed stays.
     */
    recode?: Record<string, Record<string, string | number>>;
    /**
     * Name of the event of the whole survey; `survey` if left out.
     */
    eventName?: string | null;
    /**
     * Texts that mean "no value" besides the empty one.
     */
    missing?: string[];
    /**
     * IANA time zone of times without one; UTC if left out.
     */
    timeZone?: string | null;
    /**
     * What happens to rows with a bad cell: `fail` (if left out) or `skip`.
     */
    onError?: OnError;
    /**
     * One ASCII character between two cells; a comma if left out.
     */
    delimiter?: string | null;
}

/**
 * A column with ratings of a touchpoint.
 */
export interface SurveyRating {
    /**
     * The column.
     */
    column: string;
    /**
     * The touchpoint that it rates.
     */
    touchpoint: string;
    /**
     * Codes that mean "no answer" here, besides those of the whole survey.
     */
    no_answer?: number[];
}

/**
 * How long until something happens to customers? The share it has not happened to, over time.
 *
 * A customer's time starts at the first match of `start` (when it is complete; without `start`, at the first event of the
 * journey) and ends at the first match of `end` after that event. Customers to whom `end` has not happened when observation
 * ends are *censored*: they count as long as they were seen and are not taken for those to whom it never happens, as a plain
 * rate would. Observation ends at the last event of the data unless `until` says otherwise; `within` looks no further than
 * that time.
 *
 * Without `end`, the event is being lost by a stated rule: a silence longer than `inactivity`, at the moment when it has
 * lasted that long. With both, and with `competing`, outcomes compete: whoever had one is not waited for any more. Then the
 * curve is about any outcome, and `incidence` says how many had each (Aalen-Johansen).
 *
 * With `by`, groups by the value at the start are compared by the log-rank test: all of them, and each with the rest. It
 * is about `end` only (about inactivity without `end`). A difference between groups is no proof of a cause.
 *
 * # Errors
 * Without `end` and `inactivity`; for outcomes named twice; for spans of 0; those of `matching`; for shares of
 * `quantiles` not between 0 and 1; for more than 100 groups.
 *
 * # Complexity
 * O(events) time and O(n log n) for sorting the times of n customers; some six bytes a customer.
 *
 * # References
 * Kaplan and Meier (1958); Greenwood (1926); Kalbfleisch and Prentice (1980), *The Statistical Analysis of Failure Time
 * Data*; Aalen and Johansen (1978); Mantel (1966) and Peto and Peto (1972) for the log-rank test; Brookmeyer and Crowley
 * (1982) for intervals of quantiles.
 */
export interface Survival {
    /**
     * Where the time starts; the first event of the journey if `null`.
     */
    start?: Pattern | null;
    /**
     * What is waited for.
     */
    end?: Pattern | null;
    /**
     * A customer is lost by a silence longer than this.
     */
    inactivity?: TimeSpan | null;
    /**
     * Other outcomes, after which `end` is not waited for any more.
     */
    competing?: Pattern[];
    /**
     * Groups to compare: `touchpoint`, or a dictionary column, at the event at which the time starts.
     */
    by?: string | null;
    /**
     * Shares of customers for which the time is told until which it has happened to them.
     */
    quantiles?: number[];
    /**
     * The longest time that is looked at.
     */
    within?: TimeSpan | null;
    /**
     * End of observation, if it is not the last event of the data. Later events are left out.
     */
    until?: string | null;
    /**
     * Times at which the curve is shown; where it changes if there are none.
     */
    at?: TimeSpan[];
    /**
     * So many points of a curve at most, if it is shown where it changes.
     */
    points?: number;
}

/**
 * Everybody or a group, as a whole.
 */
export interface SurvivalGroup {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Customers whose start was seen.
     */
    customers: number;
    /**
     * Customers with an outcome.
     */
    events: number;
    /**
     * Customers who had none as long as they were seen.
     */
    censored: number;
    /**
     * Until when it has happened to the asked shares of customers.
     */
    quantiles: SurvivalTime[];
    /**
     * Mean time without an outcome, of the first `horizon_seconds` of the report.
     */
    mean_seconds: number | null;
    /**
     * Customers to whom it would have happened if it came at the same rate in all groups; `null` for everybody.
     */
    expected: number | null;
    /**
     * p-value for "it comes at the same rate in the group as in all other groups together" (log-rank test).
     */
    p: number | null;
    /**
     * The same, adjusted for the number of groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
}

/**
 * Answer of `Survival`.
 */
export interface SurvivalReport {
    /**
     * Points of the curves: everybody first, then each group; each from 0 on in order of time.
     */
    rows: SurvivalRow[];
    /**
     * The same for each outcome, if outcomes compete.
     */
    incidence: IncidenceRow[];
    /**
     * Everybody first, then the groups with customers in the order of their names in the log.
     */
    groups: SurvivalGroup[];
    /**
     * The log-rank test of all groups; `null` without groups to compare.
     */
    test: LogRankTest | null;
    /**
     * Groups that were compared with the rest.
     */
    tested: number;
    /**
     * Up to this time means are made: the longest time that is known in every group.
     */
    horizon_seconds: number | null;
}

/**
 * A point of a curve.
 */
export interface SurvivalRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Time since the start.
     */
    seconds: number;
    /**
     * Customers without an outcome who were still seen right before this time.
     */
    at_risk: number;
    /**
     * Customers with an outcome at this time and since the row before.
     */
    events: number;
    /**
     * Customers last seen without one at this time and since the row before.
     */
    censored: number;
    /**
     * Share of customers without an outcome up to this time and at it.
     */
    share: Estimate;
}

/**
 * Until when it has happened to a share of customers.
 */
export interface SurvivalTime {
    /**
     * Share of customers; 0.5 is the median.
     */
    share: number;
    /**
     * The first time at which it has happened to so many; `null` if never as far as is known.
     */
    seconds: number | null;
    /**
     * Lower end of its 95 % interval.
     */
    low_seconds: number | null;
    /**
     * Upper end of its 95 % interval; `null` if it is not known.
     */
    high_seconds: number | null;
}

/**
 * An id that may be none.
 */
export interface SuspiciousId {
    /**
     * Its column.
     */
    column: string;
    /**
     * Its value.
     */
    value: string;
    /**
     * Events with it.
     */
    events: number;
    /**
     * Other ids that it comes with; 0 if that was not counted.
     */
    ids: number;
}

/**
 * How a classifier learns.
 */
export interface TextClassifierOptions {
    /**
     * Words of the longest run of words that is a feature, from 1 to 3.
     */
    words?: number;
    /**
     * Texts that a feature is in at least.
     */
    least?: number;
    /**
     * How much the texts count against the wish for small weights: the `C` of scikit-learn.
     */
    strength?: number;
}

/**
 * Comments of a group.
 */
export interface ThemeGroup {
    /**
     * Where comments were compared; `null` if all were compared together.
     */
    within: string | null;
    /**
     * Name of the group.
     */
    group: string;
    /**
     * Its comments.
     */
    comments: number;
}

/**
 * Answer of `themes`.
 */
export interface ThemeReport {
    /**
     * Phrases that a group says more often than the others: groups in the order of their names in the log, the phrases
     * of each by `z`, the surest first.
     */
    rows: ThemeRow[];
    /**
     * Comments that were compared.
     */
    groups: ThemeGroup[];
    /**
     * Events without a comment, or with nothing but blanks.
     */
    without_text: number;
    /**
     * Phrases that were tested, each once for every group; of two groups, once for both.
     */
    tested: number;
}

/**
 * A phrase that a group says more often than the others.
 */
export interface ThemeRow {
    /**
     * Where comments were compared; `null` if all were compared together.
     */
    within: string | null;
    /**
     * Name of the group: `negative` and `positive`, `before` and `after`, or a name of `by`.
     */
    group: string;
    /**
     * The phrase in small letters.
     */
    phrase: string;
    /**
     * Comments of the group that have it.
     */
    comments: number;
    /**
     * Share of the comments of the group that have it.
     */
    share: Estimate;
    /**
     * Share of the comments of the other groups that have it.
     */
    others: Estimate;
    /**
     * Natural logarithm of the ratio of the odds in the group to those in the others, both drawn to the odds of all.
     */
    log_odds: number;
    /**
     * The same in standard errors.
     */
    z: number;
    /**
     * Two-sided p-value for "the odds are the same".
     */
    p: number | null;
    /**
     * The same, adjusted for the number of phrases and groups (Benjamini-Hochberg).
     */
    p_adjusted: number | null;
    /**
     * Comments of the group that have it: the shortest ones, each text once.
     */
    examples: CommentExample[];
}

/**
 * What do some comments talk about, and others not? Key phrases of one to three words, by group.
 *
 * Comments are compared group against all others: by a column or touchpoint (`by`), after against before a time
 * (`since`), or else negative against positive ones, as a lexicon scores them. With `within`, they are compared once for
 * each touchpoint, or each name of a column. Phrases do not go across punctuation; they neither begin nor end with a stop
 * word. Those of fewer than `least` comments are left out, and so are those that are a part of a longer one which at least
 * three quarters of their comments have.
 *
 * How much more often a group says something is a log-odds ratio: of the odds that a comment of the group has the phrase
 * and the odds that another one has it. Both are drawn to the odds among all comments, as if `prior` more comments had been
 * seen in each (an informative Dirichlet prior of two classes). Counts are of comments: a word that is repeated in one counts
 * once. p-values are two-sided, by the normal approximation, adjusted over all phrases and groups (Benjamini-Hochberg). A
 * difference between groups is no proof of a cause.
 *
 * # References
 * Monroe, Colaresi and Quinn (2008), "Fightin' words: lexical feature selection and evaluation for identifying the content of
 * political conflict", Political Analysis 16.
 */
export interface Themes {
    /**
     * Text or dictionary column with the comments.
     */
    column?: string;
    /**
     * Groups to compare: `touchpoint`, or a dictionary column.
     */
    by?: string | null;
    /**
     * Compares comments from this time on with those before.
     */
    since?: string | null;
    /**
     * Compares anew within each touchpoint (`touchpoint`), or each name of a dictionary column.
     */
    within?: string | null;
    /**
     * Words of the longest phrase, from 1 to 3.
     */
    words?: number;
    /**
     * Comments that a phrase has at least.
     */
    least?: number;
    /**
     * Comments as if which the prior counts.
     */
    prior?: number;
    /**
     * Phrases that are listed at most for each group.
     */
    top?: number;
    /**
     * Comments that are shown at most for each phrase.
     */
    examples?: number;
    /**
     * Words that no phrase begins or ends with, instead of the English ones.
     */
    stopWords?: string[] | null;
    /**
     * Text of the lexicon that tells negative from positive comments; the English one if left out.
     */
    lexicon?: string | null;
    /**
     * What words mean together.
     */
    rules?: SentimentRules;
}

/**
 * A length of time, exact to the microsecond. A day is 24 hours.
 *
 * Written with units: `"90s"`, `"30m"`, `"7d"`, `"1d 12h"` or ISO 8601 such as `"PT1H30M"`.
 * Months and years have no fixed length and are refused.
 */
export type TimeSpan = string;

/**
 * How long do customers stay at a touchpoint?
 *
 * A *visit* is an unbroken run of events of one customer at one touchpoint. Time spent is from the first event
 * of a visit to the end of its last one: that event's `end` if the log knows it, else its time. A visit of
 * a single event without an end has no measurable length: it is counted in `unmeasured`, not as 0. The
 * denominator of every statistic is the measured visits.
 *
 * # Complexity
 * O(events) time; four to six bytes a measured visit while running, for exact quantiles.
 */
export interface TimeSpent {}

/**
 * Answer of `TimeSpent`.
 */
export interface TimeSpentReport {
    /**
     * Touchpoints that were visited, in the order of the log.
     */
    rows: TimeSpentRow[];
    /**
     * Lengths of the measured visits of all touchpoints.
     */
    time: DurationStats;
    /**
     * Visits in all.
     */
    visits: number;
    /**
     * Visits without a measurable length.
     */
    unmeasured: number;
}

/**
 * Time spent at a touchpoint.
 */
export interface TimeSpentRow {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Visits.
     */
    visits: number;
    /**
     * Visits without a measurable length: a single event without an end.
     */
    unmeasured: number;
    /**
     * Lengths of the measured visits.
     */
    time: DurationStats;
}

/**
 * One interaction between customer and brand.
 */
export interface Touchpoint {
    /**
     * Unique within the map, also among stages and personas.
     */
    id: string;
    /**
     * Name to show.
     */
    name: string;
    /**
     * Where it happens, such as `web`, `store` or `call center`.
     */
    channel?: string;
    /**
     * Online or offline.
     */
    place?: TouchpointPlace;
    /**
     * Team that answers for it.
     */
    owner?: string;
    /**
     * What the customer does.
     */
    action?: string;
    /**
     * What the customer thinks.
     */
    thoughts?: string[];
    /**
     * What the team expects customers to feel.
     */
    emotions?: Emotion[];
    /**
     * Whether this is a moment of truth: one that decides about the whole journey.
     */
    moment_of_truth?: boolean;
    /**
     * Whether customers come here for help, such as to a call centre: what sends them here is then found.
     */
    support?: boolean;
    /**
     * Whether customers should have to do this only once, as with a payment and unlike a search: that they do it again at
     * once is then found.
     */
    once?: boolean;
    /**
     * How long a visit should take at most.
     */
    target_time_spent?: TimeSpan;
    /**
     * How long customers should wait for it at most.
     */
    target_waiting_time?: TimeSpan;
    /**
     * Known obstacles.
     */
    pain_points?: PainPoint[];
    /**
     * Possible improvements.
     */
    opportunities?: Opportunity[];
    /**
     * Where its ratings are found; the map's `rating` if left out.
     */
    rating?: RatingScale;
    /**
     * Which events belong to it. If left out: those whose touchpoint equals the id.
     */
    rule?: EventRule;
    /**
     * Which of its events are failed attempts, such as a payment that was refused.
     */
    failed?: EventRule;
}

/**
 * Whether a touchpoint is online or offline.
 */
export type TouchpointPlace = "online" | "offline";

/**
 * Everything needed to make a number again.
 */
export interface Trace {
    /**
     * The number, such as `touchpoints.cart.drop_off`.
     */
    path: string;
    /**
     * Operation that made it.
     */
    operation: string;
    /**
     * What it is, in words.
     */
    definition: string;
    /**
     * What its sample counts, in words.
     */
    denominator: string;
    /**
     * Size of its sample.
     */
    n: number;
    /**
     * Its value; of times the median, in seconds.
     */
    value: number | null;
    /**
     * Options of the operation, as JSON.
     */
    options: string;
    /**
     * Time of the first event of the log.
     */
    from: string | null;
    /**
     * Time of the last event of the log.
     */
    to: string | null;
    /**
     * Input rows of some of the events it is made of, at most five.
     */
    rows: number[];
    /**
     * Digest of the log.
     */
    fingerprint: string;
    /**
     * Version of the library.
     */
    version: string;
}

/**
 * How often journeys begin and end at a touchpoint.
 */
export interface TransitionNode {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Events.
     */
    count: number;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Journeys that begin here.
     */
    starts: number;
    /**
     * Journeys that end here.
     */
    ends: number;
}

/**
 * Answer of `Transitions`.
 */
export interface TransitionReport {
    /**
     * Transitions by falling count, then by history, source and target in the order of the log's touchpoints.
     */
    rows: TransitionRow[];
    /**
     * Touchpoints in the order of the log.
     */
    nodes: TransitionNode[];
    /**
     * Journeys.
     */
    customers: number;
    /**
     * Traversals in all, also of rows that are hidden.
     */
    count: number;
    /**
     * Rows that are not listed because of `min_count`, `min_share` or `top`.
     */
    hidden: number;
    /**
     * Traversals of these rows.
     */
    hidden_count: number;
}

/**
 * How often one touchpoint follows another.
 */
export interface TransitionRow {
    /**
     * Touchpoints before `source`, if more than one comes before the target; else none.
     */
    history: string[];
    /**
     * Touchpoint that comes first.
     */
    source: string;
    /**
     * Touchpoint that comes after it.
     */
    target: string;
    /**
     * Traversals; of `eventually`, pairs of a source and a later target.
     */
    count: number;
    /**
     * Distinct customers who made it.
     */
    customers: number;
    /**
     * Share of the moves out of `source` (and its history); of `eventually`, share of the customers with the source.
     */
    probability: Estimate;
    /**
     * Share of the moves into `target`; of `eventually`, share of the customers with the target.
     */
    in_probability: Estimate;
    /**
     * Share of all customers who made it.
     */
    customer_share: Estimate;
    /**
     * Share of all traversals.
     */
    share: Estimate;
    /**
     * Traversals by journey, those without it included.
     */
    per_journey: number;
    /**
     * Time from `source` to `target`; of `eventually`, from the first source to the first target after it.
     */
    gap: DurationStats;
    /**
     * Standard deviation of these times, if `deviation` asks for it; `null` for fewer than two or rounded ones.
     */
    deviation_seconds: number | null;
}

/**
 * Which touchpoint follows which? The directly-follows graph of all journeys.
 *
 * With `order` (1 unless set, at most 8), a move is told apart by that many touchpoints before it: of order 2, how many who
 * came from `a` to `b` go on to `c`. Moves before which fewer touchpoints come are left out then. With `eventually`, the
 * target comes at any time after the source: each source is paired with each later target.
 *
 * `min_count`, `min_share` (of all traversals) and `top` hide rows; the report says how many, and how many traversals. All
 * shares are those of everything, hidden or not.
 *
 * # Errors
 * For an `order` of 0 or above 8 or beside `eventually`, a share beyond 0 and 1, `top` 0.
 *
 * # Complexity
 * O(events) time; four to six bytes an event while running, for exact quantiles. With `eventually` O(events · different
 * touchpoints of a journey); with histories also some memory for each of them.
 *
 * # Reference
 * van der Aalst, *Process Mining* (2nd ed. 2016), section 5.2.
 */
export interface Transitions {
    /**
     * How many touchpoints before a move tell it apart.
     */
    order?: number;
    /**
     * Whether anything may lie in between.
     */
    eventually?: boolean;
    /**
     * Whether to tell the standard deviation of times: one more look at all of them.
     */
    deviation?: boolean;
    /**
     * Traversals of a row at least.
     */
    minCount?: number;
    /**
     * The same as a share of all traversals.
     */
    minShare?: number | null;
    /**
     * How many rows to list at most; all if `null`.
     */
    top?: number | null;
}

/**
 * How does the score of a survey question go from period to period, and did it really change?
 *
 * Each calendar period of the log has its score with an interval, and its difference from the last period before it that has
 * answers, and from the first one: with an interval (from those of both scores by squares and roots; Zou and Donner 2008), a
 * p-value of two independent samples, the same adjusted for all periods (Benjamini-Hochberg), and a verdict:
 *
 * * `too_few_answers`: one of both periods has fewer than `least` answers;
 * * `no`: the interval lies within `margin` on both sides of 0, so the change, if any, is smaller than what matters. Without a
 *   margin nothing can show that a score did *not* change;
 * * `yes`: the adjusted p-value is at most 0.05;
 * * `not_enough_evidence`: all else. The score may have changed or not.
 *
 * `changes` tells where the level changed: the place that splits the series most clearly, if chance does that in at most 5 of
 * 100 series without a change, and so on in both parts (binary segmentation). The chance is drawn (`draws` times, by `seed`) for
 * normal means of the sizes of the periods. Intervals before and after do not know that the place was searched for; `p` does.
 *
 * With `weight`, everything is weighted, and `unweighted` has the score of each period without weights beside it. Periods are
 * compared as if other people had answered in each; where the same did, differences are told more cautiously than need be.
 *
 * # Errors
 * Those of `Score`; for a time zone that does not exist, a margin that is not above 0, and fewer than 39 draws.
 *
 * # Complexity
 * O(events) time, and O(draws · periods) for each change; memory for one count a period and value.
 *
 * # References
 * Vostrikova (1981), "Detecting disorder in multidimensional random processes"; Zou and Donner (2008); Benjamini and Hochberg
 * (1995).
 */
export interface Trend {
    /**
     * Number column with the answers.
     */
    column?: string;
    /**
     * What is made of them.
     */
    measure?: SurveyMeasure;
    /**
     * Codes on the scale that mean "no answer".
     */
    missing?: number[];
    /**
     * Number column with survey weights.
     */
    weight?: string | null;
    /**
     * Length of a period.
     */
    period?: Period;
    /**
     * IANA time zone of the calendar; UTC if `null`.
     */
    timeZone?: string | null;
    /**
     * First day of a week.
     */
    weekStart?: Weekday;
    /**
     * Fewer answers are too few for a verdict.
     */
    least?: number;
    /**
     * Smaller changes do not matter: points of a net promoter score, a share (0.05), steps of a mean.
     */
    margin?: number | null;
    /**
     * Series drawn to see what chance does.
     */
    draws?: number;
    /**
     * Other draws.
     */
    seed?: number;
}

/**
 * A place at which the level changed.
 */
export interface TrendChange {
    /**
     * First period of the new level.
     */
    period: string;
    /**
     * Score from the change before, or the beginning, to this one.
     */
    before: Estimate;
    /**
     * Score from here to the next change, or the end.
     */
    after: Estimate;
    /**
     * After less before.
     */
    difference: Estimate;
    /**
     * Probability that chance splits the stretch as clearly, at any of its periods.
     */
    p: number;
}

/**
 * Answer of `Trend`.
 */
export interface TrendReport {
    /**
     * Score of all answers.
     */
    score: Estimate;
    /**
     * All calendar periods from the first event to the last.
     */
    rows: TrendRow[];
    /**
     * Where the level changed, in order of time.
     */
    changes: TrendChange[];
    /**
     * The last period with answers, compared with the first one: this pair alone, not adjusted.
     */
    overall: PeriodChange;
    /**
     * Events that gave no answer.
     */
    dropped: DroppedAnswers;
    /**
     * Pairs of a period and the one before it that were tested.
     */
    tested: number;
}

/**
 * Score of a period.
 */
export interface TrendRow {
    /**
     * First day of the period; of an hour its beginning.
     */
    period: string;
    /**
     * The score.
     */
    score: Estimate;
    /**
     * The score without weights; `null` if there are none.
     */
    unweighted: Estimate | null;
    /**
     * Size of an unweighted sample with the same precision; the number of answers without weights.
     */
    effective_n: number | null;
    /**
     * Compared with the last period before it that has answers.
     */
    from_previous: PeriodChange;
    /**
     * Compared with the first period that has answers.
     */
    from_first: PeriodChange;
}

/**
 * A term that is in more of the posts of the last period than before.
 */
export interface TrendingTerm {
    /**
     * Word or hashtag, in small letters.
     */
    term: string;
    /**
     * Posts with it in the last period.
     */
    posts: number;
    /**
     * Posts with it before.
     */
    posts_before: number;
    /**
     * Customers who used it in the last period.
     */
    customers: number;
    /**
     * Share of the posts of the last period.
     */
    share: Estimate;
    /**
     * Share of the posts before.
     */
    share_before: Estimate;
    /**
     * Difference of both shares.
     */
    difference: Estimate;
    /**
     * Share by share before; `null` if it was never used before.
     */
    ratio: number | null;
    /**
     * One-sided p-value for "no more often than before" (Fisher's exact test).
     */
    p: number;
    /**
     * The same, adjusted for all terms that were tested (Benjamini-Hochberg).
     */
    p_adjusted: number;
    /**
     * Time of the first post with it.
     */
    first_seen: string;
    /**
     * Posts of the last period with most reactions, then the latest; each text once.
     */
    examples: CommentExample[];
}

/**
 * Unit of a KPI's value.
 */
export type Unit = "share" | "points" | "rating" | "seconds" | "amount" | "count";

/**
 * A place in a tree of addresses.
 */
export interface UrlRow {
    /**
     * Name of the touchpoint.
     */
    touchpoint: string;
    /**
     * The place above it.
     */
    parent: string | null;
    /**
     * Steps from the top.
     */
    depth: number;
    /**
     * Events here and below.
     */
    events: number;
    /**
     * Events exactly here, which are those that get this touchpoint.
     */
    own_events: number;
    /**
     * Customers with an event here or below.
     */
    customers: number;
    /**
     * Different addresses here and below, as they were written.
     */
    addresses: number;
    /**
     * Share of all events with an address.
     */
    share: Estimate;
}

/**
 * How addresses of pages become touchpoints such as `shop.example/product/*`.
 *
 * An address begins with a scheme (`https://`), with `//` or with `/`; any other text is none. The host is taken in small
 * letters without user and password, the path without empty parts; what comes after `?` or `#` is left out.
 */
export interface UrlTree {
    /**
     * Column with the addresses; the touchpoints themselves if left out.
     */
    column?: string;
    /**
     * Parts of the path that stay, at most 32.
     */
    depth?: number;
    /**
     * Whether the host is a part of the touchpoint.
     */
    host?: boolean;
    /**
     * Whether parts of the path that are ids become `*`: those with digits and no letters; of eight or more of the digits
     * 0 to 9, a to f and `-`; of sixteen or more letters and digits; each with a digit at least, and also with a suffix
     * of up to five letters, such as `.html`.
     */
    ids?: boolean;
    /**
     * Least share of the events at a place of the tree; what of its branches has a smaller one becomes `*`.
     */
    leastShare?: number;
}

/**
 * Answer of `url_tree`.
 */
export interface UrlTreeReport {
    /**
     * Places of the tree, each before what is below it; side by side the one with more events first, then by name in
     * byte order.
     */
    rows: UrlRow[];
    /**
     * Events with an address.
     */
    events: number;
    /**
     * Events without one: no value, or another text.
     */
    other_events: number;
    /**
     * Different addresses as they were written.
     */
    addresses: number;
}

/**
 * After how many days customers usually come back.
 */
export interface UsageInterval {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Customers active on two days or more.
     */
    customers: number;
    /**
     * Customers active on one day only: they have no interval.
     */
    once: number;
    /**
     * Half of the customers have a median gap of so many days or less.
     */
    median_days: number | null;
    /**
     * The asked share of customers.
     */
    share: number;
    /**
     * So many of the customers have a median gap of so many days or less.
     */
    days: number | null;
}

/**
 * Customers by the median of their gaps between active days.
 */
export interface UsageIntervalRow {
    /**
     * Name of the group; `null` for everybody.
     */
    group: string | null;
    /**
     * Median of a customer's gaps in days; halves where their number is even.
     */
    days: number;
    /**
     * Customers with this one.
     */
    customers: number;
    /**
     * Share of customers with this or a shorter one.
     */
    share: Estimate;
}

/**
 * Answer of `Variants`.
 */
export interface VariantReport {
    /**
     * Variants by falling number of customers, then by their touchpoints in the order of the log.
     */
    rows: VariantRow[];
    /**
     * Customers.
     */
    customers: number;
    /**
     * Distinct paths, also those that are not listed.
     */
    variants: number;
    /**
     * Paths that only one customer took.
     */
    unique_variants: number;
    /**
     * Customers whose path is not listed because of `top`.
     */
    other_customers: number;
    /**
     * The path that stands for all; `null` unless asked for, or without customers.
     */
    representative: RepresentativePath | null;
}

/**
 * A path and who took it.
 */
export interface VariantRow {
    /**
     * Touchpoints in order.
     */
    path: string[];
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Share of all customers.
     */
    share: Estimate;
    /**
     * Share of all customers whose path is this one or one of those above.
     */
    cumulative_share: number;
}

/**
 * Which paths do customers take, and how many paths cover most of them?
 *
 * A *variant* is the whole sequence of touchpoints of a journey, repeats included. Shares are of all
 * journeys, and the cumulative share says how many of them the variants down to this row cover. With `top`,
 * rows below are left out of the list; their customers are counted in `other_customers`, so that shares and
 * the remainder sum to 1.
 *
 * The representative path, if it is asked for, is the one with the least mean distance to the paths of all customers (the
 * medoid). A distance is the number of touchpoints to be inserted, left out or replaced, by the length of the longer path.
 * The 200 most frequent paths are compared, of which the first 500 touchpoints; it says how many customers these are. (The
 * happy path is another one: the most frequent path of those who succeed, `top(1)` of the [matching](EventLog::matching)
 * journeys.)
 *
 * # Errors
 * For `top` 0.
 *
 * # Complexity
 * O(events) time; memory for every distinct sequence. Where most customers have a path of their own, the names of
 * all rows take more memory and time than everything else: ask for the `top` ones.
 *
 * # Reference
 * van der Aalst, *Process Mining* (2nd ed. 2016), section 5.2.
 */
export interface Variants {
    /**
     * How many rows to list, most frequent first; all if `null`.
     */
    top?: number | null;
    /**
     * Whether to look for the path that stands for all.
     */
    representative?: boolean;
}

/**
 * The map measured for everybody or for one persona.
 */
export interface View {
    /**
     * Id of the persona; `null` for everybody.
     */
    persona: string | null;
    /**
     * Name to show.
     */
    name: string;
    /**
     * Customers with at least one event bound to the map.
     */
    customers: number;
    /**
     * Events bound to the map.
     */
    events: number;
    /**
     * Journeys that reached the end of the scope.
     */
    completed: number;
    /**
     * Journeys that are neither complete nor over: they may still go on.
     */
    open: number;
    /**
     * Journeys that are over and not complete.
     */
    lost: number;
    /**
     * Share of completed journeys among completed and lost ones that began so long before the end of the data that
     * it is known which they are.
     */
    completion: Estimate;
    /**
     * Stages in the order of the map.
     */
    stages: MeasuredElement[];
    /**
     * Touchpoints in the order of the map.
     */
    touchpoints: MeasuredElement[];
    /**
     * KPIs in the order of the map. A view of a persona holds the same KPIs over its customers.
     */
    kpis: MeasuredKpi[];
    /**
     * Moves between touchpoints of different owners, most frequent first.
     */
    handoffs: Handoff[];
}

/**
 * How long do customers wait before a touchpoint?
 *
 * A *visit* is an unbroken run of events of one customer at one touchpoint. Waiting time is from the end of the
 * visit before (the `end` of its last event if the log knows it, else that event's time) to the first event
 * of this visit. It is never below 0: if the visit before was not over yet, it is 0 and counted in `overlaps`.
 * Nobody waits for the first visit of a journey, which is counted in `first` and not in the denominator.
 *
 * # Complexity
 * O(events) time; four to six bytes a visit while running, for exact quantiles.
 */
export interface WaitingTime {}

/**
 * Answer of `WaitingTime`.
 */
export interface WaitingTimeReport {
    /**
     * Touchpoints that were visited, in the order of the log.
     */
    rows: WaitingTimeRow[];
    /**
     * Waiting times before all touchpoints.
     */
    time: DurationStats;
    /**
     * Visits in all.
     */
    visits: number;
    /**
     * Visits that began before the visit before was over.
     */
    overlaps: number;
}

/**
 * Waiting time before a touchpoint.
 */
export interface WaitingTimeRow {
    /**
     * Touchpoint that is waited for.
     */
    touchpoint: string;
    /**
     * Distinct customers.
     */
    customers: number;
    /**
     * Visits.
     */
    visits: number;
    /**
     * Visits that begin a journey: nobody waits for them.
     */
    first: number;
    /**
     * Visits that began before the visit before was over; their waiting time is 0.
     */
    overlaps: number;
    /**
     * Waiting times of all visits but the first ones.
     */
    time: DurationStats;
}

/**
 * A day of the week.
 */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/**
 * What if fewer customers left at a touchpoint, more went on to another, or all waited less?
 *
 * A journey succeeds at the last event of its first match of `success`; what comes after that is not looked at. All others
 * end without success. With `open_after`, customers without success whose last event was less than so long before the end
 * of the data are *open*, and left out. Moves between touchpoints are a Markov chain that ends; with nothing changed its
 * figures are those that were observed: the share of customers who succeeded, the mean time from the first event to the
 * last one, the mean sum of the number column `value` over these events, and the mean number of events at each touchpoint.
 *
 * *Changes* are made to shares of the moves out of a touchpoint, all at once. Shares that are not named are scaled in
 * proportion, so that all sum to 1 again: a drop-off that is halved sends those who stay to where the others go. A move
 * that nobody made can be given a share; it takes as long as other moves to its target. A change of waiting scales
 * the times of all moves to a touchpoint, and changes nothing but time. Time is from event to event.
 *
 * A *lever* is a touchpoint with a drop-off above the median of all touchpoints. Its gain is what success would rise by if
 * this drop-off alone came down to the median. `sensitivity` is the derivative of the probability of success with
 * respect to the drop-off: what it falls by, for a small rise, times that rise.
 *
 * Intervals come from 64 groups of customers, into which they are put by a hash (FNV-1a) of their ids: everything is
 * computed again without each group. There are none for fewer than ten groups with customers, and where no group makes a
 * difference. They say how far the data may mislead, given that a customer's next move depends on nothing but
 * where the customer is; whether a change can be made, and whether those who are kept behave as the others do, no log knows.
 *
 * # Errors
 * Those of `matching`; without `success`; for a touchpoint or column that the log does not have, a negative factor,
 * a share outside 0 to 1, shares of one touchpoint that sum to more than 1, a move or drop-off that never was times a
 * factor, two changes of the same thing, and changes after which journeys could go round for ever; `Limit` for more than
 * 500 touchpoints.
 *
 * # Complexity
 * O(events · elements of the pattern + 64 · touchpoints³) time, O(64 · moves + touchpoints²) memory.
 *
 * # Reference
 * Kemeny and Snell, *Finite Markov Chains* (1960), chapter 3: the fundamental matrix; Caswell, *Matrix Population Models*
 * (2001), for its sensitivities; Kott (2001) for the intervals.
 */
export interface WhatIf {
    /**
     * What a journey succeeds with.
     */
    success?: Pattern | null;
    /**
     * What is changed; without any, the levers are told.
     */
    changes?: FlowChange[];
    /**
     * Number column whose sum over the events of a journey, those after success left out, is its value.
     */
    value?: string | null;
    /**
     * Silence after which a customer without success counts as lost rather than open; nobody is open if `null`.
     */
    openAfter?: TimeSpan | null;
}

/**
 * A figure before and after changes.
 */
export interface WhatIfEffect {
    /**
     * As it was observed.
     */
    before: Estimate;
    /**
     * As it is to be expected after the changes.
     */
    after: Estimate;
    /**
     * After less before, with an interval of its own.
     */
    difference: Estimate;
}

/**
 * A touchpoint with more drop-off than most.
 */
export interface WhatIfLever {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Share of the events before success after which the journey ended.
     */
    drop_off: number;
    /**
     * What the share of customers who succeed would rise by if this alone came down to the median.
     */
    gain: Estimate;
}

/**
 * Answer of `WhatIf`.
 */
export interface WhatIfReport {
    /**
     * Touchpoints in the order of the log.
     */
    rows: WhatIfRow[];
    /**
     * Levers by falling gain, then in the order of the log. They are those before the changes.
     */
    levers: WhatIfLever[];
    /**
     * Median of the drop-off of all touchpoints before success.
     */
    median_drop_off: number | null;
    /**
     * Customers, open ones left out.
     */
    customers: number;
    /**
     * Of these, customers who succeeded.
     */
    succeeded: number;
    /**
     * Customers who are open.
     */
    open: number;
    /**
     * Share of customers who succeed.
     */
    conversion: WhatIfEffect;
    /**
     * Mean time from the first event to success or to the last one, in seconds.
     */
    time_seconds: WhatIfEffect;
    /**
     * Mean value of a customer, if a column was named.
     */
    value: WhatIfEffect | null;
}

/**
 * A touchpoint before and after changes.
 */
export interface WhatIfRow {
    /**
     * Touchpoint.
     */
    touchpoint: string;
    /**
     * Events, those after success and those of open customers left out.
     */
    count: number;
    /**
     * Events by customer.
     */
    visits: WhatIfEffect;
    /**
     * Share of the events before success after which the journey ended.
     */
    drop_off: Estimate;
    /**
     * The same after the changes; `null` if every event here was a success.
     */
    drop_off_after: number | null;
    /**
     * Probability of success from here, by the chain; `null` if every event here was a success.
     */
    probability: number | null;
    /**
     * The same after the changes.
     */
    probability_after: number | null;
    /**
     * Derivative of the probability of success with respect to the drop-off, before the changes; `null` if nobody goes on.
     */
    sensitivity: number | null;
}

/**
 * From where the window of a funnel is measured.
 */
export type WindowFrom = "first" | "previous";

/**
 * What becomes of events without a value.
 */
export type Without = "leave_out" | "keep";

/** How work is done. Results never depend on it. */
export interface WorkOptions {
    /** Hears how far the work is. */
    progress?: ((progress: Progress) => void) | undefined;
    /** Stops the work: a call ends with a `JourneyError` of the code `cancelled`, a promise with the reason of the signal. */
    signal?: AbortSignal | undefined;
    /** What would need more memory is refused: a number of bytes, or a text such as `"1 GB"`. */
    memoryLimit?: number | string | undefined;
}

/**
 * A classifier that a file declares: which attributes together name an event or trace.
 */
export interface XesClassifier {
    /**
     * Its name.
     */
    name: string;
    /**
     * `event` or `trace`.
     */
    scope: string;
    /**
     * Keys of its attributes.
     */
    keys: string[];
}

/**
 * What becomes of events whose `lifecycle:transition` is `start` or `complete`, in any capitals.
 */
export type XesLifecycle = "pair" | "keep" | "complete_only";

/**
 * How an XES file is read. The defaults are right for most files.
 */
export interface XesOptions {
    /**
     * Whether a file that departs from the standard is refused. If not, what is malformed but does not hurt the
     * structure is left out, counted and sampled in `XesReport`.
     */
    strict?: boolean;
    /**
     * Attribute of a trace that names its journey.
     */
    journey?: string;
    /**
     * Attribute of an event with its time.
     */
    time?: string;
    /**
     * What names the touchpoint of an event; `concept:name` unless set.
     */
    classifier?: Classifier | null;
    /**
     * What becomes of start and complete events of one activity.
     */
    lifecycle?: XesLifecycle;
    /**
     * Whether attributes that an event or trace does not have get the value of the file's global attributes. Names of
     * traces and times of events never do: an invented one would be wrong.
     */
    defaults?: boolean;
    /**
     * Further columns to keep, those of traces as `case:key`; all if `null`.
     */
    keep?: string[] | null;
    /**
     * IANA time zone of times without one; UTC unless set.
     */
    time_zone?: string | null;
    /**
     * Files with more (unpacked) bytes are refused. If `null`, only gzip files have a limit: 64 GiB.
     */
    max_bytes?: number | null;
    /**
     * Files with a longer tag, attributes included, are refused.
     */
    max_attribute_bytes?: number;
    /**
     * Files with more elements within each other are refused.
     */
    max_depth?: number;
}

/**
 * Where and how a file departs from the standard.
 */
export interface XesProblem {
    /**
     * Line of the file, from 1.
     */
    line: number;
    /**
     * What is wrong there, and what is expected.
     */
    message: string;
}

/**
 * What was found in an XES file besides the events of the log. Nothing vanishes silently: of the `events`, those of the
 * log are all but `events_without_trace`, `skipped_events`, `left_out` and one of each of the `paired`.
 */
export interface XesReport {
    /**
     * Version of XES that the file states.
     */
    version?: string | null;
    /**
     * Prefixes of the extensions that the file declares.
     */
    extensions?: string[];
    /**
     * Classifiers that the file declares.
     */
    classifiers?: XesClassifier[];
    /**
     * Traces in the file.
     */
    traces?: number;
    /**
     * Events in the file.
     */
    events?: number;
    /**
     * Traces without an event that could be read; a log has no such journeys.
     */
    empty_traces?: number;
    /**
     * Traces without a name; the journey has the number of the trace as its id.
     */
    unnamed_traces?: number;
    /**
     * Traces with the name of another one before; they are parts of one journey.
     */
    repeated_traces?: number;
    /**
     * Events outside of any trace; a log has no place for them.
     */
    events_without_trace?: number;
    /**
     * Events left out because they have no name or time, or one that cannot be read.
     */
    skipped_events?: number;
    /**
     * Attributes of traces and events that were left out because they have no key, a key that was there before, or a
     * value that is not of their type.
     */
    skipped_attributes?: number;
    /**
     * Attributes that an event did not have and got from the file's global attributes.
     */
    defaults_used?: number;
    /**
     * Events that are a start and a complete event of the file.
     */
    paired?: number;
    /**
     * Start events without a complete event behind them; they are events without an end.
     */
    unmatched_starts?: number;
    /**
     * Complete events without a start event before them, if the file has any start events; they are events without an
     * end.
     */
    unmatched_completes?: number;
    /**
     * Events left out because only complete ones were asked for.
     */
    left_out?: number;
    /**
     * Attributes of the whole log, for which a log has no place.
     */
    log_attributes?: number;
    /**
     * How often the file departs from the standard, skipped events and attributes included. Strict reading refuses the
     * first.
     */
    deviations?: number;
    /**
     * The first deviations, at most 20.
     */
    problems?: XesProblem[];
}

/**
 * A log whose touchpoints are those of a map.
 */
export class BoundLog {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The bound log of one persona's customers. Nothing is copied.
     */
    persona(id: string): EventLog;
    /**
     * What was left out, and which rules compete.
     */
    readonly coverage: Coverage;
    /**
     * The bound events: all analyses run on it, with the ids of the map's touchpoints.
     */
    readonly log: EventLog;
}

/**
 * The customers behind a piece of evidence.
 */
export class Cases {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Journeys of all customers who are considered: the sample of the evidence.
     */
    readonly considered: EventLog;
    /**
     * Journeys of those of them who suffered; for a delight, who were delighted. Ratings count from a point of emotion away
     * from the baseline.
     */
    readonly suffered: EventLog;
}

/**
 * All events of a data set, indexed by customer and time. Immutable.
 *
 * Call `free()` (or use `using`) when a large log is no longer needed.
 */
export class EventLog {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
     */
    agreement(options: Agreement): AgreementReport;
    /**
     * A log that says less about people, and what was done to it. Names that no event has any more are not in the new
     * log, nor is what was done to it before. The key is used for pseudonyms only, and never kept.
     */
    anonymize(options: AnonymizeOptions): { log: EventLog; report: AnonymizeReport };
    /**
     * The same log with the events of another one: exactly the log that `concat` of both gives, at a small part of
     * its cost. Late events land where they belong; at equal times, appended events come last.
     */
    append(events: EventLog): EventLog;
    /**
     * Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?
     */
    bottlenecks(options?: Bottlenecks): BottleneckReport;
    /**
     * The same events as journeys by the values of a column, and what that did: journeys of orders, tickets, accounts
     * or sessions instead of customers.
     */
    by(options: By): { log: EventLog; report: ByReport };
    /**
     * How hard was it for customers? The customer effort score, the mean answer.
     */
    ces(options?: Ces): CesReport;
    /**
     * The log as it is after some steps of cleaning, and what each of them did. The log itself does not change.
     *
     * The `mend` of the findings of `quality()` and the `step`s of another log's `history` are such steps. Steps that make
     * pseudonyms need their `key`, which is never kept.
     */
    clean(steps: readonly Step[], options?: { key?: PseudonymKey }): { log: EventLog; report: CleaningReport };
    /**
     * Another handle on the same log. Nothing is copied; each handle is freed on its own.
     */
    clone(): EventLog;
    /**
     * Exports of several sources as one log, with the source of every event in the column `source`. The logs stay
     * usable.
     *
     * `customerIs` says what the customers of a source are named by, such as `cookie`: a column of this name then has
     * the id of the customer, and ids of different kinds never meet by accident until they are stitched.
     */
    static combine(parts: readonly { source: string; log: EventLog; customerIs?: string }[], options?: Combine): EventLog;
    /**
     * How do the answers to a question differ between this group of journeys and another one, and is that more than
     * chance? `a.compare(b).funnel({ steps: ["cart", "purchase"] })`.
     *
     * Each row has the number in both groups, the difference (first less second) with an interval, and a p-value: journeys
     * are dealt anew to the groups again and again.
     */
    compare(other: EventLog, options?: CompareOptions): TwoGroups;
    /**
     * Several logs as one, such as several files of one company. The logs stay usable.
     */
    static concat(logs: readonly EventLog[]): EventLog;
    /**
     * How many customers get from one touchpoint to another, and how long does it take?
     */
    conversion(options?: Conversion): ConversionReport;
    /**
     * Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.
     */
    cox(options?: Cox): CoxReport;
    /**
     * How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
     */
    csat(options?: Csat): CsatReport;
    /**
     * Journeys that are in this log and not in another view of the same one.
     */
    difference(other: EventLog): EventLog;
    /**
     * Which ratings, waits, loops and visits move an outcome, and by how much?
     */
    drivers(options?: Drivers): DriverReport;
    /**
     * How do customers feel on their way, where does it dip, where does it delight, and what will they remember?
     */
    emotions(options?: Emotions): EmotionReport;
    /**
     * How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
     */
    engagement(options?: Engagement): EngagementReport;
    /**
     * What do many journeys have in common, and what tells two groups of journeys apart?
     */
    frequentPatterns(options?: FrequentPatterns): FrequentReport;
    /**
     * Makes a log from columns: typed arrays, lists, or `{ codes, names }`. Nothing is made per row, so
     * this is the fastest way in.
     */
    static fromColumns(columns: InputColumns, options: ReadOptions): EventLog;
    /**
     * Reads events from a CSV text or the bytes of a CSV file, plain or gzip.
     */
    static fromCsv(input: string | Uint8Array | ArrayBuffer, options: ReadOptions): EventLog;
    /**
     * Reads events from JSON Lines: a text or the bytes of a file, plain or gzip, one object a line.
     */
    static fromJsonLines(input: string | Uint8Array | ArrayBuffer, options: ReadOptions): EventLog;
    /**
     * Makes a log from a list of objects, one an event. For many events `fromColumns` is faster.
     */
    static fromRows(rows: readonly object[], options: ReadOptions): EventLog;
    /**
     * Reads the export of a vendor, a text or the bytes of a file, plain or gzip, as a `Source` describes it.
     */
    static fromSource(input: string | Uint8Array | ArrayBuffer, source: Source): EventLog;
    /**
     * Reads a wide survey table from CSV: one row a respondent, one column a rated touchpoint.
     */
    static fromSurvey(input: string | Uint8Array | ArrayBuffer, options: SurveyOptions): EventLog;
    /**
     * Reads an XES file (IEEE 1849-2016): a text or the bytes of a file, plain or gzip. A trace is a journey; a start and a
     * complete event become one event with an end. What was left out is told in `quality().input.xes`.
     */
    static fromXes(input: string | Uint8Array | ArrayBuffer, options?: Partial<XesOptions> | null): EventLog;
    /**
     * The customers who are counted at a step of a funnel, by its number from 1, as a log that shares its events with
     * this one: those who reached it, dropped there, or are still open there.
     */
    funnelMembers(options: Funnel, step: number, member?: FunnelMember): EventLog;
    /**
     * How many customers reach each step, in order and in time?
     */
    funnel(options?: Funnel): FunnelReport;
    /**
     * Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?
     */
    handoffs(options?: Handoffs): HandoffReport;
    /**
     * How far do numbers move when a share of the links between ids is lost?
     */
    identitySensitivity(options: IdentitySensitivity): SensitivityReport;
    /**
     * How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
     */
    interactions(options?: Interactions): InteractionReport;
    /**
     * Journeys that are in this log and in another view of the same one.
     */
    intersection(other: EventLog): EventLog;
    /**
     * Adds the attributes of customers as columns to all their events.
     */
    joinCustomers(table: string | Uint8Array | ArrayBuffer | InputColumns, options: CustomerOptions): EventLog;
    /**
     * The rows of a report as columns without those that tell about fewer than `k` people or events, so that
     * they can be published; and the share that was left out.
     */
    kAnonymous(operation: string, k: number, options?: object): KAnonymous;
    /**
     * Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and
     * usage intervals.
     */
    lifecycle(options?: Lifecycle): LifecycleReport;
    /**
     * Begins to follow this log: events can be appended to it, and reports are kept up to date.
     */
    live(): Live;
    /**
     * In how many journeys is a pattern found, how often, and how long does it take?
     */
    matches(options?: Matches): MatchReport;
    /**
     * The journeys in which a pattern such as `cart -> [^support]{<30m} -> purchase` is found, as a log that shares its
     * events with this one.
     */
    matching(pattern: string): EventLog;
    /**
     * Would customers recommend us? The net promoter score of answers from 0 to 10.
     */
    nps(options?: Nps): NpsReport;
    /**
     * From which touchpoint do how many journeys still succeed, and where is the point of no return?
     */
    outcomes(options?: Outcomes): OutcomeReport;
    /**
     * What do posts talk about, how positively, and what is new? Topics, hashtags and mentions with their reactions and sentiment,
     * and terms that trend.
     */
    posts(options?: Posts): PostReport;
    /**
     * How many customers were at each touchpoint, or went from one to another, without telling about any of them: with
     * ε-differential privacy.
     *
     * The noise comes from the system's generator; `entropy`, 32 bytes, is for tests only: noise that somebody can make
     * again protects nobody.
     */
    privateCounts(options?: Partial<PrivateCounts> & { entropy?: Uint8Array }): PrivateCountReport;
    /**
     * What is doubtful about a log? `now` is the present unless set.
     */
    quality(options?: QualityCheck): QualityReport;
    /**
     * Reads events from CSV, plain or gzip, chunk by chunk: the text is never in memory as a whole. The page can
     * act in between, and a signal ends it there.
     */
    static readCsv(source: ByteSource, options: ReadOptions, work?: WorkOptions): Promise<EventLog>;
    /**
     * Reads events from JSON Lines, plain or gzip, chunk by chunk. See `readCsv`.
     */
    static readJsonLines(source: ByteSource, options: ReadOptions, work?: WorkOptions): Promise<EventLog>;
    /**
     * How many invitations are answered in time? The response rate of a survey, of everybody and by group.
     */
    responseRate(options?: ResponseRate): ResponseReport;
    /**
     * How many customers come back? Retention by cohort and period.
     */
    retention(options?: Retention): RetentionReport;
    /**
     * Which touchpoints do customers come to again, at once or after something else?
     */
    rework(options?: Rework): ReworkReport;
    /**
     * Who came last, comes often, and brings much? Customers by their scores of recency, frequency and, with a column,
     * monetary value.
     */
    rfm(options?: Rfm): RfmReport;
    /**
     * What is the score of a survey question, of everybody and by group?
     */
    score(options?: Score): ScoreReport;
    /**
     * The customers whose scores are among these, as a log that shares its events with this one; an empty list stands
     * for all scores.
     */
    selectRfm(scores: Partial<Record<"recency" | "frequency" | "monetary", number[]>>, options?: Rfm): EventLog;
    /**
     * The journeys whose customers a rule means, with raw names of touchpoints, as a log that shares its events with this
     * one. Times in the rule without a zone are UTC.
     */
    select(rule: CustomerRule): EventLog;
    /**
     * How positive or negative are comments? Their sentiment, by touchpoint or any other group.
     */
    sentiment(options?: CommentSentiment): SentimentReport;
    /**
     * After how long a silence does a new visit begin? The histogram of the logarithms of all silences between
     * neighbouring events, and its valley between the hill of short and the hill of long ones, if there is one.
     */
    sessionGap(): GapReport;
    /**
     * Journeys cut into sessions, and what that did. Session `n` of `ann`, from 1, is the journey `ann/n`; the column
     * `customer` keeps the id that it had before.
     */
    sessions(options: Sessions): { log: EventLog; report: SessionReport };
    /**
     * The log in parts that share its events, by quantile bins of what customers do. Equal numbers are never in two bins;
     * bins that are empty for that are left out. At the end, with `null`, those without a number, if there are any.
     */
    splitQuantiles(options: Quantiles): { bin: QuantileBin | null; log: EventLog }[];
    /**
     * The log in parts that share its events, by the values of a column, in their order; a journey belongs to that of
     * its first value, or of its last one. At the end, with `null`, those without a value, if there are any.
     */
    split(column: string, options?: { of?: "first" | "last" }): { value: string | null; log: EventLog }[];
    /**
     * Where are customers one, two, three events after an anchor, and where do they go from there?
     */
    stepMatrix(options?: StepMatrix): StepMatrixReport;
    /**
     * The log with the ids of one person brought together as one customer, and what that did.
     */
    stitch(options: Stitching): { log: EventLog; report: StitchReport };
    /**
     * How long until something happens to customers? The share it has not happened to, over time.
     */
    survival(options?: Survival): SurvivalReport;
    /**
     * What do some comments talk about, and others not? Key phrases of one to three words, by group.
     */
    themes(options?: Themes): ThemeReport;
    /**
     * How long do customers stay at a touchpoint?
     */
    timeSpent(options?: TimeSpent): TimeSpentReport;
    /**
     * The rows of a report as columns, without one object a row.
     */
    toColumns(operation: string, options?: object): Columns;
    /**
     * The picture of a report as an SVG document that stands alone. Of reports with several pictures, `kind` names
     * another one than the usual one.
     */
    toSvg(operation: string, options?: object, kind?: string): string;
    /**
     * The bytes of an XES file that `fromXes` reads as an equal log, and other tools as traces and events.
     */
    toXes(): Uint8Array;
    /**
     * Which touchpoint follows which? The directly-follows graph of all journeys.
     */
    transitions(options?: Transitions): TransitionReport;
    /**
     * How does the score of a survey question go from period to period, and did it really change?
     */
    trend(options?: Trend): TrendReport;
    /**
     * Journeys that are in this log or in another view of the same one, or in both.
     */
    union(other: EventLog): EventLog;
    /**
     * Which pages does a site have, and how many events and customers are at each? What the step `url_touchpoints` with
     * the same options makes of addresses.
     */
    urlTree(options?: UrlTree): UrlTreeReport;
    /**
     * Which paths do customers take, and how many paths cover most of them?
     */
    variants(options?: Variants): VariantReport;
    /**
     * How long do customers wait before a touchpoint?
     */
    waitingTime(options?: WaitingTime): WaitingTimeReport;
    /**
     * What if fewer customers left at a touchpoint, more went on to another, or all waited less?
     */
    whatIf(options?: WhatIf): WhatIfReport;
    /**
     * Further columns, with their kinds.
     */
    readonly columns: ColumnInfo[];
    /**
     * Number of journeys.
     */
    readonly customers: number;
    /**
     * Number of events.
     */
    readonly events: number;
    /**
     * Digest of the whole log: equal logs have equal fingerprints.
     */
    readonly fingerprint: string;
    /**
     * What was done to the log after it was read, step by step.
     */
    readonly history: CleaningRow[];
    /**
     * Time of the first and of the last event, in ISO 8601; `null` for an empty log.
     */
    readonly period: [first: string, last: string] | null;
    /**
     * Names of the touchpoints.
     */
    readonly touchpoints: string[];
}

/**
 * A customer journey map: the document that a team keeps and that this library measures.
 */
export class JourneyMap {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The picture of it, as an SVG document that stands alone.
     */
    beforeAfterSvg(log: EventLog, options: BeforeAfter): string;
    /**
     * Was the change a success? Every KPI and every finding of the map, before and after an instant (`at`), or of two versions
     * that a column tells (`version`, `before`, `after`).
     */
    beforeAfter(log: EventLog, options: BeforeAfter): BeforeAfterReport;
    /**
     * Binds a log to the map: which events belong to which touchpoint, which customers to which persona.
     */
    bind(log: EventLog): BoundLog;
    /**
     * The problems of the map; none for a map that was read, because reading checks.
     */
    check(): Issue[];
    /**
     * Reads a map from the text or bytes of a file; the ending of its name says whether it is JSON
     * (`.json`) or YAML (`.yaml`, `.yml`).
     */
    static fromBytes(input: string | Uint8Array | ArrayBuffer, name: string): JourneyMap;
    /**
     * Reads a map from JSON text. All problems of the document are reported at once.
     */
    static fromJson(text: string): JourneyMap;
    /**
     * Reads a map from YAML text. All problems of the document are reported at once.
     */
    static fromYaml(text: string): JourneyMap;
    /**
     * A map from a plain object of the same form as the JSON document.
     */
    static from(document: JourneyMapDocument): JourneyMap;
    /**
     * How many customers get from stage to stage, all within a time such as `7d` of the first one? A step is a stage with
     * touchpoints, any of which will do.
     */
    funnel(log: EventLog, within?: string | null): FunnelReport;
    /**
     * Fills in every number of the map from a log.
     */
    measure(log: EventLog, options?: Measure): MeasuredMap;
    /**
     * Makes a realistic log of the map, with planted faults if wanted.
     */
    simulate(options?: Simulate): EventLog;
    /**
     * The YAML text of a template, with its comments.
     */
    static templateText(name: string): string;
    /**
     * A complete map to start from; `templates()` lists the names.
     */
    static template(name: string): JourneyMap;
    /**
     * Names of all templates.
     */
    static templates(): string[];
    /**
     * The map as JSON text, equal in all languages.
     */
    toJson(): string;
    /**
     * The map as a plain object.
     */
    toObject(): JourneyMapDocument;
    /**
     * The map as YAML text.
     */
    toYaml(): string;
    /**
     * Name of the map.
     */
    readonly name: string;
}

/**
 * Words with their valence, and the words that negate, strengthen, weaken or contrast others.
 */
export class Lexicon {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Compound scores of many texts.
     */
    compounds(texts: string[]): Float64Array;
    /**
     * The English lexicon of VADER: 7,500 words, emoticons and emoji.
     */
    static english(options?: { rules?: SentimentRules }): Lexicon;
    /**
     * The words that moved the score of a text, in their order.
     */
    explain(text: string): ScoredWord[];
    /**
     * A lexicon of words with their valence, from -4 (very bad) to 4 (very good).
     */
    static fromEntries(entries: Record<string, number>, options?: { rules?: SentimentRules }): Lexicon;
    /**
     * Reads a lexicon from text with one word, or several that are one unit, a line.
     */
    static readText(text: string, options?: { rules?: SentimentRules }): Lexicon;
    /**
     * How positive or negative a text is. An empty text, and one without words, scores 0 everywhere.
     */
    score(text: string): Sentiment;
    /**
     * Number of words, and of units of several words, that have a valence.
     */
    readonly size: number;
}

/**
 * A log to which events are appended, with reports that are always those of the whole log.
 *
 * `log` is the log with all events so far. What is asked of it is kept up to date: after an append, asking it again
 * costs next to nothing, and every report equals that of a log that was built anew from all events, bit for bit.
 */
export class Live {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Adds the events of another log, brings all reports up to date and tells whoever watches.
     *
     * If a report fails, nothing is appended. If a watching function throws, the events are there nevertheless, and
     * all functions have been called.
     */
    append(events: EventLog): void;
    /**
     * No longer calls a function that watches.
     */
    unwatch(tell: (report: any) => void): void;
    /**
     * Calls `tell` with the new report after every append.
     *
     * `question` says which report: a function of a log, such as `(log) => log.transitions()`. It is called at once,
     * so that the report is kept up to date from now on.
     */
    watch(question: (log: EventLog) => unknown, tell: (report: any) => void): void;
    /**
     * The log with all events so far. Each handle is freed on its own.
     */
    readonly log: EventLog;
}

/**
 * A journey map with every number filled in from an event log.
 */
export class MeasuredMap {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Who is behind this number? The customers that a piece of evidence counts, with all of their events: to look at, to
     * compare with each other, or to count again.
     *
     * `finding` is one of this measured map, and `evidence` the position in `finding.evidence`, 0 if left out; the log must
     * be the one that was measured. Nothing is copied.
     */
    cases(log: EventLog, finding: Finding, evidence?: number | null): Cases;
    /**
     * Was the change a success? This measured map beside an earlier one of the same map: every KPI, and every finding as far as
     * the two tell of it. Where there is a log, `JourneyMap.beforeAfter` tells more.
     */
    comparedWith(before: MeasuredMap, options?: BeforeAfter): BeforeAfterReport;
    /**
     * The picture of the emotions: everybody, and a line for each persona.
     */
    emotionsSvg(): string;
    /**
     * Reads a measured map from the JSON that `toJson` wrote.
     */
    static fromJson(text: string): MeasuredMap;
    /**
     * What would it gain to do something about the pain points? Initiatives for `Priority.rank`, in the order of the
     * remedies: reach and impact are what was measured, confidence and effort what was stated.
     *
     * Counted by `customers`, as if left out, the reach is `customersAffected` with its interval, and the impact the severity of the
     * pain point times the share that is taken away: the unit is a customer who is not lost. Counted by `value`, reach times
     * impact is the `valueAtStake` times that share. All of it is for the period of the log.
     */
    initiatives(remedies: Remedy[], by?: GainUnit): Initiative[];
    /**
     * The map with all its numbers as one HTML file that opens anywhere: no network, no script.
     */
    toHtml(): string;
    /**
     * Everything as JSON text, equal in all languages.
     */
    toJson(): string;
    /**
     * What matters in words and every number in tables, as Markdown.
     */
    toMarkdown(): string;
    /**
     * A Mermaid `journey` diagram of everybody.
     */
    toMermaid(): string;
    /**
     * Everything as a plain object.
     */
    toObject(): MeasuredMapDocument;
    /**
     * The picture as one SVG: of everybody, or of one persona by id.
     */
    toSvg(persona?: string | null): string;
    /**
     * Where does this number come from? Paths begin with `touchpoints.<id>.`, `stages.<id>.` or `kpis.<id>`,
     * or name a number of the view such as `completion`; those of a persona have `personas.<id>.` before.
     * `undefined` for a path that leads to no number.
     */
    trace(path: string): Trace | undefined;
    /**
     * What the data say and the map does not.
     */
    readonly coverage: Coverage;
    /**
     * What delights most, best first, over all views.
     */
    readonly delights: Finding[];
    /**
     * How customers feel on their way, from the ratings and comments that the map names: everybody, then each persona (its id
     * is the group), held against what the map expects. Ratings and comments of one event have equal weights.
     */
    readonly emotions: EmotionReport;
    /**
     * What hurts most, worst first, over all views.
     */
    readonly painPoints: Finding[];
    /**
     * Where every number comes from.
     */
    readonly provenance: Provenance;
    /**
     * The pain points that the map states, in its order, and what the data say about each.
     */
    readonly statedPainPoints: StatedPainPoint[];
    /**
     * First everybody, then each persona in the order of the map.
     */
    readonly views: View[];
}

/**
 * Events that each belong to any number of objects of several types: the object-centric event log of OCEL 2.0.
 * Immutable.
 */
export class ObjectLog {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Types of events in the order of the file, with counts.
     */
    eventTypes(): EventTypeInfo[];
    /**
     * What flattening by a type of objects does to the events.
     */
    flattenReport(object_type: string): FlattenReport;
    /**
     * The log whose journeys are the objects of a type; `flattenReport` says how many events are in it several times.
     */
    flatten(object_type: string): EventLog;
    /**
     * Reads OCEL 2.0 in JSON: a text or the bytes of a file, plain or gzip. What is wrong is left out and counted in
     * `report()`, or refused if `strict`.
     */
    static fromJson(input: string | Uint8Array | ArrayBuffer, options?: Partial<OcelOptions> | null): ObjectLog;
    /**
     * Reads OCEL 2.0 in XML. See `fromJson`.
     */
    static fromXml(input: string | Uint8Array | ArrayBuffer, options?: Partial<OcelOptions> | null): ObjectLog;
    /**
     * Types of objects in the order of the file, with counts.
     */
    objectTypes(): ObjectTypeInfo[];
    /**
     * What was found in the file, and what of it was left out.
     */
    report(): OcelReport;
    /**
     * Number of events.
     */
    readonly events: number;
    /**
     * Number of objects.
     */
    readonly objects: number;
}

/**
 * What to do first.
 */
export class Priority {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Which of some initiatives should come first, and how sure is that?
     */
    static rank(options?: Priorities): PriorityReport;
    /**
     * The picture of the ranks as an SVG document that stands alone.
     */
    static toSvg(options?: Priorities): string;
    /**
     * What a what-if would gain, as an initiative for RICE: its customers for the reach, and for the impact by how much the
     * share of those who succeed would rise, or, by `value`, the mean value of a customer, with the interval. What would be lost
     * is 0.
     */
    static whatIf(name: string, report: WhatIfReport, confidence: Guess, effort: Guess, by?: GainUnit): Initiative;
}

/**
 * A document that says how the export of one vendor becomes events: a few lines of YAML or JSON instead of code.
 */
export class Source {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Reads a source from JSON text. All problems of the document are reported at once.
     */
    static fromJson(text: string): Source;
    /**
     * Reads a source from YAML text. All problems of the document are reported at once.
     */
    static fromYaml(text: string): Source;
    /**
     * The YAML text of a preset with its comments, as a start for an own source.
     */
    static presetText(name: string): string;
    /**
     * A source that comes with the library; `presets()` lists them.
     */
    static preset(name: string): Source;
    /**
     * All presets.
     */
    static presets(): SourceInfo[];
    /**
     * The source as JSON text, equal in all languages.
     */
    toJson(): string;
    /**
     * The source as YAML text.
     */
    toYaml(): string;
    /**
     * The same source with some fields changed, by their names in the document. Fields of objects within them are
     * changed one by one, `null` takes a field away (JSON Merge Patch, RFC 7386).
     */
    with(changes: object): Source;
    /**
     * Short name.
     */
    readonly name: string;
    /**
     * What whoever uses it should know.
     */
    readonly notes: string | undefined;
}

/**
 * A classifier of texts that learned from labelled ones.
 */
export class TextClassifier {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * How right a classifier would be about other texts: cross-validation with a seed.
     */
    static crossValidate(texts: string[], labels: string[], folds: number, seed: number, options?: TextClassifierOptions): ClassifierReport;
    /**
     * Learns from texts with their labels.
     */
    static fit(texts: string[], labels: string[], options?: TextClassifierOptions): TextClassifier;
    /**
     * Reads a classifier from JSON text.
     */
    static fromJson(text: string): TextClassifier;
    /**
     * The most probable label of a text; of equally probable ones the first.
     */
    predict(text: string): string;
    /**
     * The probability of each label.
     */
    probabilities(text: string): ClassProbability[];
    /**
     * The classifier as JSON text.
     */
    toJson(): string;
    /**
     * The words that speak most for each label, at most so many of each.
     */
    topWords(most: number): ClassWord[];
}

/**
 * Two groups of journeys, to which the same questions can be asked: each answer says how the numbers differ.
 */
export class TwoGroups {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    ces(options?: Ces): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    conversion(options?: Conversion): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    csat(options?: Csat): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    funnel(options?: Funnel): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    handoffs(options?: Handoffs): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    interactions(options?: Interactions): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    lifecycle(options?: Lifecycle): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    matches(options?: Matches): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    nps(options?: Nps): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    outcomes(options?: Outcomes): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    retention(options?: Retention): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    rework(options?: Rework): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    stepMatrix(options?: StepMatrix): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    survival(options?: Survival): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    timeSpent(options?: TimeSpent): Comparison;
    /**
     * The picture of a comparison, by the name of its question, as an SVG document that stands alone.
     */
    toSvg(operation: string, options?: object): string;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    transitions(options?: Transitions): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    variants(options?: Variants): Comparison;
    /**
     * Compares the answers of both groups to the question of the same name.
     */
    waitingTime(options?: WaitingTime): Comparison;
}

/**
 * Does some work under conditions, at once: `work({ progress }, () => log.variants())`. What is left out stays as
 * it is outside. A signal is looked at whenever there is progress, so it can be aborted there; what may be aborted
 * from outside belongs into a worker.
 */
export function work<T>(options: WorkOptions, action: () => T): T;

/**
 * Version of the package.
 */
export function version(): string;
