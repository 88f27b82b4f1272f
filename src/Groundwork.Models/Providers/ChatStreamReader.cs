using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>Folds the events of one stream into updates.</summary>
/// <remarks>
/// An update is made only for content or for the end: events that carry a role, nothing, or a second finish reason make none. Tool calls
/// are given out whole, at the finish, so that a call cut off in the middle is never seen.
/// </remarks>
internal abstract class ChatStreamReader(CallFailures failures)
{
    private bool _hasContent;
    private bool _toolCallsGiven;

    /// <summary>A finish reason arrived: the stream may end.</summary>
    public bool IsFinished { get; protected set; }

    /// <summary>Content is complete: only usage may follow.</summary>
    public virtual bool IsComplete => IsFinished;

    /// <summary>Nothing that an answer is made of arrived.</summary>
    public bool IsEmpty => !HasContent && !IsFinished;

    /// <summary>The model has begun to say something, if only to itself or to a tool.</summary>
    public bool HasContent => _hasContent || ToolCalls.Any;

    protected CallFailures Failures { get; } = failures;

    protected ToolCallParts ToolCalls { get; } = new();

    protected ReplyHeader Header { get; set; }

    protected UsageDetails? Usage { get; set; }

    /// <summary>This event says that nothing follows.</summary>
    public virtual bool IsEnd(in StreamEvent next) => false;

    /// <summary>The update that an event makes; null if it makes none.</summary>
    /// <exception cref="ModelException">The event holds an error.</exception>
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public virtual ChatResponseUpdate? Apply(in StreamEvent next)
    {
        using var parsed = JsonFields.Parse(next.Data);
        var root = parsed.RootElement;
        if (WireError.Find(root) is { } error)
            throw Failures.ErrorInside(error, UsageReader.Read(root) ?? Usage);
        if (next.Name is "error")
            throw Failures.ErrorInside(WireError.Of(root), Usage);
        return root.ValueKind == JsonValueKind.Object ? Apply(root) : throw Failures.Nonsense("sent a chunk that is not an object", next.Data.Span);
    }

    /// <summary>What is left to say once the stream has ended well; null for nothing.</summary>
    public ChatResponseUpdate? End()
    {
        var contents = new List<AIContent>();
        var finish = AtEnd(contents);
        if (ToolCalls.Any && !_toolCallsGiven)
            GiveToolCalls(contents);
        if (Usage is not null)
            contents.Add(new UsageContent(Usage));
        if (contents.Count == 0 && finish is null)
            return null;
        var update = Update(contents);
        update.FinishReason = finish;
        return update;
    }

    protected abstract ChatResponseUpdate? Apply(JsonElement root);

    /// <summary>What the format keeps for the end.</summary>
    protected virtual ChatFinishReason? AtEnd(List<AIContent> contents) => null;

    protected ChatResponseUpdate? Content(List<AIContent> contents)
    {
        if (contents.Count == 0)
            return null;
        _hasContent = true;
        return Update(contents);
    }

    protected ChatResponseUpdate Text(string text)
    {
        _hasContent = true;
        return Update([new TextContent(text)]);
    }

    /// <summary>The update that ends the answer, with the tool calls.</summary>
    protected ChatResponseUpdate Finish(List<AIContent> contents, ChatFinishReason finish)
    {
        _hasContent |= contents.Count > 0;
        IsFinished = true;
        if (ToolCalls.Any)
            GiveToolCalls(contents);
        var update = Update(contents);
        update.FinishReason = ToolCalls.Any && finish == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : finish;
        return update;
    }

    protected ChatResponseUpdate Update(List<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = Header.Id,
        MessageId = Header.Id,
        ModelId = Header.Model,
        CreatedAt = Header.CreatedAt,
    };

    private void GiveToolCalls(List<AIContent> contents)
    {
        _toolCallsGiven = true;
        contents.AddRange(ToolCalls.Complete() ?? throw Failures.Nonsense("sent a tool call that names no tool", []));
    }
}
