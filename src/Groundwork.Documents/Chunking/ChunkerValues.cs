using System.Globalization;

namespace Groundwork.Documents.Chunking;

/// <summary>The settings of one chunker in a plan: what was given, and defaults for the rest.</summary>
/// <param name="description">The chunker.</param>
/// <param name="given">Values by name, each within its setting's range.</param>
internal sealed class ChunkerValues(ChunkerDescription description, IReadOnlyDictionary<string, int> given)
{
    private readonly HashSet<string> _telling = new(StringComparer.Ordinal);

    /// <summary>The given settings that differ from their defaults, as they are written, in the order of the description. Complete when every value was asked for.</summary>
    public IEnumerable<string> Telling => description.Settings
        .Where(setting => _telling.Contains(setting.Name))
        .Select(setting => string.Create(CultureInfo.InvariantCulture, $"{setting.Name}={given[setting.Name]}"));

    /// <summary>A value that depends on no other.</summary>
    public int Of(string name) => Choose(name, SettingOf(name).Default);

    /// <summary>A value that must not be above another; its default stays clearly below it.</summary>
    public int UpTo(string limitName, string name)
    {
        var (setting, limit) = (SettingOf(name), Of(limitName));
        var value = Choose(name, Math.Max(setting.Least, Math.Min(setting.Default, (int)(limit * 4L / 7))));
        return value <= limit ? value : throw Conflict(name, value, "at most", limitName, limit);
    }

    /// <summary>A value that must not be below another.</summary>
    public int From(string limitName, string name)
    {
        var limit = Of(limitName);
        var value = Choose(name, Math.Max(SettingOf(name).Default, limit));
        return value >= limit ? value : throw Conflict(name, value, "at least", limitName, limit);
    }

    private int Choose(string name, int standard)
    {
        if (!given.TryGetValue(name, out var value)) return standard;
        if (value != standard) _telling.Add(name);
        return value;
    }

    private ChunkerSetting SettingOf(string name) => description.Settings.Single(setting => string.Equals(setting.Name, name, StringComparison.Ordinal));

    private ChunkingPlanException Conflict(string name, int value, string relation, string limitName, int limit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"\"{name}={value}\" does not fit: {name} of {description.Name} must be {relation} {limitName}, which is {limit}."));
}
