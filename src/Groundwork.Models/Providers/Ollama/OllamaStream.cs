using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.Ollama;

/// <summary>The lines of a streamed answer; the one that is done carries the counts.</summary>
internal sealed class OllamaStream(CallFailures failures) : ChatStreamReader(failures)
{
    protected override ChatResponseUpdate? Apply(JsonElement root)
    {
        if (IsFinished)
            return null;
        if (Header.Model is null)
            Header = OllamaWire.Header(root);
        var contents = new List<AIContent>();
        if (root.ObjectField("message") is { } message)
        {
            contents = OllamaWire.Contents(message);
            OllamaWire.AddCalls(ToolCalls, message);
        }

        if (root.Field("done")?.ValueKind != JsonValueKind.True)
            return Content(contents);
        Usage = OllamaWire.Usage(root);
        return Finish(contents, FinishReasons.Of(root.TextField("done_reason")) ?? ChatFinishReason.Stop);
    }
}
