using System.Globalization;
using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

internal static class ModelsRoute
{
    /// <summary>What can be chosen; more points would not be told apart.</summary>
    public static readonly IReadOnlyList<int> Spans = [7, 30, 90];

    public static async Task ShowAsync(HttpContext http, Workspace workspace, PageRenderer pages, CancellationToken cancellationToken)
    {
        var days = http.Request.Number("days", Spans[0]);
        if (!Spans.Contains(days)) throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"The parameter \"days\" is {days}; possible are {string.Join(", ", Spans)}."));
        var now = workspace.Time.GetUtcNow();
        var first = DateOnly.FromDateTime(now.UtcDateTime).AddDays(1 - days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var usage = await new ReportUsage(workspace).RunAsync(new UsageRequest(first), cancellationToken);
        var keys = await new ManageKeys(workspace).ListAsync(cancellationToken);
        await pages.WriteAsync<ModelsPage>(http, new ModelsView(await new ListModels(workspace).RunAsync(cancellationToken), usage, keys.Keys, days, now));
    }
}
