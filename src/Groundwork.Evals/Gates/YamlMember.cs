namespace Groundwork.Evals.Gates;

/// <summary>A member of a mapping.</summary>
internal sealed record YamlMember(string Name, int Line, YamlNode Value);
