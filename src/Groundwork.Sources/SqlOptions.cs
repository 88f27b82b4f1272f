namespace Groundwork.Sources;

/// <summary>The rows that a SQL source makes documents of.</summary>
public sealed record SqlOptions
{
    /// <summary>A short name for the rows; part of their paths and of the ids of their documents.</summary>
    public required string Name { get; init; }

    /// <summary>One SELECT (or WITH … SELECT).</summary>
    public required string Query { get; init; }

    /// <summary>Column whose value tells the rows apart and stays the same for the same row.</summary>
    public string Key { get; init; } = "id";

    /// <summary>Columns whose texts, in this order and with a blank line between them, are the document.</summary>
    public IReadOnlyList<string> Text { get; init; } = ["text"];

    /// <summary>Column that holds the title; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>How the texts are to be read: a media type, like <c>text/markdown</c>; null for plain text.</summary>
    public string? MediaType { get; init; }

    /// <summary>Time for the query.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A row of more bytes is skipped, with a reason.</summary>
    public int MaxRowBytes { get; init; } = 32 << 20;
}
