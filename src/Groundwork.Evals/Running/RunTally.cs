using Groundwork.Evals.Storing;

namespace Groundwork.Evals.Running;

/// <summary>Counts what is stored. Changed by the one who writes only.</summary>
/// <param name="before">What was stored before.</param>
/// <param name="progress">Told after each write; null for nobody.</param>
internal sealed class RunTally(RunProgress before, IProgress<RunProgress>? progress)
{
    private RunProgress _now = before;

    public decimal Dollars => _now.Dollars ?? 0;

    public void Add(int observed, int replayed, int failed, long? nanoDollars)
    {
        _now = _now with
        {
            Observed = _now.Observed + observed,
            Replayed = _now.Replayed + replayed,
            Failed = _now.Failed + failed,
            Dollars = nanoDollars is { } more ? (_now.Dollars ?? 0) + (more / RunRows.NanoDollars) : _now.Dollars,
        };
        progress?.Report(_now);
    }
}
