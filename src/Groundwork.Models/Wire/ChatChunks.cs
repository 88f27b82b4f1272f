using System.Text.Json;
using Groundwork.Models.Calls;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Wire;

/// <summary>Folds the chunks of a streamed chat completion into updates.</summary>
/// <remarks>
/// An update is made only for content or for the end: chunks that carry a role, nothing, or a second finish reason make none. Tool calls
/// are given out whole, at the finish, so that a call cut off in the middle is never seen.
/// </remarks>
internal sealed class ChatChunks(CallFailures failures)
{
    private readonly ToolCallParts _toolCalls = new();
    private ReplyHeader _header;
    private UsageDetails? _usage;
    private bool _hasContent;
    private bool _toolCallsGiven;

    /// <summary>A finish reason arrived: the content is complete, only usage may follow.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Nothing that a chat completion is made of arrived.</summary>
    public bool IsEmpty => !_hasContent && !_toolCalls.Any && !IsFinished;

    /// <summary>The model has begun to say something, if only to itself or to a tool.</summary>
    public bool HasContent => _hasContent || _toolCalls.Any;

    /// <summary>The update that a chunk makes; null if it makes none.</summary>
    /// <exception cref="ModelException">The chunk holds an error.</exception>
    /// <exception cref="JsonException">The chunk is not JSON.</exception>
    public ChatResponseUpdate? Apply(SseEvent chunk)
    {
        using var parsed = JsonFields.Parse(chunk.Data);
        var root = parsed.RootElement;
        if (WireError.Find(root) is { } error)
            throw failures.ErrorInside(error);
        if (chunk.Name is "error")
            throw failures.ErrorInside(WireError.Of(root));
        if (root.ValueKind != JsonValueKind.Object)
            throw failures.Nonsense("sent a chunk that is not an object", chunk.Data.Span);

        var header = ReplyHeader.Read(root);
        _header = new ReplyHeader(_header.Id ?? header.Id, _header.Model ?? header.Model, _header.CreatedAt ?? header.CreatedAt);
        // Some servers send the usage so far with every chunk: the last one counts.
        _usage = UsageReader.Read(root) ?? _usage;
        if (root.ArrayField("choices") is not { } choices || choices.GetArrayLength() == 0)
            return null;
        return Choice(choices[0], chunk);
    }

    /// <summary>What is left to say once the stream has ended well.</summary>
    public IEnumerable<ChatResponseUpdate> End(SseEvent? last)
    {
        if (_toolCalls.Any && !_toolCallsGiven)
            yield return Update([.. GiveToolCalls(last?.Data ?? default)]);
        if (_usage is not null)
            yield return Update([new UsageContent(_usage)]);
    }

    private ChatResponseUpdate? Choice(JsonElement choice, SseEvent chunk)
    {
        var contents = new List<AIContent>();
        // A server that does not stream within its stream sends the whole message.
        if (!IsFinished && (choice.ObjectField("delta") ?? choice.ObjectField("message")) is { } delta)
        {
            if (MessageReader.Reasoning(delta) is { Length: > 0 } reasoning)
                contents.Add(new TextReasoningContent(reasoning));
            if (MessageReader.Text(delta) is { Length: > 0 } text)
                contents.Add(new TextContent(text));
            if (MessageReader.Refusal(delta) is { Length: > 0 } refusal)
                contents.Add(new ErrorContent(refusal) { ErrorCode = "refusal" });
            if (delta.ArrayField("tool_calls") is { } toolCalls)
                _toolCalls.Add(toolCalls);
            _hasContent |= contents.Count > 0;
        }

        if (IsFinished || ReplyHeader.FinishOf(choice) is not { } finish)
            return contents.Count > 0 ? Update(contents) : null;
        IsFinished = true;
        if (_toolCalls.Any)
            contents.AddRange(GiveToolCalls(chunk.Data));
        var update = Update(contents);
        update.FinishReason = finish;
        return update;
    }

    private IReadOnlyList<AIContent> GiveToolCalls(ReadOnlyMemory<byte> chunk)
    {
        _toolCallsGiven = true;
        return _toolCalls.Complete() ?? throw failures.Nonsense("sent a tool call that names no tool", chunk.Span);
    }

    private ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _header.Id,
        MessageId = _header.Id,
        ModelId = _header.Model,
        CreatedAt = _header.CreatedAt,
    };
}
