using System.Text;
using Groundwork.Language;

namespace Groundwork.Documents.Canonical;

/// <summary>Puts blocks together into a document. Every reader ends here, so what a document promises is checked in one place.</summary>
internal sealed class DocumentBuilder(SourceInfo source)
{
    // The detector looks at the first few thousand characters; a longer copy would only cost memory.
    private const int DetectedCharacters = 1 << 14;

    private readonly StringBuilder _text = new();
    private readonly List<Block> _blocks = [];
    private readonly List<SourceMark> _marks = [];
    private readonly List<string> _notes = [];
    private string? _firstHeading;

    private readonly Dictionary<string, MetadataValue> _found = new(StringComparer.Ordinal);

    public SourceInfo Source => source;

    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>
    /// The named part that following blocks belong to, see <see cref="SourcePlace.Part"/>. While it is set, places name the part and no line:
    /// lines inside a part are none of the file.
    /// </summary>
    public string? Part { get; set; }

    public void Note(string note) => _notes.Add(note);

    public void Note(IEnumerable<string> notes) => _notes.AddRange(notes);

    /// <summary>
    /// Keeps what the format says about the document, for filters: <c>author</c>, <c>created</c>, <c>modified</c>, <c>keywords</c>, <c>subject</c>, <c>description</c>.
    /// A value from outside goes before it; a blank text is none.
    /// </summary>
    public void Found(string name, MetadataValue? value)
    {
        if (value is MetadataValue.Keywords words) value = words.Values.Select(OneLine).OfType<string>().ToArray() is { Length: > 0 } kept ? new MetadataValue.Keywords(kept) : null;
        if (value is not null) _found[name] = value;
    }

    /// <summary>Keeps a text that the format says about the document.</summary>
    public void Found(string name, string? value) => Found(name, value is null ? null : new MetadataValue.Keywords([value]));

    /// <summary>Adds a block without its surrounding white space; code keeps the indentation of its first line. Blank text adds nothing.</summary>
    public void Add(BlockKind kind, BlockText content, int level = 0, string? anchor = null)
    {
        var text = content.ToString();
        var from = 0;
        while (from < text.Length && char.IsWhiteSpace(text[from])) from++;
        if (from == text.Length) return;
        if (kind == BlockKind.Code) from = text.LastIndexOf('\n', from) + 1;
        var to = text.Length;
        while (char.IsWhiteSpace(text[to - 1])) to--;

        if (_blocks.Count > 0)
        {
            var tight = kind == BlockKind.ListItem && _blocks[^1].Kind == BlockKind.ListItem;
            _text.Append(tight ? "\n" : "\n\n");
            if (kind == BlockKind.ListItem) _text.Append(' ', 2 * Math.Min(level - 1, 16));
        }

        var start = _text.Length;
        _text.Append(text, from, to - from);
        _blocks.Add(new Block(kind, TextSpan.FromBounds(start, _text.Length), level, anchor));
        if (Part is not null) Mark(new SourceMark(start, null, null, Part));
        else
            foreach (var mark in content.Marks)
                if (mark.Offset < to)
                    Mark(mark with { Offset = start + Math.Max(0, mark.Offset - from) });
        if (kind == BlockKind.Heading) _firstHeading ??= text[from..to].ReplaceLineEndings(" ");
    }

    /// <summary>Takes a whole source as it stands, character by character: every line is marked, and the pieces become its blocks.</summary>
    /// <param name="text">Canonical text; it becomes all of the document's text.</param>
    /// <param name="pieces">Ascending, covering all but white space; their surrounding blank lines and blanks are taken off.</param>
    /// <exception cref="InvalidOperationException">Other blocks were added before.</exception>
    public void AddExact(string text, IEnumerable<Block> pieces)
    {
        if (_text.Length > 0) throw new InvalidOperationException("An exact text must be the only content of its document.");
        _text.Append(text);
        foreach (var piece in pieces)
        {
            var (from, to) = (piece.Span.Start, piece.Span.End);
            while (from < to && char.IsWhiteSpace(text[from])) from++;
            if (from == to) continue;
            // The indentation of the first line belongs to the code.
            while (from > piece.Span.Start && text[from - 1] != '\n') from--;
            while (char.IsWhiteSpace(text[to - 1])) to--;
            _blocks.Add(piece with { Span = TextSpan.FromBounds(from, to) });
        }

        var line = 1;
        for (var at = 0; at < text.Length; line++)
        {
            Mark(new SourceMark(at, line, null));
            at = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
        }
    }

    /// <summary>Finishes the document.</summary>
    /// <param name="foundTitle">A title that the format itself names; one from outside goes before it.</param>
    /// <param name="foundLanguage">A language that the format itself names; one from outside goes before it.</param>
    /// <param name="whyEmpty">What to say when there is no text; null says that there is none.</param>
    /// <exception cref="DocumentUnreadableException">There is no text.</exception>
    public Document Build(string? foundTitle = null, LanguageCode? foundLanguage = null, string? whyEmpty = null)
    {
        if (_blocks.Count == 0)
            throw new DocumentUnreadableException(UnreadableReason.Empty, whyEmpty ?? $"\"{source.Path}\" holds no text.");
        var text = _text.ToString();
        if (UnseenCharacters.Note(text) is { } unseen) _notes.Add(unseen);
        var title = OneLine(source.Title) ?? OneLine(foundTitle) ?? OneLine(_firstHeading) ?? OneLine(Path.GetFileNameWithoutExtension(source.FileName)) ?? OneLine(source.Id.Value) ?? "Untitled";
        var language = source.Language ?? foundLanguage ??
            LanguageDetector.Detect(title + "\n" + text[..Math.Min(text.Length, DetectedCharacters)]).Language;
        var document = new Document(source.Id, ContentHash.OfText(text), WithFound(), title, language, text, _blocks, new SourceMap(_marks), [.. source.Notes, .. MediaTypes.NoteOn(source), .. _notes]);
        DocumentInvariants.Check(document);
        return document;
    }

    private SourceInfo WithFound()
    {
        if (_found.Count == 0) return source;
        foreach (var (name, value) in source.Metadata ?? new Dictionary<string, MetadataValue>(StringComparer.Ordinal)) _found[name] = value;
        return source with { Metadata = _found };
    }

    private void Mark(SourceMark mark)
    {
        var place = mark with { Line = mark.Line is null ? null : source.OnOneLine ? source.FirstLine : source.FirstLine + mark.Line - 1 };
        if (_marks.Count > 0 && _marks[^1].Offset == mark.Offset) _marks.RemoveAt(_marks.Count - 1);
        if (_marks.Count > 0 && (_marks[^1] with { Offset = mark.Offset }) == place) return;
        _marks.Add(place);
    }

    private static string? OneLine(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = string.Join(' ', CanonicalText.Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line;
    }
}
