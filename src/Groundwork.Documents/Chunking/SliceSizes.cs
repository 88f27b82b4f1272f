using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Tokens of the slices between atoms, without reading them again: prices add up where white space stands between two atoms. Only where some touch
/// (sentences of Chinese, pieces of one word) is a slice near a limit measured itself.
/// </summary>
internal sealed class SliceSizes
{
    private readonly string _text;
    private readonly IReadOnlyList<Atom> _atoms;

    // Up to each atom: hundredths of all before it and of the white space in between, tokens as the atoms have them, and borders where atoms touch.
    private readonly long[] _hundredths;
    private readonly long[] _tokens;
    private readonly int[] _touching;
    private readonly int[] _indents;
    private readonly int[] _contents;

    /// <summary>Prepares the atoms of one text.</summary>
    public SliceSizes(string text, IReadOnlyList<Atom> atoms)
    {
        (_text, _atoms) = (text, atoms);
        _hundredths = new long[atoms.Count + 1];
        _tokens = new long[atoms.Count + 1];
        _touching = new int[atoms.Count + 1];
        _indents = new int[atoms.Count];
        _contents = new int[atoms.Count];
        for (var i = 0; i < atoms.Count; i++)
        {
            var content = ContentStart(i);
            var end = ContentEnd(i);
            var next = i + 1 < atoms.Count ? ContentStart(i + 1) : end;
            _indents[i] = Hundredths(atoms[i].Span.Start, content);
            _contents[i] = Hundredths(content, atoms[i].Span.End);
            _hundredths[i + 1] = _hundredths[i] + Hundredths(content, end) + Hundredths(end, next);
            _tokens[i + 1] = _tokens[i] + atoms[i].Tokens;
            _touching[i + 1] = _touching[i] + (next == end ? 1 : 0);
        }
    }

    /// <summary>The slice from one atom to before another.</summary>
    public TextSpan Slice(int first, int end) => TextSpan.FromBounds(_atoms[first].Span.Start, _atoms[end - 1].Span.End);

    /// <summary>Sum of the atoms' own estimates: a little more than the slice has.</summary>
    public long SumOf(int first, int end) => _tokens[end] - _tokens[first];

    /// <summary>True when the slice has at most so many tokens.</summary>
    public bool Fits(int first, int end, int maxTokens)
    {
        if (_touching[end - 1] == _touching[first]) return TokenEstimate.OfHundredths(_indents[first] + _hundredths[end - 1] - _hundredths[first] + _contents[end - 1]) <= maxTokens;
        if (SumOf(first, end) < maxTokens - (maxTokens / 3)) return true;
        var slice = Slice(first, end);
        return TokenEstimate.Of(_text.AsSpan(slice.Start, slice.Length)) <= maxTokens;
    }

    // A line keeps its indentation and the blanks at its end, which are one run of white space with the line breaks beside them.
    private int ContentStart(int atom)
    {
        var start = _atoms[atom].Span.Start;
        while (char.IsWhiteSpace(_text[start])) start++;
        return start;
    }

    private int ContentEnd(int atom)
    {
        var end = _atoms[atom].Span.End;
        while (char.IsWhiteSpace(_text[end - 1])) end--;
        return end;
    }

    private int Hundredths(int start, int end) => (int)Math.Min(int.MaxValue, TokenEstimate.HundredthsOf(_text.AsSpan(start, end - start)));
}
