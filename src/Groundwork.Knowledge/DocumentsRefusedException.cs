using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>The embedder works, and does not take texts of some documents. The vectors of all others are made.</summary>
public sealed class DocumentsRefusedException(IReadOnlyDictionary<DocumentId, string> reasons)
    : Exception(FormattableString.Invariant($"The embedder refuses texts of {reasons.Count} documents; the first is \"{reasons.First().Key}\": {reasons.First().Value}"))
{
    /// <summary>Why, by document; at least one.</summary>
    public IReadOnlyDictionary<DocumentId, string> Reasons { get; } = reasons;
}
