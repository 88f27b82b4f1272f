using System.Text.Json.Serialization;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.UseCases;

/// <summary>What was found.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="Commit">Commit of the index that was searched.</param>
/// <param name="ElapsedMs">Milliseconds from request to reply.</param>
/// <param name="Notice">What to know about this search, like a missing embedder.</param>
/// <param name="Facets">What was counted, when asked for.</param>
public sealed record SearchReply(
    IReadOnlyList<SearchHit> Hits,
    long Commit,
    long ElapsedMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Notice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FacetsReply? Facets = null)
{
    /// <summary>What found by meaning; absent when words alone did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeaningReply? Meaning { get; init; }

    /// <summary>What became of the question and its passages on the way; absent where nothing did and no steps were asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StepReply>? Steps { get; init; }

    /// <summary>The question as it was understood, or its words as they were searched; absent where both are what was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Understood { get; init; }
}

/// <summary>A found passage.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Score">Higher is better, comparable within one reply only.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its file.</param>
/// <param name="Chunk">Id of the passage.</param>
/// <param name="Span">Where it stands in the document's text, in UTF-16 code units.</param>
/// <param name="Text">The passage.</param>
/// <param name="Headings">Headings above it.</param>
/// <param name="Why">How the score came about.</param>
public sealed record SearchHit(
    int Rank, float Score, string Document, string Title, string Path, string Chunk, SpanReply Span, string Text, IReadOnlyList<string> Headings, ScoreExplanation? Why)
{
    /// <summary>Ids of documents that say nearly the same and were left out for this one; absent where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? StandsFor { get; init; }

    internal static IReadOnlyList<string>? Names(IReadOnlyList<Documents.DocumentId> standsFor) => standsFor.Count == 0 ? null : [.. standsFor.Select(id => id.Value)];
}

/// <summary>A range of UTF-16 code units.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="Length">Number of code units.</param>
public sealed record SpanReply(int Start, int Length)
{
    internal static SpanReply Of(TextSpan span) => new(span.Start, span.Length);
}
