using Groundwork.Evals;
using Groundwork.Storage;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Runs as baselines.</summary>
internal static class BaselineRun
{
    /// <summary>The run that is kept under a name, or has it as its id.</summary>
    /// <exception cref="EvalRunNotFoundException">There is none.</exception>
    public static async ValueTask<EvalRun> FindAsync(IDatabase database, string name, CancellationToken cancellationToken)
    {
        var store = new RunStore(database);
        return await store.BaselineAsync(name, cancellationToken) ?? await store.OpenAsync(name, cancellationToken);
    }

    /// <summary>The same with its values.</summary>
    /// <exception cref="EvalRunNotFoundException">There is none.</exception>
    public static async ValueTask<Baseline> OpenAsync(IDatabase database, string name, CancellationToken cancellationToken) =>
        Baseline.Of(await MeasureRun.OfAsync(database, await FindAsync(database, name, cancellationToken), cancellationToken));
}
