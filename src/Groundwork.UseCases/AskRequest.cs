namespace Groundwork.UseCases;

/// <summary>What to ask.</summary>
/// <param name="Question">The question, in any language.</param>
/// <param name="Collection">The collection that answers.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Filters">Filters that must all hold.</param>
/// <param name="Extractive">True answers by extraction even when a chat model is configured.</param>
/// <param name="CollapseDuplicates">One document speaks for those that say nearly the same; its citations name them in <c>standsFor</c>.</param>
/// <param name="Unsupported">What becomes of sentences that their evidence does not carry: <c>remove</c> or <c>mark</c>. Null: what the settings say for the collection, else <c>remove</c>.</param>
/// <param name="WrongCost">
/// Cost of a wrong answer relative to a missing one, 0..1000; an answer is given when its confidence is at least cost / (1 + cost). Null: what the settings say, else 0.43 for extractive answers.
/// </param>
/// <param name="Judge">Whether the model is also asked if each sentence follows from what it cites. Null: what the settings say, else no.</param>
/// <param name="History">The conversation before the question, oldest turn first: a follow-up is searched with what it is about.</param>
/// <param name="Steps">
/// What happens between question and passages, like <c>spelling</c> or <c>feedback</c>; <c>none</c> alone for nothing. Null for what the collection was tuned to, else for what pays
/// everywhere it was measured.
/// </param>
public sealed record AskRequest(
    string Question, string Collection = "default", string Mode = "hybrid", IReadOnlyList<string>? Filters = null, bool Extractive = false, bool CollapseDuplicates = false,
    string? Unsupported = null, double? WrongCost = null, bool? Judge = null, IReadOnlyList<TurnRequest>? History = null, IReadOnlyList<string>? Steps = null);
