using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers.OpenAi;

/// <summary>Chat completions as OpenAI invented them and many servers speak them.</summary>
internal sealed class OpenAiWire : IChatWire
{
    private const string Path = EndpointUrls.Chat;

    private readonly Func<Uri, string, Uri> _url;
    private readonly Func<string?, IReadOnlyList<KeyValuePair<string, string>>> _headers;
    private readonly bool _isAzure;

    private OpenAiWire(string provider, bool isAzure, Func<Uri, string, Uri> url, Func<string?, IReadOnlyList<KeyValuePair<string, string>>> headers)
    {
        Provider = provider;
        _isAzure = isAzure;
        _url = url;
        _headers = headers;
    }

    /// <summary>OpenAI and servers like it.</summary>
    public static OpenAiWire Plain { get; } = new("openai", isAzure: false, static (url, _) => EndpointUrls.For(url, Path), KeyHeaders.Bearer);

    /// <summary>Azure OpenAI.</summary>
    public static OpenAiWire Azure { get; } = new("azure.ai.openai", isAzure: true, static (url, model) => EndpointUrls.Azure(url, model, Path, AzureVersion), static key => KeyHeaders.Named("api-key", key));

    /// <summary>API version where the base URL names none.</summary>
    public static string AzureVersion => "2024-10-21";

    public string Provider { get; }

    public string Api => "an OpenAI-compatible API";

    public StreamForm StreamForm => StreamForm.Events;

    public IReadOnlyList<KeyValuePair<string, string>> Headers(string? key) => _headers(key);

    public Uri Url(Uri baseUrl, string model, bool isStream) => _url(baseUrl, model);

    // The makers' own newer models refuse max_tokens; most other servers know nothing else.
    public ReadOnlyMemory<byte> Write(ChatAsk ask) => OpenAiRequest.Write(ask, _isAzure || IsOfTheMaker(ask.Model));

    public ChatResponse Read(JsonElement reply, ReadOnlyMemory<byte> body, CallFailures failures) => OpenAiReply.Read(reply, body, failures);

    public ChatStreamReader BeginStream(CallFailures failures) => new OpenAiStream(failures);

    private static bool IsOfTheMaker(string model) =>
        model.StartsWith("gpt-5", StringComparison.OrdinalIgnoreCase)
        || (model.Length >= 2 && model[0] == 'o' && char.IsAsciiDigit(model[1]));
}
