using System.Globalization;

namespace Groundwork.Torture;

/// <summary>When a command is killed: after a time, or as soon as the n-th thing has happened to the index's files. A commit is over in
/// milliseconds, so times alone would hardly ever hit one.</summary>
internal abstract record KillPoint
{
    private KillPoint() { }

    /// <summary>Stratified over a whole run: trial <paramref name="trial"/> of <paramref name="trials"/> falls into its own part of it.</summary>
    public static KillPoint Choose(Random random, int trial, int trials, Run run)
    {
        var share = (trial + random.NextDouble()) / trials;
        return trial % 2 == 1 && run.IndexEvents > 0
            ? new AtIndexEvent(1 + (int)(share * run.IndexEvents))
            : new After(run.Elapsed * (share * 1.02));
    }

    /// <summary>Starts a command and kills it there.</summary>
    /// <returns>How the command came along: null when it ended before it could be killed.</returns>
    public async Task<TimeSpan?> StrikeAsync(string cli, string data, params IEnumerable<string> arguments)
    {
        using var events = new IndexEvents(data);
        using var process = CliProcess.Start(cli, data, arguments);
        switch (this)
        {
            case After after:
                await process.EndsWithinAsync(after.Time);
                break;
            case AtIndexEvent at:
                var ended = process.EndAsync();
                if (await Task.WhenAny(events.ReachedAsync(at.Number), ended) == ended) return null;
                break;
        }

        var elapsed = process.Elapsed;
        var killed = process.Kill();
        await process.EndAsync();
        return killed ? elapsed : null;
    }

    /// <summary>An undisturbed run, measured.</summary>
    public static async Task<Run> MeasureAsync(string cli, string data, params IEnumerable<string> arguments)
    {
        using var events = new IndexEvents(data);
        var result = await CliProcess.MustAsync(cli, data, arguments);
        return new Run(result.Elapsed, events.Count);
    }

    public sealed record After(TimeSpan Time) : KillPoint
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"after {Time.TotalMilliseconds:F0} ms");
    }

    public sealed record AtIndexEvent(int Number) : KillPoint
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at index event {Number}");
    }

    /// <param name="Elapsed">From start to end.</param>
    /// <param name="IndexEvents">Files made, written, renamed and removed in the index.</param>
    public sealed record Run(TimeSpan Elapsed, int IndexEvents);
}
