using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A place that an answer cites, with what a checker found at that place without any model.</summary>
/// <param name="Document">Id of the cited document, as it was given, also when there is no such document.</param>
/// <param name="Span">Range in the document's text; null when none was given.</param>
/// <param name="Quote">The words that are said to stand there; empty when none were given.</param>
/// <param name="Check">What is really there.</param>
public sealed record ObservedCitation(string Document, TextSpan? Span, string Quote, CitationCheck Check);
