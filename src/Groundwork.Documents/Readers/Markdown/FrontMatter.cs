using Markdig.Extensions.Yaml;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Reads the one thing that the reader takes from YAML front matter: a top-level <c>title</c> on one line.</summary>
internal static class FrontMatter
{
    public static string? Title(YamlFrontMatterBlock block)
    {
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines.Lines[i].Slice.AsSpan();
            if (!line.StartsWith("title:", StringComparison.OrdinalIgnoreCase)) continue;
            var value = line["title:".Length..].Trim();
            // Block scalars and references need a YAML reader; the first heading is the better title then.
            if (value.IsEmpty || value[0] is '|' or '>' or '&' or '*') return null;
            if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]) value = value[1..^1];
            return value.ToString();
        }

        return null;
    }
}
