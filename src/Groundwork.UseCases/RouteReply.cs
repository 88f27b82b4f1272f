namespace Groundwork.UseCases;

/// <summary>A named choice of models.</summary>
/// <param name="Name">What programs write as the model's name.</param>
/// <param name="Use"><c>chat</c>, <c>embed</c> or <c>rerank</c>.</param>
/// <param name="Choice"><c>ordered</c>, <c>weighted</c>, <c>cheapest</c> or <c>fastest</c>.</param>
/// <param name="Cache">Which answers are kept, such as <c>exact</c>; empty for none.</param>
/// <param name="HedgeAfterSeconds">When the next target is asked too; null for never.</param>
/// <param name="Targets">In the order of the settings.</param>
public sealed record RouteReply(string Name, string Use, string Choice, IReadOnlyList<string> Cache, double? HedgeAfterSeconds, IReadOnlyList<RouteTargetReply> Targets);
