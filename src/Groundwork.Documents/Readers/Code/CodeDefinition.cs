namespace Groundwork.Documents.Readers.Code;

/// <summary>A definition in source code.</summary>
/// <param name="Name">Qualified by the definitions around it: <c>Index.Commit</c>.</param>
/// <param name="Depth">1 at the top.</param>
/// <param name="Start">Where it starts, with the comments, attributes and decorators directly above.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct CodeDefinition(string Name, int Depth, int Start, int End);
