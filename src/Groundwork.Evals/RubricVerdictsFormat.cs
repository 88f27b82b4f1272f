using System.Text.Json;
using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>The stored form of the evidence behind rubric scores: JSON <c>{"judge","judgeFingerprint","kinship","criteria":[{"name","grades":[{"level","reason","model"?} or {"failed"}],"result"}],"secret"?}</c>.</summary>
public static class RubricVerdictsFormat
{
    /// <summary>Writes the evidence. The same evidence gives the same text.</summary>
    public static string Write(RubricVerdicts verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        return JsonSerializer.Serialize(
            new StoredVerdicts(verdicts.Judge, verdicts.JudgeFingerprint, verdicts.Kinship, [.. verdicts.Criteria.Select(criterion => new StoredVerdicts.Criterion(criterion.Criterion, [.. criterion.Grades.Select(Stored)], Stored(criterion.Result)))], verdicts.Secret),
            RubricVerdictsJson.Default.StoredVerdicts);
    }

    /// <summary>Reads the evidence; members it does not know are ignored.</summary>
    /// <exception cref="FormatException">The text is no such evidence.</exception>
    public static RubricVerdicts Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var stored = JsonSerializer.Deserialize(json, RubricVerdictsJson.Default.StoredVerdicts);
            if (stored?.Criteria is null) throw new FormatException("This is no evidence of a rubric: it has no criteria.");
            return new RubricVerdicts(stored.Judge, stored.JudgeFingerprint, stored.Kinship, [.. stored.Criteria.Select(criterion => new RubricVerdict(criterion.Name, [.. (criterion.Grades ?? []).Select(Read)], Read(criterion.Result)))]) { Secret = stored.Secret };
        }
        catch (JsonException problem)
        {
            throw new FormatException($"This is no evidence of a rubric: {problem.Message}", problem);
        }
    }

    private static StoredVerdicts.Verdict Stored(Grade grade) => grade switch
    {
        Grade.Given given => new StoredVerdicts.Verdict(given.Level, given.Reason, null, given.Model),
        Grade.Failed failed => new StoredVerdicts.Verdict(null, null, failed.Reason),
        _ => throw new NotSupportedException(grade.GetType().Name),
    };

    private static Grade Read(StoredVerdicts.Verdict? stored) => stored switch
    {
        { Level: { } level } => new Grade.Given(level, stored.Reason ?? "") { Model = stored.Model },
        { Failed: { } reason } => new Grade.Failed(reason),
        _ => throw new FormatException("This is no evidence of a rubric: a grade has neither a level nor a failure."),
    };
}
