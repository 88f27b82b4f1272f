namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>Members and elements of a value that some schema has looked at.</summary>
internal sealed class EvaluatedParts
{
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<int> _elements = [];
    private int _first;

    public void Add(string member) => _members.Add(member);

    public void Add(int element) => _elements.Add(element);

    /// <summary>Adds the first elements.</summary>
    public void AddFirst(int count) => _first = Math.Max(_first, count);

    public void Add(EvaluatedParts other)
    {
        _members.UnionWith(other._members);
        _elements.UnionWith(other._elements);
        AddFirst(other._first);
    }

    public bool Contains(string member) => _members.Contains(member);

    public bool Contains(int element) => element < _first || _elements.Contains(element);
}
