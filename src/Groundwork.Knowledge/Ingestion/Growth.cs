using Groundwork.Knowledge.Generations;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>
/// Gives memory back when the process has grown. The collector lets large texts lie until as much is allocated again, so that a folder of large tables
/// costs twice what it needs.
/// </summary>
internal sealed class Growth
{
    private const long LeastBytes = 16L << 20;

    // A collection costs what the whole process holds: one that holds much is let grow by more.
    private const int Share = 8;

    private long _held = Environment.WorkingSet;

    /// <summary>Call it where a batch has just been let go of.</summary>
    public void GiveBack()
    {
        if (Environment.WorkingSet < _held + Math.Max(LeastBytes, _held / Share)) return;
        LargeStep.GiveBack();
        _held = Environment.WorkingSet;
    }
}
