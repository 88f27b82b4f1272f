using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>A usage report as text.</summary>
internal static class UsageText
{
    public static void Draw(TextWriter output, ModelUsageReply reply)
    {
        if (reply.Groups.Count == 0)
        {
            output.WriteLine(Text($"No model was asked from {reply.From:yyyy-MM-dd} to {reply.To:yyyy-MM-dd}."));
            return;
        }

        var width = Math.Clamp(reply.Groups.Max(static g => g.Name.Length), 10, 40);
        output.WriteLine(Text($"{reply.By.PadRight(width)}  {"requests",9}  {"read",12}  {"written",10}  {"cached",10}  {"cost",14}  {"p50 ms",8}  {"p95 ms",8}  {"p99 ms",8}  {"first ms",8}  {"tokens/s",8}"));
        foreach (var group in reply.Groups) Draw(output, group, group.Name.Length > 0 ? group.Name : "–", width);
        if (reply.Groups.Count > 1) Draw(output, reply.Total, "together", width);
    }

    /// <summary>Dollars with as many decimals as matter.</summary>
    public static string Usd(decimal usd) => Text($"${usd:0.00#######}");

    private static void Draw(TextWriter output, UsageGroup group, string name, int width)
    {
        output.WriteLine(Text(
            $"{(name.Length <= width ? name.PadRight(width) : name[..(width - 1)] + "…")}  {group.Requests,9}  {group.InputTokens,12}  {group.OutputTokens,10}  {group.CachedTokens,10}  {Usd(group.CostUsd),14}  {Number(group.LatencyMs?.P50),8}  {Number(group.LatencyMs?.P95),8}  {Number(group.LatencyMs?.P99),8}  {Number(group.FirstTokenMs?.P50),8}  {Number(group.TokensPerSecond),8}"));
        var also = new List<string>();
        if (group.InDoubt > 0) also.Add(Text($"{group.InDoubt} in doubt"));
        if (group.Aborted > 0) also.Add(Text($"{group.Aborted} given up by the caller"));
        also.AddRange(group.Replays.Select(static r => Text($"{r.Value} {r.Key.ToLowerInvariant()} cache hits")));
        also.AddRange(group.Errors.Select(static e => Text($"{e.Value} {e.Key}")));
        if (also.Count > 0) output.WriteLine($"{new string(' ', width)}  {string.Join(", ", also)}");
    }

    private static string Number(double? number) => number is { } known ? Text($"{known:0.#}") : "–";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
