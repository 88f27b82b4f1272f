using Groundwork.Knowledge.Deleting;

namespace Groundwork.Knowledge;

/// <summary>What is remembered of a deleted document: hashes, by which its traces can be looked for.</summary>
public sealed class DeletedDocument
{
    internal DeletedDocument(DeletionReceipt receipt, IReadOnlyList<ContentWindow> windows) => (Receipt, Windows) = (receipt, windows);

    /// <summary>The receipt of its deletion.</summary>
    public DeletionReceipt Receipt { get; }

    internal IReadOnlyList<ContentWindow> Windows { get; }
}
