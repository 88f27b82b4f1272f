namespace Groundwork.UseCases;

/// <summary>What to ask.</summary>
/// <param name="Question">The question, in any language.</param>
/// <param name="Collection">The collection that answers.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Filters">Filters that must all hold.</param>
/// <param name="Extractive">True answers by extraction even when a chat model is configured.</param>
/// <param name="CollapseDuplicates">One document speaks for those that say nearly the same; its citations name them in <c>standsFor</c>.</param>
/// <param name="History">The conversation before the question, oldest turn first: a follow-up is searched with what it is about.</param>
/// <param name="Steps">
/// What happens between question and passages, like <c>spelling</c> or <c>feedback</c>; <c>none</c> alone for nothing. Null for what the collection was tuned to, else for what pays
/// everywhere it was measured.
/// </param>
public sealed record AskRequest(
    string Question, string Collection = "default", string Mode = "hybrid", IReadOnlyList<string>? Filters = null, bool Extractive = false, bool CollapseDuplicates = false,
    IReadOnlyList<TurnRequest>? History = null, IReadOnlyList<string>? Steps = null);
