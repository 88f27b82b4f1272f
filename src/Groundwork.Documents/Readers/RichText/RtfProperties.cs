using System.Text;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.RichText;

/// <summary>What rich text says about itself.</summary>
internal sealed class RtfProperties
{
    private readonly Dictionary<string, StringBuilder> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _moments = new(StringComparer.Ordinal);
    private string _current = "";

    public string? Title => Text("title");

    public static bool IsKnown(string word) => word is "title" or "author" or "subject" or "keywords" or "creatim" or "revtim";

    public void Begin(string name) => _current = name;

    public void Append(string text)
    {
        if (!_texts.TryGetValue(_current, out var all)) _texts[_current] = all = new StringBuilder();
        all.Append(text);
    }

    /// <summary>Takes a part of a moment: <c>yr mo dy hr min sec</c>.</summary>
    public void Take(string unit, int number)
    {
        if (!_moments.TryGetValue(_current, out var units)) _moments[_current] = units = new Dictionary<string, int>(StringComparer.Ordinal);
        units[unit] = number;
    }

    public void GiveTo(DocumentBuilder builder)
    {
        builder.Found("author", Text("author"));
        builder.Found("subject", Text("subject"));
        if (Text("keywords")?.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words) builder.Found("keywords", new MetadataValue.Keywords(words));
        if (Moment("creatim") is { } created) builder.Found("created", new MetadataValue.Date(created));
        if (Moment("revtim") is { } modified) builder.Found("modified", new MetadataValue.Date(modified));
    }

    private string? Text(string name) => _texts.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text.ToString()) ? text.ToString().Trim() : null;

    private DateTimeOffset? Moment(string name)
    {
        if (!_moments.TryGetValue(name, out var units)) return null;
        var (year, month, day) = (units.GetValueOrDefault("yr"), units.GetValueOrDefault("mo"), units.GetValueOrDefault("dy"));
        var (hour, minute, second) = (units.GetValueOrDefault("hr"), units.GetValueOrDefault("min"), units.GetValueOrDefault("sec"));
        var isMoment = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60;
        return isMoment ? new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero) : null;
    }
}
