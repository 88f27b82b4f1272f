namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>The order of texts by their UTF-8 bytes, which is the order of their code points; UTF-16 puts surrogates before U+E000..U+FFFF.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public static int Compare(string left, string right)
    {
        var shared = left.AsSpan().CommonPrefixLength(right);
        if (shared == left.Length || shared == right.Length)
            return left.Length.CompareTo(right.Length);
        return CodePointRank(left[shared]).CompareTo(CodePointRank(right[shared]));
    }

    int IComparer<string>.Compare(string? x, string? y) => Compare(x!, y!);

    // Moves surrogates behind every other code unit.
    private static int CodePointRank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
