using System.IO.Compression;
using System.Xml;

namespace Groundwork.Documents.Readers;

/// <summary>Finds the parts of a Word package and opens them within the limits.</summary>
internal sealed class DocxPackage
{
    private const int MaxDepth = 256;

    private readonly ZipArchive _zip;
    private readonly string _path;
    private readonly string _main;
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);
    private long _bytesLeft;

    public DocxPackage(ZipArchive zip, string path, long maxBytes)
    {
        _zip = zip;
        _path = path;
        _bytesLeft = maxBytes;
        _main = Relations("_rels/.rels", "").FirstOrDefault(relation => relation.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? "word/document.xml";
        var slash = _main.LastIndexOf('/');
        var folder = slash < 0 ? "" : _main[..(slash + 1)];
        foreach (var (type, target) in Relations($"{folder}_rels/{_main[(slash + 1)..]}.rels", folder)) _parts.TryAdd(type[(type.LastIndexOf('/') + 1)..], target);
    }

    public XmlReader OpenMain() =>
        Open(_main) ?? throw new InvalidDataException($"It has no part {_main}.");

    /// <summary>A part by the last word of its relation, like <c>styles</c>; null when the document has none.</summary>
    public XmlReader? OpenPart(string relation) => _parts.TryGetValue(relation, out var name) ? Open(name) : null;

    /// <summary>The title among the document's properties.</summary>
    public string? Title()
    {
        using var reader = Open("docProps/core.xml");
        while (reader is not null && Read(reader))
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "title")
                return reader.ReadElementContentAsString();
        return null;
    }

    /// <summary>Goes to the next node.</summary>
    /// <exception cref="InvalidDataException">Nested deeper than any document needs.</exception>
    public static bool Read(XmlReader reader) =>
        reader.Depth <= MaxDepth ? reader.Read() : throw new InvalidDataException(FormattableString.Invariant($"Its XML is nested deeper than {MaxDepth} elements."));

    private XmlReader? Open(string name)
    {
        if (_zip.GetEntry(name) is not { } entry) return null;
        // The archive reader never hands out more than the declared length, so declared lengths can be trusted here.
        _bytesLeft -= entry.Length;
        if (_bytesLeft < 0)
            throw new DocumentUnreadableException(UnreadableReason.TooLarge, FormattableString.Invariant(
                $"\"{_path}\" unpacks to more than the limit: part {name} alone has {entry.Length} bytes. Split the document, or raise MaxBytes."));
        return XmlReader.Create(entry.Open(), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
            CloseInput = true,
        });
    }

    private List<(string Type, string Target)> Relations(string name, string folder)
    {
        var relations = new List<(string Type, string Target)>();
        using var reader = Open(name);
        while (reader is not null && Read(reader))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName is not "Relationship" || reader.GetAttribute("TargetMode") is "External") continue;
            if (reader.GetAttribute("Type") is not { } type || reader.GetAttribute("Target") is not { } target) continue;
            relations.Add((type, target.StartsWith('/') ? target[1..] : folder + target));
        }

        return relations;
    }
}
