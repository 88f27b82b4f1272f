using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>A question that may become a draft.</summary>
/// <param name="Kind">How it was made, like <c>definition</c>.</param>
/// <param name="Question">Its words.</param>
/// <param name="Answer">Where the answer stands in the document's text.</param>
/// <param name="Evidence">Where the sentence or list stands that says so.</param>
/// <param name="Section">The passage it must be answerable from.</param>
internal sealed record DraftCandidate(string Kind, string Question, TextSpan Answer, TextSpan Evidence, DraftSection Section);
