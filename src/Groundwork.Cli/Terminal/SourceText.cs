using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>Sources and synchronisations as lines.</summary>
internal static class SourceText
{
    private const int ShownOfAKind = 20;

    public static void Draw(TextWriter output, SourceReply source)
    {
        var last = source.Last is { } outcome
            ? string.Create(CultureInfo.InvariantCulture, $"{outcome.State} {outcome.At:yyyy-MM-dd HH:mm} UTC, {outcome.Listed} listed, {outcome.Skipped} skipped, {outcome.Unavailable} out of reach")
            : "never synchronised";
        output.WriteLine($"{source.Name,-24} {source.Kind,-8} {source.Place.Replace("\n", " ", StringComparison.Ordinal)}");
        output.WriteLine($"{"",-24} {last}");
        if (source.Last?.Problem is { } problem) output.WriteLine($"{"",-24} {problem}");
    }

    public static void Draw(TextWriter output, SyncReply reply)
    {
        foreach (var source in reply.Sources)
        {
            output.WriteLine($"{source.Name}: {Summary(source)}");
            if (source.Problem is { } problem) output.WriteLine($"  {problem.Code}  {problem.Message}");
            foreach (var kind in source.Entries.GroupBy(entry => entry.Change, StringComparer.Ordinal))
            {
                foreach (var entry in kind.Take(ShownOfAKind)) output.WriteLine($"  {entry.Change,-11}  {entry.Path}{(entry.Why is null ? "" : $": {entry.Why}")}");
                if (kind.Count() > ShownOfAKind) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-11}  … and {kind.Count() - ShownOfAKind} more; --json lists them."));
            }
        }

        if (reply.Ingested is not { } ingested) return;
        output.WriteLine($"{reply.Collection}: {ingested.Added} added, {ingested.Updated} updated, {ingested.Moved} moved, {ingested.Removed} removed, {ingested.Unchanged} unchanged; {ingested.Chunks} chunks in {Durations.Of(reply.ElapsedMs)}.");
        foreach (var failed in ingested.Failed) output.WriteLine($"{failed.Code}   {failed.Path}: {failed.Reason}");
    }

    private static string Summary(SourceSyncReply source) => source.State switch
    {
        "failed" => "cannot be listed; left as it is",
        "held" => $"{source.Gone} gone; left as it is",
        "compared" => $"{source.New} new, {source.Changed} changed, {source.Moved} moved, {source.Gone} gone, {source.Unchanged} unchanged, {source.Skipped} skipped, {source.Unavailable} out of reach",
        _ => $"{source.Listed} listed, {source.Gone} gone, {source.Skipped} skipped, {source.Unavailable} out of reach",
    };
}
