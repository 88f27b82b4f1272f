using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Holds back whoever adds entries faster than the background takes care of them, by a moment an entry, so that the work of a search does not grow on.</summary>
/// <param name="options">What the index is made of.</param>
/// <param name="rolls">Makes segments of logs.</param>
/// <param name="merges">What makes fewer segments of many, and graphs over them.</param>
internal sealed class BackPressure(IndexOptions options, BackgroundWork rolls, params IReadOnlyList<BackgroundWork> merges)
{
    /// <summary>Full tiers of segments above which merges are behind.</summary>
    private const int MostFullTiers = 3;

    /// <summary>Vectors outside graphs above which merges are behind: every search has to look at all of them.</summary>
    private const int MostScannedRows = 1 << 16;

    /// <summary>Logs above which rolls are behind.</summary>
    private const int MostLogs = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private volatile bool _areMergesBehind;

    /// <summary>Looks at the segment files of the newest commit.</summary>
    public void Weigh(IReadOnlyList<SegmentView> files) =>
        _areMergesBehind = files.Count > options.MaxSegments * MostFullTiers || files.Sum(f => f.Reader.Vectors.HasGraph ? 0 : f.Reader.Vectors.Count) > MostScannedRows;

    /// <summary>Waits where that is called for.</summary>
    /// <param name="logs">Logs that are not segments yet.</param>
    public void Wait(int logs)
    {
        if (logs > MostLogs) rolls.WaitBriefly(Moment);
        if (!_areMergesBehind) return;
        foreach (var merge in merges) merge.WaitBriefly(Moment);
    }
}
