using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.OpenDocument;

/// <summary>The parts of an OpenDocument package (ISO/IEC 26300): its content, styles and properties.</summary>
internal sealed class OdfPackage
{
    private const string Content = "content.xml";

    private readonly string _kind;

    /// <param name="package">The package.</param>
    /// <param name="kind">The element that its body must hold: <c>text</c>, <c>spreadsheet</c> or <c>presentation</c>.</param>
    public OdfPackage(Package package, string kind)
    {
        Package = package;
        _kind = kind;
        RefuseEncrypted();
        using var xml = package.OpenXml("styles.xml");
        if (xml is not null) Styles.Read(xml);
    }

    public Package Package { get; }

    public OdfStyles Styles { get; } = new();

    /// <summary>The content, after its styles were read; the reader stands on the element that holds the body.</summary>
    public PartXml OpenBody()
    {
        var xml = Package.OpenMain(Content);
        try
        {
            if (!Styles.Read(xml) || !xml.ReadToStart()) throw new InvalidDataException($"Its part {Content} has no body.");
            if (xml.Name.Equals(_kind, StringComparison.Ordinal)) return xml;
            var (what, ending) = xml.Name switch
            {
                "text" => ("an OpenDocument text", ".odt"),
                "spreadsheet" => ("an OpenDocument spreadsheet", ".ods"),
                "presentation" => ("an OpenDocument presentation", ".odp"),
                _ => throw new InvalidDataException($"Its body holds \"{xml.Name}\" instead of \"{_kind}\"."),
            };
            throw new DocumentUnreadableException(UnreadableReason.Damaged, $"\"{Package.Path}\" is {what} under another ending. Give it the ending {ending}.");
        }
        catch
        {
            xml.Dispose();
            throw;
        }
    }

    public OfficeProperties Properties() => OfficeProperties.Read(Package, "meta.xml");

    public bool HasMacros => Package.Has("Basic/script-lc.xml");

    private void RefuseEncrypted()
    {
        using var xml = Package.OpenXml("META-INF/manifest.xml", skipsDocumentType: true);
        while (xml is not null && xml.ReadToStart())
            if (xml.Name is "encryption-data")
                throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{Package.Path}\" needs a password. Save a copy without one.");
    }
}
