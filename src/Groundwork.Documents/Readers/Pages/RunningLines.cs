using System.Globalization;

namespace Groundwork.Documents.Readers.Pages;

/// <summary>
/// Finds running headers, footers and page numbers: rows at the edge of pages that repeat at the same height, up to numbers, on most pages or on most
/// left or right pages; and rows whose number counts the pages.
/// </summary>
internal static class RunningLines
{
    // Three pages are the fewest on which a repetition means anything.
    private const int FewestPages = 3;

    private const double MostPages = 0.6;

    // Rows per edge, and the share of the page that is an edge.
    private const int RowsPerEdge = 2;
    private const float EdgeShare = 0.15f;

    // Points; the same header stands at the same height to a hair.
    private const float HeightStep = 3;

    /// <summary>Takes the running lines out of the pages.</summary>
    /// <returns>One of them as it stands on its page, for the note, and how many pages had some; null when there are none.</returns>
    public static (string Example, int Pages)? Remove(IReadOnlyList<PageWords> pages, CancellationToken cancellationToken)
    {
        if (pages.Count < FewestPages) return null;
        var edges = new List<Edge>();
        foreach (var page in pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            edges.AddRange(EdgesOf(page));
        }

        var byKey = edges.GroupBy(edge => (edge.Key, edge.Height)).Where(group => IsOnMost(group, pages)).SelectMany(group => group);
        var byNumber = edges.Where(edge => edge.Offset is not null).GroupBy(edge => (edge.Offset, edge.Height)).Where(group => IsOnMost(group, pages)).SelectMany(group => group);
        var running = byKey.Concat(byNumber).ToHashSet();
        if (running.Count == 0) return null;
        foreach (var onPage in running.GroupBy(edge => edge.Page))
        {
            var words = onPage.SelectMany(edge => edge.Row.Words).ToHashSet();
            onPage.Key.Words.RemoveAll(words.Contains);
        }

        var example = edges.First(running.Contains);
        return (LineText.Of(example.Row.Words, isVisual: !example.Page.IsRecognised), running.Select(edge => edge.Page).Distinct().Count());
    }

    private static bool IsOnMost(IEnumerable<Edge> edges, IReadOnlyList<PageWords> pages)
    {
        var numbers = edges.Select(edge => edge.Page.Number).Distinct().ToList();
        if (numbers.Count < FewestPages) return false;
        return numbers.Count >= pages.Count * MostPages || Enumerable.Range(0, 2).Any(parity =>
            numbers.Count(number => number % 2 == parity) is var same && same >= FewestPages && same >= pages.Count(page => page.Number % 2 == parity) * MostPages);
    }

    private static IEnumerable<Edge> EdgesOf(PageWords page)
    {
        var rows = PageRow.Of(page.Words);
        // A page of one or two rows is all edge; it is kept.
        var count = Math.Min(RowsPerEdge, rows.Count - 1);
        for (var i = 0; i < count; i++)
        {
            if (rows[i].Bottom <= page.Height * EdgeShare) yield return Edge.Of(page, rows[i], isTop: true);
            if (rows[^(i + 1)].Top >= page.Height * (1 - EdgeShare)) yield return Edge.Of(page, rows[^(i + 1)], isTop: false);
        }
    }

    private sealed record Edge(PageWords Page, PageRow Row, string Key, int Height, int? Offset)
    {
        public static Edge Of(PageWords page, PageRow row, bool isTop)
        {
            var key = string.Join(' ', row.Words.Select(word => WithoutNumbers(word.Text)));
            var height = (int)MathF.Round(row.Middle / HeightStep);
            int? number = Number(row.Words[0].Text) ?? Number(row.Words[^1].Text);
            return new Edge(page, row, key, isTop ? height : -height, page.Number - number);
        }

        private static int? Number(string word) => word.Length <= 5 && int.TryParse(word.AsSpan().Trim("-–—|[]()."), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        private static string WithoutNumbers(string word) =>
            word.AsSpan().IndexOfAnyExcept("ivxlc") < 0 ? "#" : string.Concat(word.Select(c => char.IsDigit(c) ? '#' : c)).Replace("##", "#", StringComparison.Ordinal).Replace("##", "#", StringComparison.Ordinal);
    }
}
