using System.Buffers;
using System.Text.Json;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Api.Wire;

/// <summary>Reads the body of a search in one pass. Searches come by the thousand, and a vector is hundreds of numbers.</summary>
internal static class SearchBody
{
    private const int UsualDimensions = 384;

    /// <summary>The request.</summary>
    /// <exception cref="InvalidRequestException">It is not JSON, a member is unknown or of the wrong type.</exception>
    public static async ValueTask<SearchRequest> ReadAsync(HttpContext http)
    {
        RequestBody.MustBeJson(http);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                // What this cannot read is read again by the general way, whose errors name the member that is wrong.
                return TryRead(read.Buffer) ?? RequestBody.Read(read.Buffer.ToArray(), GroundworkJson.Default.SearchRequest);
            }
            finally
            {
                // Also after a failure: the connection cannot go on with a body that nobody has taken.
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    /// <summary>The request, or null when anything about the body is unexpected.</summary>
    internal static SearchRequest? TryRead(in ReadOnlySequence<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            return json.Read() && json.TokenType == JsonTokenType.StartObject ? Members(ref json) : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static SearchRequest? Members(ref Utf8JsonReader json)
    {
        var request = new SearchRequest();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            if (!json.Read() || json.TokenType == JsonTokenType.Null) return null;
            switch (name)
            {
                case "query":
                    request = request with { Query = json.GetString()! };
                    break;
                case "collection":
                    request = request with { Collection = json.GetString()! };
                    break;
                case "limit":
                    request = request with { Limit = json.GetInt32() };
                    break;
                case "mode":
                    request = request with { Mode = json.GetString()! };
                    break;
                case "filters":
                    if (Texts(ref json) is not { } filters) return null;
                    request = request with { Filters = filters };
                    break;
                case "vector":
                    if (Numbers(ref json) is not { } vector) return null;
                    request = request with { Vector = vector };
                    break;
                case "vectorBase64":
                    request = request with { VectorBase64 = json.GetString()! };
                    break;
                case "include":
                    if (Texts(ref json) is not { } include) return null;
                    request = request with { Include = include };
                    break;
                case "facets":
                    if (Texts(ref json) is not { } facets) return null;
                    request = request with { Facets = facets };
                    break;
                case "facetLimit":
                    request = request with { FacetLimit = json.GetInt32() };
                    break;
                case "effort":
                    request = request with { Effort = json.GetInt32() };
                    break;
                case "collapseDuplicates":
                    request = request with { CollapseDuplicates = json.GetBoolean() };
                    break;
                default:
                    return null;
            }
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() ? request : null;
    }

    private static List<string>? Texts(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray) return null;
        var texts = new List<string>();
        while (json.Read() && json.TokenType == JsonTokenType.String) texts.Add(json.GetString()!);
        return json.TokenType == JsonTokenType.EndArray ? texts : null;
    }

    private static float[]? Numbers(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray) return null;
        var pooled = ArrayPool<float>.Shared.Rent(UsualDimensions);
        var count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            if (count == pooled.Length)
            {
                var longer = ArrayPool<float>.Shared.Rent(2 * count);
                pooled.CopyTo(longer, 0);
                ArrayPool<float>.Shared.Return(pooled);
                pooled = longer;
            }

            pooled[count++] = json.GetSingle();
        }

        var numbers = json.TokenType == JsonTokenType.EndArray ? pooled.AsSpan(0, count).ToArray() : null;
        ArrayPool<float>.Shared.Return(pooled);
        return numbers;
    }
}
