using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Processes;

namespace Groundwork.Documents.Readers.Pdf;

/// <summary>What a PDF says about itself.</summary>
internal sealed class PdfInfo
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static readonly PdfInfo Unknown = new();

    /// <summary>Its title, unless a program wrote its own or the file's name there.</summary>
    public string? Title => _values.GetValueOrDefault("Title") is { Length: > 0 } title && !LooksLikeFileName(title) ? title : null;

    /// <summary>Asks pdfinfo; when it is missing or fails, only these values are.</summary>
    public static async Task<PdfInfo> ReadAsync(ToolFolder folder, ExternalTool tool, string file, CancellationToken cancellationToken)
    {
        try
        {
            var result = await folder.RunAsync(tool, ["-isodates", "-enc", "UTF-8", file], cancellationToken);
            if (result.ExitCode != 0) return Unknown;
            var info = new PdfInfo();
            foreach (var line in Encoding.UTF8.GetString(result.Output).Split('\n'))
                if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
                    info._values.TryAdd(line[..colon], line[(colon + 1)..].Trim());
            return info;
        }
        catch (DocumentUnreadableException)
        {
            return Unknown;
        }
    }

    /// <summary>Hands author, dates, keywords and subject on.</summary>
    public void Tell(DocumentBuilder builder)
    {
        builder.Found("author", _values.GetValueOrDefault("Author"));
        builder.Found("subject", _values.GetValueOrDefault("Subject"));
        if (_values.GetValueOrDefault("Keywords") is { Length: > 0 } keywords)
            builder.Found("keywords", new MetadataValue.Keywords(keywords.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        builder.Found("created", Date("CreationDate"));
        builder.Found("modified", Date("ModDate"));
    }

    private MetadataValue? Date(string name) =>
        SourceDate.ParseMoment(_values.GetValueOrDefault(name)) is { } date ? new MetadataValue.Date(date) : null;

    private static bool LooksLikeFileName(string title) =>
        title.StartsWith("Microsoft ", StringComparison.Ordinal) || title.Equals("untitled", StringComparison.OrdinalIgnoreCase) || (Path.GetExtension(title).Length is > 1 and <= 5 && !title.Contains(' ', StringComparison.Ordinal));
}
