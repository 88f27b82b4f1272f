using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Models.Wire;

/// <summary>What a server says about an error, in any of the forms servers use.</summary>
/// <param name="Message">Its words; not yet safe to show.</param>
/// <param name="Codes">The values of <c>code</c>, <c>type</c>, <c>status</c> and the reasons in the details, where given.</param>
/// <param name="Status">An HTTP status inside the body, where given.</param>
/// <param name="RetryAfter">How long the body asks to wait, where it does.</param>
internal sealed record WireError(string Message, IReadOnlyList<string> Codes, int? Status, TimeSpan? RetryAfter = null)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The error in a reply that has one where a good reply has none; else null.</summary>
    public static WireError? Find(JsonElement root) => Wrapped(root) ?? (root.TextField("object") is "error" ? FromFields(root) : null);

    /// <summary>The error in a body that is known to be one.</summary>
    public static WireError Of(JsonElement body) => Wrapped(body) ?? FromFields(body);

    private static WireError? Wrapped(JsonElement root) => root switch
    {
        // Gemini puts the error of a stream into a list.
        { ValueKind: JsonValueKind.Array } when root.GetArrayLength() == 1 && root[0].ValueKind == JsonValueKind.Object => Wrapped(root[0]),
        _ => root.Field("error") switch
        {
            { ValueKind: JsonValueKind.Object } error => FromFields(error),
            { ValueKind: JsonValueKind.String } error => new WireError(error.Text(), [], null),
            _ => null,
        },
    };

    private static WireError FromFields(JsonElement error)
    {
        var words = error.TextField("message") ?? error.TextField("detail")
            ?? (error.ValueKind == JsonValueKind.String ? error.Text() : JsonSerializer.Serialize(error, Unescaped));
        var codes = new List<string>(2);
        foreach (var name in new[] { "code", "type", "status" })
            if (error.TextField(name) is { } code)
                codes.Add(code);
        TimeSpan? wait = null;
        if (error.ArrayField("details") is { } details)
        {
            foreach (var detail in details.EnumerateArray())
            {
                if (detail.TextField("reason") is { } reason)
                    codes.Add(reason);
                wait ??= Seconds(detail.TextField("retryDelay"));
            }
        }

        var status = error.CountField("code") ?? error.CountField("status");
        return new WireError(words, codes, status is >= 400 and < 600 ? (int)status : null, wait);
    }

    /// <summary>A duration as Google writes it, such as <c>34.5s</c>.</summary>
    private static TimeSpan? Seconds(string? text) =>
        text is { Length: > 1 } && text[^1] == 's' && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
