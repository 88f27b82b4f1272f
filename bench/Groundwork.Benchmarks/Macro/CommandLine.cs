using System.Globalization;

namespace Groundwork.Benchmarks.Macro;

/// <summary>Positional words and <c>--name value</c> pairs; a name without a value is a switch.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);

    public CommandLine(IReadOnlyList<string> arguments)
    {
        var words = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal)) words.Add(arguments[i]);
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal)) _named[arguments[i][2..]] = arguments[++i];
            else _named[arguments[i][2..]] = "yes";
        }

        Words = words;
    }

    public IReadOnlyList<string> Words { get; }

    public string Data => Need("data", "the folder with the data sets");

    public string Scratch => Text("scratch", Path.GetTempPath());

    public bool Has(string name) => _named.ContainsKey(name);

    public string Text(string name, string otherwise) => _named.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) => _named.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public double Real(string name, double otherwise) => _named.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Whether a phase is wanted: all are, unless <c>--only a,b</c> names some.</summary>
    public bool Wants(string phase) => !Has("only") || Text("only", "").Split(',').Contains(phase, StringComparer.Ordinal);

    public string Word(int place, string what) =>
        place < Words.Count ? Words[place] : throw new ArgumentException($"Missing: {what}.", nameof(place));

    private string Need(string name, string what) => _named.TryGetValue(name, out var text) ? text : throw new ArgumentException($"Missing: --{name}, {what}.", nameof(name));
}
