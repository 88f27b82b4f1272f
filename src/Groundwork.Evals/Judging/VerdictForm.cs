using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals.Judging;

/// <summary>The form of a verdict: its schema for models that follow one, and how it is read from any.</summary>
/// <param name="Schema">JSON schema of the object; the same for every call, because providers compile it.</param>
/// <param name="Read">The verdict of the object, or a sentence that says what is wrong with it.</param>
internal sealed record VerdictForm<T>(string Schema, Func<JsonElement, (T? Verdict, string Problem)> Read)
    where T : class
{
    // Reasons and verdicts are short; what is longer is no verdict.
    private const int MostCharacters = 200_000;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public ChatResponseFormat Format { get; } = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse(Schema).RootElement, "verdict", "A reason, then the verdict.");

    /// <summary>Reads what a judge wrote. The whole message is the object, within a code fence at most, after thoughts at most; a verdict is never looked for in prose.</summary>
    /// <param name="message">The judge's own message.</param>
    /// <param name="code">Code of the call, which a verdict copied from a judged text does not have.</param>
    public (T? Verdict, string Problem) From(string message, string code)
    {
        if (message.Length > MostCharacters) return (null, "It is too long.");
        try
        {
            using var json = JsonDocument.Parse(Bare(message), s_strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (null, "It is no JSON object.");
            if (!json.RootElement.TryGetProperty("code", out var given) || given.ValueKind != JsonValueKind.String || !given.ValueEquals(code)) return (null, $"Its \"code\" is not \"{code}\".");
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return (null, "It is not one JSON object and nothing else.");
        }
    }

    private static string Bare(string message)
    {
        const string EndOfThought = "</think>";
        var bare = message.Trim();
        // Some servers cut off the opening mark of a thought. A text that is an object already has none before it.
        if (!bare.StartsWith('{') && bare.LastIndexOf(EndOfThought, StringComparison.Ordinal) is >= 0 and var end) bare = bare[(end + EndOfThought.Length)..].Trim();
        if (!bare.StartsWith("```", StringComparison.Ordinal) || !bare.EndsWith("```", StringComparison.Ordinal) || bare.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var line)) return bare;
        return bare[line..^3].Trim();
    }
}
