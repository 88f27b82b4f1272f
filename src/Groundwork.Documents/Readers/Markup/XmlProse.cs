using System.Globalization;
using System.Text;
using System.Xml;
using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Markup;

/// <summary>Writes an XML document for people as blocks, in one pass without recursion.</summary>
internal sealed class XmlProse(DocumentBuilder builder, IReadOnlySet<string> inline, CancellationToken cancellationToken)
{
    private const int MaxHeadingLevel = 6;

    private static readonly string[] s_titles = ["title", "head", "heading", "bridgehead"];

    // Their titles name a box, a picture or a step, not a section.
    private static readonly string[] s_boxes =
        ["table", "informaltable", "figure", "fig", "example", "informalexample", "note", "tip", "warning", "important", "caution", "formalpara", "sidebar", "step", "procedure", "itemizedlist", "orderedlist", "variablelist"];

    private static readonly string[] s_code = ["programlisting", "screen", "codeblock", "pre", "literallayout", "synopsis", "verbatim"];
    private static readonly string[] s_items = ["listitem", "li", "item", "step", "substep"];
    private static readonly string[] s_numbered = ["orderedlist", "ol", "procedure", "steps", "substeps"];
    private static readonly string[] s_lists = ["itemizedlist", "ul", "list", "simplelist", "variablelist", .. s_numbered];
    private static readonly string[] s_rows = ["row", "tr", "strow", "sthead"];
    private static readonly string[] s_cells = ["entry", "td", "th", "stentry", "cell"];
    private static readonly string[] s_quotes = ["blockquote", "epigraph", "lq"];
    private static readonly string[] s_withoutText = ["indexterm", "remark", "style", "script"];

    private readonly Stack<XmlElementFrame> _open = new();
    private readonly BlockText _text = new();
    private readonly List<(List<string> Cells, int Line)> _rows = [];
    private readonly StringBuilder _cell = new();
    private string? _marker;
    private string? _title;
    private int _code;
    private int _quotes;
    private bool _inCell;
    private bool _spacePending;

    /// <summary>The language that the document names; null for none.</summary>
    public LanguageCode? Language { get; private set; }

    public void Write(string xml)
    {
        using var reader = XmlMarkupReader.Open(xml);
        var place = (IXmlLineInfo)reader;
        var goesOn = reader.Read();
        while (goesOn)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when s_withoutText.Contains(reader.LocalName, StringComparer.Ordinal):
                    reader.Skip();
                    goesOn = !reader.EOF;
                    continue;
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    if (_open.Count == 0 && LanguageCode.FromTag(reader.GetAttribute("xml:lang") ?? reader.GetAttribute("lang")) is { Code.Length: 2 or 3 } code && code != LanguageCode.Undetermined) Language = code;
                    Start(reader.LocalName, place.LineNumber, reader.GetAttribute("id") ?? reader.GetAttribute("xml:id"));
                    if (isEmpty) End(reader.LocalName);
                    break;
                case XmlNodeType.EndElement:
                    End(reader.LocalName);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    Append(reader.Value, place.LineNumber);
                    break;
            }

            goesOn = reader.Read();
        }

        Flush();
    }

    private void Start(string name, int line, string? id)
    {
        var parent = _open.TryPeek(out var top) ? top : null;
        var isCode = s_code.Contains(name, StringComparer.Ordinal);
        var standsAlone = isCode || !inline.Contains(name) || s_items.Contains(name, StringComparer.Ordinal) || s_lists.Contains(name, StringComparer.Ordinal);
        if (standsAlone && _code == 0 && !_inCell) Flush();
        if (standsAlone && _inCell) _cell.Append(' ');
        if (_title is null && !_inCell && s_titles.Contains(name, StringComparer.Ordinal) && parent is not null && standsAlone && !s_boxes.Contains(parent.Name, StringComparer.Ordinal))
        {
            // The title gives its section a level: one below the nearest titled section around it.
            parent.Level = Math.Min(MaxHeadingLevel, 1 + (_open.Skip(1).FirstOrDefault(above => above.Level > 0)?.Level ?? 0));
            _title = name;
        }

        if (isCode) _code++;
        if (s_quotes.Contains(name, StringComparer.Ordinal)) _quotes++;
        if (s_items.Contains(name, StringComparer.Ordinal) && !_inCell)
        {
            var isNumbered = parent is not null && s_numbered.Contains(parent.Name, StringComparer.Ordinal);
            if (parent is not null) parent.Items++;
            _marker = isNumbered ? string.Create(CultureInfo.InvariantCulture, $"{parent!.Items}. ") : "- ";
        }

        if (s_rows.Contains(name, StringComparer.Ordinal)) _rows.Add(([], line));
        if (s_cells.Contains(name, StringComparer.Ordinal) && _rows.Count > 0 && !_inCell)
        {
            _inCell = true;
            _cell.Clear();
        }

        _open.Push(new XmlElementFrame(name, id, standsAlone));
    }

    private void End(string name)
    {
        var frame = _open.Pop();
        if (s_cells.Contains(name, StringComparer.Ordinal) && _inCell && !_open.Any(above => s_cells.Contains(above.Name, StringComparer.Ordinal)))
        {
            _rows[^1].Cells.Add(_cell.ToString());
            _inCell = false;
            return;
        }

        if (_inCell)
        {
            if (frame.StandsAlone) _cell.Append(' ');
            return;
        }

        if (frame.StandsAlone)
        {
            // While the text is written, its own element still counts.
            _open.Push(frame);
            Flush();
            _open.Pop();
        }

        if (s_code.Contains(name, StringComparer.Ordinal)) _code--;
        if (s_quotes.Contains(name, StringComparer.Ordinal)) _quotes--;
        if (string.Equals(name, _title, StringComparison.Ordinal)) _title = null;
        if (s_items.Contains(name, StringComparer.Ordinal)) _marker = null;
        if (_rows.Count > 0 && !_inCell && name is "table" or "informaltable" or "tgroup" or "simpletable") FlushTable();
    }

    private void Append(string raw, int line)
    {
        if (_open.Count == 0) return;
        if (_inCell) _cell.Append(raw);
        else if (_code > 0) AppendCode(raw, line);
        else AppendText(raw, line);
    }

    private void AppendCode(string raw, int line)
    {
        var isFirst = true;
        foreach (var part in raw.AsSpan().Split('\n'))
        {
            if (!isFirst) _text.Append("\n");
            _text.At(line++).Append(raw.AsSpan(part));
            isFirst = false;
        }
    }

    private void AppendText(ReadOnlySpan<char> text, int line)
    {
        while (!text.IsEmpty)
        {
            if (char.IsWhiteSpace(text[0]))
            {
                _spacePending = true;
                if (text[0] == '\n') line++;
                text = text[1..];
                continue;
            }

            var length = 1;
            while (length < text.Length && !char.IsWhiteSpace(text[length])) length++;
            if (_text.Length == 0) _text.At(line).Append(_title is null ? _marker : null);
            else if (_spacePending && !_text.EndsWithSpace) _text.Append(" ");
            _spacePending = false;
            _text.Append(text[..length]);
            text = text[length..];
        }
    }

    private void Flush()
    {
        if (_text.Length > 0)
        {
            var isItem = _marker is not null && _title is null && _code == 0;
            // The title's own element is still open, its section is the one around it.
            var section = _title is null ? null : _open.FirstOrDefault(frame => frame.Level > 0);
            var kind = _title is not null ? BlockKind.Heading : _code > 0 ? BlockKind.Code : isItem ? BlockKind.ListItem : _quotes > 0 ? BlockKind.Quote : BlockKind.Paragraph;
            var level = _title is not null ? Math.Max(1, section?.Level ?? 1) : isItem ? Math.Max(1, _open.Count(frame => s_lists.Contains(frame.Name, StringComparer.Ordinal))) : 0;
            builder.Add(kind, _text, level, section?.Id);
            if (isItem) _marker = null;
        }

        _text.Clear();
        _spacePending = false;
    }

    private void FlushTable()
    {
        _text.Clear();
        foreach (var (cells, line) in _rows.Where(row => row.Cells.Count > 0))
        {
            var isHeader = _text.Length == 0;
            if (!isHeader) _text.Append("\n");
            _text.At(line).Append(PipeTable.Row(cells));
            if (isHeader) _text.Append("\n").Append(PipeTable.Separator(cells.Count));
        }

        builder.Add(BlockKind.Table, _text);
        _text.Clear();
        _rows.Clear();
    }
}
