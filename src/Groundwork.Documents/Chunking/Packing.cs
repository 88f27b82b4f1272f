using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>How many neighbouring atoms fit into one chunk.</summary>
/// <param name="text">The text.</param>
/// <param name="atoms">Its atoms, in order.</param>
internal sealed class Packing(string text, IReadOnlyList<Atom> atoms)
{
    private readonly SliceSizes _sizes = new(text, atoms);

    /// <summary>The slice from one atom to before another.</summary>
    public TextSpan Slice(int first, int end) => _sizes.Slice(first, end);

    /// <summary>The index behind the last atom of the longest slice from <paramref name="first"/> with at most <paramref name="maxTokens"/>; at least one atom, and one more below headings.</summary>
    public int EndOf(int first, int maxTokens)
    {
        var low = first + 1;
        var high = low;
        while (high < atoms.Count && _sizes.SumOf(first, high + 1) <= Reach(maxTokens)) high++;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_sizes.Fits(first, middle, maxTokens)) low = middle;
            else high = middle - 1;
        }

        return BesideHeading(first, low);
    }

    /// <summary>The first atom of the longest slice before <paramref name="end"/> with at most <paramref name="maxTokens"/>; <paramref name="end"/> when none fits.</summary>
    public int StartOf(int end, int maxTokens)
    {
        var high = end;
        var low = high;
        while (low > 0 && _sizes.SumOf(low - 1, end) <= Reach(maxTokens)) low--;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sizes.Fits(middle, end, maxTokens)) high = middle;
            else low = middle + 1;
        }

        return high;
    }

    /// <summary>Where the sum of estimates is certainly past what fits.</summary>
    public static long Reach(int maxTokens) => maxTokens + (maxTokens / 2) + 8;

    // A heading begins a chunk and never ends one: it goes to the next, or takes one atom along when it stands alone.
    private int BesideHeading(int first, int end)
    {
        if (end == atoms.Count) return end;
        var back = end;
        while (back > first && atoms[back - 1].End == CutPlace.HeadingAndText) back--;
        if (back == end) return end;
        if (back > first) return back;
        return atoms[end].End == CutPlace.HeadingAndText ? end : end + 1;
    }
}
