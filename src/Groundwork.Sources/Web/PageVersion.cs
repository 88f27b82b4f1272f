using System.Text.Json;

namespace Groundwork.Sources.Web;

/// <summary>What is remembered of a page: enough to ask whether it changed, and to go on from it when it did not or does not answer.</summary>
/// <param name="ETag">The server's name for this state, as sent.</param>
/// <param name="LastModified">The server's time for this state, as sent.</param>
/// <param name="Hash">Hash of the bytes; a server that names no states is asked for all of them.</param>
/// <param name="Links">Addresses in the scope that it leads to, without their origin.</param>
internal sealed record PageVersion(string? ETag, string? LastModified, string Hash, IReadOnlyList<string> Links)
{
    private const int MaxTagCharacters = 1024;

    /// <summary>As a text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => JsonSerializer.Serialize<string?[][]>([[Short(ETag), Short(LastModified), Hash], [.. Links]], JsonSerializerOptions.Web);

    /// <summary>The version that a text holds; null for a text of anything else.</summary>
    public static PageVersion? Parse(string? text)
    {
        if (text is null) return null;
        try
        {
            return JsonSerializer.Deserialize<string?[][]>(text, JsonSerializerOptions.Web) is [[var tag, var modified, { } hash], { } links] && !links.Contains(null, StringComparer.Ordinal)
                ? new PageVersion(tag, modified, hash, links!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Short(string? tag) => tag is { Length: <= MaxTagCharacters } ? tag : null;
}
