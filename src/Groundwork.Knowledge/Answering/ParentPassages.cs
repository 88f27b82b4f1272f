using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// What an answer is made from: in the place of a small chunk the larger span around it, where the chunker named one. Several chunks of one parent count
/// once, at the place of the best. Spans within a parent are exact in the document like those within a chunk.
/// </summary>
internal static class ParentPassages
{
    /// <summary>Larger parents would leave room for little else: then the chunks stand for themselves.</summary>
    public const int MostTokens = 1500;

    public static async ValueTask<IReadOnlyList<Passage>> OfAsync(IReadOnlyList<Passage> found, LoadedDocuments documents, CancellationToken cancellationToken)
    {
        var given = new List<Passage>(found.Count);
        var seen = new HashSet<(DocumentId, TextSpan)>();
        foreach (var passage in found)
        {
            var chosen = await ParentOfAsync(passage, documents, cancellationToken) ?? passage;
            if (seen.Add((chosen.Chunk.Document, chosen.Chunk.Span))) given.Add(chosen);
        }

        return given;
    }

    private static async ValueTask<Passage?> ParentOfAsync(Passage passage, LoadedDocuments documents, CancellationToken cancellationToken)
    {
        if (passage.Chunk.Parent is not { } parent) return null;
        if (await documents.FindAsync(passage.Chunk.Document, passage.Chunk.Version, cancellationToken) is not { } document || !parent.IsWithin(document.Text.Length)) return null;
        return TokenEstimate.Of(document.Text.AsSpan(parent.Start, parent.Length)) > MostTokens
            ? null
            : passage with { Chunk = passage.Chunk with { Span = parent, Text = parent.Of(document.Text), Parent = null } };
    }
}
