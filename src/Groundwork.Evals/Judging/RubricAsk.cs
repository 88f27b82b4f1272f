using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Groundwork.Evals.Judging;

/// <summary>What a judge reads to grade one item by one criterion, and how its verdict is read.</summary>
internal static class RubricAsk
{
    private static readonly PromptFile s_prompt = new("rubric.prompt.md");

    public static string PromptFingerprint => s_prompt.Fingerprint;

    /// <summary>Why the item cannot be graded by the criterion; null when it can.</summary>
    public static string? Missing(RubricCriterion criterion, JudgedItem item)
    {
        if (criterion.LooksAt.HasFlag(RubricInputs.Passages) && item.Passages is null) return "There are no passages.";
        return criterion.LooksAt.HasFlag(RubricInputs.Reference) && string.IsNullOrWhiteSpace(item.Reference) ? "There is no reference." : null;
    }

    public static async ValueTask<Grade> GradeAsync(JudgeCall call, Rubric rubric, RubricCriterion criterion, JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        if (Missing(criterion, item) is { } missing) return new Grade.Failed(missing);
        var slots = call.SlotsFor(criterion.Name, repeat);
        Fill(slots, criterion, item);
        if (slots.Length > call.Options.MostCharacters)
            return new Grade.Failed(string.Create(CultureInfo.InvariantCulture, $"The texts have {slots.Length} characters; at most {call.Options.MostCharacters} are judged."));
        var fenced = slots.Close();
        var messages = s_prompt.With(
            ("title", rubric.Title), ("instructions", rubric.Instructions), ("question", criterion.Question), ("levels", LevelsOf(criterion)), ("examples", ExamplesOf(criterion)), ("code", slots.Code), ("slots", fenced));
        var reply = await call.AskAsync(messages, FormOf(criterion), slots.Code, repeat, cancellationToken);
        return reply.Verdict is { } given ? given with { Model = reply.Model } : new Grade.Failed(reply.Failure!);
    }

    private static void Fill(Slots slots, RubricCriterion criterion, JudgedItem item)
    {
        if (criterion.LooksAt.HasFlag(RubricInputs.Conversation))
            foreach (var turn in item.Before) slots.Add(string.Equals(turn.Role, "assistant", StringComparison.Ordinal) ? "earlier answer" : "earlier question", turn.Text);
        if (criterion.LooksAt.HasFlag(RubricInputs.Question)) slots.Add("question", item.Question);
        if (criterion.LooksAt.HasFlag(RubricInputs.Passages))
        {
            if (item.Passages is not { Count: > 0 }) slots.Add("passages", "(no passage was retrieved)");
            for (var i = 0; i < item.Passages?.Count; i++) slots.Add(string.Create(CultureInfo.InvariantCulture, $"passage {i + 1}"), item.Passages[i]);
        }

        if (criterion.LooksAt.HasFlag(RubricInputs.Reference)) slots.Add("reference", item.Reference!);
        slots.Add("answer", item.Answer);
    }

    private static string LevelsOf(RubricCriterion criterion) =>
        string.Join('\n', criterion.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Value}: {level.Anchor}")));

    private static string ExamplesOf(RubricCriterion criterion)
    {
        if (criterion.Examples.Count == 0) return "";
        var examples = new StringBuilder("\nExamples:\n");
        foreach (var example in criterion.Examples)
        {
            if (example.Question.Length > 0) examples.Append("Question: ").Append(example.Question).Append('\n');
            examples.Append(CultureInfo.InvariantCulture, $"Answer: {example.Answer}\nReason: {example.Reason}\nLevel: {example.Level}\n\n");
        }

        return examples.ToString();
    }

    private static VerdictForm<Grade.Given> FormOf(RubricCriterion criterion)
    {
        var levels = string.Join(',', criterion.Levels.Select(level => level.Value.ToString(CultureInfo.InvariantCulture)));
        return new VerdictForm<Grade.Given>(
            """{"type":"object","additionalProperties":false,"required":["code","reason","level"],"properties":{"code":{"type":"string"},"reason":{"type":"string"},"level":{"type":"integer","enum":[""" + levels + "]}}}",
            root => Read(root, criterion, levels));
    }

    private static (Grade.Given? Verdict, string Problem) Read(JsonElement root, RubricCriterion criterion, string levels)
    {
        if (!root.TryGetProperty("reason", out var reason) || reason.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(reason.GetString())) return (null, "Its \"reason\" is missing.");
        if (!root.TryGetProperty("level", out var level) || level.ValueKind != JsonValueKind.Number || !TryWhole(level, out var value) || !criterion.Levels.Any(known => known.Value == value))
            return (null, $"Its \"level\" is not one of {levels}.");
        return (new Grade.Given(value, reason.GetString()!.Trim()), "");
    }

    // Models write 3.0 for 3 now and then.
    private static bool TryWhole(JsonElement number, out int value)
    {
        value = 0;
        if (!number.TryGetDecimal(out var level) || level != decimal.Truncate(level) || level is < int.MinValue or > int.MaxValue) return false;
        value = (int)level;
        return true;
    }
}
