using Groundwork.Documents.Chunking;

namespace Groundwork.Documents;

/// <summary>
/// Which chunker cuts which documents. As text: a chunker with its settings, and further ones for single media types behind semicolons, like
/// <c>headings</c>, <c>semantic max=300</c> or <c>headings; text/csv=rows; text/*=recursive; text/html=parents child=120 parent=800</c>.
/// With <c>context=off</c> among them, chunks are searched without the title and the headings above them. Two plans are equal when they cut alike.
/// </summary>
public sealed class ChunkingPlan : IEquatable<ChunkingPlan>
{
    private const string DefaultText = "headings";

    private readonly ChunkingPlanText _plan;

    private ChunkingPlan(ChunkingPlanText plan)
    {
        _plan = plan;
        var chunkers = plan.ByMediaType.Select(pair => $"{pair.Key}={pair.Value.Chunker.Fingerprint}").Prepend(plan.Standard.Chunker.Fingerprint);
        Fingerprint = string.Join("; ", plan.HasContext ? chunkers : chunkers.Append(ChunkingPlanText.NoContext));
    }

    /// <summary>What holds where nothing was chosen.</summary>
    public static ChunkingPlan Default { get; } = Parse(DefaultText);

    /// <summary>The chunkers that a plan can name, with their settings.</summary>
    public static IReadOnlyList<ChunkerDescription> Chunkers { get; } = [.. ChunkerKinds.All.Select(kind => kind.Description)];

    /// <summary>Names everything that decides the chunks. A plan of one chunker, with context, has the fingerprint of that chunker.</summary>
    public string Fingerprint { get; }

    /// <summary>Whether chunks under a fingerprint of a plan are searched with their context: the title and the headings above them.</summary>
    public static bool HasContext(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return !fingerprint.EndsWith(ChunkingPlanText.NoContext, StringComparison.Ordinal);
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="text">Chunkers and settings as above; case and further spaces do not matter. Without a chunker for all media types, that is headings.</param>
    /// <exception cref="ChunkingPlanException">A word is not understood, or values do not fit together.</exception>
    public static ChunkingPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ChunkingPlan(ChunkingPlanText.Parse(text));
    }

    /// <summary>One chunker for all documents: it goes by <see cref="SourceInfo.MediaType"/>. Ids of chunks derive from the fingerprint of the chunker that cut the document.</summary>
    public IChunker CreateChunker() => _plan.ByMediaType.Count == 0
        ? _plan.Standard.Chunker
        : new PlannedChunker(Fingerprint, _plan.Standard.Chunker, _plan.ByMediaType.ToDictionary(pair => pair.Key, pair => pair.Value.Chunker, StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool Equals(ChunkingPlan? other) => other is not null && string.Equals(Fingerprint, other.Fingerprint, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChunkingPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);

    /// <summary>The plan in its one canonical form: media types in order, settings that are defaults left out. Reading it gives an equal plan.</summary>
    public override string ToString()
    {
        var chunkers = _plan.ByMediaType.Select(pair => $"{pair.Key}={pair.Value.Text}").Prepend(_plan.Standard.Text);
        return string.Join("; ", _plan.HasContext ? chunkers : chunkers.Append(ChunkingPlanText.NoContext));
    }
}
