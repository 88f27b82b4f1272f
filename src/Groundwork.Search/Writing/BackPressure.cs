using Groundwork.Search.Commits;

namespace Groundwork.Search.Writing;

/// <summary>Holds back whoever adds entries faster than the background takes care of them, by a moment an entry, so that neither memory nor the number of segments grows on.</summary>
internal sealed class BackPressure(CommitHead head, BackgroundWork spills, BackgroundWork rolls, BackgroundWork merges)
{
    /// <summary>Tiers' worth of segments above which merges are behind.</summary>
    private const int FarTooManyTiers = 12;

    /// <summary>Logs that wait to become segments above which rolls are behind.</summary>
    private const int FarTooManyLogs = 2;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits where that is called for.</summary>
    /// <param name="held">Bytes that are pending in memory beside those being spilled.</param>
    public void Wait(long held)
    {
        if (held > head.Options.SpillBytes) spills.WaitBriefly(Longest);
        else if (held > head.Options.SpillBytes / 2) spills.WaitBriefly(Moment);
        if (head.FileCount > head.Options.MaxSegments * FarTooManyTiers) merges.WaitBriefly(Moment);
        if (head.Log.Waiting > FarTooManyLogs) rolls.WaitBriefly(Moment);
    }
}
