namespace Groundwork.Documents;

/// <summary>A value that a source gives about itself: text, several texts, a number, a yes or no, a moment.</summary>
public abstract record MetadataValue
{
    private MetadataValue() { }

    /// <summary>One or several keywords.</summary>
    public sealed record Keywords(IReadOnlyList<string> Values) : MetadataValue;

    /// <summary>A finite number.</summary>
    public sealed record Number(double Value) : MetadataValue;

    /// <summary>A yes or no.</summary>
    public sealed record Flag(bool Value) : MetadataValue;

    /// <summary>A moment in time.</summary>
    public sealed record Date(DateTimeOffset Value) : MetadataValue;
}
