using System.Text.Json.Serialization;

namespace Groundwork.Models;

/// <summary>Which models are used, as a person sets them. A model that is not set is not used; everything works without.</summary>
public sealed record ModelSettings
{
    /// <summary>URL of the chat model's server (<see cref="ModelEndpoint"/> tells the forms); null for no chat model.</summary>
    public string? ChatUrl { get; init; }

    /// <summary>Name of the chat model.</summary>
    public string? ChatModel { get; init; }

    /// <summary>Key for the chat model; null for none.</summary>
    [JsonIgnore]
    public string? ChatKey { get; init; }

    /// <summary>URL of the embedding model's server; null for no embedding model.</summary>
    public string? EmbedUrl { get; init; }

    /// <summary>Name of the embedding model.</summary>
    public string? EmbedModel { get; init; }

    /// <summary>Key for the embedding model; null for none.</summary>
    [JsonIgnore]
    public string? EmbedKey { get; init; }

    /// <summary>Reads GROUNDWORK_CHAT_URL, _CHAT_MODEL, _CHAT_KEY, _EMBED_URL, _EMBED_MODEL and _EMBED_KEY.</summary>
    /// <param name="variable">Gives the value of a name, or null. White space around a value is dropped, an empty value counts as none.</param>
    public static ModelSettings Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
        return new ModelSettings
        {
            ChatUrl = Value("GROUNDWORK_CHAT_URL"),
            ChatModel = Value("GROUNDWORK_CHAT_MODEL"),
            ChatKey = Value("GROUNDWORK_CHAT_KEY"),
            EmbedUrl = Value("GROUNDWORK_EMBED_URL"),
            EmbedModel = Value("GROUNDWORK_EMBED_MODEL"),
            EmbedKey = Value("GROUNDWORK_EMBED_KEY"),
        };
    }

    /// <summary>Everything that is wrong with these values, each as a sentence that names the setting; empty if nothing is. Never names a key.</summary>
    public IReadOnlyList<string> Validate() =>
        [.. Problems("CHAT", ChatUrl, ChatModel, Chat()), .. Problems("EMBED", EmbedUrl, EmbedModel, Embed())];

    /// <summary>Models and URLs; never a key.</summary>
    public override string ToString() => $"chat: {(object?)Chat() ?? "none"}; embeddings: {(object?)Embed() ?? "none"}";

    internal ModelEndpoint? Chat() => Endpoint(ChatUrl, ChatModel, ChatKey);

    internal ModelEndpoint? Embed() => Endpoint(EmbedUrl, EmbedModel, EmbedKey);

    private static ModelEndpoint? Endpoint(string? url, string? model, string? key) =>
        url is null || model is null || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? null : new ModelEndpoint(parsed, model, key);

    private static IEnumerable<string> Problems(string kind, string? url, string? model, ModelEndpoint? endpoint)
    {
        if (url is null && model is not null)
            return [$"GROUNDWORK_{kind}_MODEL is set and GROUNDWORK_{kind}_URL is not. Set both, or neither."];
        if (url is not null && model is null)
            return [$"GROUNDWORK_{kind}_URL is set and GROUNDWORK_{kind}_MODEL is not. Set both, or neither."];
        if (url is not null && endpoint is null)
            return [$"GROUNDWORK_{kind}_URL is not an absolute URL. Give one such as \"http://127.0.0.1:8080/v1\"."];
        return endpoint?.Validate().Select(problem => $"GROUNDWORK_{kind}_…: {problem}") ?? [];
    }
}
