namespace Groundwork.Evals;

/// <summary>Agreement among people beside agreement of the judge with people, on one queue.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Items">Items with at least one vote.</param>
/// <param name="PeopleAlpha">Krippendorff's ordinal alpha of the people; null where it is not defined.</param>
/// <param name="JudgeAlpha">Krippendorff's ordinal alpha of the judge and what people came to; null where it is not defined.</param>
/// <param name="People">Each pair of reviewers.</param>
/// <param name="Judge">The judge with each reviewer.</param>
public sealed record AgreementTable(string Queue, int Items, Coefficient? PeopleAlpha, Coefficient? JudgeAlpha, IReadOnlyList<AgreementRow> People, IReadOnlyList<AgreementRow> Judge);
