using Groundwork.Language;

namespace Groundwork.Knowledge;

/// <summary>The languages of a question and its answer, as far as their texts tell.</summary>
/// <param name="Question">Language of the question.</param>
/// <param name="Answer">Language of the answer.</param>
/// <param name="IsSame">False when both are told surely and differ. Code, names and numbers alone tell nothing.</param>
public sealed record AnswerLanguages(LanguageCode Question, LanguageCode Answer, bool IsSame);
