using System.Globalization;
using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Processes;
using Groundwork.Documents.Readers.Images;
using Groundwork.Documents.Readers.Pages;

namespace Groundwork.Documents.Readers.Pdf;

/// <summary>Finds pages that are pictures of text and reads them by OCR, one at a time.</summary>
internal sealed class ScannedPages(ReadingLimits limits, TextRecognition recognition, PdfTools tools, ToolFolder folder, string file, DocumentBuilder builder)
{
    // A stamp or a page number in front of a scan has fewer characters than any page of text.
    private const int FewCharacters = 30;

    // Of the page.
    private const float LargePicture = 0.5f;

    // Tesseract reads best at 300 dots per inch; a huge page is rendered more coarsely.
    private const float DotsPerInch = 300, CoarsestDotsPerInch = 20, MostPixelsPerPage = 40_000_000;

    // Fewer dark dots than a full stop has.
    private const int BlankPageDots = 40;

    /// <summary>The pages, with those that were scanned replaced by what is on their pictures.</summary>
    public async Task<List<PageWords>> FillAsync(List<PageWords> pages, SourceInfo source, CancellationToken cancellationToken)
    {
        var candidates = pages.Where(page => page.Characters < FewCharacters).ToList();
        if (candidates.Count == 0) return pages;
        var pictured = await PicturedAsync(candidates, cancellationToken);
        candidates.RemoveAll(page => page.Words.Count > 0 && !pictured.Contains(page.Number));
        if (candidates.Count == 0) return pages;
        string languages;
        try
        {
            languages = await recognition.LanguagesAsync(folder, cancellationToken);
        }
        catch (DocumentUnreadableException missing) when (missing.Reason == UnreadableReason.ToolMissing)
        {
            Missing(pages, candidates.FindAll(page => pictured.Contains(page.Number)), missing, source);
            return pages;
        }

        var read = await ReadAsync(candidates, cancellationToken);
        builder.Note(RecognitionNotes.On([.. read.Values.OrderBy(page => page.Number)], languages));
        return pages.ConvertAll(page => read.GetValueOrDefault(page.Number) ?? page);
    }

    private void Missing(List<PageWords> pages, List<PageWords> scanned, DocumentUnreadableException missing, SourceInfo source)
    {
        if (scanned.Count == 0) return;
        if (pages.TrueForAll(page => page.Characters < FewCharacters))
            throw new DocumentUnreadableException(UnreadableReason.ToolMissing, FormattableString.Invariant(
                $"\"{source.Path}\" has {scanned.Count} scanned pages and no text; reading them needs the program {recognition.Tool.Program} of the package {recognition.Tool.Package}. {recognition.Tool.HowToInstall}"), missing);
        builder.Note($"{RecognitionNotes.Named(scanned)} left out: scanned pages need the program {recognition.Tool.Program} of the package {recognition.Tool.Package}. {recognition.Tool.HowToInstall}");
    }

    private async Task<Dictionary<int, PageWords>> ReadAsync(List<PageWords> candidates, CancellationToken cancellationToken)
    {
        var read = new Dictionary<int, PageWords>();
        var failed = new List<PageWords>();
        var done = 0;
        var limit = FormattableString.Invariant($"at most {limits.MaxOcrPages} pages are read by OCR (MaxOcrPages)");
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(limits.MaxOcrTime);
        try
        {
            foreach (var page in candidates.Take(limits.MaxOcrPages))
            {
                try
                {
                    if (await PageAsync(page, time.Token) is { } words && words.Characters > page.Characters) read[page.Number] = words;
                }
                catch (DocumentUnreadableException problem) when (problem.Reason is UnreadableReason.TimedOut or UnreadableReason.ToolFailed or UnreadableReason.TooLarge)
                {
                    failed.Add(page);
                }

                done++;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            limit = FormattableString.Invariant($"OCR of one document is stopped after {limits.MaxOcrTime.TotalMinutes:0.#} minutes (MaxOcrTime)");
        }

        if (failed.Count > 0) builder.Note($"{RecognitionNotes.Named(failed)} left out: OCR failed or passed a limit.");
        if (done < candidates.Count) builder.Note(FormattableString.Invariant($"{RecognitionNotes.Named(candidates[done..])} left out: {limit}."));
        return read;
    }

    private async Task<PageWords?> PageAsync(PageWords page, CancellationToken cancellationToken)
    {
        var squareInches = Math.Max(1, page.Width * page.Height / (72 * 72));
        var dots = MathF.Floor(Math.Min(DotsPerInch, MathF.Sqrt(Math.Min(MostPixelsPerPage, limits.MaxImagePixels) / squareInches)));
        if (dots < CoarsestDotsPerInch) return null;
        var number = page.Number.ToString(CultureInfo.InvariantCulture);
        var picture = folder.File("page.pgm");
        try
        {
            var rendered = await folder.RunAsync(
                tools.Pictures, ["-q", "-gray", "-r", dots.ToString("F0", CultureInfo.InvariantCulture), "-f", number, "-l", number, "-singlefile", file, folder.File("page")], cancellationToken);
            if (rendered.ExitCode != 0 || !System.IO.File.Exists(picture)) return null;
            if (await IsBlankAsync(picture, cancellationToken)) return null;
            return await recognition.ReadAsync(folder, picture, dots, page.Number, cancellationToken) is [var words, ..] ? words : null;
        }
        finally
        {
            System.IO.File.Delete(picture);
        }
    }

    private static async Task<bool> IsBlankAsync(string picture, CancellationToken cancellationToken)
    {
        await using var content = System.IO.File.OpenRead(picture);
        // The header of a PGM is shorter than this; its letters are dark bytes.
        content.Position = Math.Min(32, content.Length);
        var chunk = new byte[1 << 16];
        var dark = 0;
        while (dark < BlankPageDots && await content.ReadAsync(chunk, cancellationToken) is var read and > 0)
            dark += Dark(chunk.AsSpan(0, read));
        return dark < BlankPageDots;
    }

    private static int Dark(ReadOnlySpan<byte> dots)
    {
        var dark = 0;
        foreach (var dot in dots)
            if (dot < 160)
                dark++;
        return dark;
    }

    // Pages with a picture that covers most of them: page, number, type, width, height, …, x-ppi, y-ppi, size, ratio.
    private async Task<HashSet<int>> PicturedAsync(List<PageWords> candidates, CancellationToken cancellationToken)
    {
        var areas = candidates.ToDictionary(page => page.Number, page => page.Width * page.Height);
        var pictured = new HashSet<int>();
        var listed = await folder.RunAsync(
            tools.Images, ["-list", "-f", Text(candidates[0].Number), "-l", Text(candidates[^1].Number), file], cancellationToken);
        foreach (var line in Encoding.UTF8.GetString(listed.Output).Split('\n'))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 16 || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page) || !areas.TryGetValue(page, out var area)) continue;
            float width = Number(fields[3]), height = Number(fields[4]), horizontal = Number(fields[^4]), vertical = Number(fields[^3]);
            if (horizontal > 0 && vertical > 0 && width / horizontal * (height / vertical) * 72 * 72 >= area * LargePicture) pictured.Add(page);
        }

        return pictured;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static float Number(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
