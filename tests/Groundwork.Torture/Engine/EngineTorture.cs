namespace Groundwork.Torture.Engine;

/// <summary>
/// Fails the engine at seeded points of seeded lives: killed, unplugged or out of space at any write, flush, rename and removal.
/// Afterwards every acknowledged commit is there, the one in flight is there whole or not at all, and the index goes on.
/// </summary>
internal sealed class EngineTorture(Options options, Journal journal)
{
    private const int PointsPerLife = 25;

    public Task RunAsync()
    {
        var random = new Random(options.Seed);
        var (points, lives, operations) = (0, 0, 0L);
        while (points < options.Points)
        {
            var seed = random.Next(1, int.MaxValue);
            var measured = new FallibleDisk(new Dictionary<string, byte[]>(StringComparer.Ordinal), 0, PowerCut.Killed, new Random(seed));
            var script = new EngineScript(seed);
            script.Run(measured);
            Note(script.Check(measured.Remains()), seed, 0, PowerCut.Killed);
            lives++;
            operations += measured.Operations;
            for (var i = 0; i < PointsPerLife && points < options.Points; i++, points++)
                Strike(seed, random.Next(1, measured.Operations + 1), (PowerCut)random.Next(3), random.Next());
        }

        journal.Note(new { points, lives, operations });
        return Task.CompletedTask;
    }

    private void Strike(int seed, int failAt, PowerCut cut, int remains)
    {
        var disk = new FallibleDisk(new Dictionary<string, byte[]>(StringComparer.Ordinal), failAt, cut, new Random(remains));
        var script = new EngineScript(seed);
        try
        {
            script.Run(disk);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            // What was ordered. A writer that failed in one operation refuses the next one.
        }

        Note(script.Check(disk.Remains()), seed, failAt, cut);
    }

    private void Note(string? problem, int seed, int failAt, PowerCut cut)
    {
        // Two thousand lines that say nothing would hide the one that does.
        if (problem is not null) journal.Trial(new { life = seed, operation = failAt, cut = cut.ToString() }, [problem]);
        else journal.Passed();
    }
}
