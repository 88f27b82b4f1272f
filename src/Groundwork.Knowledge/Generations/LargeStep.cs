namespace Groundwork.Knowledge.Generations;

/// <summary>The ends of steps that hold much memory: reading, learning, building.</summary>
internal static class LargeStep
{
    /// <summary>Gives back what the step before has left behind. By itself the collector would wait until as much is allocated again, on top of what the next step holds.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
