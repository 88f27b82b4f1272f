using Groundwork.Evals;
using Groundwork.Models;

namespace Groundwork.UseCases.Evaluating;

/// <summary>A route as a judge.</summary>
internal static class JudgeRoute
{
    /// <summary>The judge behind a route. Never answered out of a cache: its repeats are to be its own.</summary>
    /// <exception cref="RouteNotFoundException">There is no such route.</exception>
    public static async ValueTask<JudgeModel> OpenAsync(Workspace workspace, string route, CancellationToken cancellationToken)
    {
        if (workspace.Models.Find(route) is not { } found) throw new RouteNotFoundException(route, workspace.Models.All.Routes.Select(r => r.Name));
        if (found.Use != ModelUse.Chat) throw new InvalidRequestException($"The route \"{route}\" does not chat, so it cannot judge.");
        var gateway = await workspace.Models.OpenAsync(cancellationToken);
        return new JudgeModel(route, workspace.Models.ModelOf(route) ?? "", gateway.Chat(route, CallContext.Local with { MayReplay = false }));
    }
}
