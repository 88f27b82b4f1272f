using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.UseCases.Experimenting;

namespace Groundwork.UseCases;

/// <summary>Two settings of a collection are tried on what is really asked. A conversation keeps its arm, and so do repeats of a single question.</summary>
/// <param name="workspace">The data directory.</param>
public sealed partial class ManageExperiments(Workspace workspace)
{
    private static readonly Metric[] s_metrics =
    [
        new("feedback", "Share of conversations whose first verdict was good") { IsRate = true },
        new("abstained", "Share of questions that got no answer") { IsRate = true, HigherIsBetter = false },
        new("confidence", "How likely answers are right"),
    ];

    /// <summary>Begins an experiment. It holds at once, in every process.</summary>
    /// <exception cref="InvalidRequestException">It cannot be made.</exception>
    /// <exception cref="CollectionNotFoundException">There is no such collection.</exception>
    public async Task<ExperimentReply> StartAsync(StartExperimentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Name().IsMatch(request.Name)) throw new InvalidRequestException($"\"{request.Name}\" is no name of an experiment. Use 1 to 64 of a–z, 0–9, '-', '_' and '.'.");
        if (!(request.Share is > 0 and < 1)) throw new InvalidRequestException(FormattableString.Invariant($"The share of B is {request.Share}; it lies above 0 and below 1."));
        var metric = MetricOf(request.Metric);
        var b = ArmSettings.Read(request.B);
        var collection = (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken)).Name;
        // A step that lacks its model is refused now, not at the next question.
        await workspace.RetrieverAsync(collection.Value, collapsesDuplicates: false, StepNames.Read(b.Steps), cancellationToken);
        var wanted = new Experiment(request.Name, collection.Value, ArmSettings.Unchanged, b, request.Share, metric.Name, workspace.Time.GetUtcNow(), null, null);
        return ReplyOf(await (await StoreAsync(cancellationToken)).StartAsync(wanted, cancellationToken));
    }

    /// <summary>Ends an experiment. What is kept holds from now on for questions that say nothing else.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="keep"><c>a</c> for what was in use before, or <c>b</c>.</param>
    /// <param name="cancellationToken">Leaves it running.</param>
    /// <exception cref="InvalidRequestException">There is none, or there is no such arm.</exception>
    public async Task<ExperimentReply> StopAsync(string name, string keep, CancellationToken cancellationToken)
    {
        var arm = keep switch
        {
            "a" => Arm.A,
            "b" => Arm.B,
            _ => throw new InvalidRequestException($"There is no arm \"{keep}\". Keep a or b."),
        };
        return ReplyOf(await (await StoreAsync(cancellationToken)).StopAsync(name, arm, workspace.Time.GetUtcNow(), cancellationToken));
    }

    /// <summary>All experiments, the latest first.</summary>
    public async Task<ExperimentsReply> ListAsync(CancellationToken cancellationToken) =>
        new(workspace.Evals.Exists ? [.. (await (await StoreAsync(cancellationToken)).ListAsync(cancellationToken)).Select(ReplyOf)] : []);

    /// <summary>Where an experiment stands.</summary>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public async Task<ExperimentReply> ShowAsync(string name, CancellationToken cancellationToken)
    {
        var experiment = await (await StoreAsync(cancellationToken)).GetAsync(name, cancellationToken);
        var metric = MetricOf(experiment.Metric);
        var (a, b) = await new ArmObservations(workspace.Asked).OfAsync(experiment, cancellationToken);
        var test = SequentialTest.Compare(metric, a, b);
        return ReplyOf(experiment) with
        {
            Result = new ExperimentResult(JsonNamingPolicy.CamelCase.ConvertName(test.Verdict.ToString()), a.Count, b.Count, test.Pairs)
            {
                MeanA = a.Count == 0 ? null : a.Average(),
                MeanB = b.Count == 0 ? null : b.Average(),
                Difference = test.Difference?.Value,
                Low = test.Difference?.Interval.Low,
                High = test.Difference?.Interval.High,
                DecidedAt = test.DecidedAt,
            },
        };
    }

    private static Metric MetricOf(string name) =>
        Array.Find(s_metrics, m => string.Equals(m.Name, name, StringComparison.Ordinal)) ?? throw new InvalidRequestException($"An experiment cannot be decided by \"{name}\". Choose {string.Join(", ", s_metrics.Select(m => m.Name))}.");

    private static ExperimentReply ReplyOf(Experiment experiment) =>
        new(experiment.Name, experiment.Collection, experiment.A.ToString(), experiment.B.ToString(), experiment.Share, experiment.Metric, experiment.Started)
        {
            Stopped = experiment.Stopped,
            Kept = experiment.Kept switch { Arm.A => "a", Arm.B => "b", _ => null },
        };

    private async ValueTask<ExperimentStore> StoreAsync(CancellationToken cancellationToken) => new(await workspace.Evals.OpenAsync(cancellationToken));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
