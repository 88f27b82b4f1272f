using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Documents.Readers.Slides;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>OpenDocument presentations and templates, as LibreOffice writes them.</summary>
internal sealed class OdpReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "OpenDocument presentation (ODP)", [MediaTypes.Odp, MediaTypes.Otp], "slide",
        """
        The title of each slide is a heading; a slide without one is headed `Slide 3`. Placeholders follow in the order of the layout, then other shapes from
        top to bottom and from left to right: paragraphs, list items by level, tables, groups. The speaker's notes follow their slide. Hidden slides are read, with a
        note. Left out: comments, numbers and dates of slides, charts, pictures, what stands only on the master. Macros are never run. Refused: a file with a
        password.
        """);

    public string Fingerprint => "odp-2";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "a presentation program", package => Read(package, source), cancellationToken);

    private static Document Read(Package package, SourceInfo source)
    {
        var odf = new OdfPackage(package, "presentation");
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        var writer = new SlideWriter(builder);
        var shapes = new OdpShapes(odf, new OdfText(new CalledNotes()));
        var number = 0;
        using (var xml = odf.OpenBody())
        {
            while (xml.ReadToStart())
            {
                if (xml.Name is not "page") continue;
                var isHidden = odf.Styles.IsHidden(xml["style-name"]);
                var (onSlide, notes) = shapes.ReadPage(xml);
                writer.Write(++number, onSlide, notes, isHidden);
            }
        }

        if (odf.HasMacros) builder.Note("The presentation holds macros; they were ignored.");
        var properties = odf.Properties();
        properties.GiveTo(builder);
        return builder.Build(properties.Title, properties.Language);
    }
}
