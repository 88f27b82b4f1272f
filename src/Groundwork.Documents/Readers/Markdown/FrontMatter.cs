using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Trees;
using Groundwork.Language;
using Markdig.Extensions.Yaml;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>What YAML front matter says about its document. Values inside values are ignored.</summary>
internal sealed class FrontMatter
{
    // Names in order of trust; the first that has a value is taken.
    private static readonly (string Name, string[] Keys)[] s_fields =
    [
        ("author", ["author", "authors", "creator"]),
        ("created", ["date", "created", "published", "publishdate", "pubdate"]),
        ("modified", ["modified", "lastmod", "updated", "last_modified_at"]),
        ("keywords", ["tags", "keywords", "categories"]),
        ("description", ["description", "summary", "abstract", "excerpt"]),
    ];

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    private FrontMatter() { }

    /// <summary>The title; null for none.</summary>
    public string? Title => Text("title");

    /// <summary>The language; null for none.</summary>
    public LanguageCode? Language =>
        (Text("lang") ?? Text("language") ?? Text("locale")) is { } tag && LanguageCode.FromTag(tag) is { Code.Length: 2 or 3 } code && code != LanguageCode.Undetermined && code.Code.All(char.IsAsciiLetterLower) ? code : null;

    public static FrontMatter Read(YamlFrontMatterBlock block, DocumentBuilder builder, CancellationToken cancellationToken)
    {
        var lines = Enumerable.Range(0, block.Lines.Count).Select(i => block.Lines.Lines[i].Slice.ToString()).ToList();
        var found = new FrontMatter();
        var (root, problem) = YamlTree.Parse(string.Join('\n', lines), cancellationToken);
        if (root is { Kind: TreeKind.Record })
        {
            foreach (var field in root.Children) found.Keep(field);
        }
        else if (lines.Exists(line => !string.IsNullOrWhiteSpace(line)))
        {
            builder.Note($"The front matter was not understood: {problem ?? "it holds no names with values"}. Only its title was looked for.");
            found.KeepTitle(lines);
        }

        return found;
    }

    public void KeepIn(DocumentBuilder builder)
    {
        foreach (var (name, keys) in s_fields)
        {
            if (keys.FirstOrDefault(_values.ContainsKey) is not { } key) continue;
            var values = _values[key];
            builder.Found(name, name switch
            {
                "created" or "modified" => SourceDate.Value(values[0]),
                "keywords" when values.Count == 1 => new MetadataValue.Keywords(values[0].Split(',')),
                _ => new MetadataValue.Keywords(values),
            });
        }
    }

    private string? Text(string key) => _values.TryGetValue(key, out var values) ? values[0] : null;

    private void Keep(TreeNode field)
    {
        if (field.Name is null) return;
        var texts = (field.Kind == TreeKind.Text ? [field.Value] : field.Children.Where(item => item.Kind == TreeKind.Text && field.Kind == TreeKind.List).Select(item => item.Value))
            .Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!).ToList();
        if (texts.Count > 0) _values.TryAdd(field.Name, texts);
    }

    private void KeepTitle(IEnumerable<string> lines)
    {
        if (lines.FirstOrDefault(line => line.StartsWith("title:", StringComparison.OrdinalIgnoreCase)) is not { } line) return;
        var value = line.AsSpan("title:".Length).Trim().Trim("\"'");
        if (!value.IsEmpty && value[0] is not ('|' or '>' or '&' or '*')) _values["title"] = [value.ToString()];
    }
}
