using Groundwork.Knowledge.Understanding;
using Groundwork.Search;

namespace Groundwork.Knowledge;

/// <summary>What is asked of a collection.</summary>
/// <param name="Text">The question or search words, in any language. Words in double quotes must stand together.</param>
/// <param name="Within">Which chunks may answer; null for all.</param>
/// <param name="Mode">Which legs of retrieval take part.</param>
/// <param name="Vector">The question's vector when the caller made it; null lets the embedder make it. The text may be empty beside one.</param>
/// <param name="Facets">Fields whose values are counted over everything the question matches; null for none.</param>
/// <param name="Effort">Candidates that a search by vector keeps on its way (ef), 1..10000; null lets each search decide.</param>
public sealed record Question(
    string Text, Filter? Within = null, RetrievalMode Mode = RetrievalMode.Hybrid, ReadOnlyMemory<float>? Vector = null, IReadOnlyList<FacetField>? Facets = null,
    int? Effort = null)
{
    /// <summary>The conversation before the question, oldest turn first.</summary>
    public IReadOnlyList<Turn> Before { get; init; } = [];

    /// <summary>Words searched beside those of the text.</summary>
    public IReadOnlyList<WeightedText> Also { get; init; } = [];

    /// <summary>Words of earlier turns that say what a follow-up is about.</summary>
    public IEnumerable<WeightedText> Carried => Also.Where(a => a.IsCarried);

    /// <summary>The question for one who knows nothing of the earlier turns: its text, and the carried words.</summary>
    internal string Whole => Carried.Any() ? $"{Text} ({string.Join(", ", Carried.Select(a => a.Text))})" : Text;

    /// <summary>What becomes a vector in place of the text; null for the text.</summary>
    public string? Meaning { get; init; }

    /// <summary>What models said about the question so far; null where they have not been asked.</summary>
    internal AskedModels? Models { get; init; }

    /// <summary>The same question, to be searched repeatedly: models are asked once for all searches, within one span of patience. Not for searches at the same time.</summary>
    /// <param name="time">Clock.</param>
    public Question Repeatable(TimeProvider time) => Models is null ? this with { Models = new AskedModels(time) } : this;
}
