namespace Groundwork.Documents;

/// <summary>What a reader says about itself. The reference page of formats is made of these.</summary>
/// <param name="Name">The format as people call it, like "Word (DOCX)".</param>
/// <param name="MediaTypes">The media types it reads, lower case; their endings stand in <see cref="Documents.MediaTypes"/>.</param>
/// <param name="Place">What a citation can name in it: "page", "line, anchor", "sheet and cell"; "–" for nothing.</param>
/// <param name="Reading">What becomes of it, in Markdown: what is kept, what is left out, what is refused.</param>
/// <param name="Tools">External programs it needs, with the Debian package of each; null for none.</param>
public sealed record FormatDescription(
    string Name, IReadOnlyList<string> MediaTypes, string Place, string Reading, IReadOnlyList<(string Program, string Package)>? Tools = null)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
