using System.Collections.ObjectModel;

namespace Groundwork.Evals;

/// <summary>How an HTTP endpoint is asked.</summary>
/// <param name="Url">Absolute address, http or https; may hold <c>{{input}}</c> and the like, which are escaped for an address.</param>
public sealed record HttpSubjectOptions(string Url)
{
    /// <summary>Method. Default <c>POST</c>.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Headers. A value, like the address and the body, may hold <c>${NAME}</c>, which stands for a secret and is kept and shown as it is written here.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Body with <c>{{input}}</c>, <c>{{id}}</c> and the names of variables, escaped for JSON texts, and <c>{{variables}}</c> and <c>{{history}}</c>, which are JSON themselves. Null for none.
    /// </summary>
    public string? Body { get; init; } = """{"question": "{{input}}"}""";

    /// <summary>Where the parts of the answer stand in the reply.</summary>
    public ReplyShape Reply { get; init; } = ReplyShape.PlainText;

    /// <summary>How long one request may take. Default one minute.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of a reply, 1..256 Mi. Default 8 Mi.</summary>
    public int MaxReplyBytes { get; init; } = 8 << 20;

    /// <summary>Tells versions of the same endpoint apart, like a commit or a model; part of the fingerprint. Default empty.</summary>
    public string Version { get; init; } = "";
}
