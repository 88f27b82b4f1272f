using System.Globalization;
using Groundwork.Documents.Processes;
using Groundwork.Documents.Readers.Pdf;

namespace Groundwork.Documents;

/// <summary>Draws pages of a PDF as people see them, in a child process under limits.</summary>
/// <param name="limits">Time, memory and output of the program.</param>
public sealed class PdfPages(ReadingLimits limits)
{
    /// <summary>Pixels of the longer side of a picture, however large the page is.</summary>
    public const int LongerSide = 1600;

    // What pdftoppm says to a page behind the last.
    private const int NoSuchPage = 99;

    /// <summary>Draws one page.</summary>
    /// <param name="pdf">The document.</param>
    /// <param name="path">Where it lies, named in errors.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>A PNG; null when there is no such page.</returns>
    /// <exception cref="DocumentUnreadableException">The program is missing, failed or passed a limit.</exception>
    public async Task<byte[]?> PictureAsync(ReadOnlyMemory<byte> pdf, string path, int page, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        using var folder = new ToolFolder(limits, path);
        var file = await folder.WriteAsync("source.pdf", pdf, cancellationToken);
        var number = page.ToString(CultureInfo.InvariantCulture);
        var tool = PdfTools.Usual.Pictures;
        var drawn = await folder.RunAsync(
            tool, ["-q", "-png", "-scale-to", LongerSide.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-singlefile", file], cancellationToken);
        return drawn switch
        {
            { ExitCode: NoSuchPage } => null,
            { ExitCode: 0, Output.Length: > 0 } => drawn.Output,
            _ => throw folder.Failed(tool, drawn),
        };
    }
}
