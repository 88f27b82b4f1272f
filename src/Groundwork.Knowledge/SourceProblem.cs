using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>A file, or a part of one, that could not be read.</summary>
/// <param name="Path">The file; for a part with its place, like <c>corpus.jsonl, line 17</c>.</param>
/// <param name="Reason">The kind of problem.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record SourceProblem(string Path, UnreadableReason Reason, string Message);
