using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Books;

/// <summary>The package file of a book (EPUB 2 and 3): its metadata, its files and the order in which they are read.</summary>
internal sealed class EpubPackage
{
    private const string Container = "META-INF/container.xml";

    private static readonly string[] s_fontObfuscation = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

    private readonly Package _package;
    private readonly string _folder;
    private readonly Dictionary<string, (string Path, string MediaType)> _items = new(StringComparer.Ordinal);
    private readonly OfficeProperties _properties = new();
    private readonly List<string> _subjects = [];
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private DateTimeOffset? _published;
    private DateTimeOffset? _modified;

    public EpubPackage(Package package)
    {
        _package = package;
        RefuseProtected();
        var path = RootFile();
        _folder = path[..(path.LastIndexOf('/') + 1)];
        using var xml = package.OpenXml(path, skipsDocumentType: true) ?? throw new InvalidDataException($"It has no part {path}.");
        while (xml.Read())
            if (xml.IsStart)
                Take(xml);
    }

    public string? Title => _properties.Title;

    public LanguageCode? Language => _properties.Language;

    /// <summary>The files in reading order, each once.</summary>
    public List<EpubChapter> Chapters { get; } = [];

    /// <summary>The table of contents of EPUB 3; null when there is none.</summary>
    public string? Navigation { get; private set; }

    /// <summary>The table of contents of EPUB 2; null when there is none.</summary>
    public string? Ncx { get; private set; }

    public void GiveTo(DocumentBuilder builder)
    {
        _properties.GiveTo(builder);
        if (_published is { } published) builder.Found("created", new MetadataValue.Date(published));
        if (_modified is { } modified) builder.Found("modified", new MetadataValue.Date(modified));
        if (_subjects.Count > 0) builder.Found("keywords", new MetadataValue.Keywords(_subjects));
    }

    private void Take(PartXml xml)
    {
        switch (xml.Name)
        {
            case "item" when xml["id"] is { } id && xml["href"] is { } href:
                TakeItem(xml, id, PackagePath.Resolve(_folder, href));
                break;
            case "itemref" when xml["idref"] is { } id && _items.TryGetValue(id, out var item):
                if (_listed.Add(item.Path)) Chapters.Add(new EpubChapter(item.Path, item.MediaType is MediaTypes.Xhtml or MediaTypes.Html));
                break;
            case "subject":
                if (xml.AllText().Trim() is { Length: > 0 } subject) _subjects.Add(subject);
                break;
            case "date":
                var isModification = xml["event"] is "modification";
                var moment = SourceDate.ParseMoment(xml.AllText());
                if (isModification) _modified ??= moment;
                else _published ??= moment;
                break;
            case "meta" when xml["property"] is "dcterms:modified":
                _modified = SourceDate.ParseMoment(xml.AllText()) ?? _modified;
                break;
            default:
                _properties.Take(xml);
                break;
        }
    }

    private void TakeItem(PartXml xml, string id, string? path)
    {
        if (path is null) throw new DocumentUnreadableException(UnreadableReason.Hostile, $"\"{_package.Path}\" names a file outside of the book. A book has no business there.");
        var mediaType = xml["media-type"] ?? "";
        _items.TryAdd(id, (path, mediaType));
        if (xml["properties"]?.Split(' ').Contains("nav", StringComparer.Ordinal) == true) Navigation ??= path;
        if (mediaType is "application/x-dtbncx+xml") Ncx ??= path;
    }

    private string RootFile()
    {
        using var xml = _package.OpenXml(Container) ?? throw new InvalidDataException($"It has no part {Container}.");
        while (xml.ReadToStart())
            if (xml.Name is "rootfile" && xml["full-path"] is { } path)
                return PackagePath.Resolve("", path) ?? throw new DocumentUnreadableException(UnreadableReason.Hostile, $"\"{_package.Path}\" has its package file outside of the book.");
        throw new InvalidDataException($"Its part {Container} names no package file.");
    }

    private void RefuseProtected()
    {
        using var xml = _package.OpenXml("META-INF/encryption.xml");
        while (xml is not null && xml.ReadToStart())
            if (xml.Name is "EncryptionMethod" && !s_fontObfuscation.Contains(xml["Algorithm"], StringComparer.Ordinal))
                throw new DocumentUnreadableException(UnreadableReason.Encrypted, $"\"{_package.Path}\" is protected against copying (DRM). Take a copy without protection from where you bought it.");
    }
}
