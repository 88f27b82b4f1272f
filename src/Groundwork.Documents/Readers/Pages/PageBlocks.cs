using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Pages;

/// <summary>Makes blocks of the items of all pages: lines are joined to paragraphs, also across columns and pages, and each keeps its page.</summary>
internal sealed class PageBlocks(DocumentBuilder builder, PageHeadings headings, float leading)
{
    // Of a line's height: what parts paragraphs beyond the usual leading, an indentation, a line that ends early.
    private const float ParagraphGap = 0.3f, Indentation = 0.7f, DeepestIndentation = 6f;

    // Of the column's width: a sentence that ends this far from the edge ends its paragraph, and so does any line that leaves this much room although
    // the next word would have fitted.
    private const float EndsEarly = 0.15f, LeavesRoom = 0.25f;

    private readonly BlockText _text = new();
    private readonly List<float> _itemLefts = [];
    private BlockKind _kind;
    private int _level;
    private PageItem.Line? _previous;
    private PageItem.Line? _first;

    public static void Add(DocumentBuilder builder, IReadOnlyList<PageItem> items, IReadOnlyList<OutlineEntry> outline, CancellationToken cancellationToken)
    {
        var writer = new PageBlocks(builder, PageHeadings.Find(items, outline, cancellationToken), UsualLeading(items));
        for (var i = 0; i < items.Count; i++)
        {
            if ((i & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            i += writer.Add(items, i) - 1;
        }

        writer.Finish();
    }

    // Distance of two lines' middles in heights of a line, at the middle of all distances.
    private static float UsualLeading(IReadOnlyList<PageItem> items)
    {
        var leadings = new List<float>();
        for (var i = 1; i < items.Count; i++)
            if (items[i - 1] is PageItem.Line before && items[i] is PageItem.Line line && before.Column == line.Column && line.Row.Height > 0 && line.Row.Middle > before.Row.Middle && Math.Abs(before.Size - line.Size) < 0.5f)
                leadings.Add((line.Row.Middle - before.Row.Middle) / line.Row.Height);
        leadings.Sort();
        // Short documents of single lines have more paragraph gaps than lines.
        return leadings.Count == 0 ? 1.2f : Math.Min(leadings[leadings.Count / 2], 2f);
    }

    private int Add(IReadOnlyList<PageItem> items, int index)
    {
        if (items[index] is PageItem.Table table)
        {
            Finish();
            AddTable(table);
            return 1;
        }

        var line = (PageItem.Line)items[index];
        if (headings.At(index) is { } heading)
        {
            Finish();
            AddHeading(items, index, heading.Level, heading.Lines);
            return heading.Lines;
        }

        if (line.IsMonospaced) return AddCode(items, index);
        AddLine(line);
        return 1;
    }

    private void AddHeading(IReadOnlyList<PageItem> items, int index, int level, int lines)
    {
        for (var i = 0; i < lines; i++) Append((PageItem.Line)items[index + i]);
        _kind = BlockKind.Heading;
        _level = level;
        Finish();
    }

    private void AddTable(PageItem.Table table)
    {
        _text.At(null, table.Page);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            if (i > 0) _text.Append("\n");
            _text.Append(PipeTable.Row(table.Rows[i]));
            if (i == 0) _text.Append("\n" + PipeTable.Separator(table.Rows[i].Length));
        }

        builder.Add(BlockKind.Table, _text);
        _text.Clear();
    }

    // Equally wide letters: indentation is worth its place.
    private int AddCode(IReadOnlyList<PageItem> items, int index)
    {
        Finish();
        var lines = new List<PageItem.Line>();
        for (var i = index; i < items.Count && items[i] is PageItem.Line { IsMonospaced: true } line && line.Column == ((PageItem.Line)items[index]).Column && (i == index || headings.At(i) is null); i++) lines.Add(line);
        var left = lines.Min(line => line.Row.Left);
        var letter = lines.Average(line => (line.Row.Right - line.Row.Left) / Math.Max(1, line.Text.Length));
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0) _text.Append(lines[i].Row.Middle - lines[i - 1].Row.Middle > lines[i].Row.Height * leading * 1.7f ? "\n\n" : "\n");
            _text.At(null, lines[i].Page);
            if (letter > 0) _text.Append(new string(' ', (int)Math.Clamp(MathF.Round((lines[i].Row.Left - left) / letter), 0, 80)));
            _text.Append(lines[i].Text);
        }

        builder.Add(BlockKind.Code, _text);
        _text.Clear();
        return lines.Count;
    }

    private void AddLine(PageItem.Line line)
    {
        var text = line.Text.AsSpan();
        var isItem = ListMarks.StartsItem(text);
        // A bullet far from its text stands alone; it only parts what stands around it.
        var isBulletAlone = ListMarks.IsBulletAlone(text);
        if (isItem || isBulletAlone || StartsParagraph(line)) Finish();
        if (isBulletAlone) return;
        if (_text.Length == 0)
        {
            _kind = isItem ? BlockKind.ListItem : BlockKind.Paragraph;
            _level = isItem ? LevelOf(line) : 0;
            if (!isItem) _itemLefts.Clear();
            _first = line;
        }

        Append(line);
        if (IsNumberedHeading(text)) Finish();
    }

    private bool StartsParagraph(PageItem.Line line)
    {
        if (_previous is not { } before || _text.Length == 0) return true;
        if (IsNumberedHeading(line.Text)) return true;
        if (Math.Abs(before.Size - line.Size) > before.Size * 0.15f) return true;
        if (before.Column != line.Column) return !GoesOn(line);
        var height = Math.Max(1, line.Row.Height);
        var gap = (line.Row.Middle - before.Row.Middle) / height;
        if (gap > leading + ParagraphGap || gap < 0) return true;
        if (_kind == BlockKind.ListItem && line.Row.Left < _first!.Row.Left - (height * Indentation)) return true;
        var indentation = (line.Row.Left - before.Row.Left) / height;
        if (_kind == BlockKind.Paragraph && indentation is > Indentation and < DeepestIndentation && before.Row.Left < line.ColumnLeft + (height * Indentation)) return true;
        var width = line.ColumnRight - line.ColumnLeft;
        if (char.IsLower(line.Text[0])) return false;
        if (before.Row.Right < before.ColumnRight - (width * EndsEarly) && EndsSentence(before.Text)) return true;
        var firstWord = line.Row.Words[0].Right - line.Row.Words[0].Left;
        return before.Row.Right + firstWord < before.ColumnRight - (width * LeavesRoom);
    }

    // A paragraph goes on in the next column or on the next page when its sentence does.
    private bool GoesOn(PageItem.Line line) =>
        _kind is BlockKind.Paragraph or BlockKind.ListItem && !EndsSentence(_previous!.Text) &&
        (char.IsLower(line.Text[0]) || _previous.Text[^1] is '-' or '\u00AD' or '\u2010' or ',' || (LineText.IsWide(line.Text[0]) && LineText.IsWide(_previous.Text[^1])));

    private static bool EndsSentence(string text) => text.AsSpan().TrimEnd("\"'”’)]»") is [.., var last] && ".!?:;。！？：；…".Contains(last, StringComparison.Ordinal);

    private int LevelOf(PageItem.Line line)
    {
        var step = Math.Max(1, line.Row.Height) * 0.5f;
        while (_itemLefts.Count > 0 && _itemLefts[^1] > line.Row.Left + step) _itemLefts.RemoveAt(_itemLefts.Count - 1);
        if (_itemLefts.Count == 0 || line.Row.Left > _itemLefts[^1] + step) _itemLefts.Add(line.Row.Left);
        return _itemLefts.Count;
    }

    private void Append(PageItem.Line line)
    {
        if (_text.Length > 0) Join(_text, line.Text);
        _text.At(null, line.Page).Append(line.Text);
        _previous = line;
    }

    private void Finish()
    {
        builder.Add(_kind, _text, _level);
        _text.Clear();
        (_kind, _level) = (BlockKind.Paragraph, 0);
    }

    // Like "2.1. Directory layout", straight above its paragraph in the same letters.
    private static bool IsNumberedHeading(ReadOnlySpan<char> line)
    {
        if (line.Length is < 5 or > 80 || line[^1] is '.' or ',' or ';' or ':' or '-') return false;
        var length = line.IndexOfAnyExcept("0123456789.");
        var number = length < 3 ? [] : line[..length];
        return !number.IsEmpty && char.IsAsciiDigit(number[0]) && number.TrimEnd('.').Contains('.') && line[length] == ' ' && line.Length > length + 1 && char.IsUpper(line[length + 1]);
    }

    /// <summary>Makes ready to append the next line: "exam-" + "ple" is one word; "UTF-" + "8" and "Jean-" + "Paul" keep their hyphen.</summary>
    public static void Join(BlockText text, ReadOnlySpan<char> next)
    {
        var last = text.Last;
        if (last == '\u00AD' || (last is '-' or '\u2010' && char.IsLower(next[0]) && char.IsLetter(text.BeforeLast)))
        {
            text.Cut(text.Length - 1);
            return;
        }

        // Scripts without spaces between words have none at a line's end either.
        if (last is '-' or '\u2010' || (LineText.IsWide(last) && LineText.IsWide(next[0]))) return;
        text.Append(" ");
    }
}
