namespace Groundwork.Sources.Web;

/// <summary>An opening tag with its attributes, as written.</summary>
internal sealed class HtmlTag
{
    private readonly string _name;
    private readonly List<(string Name, string Value)> _attributes = [];

    private HtmlTag(string name) => _name = name;

    /// <summary>Where the text goes on.</summary>
    public int End { get; private set; }

    /// <summary>Reads the tag whose <c>&lt;</c> stands at a position.</summary>
    /// <param name="html">The page.</param>
    /// <param name="start">Position of the <c>&lt;</c>; a letter follows.</param>
    /// <param name="maxCharacters">A tag that does not end within these is cut there.</param>
    public static HtmlTag Read(string html, int start, int maxCharacters)
    {
        var limit = Math.Min(html.Length, start + maxCharacters);
        var at = start + 1;
        while (at < limit && html[at] is not ('>' or '/') && !char.IsWhiteSpace(html[at])) at++;
        var tag = new HtmlTag(html[(start + 1)..at]);
        while (at < limit && html[at] != '>')
        {
            if (char.IsWhiteSpace(html[at]) || html[at] == '/') at++;
            else tag.ReadAttribute(html, ref at, limit);
        }

        tag.End = at < limit ? at + 1 : limit;
        return tag;
    }

    /// <summary>True for the name, in any case.</summary>
    public bool Is(string name) => _name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of the first attribute of a name, in any case; null when there is none.</summary>
    public string? Value(string name)
    {
        foreach (var attribute in _attributes)
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return attribute.Value;
        return null;
    }

    private void ReadAttribute(string html, ref int at, int limit)
    {
        var nameStart = at++;
        while (at < limit && html[at] is not ('=' or '>' or '/') && !char.IsWhiteSpace(html[at])) at++;
        var name = html[nameStart..at];
        while (at < limit && char.IsWhiteSpace(html[at])) at++;
        if (at >= limit || html[at] != '=')
        {
            _attributes.Add((name, ""));
            return;
        }

        at++;
        while (at < limit && char.IsWhiteSpace(html[at])) at++;
        if (at >= limit) return;
        var quote = html[at] is '"' or '\'' ? html[at++] : '\0';
        var valueStart = at;
        while (at < limit && (quote == '\0' ? html[at] != '>' && !char.IsWhiteSpace(html[at]) : html[at] != quote)) at++;
        _attributes.Add((name, html[valueStart..at]));
        if (quote != '\0' && at < limit) at++;
    }
}
