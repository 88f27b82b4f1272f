using Groundwork.Models.Context;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

/// <summary>A chat request on its way to a target, whole or as a stream.</summary>
/// <typeparam name="T">A response, or a stream that has begun.</typeparam>
internal abstract class ChatCall<T>(IReadOnlyList<ChatMessage> messages, ChatOptions? options) : RoutedCall<T>
{
    /// <summary>Name in the options under which the provider finds the name of the attempt.</summary>
    public const string RequestIdKey = "groundwork.request-id";

    private static readonly EstimatedCounter Unlearned = new();

    private long _usualInput = -1;

    public override ModelUse Use => ModelUse.Chat;

    public override long MostInput { get; } = RequestTexts.Most(messages, options);

    public override long UsualInput => _usualInput >= 0 ? _usualInput : _usualInput = Count(messages, Unlearned);

    public override ModelAbilities Needs { get; } = NeedsOf(messages, options);

    public override RequestHints? Hints =>
        options?.AdditionalProperties is { } properties && properties.TryGetValue(RequestHints.Key, out var hints) ? hints as RequestHints : null;

    public override int OutputOf(ModelTarget target) =>
        options?.MaxOutputTokens is { } asked && asked > 0 && asked < target.MaxOutputTokens ? asked : target.MaxOutputTokens;

    public override bool Fits(TargetState state)
    {
        var output = OutputOf(state.Target);
        return MostInput + output <= state.Target.ContextTokens || ContextFitter.Fits(messages, options, state.Target, state.Counter, output);
    }

    public override long CountInput(TargetState state, IReadOnlyList<ChatMessage>? sent) => Count(sent ?? messages, state.Counter);

    /// <summary>The messages that the target can hold.</summary>
    protected IReadOnlyList<ChatMessage> MessagesFor(Attempt attempt)
    {
        var target = attempt.State.Target;
        var output = OutputOf(target);
        if (MostInput + output <= target.ContextTokens)
            return messages;
        var fitted = ContextFitter.Fit(messages, options, target, attempt.State.Counter, output);
        attempt.DroppedTurns = fitted.DroppedTurns;
        attempt.Sent = fitted.Messages;
        return fitted.Messages;
    }

    /// <summary>The options as this target gets them: its own model, an explicit limit, the name of the attempt.</summary>
    protected ChatOptions OptionsFor(Attempt attempt)
    {
        var sent = options?.Clone() ?? new ChatOptions();
        sent.ModelId = null;
        sent.MaxOutputTokens = OutputOf(attempt.State.Target);
        sent.AdditionalProperties ??= [];
        sent.AdditionalProperties.Remove(RequestHints.Key);
        sent.AdditionalProperties[RequestIdKey] = attempt.Id;
        return sent;
    }

    /// <summary>Lets the target's counter learn from what its provider counted.</summary>
    protected void Learn(Attempt attempt, TokenUsage? reported)
    {
        var counter = attempt.State.Counter;
        if (reported is not { } usage || !counter.WantsToLearn)
            return;
        var tally = new TextTally();
        if (RequestTexts.TryTally(attempt.Sent ?? messages, options, ref tally))
            counter.Learn(tally, usage.Input);
    }

    private long Count(IReadOnlyList<ChatMessage> counted, ITokenCounter counter)
    {
        var tokens = RequestTexts.Count(options, counter);
        for (var i = 0; i < counted.Count; i++)
            tokens += RequestTexts.Count(counted[i], counter);
        return tokens;
    }

    private static ModelAbilities NeedsOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var needs = options is { Tools.Count: > 0 } ? ModelAbilities.Tools : ModelAbilities.None;
        if (options?.ResponseFormat is ChatResponseFormatJson)
            needs |= ModelAbilities.Json;
        for (var i = 0; i < messages.Count; i++)
        {
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
                if (contents[j] is DataContent data && data.HasTopLevelMediaType("image") || contents[j] is UriContent uri && uri.HasTopLevelMediaType("image"))
                    needs |= ModelAbilities.Vision;
        }

        return needs;
    }
}
