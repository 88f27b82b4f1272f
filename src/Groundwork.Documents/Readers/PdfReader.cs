using System.Globalization;
using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Processes;

namespace Groundwork.Documents.Readers;

/// <summary>
/// PDF, through poppler's <c>pdftotext</c> in a process of its own: a hostile file can crash a process, not the server. The default
/// mode of pdftotext is used because it follows columns; <c>-layout</c> would print them side by side.
/// </summary>
internal sealed class PdfReader(ReadingLimits limits, string program = "pdftotext", string infoProgram = "pdfinfo") : IDocumentReader
{
    private const int HeaderBytes = 1024;

    public FormatDescription Format { get; } = new(
        "PDF", [MediaTypes.Pdf], "page",
        """
        Needs `pdftotext` of the package poppler-utils (`apt install poppler-utils`, `brew install poppler`); it runs as a process of its own with
        limits. Wrapped lines and words hyphenated at a line's end are joined. A scanned file without text is refused: run OCR on it first. A
        file with a password is refused.
        """, [("pdftotext", "poppler-utils")]);

    public string Fingerprint => "pdf-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        if (bytes.IsEmpty) throw new DocumentUnreadableException(UnreadableReason.Empty, $"\"{source.Path}\" has no bytes.");
        if (bytes.Span[..Math.Min(bytes.Length, HeaderBytes)].IndexOf("%PDF-"u8) < 0)
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is no PDF: it does not start with %PDF-.");
        var folder = Directory.CreateTempSubdirectory("groundwork-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "source.pdf");
            await using (var copy = new FileStream(file, FileMode.CreateNew, FileAccess.Write)) await copy.WriteAsync(bytes, cancellationToken);
            var result = await RunAsync(program, ["-q", "-enc", "UTF-8", "-eol", "unix", file, "-"], source, cancellationToken);
            var diagnosed = result;
            if (result.ExitCode != 0 || result.Output.AsSpan().IndexOfAnyExcept(" \n\f"u8) < 0)
                diagnosed = await RunAsync(program, ["-enc", "UTF-8", "-l", "1", file, "-"], source, cancellationToken);
            Refuse(result, diagnosed.Messages, source);
            var builder = new DocumentBuilder(source);
            PdfText.AddPages(builder, Encoding.UTF8.GetString(result.Output), cancellationToken);
            var title = source.Title is null && !builder.IsEmpty ? await TitleAsync(file, cancellationToken) : null;
            return builder.Build(
                title ?? Path.GetFileNameWithoutExtension(source.Path),
                whyEmpty: $"\"{source.Path}\" holds no text, only images of pages perhaps. Run OCR on it first, for example ocrmypdf, and read the result.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<ChildResult> RunAsync(string name, IReadOnlyList<string> arguments, SourceInfo source, CancellationToken cancellationToken)
    {
        var result = await ChildProcess.RunAsync(name, arguments, limits, cancellationToken);
        return result.Outcome switch
        {
            ChildOutcome.NotInstalled => throw new DocumentUnreadableException(
                UnreadableReason.ToolMissing, $"Reading PDF needs the program {name} of the package poppler-utils. Install it: apt install poppler-utils, or brew install poppler."),
            ChildOutcome.TimedOut => throw new DocumentUnreadableException(
                UnreadableReason.TimedOut, FormattableString.Invariant($"{name} did not finish \"{source.Path}\" within {limits.ToolTimeout.TotalSeconds} s and was stopped. Split the file, or raise ToolTimeout.")),
            ChildOutcome.TooMuchOutput => throw new DocumentUnreadableException(
                UnreadableReason.TooLarge, FormattableString.Invariant($"\"{source.Path}\" holds more than {limits.ToolOutputBytes} bytes of text. Split the file, or raise ToolOutputBytes.")),
            _ => result,
        };
    }

    private static void Refuse(ChildResult result, string messages, SourceInfo source)
    {
        var hasText = result.Output.AsSpan().IndexOfAnyExcept(" \n\f"u8) >= 0;
        if (result.ExitCode == 0 && (hasText || !messages.Contains("Error", StringComparison.Ordinal))) return;
        if (messages.Contains("Incorrect password", StringComparison.OrdinalIgnoreCase) || messages.Contains("encrypt", StringComparison.OrdinalIgnoreCase))
            throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{source.Path}\" needs a password. Save a copy without one, for example with qpdf --decrypt --password=… .");
        var said = messages.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? $" ({first.Trim()})" : "";
        if (result.ExitCode is 0 or 1)
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{source.Path}\" is damaged or cut off: pdftotext cannot open it{said}. Save it again from its source.");
        if (result.ExitCode == 3)
            throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"The author of \"{source.Path}\" does not permit taking text out of it.");
        throw new DocumentUnreadableException(UnreadableReason.ToolFailed, string.Create(
            CultureInfo.InvariantCulture, $"pdftotext ended with code {result.ExitCode} on \"{source.Path}\"{said}. It may have needed more memory than ToolMemoryBytes allows."));
    }

    // A missing or failing pdfinfo costs only the title.
    private async Task<string?> TitleAsync(string file, CancellationToken cancellationToken)
    {
        var result = await ChildProcess.RunAsync(infoProgram, ["-enc", "UTF-8", file], limits, cancellationToken);
        if (result is not { Outcome: ChildOutcome.Ended, ExitCode: 0 }) return null;
        var line = Encoding.UTF8.GetString(result.Output).Split('\n').FirstOrDefault(line => line.StartsWith("Title:", StringComparison.Ordinal));
        var title = line?["Title:".Length..].Trim();
        return string.IsNullOrEmpty(title) || LooksLikeFileName(title) ? null : title;
    }

    private static bool LooksLikeFileName(string title) =>
        title.StartsWith("Microsoft ", StringComparison.Ordinal) || title.Equals("untitled", StringComparison.OrdinalIgnoreCase) || (Path.GetExtension(title).Length is > 1 and <= 5 && !title.Contains(' ', StringComparison.Ordinal));
}
