namespace Groundwork.Evals.Gates;

/// <summary>A part of a gate file with the line it begins on.</summary>
internal abstract record YamlNode(int Line)
{
    internal sealed record Text(int Line, string Value) : YamlNode(Line);

    internal sealed record Sequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

    internal sealed record Map(int Line, IReadOnlyList<YamlMember> Members) : YamlNode(Line);
}
