using System.Globalization;

namespace Groundwork.Server.Pages;

/// <summary>Addresses of the pages of evaluations.</summary>
internal static class EvalLinks
{
    public const string All = "/evals";

    public static string Dataset(string name) => "/evals/datasets/" + Uri.EscapeDataString(name);

    /// <summary>Some samples of a dataset.</summary>
    public static string Dataset(string name, bool onlyDrafts, int skip) =>
        Dataset(name) + string.Create(CultureInfo.InvariantCulture, $"?drafts={(onlyDrafts ? 1 : 0)}") + (skip > 0 ? string.Create(CultureInfo.InvariantCulture, $"&skip={skip}") : "");

    public static string Run(string run) => "/evals/runs/" + Uri.EscapeDataString(run);

    /// <summary>What a program reads of a run, like <c>page</c>.</summary>
    public static string RunFile(string run, string what) => $"/api/evals/runs/{Uri.EscapeDataString(run)}/{what}";

    public static string Review(string queue) => "/evals/review/" + Uri.EscapeDataString(queue);

    /// <summary>The next item of a reviewer, or one that is named.</summary>
    public static string Review(string queue, string reviewer, string? item = null) =>
        $"{Review(queue)}?reviewer={Uri.EscapeDataString(reviewer)}" + (item is null ? "" : "&item=" + Uri.EscapeDataString(item));

    public static string Labels(string queue, bool onlyDecisions) => $"/api/evals/reviews/{Uri.EscapeDataString(queue)}/labels" + (onlyDecisions ? "?decisions=1" : "");
}
