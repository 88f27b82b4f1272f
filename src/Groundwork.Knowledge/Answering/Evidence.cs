namespace Groundwork.Knowledge.Answering;

/// <summary>A passage under the number that a model cites it by.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Passage">The passage.</param>
internal sealed record Evidence(int Number, Passage Passage);
