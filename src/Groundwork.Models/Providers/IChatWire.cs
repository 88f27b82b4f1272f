using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>How one kind of server is asked for chat and how it answers. Without state, safe for concurrent use.</summary>
internal interface IChatWire
{
    /// <summary>Name of the provider in telemetry (OpenTelemetry, <c>gen_ai.provider.name</c>).</summary>
    string Provider { get; }

    /// <summary>What the server should speak, for messages to people, such as "an OpenAI-compatible API".</summary>
    string Api { get; }

    /// <summary>How a stream is cut into events.</summary>
    StreamForm StreamForm { get; }

    /// <summary>Headers of every request.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Headers(string? key);

    /// <summary>Where a request goes.</summary>
    Uri Url(Uri baseUrl, string model, bool isStream);

    /// <summary>The body, as UTF-8.</summary>
    /// <exception cref="NotSupportedException">The request holds something that this wire format cannot carry.</exception>
    ReadOnlyMemory<byte> Write(ChatAsk ask);

    /// <summary>The answer in a document that holds no error.</summary>
    /// <exception cref="ModelException">The document is no answer.</exception>
    ChatResponse Read(JsonElement reply, ReadOnlyMemory<byte> body, CallFailures failures);

    /// <summary>Reads one stream.</summary>
    ChatStreamReader BeginStream(CallFailures failures);
}
