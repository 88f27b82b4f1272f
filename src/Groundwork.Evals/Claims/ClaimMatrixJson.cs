using System.Text.Json;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>Claim matrices as JSON, see docs/formats/claim-matrix.md.</summary>
internal static class ClaimMatrixJson
{
    private const int Version = 1;

    public static string Write(ClaimMatrix matrix) => JsonSerializer.Serialize(
        new StoredMatrix(
            Version,
            matrix.Judge,
            matrix.JudgeFingerprint,
            matrix.Passages?.Select(passage => new StoredMatrix.Passage(passage.Id, passage.Document, passage.IsCited)).ToList(),
            [.. matrix.AnswerClaims.Select(claim => new StoredMatrix.Claim(claim.Span.Start, claim.Span.Length, claim.Text, Cells(claim.ByPassage), Cell(claim.ByPassages), Cell(claim.ByReference)))],
            matrix.ReferenceClaims?.Select(claim => new StoredMatrix.Reference(claim.Text, Cells(claim.ByPassage), Cell(claim.ByPassages), Cell(claim.ByAnswer))).ToList(),
            matrix.Kinship == JudgeKinship.Unknown ? null : matrix.Kinship.ToString()),
        StoredMatrixJson.Default.StoredMatrix);

    public static ClaimMatrix Read(string json)
    {
        StoredMatrix? stored;
        try
        {
            stored = JsonSerializer.Deserialize(json, StoredMatrixJson.Default.StoredMatrix);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"This is no claim matrix: {problem.Message}", problem);
        }

        if (stored?.AnswerClaims is null) throw new FormatException("This is no claim matrix: it has no answerClaims.");
        if (stored.Version != Version) throw new FormatException(FormattableString.Invariant($"This claim matrix is of version {stored.Version}; this program reads version {Version}. Score the run again."));
        var width = stored.Passages?.Count ?? 0;
        return new ClaimMatrix(
            stored.Judge,
            stored.JudgeFingerprint,
            [.. stored.AnswerClaims.Select(claim => new AnswerClaim(new TextSpan(claim.Start, claim.Length), claim.Text, Verdicts(claim.ByPassage, width), Verdict(claim.ByPassages), Verdict(claim.ByReference)))],
            stored.ReferenceClaims?.Select(claim => new ReferenceClaim(claim.Text, Verdicts(claim.ByPassage, width), Verdict(claim.ByPassages), Verdict(claim.ByAnswer) ?? throw Missing())).ToList(),
            stored.Passages?.Select(passage => new MatrixPassage(passage.Id, passage.Document, passage.Cited)).ToList())
        {
            Kinship = Enum.TryParse<JudgeKinship>(stored.Kinship, out var kinship) ? kinship : JudgeKinship.Unknown,
        };
    }

    private static List<StoredMatrix.Cell> Cells(IReadOnlyList<Entailment> cells) => [.. cells.Select(cell => Cell(cell)!)];

    private static StoredMatrix.Cell? Cell(Entailment? cell) => cell switch
    {
        Entailment.Judged judged => new StoredMatrix.Cell(judged.Supports, judged.Strength, judged.Why.Length == 0 ? null : judged.Why, null),
        Entailment.Failed failed => new StoredMatrix.Cell(null, null, null, failed.Reason),
        _ => null,
    };

    private static List<Entailment> Verdicts(List<StoredMatrix.Cell>? cells, int width) => cells?.Count == width
        ? [.. cells.Select(cell => Verdict(cell) ?? throw Missing())]
        : throw new FormatException(FormattableString.Invariant($"This is no claim matrix: a row has {cells?.Count ?? 0} cells for {width} passages."));

    private static Entailment? Verdict(StoredMatrix.Cell? cell) => cell switch
    {
        null => null,
        { Supports: { } supports, Strength: { } strength } when strength is >= 0 and <= 1 => new Entailment.Judged(supports, strength, cell.Why ?? ""),
        { Failed: { } reason } => new Entailment.Failed(reason),
        _ => throw Missing(),
    };

    private static FormatException Missing() => new("This is no claim matrix: a cell has neither a verdict nor a failure.");
}
