namespace Groundwork.Evals.Claims;

/// <summary>A claim matrix as it is stored.</summary>
internal sealed record StoredMatrix(
    int Version, string Judge, string JudgeFingerprint, List<StoredMatrix.Passage>? Passages, List<StoredMatrix.Claim> AnswerClaims, List<StoredMatrix.Reference>? ReferenceClaims, string? Kinship = null)
{
    internal sealed record Passage(string Id, string Document, bool Cited);

    internal sealed record Claim(int Start, int Length, string Text, List<Cell> ByPassage, Cell? ByPassages, Cell? ByReference);

    internal sealed record Reference(string Text, List<Cell> ByPassage, Cell? ByPassages, Cell? ByAnswer);

    internal sealed record Cell(bool? Supports, double? Strength, string? Why, string? Failed);
}
