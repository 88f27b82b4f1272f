namespace Groundwork.Cli.Terminal;

/// <summary>The beginning of a text on one line.</summary>
internal static class Excerpts
{
    public static string Of(string text, int characters)
    {
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= characters) return line;
        var cut = char.IsHighSurrogate(line[characters - 1]) ? characters - 1 : characters;
        return $"{line[..cut].TrimEnd()}…";
    }
}
