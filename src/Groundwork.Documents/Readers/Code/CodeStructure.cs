namespace Groundwork.Documents.Readers.Code;

/// <summary>How a language shows where a definition starts and ends.</summary>
internal enum CodeStructure
{
    /// <summary>Bodies stand in braces.</summary>
    Braces,

    /// <summary>Bodies are indented.</summary>
    Indentation,

    /// <summary>Statements end with semicolons.</summary>
    Statements,
}
