namespace Groundwork.Models;

/// <summary>How spending is counted.</summary>
/// <param name="Directory">Folder of the journals, shared by the processes that share budgets; made where it does not exist.</param>
/// <param name="Instance">Name of this process that no other process had or will have: letters, digits and <c>-</c>, 1..64.</param>
public sealed record MeterSettings(string Directory, string Instance)
{
    /// <summary>Limits at the start; none.</summary>
    public IReadOnlyList<BudgetRule> Budgets { get; init; } = [];

    /// <summary>Size at which a journal goes on in a new file, in bytes, ≥ 4096; 8 MiB.</summary>
    public long JournalBytes { get; init; } = 8L << 20;

    /// <summary>How long single attempts are kept, ≥ a day; 90 days. Totals of days stay.</summary>
    public TimeSpan KeepRows { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Told, in one sentence for people, what goes wrong in the background.</summary>
    public Action<string>? Notices { get; init; }

    /// <summary>Everything that is wrong with these values, each as a sentence; empty if nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Directory)) problems.Add("The folder of the journals has no name.");
        if (Instance is not { Length: >= 1 and <= 64 } || !Instance.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            problems.Add($"\"{Instance}\" cannot name a process; use 1..64 letters, digits and \"-\".");
        if (JournalBytes < 4096) problems.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A journal of {JournalBytes} bytes is too small; choose 4096 or more."));
        if (KeepRows < TimeSpan.FromDays(1)) problems.Add($"Attempts cannot be kept for {KeepRows}; choose a day or more.");
        return [.. problems, .. ProblemsOf(Budgets)];
    }

    /// <summary>Everything that is wrong with some budgets, each as a sentence; empty if nothing is.</summary>
    public static IReadOnlyList<string> ProblemsOf(IReadOnlyList<BudgetRule> budgets)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        var problems = budgets.GroupBy(static b => b.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1).Select(static g => $"Two budgets are named \"{g.Key}\". Give each its own name.").ToList();
        foreach (var budget in budgets)
        {
            if (string.IsNullOrWhiteSpace(budget.Name)) problems.Add("A budget has no name.");
            if (budget is { MaxCost: null, MaxTokens: null, MaxRequests: null }) problems.Add($"The budget \"{budget.Name}\" limits nothing. Give it a cost, tokens or requests.");
            if (budget.MaxCost is { NanoUsd: < 0 } || budget.MaxTokens is < 0 || budget.MaxRequests is < 0) problems.Add($"The budget \"{budget.Name}\" has a limit below zero.");
        }

        return problems;
    }
}
