using System.Globalization;
using System.Text;
using System.Xml;

namespace Groundwork.Documents.Readers.Packages;

/// <summary>
/// The XML of one part as a stream of nodes, never as a tree: a hostile part can exhaust neither the stack by nesting nor the memory.
/// Names are local names, because prefixes are free and the namespaces differ between the flavours of a format.
/// </summary>
internal sealed class PartXml : IDisposable
{
    private const int MaxDepth = 256;

    private readonly XmlReader _reader;
    private readonly CancellationToken _cancellationToken;

    public PartXml(Stream part, bool skipsDocumentType, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _reader = XmlReader.Create(part, new XmlReaderSettings
        {
            DtdProcessing = skipsDocumentType ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
            CloseInput = true,
        });
    }

    /// <summary>Local name of the current element.</summary>
    public string Name => _reader.LocalName;

    /// <summary>Namespace of the current element, for the few names that mean two things.</summary>
    public string Namespace => _reader.NamespaceURI;

    public int Depth => _reader.Depth;

    public bool IsStart => _reader.NodeType == XmlNodeType.Element;

    public bool IsEnd => _reader.NodeType == XmlNodeType.EndElement;

    public bool IsText => _reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA;

    /// <summary>The characters of a text node.</summary>
    public string Text => _reader.Value;

    /// <summary>An attribute by its local name; null when the element has none.</summary>
    public string? this[string name]
    {
        get
        {
            if (!_reader.MoveToFirstAttribute()) return null;
            string? value = null;
            do
            {
                if (_reader.LocalName.Equals(name, StringComparison.Ordinal) && !_reader.Prefix.Equals("xmlns", StringComparison.Ordinal)) value = _reader.Value;
            }
            while (value is null && _reader.MoveToNextAttribute());
            _reader.MoveToElement();
            return value;
        }
    }

    /// <summary>An attribute in a namespace that ends in these characters, such as a relation's id beside a plain <c>id</c>.</summary>
    public string? AttributeIn(string namespaceEnd, string name)
    {
        if (!_reader.MoveToFirstAttribute()) return null;
        string? value = null;
        do
        {
            if (_reader.LocalName.Equals(name, StringComparison.Ordinal) && _reader.NamespaceURI.EndsWith(namespaceEnd, StringComparison.Ordinal)) value = _reader.Value;
        }
        while (value is null && _reader.MoveToNextAttribute());
        _reader.MoveToElement();
        return value;
    }

    /// <summary>An attribute that is a whole number ≥ 0; null when it is none.</summary>
    public int? Number(string name) => ToNumber(this[name]);

    /// <summary>An attribute that says yes or no; an element without it says <paramref name="otherwise"/>.</summary>
    public bool Flag(string name, bool otherwise) => this[name] switch
    {
        null => otherwise,
        "0" or "false" or "off" => false,
        _ => true,
    };

    public static int? ToNumber(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Goes to the next node; false at the end.</summary>
    /// <exception cref="InvalidDataException">Nested deeper than any document needs.</exception>
    public bool Read()
    {
        if (_reader.Depth > MaxDepth) throw new InvalidDataException(FormattableString.Invariant($"Its XML is nested deeper than {MaxDepth} elements."));
        _cancellationToken.ThrowIfCancellationRequested();
        return _reader.Read();
    }

    /// <summary>Goes to the next element; false at the end.</summary>
    public bool ReadToStart()
    {
        while (Read())
            if (IsStart)
                return true;
        return false;
    }

    /// <summary>Begins to read what is inside the current element; false when it holds nothing.</summary>
    /// <param name="depth">To be handed to <see cref="ReadInside"/>.</param>
    public bool Enter(out int depth)
    {
        depth = _reader.Depth;
        return !_reader.IsEmptyElement;
    }

    /// <summary>Goes to the next node inside the element; false at its end.</summary>
    public bool ReadInside(int depth) => Read() && _reader.Depth > depth;

    /// <summary>Passes over the current element and all it holds.</summary>
    public void Skip()
    {
        if (!Enter(out var depth)) return;
        while (ReadInside(depth))
        {
            // Passed over.
        }
    }

    /// <summary>All text inside the current element.</summary>
    public string AllText()
    {
        if (!Enter(out var depth)) return "";
        var first = "";
        StringBuilder? all = null;
        while (ReadInside(depth))
        {
            if (!IsText) continue;
            if (first.Length == 0) first = Text;
            else (all ??= new StringBuilder(first)).Append(Text);
        }

        return all?.ToString() ?? first;
    }

    public void Dispose() => _reader.Dispose();
}
