using System.Text.Json;

namespace Groundwork.Evals.Scoring.Structure;

/// <summary>Compares JSON values: numbers by value, members in any order, elements in theirs.</summary>
internal static class JsonDifference
{
    private const int ShownCharacters = 60;

    /// <summary>The first difference in words; null when there is none.</summary>
    public static string? First(JsonElement given, JsonElement expected, IgnoredPaths ignored) => First(given, expected, ignored, JsonPath.Root);

    private static string? First(JsonElement given, JsonElement expected, IgnoredPaths ignored, JsonPath path)
    {
        if (ignored.Contains(path))
            return null;
        if (given.ValueKind != expected.ValueKind)
            return Differs(given, expected, path);
        return given.ValueKind switch
        {
            JsonValueKind.Object => OfMembers(given, expected, ignored, path),
            JsonValueKind.Array => OfElements(given, expected, ignored, path),
            JsonValueKind.String => given.GetString()!.Equals(expected.GetString(), StringComparison.Ordinal) ? null : Differs(given, expected, path),
            JsonValueKind.Number => JsonNumber.Of(given) == JsonNumber.Of(expected) ? null : Differs(given, expected, path),
            _ => null,
        };
    }

    private static string? OfMembers(JsonElement given, JsonElement expected, IgnoredPaths ignored, JsonPath path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            var place = path.To(member.Name);
            if (!given.TryGetProperty(member.Name, out var value))
            {
                if (!ignored.Contains(place))
                    return $"{place} is missing.";
            }
            else if (First(value, member.Value, ignored, place) is { } difference)
                return difference;
        }

        foreach (var member in given.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _) && !ignored.Contains(path.To(member.Name)))
                return $"{path.To(member.Name)} is not expected.";
        }

        return null;
    }

    private static string? OfElements(JsonElement given, JsonElement expected, IgnoredPaths ignored, JsonPath path)
    {
        if (given.GetArrayLength() != expected.GetArrayLength())
            return $"{Named(path)} has {given.GetArrayLength()} elements instead of {expected.GetArrayLength()}.";
        var index = 0;
        foreach (var (left, right) in given.EnumerateArray().Zip(expected.EnumerateArray()))
        {
            if (First(left, right, ignored, path.To(index++)) is { } difference)
                return difference;
        }

        return null;
    }

    private static string Differs(JsonElement given, JsonElement expected, JsonPath path) => $"{Named(path)} is {Shown(given)} instead of {Shown(expected)}.";

    private static string Named(JsonPath path) => path.Above is null ? "The value" : path.ToString();

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
    }
}
