using Groundwork.Documents.Readers.Pages;

namespace Groundwork.Documents.Readers.Images;

/// <summary>What a document says about its recognised pages.</summary>
internal static class RecognitionNotes
{
    public static IEnumerable<string> On(IReadOnlyList<PageWords> pages, string languages)
    {
        var read = pages.Where(page => page.Confidence is not null).ToList();
        if (read.Count == 0) yield break;
        var mean = read.Sum(page => page.Confidence!.Value * page.Characters) / read.Sum(page => page.Characters);
        yield return FormattableString.Invariant($"{Named(read)} read by OCR (tesseract, {languages}) with a confidence of {mean:F0} of 100.");
        var low = read.Where(page => page.Confidence < TextRecognition.LowConfidence).ToList();
        if (low.Count > 0) yield return FormattableString.Invariant($"{Named(low)} recognised with low confidence (below {TextRecognition.LowConfidence:F0} of 100); words may be wrong.");
    }

    /// <summary>"Page 3 was", "Pages 1-4, 7 were".</summary>
    public static string Named(IReadOnlyList<PageWords> pages)
    {
        var ranges = new List<string>();
        for (var i = 0; i < pages.Count;)
        {
            var last = i;
            while (last + 1 < pages.Count && pages[last + 1].Number == pages[last].Number + 1) last++;
            ranges.Add(last == i ? FormattableString.Invariant($"{pages[i].Number}") : FormattableString.Invariant($"{pages[i].Number}-{pages[last].Number}"));
            i = last + 1;
        }

        return pages.Count == 1 ? $"Page {ranges[0]} was" : $"Pages {string.Join(", ", ranges)} were";
    }
}
