namespace Groundwork.UseCases;

/// <summary>A collection's own questions with what answers them.</summary>
/// <param name="Queries">JSONL file of <c>{"id"|"_id","text"}</c>.</param>
/// <param name="Qrels">Judgements: <c>question 0 document grade</c> per line, as trec_eval reads them. Ids with white space are written with <c>_</c> in its place, as in run files.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Steps">Steps to decide on, one or more; null for all that need no model. All others stay as they are.</param>
/// <param name="DryRun">Only measure.</param>
public sealed record TuneRequest(string Queries, string Qrels, string Collection = "default", IReadOnlyList<string>? Steps = null, bool DryRun = false);
