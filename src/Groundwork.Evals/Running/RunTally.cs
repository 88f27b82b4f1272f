using Groundwork.Evals.Storing;

namespace Groundwork.Evals.Running;

/// <summary>Counts what is stored. Changed by those who replay and those who write, side by side.</summary>
/// <param name="before">What was stored before.</param>
/// <param name="progress">Told after each write; null for nobody.</param>
internal sealed class RunTally(RunProgress before, IProgress<RunProgress>? progress)
{
    private readonly Lock _lock = new();
    private RunProgress _now = before;

    public decimal Dollars
    {
        get
        {
            lock (_lock) return _now.Dollars ?? 0;
        }
    }

    public void Add(int observed, int replayed, int failed, long? nanoDollars)
    {
        lock (_lock)
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
}
