using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Groundwork.UseCases;

namespace Groundwork.Server.Pages.Parts;

/// <summary>
/// Writes stretches of a document's text as HTML, in order. Whatever element a stretch stands in, exactly the characters of the marked
/// span lie in <c>mark</c> elements, and a sign stands where each chunk begins.
/// </summary>
/// <param name="html">Where it writes.</param>
/// <param name="text">Text of the document.</param>
/// <param name="marked">The span to mark; null for none.</param>
/// <param name="chunkStarts">Where chunks begin, ascending; empty to draw none.</param>
internal sealed class SpanWriter(StringBuilder html, string text, SpanReply? marked, IReadOnlyList<int> chunkStarts)
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly int _markStart = marked?.Start ?? int.MaxValue;
    private readonly int _markEnd = marked is null ? int.MaxValue : marked.Start + marked.Length;
    private int _nextChunk;
    private bool _hasAnchor;

    /// <summary>Chunks that begin before this position were drawn on earlier pages.</summary>
    public void SkipChunksBefore(int position)
    {
        while (_nextChunk < chunkStarts.Count && chunkStarts[_nextChunk] < position) _nextChunk++;
    }

    /// <summary>Writes the characters from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public void Write(int start, int end)
    {
        while (start < end)
        {
            WriteChunkSigns(start);
            var cut = end;
            if (_nextChunk < chunkStarts.Count) cut = Math.Min(cut, chunkStarts[_nextChunk]);
            if (start < _markStart) cut = Math.Min(cut, _markStart);
            else if (start < _markEnd) cut = Math.Min(cut, _markEnd);
            WritePiece(start, cut, isMarked: start >= _markStart && start < _markEnd);
            start = cut;
        }
    }

    private void WritePiece(int start, int end, bool isMarked)
    {
        var encoded = s_encoder.Encode(text[start..end]);
        if (!isMarked)
        {
            html.Append(encoded);
            return;
        }

        html.Append(_hasAnchor ? "<mark>" : $"<mark id=\"{Links.CitedAnchor}\" tabindex=\"-1\">").Append(encoded).Append("</mark>");
        _hasAnchor = true;
    }

    private void WriteChunkSigns(int position)
    {
        for (; _nextChunk < chunkStarts.Count && chunkStarts[_nextChunk] <= position; _nextChunk++)
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"chunk-start\" id=\"chunk-{_nextChunk + 1}\" data-number=\"{_nextChunk + 1}\" role=\"separator\" aria-label=\"Chunk {_nextChunk + 1} begins\"></span>");
    }
}
