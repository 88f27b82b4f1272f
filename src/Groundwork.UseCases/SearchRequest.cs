namespace Groundwork.UseCases;

/// <summary>What to search for.</summary>
/// <param name="Query">The words; those in double quotes must stand together.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Limit">Most hits, 1..1000.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Filters">Filters that must all hold, like <c>lang=en</c>.</param>
/// <param name="Vector">The query's vector, of the collection's dimensions; alone, or beside words.</param>
/// <param name="VectorBase64">The same as base64 of little-endian float32.</param>
/// <param name="Include">
/// What hits carry beside rank, score, document and chunk: <c>text</c> (title, path, span, text, headings) and <c>why</c>; null for both. Without
/// <c>text</c> the index alone answers, faster.
/// </param>
/// <param name="Facets">Fields whose values are counted over everything that matches words and filters.</param>
/// <param name="FacetLimit">Most values counted per field, 1..1000.</param>
/// <param name="Effort">Candidates that a search by vector keeps on its way (ef), 1..10000: more finds more of the nearest and takes longer. Null lets each search decide.</param>
/// <param name="CollapseDuplicates">One document speaks for those that say nearly the same; its first hit names them in <c>standsFor</c>. Needs <c>text</c>.</param>
/// <param name="History">The conversation before the question, oldest turn first: a follow-up is searched with what it is about.</param>
/// <param name="Steps">
/// What happens between question and passages, like <c>spelling</c> or <c>feedback</c>; <c>none</c> alone for nothing. Null for what the collection was tuned to, else for what pays
/// everywhere it was measured.
/// </param>
public sealed record SearchRequest(
    string Query = "",
    string Collection = "default",
    int Limit = 10,
    string Mode = "hybrid",
    IReadOnlyList<string>? Filters = null,
    IReadOnlyList<float>? Vector = null,
    string? VectorBase64 = null,
    IReadOnlyList<string>? Include = null,
    IReadOnlyList<string>? Facets = null,
    int FacetLimit = 10,
    int? Effort = null,
    bool CollapseDuplicates = false,
    IReadOnlyList<TurnRequest>? History = null,
    IReadOnlyList<string>? Steps = null)
{
    /// <summary>Whether hits carry their texts.</summary>
    public bool HasTexts() => Include is null || Include.Contains("text", StringComparer.Ordinal);

    /// <summary>Whether hits say how their score came about.</summary>
    public bool HasReasons() => Include is null || Include.Contains("why", StringComparer.Ordinal);
}
