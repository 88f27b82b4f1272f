using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>Tells the headings above any span of a document, for chunkers that do not cut along headings.</summary>
internal sealed class HeadingPaths(Document document)
{
    private readonly List<Section> _sections = Section.AllOf(document);

    /// <summary>Headings of the section where the span's own text begins: leading headings without text of their own belong to what follows them.</summary>
    public IReadOnlyList<string> Above(TextSpan span)
    {
        var at = IndexOf(span.Start);
        while (at + 1 < _sections.Count && StartOf(at + 1) < span.End && !HasTextFrom(at, span.Start)) at++;
        return at < 0 ? [] : _sections[at].Headings;
    }

    private int StartOf(int section) => _sections[section].Blocks[0].Span.Start;

    private bool HasTextFrom(int section, int offset) =>
        section >= 0 && _sections[section].Blocks[^1] is { Kind: not BlockKind.Heading } last && last.Span.End > offset;

    // The last section that begins at or before the offset; −1 before the first.
    private int IndexOf(int offset)
    {
        var (low, high) = (0, _sections.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (StartOf(middle) <= offset) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }
}
