using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Web;

/// <summary>What a page says about itself in <c>meta</c> elements, Open Graph names, JSON-LD and <c>time</c> elements.</summary>
internal sealed class HtmlMetadata
{
    // Some shops put their whole catalogue into JSON-LD.
    private const int MaxJsonCharacters = 1 << 20;
    private const int MaxJsonDepth = 4;

    // Names in order of trust; the first that has a value is taken.
    private static readonly (string Name, string[] Sources)[] s_fields =
    [
        ("author", ["author", "article:author", "dc.creator", "dcterms.creator", "ld:author", "citation_author"]),
        ("created", ["article:published_time", "ld:datepublished", "ld:datecreated", "dc.date", "dcterms.created", "dcterms.date", "date", "time"]),
        ("modified", ["article:modified_time", "ld:datemodified", "og:updated_time", "dcterms.modified", "last-modified", "revised"]),
        ("description", ["description", "og:description", "dc.description", "dcterms.description", "ld:description"]),
    ];

    private static readonly string[] s_titleSeparators = [" - ", " – ", " — ", " | ", " · ", " :: ", " » ", ": "];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static HtmlMetadata Of(IHtmlDocument page)
    {
        var metadata = new HtmlMetadata();
        foreach (var meta in page.QuerySelectorAll("meta[content]"))
            metadata.Keep(meta.GetAttribute("name") ?? meta.GetAttribute("property") ?? meta.GetAttribute("itemprop"), meta.GetAttribute("content"));
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']")) metadata.KeepLinkedData(script.TextContent);
        metadata.Keep("time", page.QuerySelector("time[pubdate][datetime], time[itemprop=datePublished][datetime]")?.GetAttribute("datetime"));
        return metadata;
    }

    public void KeepIn(DocumentBuilder builder)
    {
        foreach (var (name, sources) in s_fields)
        {
            foreach (var from in sources)
            {
                // An address of a profile is no name.
                if (!_values.TryGetValue(from, out var value) || (name is "author" && value.StartsWith("http", StringComparison.OrdinalIgnoreCase))) continue;
                builder.Found(name, name is "created" or "modified" ? SourceDate.Value(value) : new MetadataValue.Keywords([value]));
                break;
            }
        }

        if (_values.TryGetValue("keywords", out var words)) builder.Found("keywords", new MetadataValue.Keywords(words.Split(',')));
    }

    /// <summary>The page's title without the site's name: its only <c>h1</c> where that is one end of the title, else without the name that the page gives of its site.</summary>
    public string? Title(string? title, IElement root)
    {
        var headings = root.QuerySelectorAll("h1").Select(heading => Squeeze(heading.TextContent)).Where(text => text.Length > 0).ToList();
        title = Squeeze(title);
        if (title.Length == 0) title = _values.GetValueOrDefault("og:title") ?? _values.GetValueOrDefault("ld:headline") ?? "";
        if (title.Length == 0) return headings.FirstOrDefault();
        if (headings.Count == 1)
        {
            var own = headings[0].TrimEnd('¶', '#', '§').TrimEnd();
            if (own.Length > 0 && s_titleSeparators.Any(separator => title.StartsWith(own + separator, StringComparison.OrdinalIgnoreCase) || title.EndsWith(separator + own, StringComparison.OrdinalIgnoreCase))) return own;
        }

        if (_values.TryGetValue("og:site_name", out var site))
            foreach (var separator in s_titleSeparators)
                if (title.EndsWith(separator + site, StringComparison.OrdinalIgnoreCase) && title.Length > separator.Length + site.Length)
                    return title[..^(separator.Length + site.Length)];
        return title;
    }

    private void Keep(string? name, string? value)
    {
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(value)) return;
        _values.TryAdd(name.Trim().ToLowerInvariant(), value.Trim());
    }

    private void KeepLinkedData(string json)
    {
        if (json.Length > MaxJsonCharacters) return;
        try
        {
            using var data = JsonDocument.Parse(json);
            KeepLinkedData(data.RootElement, 0);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Broken data about the page is no reason to lose the page.
        }
    }

    private void KeepLinkedData(JsonElement data, int depth)
    {
        if (depth > MaxJsonDepth) return;
        if (data.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in data.EnumerateArray()) KeepLinkedData(item, depth + 1);
            return;
        }

        if (data.ValueKind != JsonValueKind.Object) return;
        foreach (var field in data.EnumerateObject())
        {
            if (field.NameEquals("@graph")) KeepLinkedData(field.Value, depth + 1);
            else if (field.Name is "headline" or "datePublished" or "dateCreated" or "dateModified" or "description" or "author") Keep("ld:" + field.Name, TextOf(field.Value));
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object when value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String => name.GetString(),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind != JsonValueKind.Array => TextOf(value[0]),
        _ => null,
    };

    private static string Squeeze(string? text) => text is null ? "" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
