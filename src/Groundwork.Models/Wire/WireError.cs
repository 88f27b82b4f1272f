using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Models.Wire;

/// <summary>What a server says about an error, in any of the forms servers use.</summary>
/// <param name="Message">Its words; not yet safe to show.</param>
/// <param name="Codes">The values of <c>code</c> and <c>type</c>, where given.</param>
/// <param name="Status">An HTTP status inside the body, where given.</param>
internal sealed record WireError(string Message, IReadOnlyList<string> Codes, int? Status)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The error in a reply that has one where a good reply has none; else null.</summary>
    public static WireError? Find(JsonElement root) => Wrapped(root) ?? (root.TextField("object") is "error" ? FromFields(root) : null);

    /// <summary>The error in a body that is known to be one.</summary>
    public static WireError Of(JsonElement body) => Wrapped(body) ?? FromFields(body);

    private static WireError? Wrapped(JsonElement root) => root.Field("error") switch
    {
        { ValueKind: JsonValueKind.Object } error => FromFields(error),
        { ValueKind: JsonValueKind.String } error => new WireError(error.Text(), [], null),
        _ => null,
    };

    private static WireError FromFields(JsonElement error)
    {
        var words = error.TextField("message") ?? error.TextField("detail")
            ?? (error.ValueKind == JsonValueKind.String ? error.Text() : JsonSerializer.Serialize(error, Unescaped));
        var codes = new List<string>(2);
        if (error.TextField("code") is { } code)
            codes.Add(code);
        if (error.TextField("type") is { } type)
            codes.Add(type);
        var status = error.CountField("code") ?? error.CountField("status");
        return new WireError(words, codes, status is >= 400 and < 600 ? (int)status : null);
    }
}
