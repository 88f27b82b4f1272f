namespace Groundwork.Benchmarks.Chunkers;

/// <summary>A question with the places that answer it.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Answers">At least one.</param>
internal sealed record ChunkerQuestion(string Text, IReadOnlyList<Gold> Answers);
