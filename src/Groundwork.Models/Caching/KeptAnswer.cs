using Microsoft.Extensions.AI;

namespace Groundwork.Models.Caching;

/// <summary>A complete answer, kept so that nobody who gets it can change it for others.</summary>
internal sealed class KeptAnswer
{
    // An answer, its message, its usage, its name, and its places in the cache and in the order of use.
    private const int BytesPerAnswer = 1000;
    private const int BytesPerPart = 200;

    private readonly ChatResponse _answer;

    private KeptAnswer(ChatResponse answer, string target, long bytes) => (_answer, Target, Bytes) = (answer, target, bytes);

    /// <summary>Who answered; empty where the reply did not say.</summary>
    public string Target { get; }

    /// <summary>About what it takes in memory.</summary>
    public long Bytes { get; }

    /// <summary>Keeps an answer; null where it is not complete or holds what cannot be given twice.</summary>
    public static KeptAnswer? Of(ChatResponse answer)
    {
        if (answer.FinishReason != ChatFinishReason.Stop && answer.FinishReason != ChatFinishReason.ToolCalls) return null;
        if (answer.ConversationId is not null || answer.Messages.Count == 0) return null;
        long bytes = BytesPerAnswer;
        foreach (var content in answer.Messages.SelectMany(static m => m.Contents))
        {
            if (SizeOf(content) is not { } size) return null;
            bytes += size + BytesPerPart;
        }

        var trace = RouteTrace.Of(answer.AdditionalProperties);
        return new KeptAnswer(Copy(answer), trace?.Target ?? string.Empty, bytes);
    }

    /// <summary>The answer once more, marked as a replay.</summary>
    public ChatResponse Replay(string route, ReplayKind kind)
    {
        var copy = Copy(_answer);
        if (copy.Usage is not null) copy.Usage.AdditionalCounts = new AdditionalPropertiesDictionary<long> { ["replayed"] = 1 };
        copy.AdditionalProperties = new AdditionalPropertiesDictionary { [RouteTrace.Key] = new RouteTrace(route, Target, [], kind) };
        return copy;
    }

    /// <summary>The same as a stream.</summary>
    public IReadOnlyList<ChatResponseUpdate> ReplayUpdates(string route, ReplayKind kind)
    {
        var copy = Replay(route, kind);
        var trace = copy.AdditionalProperties;
        copy.AdditionalProperties = null;
        var updates = copy.ToChatResponseUpdates();
        if (updates.Length > 0) updates[0].AdditionalProperties = trace;
        return updates;
    }

    private static ChatResponse Copy(ChatResponse answer) => new([.. answer.Messages.Select(Copy)])
    {
        ResponseId = answer.ResponseId, ModelId = answer.ModelId, CreatedAt = answer.CreatedAt, FinishReason = answer.FinishReason,
        Usage = answer.Usage is { } usage ? Copy(usage) : null,
    };

    private static ChatMessage Copy(ChatMessage message) => new(message.Role, [.. message.Contents.Select(Copy)])
    {
        AuthorName = message.AuthorName, MessageId = message.MessageId, CreatedAt = message.CreatedAt,
    };

    private static UsageDetails Copy(UsageDetails usage)
    {
        var copy = new UsageDetails();
        copy.Add(usage);
        return copy;
    }

    private static AIContent Copy(AIContent content) => content switch
    {
        TextContent text => new TextContent(text.Text),
        TextReasoningContent reasoning => new TextReasoningContent(reasoning.Text) { ProtectedData = reasoning.ProtectedData },
        FunctionCallContent call => new FunctionCallContent(call.CallId, call.Name, call.Arguments is { } arguments ? new Dictionary<string, object?>(arguments, StringComparer.Ordinal) : null),
        _ => throw new ArgumentException($"A {content.GetType().Name} cannot be copied.", nameof(content)),
    };

    private static long? SizeOf(AIContent content) => content switch
    {
        { AdditionalProperties.Count: > 0 } or { Annotations.Count: > 0 } => null,
        TextContent text => 2L * text.Text.Length,
        TextReasoningContent reasoning => 2L * (reasoning.Text.Length + (reasoning.ProtectedData?.Length ?? 0)),
        // Arguments that were broken JSON stay the caller's to see, not the cache's.
        FunctionCallContent { Exception: null } call => 2L * (call.CallId.Length + call.Name.Length) + (call.Arguments?.Sum(static a => (2L * a.Key.Length) + 100 + (2L * (a.Value?.ToString()?.Length ?? 0))) ?? 0),
        _ => null,
    };
}
