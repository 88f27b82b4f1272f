using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>Keeps as many documents as there may be drafts: those whose hash with the seed is least, so that the order they come in does not matter.</summary>
internal static class DraftChoice
{
    private const int FewestKept = 64;
    private const int LongestText = 200_000;

    /// <returns>In an order that the seed decides.</returns>
    public static async ValueTask<IReadOnlyList<DraftDocument>> KeepAsync(IAsyncEnumerable<DraftDocument> documents, DraftOptions options, CancellationToken cancellationToken)
    {
        var most = Math.Max(FewestKept, options.Most);
        var kept = new PriorityQueue<DraftDocument, string>(Comparer<string>.Create((one, other) => string.CompareOrdinal(other, one)));
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(document.Text)) continue;
            kept.Enqueue(document.Text.Length <= LongestText ? document : document with { Text = Cut(document.Text) }, OrderOf(options.Seed, document.Id));
            if (kept.Count > most) kept.Dequeue();
        }

        return [.. kept.UnorderedItems.OrderBy(item => item.Priority, StringComparer.Ordinal).Select(item => item.Element)];
    }

    /// <summary>A place in an order that only the seed and the text decide.</summary>
    public static string OrderOf(long seed, string text) => ContentHash.OfText(FormattableString.Invariant($"{seed}\n{text}")).Hex;

    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
