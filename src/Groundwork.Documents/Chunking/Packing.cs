using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// How many neighbouring atoms fit into one chunk. A sum of estimates leaves out what stands between atoms and rounds each of them, so it only
/// says where to look; the slice itself is measured. A search measures a slice some ten times, whatever the number of atoms.
/// </summary>
internal sealed class Packing
{
    private readonly string _text;
    private readonly IReadOnlyList<Atom> _atoms;
    private readonly long[] _sums;

    /// <summary>Prepares the atoms of one text.</summary>
    public Packing(string text, IReadOnlyList<Atom> atoms)
    {
        (_text, _atoms) = (text, atoms);
        _sums = new long[atoms.Count + 1];
        for (var i = 0; i < atoms.Count; i++) _sums[i + 1] = _sums[i] + atoms[i].Tokens;
    }

    /// <summary>The slice from one atom to before another.</summary>
    public TextSpan Slice(int first, int end) => TextSpan.FromBounds(_atoms[first].Span.Start, _atoms[end - 1].Span.End);

    /// <summary>The index behind the last atom of the longest slice from <paramref name="first"/> with at most <paramref name="maxTokens"/>; at least one atom, and one more below headings.</summary>
    public int EndOf(int first, int maxTokens)
    {
        var low = first + 1;
        var high = low;
        while (high < _atoms.Count && _sums[high + 1] - _sums[first] <= Reach(maxTokens)) high++;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Tokens(first, middle) <= maxTokens) low = middle;
            else high = middle - 1;
        }

        return BesideHeading(first, low);
    }

    /// <summary>The first atom of the longest slice before <paramref name="end"/> with at most <paramref name="maxTokens"/>; <paramref name="end"/> when none fits.</summary>
    public int StartOf(int end, int maxTokens)
    {
        var high = end;
        var low = high;
        while (low > 0 && _sums[end] - _sums[low - 1] <= Reach(maxTokens)) low--;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens(middle, end) <= maxTokens) high = middle;
            else low = middle + 1;
        }

        return high;
    }

    /// <summary>Where the sum of estimates is certainly past what fits.</summary>
    public static long Reach(int maxTokens) => maxTokens + (maxTokens / 2) + 8;

    // A heading begins a chunk and never ends one: it goes to the next, or takes one atom along when it stands alone.
    private int BesideHeading(int first, int end)
    {
        if (end == _atoms.Count) return end;
        var back = end;
        while (back > first && _atoms[back - 1].End == CutPlace.HeadingAndText) back--;
        if (back == end) return end;
        if (back > first) return back;
        return _atoms[end].End == CutPlace.HeadingAndText ? end : end + 1;
    }

    private int Tokens(int first, int end)
    {
        var slice = Slice(first, end);
        return TokenEstimate.Of(_text.AsSpan(slice.Start, slice.Length));
    }
}
