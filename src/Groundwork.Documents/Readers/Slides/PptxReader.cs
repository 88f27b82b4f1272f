using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Slides;

/// <summary>PowerPoint presentations, templates and shows, in the transitional and the strict flavour (ECMA-376, ISO/IEC 29500).</summary>
internal sealed class PptxReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "PowerPoint (PPTX)", [MediaTypes.Pptx, MediaTypes.Pptm, MediaTypes.Potx, MediaTypes.Potm, MediaTypes.Ppsx, MediaTypes.Ppsm], "slide",
        """
        The title of each slide is a heading; a slide without one is headed `Slide 3`. Placeholders follow in the order of the layout, then other shapes from
        top to bottom and from left to right: paragraphs, list items by level, tables, groups, the texts of diagrams. The speaker's notes follow their slide. Hidden
        slides are read, with a note. Left out: comments, numbers and dates of slides, headers and footers, charts, pictures, what stands only on the master.
        Macros are never run. Refused: a file with a password, and the old `.ppt` format.
        """);

    public string Fingerprint => "pptx-2";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "a presentation program", package => Read(package, source), cancellationToken);

    private static Document Read(Package package, SourceInfo source)
    {
        var office = new OfficeDocument(package, "presentation", "ppt/presentation.xml");
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        var writer = new SlideWriter(builder);
        var layouts = new Dictionary<string, PptxLayout>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var slide in SlideParts(office))
        {
            var relations = PartRelations.Of(package, slide);
            var shapes = Shapes(package, slide, relations, Layout(package, relations.First("slideLayout") ?? "", layouts), out var isShown);
            var notesPart = relations.First("notesSlide");
            var notes = notesPart is null || !package.Has(notesPart) ? [] : Shapes(package, notesPart, PartRelations.Of(package, notesPart), null, out _);
            writer.Write(++number, shapes, notes, !isShown);
        }

        if (office.HasMacros) builder.Note("The presentation holds macros; they were ignored.");
        var properties = office.Properties();
        properties.GiveTo(builder);
        return builder.Build(properties.Title, properties.Language);
    }

    // In the order in which they are shown; a slide that stands twice is read once.
    private static List<string> SlideParts(OfficeDocument office)
    {
        var parts = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var xml = office.OpenMain();
        while (xml.ReadToStart())
        {
            if (xml.Name is not "sldId") continue;
            var part = office.Relations.ById(xml.AttributeIn("relationships", "id"));
            if (part is null || !office.Package.Has(part)) throw new InvalidDataException($"Its slide {(parts.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)} is missing.");
            if (seen.Add(part)) parts.Add(part);
        }

        return parts;
    }

    private static List<SlideShape> Shapes(Package package, string part, PartRelations relations, PptxLayout? layout, out bool isShown)
    {
        using var xml = package.OpenMain(part);
        return new PptxShapes(package, relations, layout).Read(xml, out isShown);
    }

    private static PptxLayout Layout(Package package, string part, Dictionary<string, PptxLayout> known)
    {
        if (known.TryGetValue(part, out var layout)) return layout;
        using var xml = package.OpenXml(part);
        return known[part] = new PptxLayout(xml);
    }
}
