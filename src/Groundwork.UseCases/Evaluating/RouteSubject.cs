using System.Text;
using Groundwork.Evals;
using Groundwork.Language;
using Groundwork.Models;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What a model says to a prompt.</summary>
internal sealed class RouteSubject : ISubject
{
    private readonly Workspace _workspace;
    private readonly SubjectRequest _request;
    private readonly ModelGateway _gateway;

    private RouteSubject(Workspace workspace, SubjectRequest request, ModelGateway gateway)
    {
        (_workspace, _request, _gateway) = (workspace, request, gateway);
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["build"] = BuildIdentity.Value, ["route"] = request.Target, ["targets"] = RouteState.Of(workspace.Models.All, request.Target), ["model"] = workspace.Models.ModelOf(request.Target) ?? "", ["prompt"] = request.Prompt is { } prompt ? ContentHash.OfText(prompt).Hex[..16] : "none",
        };
        Fingerprint = SubjectSettings.Fingerprint("route", Settings);
    }

    public string Name => $"route {_request.Target}";

    public string Fingerprint { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Opens a route to be measured.</summary>
    /// <exception cref="RouteNotFoundException">There is no such route.</exception>
    public static async ValueTask<RouteSubject> OpenAsync(Workspace workspace, SubjectRequest request, CancellationToken cancellationToken)
    {
        if (workspace.Models.Find(request.Target) is not { } route) throw new RouteNotFoundException(request.Target, workspace.Models.All.Routes.Select(r => r.Name));
        if (route.Use != ModelUse.Chat) throw new InvalidRequestException($"The route \"{request.Target}\" does not chat, so it has no answers to measure.");
        return new RouteSubject(workspace, request, await workspace.Models.OpenAsync(cancellationToken));
    }

    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        var started = _workspace.Time.GetTimestamp();
        var (text, calls, usage, first, trace) = (new StringBuilder(), new List<ObservedToolCall>(), (UsageDetails?)null, (double?)null, (RouteTrace?)null);

        // A kept answer would make every repeat the same.
        using var client = _gateway.Chat(_request.Target, CallContext.Local with { MayReplay = false });
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(Messages(sample), cancellationToken: cancellationToken))
            {
                trace ??= RouteTrace.Of(update.AdditionalProperties);
                usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
                calls.AddRange(update.Contents.OfType<FunctionCallContent>().Select(Observed));
                if (update.Text is not { Length: > 0 } said) continue;
                first ??= _workspace.Time.GetElapsedTime(started).TotalMilliseconds;
                text.Append(said);
            }
        }
        catch (BudgetExceededException problem)
        {
            throw new SubjectUnavailableException(problem.Message, problem);
        }
        catch (ModelException problem) when (problem.Kind is ModelFailure.Refused or ModelFailure.NotFound)
        {
            throw new SubjectUnavailableException(problem.Message, problem);
        }

        var isEmpty = text.Length == 0 && calls.Count == 0;
        return new Observation(sample.Id, repeat, isEmpty ? ObservedOutcome.Failed : ObservedOutcome.Answered, text.ToString())
        {
            Error = isEmpty ? "The model said nothing." : null,
            ToolCalls = calls,
            Cost = new ObservedCost
            {
                LatencyMs = _workspace.Time.GetElapsedTime(started).TotalMilliseconds, FirstTokenMs = first, InputTokens = usage?.InputTokenCount, OutputTokens = usage?.OutputTokenCount, Dollars = Dollars(trace, usage),
            },
            Facts = FactsOf(trace),
        };
    }

    private IEnumerable<ChatMessage> Messages(Sample sample)
    {
        foreach (var turn in sample.Before) yield return new ChatMessage(string.Equals(turn.Role, "assistant", StringComparison.Ordinal) ? ChatRole.Assistant : ChatRole.User, turn.Text);
        yield return new ChatMessage(ChatRole.User, PromptTemplate.Fill(_request.Prompt, sample));
    }

    private ModelTarget? TargetOf(RouteTrace? trace) => _workspace.Models.All.Targets.FirstOrDefault(known => string.Equals(known.Name, trace?.Target, StringComparison.Ordinal));

    // Judges look at the model: none judges itself.
    private SortedDictionary<string, string> FactsOf(RouteTrace? trace)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (trace is not null) facts["target"] = trace.Target;
        if ((TargetOf(trace)?.Endpoint.Model ?? _workspace.Models.ModelOf(_request.Target)) is { Length: > 0 } model) facts["model"] = model;
        return facts;
    }

    private decimal? Dollars(RouteTrace? trace, UsageDetails? usage)
    {
        var target = TargetOf(trace);
        if (target is { Price: null } || RouteState.IsFree(_workspace.Models.All, _request.Target)) return 0;
        return usage is null || target?.Price is not { } price
            ? null
            : price.Of(new TokenUsage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0, Math.Min(usage.CachedInputTokenCount ?? 0, usage.InputTokenCount ?? 0))).Usd;
    }

    private static ObservedToolCall Observed(FunctionCallContent call) => new(call.Name, ToolArguments.Json(call));
}
