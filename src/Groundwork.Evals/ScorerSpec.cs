using Groundwork.Evals.Scoring;

namespace Groundwork.Evals;

/// <summary>
/// A scorer as it is asked for: a name, and after a colon what it is to do. <c>ranking:ndcg@10,recall@5</c> has the values <c>ndcg@10</c> and <c>recall@5</c>,
/// <c>numeric:tolerance=0.01</c> the setting <c>tolerance</c>; <c>regex:^a,b$</c> is read whole through <see cref="Rest"/>.
/// </summary>
public sealed record ScorerSpec
{
    private ScorerSpec(string text, string name, string rest, string? folder)
    {
        Text = text;
        Name = name;
        Rest = rest;
        Folder = folder;
    }

    /// <summary>The whole spec, without blanks around it.</summary>
    public string Text { get; }

    /// <summary>What stands before the first colon.</summary>
    public string Name { get; }

    /// <summary>What stands after the first colon, as it is; empty for none.</summary>
    public string Rest { get; }

    /// <summary>Folder that file names in the spec are relative to; null when only full paths are accepted.</summary>
    public string? Folder { get; }

    /// <summary>The parts of <see cref="Rest"/> between commas that are no settings, in order.</summary>
    public IReadOnlyList<string> Values => [.. Parts.Where(part => !part.Contains('=', StringComparison.Ordinal))];

    /// <summary>The parts of <see cref="Rest"/> like <c>name=value</c>.</summary>
    /// <exception cref="ScorerSpecException">A setting is given twice.</exception>
    public IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var part in Parts)
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                if (equals >= 0 && !settings.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
                    throw new ScorerSpecException($"The scorer \"{Text}\" gives \"{part[..equals].Trim()}\" twice. Leave one out.");
            }

            return settings;
        }
    }

    private IEnumerable<string> Parts => Rest.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a spec.</summary>
    /// <param name="text">Name, or name, colon and the rest.</param>
    /// <param name="folder">Folder that file names in the spec are relative to; null when only full paths are accepted.</param>
    /// <exception cref="ScorerSpecException">There is no name.</exception>
    public static ScorerSpec Parse(string text, string? folder = null)
    {
        var whole = text.Trim();
        var colon = whole.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? whole : whole[..colon]).Trim();
        if (name.Length == 0)
            throw new ScorerSpecException("A scorer has a name, like \"ranking\" or \"exact\"; the one given is empty.");
        return new ScorerSpec(whole, name, colon < 0 ? "" : whole[(colon + 1)..].Trim(), folder);
    }

    /// <summary>Refuses settings and values that a scorer does not know, naming the nearest one.</summary>
    /// <param name="settings">Settings it knows.</param>
    /// <param name="values">Values it knows; none when it takes none.</param>
    /// <exception cref="ScorerSpecException">There is another setting or value.</exception>
    public void Allow(IReadOnlyList<string> settings, IReadOnlyList<string> values)
    {
        foreach (var setting in Settings.Keys)
        {
            if (!settings.Contains(setting, StringComparer.Ordinal))
                throw new ScorerSpecException($"The scorer \"{Name}\" has no setting \"{setting}\" ({Text}). {Nearest.Sentence(setting, settings)}");
        }

        foreach (var value in Values)
        {
            if (!values.Contains(value, StringComparer.Ordinal))
                throw new ScorerSpecException($"The scorer \"{Name}\" knows no \"{value}\" ({Text}). {Nearest.Sentence(value, values)}");
        }
    }
}
