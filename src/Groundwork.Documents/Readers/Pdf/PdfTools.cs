using Groundwork.Documents.Processes;

namespace Groundwork.Documents.Readers.Pdf;

/// <summary>The programs of poppler.</summary>
/// <param name="Text">Words with their places.</param>
/// <param name="Info">Title, author, dates.</param>
internal sealed record PdfTools(ExternalTool Text, ExternalTool Info)
{
    public static readonly PdfTools Usual = new(Of("pdftotext"), Of("pdfinfo"));

    /// <summary>Fonts and the outline.</summary>
    public ExternalTool Fonts { get; } = Of("pdftohtml");

    /// <summary>Where pictures stand.</summary>
    public ExternalTool Images { get; } = Of("pdfimages");

    /// <summary>Pictures of pages.</summary>
    public ExternalTool Pictures { get; } = Of("pdftoppm");

    public static ExternalTool Of(string program) => new(program, "poppler-utils", "poppler");
}
