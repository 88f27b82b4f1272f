namespace Groundwork.Storage;

/// <summary>Names an ordered stream of events, like <c>answers/handbook</c>.</summary>
/// <param name="Value">Never empty.</param>
public readonly record struct StreamName(string Value)
{
    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
