using Groundwork.Language;

namespace Groundwork.Search;

/// <summary>What an entry holds in one field.</summary>
public abstract record FieldValue
{
    private FieldValue() { }

    /// <summary>Text to be analysed in its own language and found by words and phrases.</summary>
    public sealed record Text(string Value, LanguageCode Language) : FieldValue;

    /// <summary>One or several exact strings to filter by.</summary>
    public sealed record Keywords(IReadOnlyList<string> Values) : FieldValue;

    /// <summary>A finite number to filter by.</summary>
    public sealed record Number(double Value) : FieldValue;

    /// <summary>A moment to filter by; compared in UTC at tick precision.</summary>
    public sealed record Date(DateTimeOffset Value) : FieldValue;

    /// <summary>A yes or no to filter by.</summary>
    public sealed record Flag(bool Value) : FieldValue;
}
