using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Api.Wire;

/// <summary>Reads a JSON body into a request record and says which member is wrong.</summary>
internal static class RequestBody
{
    /// <summary>The request.</summary>
    /// <exception cref="InvalidRequestException">It is not JSON, a member is missing, unknown or of the wrong type.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        MustBeJson(http);
        using var body = await ParseAsync(http);
        return Read(body, type);
    }

    /// <summary>The request in a body that was read already.</summary>
    /// <exception cref="InvalidRequestException">As above.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> content, JsonTypeInfo<T> type)
    {
        try
        {
            using var body = JsonDocument.Parse(content);
            return Read(body, type);
        }
        catch (JsonException problem)
        {
            throw NotJson(problem);
        }
    }

    /// <exception cref="InvalidRequestException">The body says to be something else.</exception>
    public static void MustBeJson(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            throw new InvalidRequestException($"The content type is \"{http.Request.ContentType}\". Send JSON with the content type application/json.");
    }

    private static T Read<T>(JsonDocument body, JsonTypeInfo<T> type)
    {
        Check(body.RootElement, type);
        try
        {
            return body.RootElement.Deserialize(type) ?? throw new InvalidRequestException("The body is null. Send a JSON object.");
        }
        catch (JsonException problem)
        {
            throw new InvalidRequestException(Describe(problem.Path, type));
        }
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext http)
    {
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException problem)
        {
            throw NotJson(problem);
        }
    }

    private static InvalidRequestException NotJson(JsonException problem) => new($"The body is not JSON ({problem.Message})");

    private static void Check(JsonElement body, JsonTypeInfo type)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new InvalidRequestException($"The body is a JSON {Kind(body)}. Send an object with {Members(type)}.");
        foreach (var member in body.EnumerateObject())
        {
            if (!type.Properties.Any(p => string.Equals(p.Name, member.Name, StringComparison.Ordinal)))
                throw new InvalidRequestException($"The member \"{member.Name}\" is unknown. Possible are {Members(type)}.");
            if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.Null))
                throw new InvalidRequestException(Describe("$." + member.Name, type));
        }

        foreach (var property in type.Properties)
            if (IsRequired(property) && !body.TryGetProperty(property.Name, out _))
                throw new InvalidRequestException($"The member \"{property.Name}\" is missing. It is {Expected(property.PropertyType)}.");
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.AssociatedParameter is { HasDefaultValue: false };

    private static string Describe(string? path, JsonTypeInfo type)
    {
        var name = (path ?? "$").TrimStart('$').TrimStart('.').Split('.', '[')[0];
        var property = type.Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        return property is null ? $"The body is not understood. Send an object with {Members(type)}." : $"The member \"{name}\" has a wrong value. It is {Expected(property.PropertyType)}.";
    }

    private static string Expected(Type type) => ExpectedValue(Nullable.GetUnderlyingType(type) ?? type);

    private static string ExpectedValue(Type type) =>
        type == typeof(string) ? "a text"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) || type == typeof(decimal) ? "a number"
        : type == typeof(IReadOnlyList<string>) ? "a list of texts"
        : type == typeof(IReadOnlyList<float>) ? "a list of numbers"
        : "an object";

    private static string Members(JsonTypeInfo type) => string.Join(", ", type.Properties.Select(p => $"\"{p.Name}\""));

    private static string Kind(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "value",
    };
}
