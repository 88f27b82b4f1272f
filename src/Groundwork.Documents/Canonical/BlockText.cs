using System.Text;

namespace Groundwork.Documents.Canonical;

/// <summary>The text of one block while it is written, with the source places of its parts.</summary>
internal sealed class BlockText
{
    private readonly StringBuilder _text = new();
    private readonly List<SourceMark> _marks = [];

    /// <summary>Marks, their offsets counted from the start of this block; offsets may repeat, the last one counts.</summary>
    public IReadOnlyList<SourceMark> Marks => _marks;

    public int Length => _text.Length;

    public bool EndsWithNewLine => _text.Length > 0 && _text[^1] == '\n';

    public bool EndsWithSpace => _text.Length > 0 && char.IsWhiteSpace(_text[^1]);

    /// <summary>The last character, NUL when there is none.</summary>
    public char Last => _text.Length > 0 ? _text[^1] : '\0';

    /// <summary>The last character but one, NUL when there is none.</summary>
    public char BeforeLast => _text.Length > 1 ? _text[^2] : '\0';

    /// <summary>What follows stands at this line (from 1, within the source or part), page and named part.</summary>
    public BlockText At(int? line, int? page = null, string? part = null)
    {
        var mark = new SourceMark(_text.Length, line, page, part);
        if (_marks.Count == 0 || (_marks[^1] with { Offset = mark.Offset }) != mark) _marks.Add(mark);
        return this;
    }

    public BlockText Append(ReadOnlySpan<char> text)
    {
        CanonicalText.Append(_text, text);
        return this;
    }

    /// <summary>Removes white space from the end, but no character before <paramref name="from"/>.</summary>
    public void TrimEnd(int from = 0)
    {
        var length = _text.Length;
        while (length > from && char.IsWhiteSpace(_text[length - 1])) length--;
        _text.Length = length;
    }

    /// <summary>Keeps the first <paramref name="length"/> characters.</summary>
    public void Cut(int length) => _text.Length = length;

    public void Clear()
    {
        _text.Clear();
        _marks.Clear();
    }

    public override string ToString() => _text.ToString();
}
