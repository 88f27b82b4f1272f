namespace Groundwork.Knowledge.Ingestion;

/// <summary>A file to be read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Name">Path relative to the named folder, with forward slashes: the natural id of its document.</param>
/// <param name="IsNamed">Named by a person, rather than found in a folder.</param>
internal sealed record ScannedFile(string Path, string Name, bool IsNamed);
