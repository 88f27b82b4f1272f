using Groundwork.Language;
using Groundwork.Storage;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>A file that needs no further work in this run.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Hash">Hash of its bytes; null when they could not be read to their end, so that it is read again next time.</param>
/// <param name="Version">The source's name for this state; null for none.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Problems">What could not be read.</param>
/// <param name="Job">The job that is done with it; null when it had none.</param>
internal sealed record FinishedFile(string Path, ContentHash? Hash, string? Version, long Bytes, IReadOnlyList<FileProblem> Problems, LeasedJob? Job = null);
