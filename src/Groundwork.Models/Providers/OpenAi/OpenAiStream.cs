using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>The chunks of a streamed chat completion.</summary>
internal sealed class OpenAiStream(CallFailures failures) : ChatStreamReader(failures)
{
    public override bool IsEnd(in StreamEvent next) => next.Data.Length < 16 && next.Data.Span.Trim(" \t"u8).SequenceEqual("[DONE]"u8);

    public override ChatResponseUpdate? Apply(in StreamEvent next)
    {
        // The first chunk tells id and model; after it nearly every chunk is a piece of text and nothing else.
        if (!IsFinished && Header.Model is not null && next.Name.Length == 0 && OpenAiTextChunk.Read(next.Data.Span) is { } text)
            return text.Length == 0 ? null : Text(text);
        return base.Apply(next);
    }

    protected override ChatResponseUpdate? Apply(JsonElement root)
    {
        var header = ReplyHeader.Read(root);
        Header = new ReplyHeader(Header.Id ?? header.Id, Header.Model ?? header.Model, Header.CreatedAt ?? header.CreatedAt);
        // Some servers send the usage so far with every chunk: the last one counts.
        Usage = UsageReader.Read(root) ?? Usage;
        if (root.ArrayField("choices") is not { } choices || choices.GetArrayLength() == 0)
            return null;
        Usage = UsageReader.Read(choices[0]) ?? Usage;
        return Choice(choices[0]);
    }

    private ChatResponseUpdate? Choice(JsonElement choice)
    {
        if (IsFinished)
            return null;
        if (WireError.Find(choice) is { } error)
            throw Failures.ErrorInside(error, Usage);
        var contents = new List<AIContent>();
        if (Delta(choice) is { } delta)
        {
            contents = OpenAiContents.Read(delta);
            if (delta.ArrayField("tool_calls") is { } toolCalls)
                ToolCalls.Add(toolCalls);
        }

        var reason = choice.TextField("finish_reason");
        if (FinishReasons.IsGivingUp(reason))
            throw Failures.GaveUp($"finish_reason {reason}", Usage);
        return FinishReasons.Of(reason) is { } finish ? Finish(contents, finish) : Content(contents);
    }

    // A server that does not stream within its stream sends the whole message; one that sends it after its pieces would say all twice.
    private JsonElement? Delta(JsonElement choice) => choice.ObjectField("delta") ?? (HasContent ? null : choice.ObjectField("message"));
}
