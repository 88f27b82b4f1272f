namespace Groundwork.Evals;

/// <summary>Agreement of judge and people in one language.</summary>
/// <param name="Language">Code, <c>und</c> when not known.</param>
/// <param name="Items">Items that were judged.</param>
/// <param name="Failed">Items without a verdict.</param>
/// <param name="Raw">Share on which both say the same; null when nothing was judged.</param>
public sealed record LanguageAgreement(string Language, int Items, int Failed, Coefficient? Raw);
