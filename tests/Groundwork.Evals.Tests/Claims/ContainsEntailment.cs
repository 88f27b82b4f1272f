namespace Groundwork.Evals.Tests.Claims;

/// <summary>A text supports what stands in it, letter by letter. Says nothing about statements with the word "unjudgeable".</summary>
internal sealed class ContainsEntailment : IEntailment
{
    public string Name => "contains";

    public string Fingerprint => "contains-1";

    public int Calls { get; private set; }

    public ValueTask<IReadOnlyList<Entailment>> JudgeAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        Calls++;
        return ValueTask.FromResult<IReadOnlyList<Entailment>>([.. statements.Select(statement => Judge(premise, statement.TrimEnd('.')))]);
    }

    private static Entailment Judge(string premise, string statement)
    {
        if (statement.Contains("unjudgeable", StringComparison.Ordinal)) return new Entailment.Failed("It cannot be judged.");
        // "A and B" needs both.
        var supports = statement.Split(" and ").All(part => premise.Contains(part, StringComparison.Ordinal));
        return new Entailment.Judged(supports, supports ? 1 : 0, "");
    }
}
