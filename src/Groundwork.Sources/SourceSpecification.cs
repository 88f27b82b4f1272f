namespace Groundwork.Sources;

/// <summary>A source as a person describes it, to be kept and made again. Holds no secret.</summary>
/// <param name="Kind">One of <see cref="SourceFactory.Kinds"/>.</param>
/// <param name="Place">A folder, file, address, repository or database; several addresses of the kind "urls" are parted by line breaks.</param>
public sealed record SourceSpecification(string Kind, string Place)
{
    /// <summary>Patterns of what is taken, as for <see cref="FolderOptions"/>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Folders: what is done with symbolic links; null for the default.</summary>
    public string? Links { get; init; }

    /// <summary>Folders: links may lead out.</summary>
    public bool MayLeave { get; init; }

    /// <summary>Largest single file or page in bytes; null for the default of the kind.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Web and git: the named hosts may have private addresses.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Web: most addresses; null for the default.</summary>
    public int? MaxPages { get; init; }

    /// <summary>Web: most links from the start; null for the default.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>Web: milliseconds between two requests to one host; null for the default.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Git: the commit; null for HEAD.</summary>
    public string? Revision { get; init; }

    /// <summary>SQL: the query.</summary>
    public string? Query { get; init; }

    /// <summary>SQL: the column that tells rows apart; null for the default.</summary>
    public string? Key { get; init; }

    /// <summary>SQL: the columns of text; none for the default.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>SQL: the column of titles.</summary>
    public string? Title { get; init; }

    /// <summary>SQL: the media type of the texts.</summary>
    public string? MediaType { get; init; }
}
