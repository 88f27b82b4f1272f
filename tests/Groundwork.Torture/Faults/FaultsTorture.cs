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
        var product = ScratchProduct.CopyOf(Repository.Root, Path.Combine(workplace.Root, "product"), options.Builder);
        await product.BuildAsync();
        var unchanged = await GuardAsync(product, "unchanged", stopsEarly: false);
        if (unchanged.Find(o => !o.Passes) is { } failing) throw new TortureException($"The product as it is does not pass {failing.Gate}: {failing.Text}");
        journal.Note(new { unchanged = "passes", gates = unchanged.Count });

        var chance = new Random(options.Seed);
        var changes = ProductFaults.All.Concat(HarmlessChanges.All).Where(c => options.Only is null || string.Equals(c.Name, options.Only, StringComparison.Ordinal)).ToArray();
        chance.Shuffle(changes);
        var results = new List<(ProductChange Change, string? Alarm, string? Stale, double Seconds)>();
        foreach (var change in changes)
        {
            var watch = Stopwatch.StartNew();
            var stale = await product.ApplyAsync(change);
            var alarm = stale is null ? (await GuardAsync(product, change.Name, stopsEarly: true)).Find(o => !o.Passes) : null;
            await product.RevertAsync(change);
            results.Add((change, alarm?.Gate, stale, watch.Elapsed.TotalSeconds));
            string[] problems = stale is not null ? [stale] : [];
            journal.Trial(new { change = change.Name, harmless = change.IsHarmless, caughtBy = alarm?.Gate, exit = alarm?.ExitCode, says = Said(alarm), seconds = Math.Round(watch.Elapsed.TotalSeconds, 1) }, problems);
        }

        Judge(results);
    }

    private static string? Said(GateOutcome? alarm) => alarm is null ? null : alarm.Text.Length <= 1500 ? alarm.Text : alarm.Text[..1500];

    private async Task<List<GateOutcome>> GuardAsync(ScratchProduct product, string name, bool stopsEarly)
    {
        var scratch = workplace.Folder($"data-{name}");
        try
        {
            return [.. await new ProductGuard(product.Program, product.Root, scratch) { StopsEarly = stopsEarly }.RunAsync()];
        }
        finally
        {
            if (!options.KeepsFiles) Directory.Delete(scratch, recursive: true);
        }
    }

    private void Judge(List<(ProductChange Change, string? Alarm, string? Stale, double Seconds)> results)
    {
        foreach (var (change, alarm, stale, seconds) in results.OrderBy(r => r.Change.IsHarmless).ThenBy(r => r.Change.Name, StringComparer.Ordinal))
        {
            var outcome = stale is not null ? "STALE" : (alarm, change.IsHarmless) switch { (null, true) => "passes", (null, false) => "MISSED", (_, true) => $"ALARM {alarm}", _ => $"caught by {alarm}" };
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {change.Name,-26} | {outcome,-28} | {seconds,6:F0} s |"));
        }

        var faults = results.Where(r => !r.Change.IsHarmless && r.Stale is null).ToList();
        var harmless = results.Where(r => r.Change.IsHarmless && r.Stale is null).ToList();
        var missed = faults.Where(r => r.Alarm is null).Select(r => r.Change.Name).ToList();
        var alarms = harmless.Where(r => r.Alarm is not null).Select(r => r.Change.Name).ToList();
        journal.Note(new { faults = faults.Count, missed, harmless = harmless.Count, alarms, ok = missed.Count <= Math.Max(1, faults.Count * MostMistakes) && alarms.Count <= Math.Max(1, harmless.Count * MostMistakes) });
    }
}
