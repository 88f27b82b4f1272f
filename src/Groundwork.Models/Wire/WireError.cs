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
    public static WireError? Find(JsonElement root) => root.Field("error") switch
    {
        { ValueKind: JsonValueKind.Object } error => Of(error),
        { ValueKind: JsonValueKind.String } error => new WireError(error.Text(), [], null),
        _ => root.TextField("object") is "error" ? Of(root) : null,
    };

    /// <summary>The error in a body that is known to be one.</summary>
    public static WireError Of(JsonElement body)
    {
        if (Find(body) is { } wrapped && body.TextField("object") is not "error")
            return wrapped;
        var words = body.TextField("message") ?? body.TextField("detail") ?? JsonSerializer.Serialize(body, Unescaped);
        var codes = new List<string>(2);
        if (body.TextField("code") is { } code)
            codes.Add(code);
        if (body.TextField("type") is { } type)
            codes.Add(type);
        var status = body.CountField("code") ?? body.CountField("status");
        return new WireError(words, codes, status is >= 400 and < 600 ? (int)status : null);
    }
}
