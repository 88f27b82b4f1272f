namespace Groundwork.Models.Caching;

/// <summary>A question whose answer may serve another wording.</summary>
/// <param name="Partition">Hash of the walls and of everything but the question.</param>
/// <param name="Text">The question.</param>
/// <param name="Vector">Its embedding, of length one.</param>
internal sealed record SemanticQuestion(RequestKey Partition, string Text, float[] Vector);
