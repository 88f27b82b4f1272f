using System.Text;
using System.Text.Json;

namespace Groundwork.Evals.Scoring.Checks;

/// <summary>Finds objects and arrays within a text.</summary>
internal static class JsonWithin
{
    private const int MostTried = 200;

    /// <summary>The outermost ones in order; at most 200 places are tried, so the work is bounded.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        var found = new List<string>();
        var bytes = Encoding.UTF8.GetBytes(text);
        var tried = 0;
        for (var at = 0; at < bytes.Length && tried < MostTried; at++)
        {
            if (bytes[at] is not ((byte)'{' or (byte)'['))
                continue;
            tried++;
            var length = LengthOf(bytes.AsSpan(at));
            if (length == 0)
                continue;
            found.Add(Encoding.UTF8.GetString(bytes, at, length));
            at += length - 1;
        }

        return found;
    }

    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
