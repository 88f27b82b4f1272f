using System.CommandLine;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary>Options that search and ask share.</summary>
internal static class QueryOptions
{
    public static Option<string> Mode() => new("--mode") { Description = "hybrid, text or vector.", HelpName = "MODE", DefaultValueFactory = _ => "hybrid" };

    public static Option<bool> CollapseDuplicates() => new("--collapse-duplicates") { Description = "Let one document speak for those that say nearly the same, and name them." };

    public static Option<string?> Steps() => new("--steps")
    {
        Description = "What happens between question and passages, like spelling,feedback,features; none for nothing. Left out, what the collection was tuned to.", HelpName = "STEP,…",
    };

    public static Option<string?> History() => new("--history") { Description = "The conversation before the question: JSONL file with {\"role\":\"user\"|\"assistant\",\"text\"} per line, oldest first.", HelpName = "FILE" };

    public static IReadOnlyList<string>? Read(string? steps) => steps?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Says what the steps did: those that changed something, and all where they were asked for.</summary>
    public static async Task WriteAsync(TextWriter error, IReadOnlyList<StepReply>? steps, bool areAskedFor)
    {
        foreach (var step in steps ?? [])
            if (step.Used || areAskedFor) await error.WriteLineAsync(step.ToString());
    }

    public static Option<string[]> Filter() => new("--filter", "-f")
    {
        Description = "Only passages where this holds, like lang=en, type!=application/pdf, year>=2020; repeat for several.", HelpName = "FIELD=VALUE",
    };
}
