using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Gemini;

/// <summary>The chunks of a streamed answer. Some versions name a finish reason in every chunk, so only the end of the stream is the end.</summary>
internal sealed class GeminiStream(CallFailures failures) : ChatStreamReader(failures)
{
    private ChatFinishReason? _finish;

    public override bool IsComplete => false;

    protected override ChatResponseUpdate? Apply(JsonElement root)
    {
        var header = GeminiWire.Header(root);
        Header = new ReplyHeader(Header.Id ?? header.Id, Header.Model ?? header.Model, Header.CreatedAt ?? header.CreatedAt);
        Usage = GeminiWire.Usage(root) ?? Usage;
        var contents = new List<AIContent>();
        var finish = GeminiWire.Blocked(root, contents);
        if (finish is null && root.ArrayField("candidates") is { } candidates && candidates.GetArrayLength() > 0)
            finish = GeminiWire.Candidate(candidates[0], contents, ToolCalls, Usage, Failures);
        _finish = finish ?? _finish;
        IsFinished |= finish is not null;
        return Content(contents);
    }

    protected override ChatFinishReason? AtEnd(List<AIContent> contents) =>
        ToolCalls.Any && _finish == ChatFinishReason.Stop ? ChatFinishReason.ToolCalls : _finish;
}
