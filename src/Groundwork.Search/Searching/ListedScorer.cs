using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>A term whose entries in one segment were found and scored beforehand.</summary>
/// <param name="entries">Ascending.</param>
/// <param name="scores">Their scores.</param>
internal sealed class ListedScorer(int[] entries, float[] scores) : SegmentTerm
{
    private readonly float _most = scores.Length == 0 ? 0 : scores.Max();

    public override int Next(int from) => PlaceOf(from) is var place && place < entries.Length ? entries[place] : int.MaxValue;

    public override float Bound(int from, int to) => Next(from) < to ? _most : 0;

    public override void AddTo(ScoreWindow window, int from, int to, in Pruning pruning, double others)
    {
        for (var i = PlaceOf(from); i < entries.Length && entries[i] < to; i++) window.Add(entries[i] - from, scores[i]);
    }

    public override void AddAt(ReadOnlySpan<int> wanted, Span<float> sums, Span<bool> matched, in Pruning pruning, double others)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            var place = Array.BinarySearch(entries, wanted[i]);
            if (place < 0) continue;
            sums[i] += scores[place];
            matched[i] = true;
        }
    }

    public override void MarkIn(Bitset set)
    {
        foreach (var entry in entries) set.Add(entry);
    }

    private int PlaceOf(int entry)
    {
        var place = Array.BinarySearch(entries, entry);
        return place < 0 ? ~place : place;
    }
}
