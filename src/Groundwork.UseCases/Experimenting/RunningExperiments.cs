using System.Collections.Frozen;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases.Experimenting;

/// <summary>Says what holds for a question. Without any experiment that costs a look at a file; with some, the database is read again only after it was written, by whatever process.</summary>
/// <param name="evals">The database of evaluations.</param>
internal sealed class RunningExperiments(EvalAccess evals)
{
    private const string UsualMode = "hybrid";

    private Known? _known;

    /// <summary>The request with the settings of its arm, or of what an experiment left in use. A request that sets any of them itself takes no part.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="conversation">Id of its conversation, which keeps its arm; null for a single question, whose words decide.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    public async ValueTask<TriedRequest> OfAsync(AskRequest request, string? conversation, CancellationToken cancellationToken)
    {
        if (!evals.Exists) return new TriedRequest(request);
        var known = await KnownAsync(cancellationToken);
        if (known.ByCollection.Count == 0 || !known.ByCollection.TryGetValue(CollectionName.Parse(request.Collection).Value, out var experiment)) return new TriedRequest(request);
        if (request.Steps is not null || request.WrongCost is not null || request.Extractive || !string.Equals(request.Mode, UsualMode, StringComparison.Ordinal)) return new TriedRequest(request);
        if (experiment.Kept is { } kept) return new TriedRequest(experiment.Of(kept).Apply(request));
        var arm = ArmAssignment.Of(experiment.Name, conversation ?? request.Question, experiment.Share);
        return new TriedRequest(experiment.Of(arm).Apply(request), experiment.Name, arm == Arm.B ? "b" : "a");
    }

    private async ValueTask<Known> KnownAsync(CancellationToken cancellationToken)
    {
        var database = await evals.OpenAsync(cancellationToken);
        var version = await database.VersionAsync(cancellationToken);
        if (_known is { } known && known.Version == version) return known;
        // A version read before the data is never newer than them: at worst they are read once more.
        var latest = await new ExperimentStore(database).LatestAsync(cancellationToken);
        return _known = new Known(version, latest.ToFrozenDictionary(e => e.Collection, StringComparer.Ordinal));
    }

    private sealed record Known(long Version, FrozenDictionary<string, Experiment> ByCollection);
}
