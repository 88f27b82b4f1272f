using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>A finished batch on one line.</summary>
internal static class BatchText
{
    public static void Draw(TextWriter output, BatchReply batch) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{batch.Queries} questions to {batch.Collection} in {Durations.Of(batch.ElapsedMs)} (p50 {batch.P50Ms:F1} ms, p95 {batch.P95Ms:F1} ms): {batch.Output}"));
}
