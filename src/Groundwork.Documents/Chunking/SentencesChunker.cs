using System.Globalization;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Windows of a few sentences that slide over each section, so that every sentence is found together with its neighbours. Rows of tables and lines of
/// code count as sentences; a heading goes with the first window of its section.
/// </summary>
/// <param name="count">Sentences of a window, as long as they fit.</param>
/// <param name="stride">Sentences from the start of one window to that of the next.</param>
/// <param name="maxTokens">No window is larger.</param>
internal sealed class SentencesChunker(int count, int stride, int maxTokens) : IChunker
{
    private readonly ChunkingOptions _options = new() { MaxTokens = maxTokens, MaxTableTokens = 0, MaxCodeTokens = 0 };

    /// <inheritdoc/>
    public string Fingerprint { get; } = string.Create(CultureInfo.InvariantCulture, $"sentences-1:{count}:{stride}:{maxTokens}");

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new ChunkList(document, Fingerprint);
        foreach (var group in SectionGroups.WithTextOf(Section.AllOf(document)))
        {
            var atoms = Atoms.Of(document, group.Blocks, keepBlocks: false, _options);
            var packing = new Packing(document.Text, atoms);
            var headings = atoms.TakeWhile(atom => atom.End == CutPlace.HeadingAndText).Count();
            for (int first = 0, from = headings; first < atoms.Count;)
            {
                var end = Math.Min(packing.EndOf(first, maxTokens), from + count);
                chunks.Add(packing.Slice(first, end), group.Headings);
                if (end == atoms.Count) break;
                first = from = Math.Max(first + 1, Math.Min(from + stride, end));
            }
        }

        return chunks.Result();
    }
}
