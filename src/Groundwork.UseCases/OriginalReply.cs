namespace Groundwork.UseCases;

/// <summary>An original, or a page of it, for a browser. Nothing in it may run or load anything.</summary>
/// <param name="ContentType">Like <c>text/html; charset=utf-8</c> or <c>image/png</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OriginalReply(string ContentType, ReadOnlyMemory<byte> Content);
