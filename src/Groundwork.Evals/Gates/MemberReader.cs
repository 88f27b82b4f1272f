using System.Globalization;

namespace Groundwork.Evals.Gates;

/// <summary>The members of one mapping, read by name; what nobody knows is refused with its line.</summary>
internal sealed class MemberReader
{
    private readonly Dictionary<string, YamlMember> _members;
    private readonly string _file;
    private readonly int _line;
    private readonly string _what;

    public MemberReader(YamlNode node, string file, string what, params ReadOnlySpan<string> known)
    {
        if (node is not YamlNode.Map map) throw new GateFileException(file, node.Line, $"{what} must be a mapping of names and values.");
        (_file, _line, _what) = (file, map.Line, what);
        foreach (var member in map.Members)
            if (!known.Contains(member.Name))
                throw new GateFileException(file, member.Line, $"{what} has no member \"{member.Name}\"; known are {string.Join(", ", known)}.");
        _members = map.Members.ToDictionary(static m => m.Name, StringComparer.Ordinal);
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public YamlNode? Node(string name) => _members.GetValueOrDefault(name)?.Value;

    public GateFileException Problem(string problem) => new(_file, _line, problem);

    public string Text(string name) => Maybe(name) ?? throw Problem($"{_what} needs \"{name}\".");

    public string? Maybe(string name)
    {
        if (Node(name) is not { } node) return null;
        return node is YamlNode.Text { Value: { Length: > 0 } value } ? value : throw new GateFileException(_file, node.Line, $"\"{name}\" must be a text that is not empty.");
    }

    public double? Number(string name, double least, double most)
    {
        if (Maybe(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= least && value <= most) return value;
        var range = double.IsFinite(most) ? FormattableString.Invariant($"a number from {least} to {most}") : double.IsFinite(least) ? FormattableString.Invariant($"a number from {least} up") : "a number";
        throw new GateFileException(_file, Node(name)!.Line, $"\"{name}\" is \"{text}\"; it must be {range}.");
    }

    public bool Flag(string name) => Maybe(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new GateFileException(_file, Node(name)!.Line, $"\"{name}\" is \"{other}\"; it must be true or false."),
    };

    public IReadOnlyList<YamlNode> Items(string name)
    {
        if (Node(name) is not { } node) return [];
        return node is YamlNode.Sequence sequence ? sequence.Items : throw new GateFileException(_file, node.Line, $"\"{name}\" must be a list.");
    }
}
