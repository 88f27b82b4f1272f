using System.Text;
using Groundwork.Documents.Processes;
using Groundwork.Documents.Readers.Pages;

namespace Groundwork.Documents.Readers.Images;

/// <summary>Reads text out of pictures by tesseract.</summary>
/// <param name="limits">Time and languages.</param>
/// <param name="program">Its name, another one in tests.</param>
internal sealed class TextRecognition(ReadingLimits limits, string program = "tesseract")
{
    /// <summary>Below this the text of a page is a guess; said in a note.</summary>
    public const double LowConfidence = 70;

    private string? _languages;

    public ExternalTool Tool { get; } = new(program, "tesseract-ocr", "tesseract");

    /// <summary>What makes the same picture give another text: the languages asked for, and whether tesseract is there at all.</summary>
    public string Fingerprint => $"ocr:{(ChildProcess.Find(program) is null ? "no" : limits.OcrLanguages ?? "yes")}";

    /// <summary>The languages that are read, like <c>deu+eng</c>.</summary>
    /// <exception cref="DocumentUnreadableException">Tesseract is missing, or has no languages.</exception>
    public async Task<string> LanguagesAsync(ToolFolder folder, CancellationToken cancellationToken)
    {
        if (_languages is { } known) return known;
        var listed = await folder.RunAsync(Tool, ["--list-langs"], cancellationToken);
        if (limits.OcrLanguages is { } wanted) return _languages = wanted;
        // One line of words, then a name a line. "osd" tells how a page is turned, and is no language.
        var installed = Encoding.UTF8.GetString(listed.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line is not "osd" && line.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '/')).Order(StringComparer.Ordinal).ToList();
        if (installed.Count == 0) throw new DocumentUnreadableException(UnreadableReason.ToolMissing, "tesseract is installed without any language. Install one, for example: apt install tesseract-ocr-eng.");
        // The first language decides close calls.
        if (installed.Remove("eng")) installed.Insert(0, "eng");
        return _languages = string.Join('+', installed);
    }

    /// <summary>The pages of a picture.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="image">The file.</param>
    /// <param name="dotsPerInch">Its resolution; null leaves it to the file.</param>
    /// <param name="firstPage">Number of its first page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when tesseract cannot read the file.</returns>
    public async Task<List<PageWords>?> ReadAsync(ToolFolder folder, string image, float? dotsPerInch, int firstPage, CancellationToken cancellationToken)
    {
        // Pictures that do not say are taken for 150 dots per inch; only proportions matter.
        const float Unknown = 150;
        List<string> arguments = [image, "stdout", "-l", await LanguagesAsync(folder, cancellationToken), "-c", "tessedit_create_tsv=1"];
        if (dotsPerInch is { } given) arguments.AddRange(["--dpi", given.ToString("F0", System.Globalization.CultureInfo.InvariantCulture)]);
        List<PageWords> pages = [];
        var result = await folder.RunAsync(
            Tool, arguments, async (output, token) => pages = await TsvPages.ReadAsync(output, isRecognised: true, 72 / (dotsPerInch ?? Unknown), firstPage, token), cancellationToken);
        if (result.Messages.Contains("Failed loading language", StringComparison.Ordinal))
            throw new DocumentUnreadableException(UnreadableReason.ToolMissing, $"tesseract lacks a language of \"{_languages}\"{result.FirstMessage}. Install it, for example: apt install tesseract-ocr-deu; or change OcrLanguages.");
        if (result.ExitCode >= 128) throw folder.Failed(Tool, result);
        return result.ExitCode == 0 ? pages : null;
    }
}
