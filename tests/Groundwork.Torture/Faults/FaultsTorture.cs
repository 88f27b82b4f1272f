using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Groundwork.TestKit;
using Groundwork.TestKit.Guarding;

namespace Groundwork.Torture.Faults;

/// <summary>
/// Puts deliberate faults into a copy of the product, one at a time, and asks the product's own gates (evals/guard) whether they notice; then changes that change nothing, which they
/// must let pass. At most one fault in twenty may be missed, at most one harmless change in twenty may raise an alarm.
/// </summary>
internal sealed class FaultsTorture(Options options, Workplace workplace, Journal journal)
{
    private const double MostMistakes = 1 / 20.0;

    public async Task RunAsync()
    {
        var product = new ScratchProduct(options.Folder ?? workplace.Folder("build"), options.Builder);
        await product.BuildAsync(Repository.Root);
        var changes = ProductFaults.All.Concat(HarmlessChanges.All).Where(c => options.Only is null || string.Equals(c.Name, options.Only, StringComparison.Ordinal)).ToArray();
        new Random(options.Seed).Shuffle(changes);
        var ready = new List<ProductChange>();
        foreach (var change in changes)
        {
            if (await product.BuildAsync(change) is { } problem) journal.Trial(new { change = change.Name }, [problem]);
            else ready.Add(change);
        }

        journal.Note(new { built = ready.Count, of = changes.Length });
        if (options.BuildsOnly) return;
        var (unchanged, _) = await GuardAsync(product, null);
        if (unchanged is not null) throw new TortureException($"The product as it is does not pass {unchanged.Gate}: {unchanged.Text}");
        journal.Note(new { unchanged = "passes" });

        var results = new ConcurrentBag<(ProductChange Change, string? Alarm)>();
        await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel }, async (change, _) =>
        {
            var (alarm, elapsed) = await GuardAsync(product, change);
            results.Add((change, alarm?.Gate));
            journal.Trial(new { change = change.Name, harmless = change.IsHarmless, caughtBy = alarm?.Gate, exit = alarm?.ExitCode, says = Said(alarm), seconds = Math.Round(elapsed.TotalSeconds, 1) }, []);
        });
        Judge([.. results]);
    }

    private static string? Said(GateOutcome? alarm) => alarm is null ? null : alarm.Text.Length <= 1500 ? alarm.Text : alarm.Text[..1500];

    // The first gate that does not pass.
    private async Task<(GateOutcome? Alarm, TimeSpan Elapsed)> GuardAsync(ScratchProduct product, ProductChange? change)
    {
        var watch = Stopwatch.StartNew();
        var place = workplace.Folder(change?.Name ?? "unchanged");
        try
        {
            var program = product.Assemble(change, Path.Combine(place, "program"));
            var scratch = Path.Combine(place, "scratch");
            Directory.CreateDirectory(scratch);
            var outcomes = await new ProductGuard(program, product.Root, scratch) { StopsEarly = true }.RunAsync();
            return (outcomes.FirstOrDefault(o => !o.Passes), watch.Elapsed);
        }
        finally
        {
            if (!options.KeepsFiles) Directory.Delete(place, recursive: true);
        }
    }

    private void Judge(List<(ProductChange Change, string? Alarm)> results)
    {
        foreach (var (change, alarm) in results.OrderBy(r => r.Change.IsHarmless).ThenBy(r => r.Change.Name, StringComparer.Ordinal))
        {
            var outcome = (alarm, change.IsHarmless) switch { (null, true) => "passes", (null, false) => "MISSED", (_, true) => $"ALARM by {alarm}", _ => $"caught by {alarm}" };
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {change.Name,-24} | {outcome,-26} |"));
        }

        var faults = results.Where(r => !r.Change.IsHarmless).ToList();
        var harmless = results.Where(r => r.Change.IsHarmless).ToList();
        var missed = faults.Where(r => r.Alarm is null).Select(r => r.Change.Name).Order(StringComparer.Ordinal).ToList();
        var alarms = harmless.Where(r => r.Alarm is not null).Select(r => r.Change.Name).Order(StringComparer.Ordinal).ToList();
        journal.Note(new { faults = faults.Count, missed, harmless = harmless.Count, alarms, ok = missed.Count <= faults.Count * MostMistakes && alarms.Count <= harmless.Count * MostMistakes });
    }
}
