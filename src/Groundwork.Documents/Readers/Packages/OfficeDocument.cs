namespace Groundwork.Documents.Readers.Packages;

/// <summary>The main part of an Office package, its relations, and what is common to documents, workbooks and presentations.</summary>
internal sealed class OfficeDocument
{
    private readonly Package _package;
    private readonly PartRelations _outer;

    public OfficeDocument(Package package, string expectedRoot, string usualName)
    {
        _package = package;
        _outer = PartRelations.Of(package, "");
        MainPart = _outer.First("officeDocument") ?? usualName;
        Relations = PartRelations.Of(package, MainPart);
        CheckRoot(expectedRoot);
    }

    public string MainPart { get; }

    public PartRelations Relations { get; }

    public Package Package => _package;

    public PartXml OpenMain() => _package.OpenMain(MainPart);

    /// <summary>The part with this relation to the main part; null when there is none.</summary>
    public PartXml? OpenRelated(string type) => Relations.First(type) is { } name ? _package.OpenXml(name) : null;

    /// <summary>Title, author and dates.</summary>
    public OfficeProperties Properties() => OfficeProperties.Read(_package, _outer.First("core-properties") ?? "docProps/core.xml");

    /// <summary>What to tell about macros.</summary>
    public bool HasMacros => Relations.First("vbaProject") is not null;

    private void CheckRoot(string expected)
    {
        using var xml = OpenMain();
        if (!xml.ReadToStart()) throw new InvalidDataException($"Its part {MainPart} is empty.");
        if (xml.Name.Equals(expected, StringComparison.Ordinal)) return;
        var (what, ending) = xml.Name switch
        {
            "document" => ("a Word document", ".docx"),
            "workbook" => ("an Excel workbook", ".xlsx"),
            "presentation" => ("a PowerPoint presentation", ".pptx"),
            _ => throw new InvalidDataException($"Its part {MainPart} begins with \"{xml.Name}\" instead of \"{expected}\"."),
        };
        throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{_package.Path}\" is {what} under another ending. Give it the ending {ending}.");
    }
}
