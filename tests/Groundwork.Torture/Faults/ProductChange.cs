namespace Groundwork.Torture.Faults;

/// <summary>A deliberate change of the product's sources: one place in one file.</summary>
/// <param name="Name">Names it on the command line and in reports.</param>
/// <param name="File">Path below <c>src</c>, with slashes.</param>
/// <param name="Find">What stands there, exactly once, whatever the line ends; more or less than once means that the change is stale.</param>
/// <param name="Replace">What stands there instead.</param>
internal sealed record ProductChange(string Name, string File, string Find, string Replace)
{
    /// <summary>True when the product behaves as before and no gate may complain.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>The project that has to be built again.</summary>
    public string Project => File[..File.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The file with the change; null when the change is stale.</summary>
    public string? Applied(string source)
    {
        source = source.ReplaceLineEndings("\n");
        var find = Find.ReplaceLineEndings("\n");
        var at = source.IndexOf(find, StringComparison.Ordinal);
        return at < 0 || source.IndexOf(find, at + 1, StringComparison.Ordinal) >= 0 ? null : string.Concat(source.AsSpan(0, at), Replace.ReplaceLineEndings("\n"), source.AsSpan(at + find.Length));
    }
}
