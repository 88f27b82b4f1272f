using Groundwork.Storage;

namespace Groundwork.Evals;

/// <summary>Tables of <c>evals.db</c>: dataset versions, runs, observations and scores. A file of its own, so that a long import never delays a request.</summary>
public static class EvalSchema
{
    /// <summary>Name of the database file.</summary>
    public const string FileName = "evals.db";

    /// <summary>The steps that make the tables.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        // An item is stored once, however many versions hold it, and an observation once, however many runs replay it.
        new("evals", 1, "datasets, runs, observations and scores", """
            create table dataset_items (hash {text} primary key, asked {text} not null, body {text} not null);
            create table dataset_versions (
              key {serial}, dataset {text} not null, number {long} not null, fingerprint {text} not null, samples {long} not null, drafts {long} not null,
              note {text} not null, at {text} not null, unique (dataset, number));
            create table version_items (
              version {long} not null references dataset_versions (key) on delete cascade, position {long} not null, sample {text} not null,
              hash {text} not null references dataset_items (hash), primary key (version, position), unique (version, sample));
            create index version_items_by_hash on version_items (hash);
            create table runs (
              key {serial}, id {text} not null unique, identity {text} not null, version {long} not null references dataset_versions (key), subject {text} not null, subject_fingerprint {text} not null,
              repeats {long} not null, seed {long} not null, samples {long} not null, selection {text} not null, is_fresh {long} not null,
              state {text} not null, stop_reason {text}, started {text} not null, finished {text}, settings {text} not null);
            create index runs_by_identity on runs (identity);
            create index runs_by_version on runs (version);
            create table baselines (name {text} primary key, run {long} not null references runs (key) on delete cascade);
            create index baselines_by_run on baselines (run);
            create table observations (
              key {serial}, subject {text} not null, asked {text} not null, repeat {long} not null, seed {long} not null, outcome {text} not null, cost {long}, body {text} not null);
            create index observations_by_question on observations (subject, asked, repeat, seed, key);
            create table run_observations (
              run {long} not null references runs (key) on delete cascade, position {long} not null, repeat {long} not null,
              observation {long} not null references observations (key), is_replayed {long} not null, primary key (run, position, repeat));
            create index run_observations_by_observation on run_observations (observation);
            create table scorers (key {serial}, run {long} not null references runs (key) on delete cascade, name {text} not null, fingerprint {text} not null, metrics {text} not null, unique (run, fingerprint));
            create table scores (
              scorer {long} not null references scorers (key) on delete cascade, position {long} not null, repeat {long} not null, is_failed {long} not null, body {text} not null, evidence {text},
              primary key (scorer, position, repeat))
            """),

        // Asking again for what is stored makes no new run; a gate that takes the newest must know that it was asked for last all the same.
        new("evals", 2, "when a run was last asked for", """
            alter table runs add column asked {text} not null default '';
            update runs set asked = started
            """),
    ];
}
