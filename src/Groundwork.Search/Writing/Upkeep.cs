using Groundwork.Search.Commits;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Writing;

/// <summary>Keeps what searches have to read few and well ordered: logs become segments, segments are merged, and large ones get a graph.</summary>
/// <remarks>In three threads of their own, or at once for whoever waits for it.</remarks>
internal sealed class Upkeep : IDisposable
{
    /// <summary>Entries of the log that a closing writer leaves to later openings.</summary>
    private const int MostLeftEntries = 128;

    private readonly CommitHead _head;
    private readonly LogRoll _roll;
    private readonly SegmentMerge _merge;
    private readonly BackgroundWork _rolls;
    private readonly BackgroundWork _merges;
    private readonly BackgroundWork _largeMerges;
    private readonly BackPressure _pressure;

    // Taken in this order: a purge or settling at a time, a roll or the end of a merge at a time, then the gate of the head.
    private readonly SemaphoreSlim _tidying = new(1);
    private readonly SemaphoreSlim _rolling = new(1);

    public Upkeep(CommitHead head)
    {
        (_head, _roll, _merge) = (head, new LogRoll(head, _rolling), new SegmentMerge(head, _rolling));
        _rolls = new BackgroundWork("Groundwork index log", RollStep);
        _merges = new BackgroundWork("Groundwork index merges", MergeStep);
        _largeMerges = new BackgroundWork("Groundwork index graphs", LargeMergeStep);
        _pressure = new BackPressure(head.Options, _rolls, _merges, _largeMerges);
    }

    private IndexOptions Options => _head.Options;

    /// <summary>Holds back a thread that adds faster than the upkeep can bear.</summary>
    public void HoldBack() => _pressure.Wait(_head.Log.Waiting);

    /// <summary>Asks for the log to be read on, so that the next snapshot finds little to do, and to be rolled if it is full.</summary>
    public void AskForRoll() => _rolls.Ask();

    /// <summary>Asks for merges, if there is anything to merge.</summary>
    public void AskForMerges()
    {
        var state = _head.Follower.Pin();
        try
        {
            var files = state.Files.ToList();
            _pressure.Weigh(files);
            _merges.AskIf(Small(files).Count > 0);
            _largeMerges.AskIf(Large(files).Count > 0);
        }
        finally
        {
            state.Release();
        }
    }

    /// <summary>Rolls a log that this program must not append to.</summary>
    public void RollOutdated() => _roll.Run(isForced: false, CancellationToken.None);

    /// <summary>Rolls the log, then merges until at most so many segments are left.</summary>
    public void Settle(int mostSegments, CancellationToken cancellationToken)
    {
        _roll.Run(isForced: true, cancellationToken);
        Tidy(cancellationToken, () =>
        {
            // Few segments first: merging by tiers before would write most of it twice.
            MergeAll(files => MergeChoice.ChooseDownTo(mostSegments, files, Options.MaxMergedBytes));
            MergeAll(files => MergeChoice.Choose(files, Options.MaxSegments, Options.MaxMergedBytes));
            MergeAll(files => MergeChoice.ChooseForOneGraph(files, Options.MaxMergedBytes));
        });

        void MergeAll(Func<IReadOnlyList<SegmentView>, IReadOnlyList<SegmentView>> choose)
        {
            while (_merge.Run(choose, Options.WaitedGraphThreads, cancellationToken)) { }
        }
    }

    /// <summary>Rewrites what holds deleted entries; nobody commits meanwhile.</summary>
    public void Purge(CancellationToken cancellationToken) => Tidy(cancellationToken, () =>
    {
        using var noRolls = _rolls.Pause();
        _rolling.Wait(cancellationToken);
        try
        {
            lock (_head.Gate)
            {
                _head.MustBeSound();
                _head.Guarded(() => Commits.Purge.Run(_head, Options.WaitedGraphThreads, cancellationToken));
            }
        }
        finally
        {
            _rolling.Release();
        }
    });

    /// <summary>Throws what failed in the background since the last call, if anything did.</summary>
    public void ThrowFailure()
    {
        _rolls.ThrowFailure();
        _merges.ThrowFailure();
        _largeMerges.ThrowFailure();
    }

    /// <summary>Breaks off what is being done, and rolls a long log.</summary>
    public void Dispose()
    {
        _merges.Dispose();
        _largeMerges.Dispose();
        _rolls.Dispose();
        RollAtEnd();
        _tidying.Dispose();
        _rolling.Dispose();
    }

    private IReadOnlyList<SegmentView> Small(IReadOnlyList<SegmentView> files) => MergeChoice.ChooseSmall(files, Options.MaxSegments, Options.MaxMergedBytes);

    private IReadOnlyList<SegmentView> Large(IReadOnlyList<SegmentView> files) => MergeChoice.ChooseLarge(files, Options.MaxSegments, Options.MaxMergedBytes);

    private bool RollStep(CancellationToken cancellationToken)
    {
        // Reading on keeps the parts few, whether or not anybody searches.
        _head.Follower.Pin().Release();
        _roll.Run(isForced: false, cancellationToken);
        AskForMerges();
        return false;
    }

    private bool MergeStep(CancellationToken cancellationToken) => MergeStep(Small, graphThreads: 0, cancellationToken);

    private bool LargeMergeStep(CancellationToken cancellationToken) => MergeStep(Large, Options.BackgroundGraphThreads, cancellationToken);

    private bool MergeStep(Func<IReadOnlyList<SegmentView>, IReadOnlyList<SegmentView>> choose, int graphThreads, CancellationToken cancellationToken)
    {
        if (!_merge.Run(choose, graphThreads, cancellationToken)) return false;

        // The other thread may find more to do now.
        AskForMerges();
        return true;
    }

    /// <summary>Does what would be done in the background, while that rests.</summary>
    private void Tidy(CancellationToken cancellationToken, Action work)
    {
        _tidying.Wait(cancellationToken);
        try
        {
            using var noMerges = _merges.Pause();
            using var noLargeMerges = _largeMerges.Pause();
            work();
        }
        finally
        {
            _tidying.Release();
        }
    }

    // What stands in the log costs every later opening. A failure costs nothing: the log stays.
    private void RollAtEnd()
    {
        bool isShort;
        lock (_head.Gate) isShort = _head.Log.Numbers.Count < 2 && _head.Log.Entries < MostLeftEntries;
        if (isShort || _head.IsFailed) return;
        try
        {
            _roll.Run(isForced: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
